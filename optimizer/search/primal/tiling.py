"""Cut tiles of neighbouring constellations out of a plan, to be improved one by one or side by side."""

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.search.compiled import compiled
from optimizer.search.evaluation import evaluate
from optimizer.search.primal.state import F_GROUP, F_NEAR, F_NEAR_END, H_HOME, Board
from optimizer.search.submodel import Part, closure, submodel

_LINKS = 16


def tile_around(board: Board, choice: Choice, seeds: IntArray, n_most: int, busy: BoolArray) -> BoolArray:
    """Tell, shape ``(n,)``, which families are in a tile: whole constellations, those most linked to a seed first.

    Parameters
    ----------
    board
        The whole model, laid out; its plan is not read.
    choice
        The plan to cut.
    seeds
        Open hubs to begin at, each with an equal part of the tile.
    n_most
        A tile takes no further constellation once it has as many families.
    busy
        Shape ``(n,)``: families of constellations that stay out of the tile.
    """
    chosen = np.zeros(len(board.hub), dtype=np.bool_)
    for seed in seeds:
        _grow(board, choice.hub_of, seed, n_most // len(seeds), busy, chosen)
    inside: BoolArray = _with_unplaced(board, choice.hub_of, chosen, busy)
    return inside


def tile_part(model: Model, objective: Linear, choice: Choice, inside: BoolArray, slack: bool) -> Part:
    """Cut out a tile; without ``slack`` its rows hold at what they are, so tiles changed side by side still fit."""
    part = submodel(model, choice, closure(model, choice, inside, objective))
    if slack or not model.rows:
        return part
    rows = []
    for row in part.model.rows:
        value = evaluate(part.model, row.linear, part.choice)
        low = None if row.low is None else max(row.low, value)
        rows.append(Row(row.key, row.linear, low, None if row.high is None else min(row.high, value)))
    return part.with_rows(tuple(rows))


@compiled
def _members(hub_of, m):  # type: ignore[no-untyped-def]
    """List the families of each hub, one hub after the other."""
    start = np.zeros(m + 1, np.int64)
    for hub in hub_of:
        if hub >= 0:
            start[hub + 1] += 1
    start = np.cumsum(start)
    at = start[:-1].copy()
    members = np.empty(start[-1], np.int64)
    for family in range(len(hub_of)):
        hub = hub_of[family]
        if hub >= 0:
            members[at[hub]] = family
            at[hub] += 1
    return start, members


@compiled
def _grow(b, hub_of, seed, n_most, busy, chosen):  # type: ignore[no-untyped-def]
    """Add constellations around a seed to those chosen, until those added hold ``n_most`` families."""
    start, members = _members(hub_of, len(b.hub))
    size = 0
    links = np.zeros(len(b.hub), np.int64)
    frontier = np.empty(len(b.hub), np.int64)
    n_frontier = 1
    frontier[0] = seed
    links[seed] = 1
    while n_frontier > 0 and size < n_most:
        best = 0
        for number in range(1, n_frontier):
            if links[frontier[number]] > links[frontier[best]]:
                best = number
        hub = frontier[best]
        n_frontier -= 1
        frontier[best] = frontier[n_frontier]
        if chosen[hub] or busy[b.hub[hub, H_HOME]]:
            continue
        chosen[hub] = True
        size += start[hub + 1] - start[hub]
        for place in range(start[hub], start[hub + 1]):
            family = members[place]
            end = min(b.fam[family, F_NEAR_END], b.fam[family, F_NEAR] + 2 * _LINKS)
            for item in range(b.fam[family, F_NEAR], end, 2):
                other = hub_of[b.hub[b.lists[item + 1], H_HOME]]
                if other >= 0:
                    if links[other] == 0:
                        frontier[n_frontier] = other
                        n_frontier += 1
                    links[other] += 1


@compiled
def _with_unplaced(b, hub_of, chosen, busy):  # type: ignore[no-untyped-def]
    """Give the families of the chosen hubs, and the unplaced ones for whose group one of these is the nearest.

    A group with nobody placed near it goes with the hub that its nearest candidate draws, so that all of a quarter
    without a constellation is in one tile.
    """
    inside = np.zeros(len(hub_of), np.bool_)
    opened = np.unique(hub_of[hub_of >= 0])
    for family in range(len(hub_of)):
        hub = hub_of[family]
        if hub < 0 and len(opened) > 0:
            first = b.lists[b.fam[family, F_GROUP]]
            nearest = first
            if b.fam[first, F_NEAR] < b.fam[first, F_NEAR_END]:
                nearest = b.lists[b.fam[first, F_NEAR] + 1]
            hub = opened[(nearest * 7919) % len(opened)]
            for item in range(b.fam[first, F_NEAR], b.fam[first, F_NEAR_END], 2):
                other = hub_of[b.hub[b.lists[item + 1], H_HOME]]
                if other >= 0:
                    hub = other
                    break
        inside[family] = hub >= 0 and chosen[hub] and not busy[family]
    return inside
