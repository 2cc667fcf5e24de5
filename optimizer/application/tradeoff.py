"""What stability costs: the best plan with at most 0, 1, 2, 3, 5, 8, … moves, and without a limit on moves."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.application.posing import PosedProblem
from optimizer.application.reporter import Reporter
from optimizer.outcome import Limits, Mark, Status
from optimizer.plan import Plan
from optimizer.search import solve
from optimizer.tier import Tier
from optimizer.tiers import Moves

FILE: Final = "tradeoff.csv"


@dataclass(frozen=True, slots=True)
class TradeRow:
    """The best plan with at most so many moves.

    Attributes
    ----------
    most
        ``None`` for no limit.
    moves
        How many families move; ``None`` without a plan.
    marks
        One for each tier but ``moves``, each with a proved bound or ``None``; empty without a plan.
    """

    most: int | None
    status: Status
    moves: int | None
    marks: tuple[Mark, ...]


def tradeoff(posed: PosedProblem, limits: Limits, reporter: Reporter) -> tuple[TradeRow, ...]:
    """Solve for each limit on moves that is below what a plan without a limit moves; that one comes last.

    Ctrl-C ends the row that is searched and those after it at the next question.

    ``check_today`` says beforehand whether there is anything to compare with.
    """
    tiers = _others(posed)
    families, distances = posed.problem.families, posed.problem.distances

    def row(most: int | None, start: Plan | None = None) -> tuple[TradeRow, Plan | None]:
        policy = posed.policy.changed({"today.moves_max": most, "objective.tiers": tiers})
        outcome = solve(policy.pose(families, distances), limits, start=start, progress=reporter.progress)
        moves = None if outcome.plan is None else Moves().score(outcome.plan)
        return TradeRow(most, outcome.status, moves, outcome.marks), outcome.plan

    free, _ = row(None)
    rows: list[TradeRow] = []
    start: Plan | None = None
    for most in takewhile(lambda most: most < (free.moves or 0), _steps()):
        found, start = row(most, start)
        rows.append(found)
    return (*rows, free)


def check_today(posed: PosedProblem) -> None:
    """Say before any search whether there is something to compare with.

    Raises
    ------
    InputError
        When today is not known, or no objective is left without moves.
    """
    if not posed.today or not _others(posed):
        raise InputError([Fault(NO_TODAY)])


def _others(posed: PosedProblem) -> tuple[str, ...]:
    return tuple(name for name in posed.policy.objective.tiers if name != Moves.key)


def _steps() -> Iterator[int]:
    """Give 0, 1, 2, 3, 5, 8, …."""
    yield 0
    one, other = 1, 2
    while True:
        yield one
        one, other = other, one + other


def as_csv(rows: tuple[TradeRow, ...], tiers: Iterable[Tier], *, exact: bool) -> bytes:
    """Write the table: a row for each limit, a value and a bound for each objective.

    Parameters
    ----------
    exact
        Whether values in metres are told to the metre; else so coarsely that they tell nothing of one family.
    """
    of = {tier.key: tier for tier in tiers}
    names = [mark.tier for mark in rows[-1].marks]
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(("moves_at_most", "status", "moves", *(name for tier in names for name in (tier, f"{tier}_bound"))))
    for row in rows:
        marks = {mark.tier: mark if exact else of[mark.tier].told_mark(mark) for mark in row.marks}
        values = [
            "" if value is None else value
            for tier in names
            for value in ((marks[tier].value, marks[tier].bound) if tier in marks else (None, None))
        ]
        most, moves = ("" if each is None else each for each in (row.most, row.moves))
        table.writerow((most, str(row.status), moves, *values))
    return out.getvalue().encode("utf-8-sig")


NO_TODAY: Final = Text(
    nl="--tradeoff vergelijkt met nu, en het is niet bekend wie nu bij wie hoort. Geef --today PLAN, of vul de kolom "
    "'constellatie' in.",
    en="--tradeoff compares with today, and it is not known who belongs where today. Give --today PLAN, or fill in the "
    "column 'constellation'.",
)
