"""A part of a model judges and counts as the whole does."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.model import Choice, Spread
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.submodel import closure, components, submodel
from tests.optimizer.search.planted import planted_model, with_counts

SEEDS = st.integers(0, 10_000)


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.booleans())
def test_a_part_values_and_judges_a_choice_as_the_whole_does(seed: int, counts: bool) -> None:
    model, linear, plan = planted_model(seed)
    if counts:
        model, linear = with_counts(model, linear, plan, seed)
    rng = np.random.default_rng(seed)
    part = submodel(model, plan, closure(model, plan, rng.random(model.n_families) < 0.2, linear))
    objective = part.linear(linear)
    assert feasible(part.model, part.choice)
    assert np.array_equal(part.merge(part.choice).hub_of, plan.hub_of)
    for _ in range(20):
        hub_of = part.choice.hub_of.copy()
        changed = rng.integers(0, max(len(hub_of), 1), rng.integers(0, 3) if len(hub_of) else 0)
        hub_of[changed] = rng.integers(-1, len(part.hubs), len(changed))
        choice = Choice(hub_of)
        merged = part.merge(choice)
        assert feasible(part.model, choice) is feasible(model, merged)
        if feasible(model, merged):
            assert evaluate(part.model, objective, choice) == evaluate(model, linear, merged)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_a_closure_holds_whole_constellations_and_groups(seed: int) -> None:
    model, _, plan = planted_model(seed)
    rng = np.random.default_rng(seed)
    asked = rng.random(model.n_families) < 0.1
    wide = closure(model, plan, asked)
    assert np.all(wide[asked])
    for hub in range(model.n_hubs):
        assert len(set(wide[plan.hub_of == hub].tolist())) <= 1
    assert np.array_equal(wide[model.together[:, 0]], wide[model.together[:, 1]])


def test_families_that_an_objective_wants_together_are_released_together() -> None:
    model, linear, _ = planted_model(3)
    model = replace(model, rows=(), together=model.together[:0])
    nobody = Choice(np.full(model.n_families, -1))
    nobody.hub_of[model.hub_family[0]] = 0
    home, *others = (int(model.hub_family[0]), *np.delete(np.arange(model.n_families), model.hub_family[0])[:2])
    wanted = replace(linear, spread=Spread(np.array([0, 3]), np.sort(np.array([home, *others]))))
    families = np.zeros(model.n_families, dtype=np.bool_)
    families[others] = True
    with pytest.raises(ValueError, match="only be released together"):
        submodel(model, nobody, families).linear(wanted)
    assert closure(model, nobody, families, wanted)[home]


def test_half_a_constellation_cannot_be_released() -> None:
    model, _, plan = planted_model(3)
    families = np.zeros(model.n_families, dtype=np.bool_)
    families[np.flatnonzero(plan.hub_of >= 0)[0]] = True
    with pytest.raises(ValueError, match="only be released whole"):
        submodel(model, plan, families)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_families_of_different_pieces_share_no_hub(seed: int) -> None:
    model, _, _ = planted_model(seed, n_hubs=3, n_families=40)
    component = components(model)
    for hub in range(model.n_hubs):
        members = model.family[model.start[hub] : model.start[hub + 1]]
        assert np.all(component[members] == component[model.hub_family[hub]])
    for first, second in (*model.apart, *model.together):
        assert component[first] == component[second]


def test_what_nothing_ties_is_a_piece_of_its_own() -> None:
    model, _, plan = planted_model(5)
    alone = submodel(model, Choice(np.full_like(plan.hub_of, -1)), np.zeros(model.n_families, dtype=np.bool_)).model
    assert len(components(alone)) == 0
    reached = set(model.family.tolist()) | set(model.hub_family.tolist())
    component = components(model)
    for family in set(range(model.n_families)) - reached - set(model.apart.ravel()) - set(model.together.ravel()):
        assert np.sum(component == component[family]) == 1
