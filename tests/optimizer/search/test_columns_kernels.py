import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import IntArray
from optimizer.search.columns.formulation.cut_kernels import CutsByGroup
from optimizer.search.columns.formulation.side_constraints import Lacks, Mixes, SideConstraints
from optimizer.search.columns.pricing.knapsack import Knapsack
from optimizer.search.columns.pricing.oracle import NO_SET
from optimizer.search.columns.pricing.pricing_problem import DualCosts, HubItems, HubLimits, PricingProblem
from optimizer.search.columns.pricing.set_enumeration import SetSearch

SEEDS = st.integers(0, 10**6)


def some_items(seed: int, n: int = 9) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Profits, counts, loads, and costs of sizes."""
    rng = np.random.default_rng(seed)
    profit = rng.integers(-400, 1_000, n) << int(rng.integers(0, 30))
    return profit, rng.integers(1, 3, n), rng.integers(0, 5, n), rng.integers(0, 700, 2 * n + 1)


def all_sets(n: int) -> list[tuple[int, ...]]:
    return [chosen for size in range(n + 1) for chosen in itertools.combinations(range(n), size)]


def no_checks(n: int) -> SideConstraints:
    nothing, zeros = np.zeros(0, np.int64), np.zeros(n + 1, np.int64)
    mixes = Mixes(np.zeros((0, n), np.int64), nothing, nothing, nothing)
    lacks = Lacks(zeros, nothing, np.zeros(0, np.bool_), nothing, np.zeros(1, np.int64))
    return SideConstraints(np.arange(n), np.arange(n + 1), mixes, lacks)


def one_hub(
    items: tuple[IntArray, IntArray, IntArray, IntArray],
    satellites: tuple[int, int],
    loads: tuple[int, int],
    *,
    counts_satellites: bool = True,
    group: IntArray | None = None,
    extra: tuple[IntArray, int, int] | None = None,
    apart: IntArray | None = None,
    checks: SideConstraints | None = None,
    lack: tuple[int, ...] = (0,),
) -> tuple[PricingProblem, DualCosts]:
    """Pose one hub: items as :func:`some_items` gives them; its own group and home come after those of the items."""
    profit, count, load, size = items
    n = len(profit)
    group = np.arange(n) if group is None else group
    further, low, high = (np.zeros((0, n), np.int64), [], []) if extra is None else (extra[0], [extra[1]], [extra[2]])
    apart = np.zeros((0, 2), np.int64) if apart is None else apart
    own = np.array([n])
    problem = PricingProblem(
        HubItems(np.array([0, n]), group, count, np.vstack([load[None], further]), n),
        HubLimits(
            np.array([satellites[0]]),
            np.array([satellites[1]]),
            np.array([[loads[0]], *([each] for each in low)]),
            np.array([[loads[1]], *([each] for each in high)]),
            own,
            np.zeros(1, np.int64),
            own,
        ),
        np.ascontiguousarray(apart[:, 1]),
        np.searchsorted(apart[:, 0], np.arange(n + 2)).astype(np.int64),
        no_checks(n + 1) if checks is None else checks,
        counts_satellites,
    )
    costs = DualCosts(np.zeros(n + 1, np.int64), -profit, np.zeros(1, np.int64), size, np.array(lack, np.int64))
    return problem, costs


def filled(problem: PricingProblem, costs: DualCosts) -> Knapsack:
    sack = Knapsack(problem, costs)
    sack.fill(0)
    return sack


def picked(sack: Knapsack) -> IntArray:
    return np.asarray(sack.picked)[: sack.n_picked]


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(0, 4), st.integers(4, 9), st.integers(0, 6), st.integers(6, 14))
def test_dynamic_programming_finds_the_best_set(seed: int, low: int, high: int, least: int, room: int) -> None:
    profit, count, load, size = some_items(seed)
    values = [
        int(profit[list(c)].sum()) - int(size[count[list(c)].sum()])
        for c in all_sets(9)
        if low <= count[list(c)].sum() <= high and least <= load[list(c)].sum() <= room
    ]
    sack = filled(*one_hub((profit, count, load, size), (low, high), (least, room)))

    best = sack.solve_by_dynamic_programming(sack.list_undominated(high, True))

    if not values:
        assert best == NO_SET
    else:
        chosen = picked(sack)
        assert best == max(values)
        assert best == profit[chosen].sum() - size[count[chosen].sum()]


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(0, 30))
def test_branch_and_bound_finds_the_best_knapsack(seed: int, room: int) -> None:
    profit, count, load, size = some_items(seed, 12)
    profit = np.abs(profit) + 1
    sack = filled(*one_hub((profit, count, load, size), (0, 0), (0, room), counts_satellites=False))

    best = sack.solve_by_branch_and_bound(sack.list_undominated(12, False))

    assert best == max(int(profit[list(c)].sum()) for c in all_sets(12) if load[list(c)].sum() <= room)
    assert best == profit[picked(sack)].sum()


def test_branch_and_bound_is_exact_where_floating_point_is_not() -> None:
    profit = np.array([2**54 + 1, 2**54, 2**54], dtype=np.int64)
    ones = np.ones(3, np.int64)
    sack = filled(*one_hub((profit, ones, ones, np.zeros(4, np.int64)), (0, 0), (0, 2), counts_satellites=False))

    best = sack.solve_by_branch_and_bound(sack.list_undominated(3, False))

    assert best == 2**55 + 1
    assert 0 in picked(sack)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(1, 4), st.integers(3, 10), st.sampled_from([9, 60]))
def test_undominated_items_hold_a_best_set(seed: int, high: int, room: int, n: int) -> None:
    profit, _, load, size = some_items(seed, n)
    items = (profit, np.ones(n, np.int64), load, size)
    sack = filled(*one_hub(items, (0, high), (0, room)))
    n_kept = sack.list_undominated(high, True)
    kept = np.asarray(sack.order)[:n_kept].copy()
    part = sack.solve_by_dynamic_programming(n_kept)

    whole = sack.solve_by_dynamic_programming(sack.list_undominated(n, True))

    assert part == whole
    assert profit[kept].tolist() == sorted(profit[kept].tolist(), reverse=True)
    for weight in range(room + 1):
        alike = np.flatnonzero(load == weight)
        best = np.sort(profit[alike])[::-1][:high]
        assert np.sort(profit[kept[load[kept] == weight]])[::-1].tolist() == best.tolist()


@pytest.mark.parametrize("worth", [500, 1_000, 1_500])
def test_items_that_no_set_worth_enough_holds_are_left_out(worth: int) -> None:
    n_out = 0
    for seed in range(25):
        rng = np.random.default_rng(seed)
        profit, count, load, size = rng.integers(-900, 400, 9), *some_items(seed)[1:]
        fewest, most, room = int(rng.integers(0, 3)), int(rng.integers(3, 7)), int(rng.integers(4, 12))
        sack = filled(*one_hub((profit, count, load, size), (fewest, most), (0, room)))

        kept = set(np.asarray(sack.order)[: sack.list_useful(worth)].tolist())

        n_out += 9 - len(kept)
        for chosen in all_sets(9):
            c = list(chosen)
            fits = fewest <= count[c].sum() <= most and load[c].sum() <= room
            if fits and profit[c].sum() - size[count[c].sum()] >= worth:
                assert set(c) <= kept
    assert n_out > 25


def random_checks(rng: np.random.Generator, n: int, *, judging: bool) -> SideConstraints:
    """Draw one mix and up to four lacks over ``n`` families that are each a group of their own."""
    anchor = np.sort(rng.permutation(n)[: 4 * judging])
    helpers = [np.sort(rng.permutation(np.delete(np.arange(n), family))[:2]) for family in anchor]
    return SideConstraints(
        np.arange(n),
        np.arange(n + 1),
        Mixes(
            rng.integers(0, 3, (int(judging), n)),
            np.full(int(judging), 2),
            np.full(int(judging), 3),
            np.full(int(judging), 4),
        ),
        Lacks(
            np.searchsorted(anchor, np.arange(n + 1)).astype(np.int64),
            rng.integers(0, 2, len(anchor)),
            rng.random(len(anchor)) < 0.3,
            np.concatenate([np.zeros(0, np.int64), *helpers]),
            np.arange(0, 2 * len(anchor) + 1, 2),
        ),
    )


def by_definition(checks: SideConstraints, families: set[int], home: int) -> tuple[bool, list[int]]:
    """Tell whether families mix as asked, and for each that lacks a helper what it counts for."""
    mixes, lacks = checks.mixes, checks.lacks
    mixed = True
    for x in range(len(mixes.least)):
        counts = Counter(int(mixes.kind[x, family]) for family in families)
        enough = len(counts) >= mixes.least[x]
        mixed = mixed and enough and max(counts.values()) * mixes.whole[x] <= len(families) * mixes.part[x]
    lacking = []
    for family in families:
        for at in range(lacks.start[family], lacks.start[family + 1]):
            helpers = {int(lacks.helper[p]) for p in range(lacks.helper_start[at], lacks.helper_start[at + 1])}
            if (family == home or not lacks.as_hub[at]) and not helpers & families:
                lacking.append(int(lacks.counts_for[at]))
    return mixed, lacking


@pytest.mark.parametrize("improving", [False, True])
@pytest.mark.parametrize("judging", [False, True])
@settings(max_examples=12, deadline=None)
@given(SEEDS, st.integers(-500, 1_500))
def test_the_search_finds_every_set_worth_enough(improving: bool, judging: bool, seed: int, threshold: int) -> None:
    rng = np.random.default_rng(seed)
    n = 9
    profit, count, load, size = some_items(seed)
    profit = rng.integers(-300, 600, n)
    group = rng.permutation(n)
    low, high, least, room = 1, 8, 0, 12
    apart = np.unique(
        [(a, b) for x, y in rng.integers(0, n, (2, 2)) if x != y for a, b in ((x, y), (y, x))] or [(0, 1), (1, 0)],
        axis=0,
    )
    own = n
    triples = np.array([rng.permutation(n + 1)[:3] for _ in range(6)])
    price = rng.integers(1, 400, 6)
    held_before = (triples == own).sum(axis=1)
    order = np.argsort(triples.ravel(), kind="stable")
    cut_start = np.searchsorted(triples.ravel()[order], np.arange(n + 2))
    extra = rng.integers(0, 3, (1, n))
    extra_low, extra_high = 1, 7
    checks, lack = random_checks(rng, n + 1, judging=judging), np.array([int(rng.integers(-60, 200)), 70])
    expected = {}
    for chosen in all_sets(n):
        c = list(chosen)
        groups = set(group[c].tolist())
        fits = low <= count[c].sum() <= high and least <= load[c].sum() <= room
        fits = fits and extra_low <= extra[0, c].sum() <= extra_high
        fits = fits and not any(a in groups and b in groups for a, b in apart.tolist())
        held = held_before + np.isin(triples, group[c]).sum(axis=1)
        paid = int(price[(held >= 2)].sum())
        value = int(profit[c].sum()) - int(size[count[c].sum()]) - paid
        mixed, lacking = by_definition(checks, {*groups, own}, own)
        value -= sum(int(lack[number]) for number in lacking)
        fits = fits and mixed
        if fits and value >= threshold:
            expected[frozenset(c)] = value
    problem, costs = one_hub(
        (profit, count, load, size),
        (low, high),
        (least, room),
        group=group,
        extra=(extra, extra_low, extra_high),
        apart=apart,
        checks=checks,
        lack=(int(lack[0]), int(lack[1])),
    )
    search = SetSearch(problem, costs, CutsByGroup(cut_start, order // 3, price))
    search.threshold, search.improving, search.constrained = threshold, improving, True
    search.max_sets, search.max_steps = 10_000, 10**9

    search.run_alone(0)

    starts, items, values = (np.asarray(part) for part in (search.starts, search.items, search.values))
    found = {frozenset(items[starts[i] : starts[i + 1]].tolist()): int(values[i]) for i in range(search.n_sets)}
    assert not search.cut_short
    if improving:
        assert set(found.items()) <= set(expected.items())
        assert max(found.values(), default=None) == max(expected.values(), default=None)
    else:
        assert found == expected
