"""Sentences and headings of shared folders."""

from typing import Final

from geodata.language import Text

TITLE_COUNCIL: Final = Text(
    nl="Constellaties van pleeggezinnen: cijfers voor de gemeente",
    en="Constellations of foster families: figures for the council",
)
STILL_TO_FIND: Final = (
    Text(
        nl="{n} constellatie rekent op een hubhome die nog te vinden is, en telt alleen mee als dat lukt.",
        en="{n} constellation counts on a hub home that is still to be found, and counts only if that succeeds.",
    ),
    Text(
        nl="{n} constellaties rekenen op een hubhome die nog te vinden is, en tellen alleen mee als dat lukt.",
        en="{n} constellations count on a hub home that is still to be found, and count only if that succeeds.",
    ),
)
TITLE_PUBLIC: Final = Text(nl="Pleeggezinnen per gemeente", en="Foster families by municipality")
TITLE_PROVIDER: Final = Text(
    nl="Constellaties: de pleeggezinnen van {provider}", en="Constellations: the foster families of {provider}"
)

FOR_COUNCIL: Final = Text(
    nl="Bedoeld voor de gemeente. Hier staan alleen aantallen; gezinnen, adressen en aanbieders staan er niet in.",
    en="Meant for the council. This holds numbers only: no families, addresses or providers.",
)
FOR_PUBLIC: Final = Text(nl="Hier staan alleen aantallen per gemeente.", en="This holds numbers by municipality only.")
FOR_PROVIDER: Final = Text(
    nl="Bedoeld voor {provider}. Hier staan alleen gezinnen van deze aanbieder, op een gemaskeerd punt in de buurt "
    "van hun huis. Aantallen bij een constellatie tellen alleen deze gezinnen. Behandel dit als persoonsgegevens.",
    en="Meant for {provider}. This holds families of this provider only, at a masked point near their home. Numbers "
    "of a constellation count these families only. Treat this as personal data.",
)
MAP_SAID: Final = Text(
    nl="Kaart van de gemeenten: hoe donkerder, hoe meer pleeggezinnen. De tabel hieronder noemt de aantallen.",
    en="Map of the municipalities: the darker, the more foster families. The table below holds the numbers.",
)

AREAS: Final = Text(nl="Gemeenten", en="Municipalities")
ROUNDED_NOTE: Final = Text(
    nl="Pleeggezinnen die meedoen en hun pleegkinderen, naar de gemeente waar het gezin woont, afgerond op vijftallen.",
    en="Foster families that join and their foster children, by the municipality the family lives in, rounded to "
    "fives.",
)
AREA: Final = Text(nl="Gemeente", en="Municipality")
PLACED: Final = Text(nl="Ingedeeld", en="Placed")
UNPLACED: Final = Text(nl="Niet ingedeeld", en="Unplaced")
TOTAL: Final = Text(nl="Totaal", en="Total")
OTHERS: Final = Text(nl="Overige gemeenten", en="Other municipalities")
FAMILIES: Final = Text(nl="Pleeggezinnen", en="Foster families")
CHILDREN: Final = Text(nl="Pleegkinderen", en="Foster children")
OF_KIND: Final = {
    "families": FAMILIES,
    "placed": PLACED,
    "unplaced": UNPLACED,
    "children": CHILDREN,
}
"""What is counted, by the kinds of :class:`maps.sharing.release.CountKind`."""

SHADE: Final = Text(nl="{n} pleeggezinnen", en="{n} foster families")
SHADE_RANGE: Final = Text(nl="{least} tot en met {most} pleeggezinnen", en="{least} to {most} foster families")
HATCHED: Final = Text(
    nl="Aantal niet getoond: te klein, of anders was een klein aantal af te leiden",
    en="Number not shown: too small, or a small number could be worked out from it",
)
WHOLE: Final = Text(nl="in alle gemeenten samen", en="in all municipalities together")

N_CONSTELLATIONS: Final = Text(nl="Aantal constellaties", en="Number of constellations")

OWN: Final = Text(nl="Eigen gezinnen", en="Own families")
OWN_NOTE: Final = Text(
    nl="De gezinnen van deze aanbieder, met hun constellatie. De nummers gelden alleen in deze map: in het plan heten "
    "de constellaties anders. De afstand is die tussen gemaskeerde punten, "
    "hemelsbreed, en staat er alleen bij een eigen hubhome.",
    en="The families of this provider, with their constellation. The numbers of the constellations hold in this "
    "folder only: in the plan they are others. The distance is that between masked points, as the crow flies, and is "
    "given only where the hub home is the provider's own.",
)
FAMILY: Final = Text(nl="Gezin", en="Family")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
ROLE: Final = Text(nl="Rol", en="Role")
HUB: Final = Text(nl="Hubhome", en="Hub home")
KM: Final = Text(nl="Afstand tussen gemaskeerde punten (km)", en="Distance between masked points (km)")
STATUS: Final = Text(nl="Status", en="Status")
OF_ANOTHER: Final = Text(nl="andere aanbieder", en="another provider")

TOGETHER: Final = Text(nl="Samen met andere aanbieders", en="Together with other providers")
TOGETHER_NOTE: Final = Text(
    nl="Van andere aanbieders staan hier alleen aantallen over het hele plan.",
    en="Of other providers only numbers over the whole plan are given.",
)
WHAT: Final = Text(nl="Wat", en="What")
HOW_MANY: Final = Text(nl="Aantal", en="Number")
OWN_PLACED: Final = Text(nl="Eigen gezinnen die zijn ingedeeld", en="Own families that are placed")
OWN_UNPLACED: Final = Text(nl="Eigen gezinnen die niet zijn ingedeeld", en="Own families that are unplaced")
GIVEN: Final = Text(
    nl="Eigen satellietgezinnen bij een hubhome van een andere aanbieder",
    en="Own satellites at a hub home of another provider",
)
RECEIVED: Final = Text(
    nl="Satellietgezinnen van andere aanbieders bij een eigen hubhome",
    en="Satellites of other providers at an own hub home",
)
OTHERS_PLACED: Final = Text(
    nl="Gezinnen van andere aanbieders die zijn ingedeeld", en="Families of other providers that are placed"
)
CONSTELLATIONS_IN_ALL: Final = Text(nl="Constellaties in het hele plan", en="Constellations in the whole plan")

MAP: Final = Text(nl="Kaart", en="Map")
PROGRAM: Final = Text(nl="Gemaakt met constellations {version}.", en="Made by constellations {version}.")
OVER_ROADS: Final = Text(
    nl="Het plan is gemaakt met afstanden over wegen. Wegen: {attribution}.",
    en="The plan was made with distances over roads. Roads: {attribution}.",
)
BY_POSTCODE: Final = Text(
    nl="Van sommige gezinnen is alleen de postcode van vier cijfers bekend; het plan rekent met het midden daarvan.",
    en="Of some families only the four-digit postcode is known; the plan counts with the middle of it.",
)
BROKEN: Final = Text(
    nl="Dit plan houdt zich niet aan alle regels; vraag het planteam ernaar.",
    en="This plan does not keep every rule; ask the planning team about it.",
)
