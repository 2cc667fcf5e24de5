"""Families in no constellation."""

from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class Unplaced(Tier):
    """The number of joining families that are in no constellation; homes that may only be a hub home do not count."""

    key: ClassVar[str] = "unplaced"
    title: ClassVar[Text] = Text(nl="Niet ingedeelde gezinnen", en="Unplaced families")
    short: ClassVar[Text] = Text(nl="Niet ingedeeld", en="Unplaced")
    meaning: ClassVar[Text] = Text(
        nl="Aantal deelnemende gezinnen zonder constellatie; wie alleen hubhome kan zijn, telt niet mee.",
        en="Number of joining families without a constellation; those that may only be a hub home do not count.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} niet ingedeeld", en="{n} unplaced")
    one: ClassVar[Text] = Text(nl="gezin", en="family")
    many: ClassVar[Text] = Text(nl="gezinnen", en="families")
    proved: ClassVar[Text] = Text(
        nl="Bewezen: {none} plaatst meer gezinnen.", en="Proved: {none} places more families."
    )
    open: ClassVar[Text] = Text(
        nl="Misschien kunnen er meer bij, maar {none} plaatst meer dan {more} {noun} extra.",
        en="There may be room for more, but {none} places more than {more} further {noun}.",
    )
    unknown: ClassVar[Text] = Text(
        nl="Niet bewezen: een ander plan plaatst mogelijk meer gezinnen.",
        en="Not proved: another plan may place more families.",
    )
    none_alike: ClassVar[Text] = Text(
        nl="geen enkel plan dat evenveel gezinnen plaatst,", en="no plan that places as many families"
    )

    def score(self, plan: Plan) -> int:
        """Count them."""
        return len(plan.unplaced)

    def cost(self, x: Decisions) -> Linear:
        """One for each."""
        return x.linear(unplaced=x.of_families(lambda family: family.may_be_satellite))
