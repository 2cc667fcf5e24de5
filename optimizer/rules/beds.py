"""A hub home keeps beds free."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Beds(Rule):
    """A hub home keeps at least ``beds_min`` sleep-over beds free. y_h = 0 where it does not."""

    beds_min: int

    key: ClassVar[str] = "beds"
    title: ClassVar[Text] = Text(
        nl="Een hubhome houdt genoeg logeerbedden vrij.",
        en="A hub home keeps enough sleep-over beds free.",
    )
    stated: ClassVar[Text] = Text(
        nl="Logeerbedden die een hubhome vrijhoudt: minstens {beds_min}.",
        en="Sleep-over beds that a hub home keeps free: at least {beds_min}.",
    )
    text: ClassVar[Text] = Text(
        nl="Logeerbedden die hubhome {families} vrijhoudt: {beds}; het minimum is {beds_min}.",
        en="Sleep-over beds that hub home {families} keeps free: {beds}; the minimum is {beds_min}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="te weinig logeerbedden (nodig: {beds_min})", en="too few sleep-over beds (needed: {beds_min})"
    )
    scope: ClassVar[Scope] = Scope.FAMILY
    waiver: ClassVar[Waiver] = Waiver.PART
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("beds",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the beds of each hub home."""
        for constellation in plan.constellations:
            beds = constellation.hub.beds
            if beds < self.beds_min:
                yield Violation(self.key, (constellation.hub.id,), {"beds": beds, "beds_min": self.beds_min})

    def encode(self, x: Decisions) -> None:
        """Close the hubs with fewer beds."""
        x.close(x.of_hubs(lambda home: home.beds < self.beds_min).astype(np.bool_))

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Ask for fewer beds, down to none."""
        del families
        return (RelaxationSteps("beds_min", range(self.beds_min - 1, -1, -1), FEWER),)


FEWER: Final = Text(
    nl="logeerbedden van een hubhome: {value} in plaats van {now}",
    en="sleep-over beds of a hub home: {value} in place of {now}",
)
