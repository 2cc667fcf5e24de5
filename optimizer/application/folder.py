"""A folder of results that appears whole or not at all."""

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Text

_ABANDONED_AFTER_S: Final = 3600.0
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT})


def check_folder(folder: Path, *, force: bool) -> None:
    """Say before any work is done whether results may be put in ``folder``; repair what a killed run left.

    Raises
    ------
    InputError
        When it exists and ``force`` was not given, when it is a file, or when its parent cannot be written.
    """
    folder = _whole(folder)
    nearest = next(parent for parent in (*folder.parents, folder) if parent.exists())
    if not nearest.is_dir():
        raise InputError([Fault(UNDER_FILE, file=nearest.name)])
    if nearest == folder.parent:
        _repair(folder)
    if folder.is_dir() and not force:
        raise InputError([Fault(EXISTS, file=folder.name)])
    if folder.exists() and not folder.is_dir():
        raise InputError([Fault(IS_FILE, file=folder.name)])
    if folder == folder.parent or (folder.is_dir() and Path.cwd().is_relative_to(folder)):
        raise InputError([Fault(IN_USE, file=folder.name or str(folder))])
    for place in (nearest, folder) if folder.is_dir() else (nearest,):
        if not os.access(place, os.W_OK | os.X_OK):
            raise InputError([Fault(NOT_WRITABLE, file=place.name or str(place))])
    _try_folder(folder, nearest)


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool, private: bool = True) -> None:
    """Write all files into a private folder beside ``folder``, then give it that name.

    Folder and files stay their owner's only, whatever the umask, unless ``private`` is false: they are to be handed on.

    With ``force`` an existing folder makes way only when the new one is complete. Files in it that these results do not
    replace (notes, a table changed by hand) are kept.

    Raises
    ------
    InputError
        As :func:`check_folder`.
    OSError
        When the disk refuses; then nothing has changed.
    """
    check_folder(folder, force=force)
    folder = _whole(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=_prefix(folder, "new"), dir=folder.parent))
    except OSError as error:
        error.filename = str(folder)  # the hidden folder beside it means nothing to a reader
        raise
    try:
        for name, content in files.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            (fresh / name).write_bytes(content)
        for each in fresh.rglob("*"):
            mode = 0o700 if private else _usual_mode()
            each.chmod(mode if each.is_dir() else mode & 0o666)
        if folder.exists():
            _swap(folder, fresh, private=private)
        else:
            fresh.chmod(0o700 if private else _usual_mode())
            fresh.rename(folder)
    except BaseException as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            error.filename = str(folder)
        raise


def check_file(path: Path, *, force: bool) -> None:
    """Say before any work is done whether a file may be written; remove what a killed run left beside it.

    Raises
    ------
    InputError
        When it exists and ``force`` was not given, or its folder does not exist or may not be written.
    """
    if path.is_dir():
        raise InputError([Fault(IS_DIRECTORY, file=path.name)])
    if path.absolute().parent.is_dir():
        for left in sorted(path.absolute().parent.glob(".*.constellations-file-*")):
            if left.is_file() and _abandoned(left):
                left.unlink(missing_ok=True)
    if path.exists() and not force:
        raise InputError([Fault(FILE_EXISTS, file=path.name)])
    parent = path.absolute().parent
    if parent.is_file():
        raise InputError([Fault(UNDER_FILE, file=parent.name)])
    if not parent.is_dir():
        raise InputError([Fault(NO_PARENT, file=path.name)])
    if not os.access(parent, os.W_OK | os.X_OK):
        raise InputError([Fault(NOT_WRITABLE, file=parent.name or str(parent))])


def write_file(path: Path, content: bytes, *, force: bool, private: bool = True) -> None:
    """Write one file whole or not at all; it is its owner's only, unless ``private`` is false.

    Raises
    ------
    InputError
        As :func:`check_file`.
    """
    check_file(path, force=force)
    prefix = f".{path.name}.constellations-file-{os.getpid()}-"
    try:
        handle, name = tempfile.mkstemp(prefix=prefix, dir=path.absolute().parent)
    except OSError as error:
        error.filename = str(path)
        raise
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        fresh.chmod(0o600 if private else _usual_mode() & 0o666)
        fresh.replace(path)
    except BaseException as error:
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def _try_folder(folder: Path, nearest: Path) -> None:
    """Make the temporary folder that results begin in, and remove it: only that tells what a disk allows.

    Raises
    ------
    InputError
        When ``nearest``, the folder in which it is made, may not be written.
    OSError
        When the disk refuses for another reason: the name is too long, or nothing fits on it any more.
    """
    try:
        Path(tempfile.mkdtemp(prefix=_prefix(folder, "new"), dir=nearest)).rmdir()
    except OSError as error:
        if error.errno in _FORBIDDEN:
            raise InputError([Fault(NOT_WRITABLE, file=nearest.name or str(nearest))]) from None
        error.filename = str(folder)
        raise


