"""What is lost where hub homes are not found, as sheets of ``rollout.xlsx``; its costs follow the amounts there."""

from collections.abc import Sequence
from typing import Final

from geodata.language import Lang, Text, capitalised
from geodata.told_distances import ToldDistances, total_said
from optimizer.application import rollout_words as words
from optimizer.application.rollout_questions import Answers
from optimizer.application.rollout_recruiting import Loss, losses
from optimizer.costs.money import Per
from optimizer.costs.workbook import starts_in, total_for, total_of
from optimizer.costs.yearly import YearlyCosts
from optimizer.files.sheets import Formula, Sheet, Value
from optimizer.rollout.document import FinishedRollOut

_COLUMN: Final = {Per.CONSTELLATION: "B", Per.FAMILY: "C", Per.CHILD: "D"}
"""The column of what starts without these hub homes, for each that an amount may be per."""


def losses_of(finished: FinishedRollOut, further: Answers, told: ToldDistances, lang: Lang) -> tuple[Sheet, ...]:
    """Give the sheets where the roll-out counts on hub homes to be found and there is one without them."""
    found = further.recruiting
    if found is None or not finished.terms.to_find or found.without.verdict is None:
        return ()
    rows: list[Sequence[Value]] = []
    for row, each in enumerate(losses(finished.marks, found.without.marks), start=2):
        values: tuple[Value, ...] = (each.value, each.without, Formula(f"=C{row}-B{row}"))
        if each.tier == "travel":
            values = (*(total_said(m, lang, exact=told.exact) for m in (each.value, each.without)), each.percent)
        rows.append((words.MEASURES[each.tier].say(lang), *values, said_of(each, lang)))
    header = tuple(text.say(lang) for text in (words.MEASURE, words.WITH, words.IF_NOT, words.LOST, words.SURE))
    return Sheet(LOSSES.say(lang), header, rows, filtered=False), _costs(finished, found.without.verdict.costs, lang)


def said_of(loss: Loss, lang: Lang) -> str:
    """Say how sure a loss is."""
    if loss.proved:
        return words.LOSS_PROVED.say(lang)
    if loss.at_least is not None and loss.at_least > 0 and loss.tier != "travel":
        return words.LOSS_AT_LEAST.say(lang, {"n": loss.at_least})
    return words.LOSS_OPEN.say(lang)


def _costs(finished: FinishedRollOut, without: YearlyCosts, lang: Lang) -> Sheet:
    """Give what starts without them in each wave, and what that costs at the amounts of the workbook."""
    terms, costs = finished.terms, finished.verdict.costs

    def starts(per: Per, year: int) -> str:
        return starts_in(per, year, lang) if per is Per.REGION else f"${_COLUMN[per]}${year + 1}"

    rows: list[Sequence[Value]] = []
    for wave in terms.waves:
        counts = (without.starts[wave - 1].count(per, first=False) for per in _COLUMN)
        less = Formula(f"=F{wave + 1}-E{wave + 1}")
        cells = (total_of(costs, wave, lang), total_for(costs, wave, lang, starts), less)
        rows.append((capitalised(terms.said(wave, lang)), *counts, *cells))
    last = terms.n_waves + 1
    rows.append((words.TOTAL.say(lang), *(Formula(f"=SUM({column}2:{column}{last})") for column in "BCDEFG")))
    texts = (words.SLIDER, STARTS, FAMILIES, CHILDREN, COSTS_WITH, COSTS_WITHOUT, LESS)
    header = tuple(text.say(lang) for text in texts)
    money = dict.fromkeys((5, 6, 7), "#,##0.00")
    return Sheet(COSTS.say(lang), header, rows, money, filtered=False)


LOSSES: Final = Text(nl="Als zij niet gevonden worden", en="If they are not found")
COSTS: Final = Text(nl="Kosten zonder nieuwe hubhomes", en="Costs without new hub homes")
STARTS: Final = Text(nl="Constellaties die dan starten", en="Constellations that start then")
FAMILIES: Final = Text(nl="Gezinnen die dan een plaats krijgen", en="Families that get a place then")
CHILDREN: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
COSTS_WITH: Final = Text(nl="Kosten als zij gevonden worden", en="Costs if they are found")
COSTS_WITHOUT: Final = Text(nl="Kosten als zij niet gevonden worden", en="Costs if they are not found")
LESS: Final = Text(nl="Verschil", en="Difference")
