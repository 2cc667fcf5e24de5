"""What is odd about where families live: far from their own postcode, abroad or at sea, many on one point."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.columns import Column
from geodata.distances import metres
from geodata.errors import Fault
from geodata.families import Family, Location, Precision
from geodata.homes import PlaceOf
from geodata.language import Fact, Text
from geodata.outline import metres_outside
from geodata.sheet import Sheet, counted

FAR_M: Final = 5_000.0
"""A home farther than this from the point of its postcode is told; large rural postcode areas are some 10 km wide."""

MANY: Final = 5
"""So many families with the same coordinates are told."""

_LISTED: Final = 10


def places(sheet: Sheet, rows: Sequence[Family], gazetteer: PlaceOf) -> Iterator[Fault]:
    """Give what is odd about the homes of families, in the order of rows."""
    yield from _outside(sheet, rows)
    yield from _far_from_postcode(sheet, rows, gazetteer)
    yield from _on_one_point(sheet, rows)
    by_postcode = [row for row, family in enumerate(rows) if family.location.precision is Precision.PC4]
    if by_postcode:
        yield Fault(BY_POSTCODE, counted(sheet, by_postcode))


def _outside(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    away = metres_outside([family.location for family in rows]).tolist()
    found = [(row, far) for row, far in enumerate(away) if far > 0]
    if found:
        yield Fault(OUTSIDE, _with_km(sheet, found))


def _far_from_postcode(sheet: Sheet, rows: Sequence[Family], gazetteer: PlaceOf) -> Iterator[Fault]:
    points: list[tuple[int, Location]] = []
    for row, family in enumerate(rows):
        given = family.location.precision is Precision.COORDINATES and family.postcode is not None
        place = gazetteer.place(family.postcode) if given and family.postcode else None
        if place is not None:
            points.append((row, place.location))
    lengths = metres(
        [rows[row].location.lat for row, _ in points],
        [rows[row].location.lon for row, _ in points],
        [point.lat for _, point in points],
        [point.lon for _, point in points],
    ).tolist()
    far = [(row, length) for (row, _), length in zip(points, lengths, strict=True) if length > FAR_M]
    if far:
        yield Fault(FAR_FROM_POSTCODE, _with_km(sheet, far), column=sheet.header(Column.POSTCODE))


def _on_one_point(sheet: Sheet, rows: Sequence[Family]) -> Iterator[Fault]:
    at: dict[tuple[float, float], list[int]] = defaultdict(list)
    for row, family in enumerate(rows):
        if family.location.precision is Precision.COORDINATES:
            at[family.location.lat, family.location.lon].append(row)
    for together in at.values():
        if len(together) >= MANY:
            yield Fault(ON_ONE_POINT, counted(sheet, together))


def _with_km(sheet: Sheet, rows: Sequence[tuple[int, float]]) -> dict[str, Fact]:
    """Give the number of rows, and of the first few the row and its distance in whole kilometres."""
    shown = [f"{sheet.row(row)}: {max(1, round(length / 1000))} km" for row, length in rows[:_LISTED]]
    return {"n": len(rows), "rows": ", ".join([*shown, "…"]) if len(rows) > _LISTED else tuple(shown)}


OUTSIDE: Final = Text(
    nl="deze gezinnen liggen buiten Nederland of op zee: {n} (rij {rows}). Controleer de coördinaten.",
    en="these families lie outside the Netherlands or at sea: {n} (row {rows}). Check the coordinates.",
)
FAR_FROM_POSTCODE: Final = Text(
    nl="de coördinaten liggen ver van de eigen postcode: {n} (rij {rows}). De coördinaten tellen; controleer beide.",
    en="the coordinates lie far from the family's own postcode: {n} (row {rows}). The coordinates count; check both.",
)
ON_ONE_POINT: Final = Text(
    nl="op precies hetzelfde punt staan {n} gezinnen (rij {rows}). Is dat een echt adres, of vulde een programma één "
    "punt in voor wat het niet vond?",
    en="on exactly one point there are {n} families (row {rows}). Is that a real home, or did a program fill in one "
    "point for what it did not find?",
)
BY_POSTCODE: Final = Text(
    nl="van deze gezinnen is alleen de postcode van vier cijfers bekend: {n} (rij {rows}). Afstanden van en naar hen "
    "zijn gemeten vanaf het midden van die postcode.",
    en="of these families only the four-digit postcode is known: {n} (row {rows}). Distances from and to them are "
    "measured from the middle of that postcode.",
)
