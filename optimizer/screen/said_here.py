"""Sentences that name a command or an option, as somebody at the screen can follow them."""

from dataclasses import replace
from functools import cache
from typing import Final

from geodata.errors import Fault
from geodata.language import Text


def said_here(text: Text) -> Text:
    """Give a sentence as the screen says it: what to press where others type a command."""
    if not any(sign in text.en for sign in COMMANDS):
        return text
    if ADVICE.en in text.en:
        return Text(nl=text.nl.replace(ADVICE.nl, ANONYMISE.nl), en=text.en.replace(ADVICE.en, ANONYMISE.en))
    return in_place().get(text, text)


def fault_here(fault: Fault) -> Fault:
    """Give a fault as the screen says it."""
    return replace(fault, text=said_here(fault.text))


@cache
def in_place() -> dict[Text, Text]:
    """Give the sentences that the screen replaces; what says them is loaded by now."""
    from geodata import cells, combining, homes, layout, notices, xlsxtable  # noqa: PLC0415 - as said
    from geodata.anonymise import families, keyfile, rows, saying  # noqa: PLC0415
    from optimizer.application import (  # noqa: PLC0415
        anonymising,
        explaining,
        joining,
        no_roll_out,
        planning,
        posing,
        rollout,
        rollout_words,
    )
    from optimizer.application import rollout_terms as terms  # noqa: PLC0415
    from optimizer.explain import presolve, suggestion_words  # noqa: PLC0415
    from optimizer.policy import distances, sheet  # noqa: PLC0415

    return {
        cells.NOT_AN_ID: NOT_AN_ID,
        combining.NO_PROVIDER: NO_PROVIDER,
        homes.UNKNOWN_POSTCODE: UNKNOWN_POSTCODE,
        layout.NO_HEADERS: NO_HEADERS,
        notices.RESERVE: RESERVE,
        xlsxtable.MORE_FAMILIES: MORE_FAMILIES,
        families.FAR: FAR,
        keyfile.NO_KEY: NO_KEY,
        saying.MAPPING: MAPPING,
        anonymising.BAD_PROVIDER: BAD_PROVIDER,
        rows.NO_IDENTITY: NO_IDENTITY,
        rows.NO_PROVIDER: NO_PROVIDER,
        rows.NO_PLACE: NO_PLACE,
        rows.DIFFERS_BY_NAME: DIFFERS_BY_NAME,
        joining.SETTINGS_UNUSED: SETTINGS_UNUSED,
        no_roll_out.OUT_OF_TIME: NO_ROLL_OUT,
        no_roll_out.OUT_OF_WORK: NO_ROLL_OUT,
        no_roll_out.TOO_MANY: TOO_MANY,
        rollout.BROKEN: BROKEN,
        suggestion_words.HUB: HUB,
        distances.NO_MATRIX: NO_MATRIX,
        distances.NO_BARRIERS: NO_BARRIERS,
        sheet.NO_SETTING: NO_SETTING,
        explaining.OUT_OF_TIME: OUT_OF_TIME,
        explaining.STOPPED: STOPPED,
        posing.MOVES_TOO: MOVES_TOO,
        planning.NO_CANDIDATE: presolve.NO_CANDIDATES,
        presolve.ALL_SHORT_OF_BEDS: ALL_SHORT_OF_BEDS,
        presolve.ALL_LIMITS_BELOW_MINIMUM: ALL_LIMITS_BELOW_MINIMUM,
        rollout_words.UNLIMITED: UNLIMITED,
        terms.LOW_BUDGET: LOW_BUDGET,
        terms.NO_FIRST_YEAR: NO_FIRST_YEAR,
    }


COMMANDS: Final = ("`", "--")
"""By which a sentence shows that it speaks of a command or an option."""

ADVICE: Final = Text(
    nl="Haal persoonsgegevens er eerst uit met `constellations anonymise`.",
    en="Take personal data out first with `constellations anonymise`.",
)
"""Ends every sentence about personal data; the page offers that step itself."""

