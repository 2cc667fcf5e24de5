"""A hub home keeps beds free."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Plan, Violation


@dataclass(frozen=True, slots=True)
class Beds:
    """A hub home keeps at least ``beds_min`` sleep-over beds free. y_h = 0 where it does not."""

    beds_min: int

    key: ClassVar[str] = "beds"
    title: ClassVar[Text] = Text(
        nl="Een hubhome houdt genoeg logeerbedden vrij.",
        en="A hub home keeps enough sleep-over beds free.",
    )
    text: ClassVar[Text] = Text(
        nl="Logeerbedden die hubhome {families} vrijhoudt: {beds}; het minimum is {beds_min}.",
        en="Sleep-over beds that hub home {families} keeps free: {beds}; the minimum is {beds_min}.",
    )

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the beds of each hub home."""
        for constellation in plan.constellations:
            beds = constellation.hub.beds
            if beds < self.beds_min:
                yield Violation(self.key, (constellation.hub.id,), {"beds": beds, "beds_min": self.beds_min})

    def encode(self, x: Decisions) -> None:
        """Close the hubs with fewer beds."""
        x.close(x.of_hubs(lambda home: home.beds < self.beds_min).astype(np.bool_))
