"""A plan that lives on: thirty events in a corner of the example region, each plan going on from the one before."""

import runpy
from collections import Counter
from dataclasses import replace

import pytest

from geodata.families import Families
from geodata.reading import read_families
from optimizer.outcome import Limits
from optimizer.policy.values import Policy
from optimizer.verify import verify
from tests.test_examples import EXAMPLES


@pytest.mark.slow
def test_whatever_happens_no_pin_is_broken_and_no_more_families_move_than_must() -> None:
    script = runpy.run_path(str(EXAMPLES / "a_year.py"))
    everyone = sorted(read_families(script["FAMILIES"]).families, key=lambda family: family.location.lat)
    policy = Policy().changed({"size.min": 2, "size.target": 3, "size.max": 5, "hubs.min_apart_km": 0.1})
    policy = policy.changed({"objective.tiers": ("unplaced", "moves", "travel")})
    seen: Counter[str] = Counter()
    families = Families(everyone[:22])
    (_, _, first), *_ = script["year"](families, policy, 0, Limits(2, 1))
    hub_of = {home.id: each.hub.id for each in first.plan.constellations for home in each.homes}
    pinned = sorted(hub_of)[:6]
    rows = (replace(family, constellation=hub_of.get(family.id), pinned=family.id in pinned) for family in families)
    for what, then, outcome in script["year"](Families(rows), policy, 30, Limits(2, 1)):
        assert outcome.plan is not None, (what, outcome.clash)
        assert verify(policy.pose(then), outcome.plan).passed
        assert outcome.plan.families is then
        unplaced, moves, _ = outcome.marks
        assert (unplaced.tier, moves.tier) == ("unplaced", "moves")
        assert unplaced.value == unplaced.bound
        assert moves.value == moves.bound, "the fewest moves are proved"
        there = {home.id: each.hub.id for each in outcome.plan.constellations for home in each.homes}
        for family in then:
            if family.pinned and family.joins:
                assert there[family.id] == family.constellation
                seen["pinned"] += 1
        seen[what] += 1
        seen["moved"] += moves.value
    assert min(seen[what] for what in ("comes", "goes", "moves house", "stops", "pinned", "moved")) > 0
