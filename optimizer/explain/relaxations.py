"""The smallest relaxation of each rule that clashes, found by solving again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np

from geodata.families import HubRole
from geodata.language import Fact, Text
from optimizer.explain.case import Time
from optimizer.explain.variants import with_family, with_rule
from optimizer.problem import Problem, Rule
from optimizer.rules import (
    RULES,
    Apart,
    Beds,
    Children,
    ExchangeTolerance,
    HubCount,
    MaxShare,
    MinProviders,
    MutualKm,
    Radius,
    Required,
    Size,
    Together,
)
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


@dataclass(frozen=True, slots=True)
class _Scale:
    """A rule at ever weaker settings: ``steps`` of them, each posed by its number from 1."""

    rule: str
    text: Text
    steps: int
    facts: Callable[[int], dict[str, Fact]]
    pose: Callable[[int], Problem]


def relaxations(problem: Problem, clash: Sequence[str], time: Time) -> tuple[Relaxation, ...]:
    """Find for each rule that clashes the least that it must give way, the others as they are.

    Each is confirmed by a plan that passes the verifier under the relaxed rule. Where a rule has no number to move, or
    no setting of it does, it is set aside altogether.

    Parameters
    ----------
    clash
        Keys of rules, of which without any one there is a plan.
    """
    found = []
    for key in clash:
        scaled = [relaxed for scale in _scales(problem, key) if (relaxed := _least(scale, time)) is not None]
        found += scaled or [Relaxation(key, _without(key), {}, least=True)]
    return tuple(found)


def _has_plan(problem: Problem, time: Time) -> bool | None:
    found = place(problem, (), time.clock())
    if found.impossible:
        return False
    return True if found.plan is not None and verify(replace(problem, tiers=()), found.plan).passed else None


def _least(scale: _Scale, time: Time) -> Relaxation | None:
    """Search for the least step that gives a plan: doubled until one does, then halved."""
    worked, failed, proved = None, 0, True
    step = 1
    while worked is None and failed < scale.steps:
        answer = _has_plan(scale.pose(step), time)
        if answer:
            worked = step
        else:
            proved = proved and answer is False
            failed, step = step, min(2 * step, scale.steps)
    if worked is None:
        return None
    while worked - failed > 1:
        middle = (worked + failed) // 2
        answer = _has_plan(scale.pose(middle), time)
        if answer:
            worked = middle
        else:
            proved = proved and answer is False
            failed = middle
    return Relaxation(scale.rule, scale.text, scale.facts(worked), proved)


def _scales(problem: Problem, key: str) -> list[_Scale]:
    """Give the ways in which a rule can give way little by little."""
    match next((each for each in problem.rules if each.key == key), None):
        case Size() as rule:
            high = _up(problem, rule, "high", SIZE_HIGH, len(problem.families))
            found = [_down(problem, rule, "low", SIZE_LOW, rule.low), high]
        case HubCount() as rule:
            found = [_up(problem, rule, "high", COUNT_HIGH, len(problem.families))]
            found += [_down(problem, rule, "low", COUNT_LOW, rule.low)] if rule.low else []
        case Children() as rule:
            total = sum(family.children for family in problem.families)
            found = [_up(problem, rule, "children_max", CHILDREN, total)]
        case Beds() as rule:
            found = [_down(problem, rule, "beds_min", BEDS, rule.beds_min)]
        case MinProviders() as rule:
            found = [_down(problem, rule, "min_per_constellation", PROVIDERS, rule.min_per_constellation - 1)]
        case ExchangeTolerance() as rule:
            found = [_up(problem, rule, "tolerance", EXCHANGE, len(problem.families))]
        case MaxShare() as rule:
            found = [_share(problem, rule)]
        case Radius() as rule:
            found = [_distance(problem, rule, "hub_km", RADIUS)]
        case MutualKm() as rule:
            found = [_distance(problem, rule, "mutual_km", MUTUAL)]
        case _:
            found = _one_family(problem, key)
    return found


def _number(rule: Rule, name: str) -> int:
    return int(getattr(rule, name))


def _with(problem: Problem, rule: Rule, name: str, value: float) -> Problem:
    return with_rule(problem, replace(rule, **{name: value}))  # type: ignore[type-var]


def _up(problem: Problem, rule: Rule, name: str, text: Text, most: int) -> _Scale:
    now = _number(rule, name)
    return _Scale(
        rule.key,
        text,
        max(most - now, 1),
        lambda step: {"value": now + step, "now": now},
        lambda step: _with(problem, rule, name, now + step),
    )


def _down(problem: Problem, rule: Rule, name: str, text: Text, steps: int) -> _Scale:
    now = _number(rule, name)
    return _Scale(
        rule.key,
        text,
        steps,
        lambda step: {"value": now - step, "now": now},
        lambda step: _with(problem, rule, name, now - step),
    )


def _share(problem: Problem, rule: MaxShare) -> _Scale:
    """Raise a share by one percent at a time."""
    now = round(rule.max_share * 100)
    return _Scale(
        rule.key,
        SHARE,
        max(100 - now, 1),
        lambda step: {"value": min(now + step, 100), "now": now},
        lambda step: with_rule(problem, replace(rule, max_share=min(now + step, 100) / 100)),
    )


def _distance(problem: Problem, rule: Rule, name: str, text: Text) -> _Scale:
    """Widen a distance to each way that there is between two homes, in steps of 0.1 km."""
    now = float(getattr(rule, name))
    everyone = problem.families
    homes = everyone if name == "mutual_km" else [everyone[at] for at in problem.hubs.tolist()]
    ways = problem.distances.pairs(everyone, homes, _FARTHEST_M).metres
    tenths = np.unique(np.ceil(np.round(ways / 100, 6))).astype(int)
    wider = [tenth / 10 for tenth in tenths.tolist() if tenth > ceil(round(now * 10, 6))]
    return _Scale(
        rule.key,
        text,
        len(wider),
        lambda step: {"value": wider[step - 1], "now": now},
        lambda step: _with(problem, rule, name, wider[step - 1]),
    )


def _one_family(problem: Problem, key: str) -> list[_Scale]:
    """Let a rule go for one family: the first by id with which that gives a plan."""
    scales = []
    for family in problem.families:
        changed = None
        if key == Required.key and family.joins and family.hub is HubRole.REQUIRED:
            changed = replace(family, hub=HubRole.CANDIDATE)
        if key == Together.key and family.joins and family.together:
            changed = replace(family, together=())
        if key == Apart.key and family.joins and family.apart:
            changed = replace(family, apart=())
        if changed is not None:
            scales.append(_single(key, changed.id, with_family(problem, changed)))
    return scales


def _single(key: str, family: str, changed: Problem) -> _Scale:
    return _Scale(key, FOR_ONE, 1, lambda _step: {"family": family}, lambda _step: changed)


def _without(key: str) -> Text:
    title = next(rule.title for rule in RULES if rule.key == key)
    return Text(nl=f"laat deze regel los: {title.nl}", en=f"set this rule aside: {title.en}")


_FARTHEST_M: Final = 1_000_000.0

SIZE_LOW: Final = Text(
    nl="het kleinste aantal gezinnen {value} in plaats van {now}", en="the fewest families {value} in place of {now}"
)
SIZE_HIGH: Final = Text(
    nl="het grootste aantal gezinnen {value} in plaats van {now}", en="the most families {value} in place of {now}"
)
COUNT_HIGH: Final = Text(
    nl="hoogstens {value} constellaties in plaats van {now}", en="at most {value} constellations in place of {now}"
)
COUNT_LOW: Final = Text(
    nl="minstens {value} constellatie(s) in plaats van {now}",
    en="at least {value} constellation(s) in place of {now}",
)
CHILDREN: Final = Text(
    nl="hoogstens {value} pleegkinderen in plaats van {now}", en="at most {value} foster children in place of {now}"
)
BEDS: Final = Text(
    nl="logeerbedden van een hubhome: {value} in plaats van {now}",
    en="sleep-over beds of a hub home: {value} in place of {now}",
)
PROVIDERS: Final = Text(
    nl="in een constellatie minstens {value} aanbieder(s) in plaats van {now}",
    en="in a constellation at least {value} provider(s) in place of {now}",
)
EXCHANGE: Final = Text(
    nl="een verschil van {value} tussen afgestane en ontvangen gezinnen in plaats van {now}",
    en="a difference of {value} between families sent and received in place of {now}",
)
SHARE: Final = Text(
    nl="hoogstens {value}% van één aanbieder in plaats van {now}%",
    en="at most {value}% of one provider in place of {now}%",
)
RADIUS: Final = Text(
    nl="een straal van {value} km in plaats van {now} km", en="a radius of {value} km in place of {now} km"
)
MUTUAL: Final = Text(
    nl="tussen twee gezinnen hoogstens {value} km in plaats van {now} km",
    en="at most {value} km between two homes in place of {now} km",
)
FOR_ONE: Final = Text(nl="laat deze regel los voor {family}", en="set this rule aside for {family}")
