"""Families files of several providers to one: each read by itself, ids and keys kept apart, likely doubles told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.columns import Column, also_means, column_of
from geodata.errors import Fault, InputError
from geodata.families import Families, Family, Precision
from geodata.homes import PlaceOf
from geodata.language import Lang, Text
from geodata.opening import read_table
from geodata.reading import MISSING_COLUMN, Reading, reading_of
from geodata.table import MAX_FAMILIES, Table

_LISTED: Final = 10
_MAX_ID: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """What one file gave.

    Attributes
    ----------
    prefix
        What stands before its ids, empty where they clash with no other file's.
    """

    reading: Reading
    prefix: str

    @property
    def n_candidates(self) -> int:
        """Families of the file that may be a hub home."""
        return sum(family.may_be_hub for family in self.reading.families)

    @property
    def providers(self) -> tuple[str, ...]:
        """The providers in the file, by name."""
        return tuple(sorted({family.provider for family in self.reading.families}))


@dataclass(frozen=True, slots=True)
class Combined:
    """Families of several files under ids of their own, and what a reader should know."""

    families: Families
    parts: tuple[Part, ...]
    notices: tuple[Fault, ...]


def combine(paths: Sequence[Path], providers: Mapping[str, str], *, locate: PlaceOf | None = None) -> Combined:
    """Read every file and join the families.

    Parameters
    ----------
    providers
        The provider of all families of a file, by the name of the file; for files that have no such column.

    Raises
    ------
    InputError
        With every fault of every file; two files of one name, or a provider for a file that is not there.
    """
    names = [path.name for path in paths]
    faults = [Fault(SAME_NAME, file=name) for name, n in Counter(names).items() if n > 1]
    faults += [Fault(NO_SUCH_FILE, {"files": tuple(names)}, file=name) for name in providers if name not in names]
    readings: list[Reading] = []
    n_rows = 0
    for path in paths:
        try:
            table = read_table(path)
            n_rows += len(table.row_numbers)
            if n_rows > MAX_FAMILIES:
                faults.append(Fault(TOO_MANY_ROWS, {"most": MAX_FAMILIES}, file=path.name))
                break
            readings.append(reading_of(_with_provider(table, providers.get(path.name)), locate=locate))
        except InputError as error:
            faults += [replace(each, text=NO_PROVIDER) if _lacks_provider(each) else each for each in error.faults]
    if faults:
        raise InputError(faults)
    parts = [Part(reading, prefix) for reading, prefix in zip(readings, _prefixes(readings), strict=True)]
    shared = _shared_keys(readings)
    families = [family for part in parts for family in _renamed(part, shared)]
    long = [Fault(LONG_ID, {"most": _MAX_ID}, file=part.reading.name) for part in parts if _too_long(part)]
    if long:
        raise InputError(long)
    notices = [replace(notice, file=part.reading.name) for part in parts for notice in part.reading.notices]
    return Combined(Families(families), tuple(parts), (*notices, *_prefixed(parts), *_doubles(parts)))


def _with_provider(table: Table, provider: str | None) -> Table:
    """Put one provider on every row, in place of what the table says of it."""
    if provider is None:
        return table
    kept = [
        at for at, header in enumerate(table.headers) if Column.PROVIDER not in {column_of(header), also_means(header)}
    ]
    return replace(
        table,
        headers=(*(table.headers[at] for at in kept), Column.PROVIDER.header(Lang.NL)),
        columns=(*(table.columns[at] for at in kept), (provider,) * len(table.row_numbers)),
    )


def _lacks_provider(fault: Fault) -> bool:
    return fault.text is MISSING_COLUMN and fault.facts["name"] == Column.PROVIDER.header(Lang.EN)


def _prefixes(readings: Sequence[Reading]) -> list[str]:
    """Give a prefix to the files whose ids clash with those of another: a letter, in the order of the files."""
    owners: dict[str, set[int]] = defaultdict(set)
    for at, reading in enumerate(readings):
        for family in reading.families:
            owners[family.id].add(at)
    clashing = {at for files in owners.values() if len(files) > 1 for at in files}
    return [f"{_letter(at)}-" if at in clashing else "" for at in range(len(readings))]


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else f"Z{at}"


def _shared_keys(readings: Sequence[Reading]) -> set[str]:
    """Find keys that stand in more than one file, where they mean different families."""
    seen = Counter(key for reading in readings for key in {key for family in reading.families for key in _keys(family)})
    return {key for key, n in seen.items() if n > 1}


def _keys(family: Family) -> tuple[str, ...]:
    return (*family.together, *family.apart, *family.siblings)


def _renamed(part: Part, shared: set[str]) -> Iterator[Family]:
    def keys(of: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(f"{part.reading.name}/{key}" if key in shared else key for key in of))

    for family in part.reading.families:
        hub = family.constellation
        yield replace(
            family,
            id=f"{part.prefix}{family.id}",
            constellation=None if hub is None else f"{part.prefix}{hub}",
            together=keys(family.together),
            apart=keys(family.apart),
            siblings=keys(family.siblings),
            not_hub=tuple(f"{part.prefix}{hub}" for hub in family.not_hub),
            only_hub=tuple(f"{part.prefix}{hub}" for hub in family.only_hub),
        )


def _too_long(part: Part) -> bool:
    return any(len(part.prefix) + len(family.id) > _MAX_ID for family in part.reading.families)


def _prefixed(parts: Sequence[Part]) -> Iterator[Fault]:
    for part in parts:
        if part.prefix:
            yield Fault(PREFIXED, {"prefix": part.prefix}, file=part.reading.name)


def _doubles(parts: Sequence[Part]) -> Iterator[Fault]:
    """Find families of two files at one place with the same children: likely one family, registered twice."""
    at: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for number, part in enumerate(parts):
        for family in part.reading.families:
            place = _place(family)
            if place is not None:
                at[(*place, family.children, family.child_ages)].append((number, f"{part.prefix}{family.id}"))
    doubles = [
        " = ".join(name for _, name in found) for found in at.values() if len({number for number, _ in found}) > 1
    ]
    if doubles:
        shown = ", ".join([*doubles[:_LISTED], "…"]) if len(doubles) > _LISTED else tuple(doubles)
        yield Fault(DOUBLES, {"n": len(doubles), "families": shown})


def _place(family: Family) -> tuple[object, ...] | None:
    """Give a place that is a family's own: coordinates or a whole postcode; four digits are shared by too many."""
    if family.postcode is not None and len(family.postcode) > 4:
        return (family.postcode,)
    if family.location.precision is Precision.COORDINATES:
        return family.location.lat, family.location.lon
    return None


