"""The strategy that serves every size of problem: columns, loaded when they are first needed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.strategy import OBJECTIVE, Clock, Found, Strategy


@cache
def columns() -> Strategy:
    """Load the columns; many a command never searches by them, and need not wait for them."""
    from optimizer.search.columns import Columns  # noqa: PLC0415 - as said

    return Columns()


@dataclass(frozen=True, slots=True)
class Columnwise:
    """The strategy of columns, and what its bound leaves out."""

    name: ClassVar[str] = "columns"

    def load(self) -> None:
        """Load what a search will need, before its time begins to count."""
        columns()

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective, and say what the bound leaves out."""
        found = columns().minimise(model, objective, start, clock)
        return replace(found, without=tuple(dict.fromkeys((*found.without, *beyond_columns(model, objective)))))


def beyond_columns(model: Model, objective: Linear) -> Iterator[str]:
    """Give the keys of what the bound of columns leaves out: counts over several constellations that are no sums."""
    yield from (row.key for row in model.rows if row.linear.spread is not None)
    if objective.spread is not None:
        yield OBJECTIVE
