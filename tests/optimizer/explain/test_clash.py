"""What is said when no plan exists, against every plan of small villages."""

import time
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from geodata.families import Families, HubRole
from geodata.language import Lang
from optimizer.explain.case import Time
from optimizer.explain.clash import clash_sentences
from optimizer.explain.relaxations import relaxations
from optimizer.outcome import Clash, Conflict
from optimizer.problem import Problem
from optimizer.rule import Poses, Waiver
from optimizer.search import conflicts
from optimizer.search.conflicts import clashing_rules
from optimizer.search.strategy import Clock
from tests.builders import home
from tests.optimizer.explain.cases import at, road
from tests.optimizer.oracles import every_plan, keeps


def clash(problem: Problem, seconds: float = 600) -> Clash:
    return clashing_rules(problem, Clock(time.monotonic() + seconds, lambda: False, lambda _v, _b: None, 1, 0))


def has_plan(problem: Problem, keys: set[str]) -> bool:
    """Say by trying every plan whether one keeps the rules of these keys, and those that say what a plan is."""
    rules = tuple(rule for rule in problem.rules if rule.key in keys or rule.waiver is Waiver.NEVER)
    hubs = problem.hubs
    if all(rule.poses is not Poses.HUBS for rule in rules):
        everybody = Families(replace(each, hub=HubRole.CANDIDATE) if each.joins else each for each in problem.families)
        hubs = road(*everybody).hubs
    asked = Problem(replace(problem.instance, hubs=hubs), rules, ())
    return any(keeps(asked, plan) for plan in every_plan(asked))


def drawn(chance: Random) -> Problem:
    """Draw a road of five homes with required hub homes; it may have a plan."""
    families = [
        home(
            name,
            250 * chance.randint(0, 8),
            hub="required" if chance.random() < 0.7 else "candidate",
            beds=chance.choice((1, 2)),
            together=chance.choice(((), ("t",))),
        )
        for name in "GH"
    ]
    families += [
        home(
            name,
            250 * chance.randint(0, 8),
            children=chance.randint(1, 3),
            apart=chance.choice(((), ("k",))),
            joins=chance.random() < 0.9,
        )
        for name in "ABC"
    ]
    return road(
        *families,
        size__min=chance.choice((1, 2)),
        capacity__children_max=chance.choice((None, 3)),
        **chance.choice(({}, {"hubs__max": 1}, {"hubs__exactly": 2})),
    )


def test_every_sentence_about_a_clash_holds_when_every_plan_is_tried() -> None:
    seen: Counter[str] = Counter()
    for number in range(24):
        problem = drawn(Random(number))
        everything = {rule.key for rule in problem.rules}
        found = clash(problem)
        assert bool(found) is not has_plan(problem, everything)
        if not found:
            continue
        seen[f"{min(len(found.conflicts), 2)} conflicts"] += 1
        for conflict in found.conflicts:
            assert not conflict.not_asked
            assert not has_plan(problem, set(conflict.rules))
            assert all(has_plan(problem, set(conflict.rules) - {key}) for key in conflict.rules)
        enough = {key for key in everything if has_plan(problem, everything - {key})} - {"placed_once", "joins"}
        assert set(found.enough) == enough
        seen["one is enough" if enough else "none is enough"] += 1
        if seen["solved"] < 4:
            seen["solved"] += 1
            offered = relaxations(problem, found, Time.of(600))
            assert {each.rule for each in offered} <= enough
    assert all(seen[each] for each in ("1 conflicts", "2 conflicts", "one is enough", "none is enough", "solved")), seen


TWO = road(home("H", 0, hub="required", beds=1), home("G", 9000, hub="required"), *at("A100 B200"))
"""H lacks a bed, and nobody is near G."""


def said(problem: Problem, found: Clash, lang: Lang = Lang.EN) -> list[str]:
    return list(clash_sentences(problem, found, relaxations(problem, found, Time.of(60)), lang))


def test_two_conflicts_are_told_apart_and_only_what_is_enough_is_offered() -> None:
    found = clash(TWO)
    assert found.conflicts[0] == Conflict(("required", "beds"))
    assert found.enough == ("required",)
    lines = said(TWO, found)
    assert lines[:4] == [
        "No plan keeps all rules (proved): rules clash in 2 ways at least, and each must be solved.",
        "Clash 1:",
        "- A required hub home is always a hub home.",
        "- Sleep-over beds that a hub home keeps free: at least 2.",
    ]
    assert lines[-2:] == [
        "Without any one of these rules there is a plan (proved):",
        "- A required hub home is always a hub home.",
    ]
    assert said(TWO, found, Lang.NL)[1] == "Botsing 1:"


def test_where_no_rule_alone_is_enough_that_is_said() -> None:
    """H takes one satellite where two are the fewest, and there is nobody to be the second hub home."""
    problem = road(home("H", 0, hub="required", max_satellites=1), *at("A100 B200"), hubs__exactly=2)
    found = clash(problem)
    assert len(found.conflicts) > 1
    assert found.enough == ()
    assert said(problem, found)[-1] == "To set one rule aside is not enough, whichever it is."


def test_a_rule_that_was_not_asked_about_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the radius the village would have more pairs than are worth solving for this."""
    problem = road(home("H", 0, hub="required"), *at("A100 B2000 C2100"))
    asked = clash(problem)
    assert asked.conflicts == (Conflict(("required", "radius", "size")),)
    assert said(problem, asked)[0].endswith("Without any one of them there is a plan:")
    monkeypatch.setattr(conflicts, "_MOST_PAIRS", 1)
    unasked = clash(problem)
    assert unasked.conflicts[0].not_asked == ("candidate", "radius")
    assert set(unasked.enough) == {"required", "size"}
    lines = said(problem, unasked)
    assert lines[0] == "No plan keeps all of these rules together (proved):"
    unknown = next(at for at, line in enumerate(lines) if line.startswith("Of these rules it is not known"))
    assert lines[unknown + 1 : unknown + 3] == [
        "- Only a candidate can be a hub home.",
        "- A satellite lives at most 1.0 km from its hub home.",
    ]


def test_without_an_answer_no_rule_is_named() -> None:
    assert said(TWO, Clash()) == ["No plan keeps all rules (proved). Which of them clash could not be found."]


def test_a_rule_without_which_there_is_a_plan_is_needed_though_nobody_asked() -> None:
    """That a wider radius is enough shows that without the radius the others leave a plan."""
    problem = road(home("H", 0, hub="required"), *at("A100 B2000 C2100"))
    radius = next(rule.said(Lang.EN) for rule in problem.rules if rule.key == "radius")
    lines = said(problem, Clash((Conflict(("required", "radius", "size"), ("radius",)),), ()))
    assert not any(line.startswith("Of these rules it is not known") for line in lines), lines
    assert f"- {radius}" in lines[: lines.index("Without any one of these rules there is a plan (proved):")]
