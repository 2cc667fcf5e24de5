"""Reduced-cost fixing in a model: hubs and pairs that no plan within the cutoff has, and hubs that all of them open.

A plan with a hub that the relaxation leaves shut costs at least what is proved and the least reduced cost of a column
of that hub. A hub that it opens at a gain is missed by as much. Where a constellation stays one without any of its
homes, one with a certain home costs at least the reduced cost of that home more than the best one of its hub.
"""

from dataclasses import replace

import numpy as np

from optimizer.search.columns.bounds.lagrangian import LagrangianBound
from optimizer.search.columns.formulation.grouped_model import GroupedModel
from optimizer.search.columns.formulation.restriction import owner_of_items, restricted


def fixed_by_reduced_cost(model: GroupedModel, at: LagrangianBound, cutoff: int) -> GroupedModel:
    """Give the model with what is left of it at a bound, as far as plans of at most ``cutoff`` (scaled) go."""
    gap, value = cutoff - at.bound, at.columns.value
    opened_for = np.where(model.must_open, 0, np.maximum(value, 0))
    hubs, must = opened_for <= gap, model.must_open | (-value > gap)
    items = ~np.isin(model.item, model.own[must])
    if _stays_without_any_item(model):
        item_for = np.maximum(at.costs.item - at.duals.group[model.item], 0)
        items &= opened_for[owner_of_items(model)] + item_for <= gap
    return restricted(replace(model, must_open=must), hubs, items)


def _stays_without_any_item(model: GroupedModel) -> bool:
    """Whether a constellation less one of its items is one, and no size costs more than another."""
    curves = (model.objective.size, *(row.costs.size for row in model.rows))
    from_below = (model.low > 0).any() or (model.load_low > 0).any()
    return not (from_below or model.has_side_constraints or any((curve != curve[:1]).any() for curve in curves))
