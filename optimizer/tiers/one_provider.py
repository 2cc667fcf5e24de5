"""Constellations with one provider only."""

from dataclasses import dataclass
from typing import ClassVar

from geodata.language import Text
from optimizer.encoding import Decisions, lack
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier


@dataclass(frozen=True, slots=True)
class OneProvider(Tier):
    """The number of constellations whose homes all belong to one provider.

    Σ_h max(0, y_h - Σ_{f of another provider} x_fh)
    """

    key: ClassVar[str] = "providers"
    title: ClassVar[Text] = Text(nl="Constellaties met één aanbieder", en="Constellations with one provider")
    short: ClassVar[Text] = Text(nl="Eén aanbieder", en="One provider")
    meaning: ClassVar[Text] = Text(
        nl="In zoveel constellaties horen alle gezinnen, de hubhome ook, bij dezelfde aanbieder.",
        en="In so many constellations all families, the hub home too, belong to one provider.",
    )
    so_far: ClassVar[Text] = Text(nl="{n} met één aanbieder", en="{n} with one provider")
    one: ClassVar[Text] = Text(nl="constellatie", en="constellation")
    many: ClassVar[Text] = Text(nl="constellaties", en="constellations")

    def score(self, plan: Plan) -> int:
        """Count them."""
        return sum(len({home.provider for home in each.homes}) == 1 for each in plan.constellations)

    def cost(self, x: Decisions) -> Linear:
        """Count each hub home that has nobody of another provider."""
        provider = x.providers
        in_reach = x.neighbours
        items = [
            (int(home), [other for other in in_reach(int(home)) if provider[other] != provider[home]])
            for home in x.instance.hubs
        ]
        return x.linear(lack=lack(items, as_hub=True))
