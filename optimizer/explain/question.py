"""A condition that a question puts on the plans it asks for; no plan that a person sees is judged by one."""

from collections.abc import Callable
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.problem import Problem
from optimizer.rule import Rule, Scope, Waiver
from optimizer.tier import Tier


class Question(Rule):
    """A rule that holds a search to the plans that a question is about."""

    __slots__ = ()

    title: ClassVar[Text] = Text(nl="Alleen de plannen waar het om gaat.", en="Only the plans in question.")
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = title
    obstacle: ClassVar[Text] = title
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.NEVER
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()


def linear_cost(tier: Tier, problem: Problem) -> Callable[[Decisions], Linear] | None:
    """Give what a tier costs as a sum; ``None`` for a tier that looks at the greatest of all."""
    if not isinstance(tier.cost(Decisions(problem.instance)), Linear):
        return None

    def cost(x: Decisions) -> Linear:
        found = tier.cost(x)
        assert isinstance(found, Linear)
        return found

    return cost
