"""``report.html``: the meeting pack. One page of words and figures, no script, nothing from any network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geodata.language import Fact, Lang, Text
from maps.figures import ABOUT, way
from maps.templates import POLICY, asset, filled
from maps.view import EXACT, MASKED
from maps.view_model import Line, MapView, Table, said
from maps.words import MASKED_WORDS, TIME_WORDS
from maps.words import WORDS as PAGE_WORDS
from optimizer.counts import CONSTELLATIONS, FAMILIES, counted
from optimizer.files import changed


@dataclass(frozen=True, slots=True)
class Background:
    """What the report tells besides the view.

    Attributes
    ----------
    rules
        Every rule that the plan keeps, as a sentence.
    trace
        Name and hash of the input, version of the program: so that a plan can be traced.
    broken
        A sentence for each breach of a rule; a plan that the program made has none.
    measured
        What distances are, a key of :data:`MEASURED`.
    by_postcode
        Whether some families are known by the four digits of their postcode only.
    chapters
        Tables about what this plan is part of, such as the waves of a roll-out and their costs.
    """

    rules: tuple[str, ...]
    trace: tuple[Line, ...]
    broken: tuple[str, ...] = ()
    measured: str = "straight"
    by_postcode: bool = False
    chapters: tuple[Table, ...] = ()


def render(view: MapView, background: Background) -> str:
    """Write the report. All text from data is escaped; the same view gives the same bytes."""
    lang = view.lang

    def say(word: str, /, **facts: Fact) -> str:
        other = TIME_WORDS if view.minutes_per_km is not None else {} if view.exact else MASKED_WORDS
        return other.get(word, WORDS[word]).say(lang, facts)

    def km(metres: float | None, about: bool = False) -> str:
        return "–" if metres is None else f"{ABOUT if about else ''}{way(metres, lang, view.minutes_per_km)}"

    def off(n: int) -> str:
        word = "offOn" if n == 0 else "offUnder" if n < 0 else "offOver"
        return PAGE_WORDS[word].say(lang, {"n": abs(n)})

    return filled(
        "report.html",
        view=view,
        background=background,
        policy=POLICY,
        style=asset("report.css"),
        say=say,
        km=km,
        off=off,
        notices=_notices(view, background),
        summary=_summary(view),
        omitted=_omitted(background, lang),
        cell=lambda value: said(value, lang),
    )


def _notices(view: MapView, background: Background) -> Sequence[str]:
    """Say what the reader must know first; what only a map needs to say of its points is left out."""
    of_maps = {MASKED.say(view.lang), EXACT.say(view.lang)}
    kept = [notice for notice in view.notices if notice not in {*of_maps, *background.broken}]
    return [*kept, TEAM.say(view.lang)]


def _omitted(background: Background, lang: Lang) -> tuple[str, ...]:
    homes = (BY_POSTCODE,) if background.by_postcode else ()
    return tuple(text.say(lang) for text in (MEASURED[background.measured], *homes, *NOT_CONSIDERED))


def _summary(view: MapView) -> Sequence[str]:
    """Say the plan in a few sentences."""
    lang = view.lang
    homes = sum(1 + len(each.satellites) for each in view.constellations)
    facts: dict[str, Fact] = {
        "homes": counted(homes, FAMILIES, lang) if view.unplaced else homes,
        "n": counted(len(view.constellations), CONSTELLATIONS, lang),
        "left": len(view.unplaced),
    }
    first = SUMMARY_ALL if not view.unplaced else SUMMARY
    tiers = (TIER.say(lang, {"title": t.title, "value": t.value, "sentence": t.sentence}) for t in view.tiers)
    return [first.say(lang, facts), *tiers]


SUMMARY: Final = Text(
    nl="Dit plan deelt {homes} in {n} in; niet ingedeeld: {left}.",
    en="This plan places {homes} in {n}; unplaced: {left}.",
)
SUMMARY_ALL: Final = Text(
    nl="Dit plan deelt alle {homes} gezinnen die meedoen in, in {n}.",
    en="This plan places all {homes} joining families, in {n}.",
)
TIER: Final = Text(nl="{title}: {value}. {sentence}", en="{title}: {value}. {sentence}")
TEAM: Final = Text(
    nl="Dit stuk bevat pseudoniemen en is bedoeld voor het planteam.",
    en="These pages hold pseudonyms and are meant for the planning team.",
)
MEASURED: Final = {
    "straight": Text(
        nl="Afstanden zijn hemelsbreed (met de omwegfactor uit de instellingen), niet over de weg: plassen, "
        "snelwegen en openbaar vervoer tellen niet mee.",
        en="Distances are as the crow flies (with the detour of the settings), not by road: lakes, motorways and "
        "public transport do not count.",
    ),
    "around": Text(
        nl="Afstanden zijn hemelsbreed (met de omwegfactor uit de instellingen), om de getekende barrières heen; wegen "
        "en openbaar vervoer tellen niet mee.",
        en="Distances are as the crow flies (with the detour of the settings), around the barriers that were drawn; "
        "roads and public transport do not count.",
    ),
    "roads": Text(
        nl="Afstanden zijn over de weg. Minuten zijn indicatief: files, weer, parkeren en openbaar vervoer tellen niet "
        "mee.",
        en="Distances are over roads. Minutes are indicative: traffic, weather, parking and public transport do not "
        "count.",
    ),
    "file": Text(
        nl="Afstanden komen uit een eigen bestand (zie de instellingen); files, weer en openbaar vervoer tellen alleen "
        "mee voor zover dat bestand dat doet.",
        en="Distances come from a file of your own (see the settings); traffic, weather and public transport count "
        "only as far as that file does.",
    ),
}
BY_POSTCODE: Final = Text(
    nl="Waar gezinnen precies wonen, als alleen de vier cijfers van hun postcode bekend zijn: afstanden zijn dan die "
    "tussen de middens van postcodes.",
    en="Where families live exactly, if only the four digits of their postcode are known: distances are then those "
    "between the middles of postcodes.",
)
NOT_CONSIDERED: Final = (
    Text(
        nl="Of mensen bij elkaar passen, hun ervaring, en wat een kind of gezin zelf wil.",
        en="Whether people get on, their experience, and what a child or family wants.",
    ),
    Text(
        nl="Gezinnen die later beginnen of stoppen, en pleegkinderen die komen of gaan.",
        en="Families that start or stop later, and foster children who come or go.",
    ),
    Text(
        nl="Kosten, en welke gemeente betaalt.",
        en="Costs, and which municipality pays.",
    ),
    Text(
        nl="Alles wat niet in het gezinnenbestand en niet bij de regels hieronder staat. Het plan is een voorstel: "
        "mensen beslissen.",
        en="Anything that is neither in the families file nor among the rules below. The plan is a proposal: people "
        "decide.",
    ),
)
WORDS: Final = {
    "summary": Text(nl="Samenvatting", en="Summary"),
    "figures": Text(nl="Cijfers", en="Figures"),
    "goals": Text(nl="Doelen en wat bewezen is", en="Objectives and what is proved"),
    "goal": Text(nl="Doel", en="Objective"),
    "bound_note": PAGE_WORDS["boundNote"],
    "value": Text(nl="Waarde", en="Value"),
    "bound": Text(nl="Bewezen ondergrens", en="Proved bound"),
    "gap": Text(nl="Afstand tot de ondergrens", en="Gap to the bound"),
    "meaning": Text(nl="Betekenis", en="Meaning"),
    "nothing": Text(nl="niets bewezen", en="nothing proved"),
    "exchange": Text(nl="Uitwisseling tussen aanbieders", en="Exchange between providers"),
    "exchange_note": Text(
        nl="Satellietgezinnen van de aanbieder in de rij met een hubhome van de aanbieder in de kolom.",
        en="Satellites of the provider in the row whose hub home is of the provider in the column.",
    ),
    "provider": Text(nl="Aanbieder", en="Provider"),
    "sent": Text(nl="Naar anderen", en="To others"),
    "received": Text(nl="Van anderen", en="From others"),
    "constellations": Text(nl="Constellaties", en="Constellations"),
    "constellation": Text(nl="Constellatie {name}", en="Constellation {name}"),
    "size": Text(nl="Satellietgezinnen", en="Satellites"),
    "hub_title": PAGE_WORDS["hubhome"],
    "homes": Text(nl="Gezinnen, met hubhome", en="Homes, with hub home"),
    "children": Text(nl="Pleegkinderen", en="Foster children"),
    "beds": Text(nl="Logeerbedden in de hubhome", en="Sleep-over beds in the hub home"),
    "providers": Text(nl="Aanbieders", en="Providers"),
    "farthest": Text(nl="Grootste afstand", en="Longest distance"),
    "mean": Text(nl="Gemiddelde afstand", en="Mean distance"),
    "family": Text(nl="Gezin", en="Family"),
    "role": Text(nl="Rol", en="Role"),
    "hub": Text(nl="hubhome", en="hub home"),
    "satellite": Text(nl="satellietgezin", en="satellite family"),
    "municipality": Text(nl="Gemeente", en="Municipality"),
    "distance": Text(nl="Afstand tot hubhome", en="Distance to hub home"),
    "unplaced": Text(nl="Niet ingedeelde gezinnen", en="Unplaced families"),
    "none_unplaced": Text(nl="Alle gezinnen die meedoen zijn ingedeeld.", en="Every joining family is placed."),
    "reason": Text(nl="Reden", en="Reason"),
    "remedy": Text(nl="Wat zou helpen", en="What would help"),
    "changes": changed.TITLE,
    "omitted": Text(nl="Waar dit plan geen rekening mee houdt", en="What this plan does not consider"),
    "rules": Text(nl="Regels", en="Rules"),
    "rules_note": Text(
        nl="Het plan is na het zoeken opnieuw gecontroleerd, zonder de zoekmethode te vertrouwen. Het houdt zich aan "
        "elke regel hieronder.",
        en="After the search the plan was checked again, without trusting the search. It keeps every rule below.",
    ),
    "broken_note": Text(
        nl="Dit plan houdt zich niet aan alle regels. Overtredingen: {n}.",
        en="This plan does not keep every rule. Breaches: {n}.",
    ),
    "settings": Text(nl="Instellingen", en="Settings"),
    "setting": Text(nl="Instelling", en="Setting"),
    "trace": Text(nl="Herkomst", en="Source"),
    "what": Text(nl="Wat", en="What"),
    "contents": Text(nl="Inhoud", en="Contents"),
}
