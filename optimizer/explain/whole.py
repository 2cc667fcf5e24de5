"""What a plan as a whole would gain by a wider policy, and where to recruit hub homes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from geodata.families import Families, Family
from geodata.gazetteer import Place
from geodata.language import Fact, Text
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.change import Change, proved
from optimizer.explain.changes.new_candidate import NewCandidate, as_candidate, new_candidates
from optimizer.explain.changes.one_hub import OnlyOne
from optimizer.explain.changes.recruit import Recruit, recruits
from optimizer.explain.question import Question
from optimizer.explain.variants import posed, rule_of, with_rule
from optimizer.instance import EVERYWHERE_M
from optimizer.model import Linear
from optimizer.plan import Plan, Violation
from optimizer.problem import Problem
from optimizer.rule import Rule
from optimizer.rules import Children, HubCount, Radius, Size

_WIDER_KM: Final = (0.5, 1.0, 2.0)
_TRIED: Final = 24
"""Candidates and areas that are solved in full, those with the most unplaced families in reach first."""

_SHOWN: Final = 5
_ROWS: Final = 10
"""Rows of the table at most: questions that still wait while others are asked."""

_LARGE: Final = 400


@dataclass(frozen=True, slots=True)
class Gain:
    """What one change of the policy would gain.

    Attributes
    ----------
    placed
        Families more that a verified plan places, all who are placed now among them; ``None`` where none was found.
    at_most
        What is proved that no plan places more than; ``None`` where nothing was proved.
    """

    text: Text
    facts: dict[str, Fact]
    placed: int | None
    at_most: int | None

    @property
    def proved(self) -> bool:
        """Whether more is impossible."""
        return self.placed is not None and self.placed == self.at_most


@dataclass(frozen=True, slots=True)
class Source:
    """A family or an area from which a hub home would place others: how many, and who in one plan that does it."""

    change: Change
    families: tuple[str, ...]
    proved: bool


def gains(case: Case, found: Sequence[Source]) -> tuple[Gain, ...]:
    """Solve the plan again under a policy that is wider in one way, nobody losing a place; one row a change.

    Parameters
    ----------
    found
        What :func:`sources` gave, from where the search for the best new hub home goes on.

    Returns
    -------
    tuple of Gain
        None for a plan that is too large to solve again so often.
    """
    if len(case.problem.families) > _LARGE:
        return ()
    rows = [
        _gain(case.hurried(_ROWS - at), text, facts, problem) for at, (text, facts, problem) in enumerate(_wider(case))
    ]
    if new_candidates(case):
        rows.insert(sum(row.text is WIDER for row in rows), _one_more(case, found))
    return tuple(rows)


def _wider(case: Case) -> Iterator[tuple[Text, dict[str, Fact], Problem]]:
    problem = case.problem
    radius, size = rule_of(problem, Radius), rule_of(problem, Size)
    if radius is not None:
        for more in _WIDER_KM:
            km = radius.hub_km + more
            yield WIDER, {"km": km, "now": radius.hub_km}, with_rule(problem, Radius(km, radius.distances))
    if size is not None:
        yield LARGER, {"max": size.high + 1, "now": size.high}, with_rule(problem, replace(size, high=size.high + 1))
        if size.low - size.count_hub > 1:
            yield SMALLER, {"min": size.low - 1, "now": size.low}, with_rule(problem, replace(size, low=size.low - 1))
    children = rule_of(problem, Children)
    if children is not None:
        wider = replace(children, children_max=children.children_max + 2)
        yield CHILDREN, {"max": wider.children_max, "now": children.children_max}, with_rule(problem, wider)
    count = rule_of(problem, HubCount)
    if count is not None:
        yield COUNT, {"max": count.high + 1, "now": count.high}, with_rule(problem, replace(count, high=count.high + 1))


@dataclass(frozen=True, slots=True)
class _AtMostUnplaced(Question):
    """Holds a question to plans with fewer unplaced families than one that is known."""

    most: int

    key: ClassVar[str] = "at_most_unplaced"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count them."""
        if len(plan.unplaced) > self.most:
            yield Violation(self.key, ())

    def encode(self, x: Decisions) -> None:
        """Limit them."""
        x.limit_plan(self.key, unplaced_price(x), high=self.most)


def _one_more(case: Case, found: Sequence[Source]) -> Gain:
    """Find the most that any one new candidate among the families gains: upwards until more is proved impossible."""
    now = len(case.unplaced)
    best = max((len(each.families) for each in found if isinstance(each.change, NewCandidate)), default=0)
    changes = {each.family: each for each in new_candidates(case)}
    families = Families(
        as_candidate(each, changes[each.id].beds) if each.id in changes else each for each in case.problem.families
    )
    rules: list[Rule] = [*case.problem.rules, OnlyOne(frozenset(changes))]
    while best < now:
        better = posed(case.problem, families=families, rules=[*rules, _AtMostUnplaced(now - best - 1)])
        asked = case.ask(None, better)
        if asked.plan is None or not case.confirmed(better, asked.plan, None):
            return Gain(ONE_MORE, {}, best, best if asked.impossible else None)
        best = now - len(asked.plan.unplaced)
    return Gain(ONE_MORE, {}, best, now)


