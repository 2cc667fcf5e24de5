"""A bound on who is unplaced in a model too large for a linear master: neighbourhoods that no plan can place whole.

Some families around one that a plan leaves out, and all hubs that can serve one of them, make a small model. What it
leaves out of these families at least, every plan does, and neighbourhoods without a family in common add up. The
Lagrangian bound does not see this, as it places a family in parts where no whole constellation can take it.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Model
from optimizer.search.columns.tree.incumbent import Incumbent
from optimizer.search.strategy import Clock, Strategy
from optimizer.search.submodel import pairs_between

LARGEST: Final = 600
"""Families of the small model at most."""

SHARE: Final = 0.1
"""Of the time left that all of them may take."""


def raise_by_neighbourhoods(incumbent: Incumbent, strategy: Strategy) -> None:
    """Raise the bound of an objective that only counts unplaced families by what neighbourhoods leave out."""
    model, objective, plan = incumbent.model, incumbent.objective, incumbent.choice
    counts_only = objective.plain and objective.counts_families_only and (objective.unplaced >= 0).all()
    if plan is None or not counts_only:
        return
    clock = incumbent.clock(SHARE * incumbent.seconds_left())
    counted, total = np.zeros(model.n_families, np.bool_), objective.constant
    for family in np.flatnonzero((plan.hub_of < 0) & (objective.unplaced > 0)):
        if clock.over or incumbent.solved():
            return
        if not counted[family]:
            inside, left_out = _left_out_around(incumbent, strategy, clock, int(family), counted)
            counted |= inside
            total += left_out
            incumbent.raise_bound(total)


def _left_out_around(
    incumbent: Incumbent, strategy: Strategy, clock: Clock, family: int, counted: BoolArray
) -> tuple[BoolArray, int]:
    """Widen a neighbourhood until it is proved that no plan leaves out less of it, or it gets too large.

    Returns
    -------
    tuple
        The families that are counted, shape ``(n,)``, and what they count for at least.
    """
    model, weight, plan = incumbent.model, incumbent.objective.unplaced, incumbent.choice
    assert plan is not None
    inside = np.arange(model.n_families) == family
    best = inside, 0
    while True:
        hubs, reached = _served_around(model, inside)
        if reached.sum() > LARGEST:
            return best
        part, start = _small_model(model, plan, hubs, reached)
        objective = replace(part.nothing, unplaced=np.where(inside, weight, 0)[reached])
        bound = strategy.minimise(part, objective, start, clock).bound or 0
        if bound > best[1]:
            best = inside, bound
        wider = (inside | reached) & ~counted
        if bound >= int(weight[inside & (plan.hub_of < 0)].sum()) or (wider == inside).all() or clock.over:
            return best
        inside = wider


def _served_around(model: Model, inside: BoolArray) -> tuple[IntArray, BoolArray]:
    """Give the hubs that can serve one of some families, and whoever these can serve beside, shape ``(n,)``."""
    touched = inside[model.hub_family]
    touched[model.hub[inside[model.family]]] = True
    reached = inside.copy()
    reached[model.hub_family[touched]] = True
    reached[model.family[touched[model.hub]]] = True
    return np.flatnonzero(touched), reached


def _small_model(model: Model, plan: Choice, hubs: IntArray, families: BoolArray) -> tuple[Model, Choice]:
    """Give the model of some hubs and all whom they can serve, limits of the hubs alone, and the plan in its terms."""
    number = np.cumsum(families) - 1
    pairs, start = pairs_between(model, hubs, families)
    small = Model(
        n_families=int(families.sum()),
        hub_family=number[model.hub_family[hubs]],
        start=start,
        family=number[model.family[pairs]],
        low=model.low[hubs],
        high=model.high[hubs],
        must_open=np.zeros(len(hubs), np.bool_),
        may_open=model.may_open[hubs],
        may_be_unplaced=np.ones(int(families.sum()), np.bool_),
        loads=tuple(load.among(families, hubs) for load in model.loads),
        apart=np.zeros((0, 2), np.int64),
        together=np.zeros((0, 2), np.int64),
    )
    hub_number = np.full(model.n_hubs + 1, -1, np.int64)
    hub_number[hubs] = np.arange(len(hubs))
    return small, Choice(hub_number[plan.hub_of[families]])
