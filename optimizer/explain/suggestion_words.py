"""Suggestions in the reader's language; distances no finer than the masks are, unless asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from geodata.language import Fact, Lang, Text, exact, number
from geodata.told_distances import span_of
from optimizer.explain.suggestions import Effect, Offer, OneMove, Suggestion
from optimizer.plan import Violation
from optimizer.rules import RULES
from optimizer.tier import Tier
from optimizer.tiers import Travel, Unplaced
from optimizer.verify import sentence

NO_TITLES: Final[Mapping[str, str]] = MappingProxyType({})


def sentences(
    found: Suggestion, tiers: Sequence[Tier], lang: Lang, *, exactly: bool, titles: Mapping[str, str] = NO_TITLES
) -> Iterator[str]:
    """Say where a family is and where it could go, a line each; lines of a list begin with a dash.

    Parameters
    ----------
    titles
        What constellations are called beside their number, by that number.
    """
    found = _called(found, titles)
    facts: dict[str, Fact] = {"family": found.family, "constellation": found.here}
    if found.is_hub:
        yield HUB.say(lang, facts)
        return
    yield (NOWHERE if found.here is None else HERE).say(lang, facts)
    if found.together:
        yield TOGETHER.say(lang, {"families": found.together})
    for breach in found.leaving[:1]:
        yield LEAVING.say(lang, {**facts, "what": sentence(breach, lang, exact=exactly)})
    for offer in found.offers:
        if not offer.breaches:
            yield ITEM.say(lang, {"what": offer_said(offer, tiers, lang, exactly=exactly)})
    yield from _barred(found.offers, lang, exactly=exactly)
    if found.unasked:
        rules = tuple(rule.title.say(lang).rstrip(".") for rule in RULES if rule.key in found.unasked)
        yield UNASKED.say(lang, {"titles": rules})
    if found.one_move is not None:
        yield one_move_said(found.one_move, tiers, lang, exactly=exactly)
    elif found.impossible:
        yield (NO_PLACE if found.here is None else IMPOSSIBLE).say(lang)


def _called(found: Suggestion, titles: Mapping[str, str]) -> Suggestion:
    """Give what was found with constellations as people call them."""

    def title(name: str) -> str:
        return titles.get(name, name)

    best = found.one_move
    if best is not None:
        moved = None if best.moved is None else (best.moved[0], title(best.moved[1]), title(best.moved[2]))
        best = replace(best, constellation=title(best.constellation), moved=moved)
    offers = tuple(replace(each, constellation=title(each.constellation)) for each in found.offers)
    return replace(found, here=None if found.here is None else title(found.here), offers=offers, one_move=best)


def _barred(offers: Sequence[Offer], lang: Lang, *, exactly: bool) -> Iterator[str]:
    """Say each obstacle once, with the constellations that it holds for, the nearest first."""
    of: dict[str, list[str]] = {}
    for offer in offers:
        if offer.breaches:
            facts = {"constellation": offer.constellation, "far": far_said(offer.metres, lang, exactly=exactly)}
            of.setdefault(breaches_said(offer, lang), []).append(AT.say(lang, facts))
    for what, where in of.items():
        yield ITEM.say(lang, {"what": BREAKS.say(lang, {"what": what, "where": ", ".join(where)})})


def offer_sentence(offer: Offer, tiers: Sequence[Tier], lang: Lang, *, exactly: bool) -> str:
    """Say one constellation, whether a family fits there or not."""
    if not offer.breaches:
        return offer_said(offer, tiers, lang, exactly=exactly)
    facts = {"constellation": offer.constellation, "far": far_said(offer.metres, lang, exactly=exactly)}
    return BREAKS.say(lang, {"what": breaches_said(offer, lang), "where": AT.say(lang, facts)})


def breaches_said(offer: Offer, lang: Lang) -> str:
    """Say all that stands in the way at one constellation."""
    return "; ".join(dict.fromkeys(breach_said(each, lang) for each in offer.breaches))


def offer_said(offer: Offer, tiers: Sequence[Tier], lang: Lang, *, exactly: bool) -> str:
    """Say one constellation where a family fits: its hub home and how far, and what it does."""
    facts: dict[str, Fact] = {
        "constellation": offer.constellation,
        "hub": offer.hub,
        "far": far_said(offer.metres, lang, exactly=exactly),
    }
    if offer.left_broken:
        return ROOM.say(lang, facts)
    effect = effect_said(offer.effect, tiers, lang, exactly=exactly)
    return FITS.say(lang, {**facts, "satellites": offer.satellites, "effect": effect})


def one_move_said(found: OneMove, tiers: Sequence[Tier], lang: Lang, *, exactly: bool) -> str:
    """Say the best place when one other family may move."""
    facts: dict[str, Fact] = {
        "constellation": found.constellation,
        "hub": found.hub,
        "effect": effect_said(found.effect, tiers, lang, exactly=exactly),
        "proved": (PROVED if found.proved else NOT_PROVED).say(lang),
    }
    if found.moved is None:
        return NO_MOVE.say(lang, facts)
    other, origin, to = found.moved
    return ONE_MOVE.say(lang, {**facts, "other": other, "from": origin, "to": to})


def far_said(metres: float | None, lang: Lang, *, exactly: bool) -> str:
    """Say how far a hub home is: in a span that is no finer than the masks are, unless ``exactly``."""
    if metres is None:
        return UNKNOWN.say(lang)
    return KM.say(lang, {"km": metres / 1000 if exactly else span_of(metres / 1000)})


def breach_said(breach: Violation, lang: Lang) -> str:
    """Say what stands in the way, as a rule says it of a hub home."""
    rule = next(rule for rule in RULES if rule.key == breach.rule)
    facts = {key: exact(fact, lang) if isinstance(fact, float) else fact for key, fact in breach.facts.items()}
    return rule.obstacle.say(lang, {**facts, "families": breach.families})


def effect_said(effect: Effect, tiers: Sequence[Tier], lang: Lang, *, exactly: bool) -> str:
    """Say what a change does to each tier, after a comma each; nothing where nothing changes but who is placed."""
    parts: list[str] = []
    for tier in tiers:
        change = effect.tiers[tier.key]
        if isinstance(tier, Travel):
            parts += _travel_said(effect, lang, exactly=exactly)
        elif isinstance(tier, Unplaced) or not change:
            continue
        elif tier.metres and not exactly:
            parts.append((HIGHER if change > 0 else LOWER).say(lang, {"tier": tier.short.say(lang).lower()}))
        else:
            shown = tier.figure(abs(change), lang)
            parts.append(CHANGED.say(lang, {"tier": tier.short.say(lang).lower(), "sign": _sign(change), "n": shown}))
    return "".join(f", {part}" for part in parts)


def _travel_said(effect: Effect, lang: Lang, *, exactly: bool) -> Iterator[str]:
    """Say travel apart from places off the target; how much only where ``exactly``, as it may be one family's way."""
    if effect.travel_m and exactly:
        facts: dict[str, Fact] = {"sign": _sign(effect.travel_m), "km": number(abs(effect.travel_m) / 1000, lang)}
        yield TRAVEL.say(lang, facts)
    elif effect.travel_m and not effect.tiers.get("unplaced"):
        yield (FARTHER if effect.travel_m > 0 else NEARER).say(lang)
    if effect.off_target:
        yield OFF_TARGET.say(lang, {"sign": _sign(effect.off_target), "n": abs(effect.off_target)})


