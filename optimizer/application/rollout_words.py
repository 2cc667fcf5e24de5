"""The sentences of ``rollout.html``."""

from typing import Final

from geodata.language import Text

TITLE: Final = Text(
    nl="Uitrol van constellaties, jaar {first} tot en met {last}",
    en="Roll-out of constellations, year {first} to {last}",
)
OF: Final = Text(nl="Van {name}, in {waves} jaar", en="For {name}, in {waves} years")
SLIDER: Final = Text(nl="Jaar", en="Year")
BEFORE: Final = Text(nl="Het jaar ervoor", en="The year before")
AFTER: Final = Text(nl="Het jaar erna", en="The year after")
MAP: Final = Text(nl="Kaart", en="Map")
STARTS: Final = Text(nl="Wat start", en="What starts")
NOTHING_STARTS: Final = Text(nl="In dit jaar start niets.", en="Nothing starts in this year.")
JOINS: Final = Text(nl="Wie een plaats krijgt", en="Who gets a place")
NOBODY_JOINS: Final = Text(nl="In dit jaar krijgt niemand een plaats.", en="Nobody gets a place in this year.")
PLAN: Final = Text(
    nl="Het hele plan van dit jaar, met een kaart om in te zoomen",
    en="The whole plan of this year, with a map to zoom",
)
HUB_TO_FIND: Final = "hub to-find"
LEGEND: Final = {
    "hub new": Text(nl="hubhome die nu start", en="hub home that starts now"),
    "hub": Text(nl="hubhome die al liep", en="hub home that ran before"),
    HUB_TO_FIND: Text(nl="hubhome die nog te vinden is", en="hub home still to be found"),
    "joined": Text(nl="gezin dat nu een plaats krijgt", en="family that gets a place now"),
    "stays": Text(nl="gezin dat al een plaats had", en="family that had a place"),
    "waits": Text(nl="gezin zonder plaats", en="family without a place"),
}
"""What the marks of the map mean, by their class."""

INTERRUPTED: Final = Text(
    nl="Het zoeken is gestopt; dit is de beste uitrol tot dat moment, en zij voldoet aan alle regels.",
    en="The search was stopped; this is the best roll-out up to then, and it keeps every rule.",
)
UNLIMITED: Final = Text(
    nl="niets beperkt hoeveel er in een jaar start, dus alles wat dan kan, start in jaar {wave}. Zeg hoeveel er mogen "
    "starten (bijvoorbeeld --starts 1,4) of wat er te besteden is (--budget).",
    en="nothing limits how many start in a year, so all that can starts in year {wave}. Say how many may start (for "
    "instance --launches 1,4) or what there is to spend (--budget).",
)
UNLIMITED_SAID: Final = Text(
    nl="Niets beperkt hoeveel er in een jaar start, dus alles wat dan kan, start in jaar {wave}. Kies hoeveel er per "
    "jaar mogen starten, of een budget per jaar, en maak de uitrol opnieuw.",
    en="Nothing limits how many start in a year, so all that can starts in year {wave}. Choose how many may start in a "
    "year, or a budget a year, and make the roll-out again.",
)
"""For a page: whoever reads it may have typed no command."""

