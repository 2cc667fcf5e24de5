"""Proposals in the reader's language: who is asked to move, and what becomes of a family that says no."""

from collections.abc import Iterator, Sequence
from typing import Final

from geodata.language import Fact, Lang, Text
from optimizer.consent import FallBack, FallBackKind, Proposal
from optimizer.plan import Plan


def asked_said(proposal: Proposal, plan: Plan, lang: Lang) -> str:
    """Say who is asked: the family with its provider, who goes along, and both hub homes so far as they still join."""
    origin = plan.families.by_id.get(proposal.origin)
    there = origin is not None and origin.joins and origin.id != proposal.family
    facts: dict[str, Fact] = {"family": proposal.family, "provider": proposal.provider}
    parts = [
        FAMILY.say(lang, facts),
        *([ALONG.say(lang, {"families": proposal.together})] if proposal.together else []),
        *([HUB_TODAY.say(lang, {"hub": proposal.origin})] if there else []),
        *([HUB_THEN.say(lang, {"hub": proposal.to})] if proposal.to is not None else []),
    ]
    return "; ".join(parts)


def if_no_said(proposal: Proposal, plan: Plan, lang: Lang) -> str:
    """Say what falls back if the family says no, and where else it could be asked to go."""
    if proposal.fall_back is None:
        return NOT_LOOKED.say(lang)
    said = _answer(proposal.fall_back, proposal, plan, lang)
    if proposal.instead is None:
        return said
    return f"{said} {INSTEAD.say(lang, {'what': _answer(proposal.instead, proposal, plan, lang)})}"


def _answer(answer: FallBack, proposal: Proposal, plan: Plan, lang: Lang) -> str:
    titles = {each.hub.id: title for title, each in zip(plan.titles, plan.constellations, strict=True)}
    facts: dict[str, Fact] = {"hub": answer.hub, "constellation": titles.get(answer.hub or "")}
    if answer.kind is FallBackKind.NOTHING:
        return (NOTHING if answer.proved else NOTHING_FOUND).say(lang)
    if answer.kind is FallBackKind.UNPLACED:
        return (STAYS_OUT if proposal.to is None else OUT).say(lang)
    text = STAYS if answer.kind is FallBackKind.STAYS else ELSEWHERE
    if answer.moved is None:
        return REST.say(lang, {"what": text.say(lang, facts)})
    other, origin, to = answer.moved
    moved: dict[str, Fact] = {"other": other, "from": titles.get(origin), "to": titles.get(to)}
    said = WITH_ONE.say(lang, {"what": text.say(lang, facts), **moved})
    return said if answer.proved else f"{said} {NOT_BEST.say(lang)}"


def proposal_lines(proposals: Sequence[Proposal], plan: Plan, lang: Lang) -> Iterator[str]:
    """Say how many are asked, and of each who, what, and what falls back; lines of the list begin with a dash."""
    if not proposals:
        yield NOBODY.say(lang)
        return
    yield HEAD.say(lang, {"n": len(proposals)})
    for each in proposals:
        facts: dict[str, Fact] = {
            "asked": asked_said(each, plan, lang),
            "no": if_no_said(each, plan, lang),
            "family": each.family,
        }
        yield (LINE_OUT if each.to is None else LINE).say(lang, facts)


TITLE: Final = Text(nl="Te vragen aan", en="To ask")
IF_NO: Final = Text(nl="Als dit gezin nee zegt", en="If this family says no")
FAMILY: Final = Text(nl="gezin {family} ({provider})", en="family {family} ({provider})")
ALONG: Final = Text(nl="gaat mee: {families}", en="goes along: {families}")
HUB_TODAY: Final = Text(nl="hubhome nu: {hub}", en="hub home today: {hub}")
HUB_THEN: Final = Text(nl="nieuwe hubhome: {hub}", en="new hub home: {hub}")
STAYS: Final = Text(
    nl="het blijft in {constellation} (hubhome {hub})", en="it stays in {constellation} (hub home {hub})"
)
ELSEWHERE: Final = Text(
    nl="het kan naar {constellation} (hubhome {hub})", en="it can go to {constellation} (hub home {hub})"
)
REST: Final = Text(nl="{what}; de rest blijft zoals gepland.", en="{what}; the rest stays as planned.")
WITH_ONE: Final = Text(
    nl="{what}, als {other} dan niet in {from} maar in {to} komt, en dat ook goed vindt.",
    en="{what}, if {other} then is in {to} and not in {from}, and agrees to that too.",
)
NOT_BEST: Final = Text(nl="Of het beter kan, is niet bewezen.", en="Whether there is better is not proved.")
OUT: Final = Text(
    nl="het heeft geen plaats; de rest blijft zoals gepland.", en="it has no place; the rest stays as planned."
)
STAYS_OUT: Final = Text(
    nl="het heeft ook dan geen plaats, met de rest zoals gepland.",
    en="it has no place then either, with the rest as planned.",
)
INSTEAD: Final = Text(nl="Wat u anders kunt vragen: {what}", en="What else you can ask: {what}")
NOTHING: Final = Text(
    nl="de rest kan zo niet blijven, ook niet als één ander gezin verhuist (bewezen). Zet dit gezin vast en maak een "
    "nieuw plan.",
    en="the rest cannot stay as it is, not even if one other family moves (proved). Pin this family and make another "
    "plan.",
)
NOTHING_FOUND: Final = Text(
    nl="de rest kan zo niet blijven, en een antwoord met één andere verhuizing is niet gevonden. Zet dit gezin vast en "
    "maak een nieuw plan.",
    en="the rest cannot stay as it is, and no answer with one other move was found. Pin this family and make another "
    "plan.",
)
NOT_LOOKED: Final = Text(
    nl="dat is niet uitgezocht; `constellations suggest` zegt waar het heen kan.",
    en="that was not looked into; `constellations suggest` tells where it can go.",
)
NOBODY: Final = Text(nl="Niemand hoeft te verhuizen: er is niets te vragen.", en="Nobody has to move: nothing to ask.")
HEAD: Final = Text(
    nl="Niemand verhuist zonder toestemming. Voorstellen: {n}.", en="Nobody moves without consent. Proposals: {n}."
)
LINE: Final = Text(
    nl="- Vraag {asked}. Zegt {family} nee: {no}",
    en="- Ask {asked}. If {family} says no: {no}",
)
LINE_OUT: Final = Text(
    nl="- {family} verliest zijn plaats. Vraag {asked}. Zegt {family} nee: {no}",
    en="- {family} loses its place. Ask {asked}. If {family} says no: {no}",
)
