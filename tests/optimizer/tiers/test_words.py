"""The words of every tier; a tier that lacks some fails here."""

import string
from inspect import isabstract
from random import Random

import pytest

from geodata.language import Lang, Text
from optimizer.tier import Tier
from optimizer.tiers import TIERS, Farthest, Travel
from tests.builders import Flat, home, homes, plan_of, village
from tests.optimizer.rules import drawn

ITSELF = ("key", "title", "short", "meaning", "so_far", "one", "many", "score", "cost")
"""What every tier says itself."""

PLAIN = ("title", "short", "meaning", "one", "many", "unknown", "none_alike")
GAPS: dict[str, set[str]] = {"so_far": {"n"}, **{name: set() for name in PLAIN}}
"""The gaps of each sentence, to the letter; of ``proved`` and ``open`` some of those that are filled."""

every_tier = pytest.mark.parametrize("tier", TIERS, ids=lambda tier: tier.key)


def gaps(text: Text, lang: Lang) -> set[str]:
    template = text.nl if lang is Lang.NL else text.en
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@every_tier
def test_every_tier_says_all_its_words_itself(tier: type[Tier]) -> None:
    assert [part for part in ITSELF if part not in vars(tier)] == []
    assert not isabstract(tier)
    assert [each.key for each in TIERS].count(tier.key) == 1


@every_tier
@pytest.mark.parametrize("lang", Lang)
def test_every_sentence_has_the_gaps_that_are_filled(tier: type[Tier], lang: Lang) -> None:
    for name, expected in GAPS.items():
        assert gaps(getattr(tier, name), lang) == expected, name
    assert gaps(tier.proved, lang) <= {"none"}
    assert "none" in gaps(tier.open, lang)
    assert gaps(tier.open, lang) & {"more", "percent"}
    assert gaps(tier.open, lang) <= {"none", "more", "noun", "percent", "kilometres"}
    assert tier.meaning.say(lang).endswith(".")
    assert not tier.title.say(lang).endswith(".")


@every_tier
@pytest.mark.parametrize("lang", Lang)
def test_a_value_is_said_with_its_unit(tier: type[Tier], lang: Lang) -> None:
    figure = tier.figure(1_234_567, lang)
    assert figure.endswith(" km") is tier.metres
    assert figure in tier.best_so_far(1_234_567, lang)


def test_every_tier_says_the_value_of_any_plan() -> None:
    for number in range(30):
        chance = Random(number)
        plan = drawn.plan_of(drawn.families_of(chance), chance)
        for tier in village(*plan.families, tiers=[tier_of(kind) for kind in TIERS]).tiers:
            for lang in Lang:
                said = tier.said(plan, lang)
                assert said.endswith(".")
                assert "{" not in said
                assert isinstance(tier, Travel) or tier.figure(tier.score(plan), lang) in said


def tier_of(kind: type[Tier]) -> Tier:
    if kind is Travel:
        return Travel(8, 1000, Flat())
    return kind(**({"distances": Flat()} if "distances" in kind.__init__.__annotations__ else {}))


@pytest.mark.parametrize(("count_hub", "off"), [(False, 1), (True, 2)])
def test_travel_is_said_apart_from_places_off_the_target(count_hub: bool, off: int) -> None:
    """Three satellites at 100, 200 and 300 metres; the target is two."""
    plan = plan_of(village(home("H", hub="candidate"), *homes("F", 3)), H="F0 F1 F2")
    tier = Travel(2, 1000, Flat(), count_hub=count_hub)
    assert tier.score(plan) == 600 + 1000 * off
    places = {1: "1 plaats naast het streefaantal van 2.", 2: "2 plaatsen naast het streefaantal van 2."}[off]
    assert tier.said(plan, Lang.NL) == f"De gezinnen reizen samen 0,6 km; {places}"
    assert tier.said(plan, Lang.EN).startswith("The families travel 0.6 km together; ")
    apart = {1: "1 plaats naast het streefaantal", 2: "2 plaatsen naast het streefaantal"}[off]
    assert tier.parts(plan, Lang.NL, exact=True) == ("0,6 km reizen", apart)
    assert tier.parts(plan, Lang.EN, exact=False)[0] == "10 km of travel"


def test_the_longest_distance_is_told_as_far_as_its_span_reaches_unless_exactly() -> None:
    plan = plan_of(village(home("H", hub="candidate"), home("F", 1234)), H="F")
    assert Farthest(Flat()).parts(plan, Lang.EN, exact=True) == ("1.2 km",)
    assert Farthest(Flat()).parts(plan, Lang.EN, exact=False) == ("2 km",)
