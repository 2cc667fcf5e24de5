"""How many families a constellation has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Size(Rule):
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
    stated: ClassVar[Text] = Text(
        nl="Een constellatie telt {low} tot en met {high} gezinnen.", en="A constellation has {low} to {high} families."
    )
    text: ClassVar[Text] = Text(
        nl="De constellatie van {families} telt {size} gezinnen; toegestaan is {low} tot en met {high}.",
        en="The constellation of {families} has {size} families; allowed are {low} to {high}.",
    )
    obstacle: ClassVar[Text] = Text(nl="vol (hoogstens {high} gezinnen)", en="full (at most {high} families)")
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ()

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

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Lower the minimum, or raise the maximum up to all families."""
        return (
            RelaxationSteps("low", range(self.low - 1, -1, -1), SMALLER),
            RelaxationSteps("high", range(self.high + 1, len(families) + 1), LARGER),
        )


SMALLER: Final = Text(
    nl="het kleinste aantal gezinnen {value} in plaats van {now}", en="the fewest families {value} in place of {now}"
)
LARGER: Final = Text(
    nl="het grootste aantal gezinnen {value} in plaats van {now}", en="the most families {value} in place of {now}"
)
