"""Lay a model and an objective out as a state of the search, and give each run a copy of its own."""

from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from optimizer.model import IntArray, Linear, Model
from optimizer.search.primal.counted import counts_of, write_counts
from optimizer.search.primal.neighbour_lists import cheapest_by_family, cheapest_by_hub
from optimizer.search.primal.records import FAMILY, HUB, LOAD, NEAR, ROW, STEP
from optimizer.search.primal.state import SearchState
from optimizer.search.union_find import find_all, join_edges

N_NEAR: Final = 96
"""So many hubs at most are looked at from a family, and families from a hub, the cheapest pairs first."""

UNLIMITED: Final = 1 << 60
"""Stands for a row without a limit, and for the value of a best plan that there is not yet."""

SIZE: Final = 0
PLACE: Final = 1
FIRST_LOAD: Final = 2
"""Kinds of breach, as in :mod:`.steps`."""

CHANGING: Final = (  # of the attributes of a state those that a run changes, of which each has its own
    "families", "hubs", "loads", "rows", "hub_counts", "group_is_spread", "broken", "penalty", "unplaced", "hub_order",
    "changed", "best", "journal", "queue", "left", "queue_gain",
)  # fmt: skip
FIXED: Final = (  # and those that runs share, or that are numbers
    "pair_family", "pair_cost", "size_cost", "load_weight", "row_pair", "row_unplaced", "row_hub", "near_families",
    "near_hubs", "apart", "groups", "counts", "counted", "counted_slices",
    "value", "best_value", "n_open", "n_unplaced", "n_changed", "n_steps",
    "n_families", "n_hubs", "n_loads", "n_rows", "n_counts", "n_breaches",
)  # fmt: skip


def lay_out(model: Model, objective: Linear) -> SearchState:
    """Lay out a model and an objective, no hub open and nobody placed."""
    n, m = model.n_families, model.n_hubs
    state = SearchState()
    state.n_families, state.n_hubs, state.n_loads, state.n_rows = n, m, len(model.loads), len(model.rows)
    state.n_open, state.n_unplaced, state.n_changed, state.n_steps = 0, n, 0, 0
    state.value, state.best_value = int(objective.constant + objective.unplaced.sum()), UNLIMITED
    state.random = 1
    families, hubs = _families(model, objective), _hubs(model, objective)
    _fill_lists(state, families, hubs, model, objective)
    state.families, state.hubs = families, hubs
    state.pair_family, state.pair_cost = _own(model.family), _own(objective.pair)
    state.size_cost = np.array([_longer(each.size, n + 2) for each in (objective, *(row.linear for row in model.rows))])
    _fill_loads(state, model)
    rows = _fill_rows(state, model)
    _fill_counts(state, model, objective)
    state.n_breaches = FIRST_LOAD + state.n_loads + state.n_rows + len(model.mixes)
    broken = np.zeros(state.n_breaches, np.int64)
    broken[PLACE] = np.count_nonzero(~model.may_be_unplaced)
    broken[FIRST_LOAD + state.n_loads : FIRST_LOAD + state.n_loads + state.n_rows] = np.maximum(
        rows["low"] - rows["value"], 0
    ) + np.maximum(rows["value"] - rows["high"], 0)
    state.broken, state.penalty = broken, np.ones(state.n_breaches)
    state.unplaced, state.hub_order = np.arange(n, dtype=np.int32), np.arange(m, dtype=np.int32)
    state.changed, state.best = np.zeros(n, np.int32), np.full(n, -1, np.int32)
    state.queue, state.left, state.queue_gain = np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n)
    state.journal = _records(10 * n + 128 + 8 * state.n_counts * n, STEP)
    return state


def copy_of(state: SearchState, seed: int) -> SearchState:
    """Give a copy of a state to search in, with its own random numbers."""
    copied = SearchState()
    for name in FIXED:
        setattr(copied, name, getattr(state, name))
    for name in CHANGING:
        setattr(copied, name, np.array(getattr(state, name), subok=True))
    copied.random = int(np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] | np.uint64(1))
    return copied


def array_of(view: object) -> NDArray[Any]:
    """Give an array of a state as numpy knows it, without a copy."""
    return np.asarray(cast(Any, view))


def _records(n: int | tuple[int, int], layout: np.dtype[np.void]) -> "np.recarray[Any, Any]":
    """Make records of zeros, whose fields can be reached by name also where nothing is compiled."""
    return np.zeros(n, layout).view(np.recarray)


def _families(model: Model, objective: Linear) -> "np.recarray[Any, Any]":
    families = _records(model.n_families, FAMILY)
    for name in ("hub", "pair", "own_hub", "following", "preceding"):
        families[name] = -1
    families["own_hub"][model.hub_family] = np.arange(model.n_hubs)
    families["unplaced_at"] = np.arange(model.n_families)
    families["unplaced_cost"] = objective.unplaced
    families["must_be_placed"] = ~model.may_be_unplaced
    return families