PACE: Final = Text(
    nl="Dit tempo is nergens gezien: in jaar {wave} lopen er {n} constellaties. De snelste dienst "
    "waarvan het bekend is, ging in 21 maanden van 1 naar 5. De bronnen staan onderaan.",
    en="No service is known to have grown at this pace: {n} constellations run in year {wave}. The fastest service "
    "known went from 1 to 5 in 21 months. The sources are given below.",
)
PACE_SOURCES: Final = (
    Text(
        nl="Tempo: Devon ging in 21 maanden van 1 naar 5 constellaties (fosteringdevon.org.uk); Groot-Brittannië "
        "telde na vijf jaar 61 constellaties bij 39 partners, gemiddeld 1,6 (fosteringtoinspire.co.uk, 2020); in "
        "Nederland startte de eerste in oktober 2022 en was de tweede in februari 2024 in voorbereiding "
        "(mockingbirdnederland.nl).",
        en="Pace: Devon went from 1 to 5 constellations in 21 months (fosteringdevon.org.uk); Great Britain had 61 "
        "constellations at 39 partners after five years, 1.6 each (fosteringtoinspire.co.uk, 2020); in the Netherlands "
        "the first started in October 2022 and the second was in preparation in February 2024 "
        "(mockingbirdnederland.nl).",
    ),
)
WAVE_LINE: Final = Text(
    nl="Jaar {wave}: {starts} en {joins}. Stand: {running} met {families} en {children}; kosten {costs}.",
    en="Year {wave}: {starts} and {joins}. By then: {running} with {families} and {children}; costs {costs}.",
)
WAVE_HEADING: Final = Text(nl="Jaar {wave} ({number} van {waves})", en="Year {wave} ({number} of {waves})")
WAVE_SENTENCE: Final = Text(
    nl="Stand in jaar {wave}: {running} met {families}; zonder plaats: {waiting}.",
    en="As of year {wave}: {running} with {families}; without a place: {waiting}.",
)
NONE_STARTING: Final = Text(nl="er start geen constellatie", en="no constellation starts")
STARTING: Final = (
    Text(nl="{n} constellatie start", en="{n} constellation starts"),
    Text(nl="{n} constellaties starten", en="{n} constellations start"),
)
NO_FAMILY_JOINS: Final = Text(nl="geen gezin krijgt een plaats", en="no family gets a place")
FAMILIES_JOIN: Final = (
    Text(nl="{n} gezin krijgt een plaats", en="{n} family gets a place"),
    Text(nl="{n} gezinnen krijgen een plaats", en="{n} families get a place"),
)
CONSTELLATIONS_LABEL: Final = Text(nl="Constellaties", en="Constellations")
FAMILIES_LABEL: Final = Text(nl="Gezinnen in een constellatie", en="Families in a constellation")
CHILDREN_LABEL: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
WAITING_LABEL: Final = Text(nl="Zonder plaats", en="Without a place")
COSTS_LABEL: Final = Text(nl="Kosten", en="Costs")
BUDGET_LABEL: Final = Text(nl="Budget", en="Budget")
NONE_NEW: Final = Text(nl="geen nieuwe", en="none new")
OF_WHICH_NEW: Final = Text(nl="waarvan {n} nieuw", en="of which {n} new")
IN_THESE: Final = Text(nl="hubhomes meegeteld", en="hub homes included")
COULD_JOIN: Final = Text(nl="gezinnen die mee willen doen", en="families that want to join")
NO_BUDGET: Final = Text(nl="geen budget opgegeven", en="no budget given")
BUDGET_IS: Final = Text(nl="budget {budget}", en="budget {budget}")
PLACED_CHART: Final = Text(nl="Gezinnen en pleegkinderen per jaar", en="Families and foster children by year")
PLACED_SAID: Final = Text(
    nl="In jaar {wave} zitten {families} met {children} in een constellatie.",
    en="In year {wave} {families} with {children} are in a constellation.",
)
COSTS_CHART: Final = Text(nl="Kosten per jaar (× {currency} 1.000)", en="Costs by year (× {currency} 1,000)")
COSTS_SAID: Final = Text(nl="In {waves} jaar samen {total}.", en="{total} in {waves} years together.")
PROVED: Final = Text(nl="Hoe goed is deze uitrol?", en="How good is this roll-out?")
KEPT: Final = Text(
    nl="Elk jaar is een plan dat aan alle regels voldoet, en wie een plaats heeft, houdt die. Eerst telt hoeveel "
    "gezinnen een plaats krijgen, dan hoe kort zij wachten, dan hoe kort zij reizen.",
    en="Every year is a plan that keeps every rule, and who has a place keeps it. What counts first is how many "
    "families get a place, then how long they wait, then how far they travel.",
)
UNPLACED_IS: Final = Text(
    nl="Zonder plaats na het laatste jaar: {families}.", en="Without a place after the last year: {families}."
)
WAITING_IS: Final = Text(
    nl="Wachten: samen {n} keer een gezin dat een jaar lang geen plaats heeft.",
    en="Waiting: {n} years in all, counting one for each family and year without a place.",
)
TRAVEL_IS: Final = Text(
    nl="De gezinnen reizen in het laatste jaar samen {travel}; {off}.",
    en="The families travel {travel} together in the last year; {off}.",
)
BEST: Final = {
    "unplaced": Text(nl="Bewezen: geen uitrol plaatst meer gezinnen.", en="Proved: no roll-out places more families."),
    "waiting": Text(
        nl="Bewezen: geen uitrol met evenveel plaatsen laat gezinnen korter wachten.",
        en="Proved: no roll-out with as many places makes families wait less.",
    ),
    "travel": Text(
        nl="Bewezen: geen uitrol die verder even goed is, heeft een lagere som van reisafstand en toeslag.",
        en="Proved: no roll-out that is as good otherwise has a lower sum of travel and charge.",
    ),
}
GIVEN: Final = Text(nl="Dat ligt vast in het plan dat is gegeven.", en="That is settled by the plan that was given.")
BEST_ORDER: Final = Text(
    nl="Bewezen: in geen andere volgorde van dit plan wachten gezinnen korter.",
    en="Proved: in no other order of this plan do families wait less.",
)
OPEN: Final = Text(
    nl="Misschien bestaat er een betere uitrol, maar met hoogstens {n} minder.",
    en="There may be a better roll-out, but with {n} less at most.",
)
TRAVEL_OPEN: Final = Text(
    nl="Misschien bestaat er een betere uitrol, maar hoogstens {percent}% beter.",
    en="There may be a better roll-out, but {percent}% better at most.",
)
NOT_PROVED: Final = Text(
    nl="Niet bewezen: een andere uitrol is misschien beter.", en="Not proved: another roll-out may be better."
)
MORE_HEADING: Final = Text(nl="Wat zou meer ruimte opleveren?", en="What would more room bring?")
MORE_MEANS: Final = Text(
    nl="Met dezelfde constellaties, voor elk antwoord opnieuw in volgorde gezet; of er dan een constellatie bij kan "
    "komen, is niet uitgerekend:",
    en="With the same constellations, put in order again for each answer; whether one more constellation could come "
    "then is not worked out:",
)
MORE: Final = {
    "launch": Text(nl="Eén start meer", en="One more start"),
    "budget": Text(nl="{money} meer", en="{money} more"),
}
"""What there is more of, by what limits a wave."""

