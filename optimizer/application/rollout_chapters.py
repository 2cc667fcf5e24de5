"""What the report of a wave says of the whole roll-out: its waves, and what they cost."""

from typing import Final

from geodata.language import Lang, Text, capitalised
from maps.tables import Table, Value
from optimizer.costs.money import shown
from optimizer.costs.words import NO_SAVING, WHO_PAYS
from optimizer.recruits import OF_WHICH_TO_FIND
from optimizer.rollout.document import FinishedRollOut


def chapters_of(finished: FinishedRollOut, lang: Lang) -> tuple[Table, ...]:
    """Give the chapters on the roll-out and on its costs."""
    return _waves(finished, lang), _costs(finished, lang)


def _waves(finished: FinishedRollOut, lang: Lang) -> Table:
    terms, verdict = finished.terms, finished.verdict
    finding = any(terms.recruit)
    rows: list[tuple[Value, ...]] = []
    for wave, plan in enumerate(verdict.roll_out.plans, start=1):
        running = verdict.costs.running(wave)
        starting = verdict.roll_out.starting(wave)
        found = (sum(each.hub.to_find for each in starting),) if finding else ()
        counts = (running.constellations, running.families, running.children, len(plan.unplaced))
        rows.append((terms.name(wave), len(starting), *found, *counts))
    texts = (WAVE, STARTS, *((OF_WHICH_TO_FIND,) if finding else ()), RUNNING, FAMILIES, CHILDREN, WAITING)
    header = tuple(text.say(lang) for text in texts)
    return Table(ROLL_OUT.say(lang), PART_OF.say(lang), header, tuple(rows))


def _costs(finished: FinishedRollOut, lang: Lang) -> Table:
    terms, costs = finished.terms, finished.verdict.costs
    currency = terms.money.currency
    rows: list[tuple[Value, ...]] = [
        (line.name.say(lang), *(shown(amount, lang, currency) for amount in amounts))
        for line, amounts in zip(costs.money.lines, costs.amounts, strict=True)
    ]
    rows.append((TOTAL.say(lang), *(shown(total, lang, currency) for total in costs.totals)))
    if any(each is not None for each in terms.budget):
        budget = ("\N{EN DASH}" if each is None else shown(each, lang, currency) for each in terms.budget)
        rows.append((BUDGET.say(lang), *budget))
    header = (LINE.say(lang), *(capitalised(terms.said(wave, lang)) for wave in terms.waves))
    return Table(COSTS.say(lang), f"{NO_SAVING.say(lang)} {WHO_PAYS.say(lang)}", header, tuple(rows))


ROLL_OUT: Final = Text(nl="Uitrol", en="Roll-out")
PART_OF: Final = Text(
    nl="Dit plan is één jaar van een uitrol. De bladzijde rollout.html toont alle jaren op de kaart.",
    en="This plan is one year of a roll-out. The page rollout.html shows all years on the map.",
)
WAVE: Final = Text(nl="Jaar", en="Year")
STARTS: Final = Text(nl="Constellaties die starten", en="Constellations that start")
RUNNING: Final = Text(nl="Constellaties", en="Constellations")
FAMILIES: Final = Text(nl="Gezinnen in een constellatie", en="Families in a constellation")
CHILDREN: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
WAITING: Final = Text(nl="Gezinnen zonder plaats", en="Families without a place")
COSTS: Final = Text(nl="Kosten", en="Costs")
LINE: Final = Text(nl="Kostenpost", en="Cost line")
TOTAL: Final = Text(nl="Totaal", en="Total")
BUDGET: Final = Text(nl="Budget", en="Budget")
