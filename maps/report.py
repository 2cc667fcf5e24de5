"""``report.html``: the meeting pack. One page of words, figures and maps, no script, nothing from any network."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from markupsafe import Markup

from geodata.language import Fact, Lang, number
from maps.cover import Cover
from maps.figures import ABOUT, percent, way
from maps.report_map import report_maps
from maps.report_words import (
    ACROSS,
    BEDS,
    BY_POSTCODE,
    CHILDREN,
    EACH,
    EXACT_MAPS,
    GROUP,
    HUBS,
    MAP_SAID,
    MEASURED,
    NO_GROUP,
    NO_PLACE,
    NOT_CONSIDERED,
    OF_LIMIT,
    REGION_MORE,
    SIZE,
    SUMMARY,
    SUMMARY_ALL,
    TEAM,
    TIER,
    WITH_CHILDREN,
    WITH_MEAN,
    WITHIN,
    WORDS,
)
from maps.settings import Settings
from maps.tables import Line, Table, said
from maps.templates import POLICY, asset, filled, template
from maps.view import EXACT, MASKED
from maps.view_model import ConstellationMark, MapView, Member, UnplacedMark
from maps.words import MASKED_WORDS, TIME_WORDS
from maps.words import WORDS as PAGE_WORDS
from optimizer.counts import BREACHES, CONSTELLATIONS, FAMILIES, counted
from optimizer.counts import CHILDREN as N_CHILDREN

_TEMPLATES: Final = ("chart.html", "report.html")
_MOST_TOWNS: Final = 4
_MOST_HUBS: Final = 40
"""Named in the summary; more would fill the sheet."""


@dataclass(frozen=True, slots=True)
class Background:
    """What the report tells besides the view.

    Attributes
    ----------
    rules
        Every rule that the plan keeps, as a sentence.
    trace
        Name and hash of the input, version of the program: so that a plan can be traced.
    broken
        A sentence for each breach of a rule; a plan that the program made has none.
    measured
        What distances are, a key of :data:`MEASURED`.
    by_postcode
        Whether some families are known by the four digits of their postcode only.
    chapters
        Tables about what this plan is part of, such as the waves of a roll-out and their costs.
    limits
        The limits that stand beside the figures of a constellation.
    """

    rules: tuple[str, ...]
    trace: tuple[Line, ...]
    broken: tuple[str, ...] = ()
    measured: str = "straight"
    by_postcode: bool = False
    chapters: tuple[Table, ...] = ()
    cover: Cover = field(default_factory=Cover)
    limits: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a constellation, with a bar up to its limit where it has one."""

    label: str
    text: str
    bar: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """Unplaced families with one and the same reason."""

    families: tuple[Member, ...]
    reasons: tuple[str, ...]
    remedies: tuple[str, ...]


def load() -> None:
    """Compile the templates, for who has a moment before a report is drawn."""
    for name in _TEMPLATES:
        template(name)


def render(view: MapView, background: Background) -> str:
    """Write the report. All text from data is escaped; the same view gives the same bytes."""
    lang = view.lang

    def say(word: str, /, **facts: Fact) -> str:
        other = TIME_WORDS if view.minutes_per_km is not None else {} if view.exact else MASKED_WORDS
        return other.get(word, WORDS[word]).say(lang, facts)

    def km(metres: float | None, about: bool = False) -> str:
        return "–" if metres is None else f"{ABOUT if about else ''}{way(metres, lang, view.minutes_per_km)}"

    maps = report_maps(view, MAP_SAID.say(lang, {"n": counted(len(view.constellations), CONSTELLATIONS, lang)}))
    return filled(
        "report.html",
        view=view,
        background=background,
        policy=POLICY,
        style=asset("report.css"),
        say=say,
        km=km,
        title=background.cover.title or view.title,
        region=background.cover.region or _region(view),
        notices=_notices(view, background),
        decided=_decided(view, background),
        means=tuple(_means(view)),
        maps=maps,
        figures=lambda mark: tuple(_figures(mark, view, background.limits)),
        groups=_groups(view.unplaced, lang),
        omitted=_omitted(background, lang),
        breaches=counted(len(background.broken), BREACHES, lang),
        cell=lambda value: said(value, lang),
    )


