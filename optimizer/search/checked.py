"""No strategy is believed: what it gives back is looked at before anything is built on it."""

from dataclasses import dataclass

from optimizer.model import Choice, Linear, Model
from optimizer.search.evaluation import evaluate, feasible
from optimizer.search.strategy import Clock, Found, Strategy


class SelfCheckError(Exception):
    """A plan that a strategy made breaks a rule, or is not worth what the strategy says: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A strategy whose answers are checked, and that never gives back less than it was given."""

    strategy: Strategy

    @property
    def name(self) -> str:
        """Name of the strategy that is checked."""
        return self.strategy.name

    def minimise(self, model: Model, objective: Linear, start: Choice | None, clock: Clock) -> Found:
        """Minimise one objective; the better of the plan found and ``start`` comes back, with its own value.

        Raises
        ------
        SelfCheckError
            When the plan is none of the model's, when a plan is worth less than the bound that no plan can beat, or
            when there is a plan to start from and yet it is said that there is none.
        """
        if start is not None and clock.over:
            return Found(start, evaluate(model, objective, start), None)
        found = self.strategy.minimise(model, objective, start, clock)
        if found.infeasible and (start is not None or found.choice is not None):
            raise SelfCheckError(self.name, "says that there is no plan where there is one")
        if found.choice is not None and not feasible(model, found.choice):
            raise SelfCheckError(self.name, "gives a plan that breaks a rule or worsens a tier above")
        plans = [choice for choice in (start, found.choice) if choice is not None]
        if not plans:
            return found
        choice = min(plans, key=lambda plan: evaluate(model, objective, plan))
        value = evaluate(model, objective, choice)
        if found.bound is not None and found.bound > value:
            raise SelfCheckError(self.name, "gives a bound that a plan beats")
        bound = found.bound if found.bound is None else max(found.bound, _least(objective, found.bound))
        return Found(choice, value, bound, unique=found.unique and choice is found.choice, without=found.without)


def _least(objective: Linear, otherwise: int) -> int:
    """Give what no plan can be below, as nothing that is counted is negative: its constant."""
    parts = (objective.unplaced, objective.pair, objective.hub, objective.size)
    return objective.constant if all(int(part.min(initial=0)) >= 0 for part in parts) else otherwise
