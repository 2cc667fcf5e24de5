"""CrisisMax: the families for emergency care of a constellation."""

import pytest

from geodata.language import Lang
from optimizer.explain.words import finding_sentence
from optimizer.rules import CrisisMax
from tests.builders import home, homes, plan_of, village
from tests.optimizer.explain.cases import at, case_of, found_for, hubs, road
from tests.optimizer.oracles import judged, sentences


@pytest.mark.parametrize(
    ("of_hub", "of_satellites", "alone", "with_hub"),
    [
        (None, ["crisis", "crisis"], True, True),
        (None, ["crisis", "crisis", "crisis"], False, False),
        ("crisis", ["crisis", "crisis"], True, False),
        ("crisis", ["crisis", "voltijd"], True, True),
        ("voltijd", ["Crisispleegzorg", "emergency", "deeltijd"], True, True),
        (None, ["voltijd|crisis", "crisis", "crisisopvang"], False, False),
        (None, ["geen crisis", "crisis", "crisis"], True, True),
        (None, [None, None, None], True, True),
        ("crisis", [], True, True),
    ],
)
def test_two_crisis_families_are_counted_with_or_without_the_hub_home(
    of_hub: str | None, of_satellites: list[str | None], alone: bool, with_hub: bool
) -> None:
    satellites = [home(f"F{at}", care_type=care) for at, care in enumerate(of_satellites)]
    for count_hub, allowed in ((False, alone), (True, with_hub)):
        hub = home("H", hub="candidate", care_type=of_hub)
        problem = village(hub, *satellites, rules=[CrisisMax(2, count_hub)])
        plan = plan_of(problem, H=" ".join(family.id for family in satellites))
        assert judged(problem, plan) == (allowed, allowed)


def test_every_constellation_is_counted_by_itself() -> None:
    problem = village(
        *homes("H", 2, hub="candidate"), *homes("F", 4, care_type="crisis"), rules=[CrisisMax(2)]
    )  # fmt: skip
    assert judged(problem, plan_of(problem, H0="F0 F1", H1="F2 F3")) == (True, True)
    assert judged(problem, plan_of(problem, H0="F0 F1 F2", H1="F3")) == (False, False)


def test_none_allowed_is_none() -> None:
    problem = village(home("H", hub="candidate"), home("F"), home("G", care_type="crisis"), rules=[CrisisMax(0)])
    assert judged(problem, plan_of(problem, H="F")) == (True, True)
    assert judged(problem, plan_of(problem, H="F G")) == (False, False)


def test_the_sentence_names_the_hub_home_and_the_families_counted() -> None:
    problem = village(home("H", hub="candidate"), *homes("F", 3, care_type="crisis"))
    assert sentences(CrisisMax(2), plan_of(problem, H="F0 F1 F2")) == [
        (
            "Crisisgezinnen in de constellatie van H: 3; het maximum is 2.",
            "Families for emergency care in the constellation of H: 3; the maximum is 2.",
        )
    ]


@pytest.mark.parametrize(("most", "code"), [(1, "rule"), (2, "room_left")])
def test_explain_says_that_there_are_too_many_and_what_would_help(most: int, code: str) -> None:
    families = [home("A", -100, care_type="crisis"), *at("B-200"), home("F", 100, care_type="crisis")]
    found = found_for(case_of(road(*hubs("H0"), *families, capacity__crisis_max=most), H="A B"), "F")
    assert found.reason.code == code
    if code == "rule":
        assert finding_sentence(found, Lang.EN) == (
            "No hub home in reach can take this family. H: too many families for emergency care (2; at most 1)."
        )
