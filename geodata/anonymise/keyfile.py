"""The key file: which family a pseudonym stands for, and the secret of the masks. It stays with the provider."""

import contextlib
import csv
import datetime as dt
import io
import os
import secrets
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.formulas import guarded, unguarded
from geodata.kept_points import KeptPoint
from geodata.language import Text

HEADER: Final = ("kind", "pseudonym", "original", "place")
_MASKS: Final = "secret"
_ALSO: Final = "also"
_N_BYTES: Final = 32
_MAX_BYTES: Final = 200_000_000
_SIGNS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, so that no word comes out; no signs that look like another."""

_LETTERS: Final = 7
_OF: Final = ": "


@dataclass(slots=True)
class Key:
    """Pseudonyms by what they stand for; new ones are drawn at random, and never from the content.

    Attributes
    ----------
    secret
        Of the masks.
    names
        Pseudonyms by kind (``family``, or the name of a column with keys) and original text.
    also
        Numbers of a family's children and files by its pseudonym; they tell nobody who is who elsewhere.
    places
        Masked points by pseudonym.
    reference
        The date on which ages were counted first. Ages on two dates tell birthdays, so later runs keep it.
    ways
        Every way in which places were made coarse with this key.
    n_new
        Pseudonyms drawn since the key was read.
    """

    secret: bytes = field(repr=False)
    names: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    places: dict[str, KeptPoint] = field(default_factory=dict, repr=False)
    also: dict[str, str] = field(default_factory=dict, repr=False)
    reference: dt.date | None = None
    ways: set[str] = field(default_factory=set)
    n_new: int = 0
    _taken: set[str] = field(default_factory=set, repr=False)
    _originals: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def fresh(cls) -> "Key":
        """Make a key with a new secret."""
        return cls(secrets.token_bytes(_N_BYTES))

    def family(self, provider: str, identity: str) -> str:
        """Give the pseudonym of a family: the same number at two providers is two families.

        A key of an earlier version holds numbers without provider; the first provider that has one keeps it.
        """
        whole, bare = ("family", f"{provider}{_OF}{identity}"), ("family", identity)
        if whole not in self.names and bare in self.names:
            self.names[whole] = self.names.pop(bare)
        return self.pseudonym(*whole)

    def n_families(self, providers: Iterable[str]) -> int:
        """Count the families of some providers, and those of an earlier version, whose provider is not known."""
        theirs = tuple(f"{provider}{_OF}" for provider in providers)
        return sum(kind == "family" and (text.startswith(theirs) or _OF not in text) for kind, text in self.names)

    def original(self, pseudonym: str) -> str | None:
        """Give what a pseudonym of a family stands for: its provider and what tells it there."""
        if not self._originals:
            self._originals = {each: text for (kind, text), each in self.names.items() if kind == "family"}
        return self._originals.get(pseudonym)

    def pseudonym(self, kind: str, original: str) -> str:
        """Give the pseudonym of something, drawn now where it had none: a letter, then signs without meaning."""
        known = self.names.get((kind, original))
        if known is not None:
            return known
        self._taken = self._taken or set(self.names.values())
        first = "G" if kind == "family" else "S"
        while (drawn := first + "".join(secrets.choice(_SIGNS) for _ in range(_LETTERS))) in self._taken:
            pass
        self._taken.add(drawn)
        self.names[kind, original] = drawn
        self.n_new += 1
        return drawn


def read_key(path: Path) -> Key:
    """Read a key file.

    Raises
    ------
    InputError
        When it is none, or was changed so that two originals share a pseudonym.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise InputError([Fault(NO_KEY, file=path.name)])
    try:
        read = decoded(path.read_bytes())
        text = "" if read is None else read.text
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
        genuine = tuple(rows[0]) == HEADER and rows[1][0] == _MASKS
        key = Key(bytes.fromhex(rows[1][2] if genuine else ""))
        day, _, ways = rows[1][3].partition(" ")
        key.reference = dt.date.fromisoformat(day) if day else None
        key.ways = set(ways.split())
        for kind, pseudonym, original, place in filter(None, rows[2:]):
            if kind == _ALSO:
                key.also[pseudonym] = unguarded(original)
                continue
            key.names[kind, unguarded(original)] = pseudonym
            if place:
                squares, lat, lon = place.split(" ")
                key.places[pseudonym] = KeptPoint(float(lat), float(lon), tuple(squares.split(".")))
    except (ValueError, IndexError, csv.Error):
        raise InputError([Fault(NO_KEY, file=path.name)]) from None
    if len(key.secret) < _N_BYTES or len(set(key.names.values())) != len(key.names):
        raise InputError([Fault(NO_KEY, file=path.name)])
    return key


def write_key(path: Path, key: Key) -> None:
    """Write a key whole or not at all, so that only its owner may read it."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADER)
    day = "" if key.reference is None else key.reference.isoformat()
    table.writerow((_MASKS, "", key.secret.hex(), " ".join([day, *sorted(key.ways)]).strip()))
    for (kind, original), pseudonym in sorted(key.names.items(), key=lambda item: item[1]):
        table.writerow((kind, pseudonym, guarded(original), _place(key.places, pseudonym)))
    table.writerows((_ALSO, pseudonym, guarded(text), "") for pseudonym, text in sorted(key.also.items()))
    sweep(path)
    prefix = f".{path.name}.constellations-{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=prefix, dir=path.absolute().parent)  # readable by its owner only
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(out.getvalue().encode("utf-8-sig"))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def sweep(path: Path) -> None:
    """Remove what a killed run left beside a key file."""
    for left in path.absolute().parent.glob(".*.constellations-*"):
        process = left.name.rpartition(".constellations-")[2].split("-")[0]
        if (
            left.is_file()
            and left.name.startswith(f".{path.name}.")
            and process.isdecimal()
            and not _runs(int(process))
        ):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if os.name != "posix":
        return True
    with contextlib.suppress(PermissionError, OverflowError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


def _place(places: Mapping[str, KeptPoint], pseudonym: str) -> str:
    place = places.get(pseudonym)
    return "" if place is None else f"{'.'.join(place.squares)} {place.lat} {place.lon}"


NO_KEY: Final = Text(
    nl="dit is geen sleutelbestand van constellations, of het is veranderd of beschadigd. Kies een ander bestand na "
    "--key; zet anders een reservekopie terug, want zonder sleutel krijgen alle gezinnen nieuwe pseudoniemen.",
    en="this is no key file of constellations, or it was changed or damaged. Choose another file after --key, or put a "
    "backup back: without the key all families get new pseudonyms.",
)
