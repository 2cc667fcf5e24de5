"""Why a constellation starts when it does: what kept it from the wave before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from geodata.language import Fact, Lang, Text
from optimizer.costs.money import Per, to_cents
from optimizer.plan import Constellation
from optimizer.recruits import place_of
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict
from optimizer.waves import said, wave_of


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause, by its key in ``TEXTS``, and the figures of its sentence."""

    key: str
    facts: dict[str, Fact]

    def say(self, lang: Lang) -> str:
        """Say it."""
        return TEXTS[self.key].say(lang, self._said(lang))

    def of_one(self, lang: Lang) -> str:
        """Say of one constellation what differs among those that start for the same reason."""
        return (OF_ONE.get(self.key) or HOMES).say(lang, self._said(lang))

    def of_all(self, lang: Lang) -> str:
        """Say the reason once, for all constellations that are named after it."""
        return OF_ALL[self.key].say(lang, self._said(lang))

    @property
    def hub(self) -> str:
        """Whose constellation it is."""
        return str(self.facts["hub"])

    @property
    def shared(self) -> tuple[Fact, ...]:
        """What two constellations that start for the same reason have in common."""
        return (self.key, *(self.facts.get(each) for each in ("wave", "before", "most")))

    def _said(self, lang: Lang) -> dict[str, Fact]:
        waves = {key: said(str(name), lang) for key, name in self.facts.items() if key in {"wave", "before"}}
        homes = HOMES.say(lang, self.facts)
        return {**self.facts, **waves, "homes": homes}


def alike(causes: Sequence[Cause]) -> tuple[tuple[Cause, ...], ...]:
    """Put causes together that say the same of several constellations; each keeps its place after the first."""
    groups: dict[tuple[Fact, ...], list[Cause]] = {}
    for each in causes:
        groups.setdefault(each.shared, []).append(each)
    return tuple(map(tuple, groups.values()))


def cause(terms: Terms, verdict: RollOutVerdict, hub: str, *, proved: bool) -> Cause:
    """Give why the constellation of a hub home starts in its wave and in none before.

    Of a hub home that is still to be found that is said, and no more. What surely keeps another back is named first:
    the hub home itself, then families that come later, then launches and budget of the wave before; otherwise it is
    only that no other order was found to wait less, or none can.

    Parameters
    ----------
    proved
        Whether no roll-out with as many places waits less, or no order of the plan that was given.
    """
    roll_out = verdict.roll_out
    wave = roll_out.starts[hub]
    started = next(each for each in roll_out.starting(wave) if each.hub.id == hub)
    facts = _facts(terms, started, wave)
    if started.hub.to_find:
        area: dict[str, Fact] = {"area": started.hub.postcode, "place": place_of(started.hub)}
        return Cause("to_find", {**facts, "families": len(started.satellites), **area})
    if wave == 1:
        key = "at_once" if terms.unlimited else "first" if proved else "first_found"
        return Cause("pilot" if hub == terms.policy.rollout.pilot else key, facts)
    facts["before"] = terms.name(wave - 1)
    return _kept_back(terms, verdict, started, Cause("order" if proved else "order_found", facts))


def _kept_back(terms: Terms, verdict: RollOutVerdict, started: Constellation, order: Cause) -> Cause:
    """Give what kept a constellation from the wave before, or else ``order``."""
    hub, facts, roll_out = started.hub.id, order.facts, verdict.roll_out
    wave = roll_out.starts[hub]
    before = wave - 1
    first = terms.policy.rollout.first
    family = terms.families.by_id[hub]
    if max(wave_of(family.hub_from, first), terms.joins_from.get(hub, 1)) == wave:
        return Cause("hub_from", facts)
    there = sum(terms.joins_from[each.id] < wave for each in started.satellites)
    if there < terms.launch_min:
        return Cause("families", {**facts, "there": there})
    most = terms.launches[before - 1]
    if most is not None and len(roll_out.starting(before)) >= most:
        return Cause("launches", {**facts, "most": most})
    budget = terms.budget[before - 1]
    if budget is not None and verdict.costs.totals[before - 1] + _start(terms, started) > budget:
        return Cause("budget", facts)
    return order


def _facts(terms: Terms, started: Constellation, wave: int) -> dict[str, Fact]:
    return {
        "hub": started.hub.id,
        "wave": terms.name(wave),
        "families": len(started.homes),
        "children": sum(home.children for home in started.homes),
    }


def _start(terms: Terms, started: Constellation) -> Decimal:
    """Give what a constellation costs in the wave in which it starts."""
    children = sum(home.children for home in started.homes)
    count = {Per.CONSTELLATION: 1, Per.FAMILY: len(started.homes), Per.CHILD: children, Per.REGION: 0}
    return to_cents(sum((line.due(1) * count[line.per] for line in terms.money.lines), Decimal(0)))


HOMES: Final = Text(
    nl="{families} gezinnen en {children} pleegkinderen", en="{families} families and {children} foster children"
)

