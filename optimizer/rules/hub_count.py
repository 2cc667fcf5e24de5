"""How many constellations a plan has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

import numpy as np

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class HubCount(Rule):
    """A plan has from ``low`` to ``high`` constellations. low ≤ Σ_h y_h ≤ high."""

    low: int
    high: int

    key: ClassVar[str] = "hub_count"
    title: ClassVar[Text] = Text(
        nl="Een plan telt niet te weinig en niet te veel constellaties.",
        en="A plan has neither too few constellations nor too many.",
    )
    stated: ClassVar[Text] = Text(
        nl="Aantal constellaties: {low} tot en met {high}.", en="Number of constellations: {low} to {high}."
    )
    text: ClassVar[Text] = Text(
        nl="Het plan telt {count} constellaties; toegestaan is {low} tot en met {high}.",
        en="The plan has {count} constellations; allowed are {low} to {high}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="het plan heeft al zoveel hubhomes als u koos (hoogstens {high})",
        en="the plan has as many hub homes already as you chose (at most {high})",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the constellations."""
        count = len(plan.constellations)
        if not self.low <= count <= self.high:
            yield Violation(self.key, (), {"count": count, "low": self.low, "high": self.high})

    def encode(self, x: Decisions) -> None:
        """Limit the open hubs."""
        x.limit_plan(self.key, x.linear(hub=np.ones(len(x.hub_homes), dtype=np.int64)), self.low, self.high)

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow more constellations, or fewer."""
        more = RelaxationSteps("high", range(self.high + 1, len(families) + 1), MORE)
        return (more, RelaxationSteps("low", range(self.low - 1, -1, -1), FEWER)) if self.low else (more,)

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Count those elsewhere."""
        others = len(elsewhere)
        return replace(self, low=max(self.low - others, 0), high=self.high - others)


MORE: Final = Text(
    nl="aantal constellaties: hoogstens {value} in plaats van {now}",
    en="number of constellations: at most {value} in place of {now}",
)
FEWER: Final = Text(
    nl="aantal constellaties: minstens {value} in plaats van {now}",
    en="number of constellations: at least {value} in place of {now}",
)
