"""No more families leave their constellation of today than was chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver
from optimizer.today import moves


@dataclass(frozen=True, slots=True)
class MaxMoves(Rule):
    """At most so many moves, as the tier ``moves`` counts them."""

    most: int

    key: ClassVar[str] = "max_moves"
    title: ClassVar[Text] = Text(
        nl="Er verhuizen niet te veel gezinnen uit hun constellatie van nu.",
        en="Not too many families leave their constellation of today.",
    )
    stated: ClassVar[Text] = Text(
        nl="Het plan laat hoogstens {most} gezinnen verhuizen uit hun constellatie van nu.",
        en="The plan moves at most {most} families out of their constellation of today.",
    )
    text: ClassVar[Text] = Text(
        nl="Dit plan laat {n} gezinnen verhuizen; het maximum is {most}: {families}.",
        en="This plan moves {n} families; the maximum is {most}: {families}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="er verhuizen al zoveel gezinnen als u koos (hoogstens {most})",
        en="as many families move already as you chose (at most {most})",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("joins", "hub", "constellation")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the families that move."""
        hub_of = {home.id: each.hub for each in plan.constellations for home in each.homes}
        found = tuple(family.id for family in plan.families if moves(family, hub_of.get(family.id)))
        if len(found) > self.most:
            yield Violation(self.key, found, {"n": len(found), "most": self.most})

    def encode(self, x: Decisions) -> None:
        """Limit their number over the plan."""
        pair, unplaced = x.moves()
        x.limit_plan(self.key, x.linear(pair=pair, unplaced=unplaced), high=self.most)

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow more, up to all families."""
        return (RelaxationSteps("most", range(self.most + 1, len(families) + 1), MORE),)

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Count those elsewhere."""
        return replace(self, most=self.most - sum(moves(home, each.hub) for each in elsewhere for home in each.homes))


MORE: Final = Text(
    nl="hoogstens {value} verhuizingen in plaats van {now}", en="at most {value} moves in place of {now}"
)
