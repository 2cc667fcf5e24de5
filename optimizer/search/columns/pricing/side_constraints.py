"""Rules and counts about one constellation that are no sums: groups to mix, and who lacks a helper.

Searches judge a constellation as a whole here; before it is whole, its bound leaves out the mixes and counts no lack.
"""

from typing import NamedTuple

import numpy as np

from optimizer.model import BoolArray, IntArray, Lack, Linear, Model
from optimizer.search.compiled import compiled


class SideConstraints(NamedTuple):
    """What is judged, as arrays for compiled code; ``X`` mixes, ``L`` anchors.

    Attributes
    ----------
    member, member_start
        The families of group ``g`` are ``member[member_start[g]:member_start[g + 1]]``.
    kind, least, part, whole
        Shapes ``(X, n)`` and ``(X,)``: the kind of each family, the fewest kinds, and the largest share of one.
    anchor_start, anchor_set, anchor_as_hub
        The lacks of family ``f`` are ``anchor_start[f]:anchor_start[f + 1]``; the value that each counts for (0 is the
        objective, then the rows), and whether only as the hub home.
    helper, helper_start
        Those who help against each of them, ascending.
    """

    member: IntArray
    member_start: IntArray
    kind: IntArray
    least: IntArray
    part: IntArray
    whole: IntArray
    anchor_start: IntArray
    anchor_set: IntArray
    anchor_as_hub: BoolArray
    helper: IntArray
    helper_start: IntArray


def side_constraints_of(
    model: Model, linears: list[Linear], member: IntArray, member_start: IntArray
) -> SideConstraints:
    """Gather what is judged; ``linears`` are the objective and the rows."""
    lacks = [(number, linear.lack) for number, linear in enumerate(linears) if linear.lack is not None]
    anchor = np.concatenate([np.zeros(0, np.int64), *(lack.anchor for _, lack in lacks)])
    order = np.argsort(anchor, kind="stable")
    helpers = [part for _, lack in lacks for part in _helpers(lack)]
    helpers = [helpers[i] for i in order]
    sets = np.concatenate([np.zeros(0, np.int64), *(np.full(len(lack.anchor), number) for number, lack in lacks)])
    as_hub = np.concatenate([np.zeros(0, np.bool_), *(np.full(len(lack.anchor), lack.as_hub) for _, lack in lacks)])
    share = [mix.share or (1, 1) for mix in model.mixes]
    return SideConstraints(
        member,
        member_start,
        np.array([mix.group for mix in model.mixes], np.int64).reshape(len(model.mixes), model.n_families),
        np.array([mix.least for mix in model.mixes], np.int64),
        np.array([part for part, _ in share], np.int64),
        np.array([whole for _, whole in share], np.int64),
        np.searchsorted(anchor[order], np.arange(model.n_families + 1)).astype(np.int64),
        sets[order].astype(np.int64),
        as_hub[order],
        np.concatenate([np.zeros(0, np.int64), *helpers]),
        np.append(0, np.cumsum([len(part) for part in helpers])).astype(np.int64),
    )


def _helpers(lack: Lack) -> list[IntArray]:
    return [lack.helper[lack.start[i] : lack.start[i + 1]] for i in range(len(lack.anchor))]


@compiled
def is_constrained(side_constraints: SideConstraints) -> bool:
    """Tell whether anything is judged at all."""
    return len(side_constraints.least) > 0 or len(side_constraints.anchor_set) > 0


@compiled
def without(side_constraints: SideConstraints) -> SideConstraints:
    """Give side constraints that judge nothing."""
    return SideConstraints(
        side_constraints.member,
        side_constraints.member_start,
        side_constraints.kind[:0],
        side_constraints.least[:0],
        side_constraints.part[:0],
        side_constraints.whole[:0],
        np.zeros(len(side_constraints.anchor_start), np.int64),
        side_constraints.anchor_set[:0],
        side_constraints.anchor_as_hub[:0],
        side_constraints.helper[:0],
        side_constraints.helper_start[:1],
    )


@compiled
def lack_credit(side_constraints: SideConstraints, weight: IntArray) -> int:
    """Give the most that lacks of a constellation can take off its cost, which only rows from below allow."""
    total = 0
    for s in side_constraints.anchor_set:
        total += max(-weight[s], 0)
    return total


@compiled
def _mixed(inside: IntArray, side_constraints: SideConstraints) -> bool:
    n = len(inside)
    for x in range(len(side_constraints.least)):
        kinds, most = 0, 0
        for i in range(n):
            same, first = 0, True
            for j in range(n):
                if side_constraints.kind[x, inside[j]] == side_constraints.kind[x, inside[i]]:
                    same += 1
                    first = first and j >= i
            kinds += first
            most = max(most, same)
        if kinds < side_constraints.least[x] or most * side_constraints.whole[x] > n * side_constraints.part[x]:
            return False
    return True


@compiled
def _helped(at: int, inside: IntArray, side_constraints: SideConstraints) -> bool:
    """Tell whether any of some families helps against a lack."""
    begin, end = side_constraints.helper_start[at], side_constraints.helper_start[at + 1]
    for family in inside:
        low, high = begin, end
        while low < high:
            middle = (low + high) // 2
            if side_constraints.helper[middle] < family:
                low = middle + 1
            else:
                high = middle
        if low < end and side_constraints.helper[low] == family:
            return True
    return False


@compiled
def satisfies(groups: IntArray, home: int, side_constraints: SideConstraints, counts: IntArray) -> bool:
    """Tell whether the constellation of some groups, its hub home ``home``, mixes as asked; ``counts`` gets its lacks.

    Parameters
    ----------
    counts
        Filled with how many lack a helper, for the objective and each row.
    """
    counts[:] = 0
    size = 0
    for g in groups:
        size += side_constraints.member_start[g + 1] - side_constraints.member_start[g]
    inside = np.empty(size, np.int64)
    n = 0
    for g in groups:
        for p in range(side_constraints.member_start[g], side_constraints.member_start[g + 1]):
            inside[n] = side_constraints.member[p]
            n += 1
    if not _mixed(inside, side_constraints):
        return False
    for f in inside:
        for at in range(side_constraints.anchor_start[f], side_constraints.anchor_start[f + 1]):
            if (f == home or not side_constraints.anchor_as_hub[at]) and not _helped(at, inside, side_constraints):
                counts[side_constraints.anchor_set[at]] += 1
    return True


@compiled
def mark_satisfied(
    start: IntArray,
    group: IntArray,
    home: IntArray,
    side_constraints: SideConstraints,
    good: BoolArray,
    counts: IntArray,
) -> None:
    """Judge constellations whose groups are ``group[start[c]:start[c + 1]]``; ``counts`` has a row for each."""
    for c in range(len(home)):
        good[c] = satisfies(group[start[c] : start[c + 1]], home[c], side_constraints, counts[c])
