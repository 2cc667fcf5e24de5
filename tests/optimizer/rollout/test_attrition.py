"""Families that stop: nobody and everybody on both edges, the expected part between, and the same draws each time."""

import pytest

from optimizer.rollout.attrition import Attrition, attrition
from tests.builders import home, homes
from tests.optimizer.rollout.tiny import roll_out, terms

GIVEN = terms(home("H", hub="candidate"), home("G", 0, 300, hub="candidate"), *homes("F", 4), rollout__waves=3)
ROLLED = roll_out(GIVEN, {"H": "F0 F1"}, {"H": "F0 F1", "G": "F2 F3"}, {"H": "F0 F1", "G": "F2 F3"})


def seen(share: float, seed: int = 0) -> Attrition:
    return attrition(ROLLED, share, 2, seed)


def test_with_no_chance_all_is_as_planned() -> None:
    found = seen(0.0)
    assert [(each.planned, each.families, each.hubs_stopped) for each in found.waves] == [
        (3, (3, 3, 3), 0.0),
        (6, (6, 6, 6), 0.0),
        (6, (6, 6, 6), 0.0),
    ]
    assert found.sizes == ((0, 0, 0.0), (1, 0, 0.0), (2, 2, 2.0))
    assert found.too_small == 0.0


def test_with_certainty_who_has_a_place_is_gone_a_wave_later() -> None:
    found = seen(1.0)
    assert [each.families[1] for each in found.waves] == [3, 3, 0]
    assert [each.hubs_stopped for each in found.waves] == [0.0, 1.0, 2.0]
    assert found.sizes[0] == (0, 0, 2.0)
    assert found.too_small == 2.0


def test_a_chance_between_leaves_what_is_to_be_expected() -> None:
    found = seen(0.14)
    # H is there for two waves after its own, G for one: 0.86² and 0.86 of them stay.
    assert found.waves[-1].hubs_stopped == pytest.approx(2 - 0.86**2 - 0.86, abs=0.06)
    assert sum(mean for _, _, mean in found.sizes) == pytest.approx(2)
    assert found.sizes[2][2] == pytest.approx(0.86**4 + 0.86**2, abs=0.06)


def test_the_same_seed_draws_the_same_years() -> None:
    assert seen(0.14) == seen(0.14)
    assert seen(0.14) != seen(0.14, seed=1)
