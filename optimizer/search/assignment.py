"""The exact assignment model: one variable for each pair of a family and a hub, solved by CP-SAT."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optimizer.cp_sat_model import cp_model
from optimizer.model import BoolArray, Choice, Linear, Model, Row
from optimizer.search.assignment_counts import Members, lacking, members, mixing, spreading
from optimizer.search.cp_sat import Answer


@dataclass(frozen=True, slots=True)
class Encoded:
    """A model in CP-SAT's terms: ``opens[h]``, ``joins[p]`` for each pair, and ``unplaced[f]`` for each family."""

    cp: cp_model.CpModel
    opens: list[cp_model.IntVar]
    joins: list[cp_model.IntVar]
    unplaced: list[cp_model.IntVar]
    members: Members
    costs: dict[bytes, list[cp_model.IntVar]]


def encode(model: Model, program: cp_model.CpModel | None = None) -> Encoded:
    """Write a model down for CP-SAT, in a program of its own or beside what stands in ``program``."""
    cp = cp_model.CpModel() if program is None else program
    opens = [cp.new_bool_var("") for _ in range(model.n_hubs)]
    joins = [cp.new_bool_var("") for _ in range(model.n_pairs)]
    unplaced = [cp.new_bool_var("") for _ in range(model.n_families)]
    encoded = Encoded(cp, opens, joins, unplaced, members(model, opens, joins), {})
    places: list[list[cp_model.IntVar]] = [[variable] for variable in unplaced]
    for hub, family in enumerate(model.hub_family.tolist()):
        places[family].append(opens[hub])
    for pair, family in enumerate(model.family.tolist()):
        places[family].append(joins[pair])
    for each in places:
        cp.add_exactly_one(each)
    for family in np.flatnonzero(~model.may_be_unplaced).tolist():
        cp.add(unplaced[family] == 0)
    for hub in range(model.n_hubs):
        _encode_hub(encoded, model, hub)
    _encode_neighbours(encoded, model)
    for row in model.rows:
        _encode_row(encoded, model, row)
    return encoded


def _encode_hub(encoded: Encoded, model: Model, hub: int) -> None:
    cp, opens = encoded.cp, encoded.opens[hub]
    begin, end = int(model.start[hub]), int(model.start[hub + 1])
    joins = encoded.joins[begin:end]
    if not model.may_open[hub]:
        cp.add(opens == 0)
    if model.must_open[hub]:
        cp.add(opens == 1)
    size = sum(joins)
    cp.add(size >= int(model.low[hub]) * opens)
    cp.add(size <= int(model.high[hub]) * opens)
    for join in joins:
        cp.add_implication(join, opens)
    for load in model.loads:
        weights = load.weight[model.family[begin:end]].tolist()
        total = cp_model.LinearExpr.weighted_sum(joins, weights)
        own = int(load.own[hub])
        cp.add(total <= (int(load.high[hub]) - own) * opens)
        if load.low[hub] > own:
            cp.add(total >= (int(load.low[hub]) - own) * opens)


def _encode_neighbours(encoded: Encoded, model: Model) -> None:
    at = encoded.members
    for one, other in model.apart.tolist():
        for hub in sorted(at[one].keys() & at[other].keys()):
            encoded.cp.add_at_most_one([at[one][hub], at[other][hub]])
    for one, other in model.together.tolist():
        for hub in sorted(at[one].keys() | at[other].keys()):
            encoded.cp.add(at[one].get(hub, 0) == at[other].get(hub, 0))
    for mix in model.mixes:
        mixing(encoded.cp, mix, model, at, encoded.opens)


def _encode_row(encoded: Encoded, model: Model, row: Row) -> None:
    value = _value(encoded, model, row.linear, exact=row.low is not None)
    if row.low is not None:
        encoded.cp.add(value >= row.low)
    if row.high is not None:
        encoded.cp.add(value <= row.high)


def _value(encoded: Encoded, model: Model, linear: Linear, *, exact: bool) -> cp_model.LinearExpr:
    """Write a value down; its part for sizes is a lower estimate, tight under minimisation, unless ``exact``."""
    variables: list[cp_model.IntVar] = []
    factors: list[int] = []
    for numbers, over in (
        (linear.unplaced, encoded.unplaced),
        (linear.pair, encoded.joins),
        (linear.hub, encoded.opens),
    ):
        for at in np.flatnonzero(numbers).tolist():
            variables.append(over[at])
            factors.append(int(numbers[at]))
    if linear.size.any():
        costs = _size_costs(encoded, model, linear.size.tolist(), exact=exact)
        variables += costs
        factors += [1] * len(costs)
    counted = []
    if linear.lack is not None:
        counted += lacking(encoded.cp, linear.lack, model, encoded.members)
    if linear.spread is not None:
        counted += spreading(encoded.cp, linear.spread, encoded.members)
    variables += counted
    factors += [1] * len(counted)
    return cp_model.LinearExpr.weighted_sum(variables, factors) + linear.constant


