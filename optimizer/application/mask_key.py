"""The secret that decides where masked points are drawn: one a person, kept out of every folder that is handed on."""

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.private_file import make_private
from geodata.store import NoHomeError, data_folder

_N_BYTES: Final = 32
_LEFT_AFTER_S: Final = 3600.0
"""A key still on its way after an hour is that of a run that was killed."""


def mask_key(path: Path | None, tell: Callable[[Fault], object]) -> bytes:
    """Read the secret from ``path``, or the user's own, which is made when it is not there.

    A key that others on the computer could read becomes its owner's only.

    Parameters
    ----------
    tell
        Is told of a key that others could read.

    Raises
    ------
    InputError
        When the file holds no secret, or the user's folder cannot be written.
    """
    if path is not None:
        return _read(path, tell)
    try:
        own = place_of_key(None)
        if not own.exists():
            _make(own)
        return _read(own, tell)
    except (OSError, NoHomeError):
        raise InputError([Fault(NO_PLACE)]) from None


def place_of_key(path: Path | None) -> Path:
    """Say where a secret is: at ``path``, or in the user's own folder."""
    return data_folder() / "mask.key" if path is None else path


def _make(path: Path) -> None:
    """Write a new secret that only its owner may read; a run at the same moment may win."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in path.parent.glob("mask.key.[0-9]*"):
        if time.time() - left.stat().st_mtime > _LEFT_AFTER_S:
            left.unlink(missing_ok=True)
    fresh = path.with_name(f"mask.key.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"{secrets.token_hex(_N_BYTES)}\n")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:
        fresh.replace(path)
    fresh.unlink(missing_ok=True)


def _read(path: Path, tell: Callable[[Fault], object]) -> bytes:
    try:
        if make_private(path):
            tell(Fault(WAS_OPEN, file=path.name))
    except OSError:
        tell(Fault(STAYS_OPEN, file=path.name))
    try:
        read = decoded(path.read_bytes())
        key = b"" if read is None else bytes.fromhex(read.text)
    except ValueError:
        key = b""
    if len(key) < _N_BYTES:
        raise InputError([Fault(NO_KEY, {"n": 2 * _N_BYTES}, file=path.name)])
    return key


WAS_OPEN: Final = Text(
    nl="anderen op deze computer konden de sleutel van de maskers lezen; dat kan nu niet meer.",
    en="others on this computer could read the key of the masks; now they cannot any more.",
)
STAYS_OPEN: Final = Text(
    nl="anderen op deze computer kunnen de sleutel van de maskers lezen, en dat is niet te veranderen. Zet hem in een "
    "map van uzelf.",
    en="others on this computer can read the key of the masks, which cannot be changed. Put it in a folder of your "
    "own.",
)
NO_KEY: Final = Text(
    nl="dit is geen sleutel voor maskers: er horen minstens {n} tekens 0-9 en a-f in te staan.",
    en="this is no key for masks: it must hold at least {n} signs 0-9 and a-f.",
)
NO_PLACE: Final = Text(
    nl="de sleutel waarmee punten op de kaart worden gemaskeerd, kan niet worden bewaard in uw gegevensmap. "
    "Geef met --mask-key een bestand dat die sleutel bevat.",
    en="the key by which points on the map are masked cannot be kept in your data folder. "
    "Give a file that holds such a key with --mask-key.",
)
