"""Reading a plan from a table that people changed in a spreadsheet: an ``assignments.csv``, or the sheet "Plan"."""

from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import Final

from geodata.columns import plain
from geodata.distances import Distances
from geodata.errors import Fault, InputError
from geodata.families import Families, Family, Location
from geodata.formulas import unguarded
from geodata.language import Text
from geodata.opening import table_of
from optimizer.files.assignments import COLUMNS
from optimizer.files.family_names import FamilyNames
from optimizer.plan import Constellation, Plan

_NAMES: Final = {
    **{plain(name): name for name in COLUMNS},
    **{
        "gezinid": "family_id",
        "gezin": "family_id",
        "family": "family_id",
        "constellatie": "constellation",
        "rol": "role",
        "hubhome": "hub",
        "afstandkm": "distance_km",
        "afstandtothubhomekm": "distance_km",
        "distancetohubhomekm": "distance_km",
    },
}
"""Names of columns as this table and the sheet "Plan" of the workbook have them, in the form of ``plain``."""
_HUB_WORDS: Final = frozenset({"hub", "hubhome"})
_SATELLITE_WORDS: Final = frozenset({"satellite", "satelliet", "satellietgezin", "satellitefamily"})
_CLEAR_M: Final = 2.0
_FEW: Final = 4
"""A table in the order of writing has so many times more satellites where they were than moved ones."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as the table has it, trimmed; ``number`` is the one a spreadsheet shows."""

    number: int
    family: Family
    group: str
    role: str
    hub: str
    km: float | None
    stranger: bool = False


def read_assignments(
    data: bytes, families: Families, distances: Distances, file: str | None = None, *, strangers: bool = False
) -> tuple[Plan, tuple[Fault, ...]]:
    """Read a table that may have been changed by hand, and give the plan with notices.

    A family belongs to the constellation of its row. Where its ``hub`` names another family than the hub home of that
    constellation, one of the two was changed and the other forgotten. An exact ``distance_km`` still tells the old
    one; without it the place of the row does, among those of the constellation that it was written with.

    Parameters
    ----------
    strangers
        Whether the table may name families that the families file does not have (any more); the plan is then over
        these too, and families that the table does not name are nothing to notice.

    Raises
    ------
    InputError
        When it is no such table, names an unknown family, or leaves a constellation without one clear hub home.
    """
    lines, notices = _lines(data, families, file, strangers=strangers)
    families = Families([*families, *{line.family.id: line.family for line in lines if line.stranger}.values()])
    hubs = _hubs(lines, file)
    blocks = _blocks(lines, hubs)
    faults: list[Fault] = []
    members: dict[str, list[Family]] = {group: [] for group in hubs}
    for line in lines:
        if not line.group or line.role in _HUB_WORDS:
            continue
        group, fault, notice = _meant(line, hubs, blocks, families, distances, file)
        if fault is not None:
            faults.append(fault)
        if notice is not None:
            notices.append(notice)
        members[group].append(line.family)
    if faults:
        raise InputError(faults)
    absent = len(families) - len({line.family.id for line in lines})
    if absent and not strangers:
        notices.append(Fault(ABSENT, {"n": absent}, file=file))
    found = (
        Constellation(hubs[group], tuple(sorted(satellites, key=lambda family: family.id)))
        for group, satellites in members.items()
    )
    return Plan.from_north(families, found).named({hub.id: group for group, hub in hubs.items()}), tuple(notices)


def _meant(
    line: _Line,
    hubs: dict[str, Family],
    blocks: dict[int, str],
    families: Families,
    distances: Distances,
    file: str | None,
) -> tuple[str, Fault | None, Fault | None]:
    """Tell which constellation a row means, with what is wrong or to be noticed."""
    if not line.hub or line.hub == hubs[line.group].id:
        return line.group, None, None
    named = families.by_id.get(line.hub)
    other = [group for group, hub in hubs.items() if hub.id == line.hub]
    if named is None:
        return line.group, Fault(UNKNOWN_HUB, file=file, row=line.number, column="hub"), None
    if not other:
        return line.group, None, Fault(NOT_A_HUB, file=file, row=line.number)
    old = _lived_at(line, hubs[line.group], named, distances) if len(other) == 1 else None
    if old is None and len(other) == 1 and blocks.get(line.number) in (line.group, other[0]):
        old = hubs[blocks[line.number]]
    if old is named:
        return line.group, None, Fault(MOVED_BY_GROUP, file=file, row=line.number)
    if old is not None:
        return other[0], None, Fault(MOVED_BY_HUB, file=file, row=line.number)
    return line.group, Fault(DISAGREE, file=file, row=line.number, column="hub"), None


