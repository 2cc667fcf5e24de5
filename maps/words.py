"""Every word that the page's own script says, in both languages. The gaps are filled on the page."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Lang, Text

WORDS: Final[Mapping[str, Text]] = {
    "decimal": Text(nl=",", en="."),
    "group": Text(nl=".", en=","),
    "map": Text(nl="Kaart", en="Map"),
    "mapHelp": Text(
        nl="Kaart van de constellaties. Met de pijltjestoetsen verschuift u de kaart, met plus en min zoomt u. Alles "
        "op de kaart staat ook in de lijst ernaast.",
        en="Map of the constellations. The arrow keys move the map, plus and minus zoom. Everything on the map is also "
        "in the list beside it.",
    ),
    "skip": Text(nl="Naar de lijst met constellaties", en="To the list of constellations"),
    "print": Text(nl="Afdrukken", en="Print"),
    "whole": Text(nl="Hele kaart", en="Whole map"),
    "zoomIn": Text(nl="Inzoomen", en="Zoom in"),
    "zoomOut": Text(nl="Uitzoomen", en="Zoom out"),
    "figures": Text(nl="Kerncijfers", en="Key figures"),
    "parts": Text(nl="Onderdelen van dit plan", en="Parts of this plan"),
    "tabList": Text(nl="Constellaties", en="Constellations"),
    "tabUnplaced": Text(nl="Niet ingedeeld", en="Unplaced"),
    "tabHelps": Text(nl="Wat zou helpen", en="What would help"),
    "tabFigures": Text(nl="Cijfers", en="Figures"),
    "tabExchange": Text(nl="Uitwisseling", en="Exchange"),
    "tabAbout": Text(nl="Uitleg", en="About"),
    "search": Text(
        nl="Zoek een plaats, postcode, aanbieder, constellatie of gezin",
        en="Search a place, postcode, provider, constellation or family",
    ),
    "searchHint": Text(nl="bijvoorbeeld Hilversum, 1211 of C03", en="for example Hilversum, 1211 or C03"),
    "suggestions": Text(nl="Suggesties", en="Suggestions"),
    "findConstellation": Text(nl="constellatie", en="constellation"),
    "findMunicipality": Text(nl="gemeente", en="municipality"),
    "findProvider": Text(nl="aanbieder", en="provider"),
    "findPlace": Text(nl="plaats", en="place"),
    "findPostcode": Text(nl="postcode", en="postcode"),
    "findFamily": Text(nl="gezin", en="family"),
    "foundAll": Text(nl="{what}: {n}.", en="{what}: {n}."),
    "foundAround": Text(nl="Binnen {km} km van {what}: {n}.", en="Within {km} km of {what}: {n}."),
    "constellationOne": Text(nl="{n} constellatie", en="{n} constellation"),
    "constellationMany": Text(nl="{n} constellaties", en="{n} constellations"),
    "searchGo": Text(nl="Zoek", en="Search"),
    "foundIn": Text(nl="{family} hoort bij {constellation}.", en="{family} belongs to {constellation}."),
    "foundHub": Text(
        nl="{family} is de hubhome van {constellation}.", en="{family} is the hub home of {constellation}."
    ),
    "foundUnplaced": Text(nl="{family} is niet ingedeeld.", en="{family} is unplaced."),
    "foundConstellation": Text(nl="{constellation} is gekozen.", en="{constellation} is chosen."),
    "notFound": Text(
        nl="Niets gevonden. Zoek op een plaats, postcode, aanbieder, constellatie of gezin van dit plan.",
        en="Nothing found. Search for a place, postcode, provider, constellation or family of this plan.",
    ),
    "filters": Text(nl="Filters", en="Filters"),
    "filterAll": Text(nl="Alle", en="All"),
    "provider": Text(nl="Aanbieder", en="Provider"),
    "municipality": Text(nl="Gemeente", en="Municipality"),
    "sizeFilter": Text(nl="Grootte", en="Size"),
    "sizeOption": Text(nl="{n} satellietgezinnen", en="{n} satellites"),
    "status": Text(nl="Status", en="Status"),
    "tag_on": Text(nl="Op het streefaantal", en="On the target"),
    "tag_under": Text(nl="Kleiner dan het streefaantal", en="Below the target"),
    "tag_over": Text(nl="Groter dan het streefaantal", en="Above the target"),
    "tag_single": Text(nl="Eén aanbieder", en="One provider"),
    "tag_mixed": Text(nl="Meer aanbieders", en="Several providers"),
    "tag_moves": Text(nl="Met verhuizingen", en="With moves"),
    "tag_unplaced": Text(nl="Niet ingedeelde gezinnen", en="Unplaced families"),
    "takeAway": Text(nl="Filter wissen: {filter}", en="Clear filter: {filter}"),
    "circleWithin": Text(nl="binnen", en="within"),
    "inCircle": Text(nl="in de cirkel", en="in the circle"),
    "measure": Text(nl="Afstand meten", en="Measure a distance"),
    "measureHow": Text(
        nl="Klik op de kaart waar de meting begint; Esc stopt.", en="Click on the map where to begin; Esc stops."
    ),
    "measureNext": Text(nl="Klik op het volgende punt.", en="Click on the next point."),
    "measured": Text(nl="{km} km hemelsbreed", en="{km} km as the crow flies"),
    "circle": Text(nl="Cirkel tekenen", en="Draw a circle"),
    "circleHow": Text(nl="Klik op het midden van de cirkel; Esc stopt.", en="Click on its middle; Esc stops."),
    "circleEdge": Text(nl="Klik op de rand van de cirkel.", en="Click on its edge."),
    "closeCard": Text(nl="Sluiten", en="Close"),
    "unfold": Text(nl="Alle cijfers en toelichting", en="All figures and notes"),
    "foldAway": Text(nl="Minder tonen", en="Show less"),
    "twoFingers": Text(nl="Verschuif de kaart met twee vingers", en="Move the map with two fingers"),
    "copyLink": Text(nl="Link kopiëren", en="Copy link"),
    "linkCopied": Text(nl="Link gekopieerd", en="Link copied"),
    "linkNot": Text(nl="Kopieer het adres zelf", en="Copy the address yourself"),
    "saveTable": Text(nl="Selectie als CSV", en="Selection as CSV"),
    "savePicture": Text(nl="Selectie als PNG", en="Selection as PNG"),
    "saved": Text(nl="Bewaard bij uw downloads.", en="Saved in your downloads."),
    "fileTable": Text(nl="selectie", en="selection"),
    "fileMap": Text(nl="kaart", en="map"),
    "tableConstellation": Text(nl="Constellatie", en="Constellation"),
    "tableName": Text(nl="Naam", en="Name"),
    "tableRole": Text(nl="Rol", en="Role"),
    "tableWay": Text(nl="Afstand tot de hubhome (km)", en="Distance to the hub home (km)"),
    "satellite": Text(nl="Satellietgezin", en="Satellite"),
    "unplacedOne": Text(nl="Niet ingedeeld", en="Unplaced"),
    "where": Text(nl="Waar", en="Where"),
    "clear": Text(nl="Filters wissen", en="Clear filters"),
    "shown": Text(nl="{n} van {all} constellaties", en="{n} of {all} constellations"),
    "shownUnplaced": Text(nl="{n} van {all} niet ingedeelde gezinnen", en="{n} of {all} unplaced families"),
    "nothing": Text(nl="Geen enkele constellatie past bij deze filters.", en="No constellation fits these filters."),
    "nothingUnplaced": Text(
        nl="Geen enkel niet ingedeeld gezin past bij deze filters.", en="No unplaced family fits these filters."
    ),
    "allPlaced": Text(
        nl="Alle gezinnen die meedoen, zijn ingedeeld.", en="All families that join are in a constellation."
    ),
    "more": Text(nl="Toon er {n} meer", en="Show {n} more"),
    "listCaption": Text(
        nl="Constellaties van noord naar zuid. Kies een rij voor de gegevens en de plaats op de kaart.",
        en="Constellations from north to south. Choose a row for its details and its place on the map.",
    ),
    "nr": Text(nl="Nr.", en="No."),
    "hubhome": Text(nl="Hubhome", en="Hub home"),
    "satellites": Text(nl="Satelliet\u00adgezinnen", en="Satellites"),
    "satellitesOf": Text(nl="Satellietgezinnen", en="Satellites"),
    "children": Text(nl="Kinderen", en="Children"),
    "childrenLong": Text(nl="Pleegkinderen", en="Foster children"),
    "homes": Text(nl="Gezinnen, met hubhome", en="Homes, with hub home"),
    "beds": Text(nl="Logeerbedden", en="Sleep-over beds"),
    "farthest": Text(nl="Verst", en="Farthest"),
    "farthestLong": Text(nl="Verste satellietgezin", en="Farthest satellite"),
    "mean": Text(nl="Gemiddelde afstand", en="Mean distance"),
    "offTarget": Text(nl="Ten opzichte van het streefaantal", en="Compared with the target"),
    "offShort": Text(nl="T.o.v. streef", en="Off target"),
    "homesShort": Text(nl="Gezinnen", en="Homes"),
    "bedsShort": Text(nl="Bedden", en="Beds"),
    "offOn": Text(nl="precies goed", en="exactly on target"),
    "offUnder": Text(nl="{n} te weinig", en="{n} too few"),
    "offOver": Text(nl="{n} te veel", en="{n} too many"),
    "providers": Text(nl="Aanbieders", en="Providers"),
    "municipalities": Text(nl="Gemeenten", en="Municipalities"),
    "family": Text(nl="Gezin", en="Family"),
    "distance": Text(nl="Afstand", en="Distance"),
    "km": Text(nl="{n} km", en="{n} km"),
    "scaleKm": Text(nl="{n} km", en="{n} km"),
    "unknown": Text(nl="onbekend", en="unknown"),
    "cardOf": Text(nl="Gegevens van {constellation}", en="Details of {constellation}"),
    "membersOf": Text(nl="Gezinnen van {constellation}", en="Families of {constellation}"),
    "unplacedCaption": Text(
        nl="Gezinnen die meedoen en in geen constellatie passen, met de reden.",
        en="Families that join and are in no constellation, with the reason.",
    ),
    "unplacedElsewhere": Text(
        nl="{n} gezinnen zijn niet ingedeeld. Dat zijn er te veel om af te drukken: zij staan met hun reden in "
        "report.html en plan.xlsx.",
        en="{n} families are unplaced. These are too many to print: with their reason they stand in report.html and "
        "plan.xlsx.",
    ),
    "familyOne": Text(nl="{n} gezin", en="{n} family"),
    "familyMany": Text(nl="{n} gezinnen", en="{n} families"),
    "groupHelps": Text(nl="Helpt {families}, elk apart:", en="Helps {families}, each by itself:"),
    "gainsTitle": Text(nl="Wat een ruimere regel oplevert", en="What a wider rule gains"),
    "gainsCaption": Text(
        nl="Elke verandering is apart doorgerekend; wie nu een plaats heeft, houdt een plaats.",
        en="Each change was computed by itself; whoever has a place now keeps one.",
    ),
    "gainsChange": Text(nl="Verandering", en="Change"),
    "gainsGain": Text(nl="Wat het oplevert", en="What it gains"),
    "gainsProof": Text(nl="Hoe zeker", en="How certain"),
    "recruitTitle": Text(nl="Waar één hubhome meer het meest helpt", en="Where one hub home more helps most"),
    "recruitCaption": Text(
        nl="De letter staat op de kaart. Kies een plek om te zien wie binnen de straal woont.",
        en="The letter is on the map. Choose a place to see who lives within the radius.",
    ),
    "recruitPlaces": Text(nl="geeft een plaats aan {families}", en="gives a place to {families}"),
    "remedy": Text(nl="Wat zou helpen", en="What would help"),
    "exchangeTitle": Text(nl="Uitwisseling tussen aanbieders", en="Exchange between providers"),
    "exchangeCaption": Text(
        nl="Satellietgezinnen, naar hun eigen aanbieder (rij) en de aanbieder van hun hubhome (kolom). Op de "
        "diagonaal, met stippellijn: binnen dezelfde aanbieder.",
        en="Satellites by their own provider (row) and the provider of their hub home (column). On the diagonal, with "
        "a dotted line: within one provider.",
    ),
    "gives": Text(nl="Van", en="From"),
    "receives": Text(nl="Naar", en="To"),
    "sent": Text(nl="Geeft", en="Gives"),
    "received": Text(nl="Ontvangt", en="Receives"),
    "noExchange": Text(
        nl="Er is één aanbieder; er is niets uit te wisselen.", en="There is one provider, so no exchange."
    ),
    "travelTitle": Text(nl="Reizen per constellatie", en="Travel by constellation"),
    "travelCaption": Text(
        nl="Wat de satellietgezinnen van elke constellatie samen naar hun hubhome reizen, enkele reis.",
        en="What the satellites of each constellation together travel to their hub home, one way.",
    ),
    "travelSum": Text(nl="Samen", en="Together"),
    "travelMean": Text(nl="Gemiddeld", en="Mean"),
    "tiersTitle": Text(nl="Hoe goed is dit plan?", en="How good is this plan?"),
    "tiersCaption": Text(
        nl="Doelen in volgorde van belang: een lager doel gaat nooit ten koste van een hoger.",
        en="Objectives in order of importance: a lower one never worsens a higher one.",
    ),
    "boundNote": Text(
        nl="Een ondergrens is wat de zoekmethode heeft bewezen: geen plan dat op de doelen erboven even goed is, komt "
        "eronder. De controle achteraf rekent het plan zelf na, niet de ondergrens.",
        en="A bound is what the search has proved: no plan that does as well on the objectives above gets below it. "
        "The check afterwards computes the plan itself again, not the bound.",
    ),
    "value": Text(nl="Dit plan", en="This plan"),
    "bound": Text(nl="Bewezen ondergrens", en="Proved lower bound"),
    "gap": Text(nl="Verschil", en="Difference"),
    "notProved": Text(nl="niet bewezen", en="not proved"),
    "settings": Text(nl="Regels en instellingen", en="Rules and settings"),
    "setting": Text(nl="Instelling", en="Setting"),
    "settingValue": Text(nl="Waarde", en="Value"),
    "chartsTitle": Text(nl="Het plan in cijfers", en="The plan in figures"),
    "layers": Text(nl="Op de kaart", en="On the map"),
    "legend": Text(nl="Legenda", en="Legend"),
    "layerHulls": Text(nl="Omtrek", en="Outlines"),
    "layerLinks": Text(nl="Lijnen naar de hubhome", en="Lines to the hub home"),
    "layerCircles": Text(nl="Straal van {n} km", en="Radius of {n} km"),
    "layerRecruit": Text(nl="Waar werven helpt", en="Where recruiting helps"),
    "layerMoves": Text(nl="Wie verhuist of erbij komt ({n})", en="Who moves or comes in ({n})"),
    "layerPlaces": Text(nl="Plaatsnamen", en="Names of places"),
    "legendHub": Text(nl="Hubhome, met nummer", en="Hub home, with number"),
    "legendHubOrMiddle": Text(
        nl="Constellatie, met nummer: bij de hubhome, anders tussen de gezinnen die hier staan",
        en="Constellation, with number: at the hub home, else between the families shown here",
    ),
    "legendGroup": Text(nl="Constellaties bij elkaar, met aantal", en="Constellations close together, with number"),
    "groupOf": Text(
        nl="Constellaties: {n}; gezinnen: {homes}; niet ingedeeld: {lost}. Klik om in te zoomen.",
        en="Constellations: {n}; families: {homes}; unplaced: {lost}. Click to zoom in.",
    ),
    "legendAside": Text(nl="Plaats, als het teken opzij staat", en="Place, where the sign stands aside"),
    "legendSatellite": Text(nl="Satellietgezin", en="Satellite"),
    "legendUnplaced": Text(nl="Niet ingedeeld gezin", en="Unplaced family"),
    "legendRecruit": Text(nl="Plek om een hubhome te werven", en="Place to recruit a hub home"),
    "legendWater": Text(nl="Water (schematisch)", en="Water (schematic)"),
    "legendAbroad": Text(nl="Buitenland", en="Abroad"),
    "legendArea": Text(nl="Gemeente", en="Municipality"),
    "legendAreaSchematic": Text(nl="Gemeente (schematisch)", en="Municipality (schematic)"),
    "colours": Text(
        nl="De kleur herhaalt zich; het nummer is van één constellatie.",
        en="Colours repeat; the number belongs to one constellation.",
    ),
    "zoomForDetail": Text(
        nl="Zoom in voor de nummers en de afzonderlijke gezinnen.", en="Zoom in to see the numbers and the families."
    ),
    "sideBySide": Text(
        nl="Gezinnen op hetzelfde punt staan naast elkaar getekend.",
        en="Families on one and the same point are drawn side by side.",
    ),
    "madeOn": Text(nl="Plan van {date}", en="Plan of {date}"),
    "printedOn": Text(nl="Afgedrukt op {date}", en="Printed on {date}"),
    "noTilesInPrint": Text(
        nl="De achtergrondkaart van de tegelserver wordt niet afgedrukt.",
        en="The background from the tile server is not printed.",
    ),
    "noScript": Text(
        nl="Deze pagina heeft JavaScript nodig. Sla het bestand eerst op en open het daarna in een browser.",
        en="This page needs JavaScript. Save the file first, then open it in a browser.",
    ),
}


MASKED_WORDS: Final = {
    "farthestLong": Text(nl="Verste satellietgezin (gemaskeerd)", en="Farthest satellite (masked)"),
    "mean": Text(nl="Gemiddelde afstand (gemaskeerd)", en="Mean distance (masked)"),
    "tableWay": Text(
        nl="Afstand tot de hubhome, tussen gemaskeerde punten (km)",
        en="Distance to the hub home, between masked points (km)",
    ),
}
"""What stands in place of some words where distances are those between masked points, but for narrow columns."""


TIME_WORDS: Final = {
    "farthest": Text(nl="Langste reistijd", en="Longest travel time"),
    "farthestLong": Text(nl="Langste reistijd", en="Longest travel time"),
    "mean": Text(nl="Gemiddelde reistijd", en="Mean travel time"),
    "distance": Text(nl="Reistijd", en="Travel time"),
    "km": Text(nl="{n} min", en="{n} min"),
    "tableWay": Text(nl="Reistijd tot de hubhome (min)", en="Travel time to the hub home (min)"),
}
"""What stands in place of some words where a plan counts travel time."""


def words(lang: Lang, *, exact: bool, in_time: bool = False) -> Mapping[str, str]:
    """Give the templates of one language; ``{gaps}`` stay."""
    used = {**WORDS, **(TIME_WORDS if in_time else {} if exact else MASKED_WORDS)}
    return {key: text.nl if lang is Lang.NL else text.en for key, text in used.items()}
