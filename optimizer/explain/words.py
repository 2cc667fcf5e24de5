"""Reasons, obstacles and remedies in the reader's language."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Fact, Lang, Text, enumeration, number
from optimizer.explain.change import Remedy
from optimizer.explain.obstacles import Kind, Obstacle
from optimizer.explain.remedies import Remedies
from optimizer.explain.ties import SENTENCES
from optimizer.files.planfile import Reason
from optimizer.rules import RULES

REASONS: Final[Mapping[str, Text]] = {
    "no_hub_in_reach": Text(
        nl="Er is geen kandidaat-hubhome binnen {radius_km} km; de dichtstbijzijnde is op {nearest_km} km.",
        en="No candidate hub home is within {radius_km} km; the nearest is at {nearest_km} km.",
    ),
    "no_hub": Text(
        nl="Er is nergens een kandidaat-hubhome met genoeg logeerbedden.",
        en="There is no candidate hub home with enough sleep-over beds anywhere.",
    ),
    "hubs_full": Text(nl="Elke hubhome binnen bereik zit vol: {hubs}.", en="Every hub home in reach is full: {hubs}."),
    "children_full": Text(
        nl="Elke hubhome binnen bereik zit vol, of komt met {children} pleegkind(eren) erbij boven het maximum van "
        "{children_max}: {hubs}.",
        en="Every hub home in reach is full, or would pass the maximum of {children_max} with {children} foster "
        "child(ren) more: {hubs}.",
    ),
    "children_alone": Text(
        nl="Alleen al met dit gezin telt een constellatie {children} pleegkinderen; het maximum is {children_max}.",
        en="With this family alone a constellation has {children} foster children; the maximum is {children_max}.",
    ),
    "under_minimum": Text(
        nl="Geen hubhome binnen bereik haalt het minimum van {min} satellietgezinnen: {hub} komt het dichtstbij met "
        "{families} en komt er {short_by} tekort.",
        en="No hub home in reach gets to the minimum of {min} satellites: {hub} comes nearest with {families} and is "
        "{short_by} short.",
    ),
    "under_minimum_itself": Text(
        nl="Dit gezin is zelf kandidaat-hubhome, maar haalt het minimum van {min} satellietgezinnen niet: er zijn er "
        "{families} binnen bereik, {short_by} te weinig. Een andere kandidaat is er niet binnen bereik.",
        en="This family is a candidate hub home itself, yet does not get to the minimum of {min} satellites: "
        "{families} are in reach, {short_by} too few. There is no other candidate in reach.",
    ),
    **SENTENCES,
    "rule": Text(
        nl="Een regel laat het bij elke hubhome binnen bereik niet toe: {title} Het gaat om: {families}.",
        en="A rule forbids it at every hub home in reach: {title} It is about: {families}.",
    ),
    "rule_of_plan": Text(
        nl="Een regel laat het niet toe: {title}",
        en="A rule forbids it: {title}",
    ),
    "rules": Text(
        nl="Deze regels laten samen geen plan met dit gezin toe: {titles}",
        en="These rules together allow no plan with this family: {titles}",
    ),
    "no_room": Text(
        nl="Geen hubhome binnen bereik heeft plaats: {parts}.", en="No hub home in reach has room: {parts}."
    ),
    "costs_a_place": Text(
        nl="Er is plaats te maken bij {hub}, maar dat kost minstens {places} andere gezinnen hun plaats, bijvoorbeeld "
        "{families}.",
        en="Room can be made at {hub}, but it costs at least {places} other families their place, for instance "
        "{families}.",
    ),
    "costs_one_place": Text(
        nl="Er is plaats te maken bij {hub}, maar dat kost minstens één ander gezin zijn plaats, bijvoorbeeld "
        "{families}.",
        en="Room can be made at {hub}, but it costs at least one other family its place, for instance {families}.",
    ),
    "hubs_taken": Text(
        nl="Geen open hubhome binnen bereik heeft plaats; die nog dicht zijn, kunnen alleen open met gezinnen die "
        "elders zijn ingedeeld: {hubs}. Of dat zonder verlies kan, is niet onderzocht.",
        en="No open hub home in reach has room; those that are closed can only open with families that are placed "
        "elsewhere: {hubs}. Whether that can be without a loss was not looked into.",
    ),
    "room_left": Text(
        nl="Er is nog plaats bij {hub}, op {km} km; dit plan laat haar onbenut.",
        en="There is room at {hub}, at {km} km; this plan does not use it.",
    ),
    "room_after_moves": Text(
        nl="Er is plaats bij {hub} als andere gezinnen verhuizen, zonder dat iemand zijn plaats verliest; zoek opnieuw "
        "naar een plan.",
        en="There is room at {hub} when other families move, and nobody loses a place; search for a plan again.",
    ),
    "not_settled": Text(
        nl="Of er plaats is, kon in de beschikbare tijd niet worden vastgesteld.",
        en="Whether there is room could not be settled in the time there was.",
    ),
}
"""Every reason by its code; ``no_hub``, ``rule_of_plan`` and ``costs_one_place`` stand in where figures ask for it."""

PARTS: Final[Mapping[str, Text]] = {
    Kind.FULL: Text(nl="vol: {hubs}", en="full: {hubs}"),
    Kind.CHILDREN: Text(
        nl="boven het maximum aantal pleegkinderen: {hubs}", en="past the most foster children: {hubs}"
    ),
    Kind.ALONE: Text(nl="boven het maximum aantal pleegkinderen: {hubs}", en="past the most foster children: {hubs}"),
    Kind.SHORT: Text(nl="haalt het minimum niet: {hubs}", en="does not get to the minimum: {hubs}"),
    Kind.RULE: Text(nl="een regel ({titles}) staat het niet toe: {hubs}", en="a rule ({titles}) forbids it: {hubs}"),
}

OBSTACLES: Final[Mapping[Kind, Text]] = {
    Kind.NONE: Text(nl="{where}: er is plaats", en="{where}: there is room"),
    Kind.FULL: Text(nl="{where}: vol, {size} van {max}", en="{where}: full, {size} of {max}"),
    Kind.CHILDREN: Text(
        nl="{where}: komt op {children} pleegkinderen, hoogstens {children_max}",
        en="{where}: would have {children} foster children, at most {children_max}",
    ),
    Kind.ALONE: Text(
        nl="{where}: alleen al met dit gezin {children} pleegkinderen, hoogstens {children_max}",
        en="{where}: {children} foster children with this family alone, at most {children_max}",
    ),
    Kind.RULE: Text(nl="{where}: {title}", en="{where}: {title}"),
    Kind.SHORT: Text(
        nl="{where}: dicht; heeft hoogstens {families} gezinnen binnen bereik, {short_by} te weinig",
        en="{where}: closed; has at most {families} families in reach, {short_by} too few",
    ),
    Kind.TAKEN: Text(
        nl="{where}: dicht; kan alleen open met gezinnen die elders een plaats hebben, of heeft die zelf",
        en="{where}: closed; can only open with families that have a place elsewhere, or has one itself",
    ),
}

NO_ROOM_FOR_SO_MANY: Final = Text(
    nl="{where}: {size} van {max}, te weinig plaats voor {together} gezinnen die bij elkaar horen",
    en="{where}: {size} of {max}, too little room for {together} families that belong together",
)
AT: Final = Text(nl="{hub} ({km} km)", en="{hub} ({km} km)")
ITSELF: Final = Text(nl="{hub} zelf", en="{hub} itself")
ONE_IS_ENOUGH: Final = Text(
    nl="Eén van deze veranderingen geeft dit gezin een plaats, en niemand verliest de zijne:",
    en="Any one of these changes gives this family a place, and nobody loses theirs:",
)
NOT_LEAST: Final = Text(nl="Of minder ook genoeg is, is niet bewezen.", en="Whether less would do is not proved.")
NO_REMEDY: Final = Text(
    nl="Geen enkele losse verandering die is onderzocht, geeft dit gezin een plaats zonder die van een ander te nemen "
    "(bewezen).",
    en="No single change that was looked into gives this family a place without taking another's (proved).",
)
REMEDY_UNKNOWN: Final = Text(
    nl="In de beschikbare tijd is geen losse verandering gevonden die dit gezin een plaats geeft.",
    en="No single change that gives this family a place was found in the time there was.",
)


def title(rule: str, lang: Lang) -> str:
    """Give the title of a rule by its key."""
    return next((each.title.say(lang) for each in RULES if each.key == rule), rule)


def reason_sentence(reason: Reason, lang: Lang) -> str:
    """Say why a family is unplaced."""
    facts = dict(reason.facts)
    code = reason.code
    if code == "no_hub_in_reach" and "nearest_km" not in facts:
        code = "no_hub"
    if code == "rule":
        facts["title"] = title(str(facts["rule"]), lang)
        code = "rule" if facts.get("families") else "rule_of_plan"
    if code == "rules":
        keys = facts["rules"]
        facts["titles"] = " ".join(title(key, lang) for key in _listed(keys))
    if code == "costs_a_place" and facts.get("places") == 1:
        code = "costs_one_place"
    if code == "no_room":
        facts["titles"] = enumeration([f"'{title(key, lang).rstrip('.')}'" for key in _listed(facts["rules"])], lang)
        parts = [
            text.say(lang, {"hubs": _listed(facts[kind]), "titles": facts["titles"]})
            for kind, text in PARTS.items()
            if kind in facts
        ]
        facts["parts"] = "; ".join(parts)
    text = REASONS.get(code, REASONS["not_settled"])
    return text.say(lang, {key: _shown(fact, lang) for key, fact in facts.items()})


def _listed(fact: Fact | list[str]) -> tuple[str, ...]:
    return tuple(fact) if isinstance(fact, tuple | list) else ()


def _shown(fact: Fact | list[str], lang: Lang) -> Fact:
    """Write kilometres with as many decimals as they have, up to metres."""
    if isinstance(fact, float):
        return number(fact, lang, next(n for n in (1, 2, 3) if n == 3 or fact == round(fact, n)))
    return tuple(fact) if isinstance(fact, list) else fact


def obstacle_sentence(obstacle: Obstacle, lang: Lang, family: str | None = None) -> str:
    """Say what stands between a family and one hub home, which may be the family itself."""
    place: dict[str, Fact] = {"hub": obstacle.hub, "km": obstacle.km}
    where = (ITSELF if obstacle.hub == family else AT).say(lang, place)
    facts: dict[str, Fact] = {"where": where, **obstacle.facts}
    if obstacle.kind is Kind.RULE:
        facts["title"] = title(str(facts["rule"]), lang)
        names = [name for name in _listed(facts["families"]) if name != obstacle.hub]
        if names:
            facts["title"] = f"{facts['title']} ({enumeration(names, lang)})"
    text = NO_ROOM_FOR_SO_MANY if "together" in facts else OBSTACLES[obstacle.kind]
    return text.say(lang, facts)


def remedy_sentence(remedy: Remedy, lang: Lang) -> str:
    """Say a change that gives a place."""
    facts = {key: _shown(fact, lang) for key, fact in remedy.change.facts.items()}
    change = remedy.change.text.say(lang, facts)
    sentence = f"{change[0].upper()}{change[1:]}."
    return sentence if remedy.least else f"{sentence} {NOT_LEAST.say(lang)}"


def remedy_sentences(found: Remedies, lang: Lang) -> tuple[str, ...]:
    """Say that any change gives a place and then each, the smallest first; or that there is none."""
    if found.found:
        return (ONE_IS_ENOUGH.say(lang), *(remedy_sentence(remedy, lang) for remedy in found.found))
    return ((NO_REMEDY if found.exhausted else REMEDY_UNKNOWN).say(lang),)