def _sign(change: int) -> str:
    return "+" if change > 0 else "\N{MINUS SIGN}"


KM: Final = Text(nl="{km} km", en="{km} km")
UNKNOWN: Final = Text(nl="afstand onbekend", en="distance not known")
NOWHERE: Final = Text(nl="{family} heeft geen plaats in dit plan.", en="{family} has no place in this plan.")
HERE: Final = Text(
    nl="{family} is ingedeeld in {constellation}. Waar het ook heen kan:",
    en="{family} is in {constellation}. Where else it could go:",
)
HUB: Final = Text(
    nl="{family} is de hubhome van {constellation}. Wat er gebeurt als die stopt, zegt `constellations without`.",
    en="{family} is the hub home of {constellation}. What happens if it stops is told by `constellations without`.",
)
TOGETHER: Final = Text(nl="Hoort bij elkaar en gaat mee: {families}.", en="Belongs with it and goes along: {families}.")
LEAVING: Final = Text(
    nl="Zonder dit gezin klopt {constellation} niet meer: {what}",
    en="Without this family {constellation} breaks a rule: {what}",
)
ITEM: Final = Text(nl="- {what}", en="- {what}")
FITS: Final = Text(
    nl="{constellation} (hubhome {hub}, {far}): kan; telt dan {satellites} satellietgezinnen{effect}",
    en="{constellation} (hub home {hub}, {far}): fits; then has {satellites} satellites{effect}",
)
ROOM: Final = Text(
    nl="{constellation} (hubhome {hub}, {far}): er is plaats, als wat het verlaat wordt hersteld",
    en="{constellation} (hub home {hub}, {far}): there is room, once what it leaves is mended",
)
BREAKS: Final = Text(nl="kan niet, {what}: {where}", en="not possible, {what}: {where}")
AT: Final = Text(nl="{constellation} ({far})", en="{constellation} ({far})")
ONE_MOVE: Final = Text(
    nl="Als één ander gezin mag verhuizen: naar {constellation} (hubhome {hub}), en {other} van {from} naar "
    "{to}{effect}. {proved}",
    en="If one other family may move: to {constellation} (hub home {hub}), and {other} from {from} to {to}{effect}. "
    "{proved}",
)
NO_MOVE: Final = Text(
    nl="Ook als één ander gezin mag verhuizen: naar {constellation} (hubhome {hub}){effect}. {proved}",
    en="Even if one other family may move: to {constellation} (hub home {hub}){effect}. {proved}",
)
PROVED: Final = Text(nl="Beter kan zo niet (bewezen).", en="There is nothing better that way (proved).")
NOT_PROVED: Final = Text(nl="Of het beter kan, is niet bewezen.", en="Whether there is better is not proved.")
UNASKED: Final = Text(
    nl="Niet nagegaan, want het gaat over het hele plan: {titles}.",
    en="Not looked at, as it is about the whole plan: {titles}.",
)
NO_PLACE: Final = Text(
    nl="Ook als één ander gezin mag verhuizen, is er binnen de regels geen plaats (bewezen).",
    en="Even if one other family may move, the rules leave no place (proved).",
)
IMPOSSIBLE: Final = Text(
    nl="Ook als één ander gezin mag verhuizen, is er binnen de regels geen andere plaats (bewezen).",
    en="Even if one other family may move, the rules leave no other place (proved).",
)
TRAVEL: Final = Text(nl="samen {sign}{km} km reizen", en="{sign}{km} km of travel in all")
FARTHER: Final = Text(nl="samen verder reizen", en="more travel in all")
NEARER: Final = Text(nl="samen minder ver reizen", en="less travel in all")
OFF_TARGET: Final = Text(nl="plaatsen naast het streefaantal {sign}{n}", en="places off the target {sign}{n}")
CHANGED: Final = Text(nl="{tier} {sign}{n}", en="{tier} {sign}{n}")
HIGHER: Final = Text(nl="{tier} hoger", en="{tier} higher")
LOWER: Final = Text(nl="{tier} lager", en="{tier} lower")