WAIT_LESS: Final = Text(
    nl="{more} in {wave}: de gezinnen wachten samen {n} jaren minder (bewezen).",
    en="{more} in {wave}: the families wait {n} years less together (proved).",
)
WAIT_AS_LONG: Final = Text(
    nl="{more} in {waves}: niemand wacht korter (bewezen).", en="{more} in {waves}: nobody waits less (proved)."
)
NOT_ASKED: Final = Text(
    nl="{more} in {waves}: niet uitgerekend, want daar was geen tijd voor. Geef meer rekentijd.",
    en="{more} in {waves}: not worked out, as there was no time for it. Give more time.",
)
NO_LIMIT: Final = {
    "launch": Text(
        nl="Er is geen aantal starts per jaar opgegeven; één start meer verandert daarom niets.",
        en="No number of starts in a year was given; so one more start changes nothing.",
    ),
    "budget": Text(
        nl="Er is geen budget opgegeven: geld beperkt in deze uitrol niets, en {money} meer verandert niets.",
        en="No budget was given: money limits nothing in this roll-out, and {money} more changes nothing.",
    ),
}
"""Where what could limit a wave is not limited."""

OR: Final = Text(nl="of", en="or")
PILOTS: Final = Text(nl="Als de eerste niet kan starten", en="If the first cannot start")
PILOT_MEANS: Final = Text(
    nl="Eerst, in jaar {wave}: {first}. Kan dat niet, dan zijn dit de volgende keuzen, met dezelfde constellaties: "
    "eerst wie gezinnen het minst laat wachten. Leg bij elke hubhome een opvolger vast.",
    en="The first to start, in year {wave}: {first}. If they cannot, these are the next choices, with the same "
    "constellations; those that make families wait least come first. Name a successor for every hub home.",
)
NO_PILOT: Final = Text(
    nl="Eerst, in jaar {wave}: {first}. Een andere hubhome die eerst kan starten, met dezelfde constellaties, is niet "
    "gevonden.",
    en="The first to start, in year {wave}: {first}. No other hub home that could start first, with the same "
    "constellations, was found.",
)
PILOT_HUB: Final = Text(nl="Hubhome", en="Hub home")
PILOT_FAMILIES: Final = Text(nl="Gezinnen", en="Families")
PILOT_PROVIDERS: Final = Text(nl="Aanbieders", en="Providers")
PILOT_FAR: Final = Text(nl="Verste gezin", en="Farthest family")
PILOT_PEERS: Final = Text(nl="Kinderen zonder leeftijdgenoot", en="Children without a peer")
PILOT_WAITS: Final = Text(nl="Jaren langer wachten, samen", en="More years of waiting, together")
YEARLY: Final = Text(nl="Wat samen plannen waard is", en="What planning together is worth")
YEARLY_MEANS: Final = Text(
    nl="Naast deze uitrol staat er een die jaar voor jaar is gemaakt: elk jaar zo goed mogelijk, zonder aan de "
    "volgende jaren te denken.",
    en="For comparison, a roll-out made year by year: each year is as good as it can be, with no thought of the next.",
)
ROUNDED: Final = Text(
    nl="Reizen staat hier op tientallen kilometers; het verschil is van de getallen zelf.",
    en="Travel is shown here in tens of kilometres; its difference is that of the exact figures.",
)
YEARLY_FOUND: Final = Text(
    nl="Jaar voor jaar worden hubhomes in dezelfde gebieden gevonden.",
    en="Year by year hub homes are found in the same areas.",
)
YEARLY_OPEN: Final = Text(
    nl="Niet van elk jaar daarvan is bewezen dat het niet beter kan; met meer rekentijd wordt het verschil misschien "
    "kleiner.",
    en="Not every one of its years is proved to be the best possible; with more time the difference may become "
    "smaller.",
)
MEASURE: Final = Text(nl="Maat", en="Measure")
TOGETHER: Final = Text(nl="Samen gepland", en="Planned together")
ALONE: Final = Text(nl="Jaar voor jaar", en="Year by year")
DIFFERENCE: Final = Text(nl="Verschil", en="Difference")
NO_PLACE: Final = Text(
    nl="Gezinnen zonder plaats na het laatste jaar", en="Families without a place after the last year"
)
WAITED: Final = Text(nl="Jaren wachten, van alle gezinnen samen", en="Years of waiting, of all families together")
TRAVEL_AND_TARGET: Final = Text(
    nl="Reizen in het laatste jaar, met toeslag naast het streefaantal",
    en="Travel in the last year, with the charge off the target",
)
MEASURES: Final = {"unplaced": NO_PLACE, "waiting": WAITED, "travel": TRAVEL_AND_TARGET}
"""What each objective is called in a table."""

