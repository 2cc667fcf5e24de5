"""Families taken out of their constellation of today."""

from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier
from optimizer.today import moves


@dataclass(frozen=True, slots=True)
class Moves(Tier):
    """Joining families that are in a constellation today, and in the plan in none or in one that does not continue it.

    A constellation continues one of today when its hub home is today's hub home or a family of it, so that a move is a
    matter of one family and one hub home: Σ_{f, h} x_fh where h does not continue f's constellation, + Σ_f u_f.
    """

    key: ClassVar[str] = "moves"
    title: ClassVar[Text] = Text(nl="Gezinnen die verhuizen", en="Families that move")
    short: ClassVar[Text] = Text(nl="Verhuizingen", en="Moves")
    meaning: ClassVar[Text] = Text(
        nl="Zoveel gezinnen van een constellatie van nu komen in een andere of in geen enkele; wie meegaat als een "
        "gezin van die constellatie de nieuwe hubhome wordt, verhuist niet.",
        en="So many families of a constellation of today come into another or into none; who goes along when a family "
        "of that constellation becomes the new hub home does not move.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} verhuizingen", en="{n} moves")
    one: ClassVar[Text] = Text(nl="verhuizing", en="move")
    many: ClassVar[Text] = Text(nl="verhuizingen", en="moves")
    proved: ClassVar[Text] = Text(
        nl="Bewezen: {none} laat minder gezinnen verhuizen.", en="Proved: {none} moves fewer families."
    )
    open: ClassVar[Text] = Text(
        nl="Misschien kunnen er minder verhuizen, maar {none} scheelt meer dan {more} {noun}.",
        en="Fewer may need to move, but {none} saves more than {more} {noun}.",
    )
    unknown: ClassVar[Text] = Text(
        nl="Niet bewezen: een ander plan laat mogelijk minder gezinnen verhuizen.",
        en="Not proved: another plan may move fewer families.",
    )

    def score(self, plan: Plan) -> int:
        """Compare the place of each family with that of today."""
        hub_of = {home.id: each.hub for each in plan.constellations for home in each.homes}
        return sum(moves(family, hub_of.get(family.id)) for family in plan.families)

    def cost(self, x: Decisions) -> Linear:
        """One for each pair that is a move, and for each family that loses its place."""
        pair, unplaced = x.moves()
        return x.linear(pair=pair, unplaced=unplaced)
