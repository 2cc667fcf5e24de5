"""A family has one place at most."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class PlacedOnce:
    """A family has one place at most: one hub home, or a satellite of one.

    Σ_h x_fh + y_f ≤ 1 for every family f. Every model has this equation of its own, so the encoding adds nothing.
    """

    key: ClassVar[str] = "placed_once"
    title: ClassVar[Text] = Text(
        nl="Een gezin zit in hoogstens één constellatie, als hubhome of als satellietgezin.",
        en="A family is in at most one constellation, as its hub home or as a satellite.",
    )
    text: ClassVar[Text] = Text(
        nl="{families} staat {times} keer in het voorstel; een gezin kan maar één plaats hebben.",
        en="{families} is in the plan {times} times; a family can have one place only.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the places of each family."""
        places = Counter(home.id for constellation in plan.constellations for home in constellation.homes)
        for family, times in sorted(places.items()):
            if times > 1:
                yield Violation(self.key, (family,), {"times": times})

    def encode(self, x: Decisions) -> None:
        """Add nothing: a model places each family once by its nature."""