ANONYMISE: Final = Text(
    nl="Haal persoonsgegevens er eerst uit, met 'Anonimiseer en ga verder'.",
    en="Take personal data out first, with 'Anonymise and go on'.",
)
NOT_AN_ID: Final = Text(
    nl="hier hoort een pseudoniem: één woord van letters en cijfers, zoals G012. Wat er nu staat, kan een naam zijn. "
    "Kies eerst 'Anonimiseer en ga verder'.",
    en="a pseudonym belongs here: one word of letters and digits, such as G012. What stands here may be a name. Choose "
    "'Anonymise and go on' first.",
)
NO_PROVIDER: Final = Text(
    nl="er is geen kolom met de aanbieder. Vul de naam van de aanbieder hieronder in.",
    en="there is no column with the provider. Fill in the name of the provider below.",
)
UNKNOWN_POSTCODE: Final = Text(
    nl="deze postcode staat niet in de meegeleverde plaatsenlijst. Vul coördinaten in (breedtegraad en lengtegraad).",
    en="this postcode is not in the list of places that comes with the program. Fill in coordinates (lat and lon).",
)
NO_HEADERS: Final = Text(
    nl="dit lijkt een titel, en in de eerste {most} rijen staan nergens kolomnamen die het programma kent. Zet boven "
    "elke kolom een naam, bijvoorbeeld gezin_id, postcode en aanbieder; in het lege Excel-bestand dat u op de "
    "startpagina kunt downloaden, staan ze alle.",
    en="this looks like a title, and nowhere in the first {most} rows are there column names that the program knows. "
    "Put a name above each column, for instance family_id, postcode and provider; the empty Excel file that you can "
    "download on the first page has all of them.",
)
RESERVE: Final = Text(
    nl="hubhomes in reserve zonder 'hubhome_vanaf': {n} (rij {rows}). Zij zijn geen kandidaat. Wie van hen het meest "
    "zou helpen, ziet u bij een plan onder 'Vragen'.",
    en="hub homes in reserve without 'hub_from': {n} (row {rows}). They are no candidates. Who of them would help most "
    "stands with a plan under 'Questions'.",
)
MORE_FAMILIES: Final = Text(
    nl="ook blad {sheet}, van links geteld, heeft kolommen van gezinnen en is niet gelezen. Zet alle gezinnen op één "
    "blad, of bewaar elk blad als eigen bestand en open die hier tegelijk.",
    en="sheet {sheet}, counted from the left, has columns of families too and was not read. Put all families on one "
    "sheet, or save each sheet as a file of its own and open these here together.",
)
FAR: Final = Text(
    nl="bij deze coördinaten hoort geen bekende postcode. Vul een postcode in.",
    en="no known postcode belongs to these coordinates. Fill in a postcode.",
)
NO_IDENTITY: Final = Text(
    nl="er is geen kolom waaraan een gezin te herkennen is, zoals een gezinsnummer of een naam. Zet boven die kolom "
    "'gezin_id' of 'naam'.",
    en="there is no column that tells a family, such as a family number or a name. Write 'family_id' or 'name' above "
    "that column.",
)
NO_KEY: Final = Text(
    nl="dit is geen sleutelbestand van constellations, of het is veranderd of beschadigd. Zet een reservekopie ervan "
    "terug: zonder sleutel krijgen alle gezinnen nieuwe pseudoniemen.",
    en="this is no key file of constellations, or it was changed or damaged. Put a backup of it back: without the key "
    "all families get new pseudonyms.",
)
MAPPING: Final = Text(nl="Zo is elke kolom begrepen:", en="Each column was understood like this:")
BAD_PROVIDER: Final = Text(
    nl="de naam van de aanbieder is leeg, te lang, bevat een onzichtbaar teken of iets persoonlijks.",
    en="the name of the provider is empty, too long, or holds an invisible character or something personal.",
)
NO_PLACE: Final = Text(
    nl="er is geen kolom die zegt waar een gezin woont. Zet boven die kolom 'postcode', of boven twee kolommen "
    "'breedtegraad' en 'lengtegraad', of 'x_rd' en 'y_rd'.",
    en="there is no column that says where a family lives. Write 'postcode' above that column, or 'lat' and 'lon', or "
    "'x_rd' and 'y_rd', above two columns.",
)
DIFFERS_BY_NAME: Final = Text(
    nl="dit lijkt hetzelfde gezin als in rij {first} (dezelfde naam of hetzelfde adres), maar hier staat iets anders. "
    "Staat er een nummer van het gezin in het bestand, zet boven die kolom dan 'gezin_id'. Maak anders beide rijen "
    "gelijk.",
    en="this seems the same family as in row {first} (the same name or address), but something else stands here. If "
    "the file holds a number of the family, write 'family_id' above that column. If not, make both rows the same.",
)
SETTINGS_UNUSED: Final = Text(
    nl="het blad '{sheet}' telt niet mee, want er zijn meer bestanden. Vul bij 'Instellingen' in wat voor alle geldt.",
    en="the sheet '{sheet}' does not count, as there are several files. Fill in under 'Settings' what holds for all.",
)
NO_ROLL_OUT: Final = Text(
    nl="In de tijd die er was, is geen uitrol in jaren gevonden. Probeer het nog eens wanneer de computer minder te "
    "doen heeft, of met minder jaren.",
    en="No roll-out was found in the time that there was. Try again when the computer has less to do, or with fewer "
    "years.",
)
TOO_MANY: Final = Text(
    nl="Dit plan heeft {n} constellaties, en in alle jaren samen mogen er maar {most} beginnen. Laat er per jaar meer "
    "beginnen, of neem meer jaren.",
    en="This plan has {n} constellations, and only {most} may start in all years together. Let more start in a year, "
    "or take more years.",
)
BROKEN: Final = Text(
    nl="dit plan voldoet niet aan alle regels ({n} keer niet), en kan daarom niet in jaren worden ingevoerd. Wat eraan "
    "schort, staat in rood boven de lijst.",
    en="this plan does not keep every rule ({n} breaches), and so cannot be rolled out. What is wrong stands in red "
    "above the list.",
)
HUB: Final = Text(
    nl="{family} is de hubhome van {constellation}. Vraag 'Wat als deze hubhome stopt?' om te zien wat er dan gebeurt.",
    en="{family} is the hub home of {constellation}. Ask 'What if this hub home stops?' to see what happens then.",
)
NO_MATRIX: Final = Text(
    nl="deze instellingen noemen een bestand met afstanden, en dat kan het scherm niet openen. Haal het weg uit de "
    "instellingen in het bestand.",
    en="these settings name a file of distances, which the screen cannot open. Take it out of the settings in the "
    "file.",
)
NO_BARRIERS: Final = Text(
    nl="deze instellingen noemen een bestand met barrières, en dat kan het scherm niet openen. Haal het weg uit de "
    "instellingen in het bestand.",
    en="these settings name a file of barriers, which the screen cannot open. Take it out of the settings in the file.",
)
NO_SETTING: Final = Text(
    nl="deze instelling op het blad '{sheet}' bestaat niet. Het lege Excel-bestand dat u op de startpagina kunt "
    "downloaden, heeft een blad met alle namen.",
    en="this setting on the sheet '{sheet}' does not exist. The empty Excel file that you can download on the first "
    "page has a sheet with all names.",
)
OUT_OF_TIME: Final = Text(
    nl="De zoektijd is om; niet van elk gezin zonder plaats is uitgezocht waarom. Kies een gezin onder 'Niet "
    "ingedeeld' en vraag het.",
    en="The time to search is over; not of each family without a place it was found out why. Choose a family under "
    "'Unplaced' and ask.",
)
STOPPED: Final = Text(
    nl="Gestopt; het plan staat. Niet van elk gezin zonder plaats is uitgezocht waarom: kies een gezin onder 'Niet "
    "ingedeeld' en vraag het.",
    en="Stopped; the plan stands. Not of each family without a place it was found out why: choose a family under "
    "'Unplaced' and ask.",
)
MOVES_TOO: Final = Text(
    nl="het is bekend wie nu bij wie hoort. Daarom telt na zoveel mogelijk indelen eerst zo min mogelijk verhuizen, en "
    "dan de reisafstand.",
    en="it is known who belongs where today. So after placing as many as can be, fewest moves count first, and then "
    "travel.",
)
ALL_SHORT_OF_BEDS: Final = Text(
    nl="geen van de kandidaat-hubhomes (aantal: {n}) houdt {beds} logeerbedden vrij, dus er komt geen constellatie. "
    "Misschien is de kolom 'logeerbedden' leeg; of verlaag het aantal bij de instellingen.",
    en="none of the candidate hub homes ({n}) keeps {beds} sleep-over beds free, so there will be no constellation. "
    "Perhaps the column 'beds' is empty; or lower the number in the settings.",
)
ALL_LIMITS_BELOW_MINIMUM: Final = Text(
    nl="alle kandidaat-hubhomes willen zelf minder gezinnen ('max_gezinnen') dan een constellatie er minstens heeft "
    "({min}): {hubs} (aantal: {n}). Er komt dus geen constellatie. Verhoog 'max_gezinnen', of verlaag het minimum bij "
    "de instellingen.",
    en="all candidate hub homes want fewer families themselves ('max_satellites') than a constellation has at least "
    "({min}): {hubs} ({n}). So there will be no constellation. Raise 'max_satellites', or lower the minimum in the "
    "settings.",
)
UNLIMITED: Final = Text(
    nl="niets beperkt hoeveel er in een jaar begint, dus alles wat dan kan, begint in jaar {wave}. Vul in hoeveel er "
    "per jaar mogen beginnen, of het budget.",
    en="nothing limits how many start in a year, so all that can starts in year {wave}. Fill in how many may start in "
    "a year, or the budget.",
)
LOW_BUDGET: Final = Text(
    nl="het budget van jaar {waves} ({budget}) betaalt nog niet één constellatie ({cost}). Vul een hoger budget in.",
    en="the budget of year {waves} ({budget}) does not pay a single constellation ({cost}). Fill in a higher budget.",
)
NO_FIRST_YEAR: Final = Text(
    nl="bij {families} staat een jaartal; vul dan ook in welk jaar het eerste is, bijvoorbeeld 2027.",
    en="a year stands at {families}; then also fill in which year is the first, for instance 2027.",
)
