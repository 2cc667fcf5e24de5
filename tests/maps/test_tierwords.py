"""Tiers in plain words."""

import pytest

from geodata.language import Lang
from maps.tierwords import in_words, tier_line, tier_lines
from optimizer.outcome import Mark
from optimizer.tiers import TIERS


@pytest.mark.parametrize(
    ("value", "bound", "dutch", "english"),
    [
        (
            4,
            2,
            "maar geen enkel plan binnen deze regels plaatst meer dan twee gezinnen extra.",
            "There may be room for more, but no plan within these rules places more than two further",
        ),
        (4, 3, "plan binnen deze regels plaatst meer dan één gezin extra.", "more than one further family."),
        (40, 20, "plan binnen deze regels plaatst meer dan 20 gezinnen extra.", "more than 20 further families."),
        (4, 4, "Bewezen: geen enkel plan binnen deze regels plaatst meer gezinnen.", "Proved: no plan"),
        (0, 0, "Bewezen: geen enkel plan", "Proved: no plan"),
        (4, None, "Niet bewezen", "Not proved"),
        (4, 0, "Niet bewezen: een ander plan plaatst mogelijk meer gezinnen.", "Not proved: another plan may place"),
    ],
)
def test_unplaced_is_said_as_families_that_could_still_be_placed(
    value: int, bound: int | None, dutch: str, english: str
) -> None:
    mark = Mark("unplaced", value, bound, 0.0)

    assert dutch in tier_line(mark, Lang.NL).sentence
    assert english in tier_line(mark, Lang.EN).sentence


@pytest.mark.parametrize(
    ("value", "bound", "percent"),
    [(100_000, 99_100, "0,9%"), (100_000, 99_099, "1,0%"), (170_045, 168_437, "1,0%"), (1000, 1, "99,9%")],
)
def test_a_gap_in_travel_is_rounded_up_for_it_is_a_limit(value: int, bound: int, percent: str) -> None:
    line = tier_line(Mark("travel", value, bound, 0.0), Lang.NL)

    assert f"meer dan {percent} lager is" in line.sentence


def test_a_bound_of_zero_proves_nothing_of_travel() -> None:
    line = tier_line(Mark("travel", 1000, 0, 0.0), Lang.EN)

    assert line.sentence == (
        "Not proved: another plan may have a lower sum of travel and charge (for being off the target)."
    )
    assert (line.bound, line.gap) == (None, None)


@pytest.mark.parametrize("tier", ["travel", "farthest"])
def test_where_nobody_travels_no_other_plan_is_compared(tier: str) -> None:
    assert tier_line(Mark(tier, 0, 0, 0.0), Lang.NL).sentence == "Minder kan niet."
    assert tier_line(Mark(tier, 1, 1, 0.0), Lang.NL).sentence.startswith("Bewezen:")


def test_metres_are_written_as_kilometres() -> None:
    line = tier_line(Mark("travel", 1_234_567, 1_234_000, 0.0), Lang.NL)

    assert (line.value, line.bound, line.gap) == ("1.234,6 km", "1.234,0 km", "0,6 km")
    assert tier_line(Mark("travel", 1_234_567, None, 0.0), Lang.EN).value == "1,234.6 km"


def test_the_gap_of_a_distance_told_in_tens_of_km_is_a_share() -> None:
    """Rounded by itself it would contradict the figures beside it: 130 km, 110 km and 10 km."""
    line = tier_line(Mark("travel", 121_000, 118_600, 0.0), Lang.NL, exact=False)

    assert (line.value, line.bound, line.gap) == ("130 km", "110 km", "2,0%")
    assert "heeft een som van reisafstand en toeslag (voor afwijken van het streefaantal) die" in line.sentence
    assert line.sentence.endswith("die meer dan 2,0% lager is.")
    assert tier_line(Mark("travel", 121_000, 118_600, 0.0), Lang.NL).sentence.endswith("2,0% lager is (2,4 km).")


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (["travel"], ["geen enkel plan binnen deze regels heeft een lagere som"]),
        (["unplaced", "travel"], ["geen enkel plan binnen deze regels plaatst meer", "evenveel gezinnen plaatst, h"]),
        (["constellations", "unplaced"], ["binnen deze regels komt hier lager uit", "op het voorgaande even goed"]),
        (["unplaced", "peers", "travel"], ["binnen deze regels plaatst", "dat evenveel gezinnen plaatst, komt",
                                           "dat op het voorgaande even goed is, heeft een lagere som"]),
    ],
)  # fmt: skip
def test_a_bound_speaks_of_the_plans_that_do_as_well_on_the_tiers_above(order: list[str], said: list[str]) -> None:
    """Placing more may well be possible where another tier goes before."""
    lines = tier_lines([Mark(tier, 4, 4, 0.0) for tier in order], Lang.NL)
    for line, words in zip(lines, said, strict=True):
        assert words in line.sentence


@pytest.mark.parametrize("lang", Lang)
def test_every_tier_says_what_its_value_means(lang: Lang) -> None:
    for tier in TIERS:
        line = tier_line(Mark(tier.key, 5, 5, 0.0), lang)
        assert line.meaning == tier.meaning.say(lang)
        assert line.meaning.endswith(".")
        assert line.title == tier.title.say(lang)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("tier", [*(tier.key for tier in TIERS), "made_by_the_user"])
@pytest.mark.parametrize("bound", [None, 3, 5])
def test_every_tier_is_said_without_a_gap_left_open(tier: str, bound: int | None, lang: Lang) -> None:
    line = tier_line(Mark(tier, 5, bound, 0.0), lang)

    assert line.title
    assert line.sentence.endswith(".")
    assert "{" not in line.sentence + line.title
    assert "  " not in line.sentence
    assert line.proved is (bound == 5)


def test_small_numbers_are_words() -> None:
    assert [in_words(n, Lang.NL) for n in (1, 12, 13)] == ["één", "twaalf", "13"]
    assert in_words(2, Lang.EN) == "two"


def test_a_bound_says_which_rules_it_leaves_out_unless_it_is_reached() -> None:
    gap, reached = (Mark("travel", 5, bound, 0.0, ("max_share", "peers")) for bound in (3, 5))
    assert tier_line(gap, Lang.EN).sentence.endswith(
        "That proof leaves out: No provider has too large a share of a constellation; Foster children without a peer; "
        "with it, there may be less to gain."
    )
    assert "laat buiten beschouwing: Geen aanbieder" in tier_line(gap, Lang.NL).sentence
    assert "leaves out" not in tier_line(reached, Lang.EN).sentence
