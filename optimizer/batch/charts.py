"""Charts of what a scenario costs and brings, as SVG that stands in a page by itself."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from geodata.language import Lang, Text, number
from optimizer.batch.record import Record

_WIDTH, _HEIGHT = 360, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 14, 40
_COLOURS: Final = ("#0b4f8a", "#b3310b", "#3d7317", "#6b2c91", "#8a5a00", "#00696b")
_DASHES: Final = ("", "6 3", "2 3", "8 3 2 3", "12 4", "4 2")
_WIDEST: Final = 52

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Points that belong together, from left to right; ``joined`` by a line or loose."""

    name: str
    points: tuple[Point, ...]
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over one pair of axes."""

    title: str
    x_title: str
    y_title: str
    lines: tuple[Line, ...]

    @property
    def tells(self) -> bool:
        """Whether there are two places or more on the horizontal axis."""
        return len({x for line in self.lines for x, _ in line.points}) > 1


def charts(records: Sequence[Record], lang: Lang) -> tuple[tuple[str, tuple[Markup, ...]], ...]:
    """Draw families placed against the radius and against the number of hub homes.

    One chart for all files together, over the scenarios in which every file has a plan, and one for each file.

    Returns
    -------
    tuple
        A heading and its charts, for each of the two that has something to tell.
    """
    found = []
    for heading, x_title, radius in ((BY_RADIUS, RADIUS, True), (BY_HUBS, N_HUBS, False)):
        axes = (x_title.say(lang), PLACED.say(lang))
        drawn = [Chart(title, *axes, lines) for title, lines in _panels(_spots(records, radius=radius), lang)]
        telling = tuple(svg(chart, lang) for chart in drawn if chart.tells)
        if telling:
            found.append((heading.say(lang), telling))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A run in a chart: the line it is on, and where."""

    input: str
    scenario: str
    line: str
    joined: bool
    radius: bool
    x: float
    placed: int


def _spots(records: Sequence[Record], *, radius: bool) -> list[_Spot]:
    along = {"radius.hub_km"} if radius else {"hubs.max", "hubs.exactly"}
    joined = any(along & set(record.settings) for record in records)
    if radius and not joined:
        return []
    found = []
    for record in records:
        if record.counts is None or not record.end.has_plan:
            continue
        others = [f"{key}={value}" for key, value in record.settings.items() if key not in along]
        x = record.radius_km if radius else float(record.counts.constellations)
        line = " ".join(others) if joined else ""
        found.append(_Spot(record.input, record.scenario, line, joined, radius, x, record.counts.placed))
    return found


def _panels(spots: Sequence[_Spot], lang: Lang) -> Iterator[tuple[str, tuple[Line, ...]]]:
    inputs = list(dict.fromkeys(spot.input for spot in spots))
    if len(inputs) > 1:
        together: dict[str, list[_Spot]] = defaultdict(list)
        for spot in spots:
            together[spot.scenario].append(spot)
        whole = [same for same in together.values() if len(same) == len(inputs)]
        sums = [
            replace(
                same[0],
                x=same[0].x if same[0].radius else sum(spot.x for spot in same),
                placed=sum(spot.placed for spot in same),
            )
            for same in whole
        ]
        yield ALL.say(lang, {"n": len(inputs)}), _lines(sums)
    for name in inputs:
        yield name, _lines([spot for spot in spots if spot.input == name])


def _lines(spots: Sequence[_Spot]) -> tuple[Line, ...]:
    names = list(dict.fromkeys(spot.line for spot in spots))
    return tuple(
        Line(
            name,
            tuple(sorted((spot.x, float(spot.placed)) for spot in spots if spot.line == name)),
            joined=all(spot.joined for spot in spots),
        )
        for name in names
    )


