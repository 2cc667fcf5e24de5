"""Sentences and headings of the report."""

from typing import Final

from geodata.language import Text
from maps.words import WORDS as PAGE_WORDS
from optimizer.files import changed

SUMMARY: Final = Text(
    nl="Dit plan deelt {homes} in {n} in; {left}.",
    en="This plan places {homes} in {n}; {left}.",
)
NO_PLACE: Final = (
    Text(nl="{n} gezin heeft nog geen plaats", en="{n} family has no place yet"),
    Text(nl="{n} gezinnen hebben nog geen plaats", en="{n} families have no place yet"),
)
SUMMARY_ALL: Final = Text(
    nl="Dit plan deelt alle {homes} gezinnen die meedoen in, in {n}.",
    en="This plan places all {homes} joining families, in {n}.",
)
EACH: Final = Text(
    nl="Elke constellatie heeft een hubhome en {low} tot {high} satellietgezinnen; het streefaantal is {target}.",
    en="Each constellation has a hub home and {low} to {high} satellites; the target is {target}.",
)
HUBS: Final = Text(nl="De hubhomes: {hubs}.", en="The hub homes: {hubs}.")
WITHIN: Final = Text(
    nl="De regel voor de afstand: een satellietgezin woont hoogstens {way} van zijn hubhome.",
    en="The rule on distance: a satellite lives at most {way} from its hub home.",
)
WITH_CHILDREN: Final = Text(
    nl="Met de gezinnen horen {children} bij een constellatie, gemiddeld {mean} per constellatie.",
    en="With these families {children} belong to a constellation, on average {mean} per constellation.",
)
ACROSS: Final = Text(
    nl="Aanbieders werken samen: van de {all} satellietgezinnen krijgt {percent}% een hubhome van een andere aanbieder "
    "({n}).",
    en="Providers work together: {n} of the {all} satellites ({percent}%) get a hub home of another provider.",
)
TIER: Final = Text(nl="{title}: {value}. {sentence}", en="{title}: {value}. {sentence}")
SIZE: Final = Text(nl="{n} van {low}–{high} ({off})", en="{n} of {low}–{high} ({off})")
CHILDREN: Final = {
    "limit": Text(nl="{n} van {most}", en="{n} of {most}"),
    "hub": Text(nl="{said}, +{hub} in de hubhome", en="{said}, +{hub} in the hub home"),
    "counted": Text(nl="{said}, hubhome meegeteld", en="{said}, with the hub home"),
}
BEDS: Final = Text(nl="{n}, nodig: {low}", en="{n}, needed: {low}")
WITH_MEAN: Final = Text(nl="{far}; gemiddeld {mean}", en="{far}; {mean} on average")
OF_LIMIT: Final = Text(nl="{way} van {limit}", en="{way} of {limit}")
MAP_SAID: Final = Text(
    nl="Kaart van het plan: {n}, elk met het gebied waarin de gezinnen wonen en een nummer bij de hubhome.",
    en="Map of the plan: {n}, each with the area in which its families live and a number at its hub home.",
)
REGION_MORE: Final = Text(nl="{some} en {n} andere gemeenten", en="{some} and {n} other municipalities")
GROUP: Final = Text(nl="Zou {families} helpen: {change}", en="Would help {families}: {change}")
NO_GROUP: Final = Text(nl="Andere redenen", en="Other reasons")
EXACT_MAPS: Final = Text(
    nl="Let op: de kaarten in dit stuk tonen de werkelijke plaats van elk gezin. Bewaar het als een adressenlijst en "
    "stuur het niet door.",
    en="Take care: the maps in these pages show where each family really lives. Keep them as you would a list of "
    "addresses, and do not pass them on.",
)
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
    "meaning": Text(nl="Betekenis", en="Meaning"),
    "nothing": Text(nl="niets bewezen", en="nothing proved"),
    "edges": Text(nl="Gezinnen aan de rand van hun constellatie", en="Families at the edge of their constellation"),
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
    "children": Text(nl="Pleegkinderen", en="Foster children"),
    "providers": Text(nl="Aanbieders", en="Providers"),
    "farthest": Text(nl="Grootste afstand", en="Longest distance"),
    "family": Text(nl="Gezin", en="Family"),
    "hub": Text(nl="hubhome", en="hub home"),
    "municipality": Text(nl="Gemeente", en="Municipality"),
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
        nl="Dit plan houdt zich niet aan alle regels: {n}.",
        en="This plan does not keep every rule: {n}.",
    ),
    "settings": Text(nl="Instellingen", en="Settings"),
    "trace": Text(nl="Herkomst", en="Source"),
    "contents": Text(nl="Inhoud", en="Contents"),
    "author": Text(nl="Opgesteld door", en="Written by"),
    "made": Text(nl="Plan gemaakt op", en="Plan made on"),
    "decided": Text(nl="Wat dit plan vastlegt", en="What this plan settles"),
    "means": Text(nl="Wat dat betekent", en="What that means"),
    "map_note": Text(
        nl="Het nummer staat bij de hubhome; stippen zijn satellietgezinnen, kruisjes niet ingedeelde gezinnen.",
        en="The number stands at the hub home; dots are satellites, crosses unplaced families.",
    ),
    "masked_map": Text(nl="De punten zijn gemaskeerd.", en="The points are masked."),
    "proved": Text(nl="Wat bewezen is", en="What is proved"),
    "each_note": Text(
        nl="Van noord naar zuid. Het balkje onder een getal loopt tot de grens; het streepje erin is het streefaantal.",
        en="From north to south. The bar below a number runs to its limit; the mark in it is the target.",
    ),
    "masked_note": Text(
        nl="Afstanden zijn die tussen gemaskeerde punten; de grens geldt voor de werkelijke afstand.",
        en="Distances are those between masked points; the limit holds for the real distance.",
    ),
    "children_short": Text(nl="Kinderen", en="Children"),
    "distance_short": Text(nl="Afstand", en="Distance"),
    "beds_short": Text(nl="Logeerbedden", en="Sleep-over beds"),
    "own": Text(nl="Eigen hubhome", en="Own hub home"),
    "matrix_elsewhere": Text(
        nl="Wie precies aan wie geeft, staat in plan.xlsx.", en="Who exactly gives to whom is in plan.xlsx."
    ),
    "helps": Text(nl="Wat zou helpen", en="What would help"),
    "helps_note": Text(
        nl="Elke verandering is apart doorgerekend, zonder dat iemand zijn plaats verliest.",
        en="Each change was worked out by itself; nobody loses a place.",
    ),
    "change": Text(nl="Verandering", en="Change"),
    "gain": Text(nl="Wat het oplevert", en="What it gains"),
    "sure": Text(nl="Hoe zeker", en="How sure"),
    "recruiting": Text(nl="Waar een nieuwe hubhome het meest helpt", en="Where a new hub home helps most"),
    "gained": Text(nl="Gezinnen geplaatst", en="Families placed"),
    "who": Text(nl="Wie dan een plaats krijgt", en="Who gets a place then"),
    "families": Text(nl="Gezinnen", en="Families"),
    "more_in_workbook": Text(
        nl="Wat elk gezin afzonderlijk zou helpen, staat in plan.xlsx.",
        en="What would help each family by itself is in plan.xlsx.",
    ),
    "annex": Text(nl="Bijlage: uitgangspunten en herkomst", en="Annex: assumptions and source"),
}