TEXTS: Final = {
    "pilot": Text(
        nl="{hub} is de pilot die u koos, en start in {wave} met {homes}.",
        en="{hub} is the pilot that you chose, and starts in {wave} with {homes}.",
    ),
    "first": Text(
        nl="{hub} start in {wave} met {homes}: met geen andere start wachten de gezinnen samen korter.",
        en="{hub} starts in {wave} with {homes}: with no other start do the families wait less together.",
    ),
    "first_found": Text(
        nl="{hub} start in {wave} met {homes}: er is geen andere start gevonden waarmee de gezinnen samen korter "
        "wachten.",
        en="{hub} starts in {wave} with {homes}: no other start was found with which the families wait less together.",
    ),
    "at_once": Text(
        nl="{hub} start in {wave} met {homes}: niets houdt deze constellatie tegen.",
        en="{hub} starts in {wave} with {homes}: nothing keeps this constellation back.",
    ),
    "hub_from": Text(
        nl="{hub} kan hubhome zijn vanaf {wave}, en start dan met {homes}.",
        en="{hub} may be a hub home from {wave}, and starts then with {homes}.",
    ),
    "families": Text(
        nl="Bij {hub} doen voor {wave} te weinig gezinnen mee ({there}); de start is met {homes}.",
        en="Too few families near {hub} join before {wave} ({there}); it starts with {homes}.",
    ),
    "launches": Text(
        nl="In {before} is het aantal starts al bereikt ({most}); {hub} volgt in {wave} met {homes}.",
        en="The number of starts of {before} is reached ({most}); {hub} follows in {wave} with {homes}.",
    ),
    "budget": Text(
        nl="Het budget van {before} laat {hub} niet meer toe; de start is in {wave} met {homes}.",
        en="The budget of {before} leaves no room for {hub}; it starts in {wave} with {homes}.",
    ),
    "to_find": Text(
        nl="{hub} is een hubhome die nog te vinden is, in postcodegebied {area} ({place}); lukt dat, dan start de "
        "constellatie in {wave} met {homes}.",
        en="{hub} is a hub home still to be found, in postcode area {area} ({place}); if that succeeds, the "
        "constellation starts in {wave} with {homes}.",
    ),
    "order": Text(
        nl="{hub} start in {wave} met {homes}: in geen andere volgorde wachten de gezinnen samen korter.",
        en="{hub} starts in {wave} with {homes}: in no other order would the families wait less in all.",
    ),
    "order_found": Text(
        nl="{hub} start in {wave} met {homes}: er is geen volgorde gevonden waarin de gezinnen samen korter wachten.",
        en="{hub} starts in {wave} with {homes}: no order was found in which the families would wait less in all.",
    ),
}
"""Why a constellation starts in its wave, by key."""

OF_ALL: Final = {
    "pilot": Text(nl="De pilot die u koos:", en="The pilot that you chose:"),
    "first": Text(
        nl="Met geen andere starts in {wave} wachten de gezinnen samen korter:",
        en="No other starts in {wave} would make the families wait less in all:",
    ),
    "first_found": Text(
        nl="Er zijn geen andere starts in {wave} gevonden waarmee de gezinnen samen korter wachten:",
        en="No other starts in {wave} were found that would make the families wait less in all:",
    ),
    "at_once": Text(nl="Niets houdt deze constellaties tegen:", en="Nothing keeps these constellations back:"),
    "hub_from": Text(
        nl="Deze hubhomes kunnen dat zijn vanaf {wave}, en starten dan:",
        en="These may be hub homes from {wave}, and start then:",
    ),
    "families": Text(
        nl="Bij deze hubhomes doen voor {wave} te weinig gezinnen mee:",
        en="Too few families near these hub homes join before {wave}:",
    ),
    "launches": Text(
        nl="In {before} is het aantal starts al bereikt ({most}); daarom volgen in {wave}:",
        en="The number of starts of {before} is reached ({most}); so these follow in {wave}:",
    ),
    "budget": Text(
        nl="Het budget van {before} laat deze constellaties niet meer toe; zij starten in {wave}:",
        en="The budget of {before} leaves no room for these constellations; they start in {wave}:",
    ),
    "to_find": Text(
        nl="Deze hubhomes zijn nog te vinden; lukt dat, dan starten in {wave}:",
        en="These hub homes are still to be found; if that succeeds, in {wave} start:",
    ),
    "order": Text(
        nl="In geen andere volgorde wachten de gezinnen samen korter; in {wave} starten:",
        en="In no other order do the families wait less together; in {wave} start:",
    ),
    "order_found": Text(
        nl="Er is geen volgorde gevonden waarin de gezinnen samen korter wachten; in {wave} starten:",
        en="No order was found in which the families wait less together; in {wave} start:",
    ),
}
"""The same where it holds for several constellations, which are named after it."""

OF_ONE: Final = {
    "families": Text(nl="{homes}; eerder {there} gezinnen", en="{homes}; {there} families before"),
    "to_find": Text(nl="in postcodegebied {area} ({place}), {homes}", en="in postcode area {area} ({place}), {homes}"),
}
"""What is said of one of several, where it is more than its size."""
