"""A number as readers outside the planning team see it: rounded to fives, small, or not told.

Rounding is random and unbiased, and drawn from what is counted: the same families give the same rounded number in every
table, map and later release, so nothing is gained by comparing or averaging them; one family more or less draws anew.
Offices of statistics publish so (Fraser & Wooton 2005, "A proposed method for confidentialising tabular output to
protect against differencing", UNECE work session on statistical data confidentiality).
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from geodata.language import Lang, Text, number

BASE: Final = 5
"""Numbers are rounded to multiples of this, and those below it are not told."""

PUBLIC_LEAST: Final = 10
"""Statistics Netherlands prints no numbers below this in its tables of youth care."""

ENDLESS: Final = 1_000_000

SMALL: Final = Text(nl="<{least}", en="<{least}")
HIDDEN: Final = "–"


class Sign(Enum):
    """How a number is written."""

    ROUNDED = "rounded"
    SMALL = "small"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and how it is written.

    Attributes
    ----------
    truth
        The number itself, which no reader gets.
    rounded
        The number as it is shown, where it is.
    """

    truth: int
    rounded: int
    sign: Sign

    @classmethod
    def of(cls, truth: int, secret: bytes, name: str, content: Iterable[str]) -> "Cell":
        """Write a number by what it counts.

        Parameters
        ----------
        secret
            A key that no reader has.
        name
            What is counted: different tables of one content round apart.
        content
            Everything that is counted, in any order.
        """
        return cls(truth, _rounded(truth, secret, name, content), Sign.SMALL if truth < BASE else Sign.ROUNDED)

    def hidden(self) -> "Cell":
        """Write it as not told."""
        return Cell(self.truth, self.rounded, Sign.HIDDEN)

    @property
    def band(self) -> tuple[int, int]:
        """The least and the greatest number for which a reader would see the same."""
        match self.sign:
            case Sign.ROUNDED:
                return max(BASE, self.rounded - BASE + 1), self.rounded + BASE - 1
            case Sign.SMALL:
                return 0, BASE - 1
            case Sign.HIDDEN:
                return 0, ENDLESS

    @property
    def shown(self) -> int | None:
        """The rounded number, where a reader sees one."""
        return self.rounded if self.sign is Sign.ROUNDED else None

    def said(self, lang: Lang, least: int = BASE) -> int | str:
        """Give what a reader sees: a rounded number, or the sign in its place.

        Parameters
        ----------
        least
            No smaller number is shown to this reader; it follows from the rounded number alone, so it tells nothing.
        """
        if self.sign is Sign.HIDDEN:
            return HIDDEN
        if self.sign is Sign.SMALL or self.rounded < least:
            return small(least, lang)
        return self.rounded

    def text(self, lang: Lang, least: int = BASE) -> str:
        """Give what a reader sees, as text."""
        said = self.said(lang, least)
        return number(said, lang) if isinstance(said, int) else said


def small(least: int, lang: Lang) -> str:
    """Write a number that is too small to show."""
    return SMALL.say(lang, {"least": least})


def _rounded(value: int, secret: bytes, name: str, content: Iterable[str]) -> int:
    """Round up with a chance of the rest over ``BASE``, by a draw that the content decides; 5 stays the least shown."""
    below, rest = value - value % BASE, value % BASE
    if not rest:
        return value
    digest = hmac.digest(secret, "\0".join((name, *sorted(content))).encode(), "sha256")
    draw = int.from_bytes(digest[:8], "big") % BASE
    return below + BASE if draw < rest else below
