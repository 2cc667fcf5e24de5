"""One batch at a time in a folder: a lock that the system lets go of when its process ends, however it ends."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from geodata.errors import Fault, InputError
from geodata.language import Text

LOCK: Final = ".batch.lock"
HOLDER: Final = ".batch.json"
"""Says who holds the lock; a file of its own, as a locked file cannot be read by others on Windows."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder.

    Raises
    ------
    InputError
        When another batch is at work in it; the sentence says which process on which computer.
    """
    lock = FileLock(folder / LOCK, timeout=0, is_singleton=False)
    try:
        lock.acquire()
    except Timeout:
        raise InputError([_busy(folder)]) from None
    holder = folder / HOLDER
    try:
        holder.write_text(json.dumps({"process": os.getpid(), "computer": platform.node()}), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _busy(folder: Path) -> Fault:
    try:
        held = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return Fault(BUSY_WITH, {"process": str(int(held["process"])), "computer": str(held["computer"])}, folder.name)
    except (OSError, ValueError, KeyError, TypeError):
        return Fault(BUSY, file=folder.name)


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
