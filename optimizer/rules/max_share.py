"""No provider dominates a constellation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Mix
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class MaxShare:
    """Of the homes of a constellation at most the share ``max_share`` belongs to one provider."""

    max_share: float

    key: ClassVar[str] = "max_share"
    title: ClassVar[Text] = Text(
        nl="Geen aanbieder heeft een te groot aandeel in een constellatie.",
        en="No provider has too large a share of a constellation.",
    )
    text: ClassVar[Text] = Text(
        nl="In de constellatie van {families} horen {count} van de {homes} gezinnen bij één aanbieder; "
        "hoogstens {percent}% mag.",
        en="In the constellation of {families}, {count} of the {homes} families belong to one provider; "
        "at most {percent}% may.",
    )

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

    @property
    def _share(self) -> Fraction:
        """The share as it was written: 0.75 is three quarters, whatever the computer makes of it."""
        return Fraction(str(self.max_share))
