"""Questions about the plan as it stands: why, where else, without a hub home, what would help, and today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from starlette.routing import BaseRoute, Route

from geodata.families import Family
from geodata.language import Text
from optimizer.application.explaining import explain_finished, what_helps
from optimizer.application.stopping import named_hubs, without_in
from optimizer.application.suggesting import offers_in, suggestions_in
from optimizer.explain.explanations import SEARCHABLE
from optimizer.explain.placements import elsewhere_sentence, placement_sentences
from optimizer.explain.suggestion_words import HUB, breaches_said, offer_sentence
from optimizer.explain.suggestion_words import sentences as suggestion_sentences
from optimizer.explain.suggestions import Offer
from optimizer.explain.without_words import sentences as without_sentences
from optimizer.explain.words import obstacle_sentence
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.gathering import Gathered
from optimizer.screen.refusal import RefusalError
from optimizer.screen.said_here import said_here
from optimizer.screen.worth import help_lines
from optimizer.today import Change
from optimizer.verify import sentence


def why(asked: Asked) -> dict[str, Any]:
    """Say why a family is where it is, or why it is nowhere and what would let it in."""
    finished, family = _asked(asked)
    _check_kept(finished)
    lang = asked.lang
    if not family.joins:
        return _said([DOES_NOT_JOIN.say(lang, {"family": family.id})])
    known = finished.explanations.get(family.id)
    if known is not None:
        return _said([*known.sentences(lang), *known.advice(lang)])
    found = explain_finished(finished, [family], None, Gathered())
    if family.id in found.placements:
        there = found.placements[family.id]
        titles = _titles(finished.plan)
        rows = [
            {
                "text": AT.say(lang, {"at": titles[each.hub], "said": elsewhere_sentence(each, lang, exactly=False)}),
                "constellation": None,
            }
            for each in there.elsewhere
        ]
        return {**_said(placement_sentences(there, lang, exactly=False)), "rows": rows}
    if family.id not in found.accounts:
        return _said([NOT_NEEDED.say(lang, {"family": family.id})])
    account = found.accounts[family.id].without_distances()
    rows = [
        {"text": obstacle_sentence(each, lang, family.id, exactly=False), "constellation": None}
        for each in account.finding.obstacles
    ]
    return {**_said([*account.sentences(lang), *account.advice(lang)]), "rows": rows}


def suggest(asked: Asked) -> dict[str, Any]:
    """Say where a family could go: every constellation, with what it does and which rule is in the way."""
    finished, family = _asked(asked)
    lang, plan, tiers = asked.lang, finished.plan, finished.problem.tiers
    titles = dict(zip(plan.ids, plan.titles, strict=True))
    found = suggestions_in(finished, [family])
    if not found:
        return _said([DOES_NOT_JOIN.say(lang, {"family": family.id})])
    rows = [
        {
            "text": offer_sentence(called, tiers, lang, exactly=False),
            "constellation": called.hub,
            "ok": called.possible,
        }
        for offer in found[0].offers
        for called in [replace(offer, constellation=titles.get(offer.constellation, offer.constellation))]
    ]
    if found[0].is_hub:
        facts = {"family": family.id, "constellation": titles.get(found[0].here or "", found[0].here)}
        return _said([said_here(HUB).say(lang, facts)])
    told = suggestion_sentences(found[0], tiers, lang, exactly=False, titles=titles)
    return {**_said(line for line in told if not line.startswith("- ")), "rows": rows}


def places(asked: Asked) -> dict[str, Any]:
    """Tell of every constellation near a family whether it may move there, and else which rule stands in the way."""
    finished, family = _asked(asked)
    lang = asked.lang
    if not family.may_be_satellite:
        return {"rows": []}
    found = offers_in(finished, family)

    def why(offer: Offer) -> str | None:
        if offer.breaches:
            return breaches_said(offer, lang)
        if found.together:
            return TOGETHER.say(lang, {"families": found.together})
        if offer.left_broken and found.leaving:
            said = sentence(found.leaving[0], lang, exact=False, plan=finished.plan)
            return LEAVING.say(lang, {"said": said})
        return None

    return {"rows": [{"constellation": each.hub, "ok": not (said := why(each)), "why": said} for each in found.offers]}


def without(asked: Asked) -> dict[str, Any]:
    """Say what is lost when a hub home stops."""
    finished = _finished(asked)
    _check_kept(finished)
    found = without_in(finished, named_hubs([asked.path["hub"]], finished.plan)).found
    titles = _titles(finished.plan)
    return _said(line for each in found for line in without_sentences(each, titles, asked.lang))


def helps(asked: Asked) -> dict[str, Any]:
    """Say what would help the plan as a whole: as it was found and proved with the plan, or else looked for now."""
    finished, lang = _finished(asked), asked.lang
    _check_kept(finished)
    if not finished.plan.unplaced:
        return _said([EVERYBODY.say(lang)])
    known = finished.helps
    if not known and len(finished.problem.families) > SEARCHABLE:
        return _said([TOO_LARGE.say(lang)])
    proved = all(each.proved for each in known.gains) and all(each.proved for each in known.recruiting)
    if not known or not proved:
        finished = replace(finished, helps=what_helps(finished) or known)
    return _said(help_lines(finished, lang) or [NOTHING_FOUND.say(lang)])


def today(asked: Asked) -> dict[str, Any]:
    """Say what the plan changes from today, where that is known."""
    finished, lang = _finished(asked), asked.lang
    if not finished.today:
        return _said([NO_TODAY.say(lang)])
    count = Counter(move.kind for move in finished.moves)
    said = [TODAY[kind].say(lang, {"n": count[kind]}) for kind in TODAY if count[kind]]
    rows = [
        {"text": MOVE.say(lang, {"family": move.family, "origin": move.origin, "to": move.to}), "constellation": None}
        for move in finished.moves
        if move.kind is Change.MOVED
    ]
    return {**_said(said), "rows": rows}


def _asked(asked: Asked) -> tuple[FinishedPlan, Family]:
    finished = _finished(asked)
    family = finished.problem.families.by_id.get(asked.path["family"])
    if family is None:
        raise RefusalError(words.NOT_FOUND, status=404)
    return finished, family


def _finished(asked: Asked) -> FinishedPlan:
    project = asked.project
    with project.guard:
        hand = project.hand
    if not hand.made:
        raise RefusalError(words.NO_PLAN_YET, status=404)
    return asked.screen.judge(project).finished(hand)


def _check_kept(finished: FinishedPlan) -> None:
    """Refuse to explain a plan that breaks rules: what is proved of plans says nothing of it."""
    if not finished.verdict.passed:
        raise RefusalError(BROKEN_FIRST)


def _titles(plan: Plan) -> dict[str, str]:
    """Give what constellations are called, by the id of their hub home."""
    return {each.hub.id: title for title, each in zip(plan.titles, plan.constellations, strict=True)}


def _said(lines: Iterable[str]) -> dict[str, Any]:
    """Give lines as sentences; those of a list begin with a dash on the terminal, and small."""
    return {"sentences": [_as_sentence(line.strip()) for line in lines], "rows": []}


def _as_sentence(line: str) -> str:
    if line.startswith("- "):
        line = line[2:3].upper() + line[3:]
    return line if line.endswith((".", ":", "?", "!")) else f"{line}."


LEAVING: Final = Text(
    nl="er is plaats, maar de constellatie van nu klopt dan niet: {said}",
    en="there is room, but the constellation of now is then not right: {said}",
)
TOGETHER: Final = Text(
    nl="Dit gezin hoort bij {families}; alleen verhuizen kan niet.",
    en="This family belongs with {families}; it cannot move alone.",
)
AT: Final = Text(nl="{at}, hubhome {said}", en="{at}, hub home {said}")
DOES_NOT_JOIN: Final = Text(nl="{family} doet niet mee.", en="{family} does not join.")
NOT_NEEDED: Final = Text(
    nl="{family} kan alleen hubhome zijn en is in dit plan niet nodig.",
    en="{family} may only be a hub home and is not needed in this plan.",
)
BROKEN_FIRST: Final = Text(
    nl="Het plan breekt nu regels; zie wat er in rood staat. Los dat eerst op, of maak het ongedaan.",
    en="The plan breaks rules now; see what stands in red. Solve that first, or undo it.",
)
EVERYBODY: Final = Text(nl="Alle gezinnen die meedoen zijn ingedeeld.", en="All families that join are placed.")
TOO_LARGE: Final = Text(
    nl="Dit plan is te groot om te zoeken wat het als geheel zou helpen. Vraag per gezin waarom het geen plaats heeft.",
    en="This plan is too large to search what would help it as a whole. Ask of each family why it has no place.",
)
NOTHING_FOUND: Final = Text(
    nl="Er is niets gevonden dat dit plan als geheel zou helpen. Vraag per gezin waarom het geen plaats heeft.",
    en="Nothing was found that would help this plan as a whole. Ask of each family why it has no place.",
)
NO_TODAY: Final = Text(
    nl="Er is niet bekend wie nu bij wie hoort. Zet in de kolom 'constellatie' van het gezinnenbestand het pseudoniem "
    "van de hubhome waar een gezin nu bij hoort, en open het bestand opnieuw.",
    en="It is not known who belongs where today. Put the pseudonym of the hub home that a family belongs to today in "
    "the column 'constellation' of the families file, and open the file again.",
)
TODAY: Final = {
    Change.STAYS: Text(nl="Blijft bij dezelfde constellatie: {n}.", en="Stays in the same constellation: {n}."),
    Change.MOVED: Text(nl="Gaat naar een andere constellatie: {n}.", en="Moves to another constellation: {n}."),
    Change.PLACED: Text(nl="Krijgt voor het eerst een plaats: {n}.", en="Gets a place for the first time: {n}."),
    Change.UNPLACED: Text(nl="Verliest zijn plaats: {n}.", en="Loses its place: {n}."),
    Change.LEFT: Text(nl="Doet niet meer mee: {n}.", en="No longer joins: {n}."),
    Change.HUB_STARTS: Text(nl="Wordt hubhome: {n}.", en="Becomes a hub home: {n}."),
    Change.HUB_STOPS: Text(nl="Stopt als hubhome: {n}.", en="Stops as a hub home: {n}."),
}
MOVE: Final = Text(nl="{family}: van {origin} naar {to}.", en="{family}: from {origin} to {to}.")


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/p/{id}/family/{family}/why", answered(why), methods=["GET"]),
        Route("/api/p/{id}/family/{family}/suggest", answered(suggest), methods=["GET"]),
        Route("/api/p/{id}/family/{family}/places", answered(places), methods=["GET"]),
        Route("/api/p/{id}/without/{hub}", answered(without), methods=["GET"]),
        Route("/api/p/{id}/helps", answered(helps), methods=["GET"]),
        Route("/api/p/{id}/today", answered(today), methods=["GET"]),
    ]
