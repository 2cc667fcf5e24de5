"""Where families live: by degrees, else by Dutch grid coordinates, else by postcode; row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from geodata.cells import decimal, postcode
from geodata.columns import Column
from geodata.families import Location
from geodata.gazetteer import Place
from geodata.language import Text
from geodata.rd import to_wgs84
from geodata.sheet import Sheet

# European Netherlands with a margin of some kilometres: Kadaster gives RD New as valid from (-7, 289) to (300, 629) km.
_LAT: Final = (50.7, 53.7)
_LON: Final = (3.2, 7.3)
_X_M: Final = (0.0, 300_000.0)
_Y_M: Final = (300_000.0, 630_000.0)


class PlaceOf(Protocol):
    """What reading asks of a gazetteer."""

    def place(self, postcode: str, /) -> Place | None:
        """Look up ``1211`` or ``1211AB``; ``None`` when the postcode is not known."""

    def nearest_each(self, locations: Iterable[Location], /) -> tuple[Place | None, ...]:
        """Find the nearest place of each location, ``None`` where none is near."""

    @property
    def municipalities(self) -> frozenset[str]:
        """The names of the municipalities that are known."""


@dataclass(frozen=True, slots=True)
class Home:
    """One row's place; ``location`` is ``None`` where the row has a fault."""

    location: Location | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)
    municipality: str | None = None


def homes(sheet: Sheet, gazetteer: PlaceOf) -> list[Home]:
    """Place every row, and report rows that cannot be placed.

    The first kind of place that is filled in counts: ``lat`` and ``lon``, then ``x_rd`` and ``y_rd``, then
    ``postcode``; what else stands in the row must be valid too. The municipality is that of the postcode, or else of
    the nearest place.
    """
    complete = _has_places(sheet)
    degrees = _degrees(sheet)
    grid = _grid(sheet)
    codes = sheet.values(Column.POSTCODE, postcode)
    if not complete:
        return [Home()] * sheet.n_rows
    filled = {column: sheet.filled(column) for column in (Column.LAT, Column.LON, Column.X_RD, Column.Y_RD)}
    coded = sheet.filled(Column.POSTCODE)
    found: list[Home] = []
    for row, code in enumerate(codes):
        place = None if code is None else gazetteer.place(code)
        given = any(column[row] for column in filled.values())
        location = degrees[row] or grid[row]
        if not given:
            location = None if place is None else place.location
            if not coded[row]:
                sheet.report(NO_PLACE, row=row)
            elif code is not None and place is None:
                sheet.report(UNKNOWN_POSTCODE, row=row, column=Column.POSTCODE)
        found.append(Home(location, code, None if place is None else place.municipality))
    return _with_municipalities(found, gazetteer)


def _with_municipalities(found: list[Home], gazetteer: PlaceOf) -> list[Home]:
    nameless = [row for row, home in enumerate(found) if home.municipality is None and home.location is not None]
    near = gazetteer.nearest_each([home.location for row in nameless if (home := found[row]).location is not None])
    for row, place in zip(nameless, near, strict=True):
        if place is not None:
            found[row] = Home(found[row].location, found[row].postcode, place.municipality)
    return found


def _has_places(sheet: Sheet) -> bool:
    """Report when no kind of place has its columns."""
    pairs = ((Column.LAT, Column.LON), (Column.X_RD, Column.Y_RD))
    halves = [pair for pair in pairs if sheet.has(pair[0]) != sheet.has(pair[1])]
    for first, second in halves:
        here, missing = (first, second) if sheet.has(first) else (second, first)
        names = {"naam": missing.value[1], "name": missing.value[0]}
        sheet.report(HALF_COLUMNS, names, column=here)
    whole = any(sheet.has(first) and sheet.has(second) for first, second in pairs) or sheet.has(Column.POSTCODE)
    if not whole and not halves:
        sheet.report(NO_PLACE_COLUMNS)
    return whole and not halves


def _pairs(sheet: Sheet, first: Column, second: Column) -> list[tuple[float, float] | None]:
    """Read two columns of numbers; ``None`` where either is empty or wrong, and one without the other reported."""
    ones, others = sheet.values(first, decimal), sheet.values(second, decimal)
    if sheet.has(first) != sheet.has(second):
        return [None] * sheet.n_rows  # told of the column
    has_one, has_other = sheet.filled(first), sheet.filled(second)
    found: list[tuple[float, float] | None] = []
    for row, (one, other) in enumerate(zip(ones, others, strict=True)):
        if has_one[row] != has_other[row]:
            sheet.report(HALF, row=row, column=second if has_one[row] else first)
        found.append(None if one is None or other is None else (one, other))
    return found


def _degrees(sheet: Sheet) -> list[Location | None]:
    found: list[Location | None] = []
    for row, pair in enumerate(_pairs(sheet, Column.LAT, Column.LON)):
        wrong = None if pair is None else _wrong_degrees(*pair)
        if wrong is not None:
            sheet.report(wrong, row=row, column=Column.LAT)
        found.append(None if pair is None or wrong is not None else Location(*pair))
    return found


def _grid(sheet: Sheet) -> list[Location | None]:
    pairs = _pairs(sheet, Column.X_RD, Column.Y_RD)
    found: list[Location | None] = [None] * len(pairs)
    rows: list[int] = []
    for row, pair in enumerate(pairs):
        wrong = None if pair is None else _wrong_grid(*pair)
        if wrong is not None:
            sheet.report(wrong, row=row, column=Column.X_RD)
        elif pair is not None:
            rows.append(row)
    metres = np.array([pairs[row] for row in rows], dtype=np.float64).reshape(-1, 2)
    lat, lon = to_wgs84(metres[:, 0], metres[:, 1])
    for row, north, east in zip(rows, lat.tolist(), lon.tolist(), strict=True):
        found[row] = Location(north, east)
    return found


