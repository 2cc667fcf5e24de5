"""A valid bound from any dual prices, and good prices by the volume algorithm.

The assignment of every group and the rows over the plan are priced; what remains is one knapsack a hub. All of it is in
whole numbers, so the bound holds exactly, whatever prices a floating-point method proposes.
Source: Barahona and Anbil (2000), doi 10.1007/s101070050002.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.bounds.closed_form_duals import (
    best_count_price,
    best_left_out_price,
    hub_count_row,
    left_out_row,
    ties_to_open,
)
from optimizer.search.columns.grouped import Compact, Limit
from optimizer.search.columns.pricing.oracle import NO_COLUMN, Oracle, Priced, Prices, Reduced


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What given prices prove.

    Attributes
    ----------
    prices
        The prices, that of the number of hubs set to its best.
    bound
        No plan costs less; in units of ``2**-shift``.
    priced, reduced
        The cheapest constellation of each hub, and the costs they were found with.
    opened
        Shape ``(M,)``: the hubs that open in the relaxed plan.
    dropped
        Shape ``(G,)``: the groups that it leaves unplaced.
    """

    prices: Prices
    bound: int
    priced: Priced
    reduced: Reduced
    opened: IntArray
    dropped: IntArray


FIRST_STEP = 0.5
"""Of the way to the target, the first step."""

SMALLEST_STEP = 1e-4
"""Of the way to the target: smaller steps are not worth their time."""

PATIENCE = 8
"""Steps without a better bound before they become smaller."""


def row_term(row: Limit, price: int) -> int | None:
    """Give what a row adds to the bound at a price; ``None`` where the price has the wrong sign."""
    if price == 0:
        return 0
    limit = row.high if price > 0 else row.low
    return None if limit is None else price * (row.costs.constant - limit)


def admissible(model: Compact, row: IntArray) -> IntArray:
    """Put prices of the wrong sign at nothing."""
    return np.array(
        [
            0 if row_term(limit, int(price)) is None else int(price)
            for limit, price in zip(model.rows, row, strict=True)
        ],
        dtype=np.int64,
    )


def evaluate_prices(oracle: Oracle, prices: Prices) -> Evaluation | None:
    """Price every hub and add up the bound; ``None`` where the model has no plan at all.

    Rows that only count hubs, or only who is left out, get the price that is best beside the others.
    """
    model = oracle.model
    row = admissible(model, prices.row)
    count, left_out = hub_count_row(model), left_out_row(model)
    for exact in (count, left_out):
        if exact is not None:
            row[exact] = 0
    prices = Prices(prices.group, row)
    reduced = oracle.reduced(prices)
    dropped = np.zeros(model.n_groups, np.bool_)
    if left_out is not None:
        row[left_out], dropped = best_left_out_price(model, left_out, reduced.unplaced, prices.group)
        reduced = replace(reduced, unplaced=reduced.unplaced + row[left_out] * model.rows[left_out].costs.unplaced)
    priced = oracle.price(prices, reduced)
    value = priced.value
    if (value[model.must_open] >= NO_COLUMN).any() or model.impossible:
        return None
    if count is not None:
        price = best_count_price(model, model.rows[count], value)
        if price is None:
            return None
        row[count] = price
        reduced = replace(reduced, hub=reduced.hub + price)
        value += np.where(value < NO_COLUMN, price, 0)
    slack = reduced.unplaced - prices.group
    dropped |= model.may_be_unplaced & (slack < 0)
    opened = ((value < 0) | model.must_open) & (value < NO_COLUMN)
    bound = (model.objective.constant << oracle.shift) + int(prices.group.sum())
    bound += int(np.minimum(slack, 0)[model.may_be_unplaced].sum()) + int(value[opened].sum())
    for limit, price in zip(model.rows, row, strict=True):
        bound += row_term(limit, int(price)) or 0
    if count is not None:
        opened |= ties_to_open(model.rows[count], value, opened)
    return Evaluation(prices, bound, priced, reduced, opened.astype(np.int64), dropped.astype(np.int64))


