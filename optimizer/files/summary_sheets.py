"""The sheets of a plan's workbook that say it at a glance: figures, who gives to whom, what would help."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.language import Lang, Text, day_said, number
from optimizer.counts import FAMILIES, counted
from optimizer.exchange import exchange_of
from optimizer.files.sheets import BarChart, Link, Sheet, Value
from optimizer.finished import FinishedPlan
from optimizer.outcome import Mark
from optimizer.what_helps import NO_MORE, PERHAPS_MORE


def summary_sheet(
    finished: FinishedPlan, others: Sequence[Sheet], charts: tuple[BarChart, ...], lang: Lang, *, exact: bool
) -> Sheet:
    """Give the figures of a plan, what is proved of each objective, and a way to every other sheet."""
    plan = finished.plan
    n_joining = len(plan.placed) + len(plan.unplaced)

    def lines() -> Iterator[Sequence[Value]]:
        yield (PLACED.say(lang), len(plan.placed), OF.say(lang, {"families": counted(n_joining, FAMILIES, lang)}))
        yield (UNPLACED.say(lang), len(plan.unplaced), None)
        yield (LEFT_OUT.say(lang), len(plan.left_out), None)
        yield (CONSTELLATIONS.say(lang), len(plan.constellations), None)
        satellites = [(each, group.hub) for group in plan.constellations for each in group.satellites]
        children = sum(each.children for each, _ in satellites)
        own = sum(group.hub.children for group in plan.constellations)
        yield (CHILDREN.say(lang), children, OWN.say(lang, {"n": own}))
        across = sum(each.provider != hub.provider for each, hub in satellites)
        yield (ACROSS.say(lang), across, None)
        tiers = {tier.key: tier for tier in finished.problem.tiers}
        for mark in finished.marks:
            tier = tiers.get(mark.tier)
            if tier is not None:
                parts = "; ".join(tier.parts(plan, lang, exact=exact))
                yield (tier.title.say(lang), parts, _proved(mark, lang))
        if finished.source.made_on is not None:
            yield (MADE.say(lang), day_said(finished.source.made_on, lang), None)
        for sheet in others:
            yield (GO_TO.say(lang), Link.to(sheet.name, sheet.name), None)

    header = tuple(text.say(lang) for text in (FIGURE, VALUE, NOTE))
    return Sheet(SUMMARY.say(lang), header, lines(), charts=charts)


def _proved(mark: Mark, lang: Lang) -> str:
    """Say what is proved about a value, as a share of it."""
    if mark.proved:
        return PROVED.say(lang)
    if not mark.bound or not mark.value:
        return UNPROVED.say(lang)
    percent = math.ceil(round((1 - mark.bound / mark.value) * 1000, 6)) / 10
    return AT_MOST.say(lang, {"percent": number(percent, lang)})


def exchange_sheet(finished: FinishedPlan, lang: Lang) -> Sheet | None:
    """Give the satellites of every provider (row) by the provider of their hub home (column); ``None`` for one."""
    found = exchange_of(finished.plan)
    if len(found.providers) < 2:
        return None
    rows: list[Sequence[Value]] = [
        (name, *row, found.sent(name), found.received(name))
        for name, row in zip(found.providers, found.counts, strict=True)
    ]
    ends = (SENT.say(lang), RECEIVED.say(lang))
    return Sheet(EXCHANGE.say(lang), (OF_PROVIDER.say(lang), *found.providers, *ends), rows)


def exchange_chart(sheet: Sheet, lang: Lang) -> BarChart:
    """Draw what providers give and receive."""
    n = len(sheet.header)
    return BarChart(EXCHANGE.say(lang), sheet.name, (n - 1, n))


def helps_sheet(finished: FinishedPlan, lang: Lang) -> Sheet | None:
    """Give what would help the plan as a whole; ``None`` where nobody looked."""
    helps = finished.helps
    if not helps:
        return None

    def lines() -> Iterator[Sequence[Value]]:
        for gain in helps.gains:
            sure = NO_MORE if gain.proved else PERHAPS_MORE
            yield (" ".join(gain.said.say(lang)), gain.placed, gain.at_most, None, sure.say(lang))
        for each in helps.recruiting:
            n, sure = len(each.families), NO_MORE if each.proved else PERHAPS_MORE
            yield (" ".join(each.said.say(lang)), n, None, ", ".join(each.families), sure.say(lang))

    header = tuple(text.say(lang) for text in (CHANGE, GAINED, MOST, WHO, HOW_SURE))
    return Sheet(HELPS.say(lang), header, lines())


SUMMARY: Final = Text(nl="Samenvatting", en="Summary")
EXCHANGE: Final = Text(nl="Uitwisseling", en="Exchange")
HELPS: Final = Text(nl="Wat zou helpen", en="What would help")
FIGURE: Final = Text(nl="Kerncijfer", en="Key figure")
VALUE: Final = Text(nl="Dit plan", en="This plan")
NOTE: Final = Text(nl="Toelichting", en="Note")
PLACED: Final = Text(nl="Ingedeelde gezinnen", en="Placed families")
OF: Final = Text(nl="van {families} die meedoen", en="of {families} that join")
UNPLACED: Final = Text(nl="Gezinnen zonder constellatie", en="Families without a constellation")
LEFT_OUT: Final = Text(nl="Gezinnen die niet meedoen", en="Families that do not join")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
CHILDREN: Final = Text(nl="Pleegkinderen in satellietgezinnen", en="Foster children of satellites")
OWN: Final = Text(nl="en {n} in hubhomes", en="and {n} in hub homes")
ACROSS: Final = Text(
    nl="Satellietgezinnen met een hubhome van een andere aanbieder",
    en="Satellites with a hub home of another provider",
)
MADE: Final = Text(nl="Plan gemaakt op", en="Plan made on")
GO_TO: Final = Text(nl="Naar blad", en="To sheet")
PROVED: Final = Text(nl="bewezen: beter kan niet", en="proved: it cannot be better")
AT_MOST: Final = Text(nl="misschien kan het beter, hoogstens {percent}%", en="it may be better, by {percent}% at most")
UNPROVED: Final = Text(nl="niet bewezen", en="not proved")
OF_PROVIDER: Final = Text(nl="Satellietgezinnen van", en="Satellites of")
SENT: Final = Text(nl="Naar anderen", en="To others")
RECEIVED: Final = Text(nl="Van anderen", en="From others")
CHANGE: Final = Text(nl="Verandering", en="Change")
GAINED: Final = Text(nl="Gezinnen meer ingedeeld", en="Families more placed")
MOST: Final = Text(nl="Hoogstens", en="At most")
WHO: Final = Text(nl="Wie dan een plaats krijgt", en="Who gets a place then")
HOW_SURE: Final = Text(nl="Hoe zeker", en="How sure")
