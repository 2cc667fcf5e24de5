"""Why a constellation starts when it does: what kept it from the wave before."""

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
        waves = {key: said(str(name), lang) for key, name in self.facts.items() if key in {"wave", "before"}}
        return TEXTS[self.key].say(lang, {**self.facts, **waves})


def cause(terms: Terms, verdict: RollOutVerdict, hub: str) -> Cause:
    """Give why the constellation of a hub home starts in its wave and in none before.

    Of a hub home that is still to be found that is said, and no more. What surely keeps another back is named first:
    the hub home itself, then families that come later, then launches and budget of the wave before; otherwise it is
    only that the order waits least.
    """
    roll_out = verdict.roll_out
    wave = roll_out.starts[hub]
    started = next(each for each in roll_out.starting(wave) if each.hub.id == hub)
    facts = _facts(terms, started, wave)
    if started.hub.to_find:
        area: dict[str, Fact] = {"area": started.hub.postcode, "place": place_of(started.hub)}
        return Cause("to_find", {**facts, "families": len(started.satellites), **area})
    if wave == 1:
        key = "at_once" if terms.launches[0] is None else "first"
        return Cause("pilot" if hub == terms.policy.rollout.pilot else key, facts)
    facts["before"] = terms.name(wave - 1)
    return _kept_back(terms, verdict, started, Cause("order", facts))


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


TEXTS: Final = {
    "pilot": Text(
        nl="{hub} is de pilot die u koos, en start in {wave} met {families} gezinnen en {children} pleegkinderen.",
        en="{hub} is the pilot that you chose, and starts in {wave} with {families} families and {children} foster "
        "children.",
    ),
    "first": Text(
        nl="{hub} start in {wave}: zo wachten de minste gezinnen ({families} krijgen meteen een plaats, met {children} "
        "pleegkinderen).",
        en="{hub} starts in {wave}: so the fewest families wait ({families} have a place at once, with {children} "
        "foster children).",
    ),
    "at_once": Text(
        nl="{hub} start in {wave}: niets houdt deze constellatie tegen ({families} gezinnen, {children} "
        "pleegkinderen).",
        en="{hub} starts in {wave}: nothing keeps this constellation back ({families} families, {children} foster "
        "children).",
    ),
    "hub_from": Text(
        nl="{hub} kan hubhome zijn vanaf {wave}, en start dan met {families} gezinnen en {children} pleegkinderen.",
        en="{hub} may be a hub home from {wave}, and starts then with {families} families and {children} foster "
        "children.",
    ),
    "families": Text(
        nl="Bij {hub} doen voor {wave} te weinig gezinnen mee ({there}); de start is met {families} gezinnen en "
        "{children} pleegkinderen.",
        en="Too few families near {hub} join before {wave} ({there}); it starts with {families} families and "
        "{children} foster children.",
    ),
    "launches": Text(
        nl="In {before} is het aantal starts al bereikt ({most}); {hub} volgt in {wave} met {families} gezinnen en "
        "{children} pleegkinderen.",
        en="The number of starts of {before} is reached ({most}); {hub} follows in {wave} with {families} families and "
        "{children} foster children.",
    ),
    "budget": Text(
        nl="Het budget van {before} laat {hub} niet meer toe; de start is in {wave} met {families} gezinnen en "
        "{children} pleegkinderen.",
        en="The budget of {before} leaves no room for {hub}; it starts in {wave} with {families} families and "
        "{children} foster children.",
    ),
    "to_find": Text(
        nl="{hub} is een hubhome die nog te vinden is, in postcodegebied {area} ({place}); lukt dat, dan start de "
        "constellatie in {wave} met {families} gezinnen en {children} pleegkinderen.",
        en="{hub} is a hub home still to be found, in postcode area {area} ({place}); if that succeeds, the "
        "constellation starts in {wave} with {families} families and {children} foster children.",
    ),
    "order": Text(
        nl="{hub} start in {wave} met {families} gezinnen en {children} pleegkinderen; een vroegere start laat niemand "
        "korter wachten.",
        en="{hub} starts in {wave} with {families} families and {children} foster children; an earlier start would "
        "shorten nobody's wait.",
    ),
}
"""Why a constellation starts in its wave, by key."""
