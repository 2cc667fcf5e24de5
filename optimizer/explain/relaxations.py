"""The smallest relaxation of each rule that is enough for there to be a plan, found by solving again."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.families import Family
from geodata.language import Fact, Lang, Text, exact
from optimizer.explain.case import Time
from optimizer.explain.variants import with_family
from optimizer.problem import Problem
from optimizer.rule import RelaxationSteps, Rule
from optimizer.search.conflicts import reposed
from optimizer.search.what_if import place
from optimizer.verify import verify


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least that one rule must give way for there to be a plan.

    Attributes
    ----------
    text, facts
        What changes; with no figures where the rule must go altogether.
    least
        Whether it is proved that less does not do.
    """

    rule: str
    text: Text
    facts: Mapping[str, Fact]
    least: bool

    def said(self, lang: Lang) -> str:
        """Say what changes."""
        facts = {key: exact(fact, lang) if isinstance(fact, float) else fact for key, fact in self.facts.items()}
        return self.text.say(lang, facts)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A rule at ever weaker settings: ``steps`` of them, each posed by its number from 1."""

    rule: str
    text: Text
    steps: int
    facts: Callable[[int], dict[str, Fact]]
    pose: Callable[[int], Problem | None]


def relaxations(problem: Problem, rules: Container[str], time: Time) -> tuple[Relaxation, ...]:
    """Find for each of some rules the least that it must give way for there to be a plan, the others as they are.

    Each is confirmed by a plan that passes the verifier under the relaxed rule. Where a rule has no number to move, or
    no setting of it does, it is set aside altogether; where that does not do either, nothing is said of it.

    Parameters
    ----------
    rules
        Keys of rules.
    """
    found: list[Relaxation] = []
    for rule in problem.rules:
        if rule.key in rules:
            scaled = [relaxed for scale in _scales(problem, rule) if (relaxed := _least(scale, time)) is not None]
            found += scaled or _set_aside(problem, rule, time)
    return tuple(found)


def _has_plan(problem: Problem | None, time: Time) -> bool | None:
    if problem is None:
        return None
    found = place(problem, (), time.clock())
    if found.impossible:
        return False
    return True if found.plan is not None and verify(replace(problem, tiers=()), found.plan).passed else None


def _least(scale: _Scale, time: Time) -> Relaxation | None:
    """Search for the least step that gives a plan: doubled until one does, then halved; none if the last does not."""

    def has_plan(step: int) -> bool | None:
        return None if time.over else _has_plan(scale.pose(step), time)

    if not scale.steps or (scale.steps > 1 and has_plan(scale.steps) is False):
        return None
    worked, failed, proved = None, 0, True
    step = 1
    while worked is None and failed < scale.steps:
        answer = has_plan(step)
        if answer:
            worked = step
        else:
            proved = proved and answer is False
            failed, step = step, min(2 * step, scale.steps)
    if worked is None:
        return None
    while worked - failed > 1:
        middle = (worked + failed) // 2
        answer = has_plan(middle)
        if answer:
            worked = middle
        else:
            proved = proved and answer is False
            failed = middle
    return Relaxation(scale.rule, scale.text, scale.facts(worked), proved)


def _scales(problem: Problem, rule: Rule) -> Iterator[_Scale]:
    """Give the ways in which a rule can give way: its numbers little by little, else for one family by its row."""
    numbers = rule.relaxation_steps(problem.families)
    for steps in numbers:

        def facts(step: int, steps: RelaxationSteps = steps) -> dict[str, Fact]:
            return steps.facts(rule, steps.values[step - 1])

        def posed(step: int, steps: RelaxationSteps = steps) -> Problem | None:
            weaker = rule.relaxed(steps, steps.values[step - 1])
            return reposed(problem, [weaker if each is rule else each for each in problem.rules])

        yield _Scale(rule.key, steps.text, len(steps.values), facts, posed)
    if not numbers:
        for family in problem.families:
            row = rule.waived_for(family)
            if row is not None:
                yield _for_one(problem, rule.key, row)


def _for_one(problem: Problem, key: str, row: Family) -> _Scale:
    return _Scale(key, FOR_ONE, 1, lambda _step: {"family": row.id}, lambda _step: with_family(problem, row))


def _set_aside(problem: Problem, rule: Rule, time: Time) -> list[Relaxation]:
    """Set a rule aside altogether, where that gives a plan."""
    if not _has_plan(reposed(problem, [each for each in problem.rules if each is not rule]), time):
        return []
    text = Text(nl=f"laat deze regel los: {rule.title.nl}", en=f"set this rule aside: {rule.title.en}")
    return [Relaxation(rule.key, text, {}, least=True)]


FOR_ONE: Final = Text(nl="laat deze regel los voor {family}", en="set this rule aside for {family}")
