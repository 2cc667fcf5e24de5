"""What a council asks of a plan: what it costs, and what would help; in numbers that tell nothing of a family.

Costs are those of the regional proposal for the constellations, whose number every reader is told; an amount per family
or child would tell how many there are, and then there are no costs here.
"""

from typing import Final

from geodata.language import Lang, Text, number
from maps.sharing.release import Release
from maps.tables import Table, Value
from optimizer.costs.break_even import break_even
from optimizer.costs.money import PROPOSAL, Per, shown
from optimizer.costs.words import NO_SAVING
from optimizer.costs.yearly import Started, yearly_costs
from optimizer.what_helps import WhatHelps

YEARS: Final = 3
"""So many years as the proposal plans."""


def costs_table(n_constellations: int, lang: Lang) -> Table | None:
    """Say what so many constellations cost when all start at once, and how many avoided years elsewhere pay for it."""
    if not n_constellations or not all(line.per in {Per.CONSTELLATION, Per.REGION} for line in PROPOSAL.lines):
        return None
    totals = yearly_costs(PROPOSAL, (Started(n_constellations, 0, 0),), YEARS).totals
    years = tuple(YEAR.say(lang, {"n": at}) for at in range(1, YEARS + 1))
    rows: list[tuple[Value, ...]] = [
        (COSTS.say(lang), *(shown(total, lang, PROPOSAL.currency) for total in totals)),
        *(
            (each.stay.name.say(lang), *(number(float(value), lang) for value in each.client_years))
            for each in break_even(PROPOSAL, totals)
        ),
    ]
    note = f"{COSTS_NOTE.say(lang)} {NO_SAVING.say(lang)}"
    return Table(COSTS_NAME.say(lang), note, (WHAT.say(lang), *years), tuple(rows))


def helps_table(release: Release, helps: WhatHelps, lang: Lang) -> Table | None:
    """Say how many families would get a place by each change of the policy; nothing where that may not be told."""
    if not release.gains:
        return None
    rows: list[tuple[Value, ...]] = [
        (" ".join(gain.said.say(lang)).rstrip("."), cell.said(lang))
        for gain, cell in zip(helps.gains, release.gains, strict=True)
    ]
    return Table(HELPS_NAME.say(lang), HELPS_NOTE.say(lang), (CHANGE.say(lang), PLACED.say(lang)), tuple(rows))


COSTS_NAME: Final = Text(nl="Kosten van dit plan", en="Costs of this plan")
COSTS_NOTE: Final = Text(
    nl="Alle constellaties van dit plan, alsof zij in jaar 1 starten, met de bedragen van het regionale voorstel. De "
    "eerste regel is wat het kost. Elke volgende regel zegt hoeveel jaren van één kind elders dat jaar zouden moeten "
    "worden vermeden om de kosten terug te verdienen.",
    en="All constellations of this plan, as if they start in year 1, with the amounts of the regional proposal. The "
    "first row is what it costs. Each further row says how many years of one child elsewhere would have to be avoided "
    "that year to pay the costs back.",
)
COSTS: Final = Text(nl="Kosten", en="Costs")
WHAT: Final = Text(nl="Wat", en="What")
YEAR: Final = Text(nl="Jaar {n}", en="Year {n}")
HELPS_NAME: Final = Text(nl="Wat zou helpen", en="What would help")
HELPS_NOTE: Final = Text(
    nl="Hoeveel gezinnen die nu niet zijn ingedeeld een plaats krijgen als één afspraak ruimer wordt en niemand een "
    "plaats verliest, afgerond op vijftallen. Een streepje (–) staat er waar in de tijd geen plan is gevonden.",
    en="How many families that are unplaced now get a place when one thing that was agreed is made wider and nobody "
    "loses a place, rounded to fives. A dash (–) is there where no plan was found within the time.",
)
CHANGE: Final = Text(nl="Verandering", en="Change")
PLACED: Final = Text(nl="Gezinnen die een plaats krijgen", en="Families that get a place")
