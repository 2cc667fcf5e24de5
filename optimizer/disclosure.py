"""What a reader of published numbers can work out: the least and the greatest value that agree with all of them.

Everything that a reader holds is a statement on unknown whole numbers: a number that is shown, one that is rounded or
only said to be small, a total that is the sum of its parts. The range of an unknown over all solutions is what the
reader can know of it, no more and no less (the audit of disclosure control: Fischetti & Salazar 2001,
doi:10.1287/mnsc.47.7.1008.9805). CP-SAT finds both ends exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ortools.sat.python import cp_model

LARGEST: Final = 1_000_000
"""No count is larger."""

_EFFORT: Final = 2.0
"""Work for one end of a range, in CP-SAT's own unit, the same on every machine."""


@dataclass(frozen=True, slots=True)
class Statement:
    """``low ≤ Σ factor · unknown ≤ high``, with ``terms`` of a number of an unknown and its factor."""

    terms: tuple[tuple[int, int], ...]
    low: int = 0
    high: int = LARGEST


class Ranges:
    """The ranges of unknown counts under some statements; one model for all that is asked of them."""

    def __init__(self, n_unknowns: int, statements: Iterable[Statement]) -> None:
        self._model = cp_model.CpModel()
        self._unknowns = [self._model.new_int_var(0, LARGEST, "") for _ in range(n_unknowns)]
        for each in statements:
            factors = [factor for _, factor in each.terms]
            total = cp_model.LinearExpr.weighted_sum([self._unknowns[at] for at, _ in each.terms], factors)
            self._model.add_linear_constraint(total, each.low, each.high)

    def of(self, unknown: int) -> tuple[int, int] | None:
        """Give the least and the greatest value of an unknown.

        Returns
        -------
        tuple or None
            ``None`` where that could not be found with a fixed amount of work.

        Raises
        ------
        ValueError
            When no values agree with all statements.
        """
        ends: list[int] = []
        for sense in (1, -1):
            self._model.minimize(sense * self._unknowns[unknown])
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = 0
            solver.parameters.max_deterministic_time = _EFFORT
            solver.parameters.catch_sigint_signal = False
            status = solver.solve(self._model)
            if status == cp_model.INFEASIBLE:
                raise ValueError("no values agree with what is told")
            if status != cp_model.OPTIMAL:
                return None
            ends.append(solver.value(self._unknowns[unknown]))
        return ends[0], ends[1]
