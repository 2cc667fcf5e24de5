"""The volume algorithm: looks for the duals where the Lagrangian bound is highest.

It steps along a mean of the subgradients met, which also is how far a mean of the solutions met is from a plan of
fractions. Begun with the mean of a similar model, as the parent of a node, it needs a fraction of the steps.
Source: Barahona and Anbil (2000), doi 10.1007/s101070050002.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.bounds.lagrangian import LagrangianBound, lagrangian_bound, subgradient
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.pricing.oracle import Duals, PricingOracle

SMALLEST_STEP = 1e-4
"""Of the way to the target: smaller steps are not worth their time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the algorithm steps.

    Attributes
    ----------
    first_step
        Of the way to the target.
    patience
        Steps without a better bound before they become smaller.
    weight
        Of the latest solution in the mean, to begin with.
    """

    first_step: float
    patience: int
    weight: float = 0.1


FROM_AFAR = Pace(0.5, 8)
"""From duals that are guessed."""


@dataclass(frozen=True, slots=True, eq=False)
class MeanSolution:
    """The mean of the solutions of the relaxation met, later ones with more weight.

    Attributes
    ----------
    group, row
        Shapes ``(G,)`` and ``(R,)``: its subgradient, see :func:`~.lagrangian.subgradient`.
    opened
        Shape ``(M,)``: how much of each hub it opens.
    """

    group: FloatArray
    row: FloatArray
    opened: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class VolumePoint:
    """Where the algorithm is: the best bound so far, and the mean."""

    best: LagrangianBound
    mean: MeanSolution


def maximise_bound(
    oracle: PricingOracle,
    begin: Duals,
    target: int | None,
    steps: int,
    stop: Callable[[], bool],
    watch: Callable[[LagrangianBound], None],
) -> LagrangianBound | None:
    """Raise the bound from given duals on; ``None`` where the model has no plan at all.

    Parameters
    ----------
    target
        Scaled value of a plan, at which it ends.
    steps
        Evaluations at most.
    watch
        Sees every evaluation, so that the columns met can be kept.
    """
    at = lagrangian_bound(oracle, begin)
    if at is None:
        return None
    watch(at)
    point = raise_from(oracle, VolumePoint(at, _solution(oracle, at)), target, steps, stop, watch, FROM_AFAR)
    return None if point is None else point.best


def point_at(oracle: PricingOracle, duals: Duals, mean: MeanSolution | None = None) -> VolumePoint | None:
    """Begin at duals, with the mean of a similar model or afresh; ``None`` where the model has no plan at all."""
    at = lagrangian_bound(oracle, duals)
    return None if at is None else VolumePoint(at, mean or _solution(oracle, at))


def raise_from(
    oracle: PricingOracle,
    point: VolumePoint,
    target: int | None,
    steps: int,
    stop: Callable[[], bool],
    watch: Callable[[LagrangianBound], None],
    pace: Pace,
) -> VolumePoint | None:
    """Go on from a point; ``None`` where the model has no plan at all. See :func:`maximise_bound`."""
    best, mean = point.best, point.mean
    scale = _row_scale(oracle.model, best)
    worth = int(np.abs(best.duals.group).sum())
    factor, green, red, weight = pace.first_step, 0, 0, pace.weight
    reach = _reach(best.bound, target, worth)
    for _ in range(steps):
        if stop() or (target is not None and best.bound >= target):
            break
        norm = float(mean.group @ mean.group + (mean.row * scale) @ (mean.row * scale))
        if norm < 1e-9:
            break
        length = factor * 1.05 * reach / norm
        group = best.duals.group + np.rint(length * mean.group).astype(np.int64)
        row = best.duals.row + np.rint(length * scale * scale * mean.row).astype(np.int64)
        trial = lagrangian_bound(oracle, Duals(group, row))
        if trial is None:
            return None
        watch(trial)
        here = _solution(oracle, trial)
        along = float(here.group @ mean.group + (here.row * scale) @ (mean.row * scale))
        mean = MeanSolution(
            weight * here.group + (1 - weight) * mean.group,
            weight * here.row + (1 - weight) * mean.row,
            weight * here.opened + (1 - weight) * mean.opened,
        )
        if trial.bound > best.bound:
            best, red = trial, 0
            reach = _reach(best.bound, target, worth)
            green = green + 1 if along > 0 else 0
            if green >= 1 and factor < 1.8:
                factor, green = factor * 1.1, 0
        else:
            red, green = red + 1, 0
            if red >= pace.patience:
                factor, red = max(factor * 0.7, SMALLEST_STEP), 0
                weight = max(weight * 0.97, 0.02)
                if factor <= SMALLEST_STEP:
                    break
    return VolumePoint(best, mean)


def _solution(oracle: PricingOracle, at: LagrangianBound) -> MeanSolution:
    group, row = subgradient(oracle, at)
    return MeanSolution(group.astype(np.float64), row.astype(np.float64), at.opened.astype(np.float64))


def _reach(bound: int, target: int | None, worth: int) -> float:
    """Give how much higher the bound is hoped to come: to the plan, or else by a twentieth."""
    hope = max(abs(bound), worth) // 20 + 1
    return float(hope if target is None else max(target - bound, abs(bound) // 2000, 1))


def _row_scale(model: GroupedModel, at: LagrangianBound) -> FloatArray:
    """Weigh a row against the groups.

    The dual of a group is some cost, and that of a row such a cost for each unit. A row on hubs alone weighs as much as
    a constellation has groups, as its scale is squared in a step.
    """
    cost = float(np.abs(model.objective.item).mean()) if len(model.item) else 1.0
    homes = model.n_groups / max(int(at.opened.sum()), 1)
    scale = []
    for row in model.rows:
        unit = float(np.abs(row.costs.item).mean()) if len(model.item) else 0.0
        unit += float(np.abs(row.costs.unplaced).mean()) if model.n_groups else 0.0
        on_hubs = unit == 0.0 and row.costs.on_hub
        scale.append(max(cost, 1.0) / unit if unit > max(cost, 1.0) else max(homes, 1.0) ** 0.5 if on_hubs else 1.0)
    return np.array(scale, np.float64)
