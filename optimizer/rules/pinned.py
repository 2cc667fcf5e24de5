"""A pinned family stays where it is today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from geodata.families import Family
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import Rule, Scope, Waiver
from optimizer.today import pinned_hub


@dataclass(frozen=True, slots=True)
class Pinned(Rule):
    """A pinned family that joins is in the constellation of today's hub home; a pinned hub home stays one.

    x_fh = 1 for a pinned family f with the hub home h of today;  y_h = 1 where it is h itself.
    """

    key: ClassVar[str] = "pinned"
    title: ClassVar[Text] = Text(
        nl="Een gezin dat vaststaat, blijft bij zijn hubhome van nu; een vaste hubhome blijft hubhome.",
        en="A pinned family stays with its hub home of today; a pinned hub home stays one.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="{families} staat vast in de constellatie van {hub}, maar is daar in dit plan niet.",
        en="{families} is pinned to the constellation of {hub}, yet is not there in this plan.",
    )
    obstacle: ClassVar[Text] = Text(nl="{families} staat vast bij {hub}", en="{families} is pinned to {hub}")
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.ONE
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("joins", "constellation", "pinned")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Look for each pinned family with its hub home of today."""
        there = {(each.hub.id, home.id) for each in plan.constellations for home in each.homes}
        for family in plan.families:
            hub = _stays_with(family)
            if hub is not None and (hub, family.id) not in there:
                yield Violation(self.key, (family.id,), {"hub": hub})

    def encode(self, x: Decisions) -> None:
        """Place them, take away their other pairs, open the hub homes that are pinned and shut the others."""
        pinned = x.of_families(lambda family: _stays_with(family) is not None).astype(np.bool_)
        x.place(pinned)
        x.forbid(pinned[x.instance.pairs.family] & ~x.instance.pinned_pairs)
        x.open(x.of_hubs(lambda home: _stays_with(home) == home.id).astype(np.bool_))
        x.close(x.of_hubs(lambda home: _stays_with(home) not in {None, home.id}).astype(np.bool_))

    def waived_for(self, family: Family) -> Family | None:
        """Let the family go."""
        return None if _stays_with(family) is None else replace(family, pinned=False)

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Ask the same: who is pinned and of the part has its hub home there."""
        del elsewhere
        return self


def _stays_with(family: Family) -> str | None:
    return pinned_hub(family) if family.joins else None
