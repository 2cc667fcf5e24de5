"""The log of what was changed by hand: one line a change, each on the disk before it is answered.

A line that a killed program left half-written is at the end and has no line break; it is dropped when the log is read,
and nothing else is lost with it.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Text

NAME: Final = "changes.jsonl"


class ChangeLog:
    """The entries of one project's log, in order; how many there are is the project's revision."""

    def __init__(self, path: Path, fits: Callable[[Mapping[str, Any]], bool] = lambda _entry: True) -> None:
        self._path = path
        self.entries: list[Mapping[str, Any]] = _read(path, fits)

    @property
    def revision(self) -> int:
        """Grows by one with every entry."""
        return len(self.entries)

    def append(self, entry: Mapping[str, Any]) -> None:
        """Write an entry, and come back when the disk has it.

        Raises
        ------
        OSError
            When the disk refuses; then the log is as it was.
        """
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            try:
                _write(handle, line)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
        self.entries.append(entry)


def _write(handle: int, line: bytes) -> None:
    left = memoryview(line)
    while left:
        left = left[os.write(handle, left) :]


def _read(path: Path, fits: Callable[[Mapping[str, Any]], bool]) -> list[Mapping[str, Any]]:
    """Read the whole lines of a log; what stands after the last line break is taken off the file.

    Raises
    ------
    InputError
        When a whole line is no entry: then somebody else wrote it, and nothing is guessed.
    """
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
            os.fsync(file.fileno())
    entries: list[Mapping[str, Any]] = []
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            entry = None
        if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str) or not fits(entry):
            raise InputError([Fault(DAMAGED, file=path.name, row=number)])
        entries.append(entry)
    return entries


DAMAGED: Final = Text(
    nl="dit is geen wijziging die het scherm heeft geschreven. Zet het bestand terug zoals het was, of haal deze regel "
    "en alle regels erna weg.",
    en="this is no change that the screen wrote. Put the file back as it was, or take this line and all after it away.",
)
