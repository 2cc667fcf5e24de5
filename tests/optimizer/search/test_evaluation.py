"""The value of a choice, and whether it holds, checked against a slow reading of the definition."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Choice, Linear, Model, Row
from optimizer.search.evaluation import evaluate, feasible, pairs_of
from tests.optimizer.search.planted import planted_model

SEEDS = st.integers(0, 10_000)


def village() -> tuple[Model, Linear]:
    """Two hubs (families 0 and 1) and three more families, all within reach of both hubs."""
    model = Model(
        n_families=5,
        hub_family=np.array([0, 1]),
        start=np.array([0, 4, 8]),
        family=np.array([1, 2, 3, 4, 0, 2, 3, 4]),
        low=np.array([1, 1]),
        high=np.array([4, 4]),
        must_open=np.array([False, False]),
        may_open=np.array([True, True]),
        may_be_unplaced=np.ones(5, dtype=np.bool_),
        loads=(),
        apart=np.zeros((0, 2), dtype=np.int64),
        together=np.zeros((0, 2), dtype=np.int64),
    )
    linear = Linear(
        unplaced=np.array([100, 200, 300, 400, 500]),
        pair=np.array([1, 2, 3, 4, 5, 6, 7, 8]),
        hub=np.array([10, 20]),
        size=np.array([0, 1_000, 2_000, 4_000, 8_000]),
        constant=7,
    )
    return model, linear


@pytest.mark.parametrize(
    ("hub_of", "value"),
    [
        ([-1, -1, -1, -1, -1], 7 + 100 + 200 + 300 + 400 + 500),
        ([0, 0, 0, -1, -1], 7 + 10 + 1 + 2 + 2_000 + 400 + 500),
        ([0, 1, 0, 1, 1], 7 + 30 + 2 + 7 + 8 + 1_000 + 2_000),
        ([1, 1, 1, 1, 1], 7 + 20 + 5 + 6 + 7 + 8 + 8_000),
    ],
)
def test_a_choice_is_worth_its_pairs_hubs_sizes_and_unplaced_families(hub_of: list[int], value: int) -> None:
    model, linear = village()
    assert evaluate(model, linear, Choice(np.array(hub_of))) == value


@pytest.mark.parametrize(
    ("hub_of", "holds"),
    [
        ([0, 0, 0, 0, 0], True),
        ([0, 1, 0, 1, 1], True),
        ([-1, -1, -1, -1, -1], True),
        ([0, 1, 1, 1, 1], False),  # hub 0 open without a satellite
        ([-1, 1, 0, 1, 1], False),  # family 2 at a hub that is closed
        ([0, 0, 0, 0, 2], False),  # no such hub
        ([0, 0, 0, 0], False),  # a family too few
    ],
)
def test_satellites_need_an_open_hub_and_hubs_need_their_size(hub_of: list[int], holds: bool) -> None:
    assert feasible(village()[0], Choice(np.array(hub_of))) is holds


def test_a_pair_that_the_model_does_not_have_is_no_satellite() -> None:
    model, _ = village()
    without = replace(model, start=np.array([0, 3, 7]), family=np.array([1, 2, 3, 0, 2, 3, 4]))
    assert feasible(without, Choice(np.array([0, 0, 0, 0, -1])))
    assert not feasible(without, Choice(np.array([0, 0, 0, 0, 0])))


def test_hubs_open_where_they_must_and_only_where_they_may() -> None:
    model, _ = village()
    both, none = Choice(np.array([0, 1, 0, 1, -1])), Choice(np.full(5, -1))
    forced = replace(model, must_open=np.full(2, True))
    barred = replace(model, may_open=np.full(2, False))
    assert [feasible(each, both) for each in (model, forced, barred)] == [True, True, False]
    assert [feasible(each, none) for each in (model, forced, barred)] == [True, False, True]


@pytest.mark.parametrize(("limit", "holds"), [(699, False), (700, True)])
def test_a_row_holds_up_to_its_limit(limit: int, holds: bool) -> None:
    model, linear = village()
    counted = replace(linear, pair=np.zeros(8, np.int64), hub=np.zeros(2, np.int64), size=np.zeros(5, np.int64))
    choice = Choice(np.array([0, 0, -1, -1, 0]))
    assert feasible(model.holding(Row("tier", replace(counted, constant=0), high=limit)), choice) is holds
    assert feasible(model.holding(Row("tier", replace(counted, constant=0), low=1_400 - limit)), choice) is holds


@settings(deadline=None)
@given(SEEDS)
def test_the_planted_plan_holds_and_every_choice_is_judged_as_by_hand(seed: int) -> None:
    model, linear, plan = planted_model(seed)
    assert feasible(model, plan)
    rng = np.random.default_rng(seed)
    for _ in range(20):
        hub_of = plan.hub_of.copy()
        changed = rng.integers(0, model.n_families, rng.integers(0, 3))
        hub_of[changed] = rng.integers(-1, model.n_hubs, len(changed))
        assert feasible(model, Choice(hub_of)) is _holds_by_hand(model, hub_of)
        if feasible(model, Choice(hub_of)):
            assert evaluate(model, linear, Choice(hub_of)) == _value_by_hand(model, linear, hub_of)


@settings(deadline=None)
@given(SEEDS)
def test_the_pair_of_a_satellite_is_the_one_of_its_family_and_hub(seed: int) -> None:
    model, _, plan = planted_model(seed)
    pairs = pairs_of(model, plan)
    for family, pair in enumerate(pairs):
        hub = plan.hub_of[family]
        if hub < 0 or model.hub_family[hub] == family:
            assert pair == -1
        else:
            assert (model.family[pair], model.hub[pair]) == (family, hub)


def _constellations(model: Model, hub_of: np.ndarray) -> dict[int, list[int]]:
    return {
        hub: [int(family) for family in np.flatnonzero(hub_of == hub) if family != model.hub_family[hub]]
        for hub in range(model.n_hubs)
        if hub_of[model.hub_family[hub]] == hub
    }


def _value_by_hand(model: Model, linear: Linear, hub_of: np.ndarray) -> int:
    value = linear.constant + sum(int(linear.unplaced[f]) for f in range(model.n_families) if hub_of[f] < 0)
    for hub, members in _constellations(model, hub_of).items():
        value += int(linear.hub[hub]) + int(linear.size[len(members)])
        reach = {int(model.family[p]): p for p in range(model.start[hub], model.start[hub + 1])}
        value += sum(int(linear.pair[reach[family]]) for family in members)
    return value


def _holds_by_hand(model: Model, hub_of: np.ndarray) -> bool:
    constellations = _constellations(model, hub_of)
    values = [(row, _value_by_hand(model, row.linear, hub_of)) for row in model.rows] if _each(model, hub_of) else []
    return (
        _each(model, hub_of)
        and all(hub < 0 or hub in constellations for hub in hub_of)
        and all(hub in constellations for hub in np.flatnonzero(model.must_open))
        and all(hub >= 0 or model.may_be_unplaced[family] for family, hub in enumerate(hub_of))
        and not any(hub_of[a] == hub_of[b] >= 0 for a, b in model.apart)
        and all(hub_of[a] == hub_of[b] for a, b in model.together)
        and all(row.low is None or value >= row.low for row, value in values)
        and all(row.high is None or value <= row.high for row, value in values)
    )


def _each(model: Model, hub_of: np.ndarray) -> bool:
    """Tell whether every constellation holds by itself."""
    return all(
        set(members) <= set(model.family[model.start[hub] : model.start[hub + 1]].tolist())
        and model.may_open[hub]
        and model.low[hub] <= len(members) <= model.high[hub]
        and all(
            load.low[hub] <= load.own[hub] + sum(load.weight[f] for f in members) <= load.high[hub]
            for load in model.loads
        )
        for hub, members in _constellations(model, hub_of).items()
    )


def test_judging_by_hand_finds_both_kinds() -> None:
    model, _ = village()
    every = [np.array(hubs) for hubs in itertools.product((-1, 0, 1), repeat=5)]
    judged = [feasible(model, Choice(hub_of)) for hub_of in every]
    assert judged == [_holds_by_hand(model, hub_of) for hub_of in every]
    assert 0 < sum(judged) < len(judged)
