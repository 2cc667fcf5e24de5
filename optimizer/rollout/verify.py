"""The verifier of roll-outs: every wave by the rules of a plan, and what holds between waves. No solver is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from geodata.language import Fact, Lang, Text
from optimizer.costs.money import shown
from optimizer.costs.yearly import YearlyCosts, yearly_costs
from optimizer.plan import Plan, Score, Violation
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.verify import sentence, verify


@dataclass(frozen=True, slots=True)
class WaveViolation:
    """One breach, and the wave in which it shows: of a rule of plans, or of one of ``TEXTS``."""

    wave: int
    violation: Violation


@dataclass(frozen=True, slots=True)
class RollOutVerdict:
    """What the verifier found: every breach, and the three values, recomputed from homes.

    ``unplaced`` and ``travel`` are those of the last wave. ``waiting`` counts, over all waves, the families that could
    have joined and have no place in that wave.
    """

    roll_out: RollOut = field(repr=False)
    violations: tuple[WaveViolation, ...]
    scores: tuple[Score, ...]
    costs: YearlyCosts = field(repr=False)

    @property
    def passed(self) -> bool:
        """Whether every rule is kept in every wave."""
        return not self.violations


def verify_roll_out(terms: Terms, roll_out: RollOut) -> RollOutVerdict:
    """Check a roll-out against every rule in every wave and recompute its values.

    Raises
    ------
    ValueError
        When it has not as many plans as the terms have waves.
    """
    if len(roll_out.plans) != terms.n_waves:
        raise ValueError("a roll-out has one plan for each wave")
    costs = yearly_costs(terms.money, roll_out.started, terms.n_waves, terms.policy.rollout.first or 1)
    violations = [
        WaveViolation(wave, violation)
        for wave, (problem, plan) in enumerate(zip(terms.problems, roll_out.plans, strict=True), start=1)
        for violation in verify(problem, plan).violations
    ]
    violations += _between_waves(terms, roll_out)
    violations += _over_budget(terms, costs)
    last = {score.tier: score.value for score in verify(terms.problems[-1], roll_out.last).scores}
    waiting = sum(len(plan.unplaced) for plan in roll_out.plans)
    scores = (Score("unplaced", last["unplaced"]), Score("waiting", waiting), Score("travel", last["travel"]))
    return RollOutVerdict(roll_out, tuple(violations), scores, costs)


@dataclass(frozen=True, slots=True)
class _Step:
    """A wave, its plan, and the plan of the wave before."""

    terms: Terms
    wave: int
    before: Plan
    plan: Plan

    def violations(self) -> Iterator[Violation]:
        yield from self._moves()
        yield from self._sizes()
        yield from self._starts()

    def _moves(self) -> Iterator[Violation]:
        """Find who is not where it was: a constellation that stops, a family that moves."""
        now = {home.id: each.hub.id for each in self.plan.constellations for home in each.homes}
        for each in self.before.constellations:
            if now.get(each.hub.id) != each.hub.id:
                yield Violation("stops", (each.hub.id,))
            for family in each.satellites:
                starts = self.terms.policy.rollout.hubs_move and now.get(family.id) == family.id
                if now.get(family.id) != each.hub.id and not starts:
                    yield Violation("moves", (family.id,))

    def _sizes(self) -> Iterator[Violation]:
        """Count the satellites of each constellation: at its start, from its second wave on, and those that are new."""
        grow = self.terms.policy.rollout.grow
        was = {each.hub.id: {family.id for family in each.satellites} for each in self.before.constellations}
        for each in self.plan.constellations:
            old, hub = was.get(each.hub.id), (each.hub.id,)
            size = len(each.satellites)
            low = self.terms.launch_min if old is None else self.terms.size_min
            if min(self.terms.launch_min, self.terms.size_min) <= size < low:  # below both it breaks the rule on size
                yield Violation("launch_min" if old is None else "size_later", hub, {"size": size, "low": low})
            new = 0 if old is None else len({family.id for family in each.satellites} - old)
            if grow is not None and new > grow:
                yield Violation("grow", hub, {"new": new, "most": grow})

    def _starts(self) -> Iterator[Violation]:
        most = self.terms.launches[self.wave - 1]
        known = {each.hub.id for each in self.before.constellations}
        hubs = {each.hub.id for each in self.plan.constellations}
        if most is not None and len(hubs - known) > most:
            yield Violation("launches", (), {"n": len(hubs - known), "most": most})
        found = tuple(sorted((hubs - known) & self.terms.homes_to_find))
        if len(found) > self.terms.recruit[self.wave - 1]:
            yield Violation("recruit", found, {"n": len(found), "most": self.terms.recruit[self.wave - 1]})
        pilot = self.terms.policy.rollout.pilot
        if self.wave == 1 and pilot is not None and pilot not in hubs:
            yield Violation("pilot", (pilot,))


def _between_waves(terms: Terms, roll_out: RollOut) -> Iterator[WaveViolation]:
    before = Plan(terms.families, ())
    for wave, plan in enumerate(roll_out.plans, start=1):
        for violation in _Step(terms, wave, before, plan).violations():
            yield WaveViolation(wave, violation)
        before = plan


def _over_budget(terms: Terms, costs: YearlyCosts) -> Iterator[WaveViolation]:
    for wave, (total, budget) in enumerate(zip(costs.totals, terms.budget, strict=True), start=1):
        if budget is not None and total > budget:
            facts: dict[str, Fact] = {"total": str(total), "budget": str(budget)}
            yield WaveViolation(wave, Violation("budget", (), facts))


def wave_sentence(found: WaveViolation, terms: Terms, lang: Lang) -> str:
    """Say one breach, with its wave."""
    violation = found.violation
    if violation.rule in TEXTS:
        facts = {
            key: shown(Decimal(fact), lang, terms.money.currency) if isinstance(fact, str) else fact
            for key, fact in violation.facts.items()
        }
        said = TEXTS[violation.rule].say(lang, {**facts, "families": violation.families})
    else:
        said = sentence(violation, lang)
    return IN_WAVE.say(lang, {"wave": terms.name(found.wave), "said": said})


IN_WAVE: Final = Text(nl="Jaar {wave}: {said}", en="Year {wave}: {said}")
TEXTS: Final = {
    "stops": Text(
        nl="De constellatie van {families} stopt; wat gestart is, blijft.",
        en="The constellation of {families} stops; what has started stays.",
    ),
    "moves": Text(
        nl="{families} zit niet meer in dezelfde constellatie; wie een plaats heeft, blijft daar.",
        en="{families} is no longer in the same constellation; who has a place stays there.",
    ),
    "launch_min": Text(
        nl="De constellatie van {families} start met {size} gezinnen; nodig zijn er {low}.",
        en="The constellation of {families} starts with {size} families; it needs {low}.",
    ),
    "size_later": Text(
        nl="De constellatie van {families} telt na twee jaar {size} gezinnen; nodig zijn er {low}.",
        en="The constellation of {families} has {size} families after two years; it needs {low}.",
    ),
    "grow": Text(
        nl="De constellatie van {families} krijgt er {new} gezinnen bij; hoogstens {most} mag.",
        en="The constellation of {families} takes in {new} families; at most {most} may join.",
    ),
    "launches": Text(
        nl="Het aantal constellaties dat start is {n}; het maximum is {most}.",
        en="The number of constellations that start is {n}; the maximum is {most}.",
    ),
    "recruit": Text(
        nl="Aantal hubhomes dat nog te vinden is en dat jaar start: {n} ({families}); het maximum is {most}.",
        en="Number of hub homes that are still to be found and start that year: {n} ({families}); the maximum is "
        "{most}.",
    ),
    "pilot": Text(nl="De pilot {families} start niet.", en="The pilot {families} does not start."),
    "budget": Text(
        nl="De kosten zijn {total}; het budget is {budget}.", en="The costs are {total}; the budget is {budget}."
    ),
}
"""What is said of a breach between waves, by its key."""
