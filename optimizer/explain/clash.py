"""What is said when no plan exists: which rules clash, and what would be enough."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from geodata.language import Lang, Text
from optimizer.explain.relaxations import Relaxation
from optimizer.outcome import Clash, Conflict
from optimizer.problem import Problem


def clash_sentences(problem: Problem, clash: Clash, relaxed: Sequence[Relaxation], lang: Lang) -> Iterator[str]:
    """Say each conflict with its rules, and the least change of a rule that is enough; a line each."""
    if not clash:
        yield NO_PLAN.say(lang)
        return
    only = clash.conflicts[0] if len(clash.conflicts) == 1 else None
    if only is not None and set(only.rules) == set(clash.enough):
        yield ANY.say(lang)
        yield from _rules(problem, only.rules, relaxed, lang)
        return
    if only is not None:
        yield TOGETHER.say(lang)
    else:
        yield SEVERAL.say(lang, {"n": len(clash.conflicts)})
    enough = [rule.key for rule in problem.rules if rule.key in clash.enough]
    helped = dict.fromkeys([*enough, *(each.rule for each in relaxed)])
    for number, conflict in enumerate(clash.conflicts, start=1):
        if only is None:
            yield CONFLICT.say(lang, {"number": number})
        yield from _conflict(problem, conflict, helped, lang)
    if helped:
        yield ENOUGH_WITHOUT.say(lang)
        yield from _rules(problem, helped, relaxed, lang)
    elif only is None:
        yield NONE_IS_ENOUGH.say(lang)


def _conflict(problem: Problem, conflict: Conflict, helped: Collection[str], lang: Lang) -> Iterator[str]:
    """Say the rules that are needed for it, those without which there is a plan among them, and those nobody asked."""
    unknown = [key for key in conflict.not_asked if key not in helped]
    yield from _rules(problem, [key for key in conflict.rules if key not in unknown], (), lang)
    if unknown:
        yield NOT_ASKED.say(lang)
        yield from _rules(problem, unknown, (), lang)


def _rules(problem: Problem, keys: Iterable[str], relaxed: Sequence[Relaxation], lang: Lang) -> Iterator[str]:
    wanted = set(keys)
    for rule in problem.rules:
        if rule.key in wanted:
            yield RULE.say(lang, {"rule": rule.said(lang)})
            for each in relaxed:
                if each.rule == rule.key and each.facts:
                    change = each.said(lang)
                    yield (ENOUGH if each.least else ENOUGH_UNPROVED).say(lang, {"change": change})


ANY: Final = Text(
    nl="Er is geen plan dat zich aan al deze regels tegelijk houdt (bewezen). Zonder één van deze is er wel een plan:",
    en="No plan keeps all of these rules together (proved). Without any one of them there is a plan:",
)
TOGETHER: Final = Text(
    nl="Er is geen plan dat zich aan al deze regels tegelijk houdt (bewezen):",
    en="No plan keeps all of these rules together (proved):",
)
SEVERAL: Final = Text(
    nl="Er is geen plan dat zich aan alle regels houdt (bewezen): regels botsen op minstens {n} manieren, en elke moet "
    "worden opgelost.",
    en="No plan keeps all rules (proved): rules clash in {n} ways at least, and each must be solved.",
)
CONFLICT: Final = Text(nl="Botsing {number}:", en="Clash {number}:")
NOT_ASKED: Final = Text(
    nl="Van deze regels is niet vastgesteld of zij daarvoor nodig zijn; daarvoor was te weinig tijd, of zonder die "
    "regel is het te veel rekenwerk:",
    en="Of these rules it is not known whether that takes them; there was too little time, or without the rule it is "
    "too much to compute:",
)
ENOUGH_WITHOUT: Final = Text(
    nl="Zonder één van deze regels is er wel een plan (bewezen):",
    en="Without any one of these rules there is a plan (proved):",
)
NONE_IS_ENOUGH: Final = Text(
    nl="Geen enkele regel loslaten is op zichzelf genoeg.", en="To set one rule aside is not enough, whichever it is."
)
RULE: Final = Text(nl="- {rule}", en="- {rule}")
ENOUGH: Final = Text(nl="  Genoeg is: {change}.", en="  Enough is: {change}.")
ENOUGH_UNPROVED: Final = Text(
    nl="  Genoeg is: {change}; misschien is minder ook genoeg.", en="  Enough is: {change}; less may do too."
)
NO_PLAN: Final = Text(
    nl="Er is geen plan dat zich aan alle regels houdt (bewezen). Welke regels botsen, kon niet worden vastgesteld.",
    en="No plan keeps all rules (proved). Which of them clash could not be found.",
)
