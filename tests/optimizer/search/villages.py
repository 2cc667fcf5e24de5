"""Tiny villages drawn around a plan that keeps every rule by construction, so that "no plan" is a failure.

Every rule and every tier that a policy may name is drawn.
"""

import math
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from geodata.families import Families, Family, HubRole
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.rules import PerProvider
from optimizer.tiers import Moves
from tests.builders import Flat, home


@dataclass(frozen=True)
class Village:
    """Families, a policy, and the plan that they were drawn around."""

    families: Families
    policy: Policy
    planted: Plan

    @property
    def problem(self) -> Problem:
        return self.policy.pose(self.families, Flat())

    def ranked(self, *tiers: str) -> "Village":
        """Give the same village with other tiers, in their order."""
        return replace(self, policy=self.policy.changed({"objective.tiers": tiers}))

    def with_radius(self, hub_km: float) -> Problem:
        return self.policy.changed({"radius.hub_km": hub_km}).pose(self.families, Flat())


@dataclass
class _Sketch:
    """What is known of each family while a village is drawn: where it lives, and where the plan puts it."""

    names: list[str]
    hub_of: dict[str, str | None]
    places: dict[str, tuple[int, int]]
    candidates: list[str]

    @property
    def open_hubs(self) -> list[str]:
        return [name for name in self.names if self.hub_of[name] == name]

    def satellites(self, hub: str) -> list[str]:
        return [name for name in self.names if self.hub_of[name] == hub and name != hub]

    def metres(self, one: str, other: str) -> float:
        (a, b), (c, d) = self.places[one], self.places[other]
        return float(((a - c) ** 2 + (b - d) ** 2) ** 0.5)

    def together(self, one: str, other: str) -> bool:
        return self.hub_of[one] == self.hub_of[other]


TIERS = ("unplaced", "moves", "travel", "constellations", "farthest", "peers", "siblings", "providers")

CRISIS = "crisis"

rankings = st.lists(st.sampled_from(TIERS), min_size=1, max_size=3, unique=True)
"""One to three tiers in any order; whichever is last is proved under the values of those above."""


@st.composite
def villages(draw: st.DrawFn, *, count_hub: bool) -> Village:
    """Draw a village of six to eight families with two or three candidates, and every limit on its edge or beyond."""
    sketch = _sketched(draw)
    joins = {name: sketch.hub_of[name] is not None or draw(st.integers(0, 4)) > 0 for name in sketch.names}
    keys = _keys(draw, sketch, joins)
    families = Families(_family(draw, sketch, name, joins[name], keys[name]) for name in sketch.names)
    planted = Plan.of(families, {hub: sketch.satellites(hub) for hub in sketch.open_hubs})
    return Village(families, _policy(draw, sketch, planted, count_hub=count_hub), planted)


def _sketched(draw: st.DrawFn) -> _Sketch:
    names = [f"F{number}" for number in range(draw(st.integers(6, 8)))]
    candidates = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))
    opened = draw(st.lists(st.sampled_from(candidates), min_size=1, max_size=2, unique=True))
    hub_of: dict[str, str | None] = {
        name: name if name in opened else draw(st.sampled_from([*opened, *opened, None])) for name in names
    }
    places = {name: (draw(st.integers(0, 12)) * 500, draw(st.integers(0, 8)) * 500) for name in names}
    return _Sketch(names, hub_of, places, candidates)