def _lived_at(line: _Line, first: Family, second: Family, distances: Distances) -> Family | None:
    """Tell to which of two hub homes the distance in a row was measured; ``None`` when that is not clear."""
    if line.stranger:
        return None
    ways = (distances.between(line.family, first), distances.between(line.family, second))
    if line.km is None or ways[0] is None or ways[1] is None:
        return None
    off = [abs(way - line.km * 1000) for way in ways if way is not None]
    if abs(off[0] - off[1]) < _CLEAR_M:
        return None
    return first if off[0] < off[1] else second


def _blocks(lines: list[_Line], hubs: dict[str, Family]) -> dict[int, str]:
    """Tell by row number among the rows of which constellation a row stands, in a table in the order of writing.

    That is: each hub home, then its satellites by id, then those in no constellation. A table that was sorted otherwise
    tells nothing: its ids do not ascend so, or more than a few rows stand among those of another constellation.
    """
    found: dict[int, str] = {}
    block, last = "", ""
    n_own = n_elsewhere = 0
    for line in lines:
        if line.role in _HUB_WORDS:
            block, last = line.group, ""
            continue
        if line.group and not found and not block:
            return {}
        if block and line.family.id <= last:
            if line.group:
                return {}
            block = ""
        if block:
            found[line.number], last = block, line.family.id
            agrees = bool(line.group) and line.hub in ("", hubs[line.group].id)
            n_own += agrees and line.group == block
            n_elsewhere += agrees and line.group != block
    return found if n_elsewhere * _FEW <= n_own else {}


def _hubs(lines: list[_Line], file: str | None) -> dict[str, Family]:
    """Find the one hub home of each constellation, in the order in which they first appear."""
    found: dict[str, list[_Line]] = {}
    for line in lines:
        if line.group:
            found.setdefault(line.group, [])
            if line.role in _HUB_WORDS:
                found[line.group].append(line)
    first = {line.group: line.number for line in reversed(lines) if line.group}
    faults = [
        Fault(NO_HUB, file=file, row=first[group], column="constellation")
        for group, of_group in found.items()
        if not of_group
    ]
    faults += [
        Fault(TWO_HUBS, file=file, row=extra.number, column="role")
        for of_group in found.values()
        for extra in of_group[1:]
    ]
    if faults:
        raise InputError(faults)
    return {group: of_group[0].family for group, of_group in found.items()}


def _lines(data: bytes, families: Families, file: str | None, *, strangers: bool) -> tuple[list[_Line], list[Fault]]:
    """Read the rows, with what is to be noticed about them."""
    table = table_of(Path(file or "assignments.csv"), data, known=lambda header: plain(header) in _NAMES)
    header = [_NAMES.get(plain(name), name) for name in table.headers]
    missing = tuple(name for name in ("family_id", "constellation", "role") if name not in header)
    if missing:
        raise InputError([Fault(NO_COLUMN, {"columns": missing}, file=file)])
    double = tuple(sorted({name for name in header if name in COLUMNS and header.count(name) > 1}))
    if double:
        raise InputError([Fault(DOUBLE_COLUMN, {"columns": double}, file=file)])
    faults: list[Fault] = list(table.faults)
    lines: list[_Line] = []
    names = FamilyNames(families)
    for at, number in enumerate(table.row_numbers):
        cells = {name: table.columns[column][at] for column, name in enumerate(header) if name in COLUMNS}
        broken = [name for name, cell in cells.items() if not isinstance(cell, str)]
        faults += [Fault(NO_TEXT, file=file, row=number, column=name) for name in broken]
        value = {name: cell for name, cell in cells.items() if isinstance(cell, str)}
        family = names.find(value.get("family_id", ""))
        stranger = family is None and strangers and value.get("family_id", "") != ""
        if stranger:
            family = Family(unguarded(value["family_id"]), Location(nan, nan), "")
        role = plain(value.get("role", ""))
        if family is None and "family_id" not in broken:
            faults.append(Fault(UNKNOWN, file=file, row=number, column="family_id"))
        if role and role not in _HUB_WORDS | _SATELLITE_WORDS:
            faults.append(Fault(UNKNOWN_ROLE, file=file, row=number, column="role"))
        if family is not None:
            group, hub = value.get("constellation", ""), value.get("hub", "")
            named = names.find(hub) if hub else None
            hub = unguarded(hub) if named is None else named.id
            lines.append(_Line(number, family, group, role, hub, _number(value.get("distance_km", "")), stranger))
    if faults:
        raise InputError(faults)
    notices = list(table.notices)
    if names.mended:
        notices.append(Fault(ZEROS, {"n": len(names.mended)}, file=file))
    return lines, notices


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