def _size_costs(encoded: Encoded, model: Model, size: list[int], *, exact: bool) -> list[cp_model.IntVar]:
    key = repr((size, exact)).encode()
    if key not in encoded.costs:
        cost_of = _exact_size_cost if exact else _convex_size_cost
        encoded.costs[key] = [cost_of(encoded, model, size, hub) for hub in range(model.n_hubs)]
    return encoded.costs[key]


def _convex_size_cost(encoded: Encoded, model: Model, size: list[int], hub: int) -> cp_model.IntVar:
    """Give a variable at least ``size[k]`` for ``k`` satellites of an open hub: one row for each slope of the curve."""
    cp, opens = encoded.cp, encoded.opens[hub]
    low, high = int(model.low[hub]), int(model.high[hub])
    reached = size[low : high + 1] or [0]
    cost = cp.new_int_var(min(0, *reached, 0), max(0, *reached, 0), "")
    n_satellites = sum(encoded.joins[int(model.start[hub]) : int(model.start[hub + 1])])
    if low == high:
        cp.add(cost == size[low] * opens)
    slope_before: int | None = None
    for k in range(low, high):
        slope = size[k + 1] - size[k]
        if slope != slope_before:
            cp.add(cost >= size[k] * opens + slope * (n_satellites - k * opens))
        slope_before = slope
    return cost


def _exact_size_cost(encoded: Encoded, model: Model, size: list[int], hub: int) -> cp_model.IntVar:
    cp = encoded.cp
    joins = encoded.joins[int(model.start[hub]) : int(model.start[hub + 1])]
    reached = size[: len(joins) + 1]
    cost = cp.new_int_var(min(0, *reached, 0), max(0, *reached, 0), "")
    count = cp.new_int_var(0, len(reached) - 1, "")
    cp.add(count == sum(joins)).only_enforce_if(encoded.opens[hub])
    cp.add(count == 0).only_enforce_if(~encoded.opens[hub])
    at_size = cp.new_int_var(min(0, *reached, 0), max(0, *reached, 0), "")
    cp.add_element(count, reached, at_size)
    cp.add(cost == at_size).only_enforce_if(encoded.opens[hub])
    cp.add(cost == 0).only_enforce_if(~encoded.opens[hub])
    return cost


def fix(encoded: Encoded, model: Model, choice: Choice) -> None:
    """Allow this one plan and no other."""
    for variables, values in _values(encoded, model, choice):
        for variable, value in zip(variables, values, strict=True):
            encoded.cp.add(variable == value)


def aim(encoded: Encoded, model: Model, objective: Linear) -> None:
    """Ask for the least of an objective, but for its constant."""
    encoded.cp.minimize(_value(encoded, model, objective, exact=False) - objective.constant)


def hint(encoded: Encoded, model: Model, choice: Choice, of: BoolArray | None = None) -> None:
    """Propose a plan, in place of any that was proposed before.

    Parameters
    ----------
    of
        Shape ``(n,)``: the families whose places alone are proposed; by default all.
    """
    encoded.cp.clear_hints()  # type: ignore[no-untyped-call]
    families = np.ones(model.n_families, dtype=np.bool_) if of is None else of
    kept = (families[model.hub_family], families[model.family], families)
    for (variables, values), keep in zip(_values(encoded, model, choice), kept, strict=True):
        for at in np.flatnonzero(keep).tolist():
            encoded.cp.add_hint(variables[at], values[at])


def _values(encoded: Encoded, model: Model, choice: Choice) -> Iterator[tuple[list[cp_model.IntVar], list[int]]]:
    opens = choice.hub_of[model.hub_family] == np.arange(model.n_hubs)
    yield encoded.opens, opens.astype(int).tolist()
    yield encoded.joins, (choice.hub_of[model.family] == model.hub).astype(int).tolist()
    yield encoded.unplaced, (choice.hub_of < 0).astype(int).tolist()


def choice_from(encoded: Encoded, model: Model, answer: Answer) -> Choice:
    """Read the plan that was found."""
    hub_of = np.full(model.n_families, -1, dtype=np.int64)
    hubs = model.hub
    for pair, variable in enumerate(encoded.joins):
        if answer.is_true(variable):
            hub_of[model.family[pair]] = hubs[pair]
    for hub, variable in enumerate(encoded.opens):
        if answer.is_true(variable):
            hub_of[model.hub_family[hub]] = hub
    return Choice(hub_of)
