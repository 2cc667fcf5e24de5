"""A number as readers outside the planning team see it: rounded to fives, small, or not told.

Rounding is random and unbiased, by an offset that is drawn once for each thing that is counted ("families in Laren"),
from a secret key. The same thing is rounded with the same offset in every table, plan and later release: however many
of these a reader has, and whatever it knows of what changed between them, five numbers in a row remain possible, as it
can find the sum of number and offset and no more. A draw from the families that are counted (Fraser & Wooton 2005, "A
proposed method for confidentialising tabular output to protect against differencing", UNECE work session on statistical
data confidentiality) gives a number away that is released often enough with known families more or less.
"""

import hmac
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from geodata.language import Lang, Text, number

BASE: Final = 5
"""Numbers are rounded to multiples of this, and what is rounded to none of these is only said to be small."""

PUBLIC_LEAST: Final = 10
"""Statistics Netherlands prints no numbers below this in its tables of youth care."""

ENDLESS: Final = 1_000_000

SMALL: Final = Text(nl="<{least}", en="<{least}")
HIDDEN: Final = "–"


class CountKind(StrEnum):
    """What is counted: the first four by municipality, the last two for a provider over the whole plan."""

    FAMILIES = "families"
    PLACED = "placed"
    UNPLACED = "unplaced"
    CHILDREN = "children"
    RECEIVED = "received"
    OTHERS = "others"


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
    def of(cls, truth: int, secret: bytes, name: str) -> "Cell":
        """Round a number.

        Parameters
        ----------
        secret
            A key that no reader has.
        name
            What is counted, whoever is: it decides on the offset, the number does not.
        """
        offset = int.from_bytes(hmac.digest(secret, f"rounding {name}".encode(), "sha256")[:8], "big") % BASE
        rounded = (truth + offset) // BASE * BASE
        return cls(truth, rounded, Sign.ROUNDED if rounded else Sign.SMALL)

    def hidden(self) -> "Cell":
        """Write it as not told."""
        return Cell(self.truth, self.rounded, Sign.HIDDEN)

    @property
    def band(self) -> tuple[int, int]:
        """The least and the greatest number for which a reader would see the same."""
        match self.sign:
            case Sign.ROUNDED:
                return self.rounded - BASE + 1, self.rounded + BASE - 1
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

        One that is rounded to ``BASE`` is anything from 1 to 9. It is said to be below ten, as no number stands for a
        count of less than five.

        Parameters
        ----------
        least
            No smaller number is shown to this reader; it follows from the rounded number alone, so it tells nothing.
        """
        if self.sign is Sign.HIDDEN:
            return HIDDEN
        if self.sign is Sign.SMALL or self.rounded < least:
            return small(least, lang)
        return small(2 * BASE, lang) if self.rounded == BASE else self.rounded

    def text(self, lang: Lang, least: int = BASE) -> str:
        """Give what a reader sees, as text."""
        said = self.said(lang, least)
        return number(said, lang) if isinstance(said, int) else said


def small(least: int, lang: Lang) -> str:
    """Write a number that is too small to show."""
    return SMALL.say(lang, {"least": least})