def _region(view: MapView) -> str:
    """Name the municipalities in which most families of the plan live."""
    towns: Counter[str] = Counter()
    for mark in view.constellations:
        towns.update(each.municipality for each in (mark.hub, *mark.satellites) if each and each.municipality)
    towns.update(each.member.municipality for each in view.unplaced if each.member.municipality)
    names = [name for name, _ in sorted(towns.items(), key=lambda item: (-item[1], item[0]))]
    if len(names) <= _MOST_TOWNS + 1:
        return ", ".join(names)
    some = ", ".join(names[:_MOST_TOWNS])
    return REGION_MORE.say(view.lang, {"some": some, "n": len(names) - _MOST_TOWNS})


def _notices(view: MapView, background: Background) -> Sequence[str]:
    """Say what the reader must know first; what a map says of its points is said of the maps of these pages."""
    of_maps = {MASKED.say(view.lang), EXACT.say(view.lang)}
    kept = [notice for notice in view.notices if notice not in {*of_maps, *background.broken}]
    aloud = [EXACT_MAPS.say(view.lang)] if view.exact else []
    return [*aloud, *kept, TEAM.say(view.lang)]


def _omitted(background: Background, lang: Lang) -> tuple[str, ...]:
    homes = (BY_POSTCODE,) if background.by_postcode else ()
    return tuple(text.say(lang) for text in (MEASURED[background.measured], *homes, *NOT_CONSIDERED))


def _decided(view: MapView, background: Background) -> Sequence[str]:
    """Say what a council would settle with this plan."""
    lang, limits = view.lang, background.limits
    homes = sum(1 + len(each.satellites) for each in view.constellations)
    facts: dict[str, Fact] = {
        "homes": counted(homes, FAMILIES, lang) if view.unplaced else homes,
        "n": counted(len(view.constellations), CONSTELLATIONS, lang),
        "left": counted(len(view.unplaced), NO_PLACE, lang),
        "low": limits.low_satellites,
        "high": limits.high_satellites,
        "target": limits.target_satellites,
        "way": _limit(view, limits),
    }
    found = [(SUMMARY if view.unplaced else SUMMARY_ALL).say(lang, facts)]
    if not background.broken:
        found.append(EACH.say(lang, facts))
        found += [WITHIN.say(lang, facts)] if facts["way"] is not None else []
    hubs = tuple(f"{each.hub.id} ({each.id})" for each in view.constellations if each.hub is not None)
    found += [HUBS.say(lang, {"hubs": hubs})] if 0 < len(hubs) <= _MOST_HUBS else []
    return found if view.changes is None else [*found, view.changes.note]


def _limit(view: MapView, limits: Settings) -> str | None:
    """Write the radius as ways are written; ``None`` where these pages tell none."""
    if limits.radius_m is None or (view.radius_m is None and view.minutes_per_km is None):
        return None
    return way(limits.radius_m, view.lang, view.minutes_per_km)


def _means(view: MapView) -> Iterator[str]:
    """Say what that means for children, travel and providers, and what is proved."""
    lang = view.lang
    if view.constellations:
        children = sum(mark.children.value or 0 for mark in view.constellations)
        mean = children / len(view.constellations)
        yield WITH_CHILDREN.say(lang, {"children": counted(children, N_CHILDREN, lang), "mean": mean})
        yield from (chart.summary for chart in view.charts[2:])
    if view.exchange is not None:
        across = sum(each.value or 0 for each in view.exchange.sent)
        whole = sum(each.value or 0 for row in view.exchange.counts for each in row)
        if across:
            facts: dict[str, Fact] = {"all": whole, "n": across, "percent": percent(across, whole, lang)}
            yield ACROSS.say(lang, facts)
    for tier in view.tiers:
        yield TIER.say(lang, {"title": tier.title, "value": tier.value, "sentence": tier.sentence})


def _figures(mark: ConstellationMark, view: MapView, limits: Settings) -> Iterator[Figure]:
    """Give the figures of one constellation, each with its limit."""
    lang = view.lang

    def label(word: str) -> str:
        return WORDS[word].say(lang)

    size = len(mark.satellites)
    off = mark.off_target or 0
    word = "offOn" if off == 0 else "offUnder" if off < 0 else "offOver"
    low, high = limits.low_satellites, limits.high_satellites
    facts: dict[str, Fact] = {
        "n": mark.size.text,
        "off": PAGE_WORDS[word].say(lang, {"n": abs(off)}),
        "low": low,
        "high": high,
    }
    yield Figure(label("size"), SIZE.say(lang, facts), _bar(size, high, limits.target_satellites))
    own = 0 if mark.hub is None or mark.hub.children is None else mark.hub.children
    yield _children(mark, own, limits, lang)
    if mark.farthest_m is not None and mark.mean_m is not None:
        yield _ways(mark.farthest_m, mark.mean_m, mark, view, limits)
    if mark.beds is not None:
        yield Figure(label("beds_short"), BEDS.say(lang, {"n": mark.beds, "low": limits.beds_min}))
    providers = ", ".join(f"{share.provider} ({share.homes.text})" for share in mark.providers)
    yield Figure(label("providers"), providers)


