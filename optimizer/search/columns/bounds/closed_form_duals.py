"""Linking rows whose best dual follows from the others: how many hubs open, and how many families are unplaced.

Such a dual maximises a concave function of one number, found by sorting; left to a subgradient method it would be the
slowest of all duals to come right, as one number weighs against every family.
"""

import numpy as np

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.formulation.grouped_model import GroupedModel, LinkingRow
from optimizer.search.columns.pricing.oracle import NO_COLUMN


def hub_count_row(model: GroupedModel) -> int | None:
    """Find the linking row that limits the number of open hubs, if there is one."""
    for r, row in enumerate(model.rows):
        if row.on_hubs_alone and len(row.costs.hub) and (row.costs.hub == 1).all():
            return r
    return None


def unplaced_row(model: GroupedModel) -> int | None:
    """Find the first linking row that limits from above nothing but who is unplaced, if there is one."""
    for r, row in enumerate(model.rows):
        costs = row.costs
        plain = not (costs.on_item or costs.on_hub or costs.on_size or row.lacks)
        if plain and row.high is not None and row.low is None and costs.on_unplaced and (costs.unplaced >= 0).all():
            return r
    return None


def best_hub_count_dual(model: GroupedModel, row: LinkingRow, value: IntArray) -> int | None:
    """Give the dual of the number of hubs at which the bound is highest; ``None`` if so many hubs cannot be."""
    usable = np.sort(np.where(model.must_open, -NO_COLUMN, value)[value < NO_COLUMN])
    low = None if row.low is None else row.low - row.costs.constant
    high = None if row.high is None else row.high - row.costs.constant
    if (low is not None and low > len(usable)) or (high is not None and high < int(model.must_open.sum())):
        return None
    natural = int((usable < 0).sum())
    if low is not None and natural < low:
        return -int(usable[low - 1])
    if high is not None and natural > high:
        return -int(usable[high]) if high < len(usable) and usable[high] < 0 else 0
    return 0


def hubs_opened_on_ties(row: LinkingRow, value: IntArray, opened: BoolArray) -> BoolArray:
    """Tell, shape ``(M,)``, which hubs that neither gain nor lose open too, so that there are as many as asked."""
    more = np.zeros(len(value), np.bool_)
    if row.low is not None:
        missing = row.low - row.costs.constant - int(opened.sum())
        more[np.flatnonzero(~opened & (value == 0))[: max(missing, 0)]] = True
    return more


def best_unplaced_dual(model: GroupedModel, row: int, unplaced: IntArray, group: IntArray) -> tuple[int, BoolArray]:
    """Give the dual of the row on unplaced groups at which the bound is highest, and the groups then unplaced.

    A group is unplaced where its own dual exceeds what being unplaced costs with the dual of the row; the groups that
    gain most come first, until the limit is reached. At the dual of the first that no longer fits, those before it are
    unplaced with a profit or for nothing.

    Parameters
    ----------
    row
        Its number among the rows of the model.
    unplaced, group
        Shape ``(G,)``, scaled: what an unplaced group costs without the row, and the duals of the groups.
    """
    costs = model.rows[row].costs
    room = int(model.rows[row].high or 0) - costs.constant
    gain = group - unplaced
    wants = np.flatnonzero(model.may_be_unplaced & (costs.unplaced > 0) & (gain > 0))
    weight = costs.unplaced[wants]
    order = wants[np.argsort(-(gain[wants] / weight), kind="stable")]
    fitting = int(np.searchsorted(np.cumsum(costs.unplaced[order]), room, side="right"))
    chosen = np.zeros(model.n_groups, np.bool_)
    chosen[order[:fitting]] = True
    if fitting == len(order):
        return 0, chosen
    first = int(order[fitting])
    return int(gain[first] // costs.unplaced[first]), chosen
