"""The lines of a benchmark as a table in Markdown."""

from typing import Final

from tests.benchmarks.suite import Line

OF_REGIONS: Final = (
    "problem",
    "way",
    "first plan s",
    "unplaced",
    "bound",
    "travel",
    "bound",
    "gap",
    "seconds",
    "peak MB",
    "broken rules",
)
_PUBLISHED: Final = (
    "problem",
    "way",
    "value",
    "bound",
    "gap",
    "above best known",
    "seconds",
    "peak MB",
    "broken rules",
)

NAMES: Final = {
    "ours": "this program",
    "assignment": "assignment model, CP-SAT",
    "k-means": "k-means-constrained + best candidate",
    "spopt": "spopt PMedian, CBC",
}


def header(published: bool) -> str:
    """Give the head of a table."""
    names = _PUBLISHED if published else OF_REGIONS
    return f"| {' | '.join(names)} |\n|{' --- |' * len(names)}"


def row(line: Line, published: bool) -> str:
    """Give one line of a table."""
    answer = line.answer
    n_tiers = 1 if published else 2
    if answer is None or not answer.values:
        cells = [line.remark or "no plan", *[""] * (3 if published else 5)]
    else:
        cells = [] if published else ["" if answer.first_plan_s is None else f"{answer.first_plan_s:.1f}"]
        for value, bound in zip(answer.values[:n_tiers], answer.bounds[:n_tiers], strict=True):
            cells += [_number(value), "" if bound is None else _number(bound)]
        cells.append(_gap(answer.values[n_tiers - 1], answer.bounds[n_tiers - 1]))
        if published:
            cells.append("" if not line.best_known else f"{100 * (answer.values[0] / line.best_known - 1):+.2f}%")
    used = line.measured
    cells += ["", ""] if used is None else [f"{used.seconds:.1f}", f"{used.peak_mb:.0f}"]
    cells.append("" if answer is None else str(answer.n_broken))
    return f"| {' | '.join([line.problem, NAMES[line.way], *cells])} |"


def _gap(value: float, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{100 * max(value - bound, 0) / value:.2f}%" if value else "0.00%"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
