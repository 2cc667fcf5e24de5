import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import InputError
from geodata.families import Families
from geodata.language import Lang
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.finished import Reason, Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.what_helps import HelpfulChange, Lines, PolicyGain, Recruiting, WhatHelps
from tests.builders import Explained, finished, home, village

FAMILIES = Families(
    [
        home("Zuid", 0, 0, hub="candidate"),
        home("Noord", 0, 5, hub="candidate"),
        home("Oud", 0, 1, hub="only"),
        home("F2"),
        home("F1"),
        home("F3"),
        home("Weg"),
        home("Stop", joins=False),
    ]
)
PROBLEM = village(*FAMILIES)
PLAN = Plan.of(FAMILIES, {"Zuid": ["F2", "F1"], "Noord": ["F3"]})
MARKS = (Mark("unplaced", 1, 1, 0.5), Mark("travel", 300, None, 2.0))


def written(marks: tuple[Mark, ...] = MARKS, **reasons: Reason) -> PlanFile:
    return PlanFile.of(
        finished(
            PROBLEM,
            PLAN,
            marks,
            policy=Policy().changed({"solve.seed": 7}),
            source=Source.current("ab12", len(FAMILIES)),
            seconds=12.34,
            explanations={name: Explained(reason) for name, reason in reasons.items()},
        )
    )


def faults_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_plan_file(text.encode(), "plan.json")
    return [fault.say(Lang.EN) for fault in caught.value.faults]


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(json.loads(written().to_json())) == [
        "schema",
        "status",
        "tiers",
        "constellations",
        "unplaced",
        "left_out",
        "policy",
        "input",
        "program",
        "seed",
        "seconds",
    ]


def test_the_file_says_what_is_known_of_the_plan() -> None:
    document = json.loads(written(Weg=Reason("no_hub_in_reach", {"nearest_km": 6.1})).to_json())
    assert document["schema"] == "constellations/plan/1"
    assert document["status"] == "feasible"
    assert document["tiers"] == [
        {"name": "unplaced", "value": 1, "bound": 1},
        {"name": "travel", "value": 300, "bound": None},
    ]
    assert document["constellations"] == [
        {"id": "C01", "hub": "Noord", "satellites": ["F3"]},
        {"id": "C02", "hub": "Zuid", "satellites": ["F1", "F2"]},
    ]
    assert document["unplaced"] == [
        {"family": "Weg", "reasons": [{"code": "no_hub_in_reach", "facts": {"nearest_km": 6.1}}]}
    ]
    assert document["left_out"] == ["Stop"]
    assert document["policy"] == Policy().changed({"solve.seed": 7}).as_dict()
    assert document["input"] == {"sha256": "ab12", "families": 8}
    assert document["program"]["ortools"].startswith("9.15")
    assert (document["seed"], document["seconds"]) == (7, 12.3)


def test_without_a_plan_there_are_no_tiers_and_no_constellations() -> None:
    nothing = PlanFile.without_plan(Status.INFEASIBLE, FAMILIES, Policy(), Source.current("ab12", len(FAMILIES)), 1.0)
    document = json.loads(nothing.to_json())
    assert (document["status"], document["tiers"], document["constellations"]) == ("infeasible", [], [])
    assert document["left_out"] == ["Stop"]


def test_what_is_written_is_read_back() -> None:
    first = written(Weg=Reason("clash", {"families": ("F1", "F2"), "full": True, "short": None}))
    again = read_plan_file(first.to_json().encode())
    assert again.to_json() == first.to_json()
    assert again.plan(FAMILIES) == PLAN


def test_the_day_of_making_is_kept_and_one_that_is_none_is_refused() -> None:
    made = replace(written(), seconds=12.3, source=Source("ab12", 8, "0.1.0", "9.15", made_on=date(2026, 3, 2)))
    assert json.loads(made.to_json())["made"] == "2026-03-02"
    assert read_plan_file(made.to_json().encode()) == made
    assert "made" not in json.loads(written().to_json())
    for wrong in ('"2 maart"', "20260302", "null"):
        (fault,) = faults_of(made.to_json().replace('"2026-03-02"', wrong))
        assert "this must be a date, such as 2026-11-26." in fault


def test_a_family_in_two_places_is_kept_for_the_verifier_to_find() -> None:
    text = written().to_json().replace('["F1", "F2"]', '["F1", "F3"]')
    plan = read_plan_file(text.encode()).plan(FAMILIES)
    assert [[family.id for family in each.satellites] for each in plan.constellations] == [["F3"], ["F1", "F3"]]


def test_one_hub_home_of_two_constellations_is_kept_for_the_verifier_to_find() -> None:
    text = written().to_json().replace('"hub": "Zuid"', '"hub": "Noord"')
    assert [each.hub.id for each in read_plan_file(text.encode()).plan(FAMILIES).constellations] == ["Noord", "Noord"]


@pytest.mark.parametrize("number", [2, 3, 10])
def test_a_plan_of_any_later_version_is_said_to_be_newer(number: int) -> None:
    (fault,) = faults_of(f'{{"schema": "constellations/plan/{number}"}}')
    assert "was made with a newer version" in fault


