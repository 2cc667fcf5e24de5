"""Charts of what a scenario costs and brings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from geodata.language import Lang, Text
from maps.line_chart import Chart, Line, svg
from optimizer.batch.record import Record


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


BY_RADIUS: Final = Text(nl="Ingedeelde gezinnen en de straal", en="Families placed and the radius")
BY_HUBS: Final = Text(nl="Ingedeelde gezinnen en het aantal hubhomes", en="Families placed and the number of hub homes")
RADIUS: Final = Text(nl="Straal (km)", en="Radius (km)")
N_HUBS: Final = Text(nl="Hubhomes", en="Hub homes")
PLACED: Final = Text(nl="Ingedeelde gezinnen", en="Families placed")
ALL: Final = Text(nl="Alle {n} bestanden samen", en="All {n} files together")
