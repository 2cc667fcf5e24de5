"""How many hub homes a plan may count on that are still to be found: a rule of the last wave, for its search alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Recruited(Rule):
    """Of some homes at most ``most`` are hub homes: as many as all waves together count on.

    Σ_{h in homes} y_h  ≤  most
    """

    homes: frozenset[str]
    most: int

    key: ClassVar[str] = "recruit"
    title: ClassVar[Text] = Text(
        nl="Een uitrol rekent niet op te veel hubhomes die nog te vinden zijn.",
        en="A roll-out does not count on too many hub homes still to be found.",
    )
    stated: ClassVar[Text] = Text(
        nl="Hubhomes die nog te vinden zijn: hoogstens {most}.", en="Hub homes still to be found: {most} at most."
    )
    text: ClassVar[Text] = Text(
        nl="Het plan rekent op {count} hubhomes die nog te vinden zijn; hoogstens {most} mag.",
        en="The plan counts on {count} hub homes still to be found; {most} at most may be.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="het plan rekent al op zoveel nog te vinden hubhomes als u koos (hoogstens {most})",
        en="the plan counts on as many hub homes still to be found as you chose (at most {most})",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.NEVER
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count them."""
        count = sum(each.hub.id in self.homes for each in plan.constellations)
        if count > self.most:
            yield Violation(self.key, (), {"count": count, "most": self.most})

    def encode(self, x: Decisions) -> None:
        """Limit them."""
        x.limit_plan(self.key, x.linear(hub=x.of_hubs(lambda home: home.id in self.homes)), high=self.most)
