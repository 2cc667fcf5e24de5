"""What every rule says of itself, tried on plans drawn by chance; a rule that lacks a part fails here."""

import string
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from itertools import combinations
from random import Random
from typing import get_type_hints

import pytest

from geodata.families import Families
from geodata.language import Lang, Text
from optimizer.plan import Constellation, Plan
from optimizer.problem import Problem
from optimizer.rule import Poses, Rule, Scope, Waiver
from optimizer.rules import RULES
from optimizer.search.translate import choice_of
from tests.builders import village
from tests.optimizer.oracles import judged
from tests.optimizer.rules.drawn import COLUMNS, alone, families_of, keeps, over, plan_of, rewritten, rule_of

ALWAYS = ("key", "title", "stated", "text", "obstacle", "scope", "waiver", "mended_by_more", "columns", "violations",
          "encode")  # fmt: skip
"""What a rule says itself, whatever its kind."""

BY_KIND: dict[str, Callable[[type[Rule]], bool]] = {
    "relaxation_steps": lambda kind: any(hint in (int, float) for hint in _fields(kind).values()),
    "waived_for": lambda kind: kind.waiver is Waiver.ONE,
    "on_part": lambda kind: kind.scope is Scope.PLAN,
    "reach_limit": lambda kind: kind.poses is Poses.PAIRS,
}
"""What a rule must say itself if it holds a number, is waived for one family, is about the plan, or poses pairs."""

every_rule = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.key)


def _fields(kind: type[Rule]) -> dict[str, object]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}  # type: ignore[arg-type]


def missing(kind: type[Rule], says: set[str]) -> set[str]:
    """Give the parts that a rule must have by its nature and that are not among those that it says itself."""
    return ({*ALWAYS} | {part for part, needs in BY_KIND.items() if needs(kind)}) - says


@every_rule
def test_every_rule_says_all_its_parts_itself(kind: type[Rule]) -> None:
    assert missing(kind, set(vars(kind))) == set()
    assert [each.key for each in RULES].count(kind.key) == 1
    assert set(kind.columns) <= set(COLUMNS)


@every_rule
def test_a_part_that_is_taken_away_is_missed(kind: type[Rule]) -> None:
    for part in ALWAYS:
        assert missing(kind, set(vars(kind)) - {part}) == {part}
    for part, needs in BY_KIND.items():
        assert missing(kind, set(vars(kind)) - {part}) == ({part} if needs(kind) else set())


def gaps(text: Text, lang: Lang) -> set[str]:
    template = text.nl if lang is Lang.NL else text.en
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@every_rule
def test_a_rule_is_stated_with_all_its_numbers(kind: type[Rule]) -> None:
    rule = rule_of(kind, Random(0))
    for lang in Lang:
        assert gaps(rule.stated, lang) == set(rule.numbers)
        assert "{" not in rule.said(lang)
        assert not gaps(rule.title, lang)
    assert len(rule.numbers) == sum(hint in (int, float) for hint in _fields(kind).values())


Seen = Counter[str]


@cache
def drawn_plan(number: int) -> Plan:
    chance = Random(number)
    return plan_of(families_of(chance), chance)


def tried(kind: type[Rule], check: Callable[[Rule, Plan, Random, Seen], None], times: int = 100) -> Seen:
    """Try a check on drawn rules and plans, and on more of them until some show what it is about."""
    seen: Seen = Counter()
    for number in range(6_000):
        if number >= times and seen["shown"]:
            break
        chance = Random(number)
        check(rule_of(kind, chance), drawn_plan(number), chance, seen)
    assert seen["shown"], "no drawn plan shows it"
    return seen


@every_rule
def test_a_breach_can_be_said_as_a_breach_and_as_an_obstacle(kind: type[Rule]) -> None:
    def check(rule: Rule, plan: Plan, _chance: Random, seen: Seen) -> None:
        for violation in rule.violations(plan):
            seen["shown"] += 1
            assert violation.rule == kind.key
            facts = {"families": violation.families, **violation.facts}
            for lang in Lang:
                assert gaps(rule.text, lang) | gaps(rule.obstacle, lang) <= set(facts)
                assert rule.text.say(lang, facts).endswith(".")
                assert not rule.obstacle.say(lang, facts).endswith(".")

    tried(kind, check)


@every_rule
def test_a_breach_shows_in_the_scope_of_the_rule(kind: type[Rule]) -> None:
    """In one constellation, for a family with one satellite at most and for a pair with two; of a plan, not always."""

    def check(rule: Rule, plan: Plan, _chance: Random, seen: Seen) -> None:
        broken = [each for each in plan.constellations if not keeps(rule, alone(plan, each))]
        if kind.scope is Scope.PLAN:
            seen["shown"] += keeps(rule, plan) is bool(broken)
            return
        if len(plan.placed) < sum(len(each.homes) for each in plan.constellations):
            return
        assert keeps(rule, plan) is not bool(broken)
        seen["shown"] += bool(broken)
        n = {Scope.FAMILY: 1, Scope.PAIR: 2}.get(kind.scope, len(plan.families))
        for each in broken:
            few = [some for size in range(n + 1) for some in combinations(each.satellites, size)]
            assert any(not keeps(rule, alone(plan, Constellation(each.hub, some))) for some in few)

    tried(kind, check)


