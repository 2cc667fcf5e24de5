"""Cut a plan into tiles of neighbouring constellations, to be improved one by one or side by side."""

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.search.choices import evaluate
from optimizer.search.compiled import compiled
from optimizer.search.primal.board import F_GROUP, F_NEAR, F_NEAR_END, H_HOME, Board
from optimizer.search.submodel import Part, closure, submodel

_LINKS = 16


def tiles(board: Board, choice: Choice, n_most: int, seed: int) -> IntArray:
    """Give, shape ``(n,)``, the number of the tile of each family: whole constellations, some ``n_most`` families each.

    Parameters
    ----------
    board
        The whole model, laid out; its plan is not read.
    choice
        The plan to cut.
    n_most
        A tile takes no further constellation once it has as many families.
    seed
        Where tiles begin.
    """
    order = np.random.default_rng(seed).permutation(len(board.hub))
    tile: IntArray = _tile(board, choice.hub_of, order, n_most)
    return tile


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
def _tile(b, hub_of, order, n_most):  # type: ignore[no-untyped-def]  # noqa: PLR0912
    n = len(b.fam)
    m = len(b.hub)
    members_start = np.zeros(m + 1, np.int64)
    for family in range(n):
        if hub_of[family] >= 0:
            members_start[hub_of[family] + 1] += 1
    members_start = np.cumsum(members_start)
    at = members_start[:-1].copy()
    members = np.empty(n, np.int64)
    for family in range(n):
        hub = hub_of[family]
        if hub >= 0:
            members[at[hub]] = family
            at[hub] += 1
    tile_of_hub = np.full(m, -1, np.int64)
    links = np.zeros(m, np.int64)
    frontier = np.empty(m, np.int64)
    n_tiles = 0
    for seed in order:
        if tile_of_hub[seed] >= 0 or members_start[seed + 1] == members_start[seed]:
            continue
        n_frontier = 1
        frontier[0] = seed
        links[seed] = 1
        size = 0
        while n_frontier > 0 and size < n_most:
            best = 0
            for number in range(1, n_frontier):
                if links[frontier[number]] > links[frontier[best]]:
                    best = number
            hub = frontier[best]
            n_frontier -= 1
            frontier[best] = frontier[n_frontier]
            tile_of_hub[hub] = n_tiles
            size += members_start[hub + 1] - members_start[hub]
            for place in range(members_start[hub], members_start[hub + 1]):
                family = members[place]
                end = min(b.fam[family, F_NEAR_END], b.fam[family, F_NEAR] + 2 * _LINKS)
                for item in range(b.fam[family, F_NEAR], end, 2):
                    other = hub_of[b.hub[b.lists[item + 1], H_HOME]]
                    if other >= 0 and tile_of_hub[other] < 0:
                        if links[other] == 0:
                            frontier[n_frontier] = other
                            n_frontier += 1
                        links[other] += 1
        for number in range(n_frontier):
            links[frontier[number]] = 0
        n_tiles += 1
    return _spread(b, hub_of, tile_of_hub, n_tiles)


@compiled
def _spread(b, hub_of, tile_of_hub, n_tiles):  # type: ignore[no-untyped-def]
    """Give every family the tile of its hub; an unplaced one that of a plan near the first of its group."""
    tile = np.empty(len(hub_of), np.int64)
    for family in range(len(hub_of)):
        hub = hub_of[family]
        if hub >= 0:
            tile[family] = tile_of_hub[hub]
            continue
        first = b.lists[b.fam[family, F_GROUP]]
        tile[family] = first % max(n_tiles, 1)
        for item in range(b.fam[first, F_NEAR], b.fam[first, F_NEAR_END], 2):
            other = hub_of[b.hub[b.lists[item + 1], H_HOME]]
            if other >= 0:
                tile[family] = tile_of_hub[other]
                break
    return tile
