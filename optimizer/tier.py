"""What a tier is: what it counts, how strategies are told, and all words in which its values are said."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import ClassVar

from geodata.language import Fact, Lang, Text, number
from geodata.told_distances import total_m
from optimizer.encoding import Decisions
from optimizer.model import Bottleneck, Linear
from optimizer.outcome import Mark
from optimizer.plan import Plan


class Tier(ABC):
    """One objective, to be made as small as can be without worsening the tiers above it.

    Attributes
    ----------
    key
        Its name in files.
    title
        What it counts, as a heading.
    short
        The same in a word or two, for logs and tables.
    meaning
        A sentence that says what its value means.
    so_far
        The best value while a search goes on, with the gap ``{n}``.
    one, many
        The noun of one and of more of what it counts.
    metres
        Whether it counts metres, which are shown in kilometres.
    proved, open, unknown
        When no plan does better; when one may, by at most ``{more}`` (a number with its ``{noun}``, or ``{percent}``,
        with ``{kilometres}`` where outputs may tell them); when nothing is known. Of which plans that speaks is
        ``{none}``.
    none_alike
        Of which plans the bound of the next tier speaks, where no other tier goes before.
    """

    __slots__ = ()

    key: ClassVar[str]
    title: ClassVar[Text]
    short: ClassVar[Text]
    meaning: ClassVar[Text]
    so_far: ClassVar[Text]
    one: ClassVar[Text]
    many: ClassVar[Text]
    metres: ClassVar[bool] = False
    proved: ClassVar[Text] = Text(nl="Bewezen: {none} komt hier lager uit.", en="Proved: {none} has less.")
    open: ClassVar[Text] = Text(
        nl="Misschien kan het lager, maar {none} komt meer dan {more} {noun} lager uit.",
        en="It may be possible to get lower, but {none} gets lower by more than {more} {noun}.",
    )
    unknown: ClassVar[Text] = Text(
        nl="Niet bewezen: het kan mogelijk lager.", en="Not proved: it may be possible to get lower."
    )
    none_alike: ClassVar[Text] = Text(
        nl="geen enkel plan dat op het voorgaande even goed is,", en="no plan that does as well on what comes first"
    )

    @abstractmethod
    def score(self, plan: Plan) -> int:
        """Give the value of a plan, recomputed from homes."""

    @abstractmethod
    def cost(self, x: Decisions) -> Linear | Bottleneck:
        """Say the same to the strategies."""

    @classmethod
    def figure(cls, value: int, lang: Lang) -> str:
        """Write a value as a number, metres as kilometres."""
        return f"{number(value / 1000, lang)} km" if cls.metres else number(value, lang)

    @classmethod
    def told(cls, value: int) -> int:
        """Give a value as outputs tell it that hold no exact distance: metres of all families up to tens of km."""
        return total_m(value) if cls.metres else value

    @classmethod
    def told_bound(cls, bound: int) -> int:
        """Give a bound that is not reached as such outputs tell it: never more than it is."""
        return total_m(bound, down=True) if cls.metres else bound

    @classmethod
    def told_mark(cls, mark: Mark) -> Mark:
        """Give what such outputs tell of a value and its bound; one that is proved stays proved."""
        value = cls.told(mark.value)
        if mark.bound is None or mark.proved:
            return replace(mark, value=value, bound=None if mark.bound is None else value)
        return replace(mark, value=value, bound=cls.told_bound(mark.bound))

    @classmethod
    def best_so_far(cls, value: int, lang: Lang) -> str:
        """Say the best value of a search that goes on."""
        return cls.so_far.say(lang, {"n": cls.figure(value, lang)})

    def parts(self, plan: Plan, lang: Lang, *, exact: bool) -> tuple[str, ...]:
        """Give the value of a plan as figures, unlike things apart; metres as outputs tell them, ``exact`` or not."""
        value = self.score(plan)
        if exact or not self.metres:
            return (self.figure(value, lang),)
        told = self.told(value)
        return (f"{number(told / 1000, lang, int(told % 1000 > 0))} km",)

    def said(self, plan: Plan, lang: Lang) -> str:
        """Say the value of a plan in a sentence, with its unit."""
        facts: dict[str, Fact] = {"title": self.title.say(lang), "value": self.figure(self.score(plan), lang)}
        return Text(nl="{title}: {value}.", en="{title}: {value}.").say(lang, facts)
