"""Reasons, obstacles and remedies in the reader's language."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from geodata.language import Fact, Lang, Text, enumeration, exact
from geodata.told_distances import span_of, told
from optimizer.explain.change import Remedy
from optimizer.explain.obstacles import Kind, Obstacle
from optimizer.explain.others import OthersMove, others_said
from optimizer.explain.reasons import Finding
from optimizer.explain.remedies import Remedies
from optimizer.explain.ties import SENTENCES
from optimizer.rule import Rule, Scope
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
    "under_minimum": Text(
        nl="Geen hubhome binnen bereik haalt het minimum van {min} satellietgezinnen: {hub} komt het dichtstbij met "
        "{families} en komt er {short_by} tekort.",
        en="No hub home in reach gets to the minimum of {min} satellites: {hub} comes nearest with {families} and is "
        "{short_by} short.",
    ),
    "under_minimum_itself": Text(
        nl="Dit gezin is zelf kandidaat-hubhome, maar haalt het minimum van {min} satellietgezinnen niet: het "
        "heeft er {families} binnen bereik, {short_by} te weinig. Een andere kandidaat is er niet binnen bereik.",
        en="This family is a candidate hub home itself, yet does not get to the minimum of {min} satellites: "
        "it has {families} in reach, {short_by} too few. There is no other candidate in reach.",
    ),
    **SENTENCES,
    "rule_of_plan": Text(nl="{what}.", en="{what}."),
    "rules": Text(
        nl="Deze regels laten samen geen plan met dit gezin toe (bewezen): {titles}",
        en="These rules together allow no plan with this family (proved): {titles}",
    ),
    "rules_unknown": Text(
        nl="Geen enkel plan dat zich aan alle regels houdt, heeft een plaats voor dit gezin (bewezen); welke regels "
        "daarvoor nodig zijn, kon niet worden vastgesteld.",
        en="No plan that keeps all rules has a place for this family (proved); which rules that takes could not be "
        "found.",
    ),
    "no_room": Text(
        nl="Geen hubhome binnen bereik kan dit gezin opnemen. {parts}.",
        en="No hub home in reach can take this family. {parts}.",
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
        nl="Geen open hubhome binnen bereik kan dit gezin opnemen; die nog dicht zijn, kunnen alleen open met "
        "gezinnen die elders zijn ingedeeld: {hubs}. Of dat zonder verlies kan, is niet onderzocht.",
        en="No open hub home in reach can take this family; those that are closed can only open with families that "
        "are placed elsewhere: {hubs}. Whether that can be without a loss was not looked into.",
    ),
    "room_left": Text(nl="Er is nog plaats bij {hub} ({km} km).", en="There is room at {hub} ({km} km)."),
    "room_after_moves": Text(
        nl="Er is plaats bij {hub} als andere gezinnen verhuizen, zonder dat iemand zijn plaats verliest; zoek opnieuw "
        "naar een plan.",
        en="There is room at {hub} when other families move, and nobody loses a place; search for a plan again.",
    ),
    "room_after_known_moves": Text(
        nl="Er is plaats bij {hub}, zonder dat iemand zijn plaats verliest; zoek opnieuw naar een plan. {moved}",
        en="There is room at {hub}, and nobody loses a place; search for a plan again. {moved}",
    ),
    "not_settled": Text(
        nl="Of er plaats is, kon in de beschikbare tijd niet worden vastgesteld.",
        en="Whether there is room could not be decided in the time there was.",
    ),
}
"""Every reason by its code; some stand in for another where figures ask for it, and ``no_room`` for ``rule``."""

OBSTACLES: Final[Mapping[Kind, Text]] = {
    Kind.NONE: Text(nl="er is plaats", en="there is room"),
    Kind.SHORT: Text(
        nl="dicht; komt op hoogstens {families} van de {min} gezinnen die nodig zijn",
        en="closed; gets to {families} at most of the {min} families that it needs",
    ),
    Kind.TAKEN: Text(
        nl="dicht; kan niet open zonder dat andere gezinnen verhuizen of hun plaats verliezen",
        en="closed; cannot open unless other families move or lose their place",
    ),
    Kind.UNSETTLED: Text(
        nl="dicht; of deze open kan, is niet onderzocht", en="closed; whether it can open was not looked into"
    ),
    Kind.NEVER: Text(
        nl="dicht; gaat met dit gezin in geen enkel plan open (bewezen)",
        en="closed; opens with this family in no plan (proved)",
    ),
}
"""What is said of a hub home, after its name; of a rule it is the rule's own ``obstacle``."""

FOR_SO_MANY: Final = Text(
    nl="{what}, voor {together} gezinnen die bij elkaar horen",
    en="{what}, for {together} families that belong together",
)
EVEN_ALONE: Final = Text(nl="{what}, ook zonder andere gezinnen", en="{what}, even without other families")
NOT_ASKED: Final = Text(
    nl="Niet vastgesteld is of daarvoor ook nodig zijn: {titles}",
    en="It is not known whether these are needed for that: {titles}",
)
THERE: Final = Text(nl="{where}: {what}", en="{where}: {what}")
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
NOT_LOOKED: Final = Text(
    nl="Wat dit gezin een plaats zou geven, is niet uitgezocht.", en="What would place this family was not looked into."
)


