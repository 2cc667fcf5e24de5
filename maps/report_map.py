"""The maps of the report as SVG: the whole plan on one sheet, and a small map of each constellation. No script.

Sea, land, waters and every area are drawn once; each map shows those that its own window holds.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from geodata.language import Lang, number
from maps.backdrop import Point, Shape
from maps.ground_svg import path_of
from maps.view_model import ConstellationMark, MapView
from maps.wave_map import PALETTE

_WIDTH: Final = 900.0
_MARGIN: Final = 30.0
_KM_OF_DEGREE: Final = 111.27
_BADGE: Final = (34.0, 21.0)
_AWAY: Final = (
    (0.0, 0.0),
    *((38.0 * far * x, 25.0 * far * y) for far in (1, 2) for x in (0, 1, -1) for y in (-1, 1, 0) if x or y),
)
"""Where a number is tried, from its hub home on."""

_FEWEST_KM: Final = 1.6
"""Least width of a small map."""

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom on the paper."""

_SCALES_KM: Final = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True, slots=True)
class ReportMaps:
    """The maps of one view, all in the same units.

    Attributes
    ----------
    ground
        The areas, to be put once at the start of the page.
    whole
        The map of the plan; empty where nothing has a point.
    each
        The small map of every constellation, in their order; empty where it has no point.
    """

    ground: Markup = field(repr=False)
    whole: Markup = field(repr=False)
    each: tuple[Markup, ...] = field(repr=False)