RECRUITING: Final = Text(nl="Hubhomes die nog te vinden zijn", en="Hub homes still to be found")
NONE_LOOKED: Final = Text(
    nl="Niemand wacht, of het zoeken is gestopt: er is niet gekeken naar hubhomes die nog te vinden zijn.",
    en="Nobody waits, or the search was stopped: hub homes still to be found were not looked at.",
)
COUNTS_ON_NONE: Final = Text(
    nl="Deze uitrol rekent er op geen. Bekeken postcodegebieden: {n}, die met de meeste gezinnen zonder plaats; "
    "een betere uitrol is daar niet gevonden.",
    en="This roll-out counts on none. Postcode areas looked at: {n}, those with the most families without a place; "
    "no better roll-out was found there.",
)
LOOKED_AT: Final = Text(
    nl="Bekeken postcodegebieden: {n}, die met de meeste gezinnen zonder plaats; wat bewezen is, gaat over die "
    "gebieden.",
    en="Postcode areas looked at: {n}, those with the most families without a place; what is proved is about those "
    "areas.",
)
WHAT_IS_LOST: Final = Text(
    nl="Wat verloren gaat als deze hubhomes niet worden gevonden:",
    en="What is lost if these hub homes are not found:",
)
WITHOUT_NONE: Final = {
    True: Text(
        nl="Zonder deze hubhomes bestaat er geen uitrol (bewezen).",
        en="Without these hub homes there is no roll-out (proved).",
    ),
    False: Text(
        nl="Zonder deze hubhomes is er geen uitrol gevonden.", en="Without these hub homes no roll-out was found."
    ),
}
"""By whether it is proved."""

