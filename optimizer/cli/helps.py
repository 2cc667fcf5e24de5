"""What each command is for, in the order in which a planner meets them.

The sentences stand apart from the commands, as a list of all commands should not wait for what each of them loads.
"""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

HELPS: Final[Mapping[str, Text]] = {
    "template": Text(
        nl="Schrijft een leeg gezinnenbestand (.xlsx) om in te vullen.\n\nMet keuzelijsten, een controle per cel, "
        "twee voorbeeldrijen, een blad met uitleg en een blad met instellingen dat `plan` leest als een "
        "beleidsbestand.",
        en="Writes an empty families file (.xlsx) to fill in.\n\nWith lists to choose from, a check of each cell, "
        "two example rows, a sheet that explains and a sheet of settings that `plan` reads as a policy file.",
    ),
    "anonymise": Text(
        nl="Maakt van een export van een pleegzorgaanbieder een gezinnenbestand zonder namen, adressen, BSN en "
        "geboortedatums.\n\nGezinnen krijgen een willekeurig pseudoniem. Welk gezin bij welk pseudoniem hoort, "
        "staat alleen in het sleutelbestand, dat bij de aanbieder blijft. Wat niet nodig is of niet wordt "
        "herkend, wordt weggelaten en genoemd.",
        en="Makes a families file without names, addresses, BSN and dates of birth of a provider's "
        "export.\n\nFamilies get a random pseudonym. Which family belongs to which pseudonym stands in the key "
        "file only, which stays with the provider. What is not needed or not recognised is left out and named.",
    ),
    "combine": Text(
        nl="Voegt gezinnenbestanden van verschillende aanbieders samen tot één bestand.\n\nElk bestand mag eigen "
        "koppen en kolommen hebben, als CSV of .xlsx. Pseudoniemen die in twee bestanden voorkomen krijgen een "
        "letter ervoor, en gezinnen die misschien bij twee aanbieders staan, worden gemeld.",
        en="Joins families files of several providers into one.\n\nEach file may have headers and columns of its "
        "own, as CSV or .xlsx. Pseudonyms that occur in two files get a letter before them, and families that "
        "are perhaps with two providers are told.",
    ),
    "plan": Text(
        nl="Maakt een plan van een gezinnenbestand en schrijft het in een map.\n\nIn de map komen plan.json, "
        "assignments.csv, plan.xlsx, map.html en report.html. Het plan is nagerekend voordat het wordt "
        "geschreven. Met Ctrl-C stopt u het zoeken en houdt u het beste plan tot dan toe; een tweede keer "
        "breekt af.",
        en="Makes a plan of a families file and writes it into a folder.\n\nThe folder gets plan.json, "
        "assignments.csv, plan.xlsx, map.html and report.html. The plan is checked before it is written. "
        "Ctrl-C ends the search and keeps the best plan so far; a second time leaves at once.",
    ),
    "check": Text(
        nl="Controleert een plan aan de regels en rekent de doelen na, zonder zoekmethode.\n\nPLAN is een "
        "plan.json, of een assignments.csv die u met de hand hebt veranderd. Van een plan dat van een ouder "
        "gezinnenbestand is gemaakt, zegt het ook wat er sindsdien is veranderd en wat herstellen minstens kost.",
        en="Checks a plan by the rules and recomputes its objectives, without a search.\n\nPLAN is a plan.json, "
        "or an assignments.csv that you changed by hand. Of a plan that was made of an older families file it also "
        "says what changed since and what mending costs at least.",
    ),
    "explain": Text(
        nl="Zegt waarom een gezin niet is ingedeeld, of waar het is ingedeeld en waarom daar, en wat een gezin "
        "een plaats zou geven.\n\nZonder GEZIN: alle niet ingedeelde gezinnen, wat een ruimer beleid zou "
        "opleveren, en waar het zoeken naar hubhomes het meest oplevert.",
        en="Says why a family is unplaced, or where it is and why there, and what would give a family a "
        "place.\n\nWithout FAMILY: all unplaced families, what a wider policy would gain, and where recruiting "
        "hub homes gains most.",
    ),
    "map": Text(
        nl="Tekent de kaart van een bestaand plan opnieuw, voor het planteam.\n\nEen naam die eindigt op .geojson "
        "of .gpkg geeft een bestand voor een GIS (zoals QGIS) in plaats van een pagina, met dezelfde "
        "gemaskeerde punten. Een naam zonder punt geeft een map met een pagina voor elke gemeente.",
        en="Draws the map of an existing plan again, for the planning team.\n\nA name that ends in .geojson or "
        ".gpkg gives a file for a GIS (such as QGIS) instead of a page, with the same masked points. A name "
        "without a dot gives a folder with a page for each municipality.",
    ),
    "report": Text(
        nl="Schrijft het vergaderstuk van een bestaand plan opnieuw, voor het planteam.",
        en="Writes the meeting pack of an existing plan again, for the planning team.",
    ),
    "share": Text(
        nl="Maakt een map voor één lezer buiten het planteam, met alleen wat die lezer mag zien.\n\nEen aanbieder "
        "(provider=NAAM) krijgt de eigen gezinnen op gemaskeerde punten, en van anderen alleen aantallen. Een "
        "gemeente (council) krijgt aantallen per gemeente, afgerond op vijftallen en vanaf 10. Iedereen "
        "(public) mag totalen per gemeente zien, vanaf 10.",
        en="Makes a folder for one reader outside the planning team, with only what that reader may see.\n\nA "
        "provider (provider=NAME) gets its own families at masked points, and of others only numbers. A "
        "council (council) gets numbers by municipality, rounded to fives and from 10. Anybody (public) may see "
        "totals by municipality, from 10.",
    ),
    "suggest": Text(
        nl="Zegt waar een gezin in een bestaand plan heen kan: elke constellatie met afstand, gevolgen en de regel die "
        "in de weg staat, en de beste plaats als één ander gezin mag verhuizen.\n\nZonder GEZIN: alle gezinnen die "
        "meedoen en in het plan geen plaats hebben, ook wie pas na het plan in het gezinnenbestand kwam. Van een gezin "
        "met een plaats zegt het waar het ook heen kan.",
        en="Says where a family could go in an existing plan: every constellation with its distance, what it does and "
        "the rule in the way, and the best place when one other family may move.\n\nWithout FAMILY: all families that "
        "join and have no place in the plan, also those that came into the families file after it. Of a family with a "
        "place it says where else it could go.",
    ),
    "without": Text(
        nl="Zegt wat een plan verliest als een hubhome stopt, en welke hubhomes het niet kan missen.\n\nZonder HUBHOME "
        "voor elke hubhome, de onmisbaarste eerst. Drie wegen: haar gezinnen gaan naar de andere constellaties zoals "
        "die zijn, een gezin van haar eigen constellatie neemt het over, of alles wordt opnieuw gepland met zo weinig "
        "mogelijk verhuizingen. Elk antwoord is een nagerekend plan of een bewijs.",
        en="Says what a plan loses when a hub home stops, and which hub homes it cannot do without.\n\nWithout HUB for "
        "every hub home, the least dispensable first. Three ways: its families go to the other constellations as they "
        "are, a family of its own constellation takes over, or everything is planned again with as few moves as can "
        "be. Each answer is a verified plan or a proof.",
    ),
    "compare": Text(
        nl="Zet twee plannen naast elkaar: cijfers, welke constellaties dezelfde zijn, en elk gezin dat verhuist, "
        "erbij komt of weggaat.\n\nA en B zijn elk een plan.json of een assignments.csv, ook met de hand gemaakt. Met "
        "--families-b zijn het plannen van twee gezinnenbestanden; gezinnen horen bij elkaar door hun gezin_id. De "
        "map krijgt compare.html (twee kaarten die samen bewegen), compare.xlsx en compare.json.",
        en="Puts two plans side by side: figures, which constellations are the same, and every family that moves, "
        "comes or leaves.\n\nA and B are each a plan.json or an assignments.csv, made by hand too. With --families-b "
        "they are plans of two families files; families are the same by their family_id. The folder gets compare.html "
        "(two maps that move together), compare.xlsx and compare.json.",
    ),
    "rollout": Text(
        nl="Maakt een uitrol: welke constellaties in welk jaar starten, wie wanneer meedoet, en wat dat kost.\n\nHet "
        "beleid zegt hoeveel jaren de uitrol duurt, hoeveel er in elk jaar mogen starten, het budget en de pilot (deel "
        "[rollout]). Met --plan ligt het eindplan vast en wordt alleen de volgorde gezocht. Wie een plaats heeft, "
        "houdt die. De map krijgt rollout.html, rollout.xlsx, rollout.json, en een map per jaar zoals plan die "
        "schrijft.",
        en="Makes a roll-out: which constellations start in which year, who joins when, and what that costs.\n\nThe "
        "policy says how many years the roll-out takes, how many may start in each, the budget and the pilot (section "
        "[rollout]). With --plan the plan of the last year is given and only its order is searched. Who has a place "
        "keeps it. The folder gets rollout.html, rollout.xlsx, rollout.json, and a folder a year as plan writes it.",
    ),
    "costs": Text(
        nl="Berekent wat een plan kost, per jaar, kostenpost, constellatie, gezin en pleegkind, en bij hoeveel "
        "vermeden jaren elders dat is terugverdiend.\n\nDe map krijgt costs.html, costs.xlsx (bedragen die u "
        "mag veranderen, met sommen die meerekenen) en costs.json. Zonder --money gelden de bedragen van het "
        "regionale voorstel. Er wordt geen besparing beloofd.",
        en="Computes what a plan costs, by year, cost line, constellation, family and foster child, and at how "
        "many avoided years elsewhere that is paid back.\n\nThe folder gets costs.html, costs.xlsx (amounts "
        "that you may change, with sums that follow) and costs.json. Without --money the amounts of the "
        "regional proposal hold. No saving is promised.",
    ),
    "screen": Text(
        nl="Opent het scherm: alles voor één regio in de browser, zonder opdrachtregel.\n\nEen bestand openen, "
        "instellen, plannen, met de hand veranderen, vergelijken, bewaren en delen. Het draait op deze computer en "
        "spreekt met geen andere. Het eindigt met het laatste tabblad of met Ctrl-C; alles wordt steeds bewaard. Ook "
        "als `scherm`.",
        en="Opens the screen: everything for one region in the browser, without a command line.\n\nOpening a file, "
        "settings, planning, changing by hand, comparing, saving and sharing. It runs on this computer and speaks to "
        "no other. It ends with the last tab or with Ctrl-C; everything is saved as you go. Also as `scherm`.",
    ),
    "batch": Text(
        nl="Rekent veel gezinnenbestanden en scenario's achter elkaar door, en zet alles in één tabel.\n\nINVOER "
        "is een bestand SPEC.toml, of gezinnenbestanden (ook een map, of een patroon zoals regios/*.csv). Elke "
        "berekening krijgt een eigen map; summary.csv, summary.xlsx en summary.html geven één regel per "
        "berekening. Een batch die is afgebroken gaat met dezelfde opdracht verder waar hij was. Met --json "
        "schrijft de opdracht één JSON-regel per gebeurtenis.",
        en="Works through many families files and scenarios, and puts them all in one table.\n\nINPUTS is a file "
        "SPEC.toml, or families files (also a folder, or a pattern such as regions/*.csv). Every run gets a "
        "folder of its own; summary.csv, summary.xlsx and summary.html have a row for each. A batch that was "
        "broken off goes on where it was with the same command. With --json the command prints one line of "
        "JSON for each thing that happens.",
    ),
    "routes": Text(
        nl="Berekent afstanden en reistijden over de weg, uit een kaartbestand van OpenStreetMap.\n\nHet "
        "kaartbestand (.osm.pbf) haalt u eenmalig op, bijvoorbeeld bij Geofabrik; daarna gaat er niets over "
        "het internet. De tabel is wat --matrix van plan leest.",
        en="Computes distances and travel times over roads, from a map file of OpenStreetMap.\n\nYou fetch the "
        "map file (.osm.pbf) once, at Geofabrik for instance; then nothing goes over the internet. The table "
        "is what --matrix of plan reads.",
    ),
    "geodata": Text(
        nl="Voert officiële gemeenten en postcodes in, voor alle latere kaarten.\n\nimport BESTAND leest GeoJSON "
        "of GeoPackage van CBS of PDOK (WGS84 of RD) en bewaart het in uw gegevensmap; list toont wat er is; "
        "remove NAAM verwijdert het weer.",
        en="Imports official municipalities and postcodes, for all later maps.\n\nimport FILE reads GeoJSON or "
        "GeoPackage of Statistics Netherlands or PDOK (WGS84 or RD) and keeps it in your data folder; list "
        "shows what is there; remove NAME removes it again.",
    ),
    "example": Text(
        nl="Schrijft een gezinnenbestand met verzonnen gezinnen, om het programma te proberen.\n\nKoppen en "
        "woorden staan in de gekozen taal; een naam die eindigt op .xlsx geeft een werkmap.",
        en="Writes a families file of invented families, to try the program with.\n\nHeaders and words are in the "
        "chosen language; a name that ends in .xlsx gives a workbook.",
    ),
    "rules": Text(
        nl="Toont alle regels en doelen.",
        en="Shows every rule and objective.",
    ),
    "doctor": Text(
        nl="Zegt wat er op deze computer staat en of het werkt, en probeert een klein plan.\n\nPlak de tekst in "
        "uw vraag: er staan geen namen, geen gegevens van gezinnen en geen mappen met namen in.",
        en="Says what stands on this computer and whether it works, and tries a small plan.\n\nPaste the text "
        "into your question: it holds no names, no data of families and no folders with names.",
    ),
}

IN_DUTCH: Final[Mapping[str, str]] = {"scherm": "screen"}
"""Commands that have a Dutch name too."""
