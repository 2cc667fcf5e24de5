"""How far satellites travel, and how far constellations are from their target."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from geodata.distances import Distances, whole_metres
from geodata.language import Fact, Lang, Text
from geodata.told_distances import total_said
from optimizer.counts import MOVES, counted
from optimizer.encoding import Decisions
from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.tier import Tier
from optimizer.tiers.moves import Moves


@dataclass(frozen=True, slots=True)
class Travel(Tier):
    """Whole metres of all satellites to their hub home, and a weight for each family more or fewer than the target.

    Σ_f Σ_h metres_fh · x_fh  +  target_weight_m · Σ_h |size_h - target · y_h|  +  move_weight_m · moves

    Size counts as the rule on size does: satellites, and the hub home too where ``count_hub``. A satellite whose
    distance is not known adds nothing here; the rule on the radius refuses it. Moves are those of the tier ``moves``.
    """

    target: int
    target_weight_m: int
    distances: Distances = field(repr=False)
    count_hub: bool = False
    move_weight_m: int = 0

    key: ClassVar[str] = "travel"
    title: ClassVar[Text] = Text(
        nl="Afstand en afwijking van het streefaantal", en="Distance and difference from the target"
    )
    short: ClassVar[Text] = Text(nl="Reisafstand", en="Travel")
    meaning: ClassVar[Text] = Text(
        nl="Wat alle satellietgezinnen samen reizen, met een toeslag voor elk gezin dat een constellatie boven of "
        "onder het streefaantal heeft (hoeveel meter, staat in de instellingen).",
        en="What all satellites travel together, with a charge for each family that a constellation has above or below "
        "the target (how many metres is in the settings).",
    )
    so_far: ClassVar[Text] = Text(nl="{n} met toeslag", en="{n} with charge")
    one: ClassVar[Text] = Text(nl="km", en="km")
    many: ClassVar[Text] = Text(nl="km", en="km")
    metres: ClassVar[bool] = True
    proved: ClassVar[Text] = Text(
        nl="Bewezen: {none} heeft een lagere som van reisafstand en toeslag (voor afwijken van het streefaantal).",
        en="Proved: {none} has a lower sum of travel and charge (for being off the target).",
    )
    open: ClassVar[Text] = Text(
        nl="Misschien is er een beter plan, maar {none} heeft een som van reisafstand en toeslag (voor afwijken "
        "van het streefaantal) die meer dan {percent}% lager is{kilometres}.",
        en="There may be a better plan, but {none} has a sum of travel and charge (for being off the "
        "target) that is more than {percent}% lower{kilometres}.",
    )
    unknown: ClassVar[Text] = Text(
        nl="Niet bewezen: een ander plan heeft mogelijk een lagere som van reisafstand en toeslag (voor afwijken van "
        "het streefaantal).",
        en="Not proved: another plan may have a lower sum of travel and charge (for being off the target).",
    )

    def score(self, plan: Plan) -> int:
        """Measure every satellite and count every constellation."""
        total = self.move_weight_m * Moves().score(plan) if self.move_weight_m else 0
        for constellation in plan.constellations:
            total += self._charge(len(constellation.satellites))
            for satellite in constellation.satellites:
                metres = self.distances.between(satellite, constellation.hub)
                total += 0 if metres is None else whole_metres(metres)
        return total

    def cost(self, x: Decisions) -> Linear:
        """Metres for each pair, the charge for each size."""
        metres = whole_metres(x.instance.pairs.metres)
        if not self.move_weight_m:
            return x.linear(pair=metres, size=self._charge)
        pair, unplaced = x.moves()
        weight = self.move_weight_m
        return x.linear(pair=metres + weight * pair, unplaced=weight * unplaced, size=self._charge)

    def off_target(self, plan: Plan) -> int:
        """Give the number of places that constellations have above or below the target."""
        return sum(abs(len(each.satellites) + self.count_hub - self.target) for each in plan.constellations)

    def distance_m(self, plan: Plan) -> int:
        """Give the metres of all satellites to their hub home alone."""
        return replace(self, target_weight_m=0, move_weight_m=0).score(plan)

    def parts(self, plan: Plan, lang: Lang, *, exact: bool) -> tuple[str, ...]:
        """Give the travel, the places off the target, and the moves where those weigh in it."""
        facts: dict[str, Fact] = {"travel": total_said(self.distance_m(plan), lang, exact=exact)}
        off = self.off_target(plan)
        moves = (counted(Moves().score(plan), MOVES, lang),) if self.move_weight_m else ()
        return (TRAVEL_PART.say(lang, facts), OFF_PART[off != 1].say(lang, {"off": off}), *moves)

    def _charge(self, satellites: int) -> int:
        return self.target_weight_m * abs(satellites + self.count_hub - self.target)

    def said(self, plan: Plan, lang: Lang) -> str:
        """Say the travel, and how many places there are beside the target, without adding them up."""
        if not plan.constellations:
            return NOBODY.say(lang)
        travel = self.figure(self.distance_m(plan), lang)
        return SAID.say(lang, {"travel": travel, "off": self.off_said(plan, lang)})

    def off_said(self, plan: Plan, lang: Lang) -> str:
        """Say how many places there are beside the target."""
        off = self.off_target(plan)
        return OFF_SAID[off != 1].say(lang, {"off": off, "target": self.target})


NOBODY: Final = Text(
    nl="Er is geen constellatie, dus niemand reist.", en="There is no constellation, so nobody travels."
)
TRAVEL_PART: Final = Text(nl="{travel} reizen", en="{travel} of travel")
OFF_PART: Final = (
    Text(nl="{off} plaats naast het streefaantal", en="{off} place off the target"),
    Text(nl="{off} plaatsen naast het streefaantal", en="{off} places off the target"),
)
SAID: Final = Text(
    nl="De gezinnen reizen samen {travel}; {off}.",
    en="The families travel {travel} together; {off}.",
)
OFF_SAID: Final = (
    Text(nl="{off} plaats naast het streefaantal van {target}", en="{off} place off the target of {target}"),
    Text(nl="{off} plaatsen naast het streefaantal van {target}", en="{off} places off the target of {target}"),
)
