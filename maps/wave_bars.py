"""Bars side by side for each wave, as SVG that stands in a page by itself: no script, no network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

_WIDTH, _HEIGHT = 420, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 10, 34, 26
_FILLS: Final = ("#0b4f8a", "#9bb7d0")
_GAP: Final = 0.16
_FEW: Final = 6
"""Groups up to which the numbers above bars have room at full size."""


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour of bars shows: its name, and for each wave a height with the text above it; ``None`` for none."""

    name: str
    bars: tuple[tuple[float, str] | None, ...]


@dataclass(frozen=True, slots=True)
class WaveBars:
    """A chart: one group of bars for each wave. ``summary`` says what it shows, also to who cannot see it."""

    title: str
    summary: str
    waves: tuple[str, ...]
    series: tuple[Series, ...]


def svg(chart: WaveBars) -> Markup:
    """Draw a chart; series differ in colour and outline, and the legend below names them."""
    height = _HEIGHT + 18 * len(chart.series)
    said = f"{chart.title}. {chart.summary}"
    parts = [
        Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="chart">').format(_WIDTH, height, said),
        Markup('<text x="{}" y="14" class="title">{}</text>').format(_LEFT, chart.title),
        *_drawn(chart),
        Markup('<path d="M{} {}H{}" class="axis"/>').format(_LEFT, _HEIGHT - _BOTTOM, _WIDTH - _RIGHT),
    ]
    for at, series in enumerate(chart.series):
        y = _HEIGHT + 18 * at
        box = Markup('<rect x="{}" y="{}" width="22" height="11" fill="{}" stroke="#0b4f8a"/>')
        parts.append(box.format(_LEFT, y, _FILLS[at % len(_FILLS)]))
        parts.append(Markup('<text x="{}" y="{}">{}</text>').format(_LEFT + 30, y + 10, series.name))
    return Markup("").join([*parts, Markup("</svg>")])


def _drawn(chart: WaveBars) -> Iterator[Markup]:
    values = [bar[0] for series in chart.series for bar in series.bars if bar is not None]
    most = max([*values, 1e-9])
    slot = (_WIDTH - _LEFT - _RIGHT) / len(chart.waves)
    width = slot * (1 - 2 * _GAP) / len(chart.series)
    for number, wave in enumerate(chart.waves):
        left = _LEFT + slot * (number + _GAP)
        middle = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>')
        yield middle.format(_shown(_LEFT + slot * (number + 0.5)), _HEIGHT - _BOTTOM + 17, wave)
        for at, bar in enumerate(_of_wave(chart.series, number)):
            if bar is not None:
                kind = "narrow" if len(chart.waves) > _FEW else "above"
                yield from _bar(left + width * at, width, bar, most, _FILLS[at % len(_FILLS)], kind)


def _of_wave(series: Sequence[Series], number: int) -> tuple[tuple[float, str] | None, ...]:
    return tuple(each.bars[number] for each in series)


def _bar(left: float, width: float, bar: tuple[float, str], most: float, fill: str, kind: str) -> Iterator[Markup]:
    value, text = bar
    high = (_HEIGHT - _TOP - _BOTTOM - 14) * value / most
    top = _HEIGHT - _BOTTOM - high
    shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="#0b4f8a"/>')
    yield shape.format(_shown(left), _shown(top), _shown(width * 0.94), _shown(high), fill)
    label = Markup('<text x="{}" y="{}" text-anchor="middle" class="{}">{}</text>')
    yield label.format(_shown(left + width / 2), _shown(top - 4), kind, text)


def _shown(value: float) -> float:
    return round(value, 1)
