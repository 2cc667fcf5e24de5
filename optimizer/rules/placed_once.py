"""A family has one place at most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class PlacedOnce(Rule):
    """A family has one place at most: one hub home, or a satellite of one.

    Σ_h x_fh + y_f ≤ 1 for every family f. Every model has this equation of its own, so the encoding adds nothing.
    """

    key: ClassVar[str] = "placed_once"
    title: ClassVar[Text] = Text(
        nl="Een gezin zit in hoogstens één constellatie, als hubhome of als satellietgezin.",
        en="A family is in at most one constellation, as its hub home or as a satellite.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} staat {times} keer in het plan; een gezin kan maar één plaats hebben.",
        en="{families} is in the plan {times} times; a family can have one place only.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} heeft al een plaats", en="{families} has a place already")
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.NEVER
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the places of each family."""
        places = Counter(home.id for constellation in plan.constellations for home in constellation.homes)
        for family, times in sorted(places.items()):
            if times > 1:
                yield Violation(self.key, (family,), {"times": times})

    def encode(self, x: Decisions) -> None:
        """Add nothing: a model places each family once by its nature."""

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Ask the same: a family of the part has no place elsewhere."""
        del elsewhere
        return self