def finding_sentence(found: Finding, lang: Lang) -> str:
    """Say why a family is unplaced."""
    facts = dict(found.reason.facts)
    code = found.reason.code
    if code == "no_hub_in_reach" and "nearest_km" not in facts:
        code = "no_hub"
    if code == "costs_a_place" and facts.get("places") == 1:
        code = "costs_one_place"
    others = facts.get("others")
    if code == "room_after_moves" and isinstance(others, int):
        code = "room_after_known_moves"
        facts["moved"] = others_said(OthersMove(others, facts.get("proved") is True), lang)
    if code == "rules":
        return _of_rules(found, lang)
    if code in {"rule", "no_room"}:
        by_phrase: dict[str, list[str]] = {}
        for each in found.obstacles:
            by_phrase.setdefault(_phrase(each, lang), []).append(each.hub)
        parts = [THERE.say(lang, {"where": enumeration(hubs, lang), "what": what}) for what, hubs in by_phrase.items()]
        facts["parts"], facts["what"] = "; ".join(parts), _capital(next(iter(by_phrase)))
        of_plan = len(by_phrase) == 1 and _rule(str(facts.get("rule"))).scope is Scope.PLAN
        code = "rule_of_plan" if of_plan else "no_room"
    text = REASONS.get(code, REASONS["not_settled"])
    return text.say(lang, {key: _shown(fact, lang) for key, fact in facts.items()})


def _of_rules(found: Finding, lang: Lang) -> str:
    if not found.rules:
        return REASONS["rules_unknown"].say(lang)
    open_keys = found.reason.facts["not_asked"]
    open_rules = {rule.key for rule in found.rules} & set(open_keys if isinstance(open_keys, tuple) else ())
    sure = [rule.said(lang) for rule in found.rules if rule.key not in open_rules]
    said = REASONS["rules"].say(lang, {"titles": " ".join(rule.said(lang) for rule in found.rules)})
    if not open_rules or not sure:
        return said
    unsure = " ".join(rule.said(lang) for rule in found.rules if rule.key in open_rules)
    return f"{said} {NOT_ASKED.say(lang, {'titles': unsure})}"


def _shown(fact: Fact | list[str], lang: Lang) -> Fact:
    """Write kilometres with as many decimals as they have, up to metres."""
    if isinstance(fact, float):
        return exact(fact, lang)
    return tuple(fact) if isinstance(fact, list) else fact


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def obstacle_sentence(obstacle: Obstacle, lang: Lang, family: str | None = None, *, exactly: bool = True) -> str:
    """Say what stands between a family and one hub home, which may be the family itself.

    Parameters
    ----------
    exactly
        Whether distances are told to the metre, or in spans.
    """
    place: dict[str, Fact] = {"hub": obstacle.hub, "km": obstacle.km if exactly else span_of(obstacle.km)}
    if not exactly:
        obstacle = replace(obstacle, facts=told(obstacle.facts))
    where = (ITSELF if obstacle.hub == family else AT).say(lang, place)
    return THERE.say(lang, {"where": where, "what": _phrase(obstacle, lang)})


def _phrase(obstacle: Obstacle, lang: Lang) -> str:
    """Say it without the name of the hub home."""
    facts = {key: _shown(fact, lang) for key, fact in obstacle.facts.items()}
    if obstacle.kind is not Kind.RULE:
        return OBSTACLES[obstacle.kind].say(lang, facts)
    rule = _rule(str(facts["rule"]))
    what = rule.obstacle.say(lang, facts)
    if "together" in facts:
        what = FOR_SO_MANY.say(lang, {**facts, "what": what})
    if obstacle.lasting and rule.scope is Scope.CONSTELLATION:
        what = EVEN_ALONE.say(lang, {"what": what})
    return what


def _rule(key: str) -> type[Rule]:
    return next(rule for rule in RULES if rule.key == key)


def remedy_sentence(remedy: Remedy, lang: Lang) -> str:
    """Say a change that gives a place."""
    facts = {key: _shown(fact, lang) for key, fact in remedy.change.facts.items()}
    change = remedy.change.text.say(lang, facts)
    least = [] if remedy.least else [NOT_LEAST.say(lang)]
    others = [] if remedy.others is None else [others_said(remedy.others, lang)]
    return " ".join([f"{_capital(change)}.", *least, *others])


def remedy_sentences(found: Remedies, lang: Lang) -> tuple[str, ...]:
    """Say that any change gives a place and then each, the smallest first; or that there is none."""
    if found.found:
        return (ONE_IS_ENOUGH.say(lang), *(remedy_sentence(remedy, lang) for remedy in found.found))
    return ((NO_REMEDY if found.exhausted else REMEDY_UNKNOWN).say(lang),)
