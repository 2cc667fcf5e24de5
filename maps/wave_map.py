"""The map of one wave as SVG: areas, constellations that run, what is new, and who still waits. No script, no network.

All waves of a roll-out are drawn on the same sheet with the same marks, so that they lie on each other exactly.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from maps.backdrop import Backdrop, Point
from maps.geometry import hull
from maps.ground_svg import ground_svg
from maps.view_model import ConstellationMark, MapView

PALETTE: Final = ("#2b3fd0", "#757512", "#5c1275", "#357555", "#61230f", "#c020b8", "#2e414c", "#9e5f96")
"""The colours of the map page (``base.js``)."""
_WIDTH: Final = 900.0
_MARGIN: Final = 46.0
_NAME: Final = 64.0
"""Half of what the name of a place may take."""

_LETTER: Final = 9.4
"""What a letter of the id of a constellation takes."""

_DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where degrees lie on the paper.

    Attributes
    ----------
    west, north
        Of the upper left corner, in degrees.
    scale
        Units of the drawing in a degree of latitude; a degree of longitude is ``squeeze`` of it.
    height
        Of the drawing; its width is fixed.
    """

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    @classmethod
    def around(cls, spots: Iterable[Point]) -> "Sheet":
        """Fit the paper around points."""
        points = tuple(spots) or ((52.2, 5.1), (52.3, 5.3))
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide = max((max(lons) - min(lons)) * squeeze, 0.02)
        high = max(max(lats) - min(lats), 0.012)
        scale = min((_WIDTH - 2 * _MARGIN) / wide, 1.1 * _WIDTH / high)
        west = (min(lons) + max(lons)) / 2 - _WIDTH / 2 / scale / squeeze
        return cls(west, max(lats) + _MARGIN / scale, scale, squeeze, high * scale + 2 * _MARGIN)

    def at(self, point: Point) -> tuple[float, float]:
        """Give the place of a point on the paper."""
        lat, lon = point
        x = (lon - self.west) * self.squeeze * self.scale
        return round(x, _DECIMALS), round((self.north - lat) * self.scale, _DECIMALS)

    def pair(self, point: Point) -> str:
        """Say where a point lies as ``x,y``."""
        x, y = self.at(point)
        return f"{x},{y}"

    def inside(self, point: Point) -> bool:
        """Tell whether a name at a point lies on the paper."""
        x, y = self.at(point)
        return _NAME <= x <= _WIDTH - _NAME and 24 <= y <= self.height - 12


@dataclass(frozen=True, slots=True)
class WaveMarks:
    """What is drawn of a wave, by the ids of families.

    Attributes
    ----------
    running
        Hub homes of constellations that run, and those among them that are ``new``.
    placed
        Families that have a place, and those among them that are ``joined`` in this wave.
    waiting
        Families that could have a place and have none.
    to_find
        Hub homes that are still to be found.
    """

    running: frozenset[str]
    new: frozenset[str]
    placed: frozenset[str]
    joined: frozenset[str]
    waiting: frozenset[str]
    to_find: frozenset[str] = frozenset()


def sheet_of(view: MapView) -> Sheet:
    """Fit one sheet around all families of a view."""
    return Sheet.around(_spots(view))


def base_svg(backdrop: Backdrop, sheet: Sheet) -> Markup:
    """Draw the areas and the names of places once, for all waves to use."""
    parts = [Markup('<symbol id="base" viewBox="0 0 {} {}">').format(_WIDTH, round(sheet.height, 1))]
    ground = backdrop.ground
    parts += (ground_svg("sea", ground.sea, sheet.pair), ground_svg("land", ground.land, sheet.pair))
    for area in backdrop.areas:
        parts.append(ground_svg("area", area.polygons, sheet.pair))
    parts.append(ground_svg("waters", ground.waters, sheet.pair))
    taken: list[tuple[float, float]] = []
    for place in sorted(backdrop.places, key=lambda each: (-each.weight, each.name)):
        x, y = sheet.at(place.point)
        if sheet.inside(place.point) and all(abs(x - a) > 90 or abs(y - b) > 18 for a, b in taken):
            taken.append((x, y))
            parts.append(Markup('<text x="{}" y="{}" class="place">{}</text>').format(x, round(y - 9, 1), place.name))
    return Markup("").join([*parts, Markup("</symbol>")])


