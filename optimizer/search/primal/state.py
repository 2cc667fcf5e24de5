"""The board that the compiled search plays on: a model, an objective and a changing plan, in a few arrays.

Numba hands every array of a tuple on by value, so a move costs as much as there are arrays; hence few of them, with
named columns. Rules may be broken while the search passes through: what is broken is counted by kind
(``total[T_BROKEN:]``) and weighed (``floats``). Pairs that do not exist and families kept apart are never broken.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.model import IntArray, Linear, Model
from optimizer.search.primal.counted import counts_of, write_counts
from optimizer.search.primal.neighbour_lists import cheapest_by_family, cheapest_by_hub

N_NEAR: Final = 96
"""So many hubs at most are looked at from a family, and families from a hub, the cheapest pairs first."""

UNLIMITED: Final = 1 << 60
"""Stands for a row without a limit, on the board only."""

# Columns of ``fam``: the plan, the family, slices of ``lists``, and then lists that are as long as there are families.
F_HUB, F_PAIR, F_OWN, F_GROUP, F_GROUP_END, F_UNPLACED, F_MUST, F_NEAR, F_NEAR_END = range(9)
F_AFTER, F_BEFORE, F_LOOSE_AT, F_CHANGED_AT, F_ALL, F_APART, F_APART_END = range(9, 16)
F_LOOSE, F_CHANGED, F_BEST, F_QUEUE, F_LEFT, F_MORE = range(16, 22)
# Columns of ``hub``; ``H_ORDER`` lists the open hubs first.
H_SIZE, H_OPEN, H_LOW, H_HIGH, H_HOME, H_START, H_END, H_HEAD, H_ORDER_AT = range(9)
H_COST, H_MUST, H_MAY, H_WIDE, H_WIDE_END, H_ORDER, H_MORE = range(9, 16)
# Columns of ``rows``.
R_LOW, R_HIGH, R_VALUE, R_PAIR = range(4)
# Places of ``total``.
T_VALUE, T_OPEN, T_LOOSE, T_STEPS, T_BEST, T_CHANGED, T_LOADS, T_ROWS, T_KINDS, T_BROKEN = range(10)
# Kinds of breach: satellites too few or too many, families that must be placed, then each load, each row,
# each mix.
K_SIZE, K_PLACE, K_LOAD = range(3)


class Board(NamedTuple):
    """A model, an objective and a plan.

    Attributes
    ----------
    fam
        Shape ``(n, F_MORE + loads + rows)``: beyond ``F_MORE`` the weight in each load, the value when unplaced in
        each row.
    hub
        Shape ``(m, H_MORE + 3 · loads + rows)``: beyond ``H_MORE`` now, low and high of each load, then the value of
        being open in each row.
    family, cost
        Shape ``(P,)``: family of each pair, and its value in the objective.
    row_pair
        The values of the pairs in each row that has any.
    lists
        Pairs and hubs near a family (two numbers each), pairs near a hub, families kept apart and together.
    sizes
        Shape ``(1 + rows, n + 2)``: the value of each size in the objective and in each row.
    rows
        Limits and value of each row, and its place in ``row_pair`` or -1.
    steps
        The journal that takes a compound move back.
    total
        Value, counts, and what is broken by kind.
    floats
        The weight of each kind of breach, then a scratch list.
    random
        State of the random numbers.
    counts
        What is counted in a constellation or over groups, one line each (:mod:`.counts`); beyond the columns above,
        ``fam`` holds for each a group or a slice of ``lists``, and ``hub`` what the constellation counts now.
    """

    fam: IntArray
    hub: IntArray
    family: IntArray
    cost: IntArray
    row_pair: IntArray
    lists: NDArray[np.int32]
    sizes: IntArray
    rows: IntArray
    steps: IntArray
    total: IntArray
    floats: NDArray[np.float64]
    random: NDArray[np.uint64]
    counts: IntArray


def lay_out(model: Model, objective: Linear) -> Board:
    """Lay out a model and an objective, no hub open and nobody placed."""
    n, m, n_loads, n_rows = model.n_families, model.n_hubs, len(model.loads), len(model.rows)
    linears = [row.linear for row in model.rows]
    counted = counts_of(model, objective)
    n_kinds = K_LOAD + n_loads + n_rows + len(model.mixes)
    fam = np.full((n, F_MORE + n_loads + n_rows + 2 * len(counted)), -1, dtype=np.int64)
    hub = np.full((m, H_MORE + 3 * n_loads + n_rows + len(counted)), -1, dtype=np.int64)
    hub[:, H_MORE + 3 * n_loads + n_rows :] = 0
    with_pairs = [linear.pair for linear in linears if np.any(linear.pair)]
    rows = np.zeros((n_rows, 4), dtype=np.int64)
    for k, row in enumerate(model.rows):
        fam[:, F_MORE + n_loads + k] = row.linear.unplaced
        hub[:, H_MORE + 3 * n_loads + k] = row.linear.hub
        rows[k, R_LOW] = -UNLIMITED if row.low is None else row.low
        rows[k, R_HIGH] = UNLIMITED if row.high is None else row.high
        rows[k, R_VALUE] = row.linear.constant + row.linear.unplaced.sum()
        rows[k, R_PAIR] = sum(bool(np.any(linear.pair)) for linear in linears[:k]) if np.any(row.linear.pair) else -1
    for k, load in enumerate(model.loads):
        fam[:, F_MORE + k] = load.weight
        hub[:, H_MORE + 3 * k : H_MORE + 3 * k + 3] = np.stack([load.own, load.low, load.high], axis=1)
    _fill_families(fam, model, objective)
    _fill_hubs(hub, model, objective)
    lists = _lists(fam, hub, model, objective)
    lists, counts, n_groups = write_counts(counted, fam[:, F_MORE + n_loads + n_rows :], lists)
    total = np.zeros(T_BROKEN + n_kinds + n_groups, dtype=np.int64)
    total[[T_VALUE, T_LOOSE, T_BEST]] = objective.constant + objective.unplaced.sum(), n, UNLIMITED
    total[[T_LOADS, T_ROWS, T_KINDS]] = n_loads, n_rows, n_kinds
    total[T_BROKEN + K_PLACE] = fam[:, F_MUST].sum()
    first_row = T_BROKEN + K_LOAD + n_loads
    total[first_row : first_row + n_rows] = np.maximum(rows[:, R_LOW] - rows[:, R_VALUE], 0) + np.maximum(
        rows[:, R_VALUE] - rows[:, R_HIGH], 0
    )
    return Board(
        fam=fam,
        hub=hub,
        family=_own(model.family),
        cost=_own(objective.pair),
        row_pair=np.array(with_pairs, dtype=np.int64).reshape(len(with_pairs), model.n_pairs),
        lists=lists,
        sizes=np.array([_longer(linear.size, n + 2) for linear in (objective, *linears)]),
        rows=rows,
        steps=np.zeros((10 * n + 128 + 8 * len(counted) * n, 4), dtype=np.int64),
        total=total,
        floats=np.ones(n_kinds + n + 1),
        random=np.ones(1, dtype=np.uint64),
        counts=counts,
    )


def clear(board: Board, seed: int) -> Board:
    """Give a copy of an empty board to play on, with its own random numbers."""
    changing = {name: getattr(board, name).copy() for name in ("fam", "hub", "rows", "steps", "total", "floats")}
    start = np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)
    return board._replace(random=start, **changing)


def weights(board: Board) -> NDArray[np.float64]:
    """Give the weight of each kind of breach, as a view that may be written."""
    return board.floats[: board.total[T_KINDS]]


def _fill_families(fam: IntArray, model: Model, objective: Linear) -> None:
    fam[model.hub_family, F_OWN] = np.arange(model.n_hubs)
    fam[:, F_UNPLACED] = objective.unplaced
    fam[:, F_MUST] = ~model.may_be_unplaced
    fam[:, F_CHANGED_AT] = 0
    fam[:, F_LOOSE] = fam[:, F_LOOSE_AT] = np.arange(model.n_families)


def _fill_hubs(hub: IntArray, model: Model, objective: Linear) -> None:
    hub[:, [H_SIZE, H_OPEN]] = 0
    hub[:, H_LOW], hub[:, H_HIGH] = model.low, model.high
    hub[:, H_HOME], hub[:, H_COST] = model.hub_family, objective.hub
    hub[:, H_START], hub[:, H_END] = model.start[:-1], model.start[1:]
    hub[:, H_MUST], hub[:, H_MAY] = model.must_open, model.may_open | model.must_open
    hub[:, H_ORDER] = hub[:, H_ORDER_AT] = np.arange(model.n_hubs)


def _lists(fam: IntArray, hub: IntArray, model: Model, objective: Linear) -> NDArray[np.int32]:
    """Give all lists as one, and write where each begins and ends into the columns."""
    guide = _guide(model, objective)
    near_start, near, n_pairs = cheapest_by_family(model, guide, N_NEAR)
    wide_start, wide = cheapest_by_hub(model, guide, N_NEAR)
    apart_start, apart = _neighbours(model.n_families, model.apart)
    group_of, group_start, group = _groups(model.n_families, model.together)
    fam[:, F_ALL] = n_pairs <= N_NEAR
    fam[:, F_NEAR], fam[:, F_NEAR_END] = 2 * near_start[:-1], 2 * near_start[1:]
    hubs = np.searchsorted(model.start, near, side="right") - 1
    offset = 2 * len(near)
    hub[:, H_WIDE], hub[:, H_WIDE_END] = offset + wide_start[:-1], offset + wide_start[1:]
    offset += len(wide)
    fam[:, F_APART], fam[:, F_APART_END] = offset + apart_start[:-1], offset + apart_start[1:]
    offset += len(apart)
    fam[:, F_GROUP], fam[:, F_GROUP_END] = offset + group_start[group_of], offset + group_start[group_of + 1]
    return np.concatenate([np.stack([near, hubs], axis=1).ravel(), wide, apart, group]).astype(np.int32)


def _guide(model: Model, objective: Linear) -> IntArray:
    """Give what tells near from far: the pairs of the objective, or of the first row that has any."""
    for linear in (objective, *(row.linear for row in model.rows)):
        if np.any(linear.pair):
            return _own(linear.pair)
    return _own(objective.pair)


def _own(values: IntArray) -> IntArray:
    """Give an array that numba sees as writable, so that one compiled search serves all."""
    array = np.ascontiguousarray(values, dtype=np.int64)
    return array if array.flags.writeable else array.copy()


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
    label, before = np.arange(n), np.full(n, -1)
    while len(together) and not np.array_equal(before, label):
        before = label.copy()
        least = np.minimum(label[together[:, 0]], label[together[:, 1]])
        np.minimum.at(label, together[:, 0], least)
        np.minimum.at(label, together[:, 1], least)
    _, group_of = np.unique(label, return_inverse=True)
    start = np.concatenate([[0], np.cumsum(np.bincount(group_of))]).astype(np.int64)
    return group_of, start, np.argsort(group_of, kind="stable")
