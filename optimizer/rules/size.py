"""How many families a constellation has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class Size:
    """A constellation has between ``low`` and ``high`` families, or its hub home stays closed.

    Satellites are counted, and the hub home too where ``count_hub``::

        low · y_h  ≤  Σ_f x_fh + y_h·[count_hub]  ≤  high · y_h        for every hub h
    """

    low: int
    high: int
    count_hub: bool = False

    key: ClassVar[str] = "size"
    title: ClassVar[Text] = Text(
        nl="Een constellatie telt niet te weinig en niet te veel gezinnen.",
        en="A constellation has neither too few families nor too many.",
    )
    text: ClassVar[Text] = Text(
        nl="De constellatie van {families} telt {size} gezinnen; toegestaan is {low} tot en met {high}.",
        en="The constellation of {families} has {size} families; allowed are {low} to {high}.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count each constellation."""
        for constellation in plan.constellations:
            size = len(constellation.satellites) + self.count_hub
            if not self.low <= size <= self.high:
                facts = {"low": self.low, "high": self.high, "size": size}
                yield Violation(self.key, (constellation.hub.id,), facts)

    def encode(self, x: Decisions) -> None:
        """Limit the satellites of every hub."""
        x.limit_size(self.low - self.count_hub, self.high - self.count_hub)
