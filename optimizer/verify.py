"""The verifier: says what is wrong with any plan, and what it is worth. No solver is asked."""

from typing import Final

from geodata.distances import Geodesic, measure_ahead
from geodata.language import Fact, Lang, Text, exact
from geodata.told_distances import told
from optimizer.plan import Plan, Score, Verdict, Violation
from optimizer.problem import Problem
from optimizer.rule import Scope
from optimizer.rules import RULES

NOT_MEASURED: Final = Text(nl="een onbekend aantal", en="an unknown number of")
"""Stands for kilometres that the distances do not know."""


def verify(problem: Problem, plan: Plan) -> Verdict:
    """Check a plan against every rule of a problem and recompute its tiers from the homes.

    Parameters
    ----------
    plan
        Any plan over ``problem.families``, whoever made it.
    """
    if isinstance(problem.distances, Geodesic):
        members = [(each.location, one.hub.location) for one in plan.constellations for each in one.satellites]
        measure_ahead([home for home, _ in members], [hub for _, hub in members])
    violations = tuple(violation for rule in problem.rules for violation in rule.violations(plan))
    scores = tuple(Score(tier.key, tier.score(plan)) for tier in problem.tiers)
    return Verdict(plan, violations, scores)


def sentence(violation: Violation, lang: Lang, *, exact: bool = True, plan: Plan | None = None) -> str:
    """Say one breach, with the families it involves by their pseudonyms.

    Parameters
    ----------
    plan
        The plan that has it; a breach of one constellation is then led by what that is called: ``C03 (name)``.
    exact
        Whether distances are told to the metre, or in spans.
    """
    rule = next(rule for rule in RULES if rule.key == violation.rule)
    figures = violation.facts if exact else told(violation.facts)
    facts = {name: _shown(fact, lang) for name, fact in figures.items()}
    said = rule.text.say(lang, {**facts, "families": violation.families})
    if plan is None or rule.scope is not Scope.CONSTELLATION:
        return said
    titles = {each.hub.id: title for title, each in zip(plan.titles, plan.constellations, strict=True)}
    title = next((titles[name] for name in violation.families if name in titles), None)
    return said if title is None else f"{title}: {said}"


def _shown(fact: Fact, lang: Lang) -> Fact:
    """Write kilometres to the metre where one decimal would hide by how much a limit is passed."""
    if fact is None:
        return NOT_MEASURED.say(lang)
    return exact(fact, lang) if isinstance(fact, float) else fact
