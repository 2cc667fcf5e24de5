"""Rules and counts about one constellation that are no sums: groups to mix, and who lacks a helper.

Searches judge a constellation as a whole here; before it is whole, its bound leaves out the mixes and counts no lack.
"""

from typing import NamedTuple

import numpy as np

from optimizer.model import BoolArray, IntArray, Lack, Linear, Model
from optimizer.search.compiled import compiled


class Checks(NamedTuple):
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


def checks_of(model: Model, linears: list[Linear], member: IntArray, member_start: IntArray) -> Checks:
    """Gather what is judged; ``linears`` are the objective and the rows."""
    lacks = [(number, linear.lack) for number, linear in enumerate(linears) if linear.lack is not None]
    anchor = np.concatenate([np.zeros(0, np.int64), *(lack.anchor for _, lack in lacks)])
    order = np.argsort(anchor, kind="stable")
    helpers = [part for _, lack in lacks for part in _helpers(lack)]
    helpers = [helpers[i] for i in order]
    sets = np.concatenate([np.zeros(0, np.int64), *(np.full(len(lack.anchor), number) for number, lack in lacks)])
    as_hub = np.concatenate([np.zeros(0, np.bool_), *(np.full(len(lack.anchor), lack.as_hub) for _, lack in lacks)])
    share = [mix.share or (1, 1) for mix in model.mixes]
    return Checks(
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
def concerns(checks: Checks) -> bool:
    """Tell whether anything is judged at all."""
    return len(checks.least) > 0 or len(checks.anchor_set) > 0


@compiled
def without(checks: Checks) -> Checks:
    """Give checks that judge nothing."""
    return Checks(
        checks.member,
        checks.member_start,
        checks.kind[:0],
        checks.least[:0],
        checks.part[:0],
        checks.whole[:0],
        np.zeros(len(checks.anchor_start), np.int64),
        checks.anchor_set[:0],
        checks.anchor_as_hub[:0],
        checks.helper[:0],
        checks.helper_start[:1],
    )


@compiled
def relief(checks: Checks, weight: IntArray) -> int:
    """Give the most that lacks of a constellation can take off its cost, which only rows from below allow."""
    total = 0
    for s in checks.anchor_set:
        total += max(-weight[s], 0)
    return total


@compiled
def _mixed(inside: IntArray, checks: Checks) -> bool:
    n = len(inside)
    for x in range(len(checks.least)):
        kinds, most = 0, 0
        for i in range(n):
            same, first = 0, True
            for j in range(n):
                if checks.kind[x, inside[j]] == checks.kind[x, inside[i]]:
                    same += 1
                    first = first and j >= i
            kinds += first
            most = max(most, same)
        if kinds < checks.least[x] or most * checks.whole[x] > n * checks.part[x]:
            return False
    return True


@compiled
def _helped(at: int, inside: IntArray, checks: Checks) -> bool:
    """Tell whether any of some families helps against a lack."""
    begin, end = checks.helper_start[at], checks.helper_start[at + 1]
    for family in inside:
        low, high = begin, end
        while low < high:
            middle = (low + high) // 2
            if checks.helper[middle] < family:
                low = middle + 1
            else:
                high = middle
        if low < end and checks.helper[low] == family:
            return True
    return False


@compiled
def judged(groups: IntArray, home: int, checks: Checks, counts: IntArray) -> bool:
    """Tell whether the constellation of some groups, its hub home ``home``, mixes as asked; ``counts`` gets its lacks.

    Parameters
    ----------
    counts
        Filled with how many lack a helper, for the objective and each row.
    """
    counts[:] = 0
    size = 0
    for g in groups:
        size += checks.member_start[g + 1] - checks.member_start[g]
    inside = np.empty(size, np.int64)
    n = 0
    for g in groups:
        for p in range(checks.member_start[g], checks.member_start[g + 1]):
            inside[n] = checks.member[p]
            n += 1
    if not _mixed(inside, checks):
        return False
    for f in inside:
        for at in range(checks.anchor_start[f], checks.anchor_start[f + 1]):
            if (f == home or not checks.anchor_as_hub[at]) and not _helped(at, inside, checks):
                counts[checks.anchor_set[at]] += 1
    return True


@compiled
def judge_all(
    start: IntArray, group: IntArray, home: IntArray, checks: Checks, good: BoolArray, counts: IntArray
) -> None:
    """Judge constellations whose groups are ``group[start[c]:start[c + 1]]``; ``counts`` has a row for each."""
    for c in range(len(home)):
        good[c] = judged(group[start[c] : start[c + 1]], home[c], checks, counts[c])
