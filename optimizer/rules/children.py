"""How many foster children a constellation has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Children(Rule):
    """The satellites of a constellation have at most ``children_max`` foster children, with ``count_hub`` its hub too.

    Σ_f children_f · x_fh + children_h · y_h · [count_hub]  ≤  children_max · y_h        for every hub h
    """

    children_max: int
    count_hub: bool = False

    key: ClassVar[str] = "children"
    title: ClassVar[Text] = Text(
        nl="Een constellatie telt niet te veel pleegkinderen.",
        en="A constellation does not have too many foster children.",
    )
    stated: ClassVar[Text] = Text(
        nl="Pleegkinderen in een constellatie: hoogstens {children_max}.",
        en="Foster children in a constellation: at most {children_max}.",
    )
    text: ClassVar[Text] = Text(
        nl="De constellatie van {families} telt {children} pleegkinderen; het maximum is {children_max}.",
        en="The constellation of {families} has {children} foster children; the maximum is {children_max}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="te veel pleegkinderen ({children}; hoogstens {children_max})",
        en="too many foster children ({children}; at most {children_max})",
    )
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("children",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the children of each constellation."""
        for constellation in plan.constellations:
            counted = constellation.homes if self.count_hub else constellation.satellites
            children = sum(home.children for home in counted)
            if children > self.children_max:
                facts = {"children": children, "children_max": self.children_max}
                yield Violation(self.key, (constellation.hub.id,), facts)

    def encode(self, x: Decisions) -> None:
        """Limit the children of every hub."""
        x.limit_load(
            self.key,
            weight=x.of_families(lambda family: family.children),
            own=x.of_hubs(lambda home: home.children if self.count_hub else 0),
            low=np.zeros(len(x.hub_homes), dtype=np.int64),
            high=np.full(len(x.hub_homes), self.children_max, dtype=np.int64),
        )

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow more, up to all of them."""
        total = sum(family.children for family in families)
        return (RelaxationSteps("children_max", range(self.children_max + 1, total + 1), MORE),)


MORE: Final = Text(
    nl="pleegkinderen in een constellatie: hoogstens {value} in plaats van {now}",
    en="foster children in a constellation: at most {value} in place of {now}",
)