def unplaced_price(x: Decisions) -> Linear:
    """Count the unplaced families."""
    return x.linear(unplaced=x.of_families(lambda each: each.may_be_satellite))


def _gain(case: Case, text: Text, facts: dict[str, Fact], problem: Problem) -> Gain:
    now = len(case.unplaced)
    found = case.ask(None, problem, unplaced_price)
    placed = None
    if found.plan is not None and case.confirmed(problem, found.plan, None):
        placed = now - len(found.plan.unplaced)
    return Gain(text, facts, placed, None if found.bound is None else now - max(found.bound, 0))


def sources(case: Case, areas: Sequence[Place]) -> tuple[Source, ...]:
    """Find the families and the areas from which one more hub home would place the most, best first.

    Those with the most unplaced families in reach are solved in full: all who are placed now keep a place.
    """
    kinds = (new_candidates(case), tuple(recruits(case, areas).values()))
    return _best_sources(case, kinds, waiting=_ROWS)


def recruiting_areas(case: Case, areas: Sequence[Place]) -> tuple[Source, ...]:
    """Find the areas alone, as :func:`sources` does."""
    return _best_sources(case, (tuple(recruits(case, areas).values()),), waiting=0)


def _best_sources(case: Case, kinds: Sequence[Sequence[NewCandidate | Recruit]], waiting: int) -> tuple[Source, ...]:
    """Solve the most promising changes of each kind.

    Parameters
    ----------
    waiting
        Questions that will be asked after these.
    """
    found: list[Source] = []
    tried = [_by_reach(case, each)[:_TRIED] for each in kinds]
    waiting += sum(map(len, tried))
    for ranked in tried:
        solved = []
        for change in ranked:
            source = _source(case.hurried(waiting), change)
            waiting -= 1
            if source is not None:
                solved.append(source)
        solved.sort(key=lambda source: -len(source.families))
        found += solved[:_SHOWN]
    return tuple(sorted(found, key=lambda source: -len(source.families)))


def _by_reach(case: Case, changes: Sequence[NewCandidate | Recruit]) -> list[NewCandidate | Recruit]:
    """Rank changes by the unplaced families within the radius of the home, and leave out those without any."""
    homes = [_home(case, change) for change in changes]
    radius_m = EVERYWHERE_M if case.radius_m is None else case.radius_m
    near = case.problem.distances.pairs(case.unplaced, homes, radius_m)
    counts = np.bincount(near.hub, minlength=len(homes)).tolist()
    order = sorted((-count, home.id, at) for at, (count, home) in enumerate(zip(counts, homes, strict=True)) if count)
    return [changes[at] for _, _, at in order]


def _home(case: Case, change: NewCandidate | Recruit) -> Family:
    return change.home(case.problem) if isinstance(change, Recruit) else case.problem.families.by_id[change.family]


def _source(case: Case, change: NewCandidate | Recruit) -> Source | None:
    """Solve with one more hub home; in a large plan what lies around it, all else as it is."""
    whole = len(case.problem.families) <= _LARGE
    part = case if whole else case.around(_home(case, change))
    if part is None:
        return None
    found = part.ask(None, change.apply(part.problem), unplaced_price, near=_home(case, change))
    remedy = proved(part, None, change, found.plan, least=found.proved)
    if remedy is None:
        return None
    there = remedy.plan.placed
    gained = tuple(sorted(family.id for family in part.unplaced if family.id in there))
    return Source(change, gained, found.proved and whole) if gained else None


WIDER: Final = Text(nl="Straal van {km} km in plaats van {now} km", en="Radius of {km} km in place of {now} km")
ONE_MORE: Final = Text(nl="Eén gezin meer als kandidaat-hubhome", en="One family more as a candidate hub home")
LARGER: Final = Text(nl="Hoogstens {max} in plaats van {now} gezinnen", en="At most {max} in place of {now} families")
SMALLER: Final = Text(nl="Minstens {min} in plaats van {now} gezinnen", en="At least {min} in place of {now} families")
CHILDREN: Final = Text(
    nl="Hoogstens {max} pleegkinderen in plaats van {now}", en="At most {max} foster children in place of {now}"
)
COUNT: Final = Text(
    nl="Hoogstens {max} constellaties in plaats van {now}", en="At most {max} constellations in place of {now}"
)