def wave_svg(view: MapView, sheet: Sheet, marks: WaveMarks, said: str) -> Markup:
    """Draw one wave over the base; ``said`` tells who cannot see it what it shows."""
    height = round(sheet.height, 1)
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="map" style="--wide: {}">').format(
            _WIDTH, height, said, round(_WIDTH / height, 4)
        ),
        Markup('<use href="#base" x="0" y="0" width="{}" height="{}"/>').format(_WIDTH, height),
    ]
    for family, point in sorted(_points(view).items()):
        if family in marks.waiting:
            parts.append(_dot(sheet, point, 4, "waits", "none"))
    running = [mark for mark in view.constellations if mark.hub is not None and mark.hub.id in marks.running]
    for mark in running:
        parts += _below(mark, sheet, marks)
    for mark in running:
        parts += _homes(mark, sheet, marks)
    return Markup("").join([*parts, Markup("</svg>")])


def _below(mark: ConstellationMark, sheet: Sheet, marks: WaveMarks) -> Iterator[Markup]:
    assert mark.hub is not None
    members = [each for each in (mark.hub, *mark.satellites) if each.id in marks.placed and each.point is not None]
    corners = hull(each.point for each in members if each.point is not None)
    colour = PALETTE[mark.colour % len(PALETTE)]
    if len(corners) > 2:
        outline = " ".join(sheet.pair(corner) for corner in corners)
        shape = Markup('<polygon points="{}" fill="{}" stroke="{}" class="hull{}"/>')
        yield shape.format(outline, colour, colour, " new" if mark.hub.id in marks.new else "")
    for each in mark.satellites:
        if each.id in marks.placed and each.point is not None and mark.hub.point is not None:
            (x, y), (a, b) = sheet.at(each.point), sheet.at(mark.hub.point)
            yield Markup('<path d="M{} {}L{} {}" stroke="{}" class="way"/>').format(x, y, a, b, colour)


def _homes(mark: ConstellationMark, sheet: Sheet, marks: WaveMarks) -> Iterator[Markup]:
    colour = PALETTE[mark.colour % len(PALETTE)]
    for each in mark.satellites:
        if each.id in marks.placed and each.point is not None:
            joined = each.id in marks.joined
            yield _dot(sheet, each.point, 6 if joined else 4.5, "joined" if joined else "stays", colour)
    if mark.hub is not None and mark.hub.point is not None:
        x, y = sheet.at(mark.hub.point)
        new = mark.hub.id in marks.new
        width = max(38.0, _LETTER * len(mark.id) + 10)
        box = Markup('<rect x="{}" y="{}" width="{}" height="22" rx="4" fill="{}" class="hub{}"/>')
        kind = (" new" if new else "") + (" to-find" if mark.hub.id in marks.to_find else "")
        yield box.format(round(x - width / 2, 1), round(y - 11, 1), round(width, 1), colour, kind)
        yield Markup('<text x="{}" y="{}" class="number">{}</text>').format(x, round(y + 5, 1), mark.id)


def _dot(sheet: Sheet, point: Point, radius: float, kind: str, fill: str) -> Markup:
    x, y = sheet.at(point)
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}" class="{}"/>').format(x, y, radius, fill, kind)


def _points(view: MapView) -> dict[str, Point]:
    members = [each for mark in view.constellations for each in (mark.hub, *mark.satellites) if each is not None]
    members += [each.member for each in view.unplaced]
    return {each.id: each.point for each in members if each.point is not None}


def _spots(view: MapView) -> list[Point]:
    return list(_points(view).values())
