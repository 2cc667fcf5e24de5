"""The strategy that gives the whole assignment model to CP-SAT, both loaded when they are first needed."""

from dataclasses import dataclass
from typing import ClassVar

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import evaluate
from optimizer.search.strategy import Clock, Found


@dataclass(frozen=True, slots=True)
class Assignment:
    """Opening and assignment variables with every rule as a row, minimised by CP-SAT."""

    name: ClassVar[str] = "assignment"

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective; the bound is CP-SAT's own.

        Raises
        ------
        ValueError
            When CP-SAT refuses the model, such as one whose numbers are too large.
        """
        # Late: CP-SAT takes half a second to load, and a small plan is found and proved by columns alone.
        from optimizer.search.assignment import aim, choice_from, encode, hint  # noqa: PLC0415 - as said
        from optimizer.search.cp_sat import Effort, run  # noqa: PLC0415 - as said

        encoded = encode(model)
        aim(encoded, model, objective)
        if start is not None:
            hint(encoded, model, start)
        constant = objective.constant

        def listen(value: int | None, bound: int | None) -> None:
            clock.report(None if value is None else value + constant, None if bound is None else bound + constant)

        answer = run(encoded.cp, Effort.of(clock), listen=listen)
        choice = choice_from(encoded, model, answer) if answer.found else None
        value = None if choice is None else evaluate(model, objective, choice)
        bound = None if answer.bound is None else answer.bound + constant
        return Found(choice, value, bound, infeasible=answer.infeasible)
