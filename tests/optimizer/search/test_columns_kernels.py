import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import IntArray
from optimizer.search.columns.pricing.knapsack import (
    NO_SET,
    completion_table,
    solve_by_branch_and_bound,
    solve_by_dynamic_programming,
    undominated_items,
)
from optimizer.search.columns.pricing.pricing_problem import Knapsack, able
from optimizer.search.columns.pricing.set_enumeration import enumerate_sets
from optimizer.search.columns.pricing.side_constraints import SideConstraints

SEEDS = st.integers(0, 10**6)


def some_items(seed: int, n: int = 9) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Profits, counts, loads, and costs of sizes."""
    rng = np.random.default_rng(seed)
    profit = rng.integers(-400, 1_000, n) << int(rng.integers(0, 30))
    return profit, rng.integers(1, 3, n), rng.integers(0, 5, n), rng.integers(0, 700, 2 * n + 1)


def all_sets(n: int) -> list[tuple[int, ...]]:
    return [chosen for size in range(n + 1) for chosen in itertools.combinations(range(n), size)]


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 4), st.integers(4, 9), st.integers(0, 6), st.integers(6, 14))
def test_the_table_finds_the_best_set(seed: int, low: int, high: int, least: int, room: int) -> None:
    profit, count, load, size = some_items(seed)
    values = [
        int(profit[list(c)].sum()) - int(size[count[list(c)].sum()])
        for c in all_sets(9)
        if low <= count[list(c)].sum() <= high and least <= load[list(c)].sum() <= room
    ]
    picked = np.empty(9, np.int64)

    best, n = solve_by_dynamic_programming(profit, count, load, size, low, high, least, room, picked)

    if not values:
        assert best == NO_SET
    else:
        chosen = picked[:n]
        assert best == max(values)
        assert best == profit[chosen].sum() - size[count[chosen].sum()]


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 30))
def test_branch_and_bound_finds_the_best_knapsack(seed: int, room: int) -> None:
    profit, _, load, _ = some_items(seed, 12)
    profit = np.abs(profit) + 1
    picked = np.empty(12, np.int64)

    best, n = solve_by_branch_and_bound(profit, load, room, picked)

    assert best == max(int(profit[list(c)].sum()) for c in all_sets(12) if load[list(c)].sum() <= room)
    assert best == profit[picked[:n]].sum()


def test_branch_and_bound_is_exact_where_floating_point_is_not() -> None:
    profit = np.array([2**54 + 1, 2**54, 2**54], dtype=np.int64)
    picked = np.empty(3, np.int64)

    best, n = solve_by_branch_and_bound(profit, np.array([1, 1, 1], dtype=np.int64), 2, picked)

    assert best == 2**55 + 1
    assert 0 in picked[:n]


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(1, 4), st.integers(3, 10))
def test_the_short_list_holds_a_best_set(seed: int, high: int, room: int) -> None:
    profit, _, load, size = some_items(seed)
    count = np.ones(9, np.int64)
    picked = np.empty(9, np.int64)

    brief = undominated_items(profit, count, load, high, room, True)

    whole, _ = solve_by_dynamic_programming(profit, count, load, size, 0, high, 0, room, picked)
    part, _ = solve_by_dynamic_programming(profit[brief], count[brief], load[brief], size, 0, high, 0, room, picked)
    assert part == whole


@pytest.mark.parametrize("worth", [500, 1_000, 1_500])
def test_items_that_no_set_worth_enough_holds_are_left_out(worth: int) -> None:
    n_out = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        profit, count, load, size = rng.integers(-900, 400, 9), *some_items(seed)[1:]
        fewest, most, room = int(rng.integers(0, 3)), int(rng.integers(3, 7)), int(rng.integers(4, 12))
        sack = Knapsack(profit, count, load, size, fewest, most, 0, room)

        kept = set(able(sack, worth).tolist())

        n_out += 9 - len(kept)
        for chosen in all_sets(9):
            c = list(chosen)
            fits = fewest <= count[c].sum() <= most and load[c].sum() <= room
            if fits and profit[c].sum() - size[count[c].sum()] >= worth:
                assert set(c) <= kept
    assert n_out > 60


def random_checks(rng: np.random.Generator, n: int, *, judging: bool) -> SideConstraints:
    """Draw one mix and up to four lacks over ``n`` families that are each a group of their own."""
    anchor = np.sort(rng.permutation(n)[: 4 * judging])
    helpers = [np.sort(rng.permutation(np.delete(np.arange(n), family))[:2]) for family in anchor]
    return SideConstraints(
        np.arange(n),
        np.arange(n + 1),
        rng.integers(0, 3, (int(judging), n)),
        np.full(int(judging), 2),
        np.full(int(judging), 3),
        np.full(int(judging), 4),
        np.searchsorted(anchor, np.arange(n + 1)).astype(np.int64),
        rng.integers(0, 2, len(anchor)),
        rng.random(len(anchor)) < 0.3,
        np.concatenate([np.zeros(0, np.int64), *helpers]),
        np.arange(0, 2 * len(anchor) + 1, 2),
    )


def by_definition(checks: SideConstraints, families: set[int], home: int) -> tuple[bool, list[int]]:
    """Tell whether families mix as asked, and for each that lacks a helper what it counts for."""
    smoothed = True
    for kind, least, part, whole in zip(checks.kind, checks.least, checks.part, checks.whole, strict=True):
        counts = Counter(int(kind[family]) for family in families)
        smoothed = smoothed and len(counts) >= least and max(counts.values()) * whole <= len(families) * part
    lacking = []
    for family in families:
        for at in range(checks.anchor_start[family], checks.anchor_start[family + 1]):
            helpers = set(checks.helper[checks.helper_start[at] : checks.helper_start[at + 1]].tolist())
            if (family == home or not checks.anchor_as_hub[at]) and not helpers & families:
                lacking.append(int(checks.anchor_set[at]))
    return smoothed, lacking


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("judging", [False, True])
@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(-500, 1_500))
def test_the_search_finds_every_set_worth_enough(improving: bool, judging: bool, seed: int, threshold: int) -> None:
    rng = np.random.default_rng(seed)
    n = 9
    profit, count, load, size = some_items(seed)
    profit = rng.integers(-300, 600, n)
    group = rng.permutation(n)
    low, high, least, room = 1, 8, 0, 12
    foes = np.unique(
        [(a, b) for x, y in rng.integers(0, n, (2, 2)) if x != y for a, b in ((x, y), (y, x))] or [(0, 1), (1, 0)],
        axis=0,
    )
    apart_start = np.searchsorted(foes[:, 0], np.arange(n + 2))
    own = n
    triples = np.array([rng.permutation(n + 1)[:3] for _ in range(6)])
    price = rng.integers(1, 400, 6)
    held_before = (triples == own).sum(axis=1)
    order = np.argsort(triples.ravel(), kind="stable")
    cut_start = np.searchsorted(triples.ravel()[order], np.arange(n + 2))
    extra = rng.integers(0, 3, (1, n))
    extra_low, extra_high = np.array([1]), np.array([7])
    checks, lack = random_checks(rng, n + 1, judging=judging), np.array([int(rng.integers(-60, 200)), 70])
    expected = {}
    for chosen in all_sets(n):
        c = list(chosen)
        groups = set(group[c].tolist())
        fits = low <= count[c].sum() <= high and least <= load[c].sum() <= room
        fits = fits and extra_low[0] <= extra[0, c].sum() <= extra_high[0]
        fits = fits and not any(a in groups and b in groups for a, b in foes.tolist())
        held = held_before + np.isin(triples, group[c]).sum(axis=1)
        paid = int(price[(held >= 2)].sum())
        value = int(profit[c].sum()) - int(size[count[c].sum()]) - paid
        smoothed, lacking = by_definition(checks, {*groups, own}, own)
        value -= sum(int(lack[number]) for number in lacking)
        fits = fits and smoothed
        if fits and value >= threshold:
            expected[frozenset(c)] = value
    table = completion_table(profit, count, load, size, low, high, least, room)

    starts, items, values, cut = enumerate_sets(
        profit,
        count,
        load,
        table,
        threshold,
        improving,
        group,
        foes[:, 1].copy(),
        apart_start,
        extra,
        extra_low,
        extra_high,
        cut_start,
        order // 3,
        price,
        held_before.copy(),
        own,
        own,
        checks,
        lack,
        10_000,
        10**9,
    )

    found = {frozenset(items[starts[i] : starts[i + 1]].tolist()): int(values[i]) for i in range(len(values))}
    assert not cut
    if improving:
        assert set(found.items()) <= set(expected.items())
        assert max(found.values(), default=None) == max(expected.values(), default=None)
    else:
        assert found == expected
