"""How many constellations can run in each wave at most, by launches and budget alone."""

from decimal import Decimal
from math import lcm
from typing import Final

from optimizer.costs.money import Per
from optimizer.cp_sat_model import cp_model
from optimizer.rollout.terms import Terms
from optimizer.search.cp_sat import Effort, run

_WORK: Final = 2.0
"""Of CP-SAT's deterministic time; it takes hundredths of a second."""

_SECONDS: Final = 60.0
"""The same on the wall, which a busy computer does not reach."""


def most_running(terms: Terms) -> tuple[int | None, ...]:
    """Give, for each wave, what no roll-out exceeds; ``None`` where neither launches nor budget say anything.

    Amounts per family or child are left out, and rounding is given half a cent a line, so that it is surely a limit.
    """
    return tuple(_most(terms, wave) for wave in terms.waves)


def _most(terms: Terms, wave: int) -> int | None:
    if None in terms.launches[:wave] and all(each is None for each in terms.budget):
        return None
    program = cp_model.CpModel()
    n = len(terms.problems[-1].hubs)
    limits = [n if most is None else min(most, n) for most in terms.launches]
    starts = [program.new_int_var(0, limit, "") for limit in limits]
    for each in terms.waves:
        _pay(program, terms, starts, each)
    program.minimize(cp_model.LinearExpr.weighted_sum(starts[:wave], [-1] * wave))
    answer = run(program, Effort(_SECONDS, work=_WORK))
    return None if answer.bound is None else -answer.bound


def _pay(program: cp_model.CpModel, terms: Terms, starts: list[cp_model.IntVar], wave: int) -> None:
    budget = terms.budget[wave - 1]
    if budget is None:
        return
    lines = terms.money.lines
    half_cents = Decimal(len(lines)) / 200
    region = sum((line.due(wave) for line in lines if line.per is Per.REGION), Decimal(0))
    due = [
        sum((line.due(wave - begun) for line in lines if line.per is Per.CONSTELLATION), Decimal(0))
        for begun in range(wave)
    ]
    room = budget + half_cents - region
    parts = lcm(*(amount.as_integer_ratio()[1] for amount in (*due, room)))
    paid = cp_model.LinearExpr.weighted_sum(starts[:wave], [int(amount * parts) for amount in due])
    program.add(paid <= int(room * parts))
