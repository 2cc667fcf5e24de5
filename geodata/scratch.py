"""Where files are put for a moment: one private folder in the user's own, never the temporary folder that all share.

Each process has folders of its own in it, which go when it is done with them. What a process that was killed left is
swept away by every command at its start, and by a batch when it ends a worker.
"""

import io
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from geodata.store import data_folder

if TYPE_CHECKING:
    from openpyxl import Workbook

_NAME: Final = "temporary"
_TOLERANCE_S: Final = 2.0


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a new folder that only its owner may read, for as long as it is needed.

    On a computer that knows no folder of the user, or where it cannot be written, it is one in the temporary folder.
    """
    folder = _new()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_SAVING: Final = threading.Lock()


def saved(book: "Workbook") -> bytes:
    """Give the bytes of a workbook; the library writes each sheet into a temporary file first, and here into ours."""
    out = io.BytesIO()
    with scratch() as folder, _SAVING:
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        try:
            book.save(out)
        finally:
            tempfile.tempdir = before
    return out.getvalue()


def _new() -> Path:
    prefix = f"{os.getpid()}-"
    with suppress(InputError, OSError):
        root = data_folder() / _NAME
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=prefix, dir=root))
    return Path(tempfile.mkdtemp(prefix=f"constellations-{prefix}"))


def sweep() -> None:
    """Remove what processes left that are no more."""
    with suppress(InputError, OSError):
        for left in list((data_folder() / _NAME).iterdir()):
            if not _is_used(left):
                shutil.rmtree(left, ignore_errors=True)


def sweep_after(process: int) -> None:
    """Remove what one process left that was ended just now."""
    with suppress(InputError, OSError):
        for left in (data_folder() / _NAME).glob(f"{process}-*"):
            shutil.rmtree(left, ignore_errors=True)


def _is_used(folder: Path) -> bool:
    """Whether the process that made a folder still runs, and is not a later one with its number."""
    import psutil  # noqa: PLC0415 - a command without anything to sweep need not wait for it

    number = folder.name.partition("-")[0]
    try:
        began: float = psutil.Process(int(number)).create_time()
    except (ValueError, OverflowError, psutil.NoSuchProcess):
        return False
    except psutil.Error:
        return True
    return began <= folder.stat().st_mtime + _TOLERANCE_S
