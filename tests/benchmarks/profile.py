"""``python -m tests.benchmarks.profile SET --time-limit S``: where a search spends its time, by shares.

One thread, which also solves both sides of a branch that is rated, so that shares add up. Each part counts its own time
without that of parts inside it; what is in no part is "rest". Rows are those of the largest linear master, nodes those
of the tree of the last tier.
"""

import argparse
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from optimizer.outcome import Limits, Outcome
from optimizer.search import cp_sat, solve
from optimizer.search.columns.bounds import column_enumeration, pool_bound, relax_and_cut, volume
from optimizer.search.columns.formulation import cuts, pool
from optimizer.search.columns.master import linear_program
from optimizer.search.columns.pricing import oracle
from optimizer.search.columns.tree import branch_and_price, strong_branching
from optimizer.search.meter import Inline
from optimizer.search.primal import cooling
from tests.benchmarks import suite

PARTS: Final[dict[str, tuple[tuple[ModuleType | type, str], ...]]] = {
    "annealing": ((cooling, "run"),),
    "pricing": ((oracle.PricingOracle, "price"), (volume, "maximise_bound")),
    "relax and cut": ((relax_and_cut.RelaxAndCut, "raise_bound"),),
    "columns by reduced cost": ((column_enumeration, "_search_hubs"),),
    "pool": (
        (pool, "undominated"),
        (pool, "pool_of"),
        (pool, "concatenated"),
        (pool, "with_new_columns"),
        (cuts, "reduced_costs"),
        (pool_bound, "bound_over_pool"),
    ),
    "pivots": ((linear_program.LinearProgram, "solve"), (linear_program.LinearProgram, "add_rows")),
    "strong branching": ((strong_branching, "choose_branch"),),
    "cuts": ((cuts, "separate"), (cuts, "cut_coefficients")),
    "CP-SAT": ((cp_sat, "run"),),
}
"""What is measured, by the functions that do it."""


class Shares:
    """Seconds by part, rows and nodes of one search."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.rows = self.nodes = 0
        self._inside = threading.local()

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that adds its own time to a part."""

        def measured(*arguments: Any, **named: Any) -> Any:
            stack: list[float] = self._inside.__dict__.setdefault("stack", [])
            stack.append(0.0)
            began = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                took = time.perf_counter() - began
                self.seconds[part] += took - stack.pop()
                if stack:
                    stack[-1] += took
                if part == "pivots":
                    self.rows = max(self.rows, len(arguments[0].limit))

        return measured

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that counts a node each time it is called."""

        def called(*arguments: Any, **named: Any) -> Any:
            self.nodes += 1
            return function(*arguments, **named)

        return called


@contextmanager
def measuring(shares: Shares) -> Iterator[None]:
    """Measure every search until the end, wherever a module of the search calls these functions."""
    undo: list[tuple[Any, str, Any]] = []

    def put(owner: Any, name: str, new: Any) -> None:
        undo.append((owner, name, getattr(owner, name)))
        setattr(owner, name, new)

    put(strong_branching, "ThreadPoolExecutor", lambda _workers: Inline())
    put(branch_and_price.Tree, "_work", shares.counted(branch_and_price.Tree._work))
    for part, functions in PARTS.items():
        for owner, name in functions:
            old = getattr(owner, name)
            new = shares.timed(part, old)
            if isinstance(owner, type):
                put(owner, name, new)
                continue
            for module in [each for key, each in sys.modules.items() if key.startswith("optimizer.search")]:
                for held in [at for at, value in vars(module).items() if value is old]:
                    put(module, held, new)
    try:
        yield
    finally:
        for owner, name, old in reversed(undo):
            setattr(owner, name, old)


def row(name: str, outcome: Outcome, shares: Shares) -> str:
    """Give a line of the table."""
    last = outcome.marks[-1] if outcome.marks else None
    gap = "" if last is None or last.gap is None else f"{100 * last.gap:.2f}%"
    parts = [shares.seconds[part] for part in PARTS]
    told = [f"{100 * each / outcome.seconds:.0f}%" for each in (*parts, max(outcome.seconds - sum(parts), 0.0))]
    return "| " + " | ".join([name, f"{outcome.seconds:.1f}", gap, *told, str(shares.rows), str(shares.nodes)]) + " |"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.profile", description=__doc__)
    parser.add_argument("set", choices=["region", "region_tight"])
    parser.add_argument("--time-limit", type=float, default=30.0, metavar="SECONDS")
    arguments = parser.parse_args()
    head = ["problem", "seconds", "gap", *PARTS, "rest", "rows", "nodes"]
    sys.stdout.write("| " + " | ".join(head) + " |\n|" + " --- |" * len(head) + "\n")
    for name, problem in suite.posed(arguments.set):
        shares = Shares()
        with measuring(shares):
            outcome = solve(problem, Limits(arguments.time_limit, 1, 0))
        sys.stdout.write(row(name, outcome, shares) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