NO_TEXT: Final = Text(
    nl="hier staat een formule, een datum of een foutwaarde. Typ de waarde als gewone tekst.",
    en="there is a formula, a date or an error value here. Type the value as plain text.",
)
ZEROS: Final = Text(
    nl="een spreadsheet haalde de nullen voor pseudoniemen weg; elk ervan past maar bij één gezin ({n}), en is "
    "zo gelezen.",
    en="a spreadsheet took the zeros before pseudonyms away; each fits one family only ({n}), and was read so.",
)
NO_COLUMN: Final = Text(
    nl="in de eerste rij ontbreekt: {columns}; laat de kolomnamen staan zoals het programma ze schreef.",
    en="the first row lacks: {columns}; leave the column names as the program wrote them.",
)
DOUBLE_COLUMN: Final = Text(
    nl="in de eerste rij staat twee keer: {columns}; houd er één.",
    en="the first row has twice: {columns}; keep one.",
)
UNKNOWN: Final = Text(
    nl="dit gezin staat niet in het gezinnenbestand; let op voorloopnullen, die een spreadsheet soms weghaalt.",
    en="this family is not in the families file; mind leading zeros, which a spreadsheet may remove.",
)
UNKNOWN_HUB: Final = Text(
    nl="deze hubhome staat niet in het gezinnenbestand; verbeter de cel of maak hem leeg, want de constellatie telt.",
    en="this hub home is not in the families file; correct the cell or empty it, for the constellation counts.",
)
UNKNOWN_ROLE: Final = Text(
    nl="een rol is hub, satellite of leeg.",
    en="a role is hub, satellite or empty.",
)
NO_HUB: Final = Text(
    nl="deze constellatie heeft geen rij met de rol hub; geef één gezin van de constellatie die rol.",
    en="this constellation has no row with the role hub; give one family of the constellation that role.",
)
TWO_HUBS: Final = Text(
    nl="deze constellatie heeft al een rij met de rol hub; een constellatie heeft één hubhome.",
    en="this constellation already has a row with the role hub; a constellation has one hub home.",
)
DISAGREE: Final = Text(
    nl="deze hubhome hoort niet bij de constellatie in dezelfde rij; verander beide, of maak deze cel leeg.",
    en="this hub home does not belong to the constellation in the same row; change both, or empty this cell.",
)
NOT_A_HUB: Final = Text(
    nl="de kolom hub noemt een gezin dat in deze tabel geen hubhome is; de constellatie telt.",
    en="the column hub names a family that is no hub home in this table; the constellation counts.",
)
MOVED_BY_GROUP: Final = Text(
    nl="alleen de constellatie is veranderd, niet de hubhome; het gezin telt mee in de nieuwe constellatie.",
    en="only the constellation was changed, not the hub home; the family counts in the new constellation.",
)
MOVED_BY_HUB: Final = Text(
    nl="alleen de hubhome is veranderd, niet de constellatie; het gezin telt mee bij de nieuwe hubhome.",
    en="only the hub home was changed, not the constellation; the family counts with the new hub home.",
)
ABSENT: Final = Text(
    nl="dit plan mist {n} gezinnen uit het gezinnenbestand; wie ontbreekt, telt als niet ingedeeld.",
    en="this plan lacks {n} families of the families file; who is missing counts as unplaced.",
)