def gradient(oracle: Oracle, at: Evaluation) -> tuple[IntArray, IntArray]:
    """Give how far the relaxed plan is from placing every group once, and from the limit of every row.

    Rows whose price is the best there is beside the others pull nowhere.
    """
    model = oracle.model
    cover = at.dropped.copy()
    hubs = np.flatnonzero(at.opened)
    cover += np.bincount(model.own[hubs], minlength=model.n_groups)
    items = picked_items(at.priced, hubs)
    cover += np.bincount(model.item[items], minlength=model.n_groups)
    excess = np.zeros(len(model.rows), np.int64)
    exact = {hub_count_row(model), left_out_row(model)}
    for r, row in enumerate(model.rows):
        if r in exact:
            continue
        costs = row.costs
        total = costs.constant + int(costs.unplaced[at.dropped > 0].sum()) + int(costs.hub[hubs].sum())
        total += int(costs.item[items].sum())
        if costs.size.any():
            owner = np.repeat(hubs, at.priced.n_picked[hubs])
            satellites = np.bincount(owner, model.count[items], model.n_hubs).astype(np.int64) + model.own_count
            total += int(costs.size[satellites[hubs]].sum())
        price = int(at.prices.row[r])
        limit = row.high if price > 0 or row.low is None or (row.high is not None and total > row.high) else row.low
        inside = price == 0 and (row.low is None or total >= row.low) and (row.high is None or total <= row.high)
        excess[r] = 0 if inside or limit is None else total - limit
    return 1 - cover, excess


def picked_items(priced: Priced, hubs: IntArray) -> IntArray:
    """Give the items of the cheapest constellations of some hubs, one after the other."""
    counts = priced.n_picked[hubs]
    first = np.repeat(priced.offset[hubs] - np.append(0, np.cumsum(counts))[:-1], counts)
    return priced.picks[first + np.arange(int(counts.sum()))]


def ascend(
    oracle: Oracle,
    begin: Prices,
    target: int | None,
    steps: int,
    stop: Callable[[], bool],
    watch: Callable[[Evaluation], None],
) -> Evaluation | None:
    """Improve prices by the volume algorithm; ``target`` (scaled) is the value of a plan.

    ``watch`` sees every evaluation, so that the constellations met can be kept.
    """
    best = evaluate_prices(oracle, begin)
    if best is None:
        return None
    watch(best)
    model = oracle.model
    scale = _row_scale(model, oracle.shift)
    group_mean, row_mean = (part.astype(np.float64) for part in gradient(oracle, best))
    worth = int(np.abs(begin.group).sum())
    factor, green, red, weight = FIRST_STEP, 0, 0, 0.1
    reach = _reach(best.bound, target, worth)
    for _ in range(steps):
        if stop():
            break
        norm = float(group_mean @ group_mean + (row_mean * scale) @ (row_mean * scale))
        if norm < 1e-9:
            break
        length = factor * 1.05 * reach / norm
        group = best.prices.group + np.rint(length * group_mean).astype(np.int64)
        row = best.prices.row + np.rint(length * scale * scale * row_mean).astype(np.int64)
        trial = evaluate_prices(oracle, Prices(group, row))
        if trial is None:
            return None
        watch(trial)
        here = gradient(oracle, trial)
        group_here, row_here = here[0].astype(np.float64), here[1].astype(np.float64)
        along = float(group_here @ group_mean + (row_here * scale) @ (row_mean * scale))
        group_mean = weight * group_here + (1 - weight) * group_mean
        row_mean = weight * row_here + (1 - weight) * row_mean
        if trial.bound > best.bound:
            best, red = trial, 0
            reach = _reach(best.bound, target, worth)
            green = green + 1 if along > 0 else 0
            if green >= 1 and factor < 1.8:
                factor, green = factor * 1.1, 0
        else:
            red, green = red + 1, 0
            if red >= PATIENCE:
                factor, red = max(factor * 0.7, SMALLEST_STEP), 0
                weight = max(weight * 0.97, 0.02)
                if factor <= SMALLEST_STEP:
                    break
    return best


def _reach(bound: int, target: int | None, worth: int) -> float:
    """Give how much higher the bound is hoped to come: to the plan, or else by a twentieth."""
    hope = max(abs(bound), worth) // 20 + 1
    return float(hope if target is None else max(target - bound, abs(bound) // 2000, 1))


def _row_scale(model: Compact, shift: int) -> np.ndarray:
    """Weigh a row against the groups: a group's price is some cost; a row's price is that cost for each unit."""
    cost = float(np.abs(model.objective.item).mean()) if len(model.item) else 1.0
    scale = []
    for row in model.rows:
        unit = float(np.abs(row.costs.item).mean()) if len(model.item) else 0.0
        unit += float(np.abs(row.costs.unplaced).mean()) if model.n_groups else 0.0
        scale.append(max(cost, 1.0) / unit if unit > max(cost, 1.0) else 1.0)
    return np.array(scale) if shift >= 0 else np.ones(len(scale))
