"""One batch at a time in a folder: a lock that the system lets go of when its process ends, however it ends."""

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from geodata.errors import Fault, InputError
from geodata.language import Text

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK: Final = ".batch.lock"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder.

    Raises
    ------
    InputError
        When another batch is at work in it; the sentence says which process on which computer.
    """
    with (folder / LOCK).open("a+", encoding="utf-8") as file:
        if not _taken(file):
            raise InputError([_busy(file, folder.name)])
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"process": os.getpid(), "computer": platform.node()}))
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
            file.flush()
            _let_go(file)


def _taken(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go(file: IO[str]) -> None:
    if sys.platform == "win32":
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


def _busy(file: IO[str], name: str) -> Fault:
    file.seek(0)
    try:
        held = json.loads(file.read())
        return Fault(BUSY_WITH, {"process": str(int(held["process"])), "computer": str(held["computer"])}, name)
    except (ValueError, KeyError, TypeError):
        return Fault(BUSY, file=name)


_FAR: Final = 1_000_000
"""The byte that is locked on Windows, beyond what is read: there a locked byte cannot be read by others."""

BUSY: Final = Text(
    nl="in deze map is al een batch bezig. Wacht tot die klaar is, of kies een andere map na -o.",
    en="another batch is at work in this folder. Wait until it ends, or choose another folder after -o.",
)
BUSY_WITH: Final = Text(
    nl="in deze map is al een batch bezig (proces {process} op {computer}). Wacht tot die klaar is, of kies een andere "
    "map na -o.",
    en="another batch is at work in this folder (process {process} on {computer}). Wait until it ends, or choose "
    "another folder after -o.",
)