def _whole(folder: Path) -> Path:
    """Follow links and dots, so that the folder itself is renamed and not a link to it."""
    return Path(os.path.realpath(folder))


def _prefix(folder: Path, kind: str) -> str:
    return f".{folder.name}.constellations-{kind}-{os.getpid()}-"


def _swap(folder: Path, fresh: Path, *, private: bool) -> None:
    """Let ``fresh`` take the place of ``folder``; two renames, and the old folder is gone only after both."""
    old = Path(tempfile.mkdtemp(prefix=_prefix(folder, "old"), dir=folder.parent)) / folder.name
    fresh.chmod(folder.stat().st_mode & (0o700 if private else 0o7777))
    try:
        folder.rename(old)
    except OSError:
        old.parent.rmdir()
        raise
    try:
        fresh.rename(folder)
    except BaseException:
        old.rename(folder)
        old.parent.rmdir()
        raise
    _keep_others(old, folder)
    shutil.rmtree(old.parent, ignore_errors=True)


def _keep_others(old: Path, folder: Path) -> None:
    for each in sorted(old.iterdir()):
        if not (folder / each.name).exists():
            each.rename(folder / each.name)


def _repair(folder: Path) -> None:
    """Undo what a killed run left: half-written folders go, and an old folder without a successor comes back."""
    for left in sorted(folder.parent.glob(f".{_escaped(folder.name)}.constellations-old-*")):
        if not _abandoned(left):
            continue
        old = left / folder.name
        if old.is_dir():
            if folder.exists():
                _keep_others(old, folder)
            else:
                old.rename(folder)
        shutil.rmtree(left, ignore_errors=True)
    for left in sorted(folder.parent.glob(".*.constellations-new-*")):
        if left.is_dir() and _abandoned(left):
            shutil.rmtree(left, ignore_errors=True)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _abandoned(left: Path) -> bool:
    """Whether the run that made a temporary folder is over: its process is gone, or it was long ago."""
    process = left.name.rsplit("-", 2)[-2]
    if sys.platform != "win32" and process.isdecimal():
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):
            pass
    return time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


EXISTS: Final = Text(
    nl="deze map bestaat al. Kies een andere naam na -o, of geef --force om de resultaten erin te vervangen.",
    en="this folder exists already. Choose another name after -o, or give --force to replace the results in it.",
)
IS_FILE: Final = Text(
    nl="dit is een bestand en geen map. Kies een andere naam na -o.",
    en="this is a file, not a folder. Choose another name after -o.",
)
UNDER_FILE: Final = Text(
    nl="dit is een bestand, en daarin past geen map of ander bestand. Kies een andere plaats na -o.",
    en="this is a file, which no folder or other file can be in. Choose another place after -o.",
)
IN_USE: Final = Text(
    nl="in deze map werkt u nu. Kies een andere naam na -o, of ga eerst naar een andere map.",
    en="you are working inside this folder. Choose another name after -o, or go to another folder first.",
)
NOT_WRITABLE: Final = Text(
    nl="in deze map mag niet worden geschreven. Kies een andere plaats na -o.",
    en="this folder may not be written. Choose another place after -o.",
)
FILE_EXISTS: Final = Text(
    nl="dit bestand bestaat al. Kies een andere naam na -o, of geef --force om het te vervangen.",
    en="this file exists already. Choose another name after -o, or give --force to replace it.",
)
IS_DIRECTORY: Final = Text(
    nl="dit is een map. Geef na -o de naam van een bestand.", en="this is a folder. Give the name of a file after -o."
)
NO_PARENT: Final = Text(
    nl="de map voor dit bestand bestaat niet. Maak die eerst, of kies een andere plaats na -o.",
    en="the folder for this file does not exist. Make it first, or choose another place after -o.",
)
