"""Where ``anonymise`` keeps its key: never where it would be handed on, and its owner's only."""

import hashlib
from pathlib import Path
from typing import Final

from geodata.anonymise.keyfile import Key, read_key
from geodata.disk import because
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.private_file import make_private
from geodata.store import data_folder
from optimizer.application.reporter import Reporter


def lock_of(key: Path) -> Path:
    """Name the lock of a key: in the user's own folder, as a lock file stays behind."""
    folder = _made(data_folder())
    return folder / f"key-{hashlib.sha256(str(key).encode()).hexdigest()[:16]}.lock"


def _made(folder: Path) -> Path:
    """Make the user's data folder where it is not there yet."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([Fault(because(NO_DATA_FOLDER, error))]) from error
    return folder


def default_key() -> Path:
    """Say where a key is kept of which nobody says where."""
    return data_folder() / "pseudonyms.key.csv"


def place_of_key(key: Path | None, output: Path, raw: Path, reporter: Reporter) -> Path:
    """Say where the key is kept: never in a folder that is handed on with the families file."""
    if key is None:
        key = default_key()
        _made(key.parent)
    target, beside, source = (path.resolve() for path in (key, output.parent, raw))
    if target == output.resolve() or target == source:
        raise InputError([Fault(SAME_FILE, file=key.name)])
    if key.is_dir() or not target.parent.is_dir():
        raise InputError([Fault(NO_KEY_FOLDER, file=key.name)])
    if target.is_relative_to(beside):
        if not source.is_relative_to(beside):
            raise InputError([Fault(KEY_WITH_OUTPUT, file=key.name)])
        reporter.notice(Fault(KEY_BESIDE, file=key.name))
    return target


def key_at(place: Path, reporter: Reporter) -> Key:
    """Read the key, or begin one."""
    if not place.exists():
        return Key.fresh()
    if make_private(place):
        reporter.notice(Fault(WAS_OPEN, file=place.name))
    return read_key(place)


SAME_FILE: Final = Text(
    nl="de sleutel mag niet hetzelfde bestand zijn als de export of het gezinnenbestand.",
    en="the key cannot be the same file as the export or the families file.",
)
NO_DATA_FOLDER: Final = Text(
    nl="de sleutel kan niet worden bewaard in uw gegevensmap: {cause}. Er is niets geschreven. Zet XDG_DATA_HOME op "
    "een map waarin alleen u mag schrijven.",
    en="the key cannot be kept in your data folder: {cause}. Nothing was written. Set XDG_DATA_HOME to a folder that "
    "only you may write to.",
)
NO_KEY_FOLDER: Final = Text(
    nl="de map voor de sleutel bestaat niet, of dit is zelf een map. Geef na --key de naam van een bestand.",
    en="the folder for the key does not exist, or this is a folder itself. Give the name of a file after --key.",
)
KEY_WITH_OUTPUT: Final = Text(
    nl="de sleutel zou in de map van het gezinnenbestand komen en zo kunnen worden meegestuurd. Kies een andere map na "
    "--key.",
    en="the key would be put in the folder of the families file, and might be sent along with it. Choose another "
    "folder after --key.",
)
KEY_BESIDE: Final = Text(
    nl="de sleutel komt in dezelfde map als het gezinnenbestand en de export. Stuur deze map niet als geheel door.",
    en="the key is put in the same folder as the families file and the export. Do not pass this folder on as a whole.",
)
WAS_OPEN: Final = Text(
    nl="anderen op deze computer konden de sleutel lezen; dat kan nu niet meer.",
    en="others on this computer could read the key; now they cannot any more.",
)
