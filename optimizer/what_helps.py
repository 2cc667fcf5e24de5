"""What would help, in sentences that are kept: a plan that is drawn again says the same, and nobody searches again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from geodata.language import Fact, Lang, Text

NO_MORE: Final = Text(nl="bewezen: meer kan niet", en="proved: no more can be")
PERHAPS_MORE: Final = Text(nl="niet bewezen: misschien meer", en="not proved: perhaps more")
"""How sure it is that no more families get a place than was found."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences as they were said, in both languages."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: Callable[[Lang], tuple[str, ...]]) -> Self:
        """Take down what is said in each language."""
        return cls(said(Lang.NL), said(Lang.EN))

    def say(self, lang: Lang) -> tuple[str, ...]:
        """Give those of one language."""
        return self.nl if lang is Lang.NL else self.en


def taken_down(text: Text, facts: Mapping[str, Fact]) -> Lines:
    """Take one sentence down, with its gaps filled."""
    return Lines.of(lambda lang: (text.say(lang, facts),))


@dataclass(frozen=True, slots=True)
class HelpfulChange:
    """A single change that gives an unplaced family a place, proved by a plan: its kind, its figures, its sentence."""

    key: str
    said: Lines
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyGain:
    """What one change of the policy would gain.

    Attributes
    ----------
    placed
        Families more that a verified plan places, nobody losing a place; ``None`` where none was found.
    at_most
        What is proved that no plan places more than; ``None`` where nothing was proved.
    """

    said: Lines
    placed: int | None
    at_most: int | None

    @property
    def proved(self) -> bool:
        """Whether more is impossible."""
        return self.placed is not None and self.placed == self.at_most


@dataclass(frozen=True, slots=True)
class Recruiting:
    """A family or an area from which one more hub home would place others.

    Attributes
    ----------
    families
        Who gets a place in one plan that does it, sorted.
    proved
        Whether it is proved that this hub home places no more.
    """

    key: str
    said: Lines
    families: tuple[str, ...]
    proved: bool
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def pc4(self) -> str | None:
        """The postcode area in which the hub home is to be found; ``None`` for a family of the file."""
        found = self.facts.get("pc4")
        return found if isinstance(found, str) else None


@dataclass(frozen=True, slots=True)
class WhatHelps:
    """What would help a plan as a whole: what a wider policy gains, and where to recruit hub homes, best first."""

    gains: tuple[PolicyGain, ...] = ()
    recruiting: tuple[Recruiting, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gains or self.recruiting)


NOTHING_KNOWN: Final = WhatHelps()
"""Nobody looked."""
