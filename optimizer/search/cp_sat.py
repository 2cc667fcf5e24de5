"""The one place where the search runs CP-SAT: its parameters, how it is stopped, and its answer in exact whole numbers.

CP-SAT would otherwise take Ctrl-C for itself, so that the process ends with the plan lost; here it never does. It
computes in whole numbers of 64 bits, but tells its callbacks floating-point numbers, which cannot hold those beyond
2^53: a bound is therefore read from the response, and only where there is none rounded down from a float.
"""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from ortools.sat.python import cp_model_helper

from optimizer.cp_sat_model import cp_model
from optimizer.search.meter import A_DETERMINISTIC_S, WALL, Meter
from optimizer.search.strategy import Clock, never

Parameters = cp_model_helper.SatParameters

_POLL_S: Final = 0.05
_LEAST_S: Final = 0.01
_LEAST_WORK: Final = 1e-9
_EXACT: Final = 2**53
"""Whole numbers up to here are floating-point numbers of their own."""

_HAS_PLAN: Final = frozenset({cp_model.OPTIMAL, cp_model.FEASIBLE})


@dataclass(frozen=True, slots=True)
class Effort:
    """What one run of CP-SAT may use.

    Attributes
    ----------
    seconds
        On the wall; units of work where ``meter`` counts it.
    workers
        Threads, at least 1.
    seed
        Of every random choice.
    work
        Limit in CP-SAT's deterministic time, the same on every computer; ``None`` for none.
    stop
        Is asked, from another thread, whether to end now.
    meter
        What ``seconds`` are, and is told the work that was done.
    """

    seconds: float
    workers: int = 1
    seed: int = 0
    work: float | None = None
    stop: Callable[[], bool] = never
    meter: Meter = WALL

    @classmethod
    def of(cls, clock: Clock) -> "Effort":
        """Give all that a clock leaves."""
        return cls(clock.left_s, clock.workers, clock.seed, stop=clock.cancelled, meter=clock.meter)

    def limit(self, parameters: Parameters) -> None:
        """Set how long it may take."""
        work = self.work
        if self.meter.counts_work:
            left = self.seconds / A_DETERMINISTIC_S
            work = left if work is None else min(work, left)
        else:
            parameters.max_time_in_seconds = max(self.seconds, _LEAST_S)
        if work is not None:
            parameters.max_deterministic_time = max(work, _LEAST_WORK)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What CP-SAT found.

    Attributes
    ----------
    infeasible
        Whether it is proved that there is no solution.
    value
        What the solution costs; ``None`` without a solution, 0 without an objective.
    bound
        What is proved that no solution costs less than; ``None`` where nothing was proved.
    complete
        Whether the search came to its end: the solution is best, or there is none.
    """

    infeasible: bool
    value: int | None
    bound: int | None
    complete: bool
    _solver: cp_model.CpSolver

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.value is not None

    def is_true(self, variable: cp_model.IntVar) -> bool:
        """Tell the value of a yes-or-no variable in the solution."""
        return self._solver.boolean_value(variable)


def run(
    program: cp_model.CpModel,
    effort: Effort,
    *,
    listen: Callable[[int | None, int | None], None] | None = None,
    tune: Callable[[Parameters], None] | None = None,
) -> Answer:
    """Solve a program.

    Parameters
    ----------
    program
        Its objective, where it has one, holds no constant: the solver keeps constants as floating-point numbers.
    listen
        Is told, from another thread, the value of each better solution and each better bound.
    tune
        Sets further parameters.

    Raises
    ------
    ValueError
        When the objective holds a constant, or CP-SAT refuses the program, such as one whose numbers are too large.
    """
    if program.proto.objective.offset:
        raise ValueError("an objective for CP-SAT holds no constant")
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    effort.limit(parameters)
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed
    parameters.catch_sigint_signal = False
    if tune is not None:
        tune(parameters)
    listener = _Listener(listen)
    solver.best_bound_callback = listener.on_bound
    with _stopping(solver, effort.stop):
        status = solver.solve(program, listener)
    effort.meter.spend(A_DETERMINISTIC_S * solver.response_proto.deterministic_time)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(program.validate())
    complete = status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    if status not in _HAS_PLAN:
        return Answer(status == cp_model.INFEASIBLE, None, listener.bound, complete, solver)
    # Without a bound that was told, the response says 0 for "none".
    told = complete or listener.bound is not None
    bound = int(solver.response_proto.inner_objective_lower_bound) if told else None
    return Answer(False, _value(program, solver), bound, complete, solver)


def whole_bound(bound: float) -> int | None:
    """Give a whole number that is surely no more than a proved bound on whole values; ``None`` for no bound."""
    if not math.isfinite(bound):
        return None
    return math.floor(bound + 1e-6) if abs(bound) < _EXACT else math.floor(math.nextafter(bound, -math.inf))


def _value(program: cp_model.CpModel, solver: cp_model.CpSolver) -> int:
    """Add up what a solution costs, exactly."""
    objective, solution = program.proto.objective, solver.response_proto.solution
    return sum(int(factor) * int(solution[at]) for at, factor in zip(objective.vars, objective.coeffs, strict=True))


class _Listener(cp_model.CpSolverSolutionCallback):
    """Passes on each better solution's value and each better bound."""

    def __init__(self, tell: Callable[[int | None, int | None], None] | None) -> None:
        super().__init__()
        self._tell = tell
        self._lock = threading.Lock()
        self.best: int | None = None
        self.bound: int | None = None

    def on_solution_callback(self) -> None:
        with self._lock:
            self.best = round(self.objective_value)
            self._say()

    def on_bound(self, bound: float) -> None:
        with self._lock:
            proved = whole_bound(bound)
            if proved is not None:
                self.bound = proved
                self._say()

    def _say(self) -> None:
        if self._tell is not None:
            self._tell(self.best, self.bound)


@contextmanager
def _stopping(solver: cp_model.CpSolver, stop: Callable[[], bool]) -> Iterator[None]:
    """Stop a running solver as soon as ``stop`` says so."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL_S):
            if stop():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
