"""Figures at a glance: totals, small charts, and who gives families to whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from geodata.language import Fact, Lang, Text, number
from geodata.roads.minutes import in_minutes
from maps.settings import Settings
from maps.tables import Bar, Chart, Count, Exchange, Line
from maps.view_model import ConstellationMark

PLACED: Final = Text(nl="Ingedeeld", en="Placed")
OF: Final = Text(nl="van {n} gezinnen ({percent}%)", en="of {n} families ({percent}%)")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
SATELLITES_EACH: Final = Text(nl="met {low} tot {high} satellietgezinnen", en="with {low} to {high} satellites")
SATELLITES_ALL: Final = Text(nl="elk met {low} satellietgezinnen", en="with {low} satellites each")
CHILDREN: Final = Text(nl="Pleegkinderen", en="Foster children")
CHILDREN_EACH: Final = Text(nl="{mean} per constellatie", en="{mean} per constellation")
DISTANCE: Final = Text(nl="Afstand (mediaan)", en="Distance (median)")
DISTANCE_EACH: Final = Text(nl="tot de hubhome, verst {most} km", en="to the hub home, farthest {most} km")
DISTANCE_MASKED: Final = Text(
    nl="tot de hubhome, verst {most} km, tussen gemaskeerde punten",
    en="to the hub home, farthest {most} km, between masked points",
)
ACROSS: Final = Text(nl="Andere aanbieder", en="Across providers")
ACROSS_EACH: Final = Text(
    nl="satellietgezinnen ({percent}%)",
    en="satellites ({percent}%)",
)
LEFT_OUT: Final = Text(nl="Doen niet mee", en="Do not join")
LEFT_OUT_NOTE: Final = Text(nl="gezinnen", en="families")
UNPLACED: Final = Text(nl="Niet ingedeeld", en="Unplaced")
UNPLACED_NOTE: Final = Text(nl="gezinnen", en="families")

SIZES: Final = Text(nl="Satellietgezinnen per constellatie", en="Satellites per constellation")
SIZES_AXIS: Final = Text(nl="satellietgezinnen", en="satellites")
SIZES_SAID: Final = Text(
    nl="Op het streefaantal van {target} satellietgezinnen (donkere staaf): {on} van {n} constellaties; toegestaan is "
    "{low} tot {high}.",
    en="On the target of {target} satellites (dark bar): {on} of {n} constellations; {low} to {high} are allowed.",
)
HOMES: Final = Text(nl="Pleegkinderen per constellatie", en="Foster children per constellation")
HOMES_AXIS: Final = Text(nl="pleegkinderen", en="foster children")
HOMES_SAID: Final = Text(
    nl="Van {low} tot {high} pleegkinderen per constellatie, hubhome meegerekend.",
    en="From {low} to {high} foster children per constellation, the hub home's included.",
)
TRIPS: Final = Text(nl="Afstand van satelliet tot hubhome", en="Distance from satellite to hub home")
TRIPS_MASKED: Final = Text(
    nl="Afstand van satelliet tot hubhome, tussen gemaskeerde punten",
    en="Distance from satellite to hub home, between masked points",
)
TRIPS_AXIS: Final = Text(nl="kilometer", en="kilometres")
TRIPS_SAID: Final = Text(
    nl="De helft van de satellietgezinnen woont binnen {half} km van de hubhome, negen van de tien binnen {most} km.",
    en="Half of the satellites live within {half} km of their hub home, nine in ten within {most} km.",
)
TRIPS_SAID_MASKED: Final = Text(
    nl="De helft van de satellietgezinnen staat getekend binnen {half} km van de hubhome, negen van de tien binnen "
    "{most} km.",
    en="Half of the satellites are drawn within {half} km of their hub home, nine in ten within {most} km.",
)

TIME: Final = Text(nl="Reistijd (mediaan, indicatief)", en="Travel time (median, indicative)")
TIMES: Final = Text(
    nl="Reistijd van satelliet tot hubhome (indicatief)", en="Travel time from satellite to hub home (indicative)"
)
TIMES_AXIS: Final = Text(nl="minuten", en="minutes")
TIMES_SAID: Final = Text(
    nl="De helft van de satellietgezinnen is binnen {half} min bij de hubhome, negen van de tien binnen {most} min.",
    en="Half of the satellites are at their hub home within {half} min, nine in ten within {most} min.",
)

ABOUT: Final = "± "
"""Stands before a way that is measured from the middle of a postcode."""

_N_BARS: Final = 12
_N_TRIPS: Final = 8


def count(n: int, lang: Lang) -> Count:
    """Show a number as it is."""
    return Count(n, number(n, lang))


def headline(
    marks: Sequence[ConstellationMark],
    n_joining: int,
    n_unplaced: int,
    n_left_out: int,
    lang: Lang,
    *,
    exact: bool,
    per_km: float | None = None,
) -> tuple[Line, ...]:
    """Give the figures above the map; with ``per_km`` ways in minutes, so many for a kilometre."""
    sizes = [len(mark.satellites) for mark in marks]
    n_placed = sum(len(mark.satellites) + 1 for mark in marks)
    lines = [
        Line(
            PLACED.say(lang),
            number(n_placed, lang),
            OF.say(lang, {"n": n_joining, "percent": percent(n_placed, n_joining, lang)}),
        ),
        Line(UNPLACED.say(lang), number(n_unplaced, lang), UNPLACED_NOTE.say(lang)),
    ]
    if sizes:
        facts = {"low": min(sizes), "high": max(sizes)}
        note = (SATELLITES_ALL if min(sizes) == max(sizes) else SATELLITES_EACH).say(lang, facts)
        lines.append(Line(CONSTELLATIONS.say(lang), number(len(marks), lang), note))
        n_children = sum(mark.children.value or 0 for mark in marks)
        note = CHILDREN_EACH.say(lang, {"mean": n_children / len(marks)})
        lines.append(Line(CHILDREN.say(lang), number(n_children, lang), note))
        lines.extend(_ways(marks, lang, exact=exact, per_km=per_km))
    if n_left_out:
        lines.append(Line(LEFT_OUT.say(lang), number(n_left_out, lang), LEFT_OUT_NOTE.say(lang)))
    return tuple(lines)


def _ways(marks: Sequence[ConstellationMark], lang: Lang, *, exact: bool, per_km: float | None) -> Iterable[Line]:
    km = trips_km(marks)
    if km:
        title = (DISTANCE if per_km is None else TIME).say(lang)
        note = (DISTANCE_EACH if exact else DISTANCE_MASKED).say(lang, {"most": max(km)})
        note = note if per_km is None else in_minutes(note, lang, per_km)
        about = ABOUT if any(mark.by_postcode for mark in marks) else ""
        yield Line(title, f"{about}{way(1000 * median(km), lang, per_km)}", note)
    pairs = [(member.provider, mark.hub.provider) for mark in marks if mark.hub for member in mark.satellites]
    if len({provider for pair in pairs for provider in pair}) > 1:
        n_across = sum(home != hub for home, hub in pairs)
        facts: dict[str, Fact] = {"percent": percent(n_across, len(pairs), lang)}
        yield Line(ACROSS.say(lang), number(n_across, lang), ACROSS_EACH.say(lang, facts))


def way(metres: float, lang: Lang, per_km: float | None) -> str:
    """Write a way in kilometres, or in the minutes that it stands for."""
    return f"{number(metres / 1000, lang)} km" if per_km is None else f"{number(metres / 1000 * per_km, lang)} min"


def trips_km(marks: Iterable[ConstellationMark]) -> tuple[float, ...]:
    """Kilometres of every satellite to its hub home that are known, ascending."""
    return tuple(
        sorted(member.metres / 1000 for mark in marks for member in mark.satellites if member.metres is not None)
    )


def percent(part: int, whole: int, lang: Lang) -> str:
    """Write a share in whole percents; one that is not whole never reads 0 or 100."""
    if not whole:
        return number(0, lang)
    percent = round(100 * part / whole)
    return number(min(max(percent, int(part > 0)), 100 - int(part < whole)), lang)


def charts(
    marks: Sequence[ConstellationMark],
    settings: Settings,
    lang: Lang,
    *,
    exact: bool,
    per_km: float | None = None,
) -> tuple[Chart, ...]:
    """Draw up the charts: sizes, children, distances; with ``per_km`` those in minutes."""
    if not marks:
        return ()
    found = [_sizes(marks, settings, lang), _children(marks, lang)]
    km = trips_km(marks)
    if km:
        found.append(_trips(km, lang, exact=exact) if per_km is None else _times([way * per_km for way in km], lang))
    return tuple(found)


def _sizes(marks: Sequence[ConstellationMark], settings: Settings, lang: Lang) -> Chart:
    target = settings.target_satellites
    tally = Counter(len(mark.satellites) for mark in marks)
    low, high = min(*tally, settings.low_satellites), max(*tally, settings.high_satellites)
    facts = {"on": tally[target], "n": len(marks), "target": target}
    limits = {"low": settings.low_satellites, "high": settings.high_satellites}
    return Chart(
        title=SIZES.say(lang),
        axis=SIZES_AXIS.say(lang),
        summary=SIZES_SAID.say(lang, facts | limits),
        bars=tuple(
            Bar(number(size, lang), count(tally[size], lang), marked=size == target) for size in range(low, high + 1)
        ),
    )


def _children(marks: Sequence[ConstellationMark], lang: Lang) -> Chart:
    values = [mark.children.value or 0 for mark in marks]
    low, high = min(values), max(values)
    step = -(-(high - low + 1) // _N_BARS)
    tally = Counter((value - low) // step for value in values)
    bars = []
    for rank in range(max(tally) + 1):
        first, last = low + rank * step, low + rank * step + step - 1
        label = number(first, lang) if step == 1 else f"{number(first, lang)}–{number(last, lang)}"
        bars.append(Bar(label, count(tally[rank], lang)))
    said = HOMES_SAID.say(lang, {"low": low, "high": high})
    return Chart(title=HOMES.say(lang), axis=HOMES_AXIS.say(lang), summary=said, bars=tuple(bars))


def _trips(km: Sequence[float], lang: Lang, *, exact: bool) -> Chart:
    said = (TRIPS_SAID if exact else TRIPS_SAID_MASKED).say(lang, _half_and_most(km))
    title = (TRIPS if exact else TRIPS_MASKED).say(lang)
    return Chart(title=title, axis=TRIPS_AXIS.say(lang), summary=said, bars=_spread(km, lang))


def _times(minutes: Sequence[float], lang: Lang) -> Chart:
    said = TIMES_SAID.say(lang, _half_and_most(minutes))
    return Chart(title=TIMES.say(lang), axis=TIMES_AXIS.say(lang), summary=said, bars=_spread(minutes, lang))


def _half_and_most(ways: Sequence[float]) -> dict[str, Fact]:
    """Within what half of the ways are, and nine in ten; ``ways`` ascend."""
    return {"half": median(ways), "most": ways[-(-9 * len(ways) // 10) - 1]}


def _spread(ways: Sequence[float], lang: Lang) -> tuple[Bar, ...]:
    """Count ways, which ascend, in steps of a round size."""
    widths = (0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0)
    step = next((width for width in widths if ways[-1] / width <= _N_TRIPS), ways[-1] / _N_TRIPS)
    tally = Counter(int(each / step) for each in ways)
    return tuple(
        Bar(f"{_edge(rank * step, lang)}–{_edge((rank + 1) * step, lang)}", count(tally[rank], lang))
        for rank in range(max(tally) + 1)
    )


def _edge(km: float, lang: Lang) -> str:
    return number(km, lang, 0 if km == int(km) else 1)


def exchange(marks: Iterable[ConstellationMark], providers: Sequence[str], lang: Lang) -> Exchange | None:
    """Count satellites by their own provider and their hub home's; ``None`` with fewer than two providers."""
    if len(providers) < 2:
        return None
    pairs = Counter((member.provider, mark.hub.provider) for mark in marks if mark.hub for member in mark.satellites)
    sent = [sum(pairs[giver, taker] for taker in providers if taker != giver) for giver in providers]
    received = [sum(pairs[giver, taker] for giver in providers if giver != taker) for taker in providers]
    return Exchange(
        providers=tuple(providers),
        counts=tuple(tuple(count(pairs[giver, taker], lang) for taker in providers) for giver in providers),
        sent=tuple(count(n, lang) for n in sent),
        received=tuple(count(n, lang) for n in received),
    )
