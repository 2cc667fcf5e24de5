"""How many crisis families a constellation has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from geodata.care import CareType, care_types
from geodata.families import Families, Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class CrisisMax(Rule):
    """At most ``crisis_max`` satellites of a constellation offer crisis care, with ``count_hub`` its hub home too.

    Σ_f crisis_f · x_fh + crisis_h · y_h · [count_hub]  ≤  crisis_max · y_h        for every hub h

    Who offers crisis care is read from ``care_type``, where a family may name several kinds of care.
    """

    crisis_max: int
    count_hub: bool = False

    key: ClassVar[str] = "crisis_max"
    title: ClassVar[Text] = Text(
        nl="Een constellatie telt niet te veel crisisgezinnen.",
        en="A constellation does not have too many families for emergency care.",
    )
    stated: ClassVar[Text] = Text(
        nl="Crisisgezinnen in een constellatie: hoogstens {crisis_max}.",
        en="Families for emergency care in a constellation: at most {crisis_max}.",
    )
    text: ClassVar[Text] = Text(
        nl="Crisisgezinnen in de constellatie van {families}: {crisis}; het maximum is {crisis_max}.",
        en="Families for emergency care in the constellation of {families}: {crisis}; the maximum is {crisis_max}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="te veel crisisgezinnen ({crisis}; hoogstens {crisis_max})",
        en="too many families for emergency care ({crisis}; at most {crisis_max})",
    )
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("care_type",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the crisis families of each constellation."""
        for constellation in plan.constellations:
            counted = constellation.homes if self.count_hub else constellation.satellites
            crisis = sum(_is_crisis(home) for home in counted)
            if crisis > self.crisis_max:
                yield Violation(self.key, (constellation.hub.id,), {"crisis": crisis, "crisis_max": self.crisis_max})

    def encode(self, x: Decisions) -> None:
        """Limit the crisis families of every hub."""
        x.limit_load(
            self.key,
            weight=x.of_families(_is_crisis),
            own=x.of_hubs(lambda home: self.count_hub and _is_crisis(home)),
            low=np.zeros(len(x.hub_homes), dtype=np.int64),
            high=np.full(len(x.hub_homes), self.crisis_max, dtype=np.int64),
        )

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow more, up to all of them."""
        return (RelaxationSteps("crisis_max", range(self.crisis_max + 1, sum(map(_is_crisis, families)) + 1), MORE),)


def _is_crisis(family: Family) -> bool:
    return CareType.CRISIS in care_types(family.care_type)


MORE: Final = Text(
    nl="crisisgezinnen in een constellatie: hoogstens {value} in plaats van {now}",
    en="families for emergency care in a constellation: at most {value} in place of {now}",
)