def _ways(farthest_m: float, mean_m: float, mark: ConstellationMark, view: MapView, limits: Settings) -> Figure:
    """Give the farthest way beside the radius, and the mean; a way between masked points is never said to be over."""
    lang, about = view.lang, ABOUT if mark.by_postcode else ""

    def km(metres: float) -> str:
        return f"{about}{way(metres, lang, view.minutes_per_km)}"

    word = (TIME_WORDS if view.minutes_per_km is not None else WORDS)["farthest"].say(lang)
    limit = _limit(view, limits)
    far = km(farthest_m) if limit is None else OF_LIMIT.say(lang, {"way": km(farthest_m), "limit": limit})
    text = WITH_MEAN.say(lang, {"far": far, "mean": km(mean_m)})
    used = farthest_m if view.exact else min(farthest_m, limits.radius_m or 0)
    return Figure(word, text, Markup() if limit is None else _bar(used, limits.radius_m or 0))


def _children(mark: ConstellationMark, own: int, limits: Settings, lang: Lang) -> Figure:
    """Count children as the rule does; those of the hub home stand beside where it does not count them."""
    n = (mark.children.value or 0) - (0 if limits.count_hub else own)
    text, bar = number(n, lang), Markup()
    if limits.children_max is not None:
        text = CHILDREN["limit"].say(lang, {"n": n, "most": limits.children_max})
        bar = _bar(n, limits.children_max)
    if own and not limits.count_hub:
        text = CHILDREN["hub"].say(lang, {"said": text, "hub": own})
    elif own:
        text = CHILDREN["counted"].say(lang, {"said": text})
    return Figure(WORDS["children"].say(lang), text, bar)


def _bar(value: float, limit: float, target: float | None = None) -> Markup:
    """Draw how much of a limit is used; the figure stands beside it, so it says nothing to who cannot see it."""
    share = min(value / limit, 1.0) if limit else 0.0
    mark = Markup()
    if target is not None and limit:
        mark = Markup('<path d="M{:g} -4V12" class="mark"/>').format(round(100 * min(target / limit, 1.0), 1))
    full = Markup(' class="full"') if value > limit else Markup()
    bar = Markup('<svg viewBox="0 0 100 8" preserveAspectRatio="none" class="limit" aria-hidden="true">')
    rects = Markup('<rect width="100" height="8" class="room"/><rect width="{:g}" height="8"{}/>')
    return Markup("").join([bar, rects.format(round(100 * share, 1), full), mark, Markup("</svg>")])


def _groups(unplaced: Sequence[UnplacedMark], lang: Lang) -> tuple[tuple[str, tuple[UnplacedRow, ...]], ...]:
    """Put unplaced families under the change that would help them, and in it those with one reason in one row."""
    by_group: dict[str, list[UnplacedMark]] = {}
    for each in unplaced:
        by_group.setdefault(each.group, []).append(each)
    found = []
    for change, marks in sorted(by_group.items(), key=lambda item: (not item[0], -len(item[1]), item[0])):
        title = GROUP.say(lang, {"families": counted(len(marks), FAMILIES, lang), "change": change.rstrip(".")})
        alone = NO_GROUP.say(lang) if len(by_group) > 1 else ""
        found.append((title if change else alone, _rows(marks, with_remedies=not change)))
    return tuple(found)


def _rows(marks: Sequence[UnplacedMark], *, with_remedies: bool) -> tuple[UnplacedRow, ...]:
    def why(mark: UnplacedMark) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return mark.reasons, mark.remedies if with_remedies else ()

    rows = []
    for (reasons, remedies), alike in groupby(sorted(marks, key=why), why):
        members = sorted((mark.member for mark in alike), key=lambda member: member.id)
        rows.append(UnplacedRow(tuple(members), reasons, remedies))
    return tuple(sorted(rows, key=lambda row: (-len(row.families), row.families[0].id)))
