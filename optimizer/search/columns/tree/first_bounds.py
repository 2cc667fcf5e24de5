"""The Lagrangian bound of a model, and the one with cuts, each for a share of the time."""

from collections.abc import Callable

import numpy as np

from optimizer.search.columns.bounds.column_enumeration import BoundWithCuts
from optimizer.search.columns.bounds.lagrangian import LagrangianBound, keep_opened
from optimizer.search.columns.bounds.relax_and_cut import Aim, RelaxAndCut
from optimizer.search.columns.bounds.volume import maximise_bound
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.plans import columns_of
from optimizer.search.columns.formulation.pool import Pool, RecentColumns, concatenated
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle
from optimizer.search.columns.tree.incumbent import Incumbent

STEPS_OF_A_RISE = 40
"""Steps of the Lagrangian bound over which its rise is looked at."""


def raise_lagrangian_bound(
    incumbent: Incumbent,
    oracle: PricingOracle,
    steps: int,
    share: float,
    met: RecentColumns,
    begin: Duals | None = None,
    *,
    least_rise: float = 0.0,
) -> LagrangianBound | None:
    """Raise the Lagrangian bound in a share of the time left; ``None`` where it shows that there is no plan.

    It ends when so many steps raise it by less than ``least_rise`` of what it lies below the plan.
    """
    duals = begin or _initial_duals(incumbent, oracle)
    late = incumbent.within(share * incumbent.seconds_left())
    target = None if incumbent.value is None else incumbent.value << oracle.shift
    seen: list[int] = []

    def watch(at: LagrangianBound) -> None:
        incumbent.raise_scaled_bound(at.bound, oracle.shift)
        keep_opened(met, at)
        seen.append(max(at.bound, seen[-1]) if seen else at.bound)

    def flat() -> bool:
        if target is None or len(seen) <= STEPS_OF_A_RISE:
            return False
        return seen[-1] - seen[-1 - STEPS_OF_A_RISE] < least_rise * (target - seen[-1])

    def ended() -> bool:
        return incumbent.over() or flat() or late()

    at = maximise_bound(oracle, duals, target, steps, ended, watch)
    if at is None:
        incumbent.infeasible = True
    return at


def relax_and_cut(
    incumbent: Incumbent,
    oracle: PricingOracle,
    begin: BoundWithCuts,
    columns: Pool,
    share: float,
    watch: Callable[[BoundWithCuts], None],
) -> BoundWithCuts:
    """Raise a bound by cuts in a share of the time left, where :func:`worth_cuts`.

    Parameters
    ----------
    columns
        Those met while the duals were found.
    watch
        Told of every bound.
    """
    late = incumbent.within(share * incumbent.seconds_left())
    value = ((incumbent.value or 0) - 1 << oracle.shift) + 1
    aim = Aim(value, lambda: incumbent.over() or late(), watch)
    if incumbent.choice is not None:
        columns = concatenated([columns, columns_of(incumbent.model, oracle.model, incumbent.choice)])
    search = RelaxAndCut.begun(oracle, begin, columns, aim)
    search.raise_bound(aim)
    return search.best


def worth_cuts(incumbent: Incumbent) -> bool:
    """Tell whether to relax and cut: there is a plan, and not only families are counted, where too many plans tie."""
    return (incumbent.value or 0) > 0 and not incumbent.objective.counts_families_only


def report_to(incumbent: Incumbent, oracle: PricingOracle) -> Callable[[BoundWithCuts], None]:
    """Give what passes bounds of the whole model on."""
    return lambda at: incumbent.raise_scaled_bound(at.bound, oracle.shift)


def _cheapest(model: GroupedModel) -> np.ndarray:
    cheapest = np.full(model.n_groups, np.iinfo(np.int64).max)
    np.minimum.at(cheapest, model.item, model.objective.item)
    return np.where(cheapest == np.iinfo(np.int64).max, 0, cheapest)


def _initial_duals(incumbent: Incumbent, oracle: PricingOracle) -> Duals:
    """Begin with what the plan at hand costs for each home, or else with what is near.

    A linking row that limits who is unplaced begins at a dual that makes being unplaced worse than any place in that
    plan; the first of them gets its best dual at once, further ones do not.
    """
    model = oracle.model
    duals = _cheapest(model).astype(np.int64) * 3 // 2
    if incumbent.choice is not None:
        columns = columns_of(incumbent.model, model, incumbent.choice)
        length = np.diff(columns.start)
        share = np.maximum(columns.cost, 0) // np.maximum(length, 1)
        duals[columns.group] = np.repeat(share, length)
    row = np.zeros(len(model.rows), np.int64)
    large = int(duals.mean()) * 8 if len(duals) else 0
    for r, linking in enumerate(model.rows):
        costs = linking.costs
        if linking.high is not None and costs.on_unplaced and not (costs.on_item or costs.on_hub):
            row[r] = large // max(int(np.abs(costs.unplaced).max()), 1)
    return Duals(duals << oracle.shift, row << oracle.shift)