def _hubs(model: Model, objective: Linear) -> "np.recarray[Any, Any]":
    hubs = _records(model.n_hubs, HUB)
    hubs["cost"], hubs["low"], hubs["high"] = objective.hub, model.low, model.high
    hubs["home"], hubs["order_at"] = model.hub_family, np.arange(model.n_hubs)
    hubs["pair_begin"], hubs["pair_end"] = model.start[:-1], model.start[1:]
    hubs["first_satellite"] = -1
    hubs["must_open"], hubs["may_open"] = model.must_open, model.may_open | model.must_open
    return hubs


def _fill_lists(
    state: SearchState, families: NDArray[np.void], hubs: NDArray[np.void], model: Model, objective: Linear
) -> None:
    """Make the lists of what is near, apart and together, and note where each begins and ends."""
    guide = _guide(model, objective)
    start, pairs, n_pairs = cheapest_by_family(model, guide, N_NEAR)
    near = _records(len(pairs), NEAR)
    near["pair"], near["hub"] = pairs, np.searchsorted(model.start, pairs, side="right") - 1
    families["near_is_all"] = n_pairs <= N_NEAR
    families["near_begin"], families["near_end"] = start[:-1], start[1:]
    start, near_hubs = cheapest_by_hub(model, guide, N_NEAR)
    hubs["near_begin"], hubs["near_end"] = start[:-1], start[1:]
    start, apart = _neighbours(model.n_families, model.apart)
    families["apart_begin"], families["apart_end"] = start[:-1], start[1:]
    group_of, start, members = _groups(model.n_families, model.together)
    families["group_begin"], families["group_end"] = start[group_of], start[group_of + 1]
    state.near_families = near
    state.near_hubs, state.apart, state.groups = (each.astype(np.int32) for each in (near_hubs, apart, members))


def _fill_loads(state: SearchState, model: Model) -> None:
    loads = _records((model.n_hubs, len(model.loads)), LOAD)
    weight = np.zeros((model.n_families, len(model.loads)), np.int64)
    for k, load in enumerate(model.loads):
        weight[:, k] = load.weight
        loads["value"][:, k], loads["low"][:, k], loads["high"][:, k] = load.own, load.low, load.high
    state.loads, state.load_weight = loads, weight


def _fill_rows(state: SearchState, model: Model) -> NDArray[np.void]:
    rows = _records(len(model.rows), ROW)
    unplaced = np.zeros((model.n_families, len(model.rows)), np.int64)
    hub = np.zeros((model.n_hubs, len(model.rows)), np.int64)
    with_pairs: list[IntArray] = []
    for k, row in enumerate(model.rows):
        unplaced[:, k], hub[:, k] = row.linear.unplaced, row.linear.hub
        rows["low"][k] = -UNLIMITED if row.low is None else row.low
        rows["high"][k] = UNLIMITED if row.high is None else row.high
        rows["value"][k] = row.linear.constant + row.linear.unplaced.sum()
        rows["pair_line"][k] = len(with_pairs) if np.any(row.linear.pair) else -1
        if np.any(row.linear.pair):
            with_pairs.append(row.linear.pair)
    state.rows, state.row_unplaced, state.row_hub = rows, unplaced, hub
    state.row_pair = np.array(with_pairs, dtype=np.int64).reshape(len(with_pairs), model.n_pairs)
    return rows


def _fill_counts(state: SearchState, model: Model, objective: Linear) -> None:
    written = write_counts(counts_of(model, objective), model.n_families)
    state.counts, state.counted, state.counted_slices = written.counts, written.numbers, written.slices
    state.n_counts = len(written.counts)
    state.hub_counts = np.zeros((model.n_hubs, state.n_counts), np.int64)
    state.group_is_spread = np.zeros(written.n_groups, np.int8)


def _guide(model: Model, objective: Linear) -> IntArray:
    """Give what tells near from far: the pairs of the objective, or of the first row that has any."""
    for linear in (objective, *(row.linear for row in model.rows)):
        if np.any(linear.pair):
            return _own(linear.pair)
    return _own(objective.pair)


def _own(values: IntArray) -> IntArray:
    return np.ascontiguousarray(values, dtype=np.int64)


def _longer(size: IntArray, length: int) -> IntArray:
    """Continue the cost of a size in its last step, as the search passes through sizes that do not hold."""
    step = int(size[-1] - size[-2]) if len(size) > 1 else 0
    beyond = np.arange(1, max(length - len(size), 0) + 1)
    return np.concatenate([size, size[-1] + step * beyond])[:length].astype(np.int64)


def _neighbours(n: int, pairs: IntArray) -> tuple[IntArray, IntArray]:
    both = np.concatenate([pairs, pairs[:, ::-1]]).reshape(-1, 2)
    both = both[np.argsort(both[:, 0], kind="stable")]
    return np.searchsorted(both[:, 0], np.arange(n + 1)), both[:, 1]


def _groups(n: int, together: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Give the group of each family, where the members of each begin, and the members."""
    root = np.arange(n)
    join_edges(root, *(np.ascontiguousarray(side) for side in together.reshape(-1, 2).T))
    find_all(root)
    _, group_of = np.unique(root, return_inverse=True)
    start = np.concatenate([[0], np.cumsum(np.bincount(group_of))]).astype(np.int64)
    return group_of, start, np.argsort(group_of, kind="stable")