def report_maps(view: MapView, said: str) -> ReportMaps:
    """Draw all maps; ``said`` tells who cannot see it what the map of the plan shows."""
    spots = [point for mark in view.constellations for point in _points(mark)]
    spots += [each.member.point for each in view.unplaced if each.member.point is not None]
    if not spots:
        return ReportMaps(Markup(), Markup(), tuple(Markup() for _ in view.constellations))
    paper = _Paper.around(spots)
    ground, places = _Ground.of(view, paper), _places(view, paper)
    return ReportMaps(
        ground.drawn,
        _whole(view, paper, ground, places, said),
        tuple(_small(mark, view.lang, paper, ground, places) for mark in view.constellations),
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where degrees lie: ``scale`` units in a degree of latitude, of which one of longitude is ``squeeze``."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    @classmethod
    def around(cls, spots: Iterable[Point]) -> "_Paper":
        lats, lons = zip(*spots, strict=True)
        squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide, high = max((max(lons) - min(lons)) * squeeze, 0.02), max(max(lats) - min(lats), 0.014)
        room = _WIDTH - 2 * _MARGIN
        scale = min(room / wide, room / high)
        west = (min(lons) + max(lons)) / 2 - _WIDTH / 2 / scale / squeeze
        middle, height = (min(lats) + max(lats)) / 2, high * scale + 2 * _MARGIN
        return cls(west, middle + height / 2 / scale, scale, squeeze, height)

    def at(self, point: Point) -> tuple[float, float]:
        x, y = (point[1] - self.west) * self.squeeze * self.scale, (self.north - point[0]) * self.scale
        return round(x, 2), round(y, 2)

    @property
    def km(self) -> float:
        """Units in a kilometre."""
        return self.scale / _KM_OF_DEGREE

    def pair(self, point: Point) -> str:
        return "{:g},{:g}".format(*self.at(point))

    def path(self, points: Iterable[Point]) -> str:
        return " ".join(map(self.pair, points))


def _points(mark: ConstellationMark) -> list[Point]:
    members = (*((mark.hub,) if mark.hub else ()), *mark.satellites)
    return [each.point for each in members if each.point is not None]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One path of the ground, and the box around it on the paper."""

    id: str
    path: Markup = field(repr=False)
    box: _Box

    @classmethod
    def of(cls, id: str, kind: str, shapes: tuple[Shape, ...], paper: _Paper) -> "_Layer | None":
        corners = [paper.at(point) for shape in shapes for ring in shape for point in ring]
        if not corners:
            return None
        xs, ys = zip(*corners, strict=True)
        path = Markup('<path id="{}" d="{}" class="{}" fill-rule="evenodd"/>')
        return cls(id, path.format(id, path_of(shapes, paper.pair), kind), (min(xs), min(ys), max(xs), max(ys)))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What lies below the marks, from the sea up."""

    layers: tuple[_Layer, ...]

    @classmethod
    def of(cls, view: MapView, paper: _Paper) -> "_Ground":
        ground, kind = view.backdrop.ground, "area schematic" if view.backdrop.schematic else "area"
        layers = (
            _Layer.of("sea", "sea", ground.sea, paper),
            _Layer.of("land", "land", ground.land, paper),
            *(_Layer.of(f"area{n}", kind, area.polygons, paper) for n, area in enumerate(view.backdrop.areas)),
            _Layer.of("waters", "waters", ground.waters, paper),
        )
        return cls(tuple(layer for layer in layers if layer is not None))

    @property
    def drawn(self) -> Markup:
        """All of it, to be put once at the start of the page."""
        head, foot = (
            Markup('<svg width="0" height="0" class="ground" aria-hidden="true"><defs>'),
            Markup("</defs></svg>"),
        )
        return Markup("").join([head, *(layer.path for layer in self.layers), foot])

    def within(self, window: _Box) -> Markup:
        """Show what a window holds: a country has hundreds of areas, a small map a few."""
        shown = (layer.id for layer in self.layers if _overlap(layer.box, window))
        return Markup("").join(Markup('<use href="#{}"/>').format(id) for id in shown)


def _hull(mark: ConstellationMark, paper: _Paper) -> Iterator[Markup]:
    if len(mark.hull) > 2:
        shape = Markup('<polygon points="{}" fill="{}" stroke="{}" class="hull"/>')
        yield shape.format(paper.path(mark.hull), _colour(mark), _colour(mark))


def _colour(mark: ConstellationMark) -> str:
    return PALETTE[mark.colour % len(PALETTE)]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place whose name may be written: where on the paper."""

    x: float
    y: float
    name: str


def _places(view: MapView, paper: _Paper) -> list[_Place]:
    """List the places, the largest first."""
    ordered = sorted(view.backdrop.places, key=lambda each: (-each.weight, each.name))
    return [_Place(*paper.at(each.point), each.name) for each in ordered]


def _whole(view: MapView, paper: _Paper, ground: _Ground, places: list[_Place], said: str) -> Markup:
    head = Markup('<svg viewBox="0 0 {:g} {:g}" role="img" aria-label="{}" class="plan-map">')
    parts = [head.format(_WIDTH, round(paper.height, 1), said), ground.within((0, 0, _WIDTH, paper.height))]
    for mark in view.constellations:
        parts += _hull(mark, paper)
    dot = Markup('<circle cx="{:g}" cy="{:g}" r="2.6" fill="{}"/>')
    for mark in view.constellations:
        parts += [dot.format(*paper.at(each.point), _colour(mark)) for each in mark.satellites if each.point]
    cross = Markup('<path d="M{0:g} {1:g}l10 10m0 -10l-10 10" class="lost"/>')
    for lost in view.unplaced:
        if lost.member.point is not None:
            x, y = paper.at(lost.member.point)
            parts.append(cross.format(x - 5, y - 5))
    taken: list[_Box] = []
    parts += _badges(view, paper, taken)
    parts += _names(places, (0, 0, _WIDTH, paper.height), 13, taken, most=40)
    parts += _scale(paper, (0, 0, _WIDTH, paper.height), view.lang)
    return Markup("").join([*parts, Markup("</svg>")])


def _badges(view: MapView, paper: _Paper, taken: list[_Box]) -> Iterator[Markup]:
    """Draw the number of each constellation beside its hub home where others leave room, else a small square."""
    wide, high = _BADGE
    for mark in view.constellations:
        if mark.middle is None:
            continue
        x, y = paper.at(mark.middle)
        for dx, dy in _AWAY:
            box = (x + dx - wide / 2, y + dy - high / 2, x + dx + wide / 2, y + dy + high / 2)
            if _inside(box, (0, 0, _WIDTH, paper.height)) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                if dx or dy:
                    lead = Markup('<path d="M{:g} {:g}L{:g} {:g}" stroke="{}" class="lead"/>')
                    yield lead.format(x, y, x + dx, y + dy, _colour(mark))
                rect = Markup('<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="4" fill="{}" class="badge"/>')
                yield rect.format(round(box[0], 1), round(box[1], 1), wide, high, _colour(mark))
                text = Markup('<text x="{:g}" y="{:g}" class="number">{}</text>')
                yield text.format(x + dx, y + dy + 5, mark.number)
                break
        else:
            square = Markup('<rect x="{:g}" y="{:g}" width="7" height="7" fill="{}" class="badge"/>')
            yield square.format(round(x - 3.5, 1), round(y - 3.5, 1), _colour(mark))


def _small(mark: ConstellationMark, lang: Lang, paper: _Paper, ground: _Ground, places: list[_Place]) -> Markup:
    spots = [paper.at(point) for point in _points(mark)]
    if not spots:
        return Markup()
    xs, ys = zip(*spots, strict=True)
    side = 1.3 * max(max(xs) - min(xs), max(ys) - min(ys), _FEWEST_KM * paper.km)
    left, top = (min(xs) + max(xs) - side) / 2, (min(ys) + max(ys) - side) / 2
    window = (left, top, left + side, top + side)
    head = Markup('<svg viewBox="{:g} {:g} {:g} {:g}" class="small-map" aria-hidden="true">')
    parts = [head.format(round(left, 2), round(top, 2), round(side, 2), round(side, 2)), ground.within(window)]
    parts += _hull(mark, paper)
    taken: list[_Box] = []
    colour, dot = _colour(mark), side * 0.024
    hub = paper.at(mark.hub.point) if mark.hub is not None and mark.hub.point is not None else None
    for each in mark.satellites:
        if each.point is not None:
            x, y = paper.at(each.point)
            if hub is not None:
                line = Markup('<path d="M{:g} {:g}L{:g} {:g}" stroke="{}" class="way"/>')
                parts.append(line.format(x, y, *hub, colour))
            circle = Markup('<circle cx="{:g}" cy="{:g}" r="{:g}" fill="{}" class="home"/>')
            parts.append(circle.format(x, y, round(dot, 3), colour))
            taken.append((x - dot, y - dot, x + dot, y + dot))
    if hub is not None:
        box = (hub[0] - 1.7 * dot, hub[1] - 1.7 * dot, hub[0] + 1.7 * dot, hub[1] + 1.7 * dot)
        rect = Markup('<rect x="{0:g}" y="{1:g}" width="{2:g}" height="{2:g}" fill="{3}" class="badge"/>')
        parts.append(rect.format(round(box[0], 3), round(box[1], 3), round(3.4 * dot, 3), colour))
        taken.append(box)
    parts += _names(places, window, side * 0.08, taken, most=3)
    parts += _scale(paper, window, lang)
    return Markup("").join([*parts, Markup("</svg>")])


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(one: _Box, window: _Box) -> bool:
    return one[0] >= window[0] and one[1] >= window[1] and one[2] <= window[2] and one[3] <= window[3]


def _names(places: list[_Place], window: _Box, size: float, taken: list[_Box], most: int) -> Iterator[Markup]:
    """Write names of places inside a window, the largest first, where nothing stands yet."""
    drawn = 0
    for place in places:
        if not (window[0] < place.x < window[2] and window[1] < place.y < window[3]):
            continue
        half = 0.3 * size * len(place.name)
        box = (place.x - half, place.y - 0.8 * size, place.x + half, place.y + 0.3 * size)
        if _inside(box, window) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            text = Markup('<text x="{:g}" y="{:g}" font-size="{:g}" class="place">{}</text>')
            yield text.format(place.x, place.y, round(size, 3), place.name)
            drawn += 1
            if drawn == most:
                return


def _scale(paper: _Paper, window: _Box, lang: Lang) -> Iterator[Markup]:
    side = window[2] - window[0]
    km = max((each for each in _SCALES_KM if each * paper.km <= side * 0.4), default=_SCALES_KM[0])
    size = 13.0 if side >= _WIDTH else side * 0.07
    x, y, long = window[0] + side * 0.03, window[3] - side * 0.03, km * paper.km
    line = Markup('<path d="M{0:g} {1:g}v{2:g}h{3:g}v-{2:g}" class="scale"/>')
    yield line.format(round(x, 2), round(y - size * 0.3, 2), round(size * 0.3, 3), round(long, 2))
    text = Markup('<text x="{:g}" y="{:g}" font-size="{:g}" class="scale-text">{} km</text>')
    said = number(km, lang, 0 if km >= 1 else 1)
    yield text.format(round(x, 2), round(y - size * 0.5, 2), round(size, 3), said)