WITH: Final = Text(nl="Als zij gevonden worden", en="If they are found")
IF_NOT: Final = Text(nl="Als zij niet gevonden worden", en="If they are not found")
LOST: Final = Text(nl="Verlies", en="Loss")
SURE: Final = Text(nl="Bewijs", en="Proof")
LOSS_PROVED: Final = Text(nl="bewezen", en="proved")
LOSS_AT_LEAST: Final = Text(nl="bewezen: minstens {n}", en="proved: {n} at least")
LOSS_OPEN: Final = Text(nl="niet bewezen", en="not proved")
FEWER_TRAVEL: Final = Text(
    nl="Reizen gaat over wie een plaats heeft: met minder gezinnen is dat minder.",
    en="Travel is of those who have a place: with fewer families it is less.",
)
RECRUIT_WHERE: Final = Text(nl="Waar een nieuwe hubhome het meest helpt", en="Where a new hub home helps most")
RECRUIT_MEANS: Final = Text(
    nl="Hoeveel gezinnen er na het laatste jaar bij komen met één hubhome in dit gebied, als verder geen nieuwe "
    "wordt gevonden en niemand die een plaats heeft, die verliest.",
    en="How many families more have a place after the last year with one hub home in this area, if no other new one "
    "is found and nobody who has a place loses it.",
)
RECRUIT_HELD: Final = Text(
    nl="Starts en budget blijven zoals opgegeven: samen hoogstens {n} constellaties.",
    en="Starts and budget stay as given: {n} constellations together at most.",
)
NOWHERE_HELPS: Final = Text(
    nl="In geen van de bekeken gebieden is een hubhome gevonden waarmee er dan gezinnen bij komen.",
    en="In none of the areas looked at was a hub home found with which more families have a place then.",
)
AREA_HELPS: Final = Text(nl="{area} ({place}): {families}{sure}", en="{area} ({place}): {families}{sure}")
AREA_PROVED: Final = Text(nl=" (bewezen: niet meer)", en=" (proved: no more)")
STOPPING: Final = Text(nl="Als er elk jaar gezinnen stoppen", en="If families stop each year")
STOPPING_MEANS: Final = Text(
    nl="Dit beeld komt uit {n} keer loten: elk gezin stopt met een kans van {percent}% in elk jaar na het jaar waarin "
    "het een plaats kreeg, en niemand neemt die plaats in. Het is geen voorspelling. In Nederland stopt ongeveer 14% "
    "van de pleegouders per jaar (nji.nl).",
    en="This picture comes from {n} draws: every family stops with a chance of {percent}% in each year after the one "
    "in which it got its place, and nobody takes that place. It is not a forecast. In the Netherlands about 14% of "
    "foster parents stop in a year (nji.nl).",
)
TOO_SMALL: Final = Text(
    nl="Gemiddeld {n} constellaties hebben in het laatste jaar dan minder dan {least} satellietgezinnen.",
    en="On average {n} constellations then have fewer than {least} satellites in the last year.",
)
PLANNED: Final = Text(nl="Gezinnen volgens plan", en="Families as planned")
LEFT: Final = Text(
    nl="Daarvan over (in acht van de tien lotingen; middelste)",
    en="Of them still there (in eight of ten draws; median)",
)
HUBS_STOPPED: Final = Text(nl="Hubhomes gestopt (gemiddeld)", en="Hub homes stopped (mean)")
FROM_TO: Final = Text(nl="{few} tot {many}; {middle}", en="{few} to {many}; {middle}")
SIZES_THEN: Final = Text(
    nl="Constellaties naar aantal satellietgezinnen, jaar {wave}",
    en="Constellations by number of satellites, year {wave}",
)
AS_PLANNED: Final = Text(nl="volgens plan", en="as planned")
WITH_STOPPING: Final = Text(nl="als gezinnen stoppen (gemiddeld)", en="if families stop (mean)")
LINE: Final = Text(nl="Kostenpost", en="Cost line")
TOTAL: Final = Text(nl="Totaal", en="Total")
CUMULATED: Final = Text(nl="Samen tot en met dit jaar", en="Together up to this year")
COSTS_HEADING: Final = Text(nl="Kosten", en="Costs")
KNOWN: Final = Text(nl="Wat is onderzocht, en wat is een aanname", en="What is known, and what is an assumption")
