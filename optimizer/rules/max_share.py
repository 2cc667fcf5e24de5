"""No provider dominates a constellation."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Final

from geodata.families import Families
from geodata.language import Fact, Text
from optimizer.encoding import Decisions
from optimizer.model import Mix
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class MaxShare(Rule):
    """Of the homes of a constellation at most the share ``max_share`` belongs to one provider."""

    max_share: float

    key: ClassVar[str] = "max_share"
    title: ClassVar[Text] = Text(
        nl="Geen aanbieder heeft een te groot aandeel in een constellatie.",
        en="No provider has too large a share of a constellation.",
    )
    stated: ClassVar[Text] = Text(
        nl="Geen aanbieder heeft een groter aandeel in een constellatie dan {percent}%.",
        en="No provider has a larger share of a constellation than {percent}%.",
    )
    text: ClassVar[Text] = Text(
        nl="In de constellatie van {families} horen {count} van de {homes} gezinnen bij één aanbieder; "
        "hoogstens {percent}% mag.",
        en="In the constellation of {families}, {count} of the {homes} families belong to one provider; "
        "at most {percent}% may.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="te veel gezinnen van één aanbieder (hoogstens {percent}%)",
        en="too many families of one provider (at most {percent}%)",
    )
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("provider",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the homes of each provider in each constellation."""
        share = self._share
        for constellation in plan.constellations:
            homes = len(constellation.homes)
            count = max(Counter(home.provider for home in constellation.homes).values())
            if count > share * homes:
                facts = {"count": count, "homes": homes, "percent": float(share * 100)}
                yield Violation(self.key, (constellation.hub.id,), facts)

    def encode(self, x: Decisions) -> None:
        """Limit the share of each group."""
        x.mix(Mix(self.key, x.providers, share=self._share.as_integer_ratio()))

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow a larger share, one percent at a time up to the whole."""
        del families
        first = math.floor(round(100 * self.max_share, 6)) + 1
        return (RelaxationSteps("max_share", [share / 100 for share in range(first, 101)], LARGER, percent=True),)

    @property
    def numbers(self) -> dict[str, Fact]:
        """The share in percent."""
        return {"percent": float(self._share * 100)}

    @property
    def _share(self) -> Fraction:
        """The share as it was written: 0.75 is three quarters, whatever the computer makes of it."""
        return Fraction(str(self.max_share))


LARGER: Final = Text(
    nl="hoogstens {value}% van één aanbieder in plaats van {now}%",
    en="at most {value}% of one provider in place of {now}%",
)
