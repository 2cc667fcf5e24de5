"""A condition that a question puts on the plans it asks for; no plan that a person sees is judged by one."""

from typing import ClassVar

from geodata.language import Text
from optimizer.rule import Rule, Scope, Waiver


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
