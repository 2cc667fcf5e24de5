"""The strategy that serves every size of problem: columns, loaded when they are first needed."""

from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.beyond_columns import beyond_columns
from optimizer.search.strategy import Clock, Found, Strategy


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
