"""Plans are put together from the constellations of several plans, and are the best that these make."""

import itertools

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model
from optimizer.search.columns.formulation.grouped_model import group_families
from optimizer.search.columns.master import recombination
from optimizer.search.columns.master.recombination import Recombination, recombination_of
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.primal import PrimalSearch
from optimizer.search.strategy import never
from tests.optimizer.search.planted import planted_model


def met(seed: int, model: Model, objective: Linear, plan: Choice) -> list[Choice]:
    """Give a few plans that annealing ends in, from other random numbers each."""
    return [PrimalSearch(model, objective, 100 * seed + each).run(plan, n_rounds=1) for each in range(4)]


def best_of_columns(model: Model, objective: Linear, plans: list[Choice]) -> int:
    """Give the least value of all plans whose constellations are each in one of some plans."""
    columns = {
        tuple(np.flatnonzero(plan.hub_of == hub)): hub for plan in plans for hub in set(plan.hub_of[plan.hub_of >= 0])
    }
    values = []
    for number in range(len(columns) + 1):
        for chosen in itertools.combinations(columns.items(), number):
            hub_of = np.full(model.n_families, -1, dtype=np.int64)
            for families, hub in chosen:
                hub_of[list(families)] = hub
            if sum(len(families) for families, _ in chosen) == int((hub_of >= 0).sum()):
                made = Choice(hub_of)
                if feasible(model, made):
                    values.append(evaluate(model, objective, made))
    return min(values)


@pytest.mark.parametrize("seed", range(6))
def test_the_best_plan_of_the_constellations_met_is_found(seed: int) -> None:
    model, objective, plan = planted_model(seed, n_hubs=4, n_families=16)
    plans = [plan, *met(seed, model, objective, plan)]
    joined = Recombination(model, objective, group_families(model, objective))
    for each in plans:
        joined.add(each)
    found = joined.better(plan, never)
    value = evaluate(model, objective, plan) if found is None else evaluate(model, objective, found)
    assert found is None or feasible(model, found)
    assert value == best_of_columns(model, objective, plans)


def test_nothing_is_given_where_nothing_new_was_met() -> None:
    model, objective, plan = planted_model(3, n_hubs=4, n_families=16)
    joined = Recombination(model, objective, group_families(model, objective))
    joined.add(plan)
    assert joined.better(plan, never) is None
    better = min(met(3, model, objective, plan), key=lambda each: evaluate(model, objective, each))
    assert evaluate(model, objective, better) < evaluate(model, objective, plan)
    joined.add(better)
    assert joined.better(plan, never) is not None
    assert joined.better(plan, never) is None


def test_annealing_hands_its_plans_over_and_takes_what_they_make(monkeypatch: pytest.MonkeyPatch) -> None:
    model, objective, plan = planted_model(1, n_hubs=4, n_families=16)
    monkeypatch.setattr(recombination, "LEAST_GROUPS", 1)
    joined = recombination_of(model, objective, group_families(model, objective))
    assert joined is not None
    asked: list[int] = []
    better = joined.better

    def seen(choice: Choice, stop: object) -> Choice | None:
        asked.append(evaluate(model, objective, choice))
        return better(choice, never)

    monkeypatch.setattr(Recombination, "better", lambda _self, choice, stop: seen(choice, stop))
    found = PrimalSearch(model, objective, 1, recombination=joined).run(plan, n_rounds=6)
    assert len(asked) == 2
    assert evaluate(model, objective, found) <= min(asked)


def test_small_models_are_solved_before_that_pays() -> None:
    model, objective, _plan = planted_model(1, n_hubs=4, n_families=16)
    assert recombination_of(model, objective, group_families(model, objective)) is None
