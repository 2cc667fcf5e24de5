"""The waves of a roll-out for readers outside the team: constellations and what they cost, and no family.

How many constellations there are is told to every reader; in which year they start tells of no family either. Families
by wave are not told: of two totals that are each rounded the difference may still be one family. Costs are told only
where every amount is per constellation or for the region, as they would otherwise tell how many families there are.
"""

from decimal import Decimal
from typing import Final

from geodata.language import Lang, Text
from maps.tables import Table, Value
from optimizer.costs.money import Per, shown
from optimizer.recruits import OF_WHICH_TO_FIND
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict


def waves_table(terms: Terms, verdict: RollOutVerdict, lang: Lang, *, with_costs: bool) -> Table:
    """Give a row for each wave.

    Parameters
    ----------
    with_costs
        Whether the amounts that the costs were computed with are those of the roll-out.
    """
    told = with_costs and all(line.per in {Per.CONSTELLATION, Per.REGION} for line in terms.money.lines)
    finding = any(terms.recruit)
    header = (WAVE, STARTS, *((OF_WHICH_TO_FIND,) if finding else ()), RUNNING, *((COSTS,) if told else ()))
    rows: list[tuple[Value, ...]] = []
    for wave in terms.waves:
        costs = shown(verdict.costs.totals[wave - 1], lang, terms.money.currency)
        starting, n_running = verdict.roll_out.starting(wave), verdict.costs.running(wave).constellations
        found = (sum(each.hub.to_find for each in starting),) if finding else ()
        rows.append((terms.name(wave), len(starting), *found, n_running, *((costs,) if told else ())))
    if told:
        total = shown(sum(verdict.costs.totals, Decimal(0)), lang, terms.money.currency)
        last = verdict.roll_out.last.constellations
        found = (sum(each.hub.to_find for each in last),) if finding else ()
        rows.append((TOTAL.say(lang), len(last), *found, None, total))
    note = NOTE_COSTS if told else NOTE
    return Table(NAME.say(lang), note.say(lang), tuple(text.say(lang) for text in header), tuple(rows))


NAME: Final = Text(nl="Uitrol", en="Roll-out")
WAVE: Final = Text(nl="Jaar", en="Year")
STARTS: Final = Text(nl="Constellaties die starten", en="Constellations that start")
RUNNING: Final = Text(nl="Constellaties", en="Constellations")
COSTS: Final = Text(nl="Kosten", en="Costs")
TOTAL: Final = Text(nl="Totaal", en="Total")
NOTE: Final = Text(
    nl="Gezinnen per jaar staan hier niet: het verschil van twee jaren kan over één gezin gaan. De andere tabellen "
    "gaan over het laatste jaar.",
    en="Families by year are not told here: the difference of two years may be about one family. The other tables are "
    "about the last year.",
)
NOTE_COSTS: Final = Text(
    nl="Kosten volgens het regionale voorstel, per constellatie; geen belofte van een besparing. Gezinnen per jaar "
    "staan hier niet: het verschil van twee jaren kan over één gezin gaan. De andere tabellen gaan over het laatste "
    "jaar.",
    en="Costs by the regional proposal, per constellation; no promise of a saving. Families by year are not told here: "
    "the difference of two years may be about one family. The other tables are about the last year.",
)
