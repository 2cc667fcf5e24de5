"""``python -m tests.benchmarks.work SET --work N``: what a search comes to within units of work, on one thread.

A unit is meant to be half a second to a second of one core: the seconds of the processor that it took stand beside.
"""

import argparse
import sys
import time

from optimizer.outcome import Limits, Status
from optimizer.search import solve
from optimizer.verify import verify
from tests.benchmarks import suite

_HEAD = ("problem", "proved", "processor s", "unplaced", "travel", "bound", "broken rules")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.work", description=__doc__)
    parser.add_argument("set", choices=["region", "region_tight"])
    parser.add_argument("--work", type=float, default=10.0, metavar="UNITS")
    arguments = parser.parse_args()
    sys.stdout.write(f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}\n")
    for name, problem in suite.posed(arguments.set):
        began = time.process_time()
        outcome = solve(problem, Limits(workers=1, work=arguments.work))
        seconds = time.process_time() - began
        cells = [name, "yes" if outcome.status is Status.OPTIMAL else "no", f"{seconds:.1f}"]
        if outcome.plan is None:
            cells += ["no plan", "", "", ""]
        else:
            verdict = verify(problem, outcome.plan)
            cells += [f"{score.value:,.0f}" for score in verdict.scores[:2]]
            bound = outcome.marks[1].bound
            cells += ["" if bound is None else f"{bound:,.0f}", str(len(verdict.violations))]
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