def svg(chart: Chart, lang: Lang) -> Markup:
    """Draw a chart; lines differ in colour and in dashes, and the legend names them."""
    xs = _Axis.over([x for line in chart.lines for x, _ in line.points], _LEFT, _WIDTH - _RIGHT)
    ys = _Axis.over([y for line in chart.lines for _, y in line.points], _HEIGHT - _BOTTOM, _TOP, whole=True)
    legend = [line for line in chart.lines if line.name]
    height = _HEIGHT + 16 * len(legend)
    said = f"{chart.title}: {chart.y_title}, {chart.x_title}"
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="chart">').format(_WIDTH, height, said),
        Markup('<text x="{}" y="10" class="title">{}</text>').format(_LEFT, _short(chart.title)),
        *_axes(chart, xs, ys, lang),
    ]
    for at, line in enumerate(chart.lines):
        parts += _drawn(line, at, xs, ys, lang)
    for at, line in enumerate(legend):
        y, style = _HEIGHT + 16 * at + 6, _style(chart.lines.index(line))
        parts.append(Markup('<path d="M{} {}h28" {}/>').format(_LEFT, y, style))
        parts.append(Markup('<text x="{}" y="{}">{}</text>').format(_LEFT + 34, y + 4, _short(line.name)))
    return Markup("").join([*parts, Markup("</svg>")])


@dataclass(frozen=True, slots=True)
class _Axis:
    """Values laid out from one end of the paper to the other, with round numbers along it."""

    low: float
    high: float
    begin: float
    end: float
    ticks: tuple[float, ...]

    @classmethod
    def over(cls, values: Sequence[float], begin: float, end: float, *, whole: bool = False) -> "_Axis":
        low, high = min(values), max(values)
        spread = high - low or max(abs(high), 1.0)
        step = 10.0 ** math.floor(math.log10(spread / 4))
        step *= next(factor for factor in (1, 2, 5, 10) if spread / (step * factor) <= 5)
        step = max(step, 1.0) if whole else step
        first, last = math.floor(low / step), math.ceil(high / step)
        last = last + 1 if first == last else last
        return cls(first * step, last * step, begin, end, tuple(n * step for n in range(first, last + 1)))

    def at(self, value: float) -> float:
        return round(self.begin + (value - self.low) / (self.high - self.low) * (self.end - self.begin), 1)


def _axes(chart: Chart, xs: _Axis, ys: _Axis, lang: Lang) -> list[Markup]:
    parts = []
    for tick in xs.ticks:
        x, shown = xs.at(tick), _number(tick, lang)
        parts.append(Markup('<path d="M{} {}V{}" class="grid"/>').format(x, _TOP, _HEIGHT - _BOTTOM))
        label = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>')
        parts.append(label.format(x, _HEIGHT - _BOTTOM + 14, shown))
    for tick in ys.ticks:
        y, shown = ys.at(tick), _number(tick, lang)
        parts.append(Markup('<path d="M{} {}H{}" class="grid"/>').format(_LEFT, y, _WIDTH - _RIGHT))
        parts.append(Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(_LEFT - 5, y + 4, shown))
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    title = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>')
    return [*parts, title.format(middle, _HEIGHT - 10, chart.x_title)]


def _drawn(line: Line, at: int, xs: _Axis, ys: _Axis, lang: Lang) -> Iterator[Markup]:
    if line.joined and len(line.points) > 1:
        path = " ".join(f"{xs.at(x)},{ys.at(y)}" for x, y in line.points)
        yield Markup('<polyline points="{}" {}/>').format(path, _style(at))
    colour = _COLOURS[at % len(_COLOURS)]
    for x, y in line.points:
        said = f"{_number(x, lang)}: {_number(y, lang)}"
        dot = Markup('<circle cx="{}" cy="{}" r="3.5" fill="{}"><title>{}</title></circle>')
        yield dot.format(xs.at(x), ys.at(y), colour, said)


def _style(at: int) -> Markup:
    colour, dash = _COLOURS[at % len(_COLOURS)], _DASHES[(at + at // len(_COLOURS)) % len(_DASHES)]
    return Markup('fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}"').format(colour, dash or "none")


def _number(value: float, lang: Lang) -> str:
    whole = abs(value - round(value)) < 1e-9
    return number(round(value), lang) if whole else number(value, lang, len(f"{value:.6g}".partition(".")[2]))


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


BY_RADIUS: Final = Text(nl="Ingedeelde gezinnen en de straal", en="Families placed and the radius")
BY_HUBS: Final = Text(nl="Ingedeelde gezinnen en het aantal hubhomes", en="Families placed and the number of hub homes")
RADIUS: Final = Text(nl="Straal (km)", en="Radius (km)")
N_HUBS: Final = Text(nl="Hubhomes", en="Hub homes")
PLACED: Final = Text(nl="Ingedeelde gezinnen", en="Families placed")
ALL: Final = Text(nl="Alle {n} bestanden samen", en="All {n} files together")
