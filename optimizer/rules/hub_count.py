"""How many constellations a plan has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class HubCount:
    """A plan has from ``low`` to ``high`` constellations. low ≤ Σ_h y_h ≤ high."""

    low: int
    high: int

    key: ClassVar[str] = "hub_count"
    title: ClassVar[Text] = Text(
        nl="Een voorstel telt niet te weinig en niet te veel constellaties.",
        en="A plan has neither too few constellations nor too many.",
    )
    text: ClassVar[Text] = Text(
        nl="Het voorstel telt {count} constellaties; toegestaan is {low} tot en met {high}.",
        en="The plan has {count} constellations; allowed are {low} to {high}.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the constellations."""
        count = len(plan.constellations)
        if not self.low <= count <= self.high:
            yield Violation(self.key, (), {"count": count, "low": self.low, "high": self.high})

    def encode(self, x: Decisions) -> None:
        """Limit the open hubs."""
        x.limit_plan(self.key, x.linear(hub=np.ones(len(x.hub_homes), dtype=np.int64)), self.low, self.high)
