"""What a reader of published numbers can work out: the least and the greatest value that agree with all of them.

Everything that a reader holds is a statement on unknown whole numbers: a number that is shown, one that is rounded or
only said to be small, a total that is the sum of its parts. The range of an unknown over all solutions is what the
reader can know of it, no more and no less (the audit of disclosure control: Fischetti & Salazar 2001,
doi:10.1287/mnsc.47.7.1008.9805). CP-SAT finds both ends exactly, where it must: a
number is safe as soon as two solutions differ enough in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from optimizer.cp_sat_model import cp_model

LARGEST: Final = 1_000_000
"""No count is larger."""

_EFFORT: Final = 2.0
"""Work for one solution, in CP-SAT's own unit, the same on every machine."""


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
        self._least = [LARGEST + 1] * n_unknowns
        self._most = [-1] * n_unknowns
        for each in statements:
            factors = [factor for _, factor in each.terms]
            total = cp_model.LinearExpr.weighted_sum([self._unknowns[at] for at, _ in each.terms], factors)
            self._model.add_linear_constraint(total, each.low, each.high)

    def narrower(self, unknowns: Iterable[int], width: int) -> list[int]:
        """Give those unknowns of which the greatest value is less than the least one plus ``width``.

        Every solution that is found bears witness for all unknowns, so most of them take no solving of their own.

        Returns
        -------
        list
            Also those of which that could not be found with a fixed amount of work.

        Raises
        ------
        ValueError
            When no values agree with all statements.
        """
        asked = list(unknowns)
        for sense in (1, -1):
            self._solve(sense * cp_model.LinearExpr.sum([self._unknowns[each] for each in asked]))
        return [each for each in asked if not self._reaches(each, width)]

    def _reaches(self, unknown: int, width: int) -> bool:
        """Tell whether two values so far apart are possible; ``False`` where that could not be found."""
        for sense in (1, -1):
            if self._most[unknown] - self._least[unknown] < width:
                self._solve(sense * self._unknowns[unknown])
        return self._most[unknown] - self._least[unknown] >= width

    def _solve(self, least: cp_model.LinearExprT) -> None:
        """Find values that agree with all statements, and keep how far each unknown has been seen to go."""
        self._model.minimize(least)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.cp_model_presolve = False  # models are small: simplifying one takes longer than solving it
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = _EFFORT
        solver.parameters.catch_sigint_signal = False
        status = solver.solve(self._model)
        if status == cp_model.INFEASIBLE:
            raise ValueError("no values agree with what is told")
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return
        for at, unknown in enumerate(self._unknowns):
            value = solver.value(unknown)
            self._least[at] = min(self._least[at], value)
            self._most[at] = max(self._most[at], value)
