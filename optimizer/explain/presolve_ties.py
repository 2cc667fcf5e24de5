"""What can be told before solving of families that belong together or must be kept apart."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from geodata.errors import Fault
from geodata.families import Family, HubRole
from geodata.language import Text
from optimizer.explain.figures import some
from optimizer.explain.ties import SENTENCES, companies, contradiction
from optimizer.explain.variants import rule_of
from optimizer.problem import Problem
from optimizer.rules import Apart, HubCount
from optimizer.rules.together import sharing


def tie_warnings(problem: Problem, n_usable: int) -> Iterator[Fault]:
    """Tell of ties that contradict each other or the homes, and of keys that tie nobody; families are named.

    Parameters
    ----------
    n_usable
        How many homes could be a hub home.
    """
    for company in companies(problem.families):
        found = contradiction(problem, company)
        if found is not None:
            required = any(family.hub is HubRole.REQUIRED for family in company)
            names = some([family.id for family in company])
            yield Fault((NO_PLAN if required else UNPLACED)[found.code], {**found.facts, "families": names})
    yield from _kept_apart(problem, n_usable)
    yield from _tying_nobody(problem)


def _kept_apart(problem: Problem, n_usable: int) -> Iterator[Fault]:
    """Tell of more families kept apart from each other than there can be constellations."""
    if rule_of(problem, Apart) is None:
        return
    count = rule_of(problem, HubCount)
    most = n_usable if count is None else min(count.high, n_usable)
    groups = sharing(problem.families, lambda family: family.apart)
    for names in dict.fromkeys(tuple(each.id for each in group if each.may_be_satellite) for group in groups):
        if len(names) > most:
            yield Fault(TOO_MANY_APART, {"families": some(names), "n": len(names), "most": most})


def _tying_nobody(problem: Problem) -> Iterator[Fault]:
    """Tell of keys that only one family has, and of ties to families that do not join."""
    for column, text in LONELY.items():
        counts = Counter(key for family in problem.families for key in set(_keys(family, column)))
        lonely = [each.id for each in problem.families if any(counts[key] == 1 for key in _keys(each, column))]
        if lonely:
            yield Fault(text, {"families": some(lonely), "n": len(lonely)})
    left = {key for family in problem.families if not family.joins for key in family.together}
    tied = [family.id for family in problem.families if family.joins and left.intersection(family.together)]
    if tied:
        yield Fault(TIED_TO_WHO_STAYS_OUT, {"families": some(tied), "n": len(tied)})


def _keys(family: Family, column: str) -> tuple[str, ...]:
    return {"together": family.together, "apart": family.apart, "siblings": family.siblings}[column]


UNPLACED: Final = {
    code: Text(
        nl=f"{text.nl} Zij blijven niet ingedeeld; pas hun rijen in het gezinnenbestand aan.",
        en=f"{text.en} They stay unplaced; change their rows in the families file.",
    )
    for code, text in SENTENCES.items()
}
NO_PLAN: Final = {
    code: Text(
        nl=f"{text.nl} Een van hen is verplicht hubhome, dus er is geen plan; pas hun rijen aan.",
        en=f"{text.en} One of them is a required hub home, so there is no plan; change their rows.",
    )
    for code, text in SENTENCES.items()
}
TOO_MANY_APART: Final = Text(
    nl="{families} moeten van elkaar gescheiden blijven: dat zijn {n} gezinnen, en er zijn hoogstens {most} "
    "constellaties mogelijk. De anderen blijven niet ingedeeld.",
    en="{families} must be kept apart from each other: they are {n} families, and at most {most} constellations are "
    "possible. The others stay unplaced.",
)
LONELY: Final = {
    "together": Text(
        nl="kolom 'samen': een sleutel staat bij maar één gezin en bindt dus niemand: {families} (aantal: {n}). "
        "Misschien is de sleutel verkeerd gespeld.",
        en="column 'together': a key stands at one family only, and so ties nobody: {families} ({n}). Perhaps the key "
        "is misspelt.",
    ),
    "apart": Text(
        nl="kolom 'gescheiden': een sleutel staat bij maar één gezin en scheidt dus niemand: {families} (aantal: {n}). "
        "Misschien is de sleutel verkeerd gespeld.",
        en="column 'apart': a key stands at one family only, and so keeps nobody apart: {families} ({n}). Perhaps the "
        "key is misspelt.",
    ),
    "siblings": Text(
        nl="kolom 'broers_zussen': een sleutel staat bij maar één gezin: {families} (aantal: {n}). Misschien is de "
        "sleutel verkeerd gespeld.",
        en="column 'siblings': a key stands at one family only: {families} ({n}). Perhaps the key is misspelt.",
    ),
}
TIED_TO_WHO_STAYS_OUT: Final = Text(
    nl="horen bij een gezin dat niet meedoet, en worden zonder dat gezin ingedeeld: {families} (aantal: {n}).",
    en="belong with a family that does not join, and are placed without it: {families} ({n}).",
)