SAME_NAME: Final = Text(
    nl="twee bestanden hebben deze naam. Geef elk een eigen naam, zodat te zien is wat waarvandaan komt.",
    en="two files have this name. Give each a name of its own, so that it can be seen what came from where.",
)
TOO_MANY_ROWS: Final = Text(
    nl="met dit bestand erbij zijn er meer dan {most} rijen. Controleer of dit gezinnenbestanden zijn.",
    en="with this file there are more than {most} rows. Check that these are families files.",
)
NO_SUCH_FILE: Final = Text(
    nl="--provider noemt dit bestand, maar het wordt niet samengevoegd. Bestanden: {files}.",
    en="--provider names this file, but it is not among those to join. Files: {files}.",
)
NO_PROVIDER: Final = Text(
    nl="er is geen kolom 'aanbieder'. Voeg die toe, of zeg van wie dit bestand is, bijvoorbeeld: --provider "
    "bestand.xlsx=Naam.",
    en="there is no column 'provider'. Add it, or say whose file this is, for instance: --provider file.xlsx=Name.",
)
LONG_ID: Final = Text(
    nl="met het voorvoegsel dat de bestanden uit elkaar houdt, worden pseudoniemen langer dan {most} tekens. "
    "Kort ze in.",
    en="with the prefix that keeps the files apart, pseudonyms become longer than {most} characters. Shorten them.",
)
PREFIXED: Final = Text(
    nl="pseudoniemen komen ook in een ander bestand voor; die van dit bestand beginnen nu met '{prefix}'.",
    en="pseudonyms occur in another file too; those of this file now begin with '{prefix}'.",
)
DOUBLES: Final = Text(
    nl="misschien hetzelfde gezin bij twee aanbieders (zelfde plaats, zelfde kinderen): {n} ({families}). Haal er een "
    "weg als dat zo is.",
    en="perhaps the same family with two providers (same place, same children): {n} ({families}). Take one out if so.",
)
