"""Cut tiles of neighbouring constellations out of a plan, to be improved one by one or side by side."""

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.search.evaluation import evaluate
from optimizer.search.primal.links import Frontier, grow_tile, mark_families
from optimizer.search.primal.state import SearchState
from optimizer.search.submodel import Part, closure, submodel


def tile_around(state: SearchState, choice: Choice, seeds: IntArray, n_most: int, busy: BoolArray) -> BoolArray:
    """Tell, shape ``(n,)``, which families are in a tile: whole constellations, those most linked to a seed first.

    Parameters
    ----------
    state
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
    chosen = np.zeros(state.n_hubs, dtype=np.bool_)
    inside = np.zeros(state.n_families, dtype=np.bool_)
    for seed in seeds:
        around = _constellations(choice.hub_of, state.n_hubs)
        grow_tile(state, around, choice.hub_of, seed, n_most // len(seeds), busy, chosen)
    opened = np.unique(choice.hub_of[choice.hub_of >= 0])
    mark_families(state, choice.hub_of, opened, chosen, busy, inside)
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


def _constellations(hub_of: IntArray, n_hubs: int) -> Frontier:
    """List the families of each hub, one hub after the other."""
    around = Frontier()
    placed = np.flatnonzero(hub_of >= 0)
    around.members = placed[np.argsort(hub_of[placed], kind="stable")]
    around.member_begin = np.append(0, np.cumsum(np.bincount(hub_of[placed], minlength=n_hubs)))
    around.frontier, around.links = np.zeros(n_hubs, np.int64), np.zeros(n_hubs, np.int64)
    return around