@every_rule
def test_more_satellites_mend_a_breach_only_where_the_rule_says_so(kind: type[Rule]) -> None:
    def check(rule: Rule, plan: Plan, chance: Random, seen: Seen) -> None:
        if keeps(rule, plan) or not plan.constellations:
            return
        place = {each.id: chance.randrange(len(plan.constellations)) for each in plan.families}
        joining = [each for each in plan.families if each.id not in plan.placed and chance.random() < 0.7]
        fuller = [
            replace(each, satellites=(*each.satellites, *(one for one in joining if place[one.id] == at)))
            for at, each in enumerate(plan.constellations)
        ]
        mended = keeps(rule, Plan.from_north(plan.families, fuller))
        assert kind.mended_by_more or not mended
        seen["shown"] += mended if kind.mended_by_more else len(joining)

    tried(kind, check, times=200)


@every_rule
def test_a_rule_reads_the_columns_that_it_names_and_no_other(kind: type[Rule]) -> None:
    def check(rule: Rule, plan: Plan, chance: Random, seen: Seen) -> None:
        drawn = {name: chance.choice(some) for name, some in COLUMNS.items()}
        others = {name: value for name, value in drawn.items() if name not in kind.columns}
        assert keeps(rule, rewritten(plan, others)) is keeps(rule, plan)
        for name in kind.columns:
            seen[name] += keeps(rule, rewritten(plan, {name: drawn[name]})) is not keeps(rule, plan)
        seen["shown"] = all(seen[name] for name in kind.columns)

    tried(kind, check)


@every_rule
def test_a_relaxed_rule_is_weaker_at_every_step(kind: type[Rule]) -> None:
    def check(rule: Rule, plan: Plan, _chance: Random, seen: Seen) -> None:
        seen["shown"] += not rule.numbers
        for steps in rule.relaxation_steps(plan.families):
            kept = keeps(rule, plan)
            for value in steps.values[:20]:
                relaxed = rule.relaxed(steps, value)
                assert relaxed != rule
                assert keeps(relaxed, plan) or not kept
                seen["shown"] += keeps(relaxed, plan) and not kept
                kept = keeps(relaxed, plan)
                for lang in Lang:
                    assert gaps(steps.text, lang) == set(steps.facts(rule, value))

    tried(kind, check)


@every_rule
def test_a_row_that_waives_a_rule_asks_less_and_nothing_twice(kind: type[Rule]) -> None:
    has = "waived_for" in vars(kind)

    def check(rule: Rule, plan: Plan, _chance: Random, seen: Seen) -> None:
        seen["shown"] += not has
        for family in plan.families:
            row = rule.waived_for(family)
            if row is not None:
                assert has
                assert rule.waived_for(row) is None
                less = over(plan, Families(row if each.id == row.id else each for each in plan.families))
                assert keeps(rule, less) or not keeps(rule, plan)
                seen["shown"] += keeps(rule, less) and not keeps(rule, plan)

    tried(kind, check)


@every_rule
def test_what_a_rule_asks_of_a_part_is_what_it_asks_of_the_whole(kind: type[Rule]) -> None:
    """One constellation stays as it is; all others, and who is in none, are arranged anew."""

    def check(rule: Rule, plan: Plan, chance: Random, seen: Seen) -> None:
        if not keeps(rule, plan) or not plan.constellations:
            return
        stays, *others = plan.constellations
        of_part = rule.on_part((stays,))
        inside = Families(each for each in plan.families if each not in stays.homes)
        tied = {key for one in stays.homes for key in one.together if one.joins}
        twice = any(one in each.homes for one in stays.homes for each in others)
        if of_part is None or twice or any(tied & set(one.together) for one in inside if one.joins):
            seen["shown"] += of_part is None
            return
        part = plan_of(inside, chance)
        whole = Plan.from_north(plan.families, [stays, *part.constellations])
        assert keeps(of_part, part) is keeps(rule, whole)
        seen["shown"] += 1

    tried(kind, check)


@every_rule
def test_the_check_and_the_encoding_say_the_same_of_every_plan(kind: type[Rule]) -> None:
    def check(rule: Rule, plan: Plan, _chance: Random, seen: Seen) -> None:
        problem = posed(plan, rule)
        if choice_of(problem, plan) is None:
            return
        kept, admitted = judged(problem, plan)
        assert kept is admitted
        seen["shown"] += kept if kind.key == "placed_once" else not kept
        seen["kept"] += kept

    assert tried(kind, check, times=30)["kept"]


def posed(plan: Plan, rule: Rule) -> Problem:
    """Pose the rule alone, with every home considered as a hub home of every other."""
    return village(*plan.families, rules=[rule], hubs=[each.id for each in plan.families])


def test_every_nature_occurs() -> None:
    assert {kind.scope for kind in RULES} == set(Scope)
    assert {kind.waiver for kind in RULES} == set(Waiver)
    assert {kind.poses for kind in RULES} == set(Poses)
    assert {kind.mended_by_more for kind in RULES} == {False, True}
