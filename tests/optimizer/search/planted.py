"""Random small models around a planted plan, so that a plan always exists."""

from dataclasses import replace

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Lack, Linear, Load, Mix, Model, Row, Spread
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.pricing.oracle import PricingOracle
from optimizer.search.evaluation import evaluate, open_hubs, sizes
from optimizer.search.evaluation_counts import mix_holds

SHIFT = 6
"""Of duals and bounds of the models here."""


def planted_model(seed: int, n_hubs: int = 4, n_families: int = 18) -> tuple[Model, Linear, Choice]:
    """Give a model, an objective and a plan that the model was drawn around.

    Everything that a model can hold occurs: sizes, loads from below and above, hubs that must or may not open,
    families that must be placed, families apart and together, rows.
    """
    rng = np.random.default_rng(seed)
    hub_family = np.sort(rng.permutation(n_families)[:n_hubs])
    n_open = int(rng.integers(1, n_hubs + 1))
    opened = np.sort(rng.permutation(n_hubs)[:n_open])
    hub_of = np.where(rng.random(n_families) < 0.85, rng.choice(opened, n_families), -1)
    hub_of[hub_family[opened]] = opened
    plan = Choice(hub_of)
    families = [np.flatnonzero((hub_of == hub) | (rng.random(n_families) < 0.6)) for hub in range(n_hubs)]
    families = [members[members != hub_family[hub]] for hub, members in enumerate(families)]
    start = np.concatenate([[0], np.cumsum([len(members) for members in families])])
    family = np.concatenate(families)
    bare = Model(
        n_families=n_families,
        hub_family=hub_family,
        start=start,
        family=family,
        low=np.zeros(n_hubs, dtype=np.int64),
        high=np.full(n_hubs, n_families),
        must_open=np.zeros(n_hubs, dtype=np.bool_),
        may_open=np.ones(n_hubs, dtype=np.bool_),
        may_be_unplaced=np.ones(n_families, dtype=np.bool_),
        loads=(),
        apart=np.zeros((0, 2), dtype=np.int64),
        together=np.zeros((0, 2), dtype=np.int64),
    )
    size = sizes(bare, plan)
    must = np.zeros(n_hubs, dtype=np.bool_)
    must[opened[:1]] = rng.random() < 0.3
    model = Model(
        n_families=n_families,
        hub_family=hub_family,
        start=start,
        family=family,
        low=np.maximum(size - rng.integers(0, 3, n_hubs), 0),
        high=np.maximum(size + rng.integers(0, 3, n_hubs), 2),
        must_open=must,
        may_open=must | (size > 0) | open_hubs(bare, plan) | (rng.random(n_hubs) < 0.8),
        may_be_unplaced=(hub_of < 0) | (rng.random(n_families) < 0.8),
        loads=tuple(_load(bare, plan, rng, key) for key in ("children", "care")[: rng.integers(0, 3)]),
        apart=_some(rng, hub_of[:, None] != hub_of[None, :], 3),
        together=_some(rng, hub_of[:, None] == hub_of[None, :], 2),
    )
    rows = tuple(_row(model, plan, rng) for _ in range(rng.integers(0, 3)))
    return model.holding(*rows), random_linear(model, rng), plan


def planted_oracle(seed: int, n_families: int = 14) -> tuple[Model, Linear, Choice, PricingOracle]:
    """Give such a model, and what prices its columns; duals are in units of ``2**-SHIFT``."""
    model, objective, plan = planted_model(seed, n_families=n_families)
    return model, objective, plan, PricingOracle(group_families(model, objective), SHIFT, 1)


def with_counts(model: Model, linear: Linear, plan: Choice, seed: int) -> tuple[Model, Linear]:
    """Give the model with groups to mix, and the objective and a further row with counts that are not linear."""
    rng = np.random.default_rng(seed)
    n = model.n_families
    anchor = np.sort(rng.permutation(n)[: rng.integers(1, 6)])
    helpers = [np.sort(rng.permutation(np.delete(np.arange(n), family))[: rng.integers(0, 4)]) for family in anchor]
    lack = Lack(
        anchor,
        np.concatenate([[0], np.cumsum([len(each) for each in helpers])]),
        np.concatenate(helpers),
        as_hub=bool(rng.random() < 0.3),
    )
    groups = [np.sort(rng.permutation(n)[: rng.integers(2, 4)]) for _ in range(rng.integers(1, 4))]
    spread = Spread(np.concatenate([[0], np.cumsum([len(each) for each in groups])]), np.concatenate(groups))
    mixes = [
        Mix("mix", rng.integers(0, 3, n), least=int(rng.integers(1, 3)), share=None if rng.random() < 0.5 else (3, 4))
        for _ in range(rng.integers(1, 8))
    ]
    holding = tuple(mix for mix in mixes if mix_holds(mix, plan))
    counted = replace(linear, lack=lack, spread=spread)
    row = Row("counts", counted, high=evaluate(model, counted, plan) + int(rng.integers(0, 3)))
    return replace(model, mixes=holding).holding(row), counted


def random_linear(model: Model, rng: np.random.Generator) -> Linear:
    """Draw an objective, convex in the size."""
    target = int(rng.integers(0, model.size_limit + 1))
    return Linear(
        unplaced=rng.integers(0, 2_000, model.n_families),
        pair=rng.integers(0, 1_000, model.n_pairs),
        hub=rng.integers(0, 500, model.n_hubs),
        size=np.abs(np.arange(model.size_limit + 1) - target) * int(rng.integers(0, 200)),
        constant=int(rng.integers(0, 50)),
    )


def _load(model: Model, plan: Choice, rng: np.random.Generator, key: str) -> Load:
    weight = rng.integers(0, 4, model.n_families)
    own = weight[model.hub_family]
    total = own + np.array(
        [
            weight[(plan.hub_of == hub) & (np.arange(model.n_families) != model.hub_family[hub])].sum()
            for hub in range(model.n_hubs)
        ]
    )
    return Load(key, weight, own, np.maximum(total - rng.integers(0, 4, model.n_hubs), 0), total + rng.integers(0, 4))


def _some(rng: np.random.Generator, allowed: BoolArray, n_most: int) -> IntArray:
    pairs = np.argwhere(np.triu(allowed, 1))
    return pairs[rng.permutation(len(pairs))[: rng.integers(0, n_most + 1)]].reshape(-1, 2)


def _row(model: Model, plan: Choice, rng: np.random.Generator) -> Row:
    linear = random_linear(model, rng)
    value = evaluate(model, linear, plan)
    return Row(
        "limit",
        linear,
        low=None if rng.random() < 0.7 else value - int(rng.integers(0, 2_000)),
        high=value + int(rng.integers(0, 2_000)),
    )
