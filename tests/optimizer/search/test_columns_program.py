"""The linear program that columns are priced with, against GLOP."""

import numpy as np
import pytest
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from optimizer.search.columns.arrays import FloatArray
from optimizer.search.columns.master import linear_program
from optimizer.search.columns.master.linear_program import LinearProgram

PENALTY = 50.0


def covering(m: int) -> LinearProgram:
    """Give rows that each must be filled to 1, by nothing but a dear variable of their own yet."""
    return LinearProgram(
        np.arange(m + 1), np.arange(m), np.ones(m), np.full(m, PENALTY), np.ones(m), np.arange(m), PENALTY
    )


def add_random(program: LinearProgram, rng: np.random.Generator, m: int, many: int) -> None:
    parts = [np.sort(rng.permutation(m)[: rng.integers(1, 5)]) for _ in range(many)]
    program.add_variables(
        np.array([len(part) for part in parts]),
        np.concatenate(parts),
        np.ones(sum(len(part) for part in parts)),
        np.array([len(part) * rng.uniform(0.5, 1.5) for part in parts]),
    )


def by_glop(program: LinearProgram) -> float:
    model = mathopt.Model()
    variables = [model.add_variable(lb=0.0, ub=0.0 if fixed else np.inf) for fixed in program.fixed]
    owner = np.repeat(np.arange(program.n_variables), np.diff(program.start))
    rows = [model.add_linear_constraint(lb=float(limit), ub=float(limit)) for limit in program.limit]
    for j, k, value in zip(owner, program.row, program.value, strict=True):
        rows[k].set_coefficient(variables[j], float(value))
    model.minimize(sum(float(cost) * variable for cost, variable in zip(program.cost, variables, strict=True)))
    return float(mathopt.solve(model, mathopt.SolverType.GLOP).objective_value())


def solved(program: LinearProgram) -> tuple[FloatArray, FloatArray]:
    answer = program.solve()
    assert answer is not None
    return answer


def holds_and_is_best(program: LinearProgram) -> None:
    x, price = solved(program)
    owner = np.repeat(np.arange(program.n_variables), np.diff(program.start))
    filled = np.bincount(program.row, program.value * x[owner], len(program.limit))
    reduced = program.cost - np.bincount(owner, program.value * price[program.row], program.n_variables)
    best = by_glop(program)

    assert np.allclose(filled, program.limit, atol=1e-5)
    assert reduced.min() > -1e-6
    assert program.cost @ x == pytest.approx(best, abs=1e-4)
    assert program.limit @ price == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(8))
def test_a_program_stays_best_while_columns_and_rows_come_and_go(seed: int) -> None:
    rng = np.random.default_rng(seed)
    m = 12
    program = covering(m)

    add_random(program, rng, m, 60)
    holds_and_is_best(program)
    without = program.cost @ solved(program)[0]
    x, _ = solved(program)
    busy = np.flatnonzero(x > 0.2)[:6]
    program.add_rows(np.full(2, 0.1), np.array([0, 0, 1, 1, 1]), np.append(busy, busy)[:5])
    holds_and_is_best(program)
    assert program.cost @ solved(program)[0] >= without - 1e-9
    add_random(program, rng, m, 40)
    holds_and_is_best(program)
    loose = np.flatnonzero(program.is_slack(np.arange(m, m + 2))) + m
    program.drop_rows(loose)
    holds_and_is_best(program)
    chance = rng.random(program.n_variables) < 0.5
    chance[program.first] = True
    there = program.keep_variables(chance)
    assert len(there) >= program.n_variables
    holds_and_is_best(program)


def test_a_change_of_costs_is_followed() -> None:
    rng = np.random.default_rng(1)
    program = covering(10)
    add_random(program, rng, 10, 80)
    x, _ = solved(program)
    used = np.flatnonzero(x > 1e-6)
    program.cost[used[0]] = PENALTY
    holds_and_is_best(program)


@pytest.mark.parametrize("seed", range(8))
def test_variables_fixed_at_nothing_leave_and_the_rise_is_no_more_than_the_true_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    program = covering(15)
    add_random(program, rng, 15, 120)
    x, _ = solved(program)
    before = float(program.cost @ x)
    used = np.flatnonzero(x > 1e-6)
    fixed = used[used >= 15][:4]
    program.fixed[fixed] = True
    true_rise = by_glop(program) - before

    few, many = (program.copied().rise(most, 1e9) for most in (2, 10_000))
    after, _ = solved(program)

    assert len(fixed) > 0
    assert true_rise > 1e-6
    assert -1e-6 <= few <= many + 1e-6
    assert many == pytest.approx(true_rise, abs=1e-4)
    assert program.copied().rise(10_000, 1e9) == pytest.approx(0.0, abs=1e-6)
    assert after[fixed] == pytest.approx(0.0, abs=1e-9)
    assert program.cost @ after - before == pytest.approx(true_rise, abs=1e-4)


def test_where_all_of_a_row_is_fixed_at_nothing_a_penalty_is_paid_and_the_rise_is_all() -> None:
    program = LinearProgram(np.arange(3), np.arange(2), np.ones(2), np.ones(2), np.ones(2), np.arange(2), PENALTY)
    solved(program)
    program.fixed[0] = True

    assert program.copied().rise(100, 7.0) == 7.0
    x, price = solved(program)
    assert x.tolist() == [1.0, 1.0]
    assert price[0] == PENALTY


def test_a_program_that_begins_at_the_basis_of_another_needs_no_pivots() -> None:
    rng = np.random.default_rng(3)
    program = covering(12)
    add_random(program, rng, 12, 60)
    x, _ = solved(program)
    other = program.copied()

    other.begin_with(program.basic)

    assert other.solve() is not None
    assert np.array_equal(np.sort(other.basic), np.sort(program.basic))
    assert other.cost @ solved(other)[0] == pytest.approx(program.cost @ x)


def test_solving_again_what_is_solved_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_program, "_PERTURBATION", 0.6)  # so that the answer has another basis without it
    n_undone = 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        program = covering(30)
        add_random(program, rng, 30, 200)
        x, _ = solved(program)
        basic = program.basic.tolist()
        n_undone += not set(np.flatnonzero(x > 1e-9)) <= set(basic)

        again, _ = solved(program)

        assert program.basic.tolist() == basic
        assert again.tolist() == x.tolist()
    assert n_undone >= 3
