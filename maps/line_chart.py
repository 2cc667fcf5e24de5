"""Lines over one pair of axes, as SVG that stands in a page by itself: no script, no network."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from geodata.language import Lang, number

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
class Band:
    """Heights from ``low`` to ``high``, coloured over the whole width."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over one pair of axes, and a band behind them where there is one."""

    title: str
    x_title: str
    y_title: str
    lines: tuple[Line, ...]
    band: Band | None = None

    @property
    def tells(self) -> bool:
        """Whether there are two places or more on the horizontal axis."""
        return len({x for line in self.lines for x, _ in line.points}) > 1


def svg(chart: Chart, lang: Lang) -> Markup:
    """Draw a chart; lines differ in colour and in dashes, and the legend names them."""
    xs = _Axis.over([x for line in chart.lines for x, _ in line.points], _LEFT, _WIDTH - _RIGHT)
    heights = [y for line in chart.lines for _, y in line.points]
    heights += [] if chart.band is None else [chart.band.low, chart.band.high]
    ys = _Axis.over(heights, _HEIGHT - _BOTTOM, _TOP, whole=True)
    legend = [line for line in chart.lines if line.name]
    height = _HEIGHT + 16 * (len(legend) + (chart.band is not None))
    said = f"{chart.title}: {chart.y_title}, {chart.x_title}"
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="chart">').format(_WIDTH, height, said),
        Markup('<text x="{}" y="10" class="title">{}</text>').format(_LEFT, _short(chart.title)),
        *_banded(chart.band, ys, _HEIGHT + 16 * len(legend)),
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


def _banded(band: Band | None, ys: _Axis, y: int) -> Iterator[Markup]:
    """Colour the band, and name it below the lines of the legend."""
    if band is None:
        return
    top, bottom = ys.at(band.high), ys.at(band.low)
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="#d9e4ee"/>')
    yield box.format(_LEFT, top, _WIDTH - _RIGHT - _LEFT, round(bottom - top, 1))
    yield box.format(_LEFT, y, 28, 10)
    yield Markup('<text x="{}" y="{}">{}</text>').format(_LEFT + 34, y + 9, _short(band.name))


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