@pytest.mark.parametrize(("known", "column"), [('"F1", "F2"', "satellites[0]"), ('"hub": "Noord"', "hub")])
def test_a_family_that_is_not_in_the_file_is_named_by_its_place(known: str, column: str) -> None:
    text = written().to_json().replace(known, known.replace("F1", "Wie").replace("Noord", "Wie"))
    with pytest.raises(InputError) as caught:
        read_plan_file(text.encode(), "plan.json").plan(FAMILIES, "plan.json")
    (fault,) = caught.value.faults
    assert fault.column is not None
    assert fault.column.endswith(f".{column}")
    assert "Wie" not in fault.say(Lang.EN)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "plan.json: this file cannot be read as JSON; choose a plan.json that the program wrote."),
        ("[]", "plan.json: this file cannot be read as JSON; choose a plan.json that the program wrote."),
        ("[" * 100_000, "plan.json: this file cannot be read as JSON; choose a plan.json that the program wrote."),
        (
            '{"seconds": 1e999}',
            "plan.json: this file cannot be read as JSON; choose a plan.json that the program wrote.",
        ),
        (
            '{"seconds": NaN}',
            "plan.json: this file cannot be read as JSON; choose a plan.json that the program wrote.",
        ),
        (
            "{}",
            "plan.json: this is no plan of constellations; "
            "choose a plan.json or assignments.csv that the program wrote.",
        ),
        (
            '{"schema": "constellations/plan/0"}',
            "plan.json: this is no plan of constellations; "
            "choose a plan.json or assignments.csv that the program wrote.",
        ),
        (
            '{"schema": "constellations/plan/12"}',
            "plan.json: this plan was made with a newer version of the program; this version reads up to "
            "constellations/plan/1. Install the newest version.",
        ),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    assert faults_of(text) == [sentence]


@given(
    key=st.sampled_from(sorted(json.loads(written().to_json()))),
    value=st.sampled_from([None, True, "x", [1], {"a": 1}]),
)
def test_a_key_of_another_kind_is_a_fault_and_never_a_crash(key: str, value: object) -> None:
    document = {**json.loads(written().to_json()), key: value}
    if key == "policy" and isinstance(value, dict):
        assert read_plan_file(json.dumps(document).encode()).policy == value
    else:
        assert faults_of(json.dumps(document))


def test_what_a_bound_leaves_out_is_written_and_read_and_else_no_key_stands_there() -> None:
    marks = (Mark("unplaced", 1, 1, 0.5), Mark("travel", 300, 200, 2.0, ("max_share",)))
    file = written(marks)
    first, second = json.loads(file.to_json())["tiers"]
    assert first == {"name": "unplaced", "value": 1, "bound": 1}
    assert second == {"name": "travel", "value": 300, "bound": 200, "without": ["max_share"]}
    assert [tier.without for tier in read_plan_file(file.to_json().encode()).tiers] == [(), ("max_share",)]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("constellations", [{"id": " ", "hub": "F1", "satellites": []}], "this must not be empty."),
        ("seconds", -1.0, "this must be a number of zero or more."),
        ("tiers", [{"name": "travel", "value": 1, "bound": 0, "without": ["wishes"]}], "names from: placed_once"),
    ],
)
def test_what_no_program_writes_is_refused_in_a_sentence(key: str, value: object, sentence: str) -> None:
    document = json.loads(written().to_json()) | {key: value}
    with pytest.raises(InputError) as caught:
        read_plan_file(json.dumps(document).encode())
    assert [sentence in fault.say(Lang.EN) for fault in caught.value.faults] == [True]


def test_what_would_help_is_kept_in_both_languages() -> None:
    change = HelpfulChange("recruit", Lines(("In 1394 komt een hubhome.",), ("A hub home in 1394.",)), {"pc4": "1394"})
    why = Explained(Reason("no_hub_in_reach"), ("Te ver.",), ("Dit helpt.", "In 1394."), (change,))
    helps = WhatHelps(
        (PolicyGain(Lines(("Straal van 6 km",), ("Radius of 6 km",)), 3, None),),
        (Recruiting("recruit", change.said, ("Weg",), True, change.facts),),
    )
    made = replace(finished(PROBLEM, PLAN, MARKS, explanations={"Weg": why}), helps=helps)

    read = read_plan_file(PlanFile.of(made).to_json().encode())
    (kept,) = (each.explanation for each in read.unplaced)
    assert read.helps == helps
    assert kept is not None
    assert (kept.reason, kept.sentences(Lang.NL), kept.advice(Lang.EN)) == (why.reason, why.said, why.advised)
    assert kept.changes == (change,)
    assert not read.exact
    assert read_plan_file(PlanFile.of(made, exact=True).to_json().encode()).exact


def test_help_that_is_no_help_is_a_fault_with_its_place() -> None:
    document = json.loads(written().to_json()) | {"gains": [{"said": {"nl": ["a"], "en": []}, "placed": "3"}]}

    assert faults_of(json.dumps(document)) == [
        "plan.json, column 'gains[0].placed': this must be a whole number.",
        "plan.json, column 'gains[0].at_most': this must be a whole number.",
        "plan.json, column 'recruiting': this must be a list of objects.",
    ]