def _within(one: float, other: float, ones: tuple[float, float], others: tuple[float, float]) -> bool:
    return ones[0] <= one <= ones[1] and others[0] <= other <= others[1]


def _wrong_degrees(lat: float, lon: float) -> Text | None:
    """Tell why a point is not in the Netherlands, with the likeliest cause."""
    if _within(lat, lon, _LAT, _LON):
        return None
    if _within(lon, lat, _LAT, _LON):
        return SWAPPED_DEGREES
    if _within(lat, lon, _X_M, _Y_M) or _within(lon, lat, _X_M, _Y_M):
        return GRID_AS_DEGREES
    if abs(lat) > 90 or abs(lon) > 180:
        return NO_DEGREES
    return OUTSIDE


def _wrong_grid(x: float, y: float) -> Text | None:
    if _within(x, y, _X_M, _Y_M):
        return None
    if _within(y, x, _X_M, _Y_M):
        return SWAPPED_GRID
    if _within(x, y, _LAT, _LON) or _within(y, x, _LAT, _LON):
        return DEGREES_AS_GRID
    if _within(x * 1000, y * 1000, _X_M, _Y_M):
        return KILOMETRES_AS_GRID
    return OUTSIDE_GRID


NO_PLACE_COLUMNS: Final = Text(
    nl="er is geen kolom die zegt waar een gezin woont. Voeg 'postcode' toe, of 'breedtegraad' en 'lengtegraad', of "
    "'x_rd' en 'y_rd'.",
    en="there is no column that says where a family lives. Add 'postcode', or 'lat' and 'lon', or 'x_rd' and 'y_rd'.",
)
HALF_COLUMNS: Final = Text(
    nl="bij deze kolom hoort de kolom '{naam}', en die ontbreekt. Voeg hem toe of haal deze weg.",
    en="this column belongs with the column '{name}', which is missing. Add it or take this one out.",
)
HALF: Final = Text(
    nl="van deze coördinaat is maar één van de twee getallen ingevuld. Vul beide in of maak beide leeg.",
    en="only one of the two numbers of this coordinate is filled in. Fill in both or empty both.",
)
NO_PLACE: Final = Text(
    nl="er staat niet waar dit gezin woont. Vul een postcode of coördinaten in.",
    en="it is not said where this family lives. Fill in a postcode or coordinates.",
)
UNKNOWN_POSTCODE: Final = Text(
    nl="deze postcode staat niet in de meegeleverde plaatsenlijst. Vul coördinaten in (breedtegraad en lengtegraad), "
    "of lees een officieel postcodebestand in met `constellations geodata import`.",
    en="this postcode is not in the list of places that comes with the program. Fill in coordinates (lat and lon), or "
    "import an official file of postcodes with `constellations geodata import`.",
)
SWAPPED_DEGREES: Final = Text(
    nl="breedtegraad en lengtegraad lijken verwisseld. In Nederland ligt de breedtegraad rond 52 en de lengtegraad "
    "rond 5.",
    en="latitude and longitude seem to be swapped. In the Netherlands latitude is about 52 and longitude about 5.",
)
GRID_AS_DEGREES: Final = Text(
    nl="dit zijn geen graden. Zijn het RD-coördinaten in meters, zet ze dan in de kolommen 'x_rd' en 'y_rd'; anders is "
    "misschien de komma of punt verdwenen.",
    en="these are no degrees. If they are RD coordinates in metres, put them in the columns 'x_rd' and 'y_rd'; if not, "
    "perhaps the decimal sign got lost.",
)
NO_DEGREES: Final = Text(
    nl="dit zijn geen graden; misschien is de komma of punt verdwenen. Nodig is bijvoorbeeld 52,2935 en 5,1148.",
    en="these are no degrees; perhaps the decimal sign got lost. What is needed is, for instance, 52.2935 and 5.1148.",
)
OUTSIDE: Final = Text(
    nl="dit punt ligt buiten Nederland. Controleer de breedtegraad (rond 52) en de lengtegraad (rond 5).",
    en="this point lies outside the Netherlands. Check the latitude (about 52) and the longitude (about 5).",
)
SWAPPED_GRID: Final = Text(
    nl="x_rd en y_rd lijken verwisseld. In Nederland is x_rd hooguit 300000 en y_rd minstens 300000.",
    en="x_rd and y_rd seem to be swapped. In the Netherlands x_rd is at most 300000 and y_rd at least 300000.",
)
DEGREES_AS_GRID: Final = Text(
    nl="dit lijken graden. Zet ze in de kolommen 'breedtegraad' en 'lengtegraad'.",
    en="these seem to be degrees. Put them in the columns 'lat' and 'lon'.",
)
KILOMETRES_AS_GRID: Final = Text(
    nl="dit lijken kilometers. Vul RD-coördinaten in meters in, bijvoorbeeld 140000 en 471000.",
    en="these seem to be kilometres. Fill in RD coordinates in metres, for instance 140000 and 471000.",
)
OUTSIDE_GRID: Final = Text(
    nl="dit punt ligt buiten Nederland. Controleer x_rd (tot 300000 meter) en y_rd (300000 tot 630000 meter).",
    en="this point lies outside the Netherlands. Check x_rd (up to 300000 metres) and y_rd (300000 to 630000 metres).",
)