def _keys(draw: st.DrawFn, sketch: _Sketch, joins: dict[str, bool]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Tie and part pairs of families, as many as the plan allows."""
    keys: dict[str, dict[str, tuple[str, ...]]] = {
        name: {"together": (), "apart": (), "siblings": ()} for name in sketch.names
    }
    pairs = [pair for pair in combinations(sketch.names, 2) if all(joins[name] for name in pair)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=3, unique=True))
    for number, (one, other) in enumerate(chosen):
        tied = sketch.together(one, other)
        if tied and sketch.hub_of[one] is None and draw(st.booleans()):
            tied = False  # two unplaced families may be kept apart as well
        for name in (one, other):
            keys[name]["together" if tied else "apart"] += (f"k{number}",)
    for number, pair in enumerate(draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True))):
        for name in pair:
            keys[name]["siblings"] += (f"s{number}",)
    return keys


def _family(draw: st.DrawFn, sketch: _Sketch, name: str, joins: bool, keys: dict[str, tuple[str, ...]]) -> Family:
    place, hub = sketch.places[name], sketch.hub_of[name]
    n_children = draw(st.integers(0, 3))
    ages = draw(st.lists(st.integers(0, 17), max_size=n_children))
    provider = draw(st.sampled_from("AAB"))
    columns: dict[str, Any] = {
        "children": n_children,
        "child_ages": tuple(ages),
        "provider": provider,
        "care_type": draw(st.sampled_from([None, "voltijd", CRISIS, CRISIS])),
        "joins": joins,
        **keys,
    }
    if name in sketch.candidates:
        size = len(sketch.satellites(name))
        roles = ["candidate"] + ["required", "only"] * (hub == name) + ["only"] * (hub is None)
        columns["hub"] = HubRole(draw(st.sampled_from(roles)))
        columns["beds"] = draw(st.integers(2 if hub == name else 0, 3))
        columns["max_satellites"] = draw(st.sampled_from([None, size, size + 1]))
    columns |= _of_today(draw, sketch, name)
    if draw(st.booleans()):
        least = 0.0 if hub in {None, name} else sketch.metres(name, str(hub))
        columns["max_km"] = _km(least + draw(st.sampled_from([0, 0, 700])))
    return home(name, *place, **columns)


def _of_today(draw: st.DrawFn, sketch: _Sketch, name: str) -> dict[str, Any]:
    """Draw where the family is today, whether it is pinned there, and hub homes for and against, as the plan allows."""
    hub = sketch.hub_of[name]
    today = draw(st.sampled_from([None, *sketch.candidates, hub, hub]))
    others = [each for each in sketch.candidates if each not in {hub, name}]
    columns: dict[str, Any] = {
        "constellation": today,
        "pinned": today is not None and today == hub and draw(st.booleans()),
        "not_hub": tuple(others) if draw(st.integers(0, 3)) == 0 else (),
    }
    if draw(st.integers(0, 3)) == 0:
        columns["only_hub"] = tuple({hub, draw(st.sampled_from(sketch.candidates))} - {None})
    return columns


def _policy(draw: st.DrawFn, sketch: _Sketch, planted: Plan, *, count_hub: bool) -> Policy:
    sizes = [len(each.satellites) + count_hub for each in planted.constellations] or [draw(st.integers(2, 3))]
    ways = [sketch.metres(name, hub) for hub in sketch.open_hubs for name in sketch.satellites(hub)]
    mutual = [
        sketch.metres(one, other)
        for hub in sketch.open_hubs
        for one, other in combinations([hub, *sketch.satellites(hub)], 2)
    ]
    children = [
        sum(each.children for each in (one.homes if count_hub else one.satellites)) for one in planted.constellations
    ]
    crisis = [
        sum(each.care_type == CRISIS for each in (one.homes if count_hub else one.satellites))
        for one in planted.constellations
    ]
    n_open = len(sketch.open_hubs)
    spare = st.integers(0, 2)
    low, high = max(0, min(sizes) - draw(spare)), max(1, max(sizes) + draw(spare))
    return Policy().changed(
        {
            "size.min": low,
            "size.target": draw(st.integers(low, high)),
            "size.max": high,
            "size.count_hub": count_hub,
            "radius.hub_km": _km(max([500.0, *ways, draw(st.sampled_from([9_000.0, 3_000.0, 500.0]))])),
            "radius.mutual_km": draw(st.sampled_from([None, _km(max([500.0, *mutual]))])),
            "capacity.children_max": draw(st.sampled_from([None, max([0, *children]) + draw(spare)])),
            "capacity.crisis_max": draw(st.sampled_from([None, max([0, *crisis]), max([0, *crisis]) + 1])),
            "capacity.beds_min": draw(st.integers(0, 2)),
            **_of_providers(draw, planted),
            "hubs.max": draw(st.sampled_from([None, n_open + 1, n_open])),
            "hubs.exactly": draw(st.sampled_from([None, None, n_open])),
            "hubs.min_apart_km": draw(st.sampled_from([None, math.floor(_nearest(sketch)) / 1000])),
            "objective.target_weight_m": draw(st.sampled_from([0, 1, 1_000])),
            "today.move_weight_m": draw(st.sampled_from([0, 0, 700])),
            "today.moves_max": draw(st.sampled_from([None, Moves().score(planted)])),
        }
    )


def _of_providers(draw: st.DrawFn, planted: Plan) -> dict[str, Any]:
    """Draw the rules on providers as strict as the plan allows, or somewhat wider."""
    mixes = [Counter(home.provider for home in each.homes) for each in planted.constellations]
    fewest = min((len(mix) for mix in mixes), default=2)
    largest = max((Fraction(max(mix.values()), sum(mix.values())) for mix in mixes), default=Fraction(1, 2))
    share = math.ceil(largest * 100) / 100
    sent: Counter[str] = Counter()
    for each in planted.constellations:
        for satellite in each.satellites:
            sent[satellite.provider] += 1
            sent[each.hub.provider] -= 1
    hubs = Counter(each.hub.provider for each in planted.constellations)
    balance = max((abs(number) for number in sent.values()), default=0)
    return {
        "providers.min_per_constellation": draw(st.sampled_from([None, fewest])),
        "providers.max_share": draw(st.sampled_from([None, share])),
        "providers.exchange_tolerance": draw(st.sampled_from([None, balance, balance + 1])),
        "providers.hubs_min": draw(st.sampled_from([None, PerProvider(None, tuple(sorted(hubs.items())))])),
        "providers.hubs_max": draw(st.sampled_from([None, PerProvider(max(hubs.values(), default=0))])),
    }


def _nearest(sketch: _Sketch) -> float:
    """Give the metres between the two open hubs that are nearest to each other; of one hub, any number."""
    return min((sketch.metres(one, other) for one, other in combinations(sketch.open_hubs, 2)), default=1_500.0)


def _km(metres: float) -> float:
    """Give the kilometres that are no less than so many metres: exactly as many where they are whole."""
    return math.ceil(metres * 1000) / 1_000_000
