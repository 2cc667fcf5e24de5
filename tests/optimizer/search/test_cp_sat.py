"""The one place where CP-SAT runs: exact values, bounds only where they are proved, and an end when asked."""

import time

import numpy as np
import pytest
from ortools.sat.python import cp_model

from optimizer.search.cp_sat import Effort, run


def hard(n: int = 60) -> cp_model.CpModel:
    """Give a program whose least value is negative, and that takes long to prove."""
    rng = np.random.default_rng(1)
    program = cp_model.CpModel()
    numbers = [program.new_int_var(0, 100, "") for _ in range(n)]
    for _ in range(n):
        program.add_all_different([numbers[at] for at in rng.permutation(n)[:20]])
    factors = [-int(factor) for factor in rng.integers(1, 100, n)]
    program.minimize(cp_model.LinearExpr.weighted_sum(numbers, factors))
    return program


def test_without_a_solution_and_without_time_no_bound_is_made_up() -> None:
    answer = run(hard(), Effort(60.0, work=1e-9))
    assert (answer.found, answer.value, answer.bound, answer.infeasible, answer.complete) == (
        False,
        None,
        None,
        False,
        False,
    )


def test_values_and_bounds_beyond_the_reach_of_floats_are_exact() -> None:
    program = cp_model.CpModel()
    number = program.new_int_var(0, 2**60, "")
    program.add(number >= 2**55 + 1)
    program.minimize(number)
    answer = run(program, Effort(60.0))
    assert answer.value == answer.bound == 2**55 + 1
    assert answer.complete


def test_a_program_without_a_solution_is_said_to_have_none() -> None:
    program = cp_model.CpModel()
    program.add(program.new_bool_var("") >= 2)
    answer = run(program, Effort(60.0))
    assert (answer.infeasible, answer.complete, answer.found) == (True, True, False)


def test_without_an_objective_a_solution_costs_nothing() -> None:
    program = cp_model.CpModel()
    chosen = program.new_bool_var("")
    program.add(chosen == 1)
    answer = run(program, Effort(60.0))
    assert answer.value == 0
    assert answer.is_true(chosen)


def test_a_constant_in_the_objective_is_refused() -> None:
    program = cp_model.CpModel()
    program.minimize(program.new_bool_var("") + 5)
    with pytest.raises(ValueError, match="constant"):
        run(program, Effort(60.0))


@pytest.mark.parametrize("workers", [1, 2])
def test_it_ends_soon_after_it_is_asked_to(workers: int) -> None:
    began = time.monotonic()
    told: list[tuple[int | None, int | None]] = []
    answer = run(
        hard(120),
        Effort(300.0, workers, stop=lambda: time.monotonic() > began + 1.0),
        listen=lambda value, bound: told.append((value, bound)),
    )
    assert time.monotonic() - began < 60
    assert not answer.complete
    assert all(bound <= value for value, bound in told if value is not None and bound is not None)
