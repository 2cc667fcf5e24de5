"""What anonymising did, in plain words: what was removed, who can still be told apart, and what that means."""

from collections.abc import Iterator
from typing import Final

from geodata.anonymise.families import Harmless
from geodata.anonymise.places import Coarse
from geodata.anonymise.uses import Use, Uses
from geodata.columns import shown
from geodata.language import Fact, Lang, Text
from geodata.table import row_list


def mapping_lines(uses: Uses, lang: Lang) -> Iterator[str]:
    """Say what each column is used for, so that a person can see that a guess is wrong."""
    yield MAPPING.say(lang)
    for each in uses:
        kind = (
            "" if each.kind is None or each.use is not Use.DROP else KIND.say(lang, {"kind": each.kind.text.say(lang)})
        )
        chosen = CHOSEN.say(lang) if each.given else ""
        header = shown(each.header, each.index)
        yield LINE.say(lang, {"header": header, "use": each.use.text.say(lang), "kind": kind, "chosen": chosen})


def report_lines(done: Harmless, lang: Lang) -> Iterator[str]:
    """Say what was done and what remains."""
    crowd, ages = done.crowd, done.crowd_with_ages
    yield ROWS.say(
        lang, {"rows": done.n_rows, "families": crowd.n_families, "merged": done.n_merged, "new": done.n_new}
    )
    yield REMOVED.say(lang, {"columns": done.dropped}) if done.dropped else NOTHING_REMOVED.say(lang)
    for each in done.unread:
        became = BECAME.get(each.use, EMPTY).say(lang)
        text = OUTSIDE if each.use in {Use.NOT_HUB, Use.ONLY_HUB} else UNREAD
        yield text.say(
            lang, {"header": each.header, "n": len(each.rows), "rows": row_list(each.rows), "became": became}
        )
    if done.us_dates:
        yield US_DATES.say(lang)
    yield AGES.say(lang, {"date": done.setting.reference})
    yield PLACES[done.setting.coarse].say(lang, {"k": done.setting.k})
    if done.n_postcode_only:
        yield POSTCODE_ONLY.say(lang, {"n": done.n_postcode_only})
    facts: dict[str, Fact] = {
        "n": crowd.n_few,
        "all": crowd.n_families,
        "percent": round(100 * crowd.n_few / crowd.n_families) if crowd.n_families else 0,
        "k": crowd.k,
        "alone": crowd.n_alone,
        "cells": crowd.n_cells,
    }
    yield CROWD.say(lang, facts)
    yield ALONE.say(lang, facts)
    if ages.n_alone > crowd.n_alone:
        yield ALONE_WITH_AGES.say(lang, {"n": ages.n_alone})
    yield REMAINS.say(lang)
    yield ADVICE.say(lang)


MAPPING: Final = Text(
    nl="Zo is elke kolom begrepen (verander dit met --columns):",
    en="Each column was understood like this (change it with --columns):",
)
LINE: Final = Text(nl="- {header}: {use}{kind}{chosen}", en="- {header}: {use}{kind}{chosen}")
KIND: Final = Text(nl=" (bevat {kind})", en=" (holds {kind})")
CHOSEN: Final = Text(nl=" [door u gekozen]", en=" [chosen by you]")
ROWS: Final = Text(
    nl="Gelezen: {rows} rijen, {families} gezinnen ({merged} rijen samengevoegd met een andere rij van hetzelfde "
    "gezin). Nieuwe pseudoniemen: {new}. De volgorde van de rijen is door het lot bepaald.",
    en="Read: {rows} rows, {families} families ({merged} rows joined with another row of the same family). New "
    "pseudonyms: {new}. The order of the rows was left to chance.",
)
REMOVED: Final = Text(nl="Weggelaten kolommen: {columns}.", en="Columns left out: {columns}.")
NOTHING_REMOVED: Final = Text(nl="Er is geen kolom weggelaten.", en="No column was left out.")
UNREAD: Final = Text(
    nl="Kolom '{header}': {n} niet te lezen (rij {rows}); {became}.",
    en="Column '{header}': {n} not readable (row {rows}); {became}.",
)
OUTSIDE: Final = Text(
    nl="Kolom '{header}' noemt hubhomes die niet in deze export staan (rij {rows}); die zijn weggelaten.",
    en="Column '{header}' names hub homes that are not in this export (row {rows}); those are left out.",
)
EMPTY: Final = Text(nl="leeg gelaten", en="left empty")
BECAME: Final = {
    Use.CHILDREN: Text(nl="het aantal leeftijden telt", en="the number of ages counts"),
    Use.CHILD_AGES: Text(nl="die leeftijden zijn onbekend", en="those ages are unknown"),
    Use.BIRTH_DATES: Text(nl="die leeftijden zijn onbekend", en="those ages are unknown"),
    Use.HUB: Text(nl="dat gezin is geen kandidaat-hubhome", en="that family is no candidate hub home"),
    Use.BEDS: Text(nl="dat gezin houdt geen logeerbedden vrij", en="that family keeps no sleep-over beds free"),
    Use.JOINS: Text(nl="dat gezin doet mee", en="that family joins"),
    Use.MAX_SATELLITES: Text(nl="de grens van het beleid geldt", en="the policy's limit holds"),
    Use.MAX_KM: Text(nl="de grens van het beleid geldt", en="the policy's limit holds"),
    Use.CARE_TYPE: Text(nl="die zorgvorm is onbekend", en="that care type is unknown"),
    Use.PINNED: Text(nl="dat gezin staat niet vast", en="that family is not pinned"),
}
"""What a cell that could not be read means for the families file, by the use of its column."""

US_DATES: Final = Text(
    nl="Geboortedatums zijn gelezen met de maand voorop (zoals 03/25/2015), omdat sommige alleen zo te lezen zijn.",
    en="Dates of birth were read with the month first (as 03/25/2015), as some can only be read so.",
)
AGES: Final = Text(
    nl="Geboortedatums zijn leeftijden geworden, geteld op {date}.", en="Dates of birth became ages, counted on {date}."
)
PLACES: Final = {
    Coarse.PC4: Text(
        nl="Plaats: alleen de vier cijfers van de postcode.", en="Place: only the four digits of the postcode."
    ),
    Coarse.GRID_100: Text(
        nl="Plaats: het midden van een vak van 100 bij 100 meter. In zo'n vak staan weinig huizen: behandel dit als "
        "een adres.",
        en="Place: the middle of a square of 100 by 100 metres. Such a square holds few houses: treat it as an "
        "address.",
    ),
    Coarse.GRID_500: Text(
        nl="Plaats: het midden van een vak van 500 bij 500 meter.",
        en="Place: the middle of a square of 500 by 500 metres.",
    ),
    Coarse.DONUT: Text(
        nl="Plaats: een punt op minstens 250 m van het huis, in een willekeurige richting, binnen een afstand waarin "
        "minstens {k} andere pleeggezinnen wonen (hooguit 8 km). Het punt blijft hetzelfde zolang u deze sleutel "
        "gebruikt.",
        en="Place: a point at least 250 m from the home, in a random direction, within a distance that holds at least "
        "{k} other foster families (8 km at most). The point stays the same as long as you use this key.",
    ),
}
POSTCODE_ONLY: Final = Text(
    nl="Gezinnen zonder coördinaten: {n}. Daarvan staat alleen de postcode van vier cijfers in het bestand.",
    en="Families without coordinates: {n}. Of those the file has only the four digits of the postcode.",
)
CROWD: Final = Text(
    nl="Herkenbaarheid: gezinnen die hun combinatie van plaats, aanbieder en aantal pleegkinderen met minder dan {k} "
    "andere gezinnen delen: {n} van {all} ({percent}%). Aantal combinaties: {cells}.",
    en="Recognisable: families that share their combination of place, provider and number of foster children with "
    "fewer than {k} others: {n} of {all} ({percent}%). Number of combinations: {cells}.",
)
ALONE: Final = Text(
    nl="Gezinnen die als enige hun combinatie hebben: {alone}. Wie de streek kent, kan zo'n gezin aanwijzen.",
    en="Families that are the only one with their combination: {alone}. Who knows the area can point such a family "
    "out.",
)
ALONE_WITH_AGES: Final = Text(
    nl="Wie ook de leeftijden van de kinderen kent, kan er {n} als enige herkennen. Zonder leeftijden (kies 'drop') "
    "is dat minder.",
    en="Who also knows the ages of the children can single out {n}. Without ages ('drop') that is fewer.",
)
REMAINS: Final = Text(
    nl="Dit bestand is gepseudonimiseerd en niet anoniem: het blijft een bestand met persoonsgegevens waarvoor de AVG "
    "geldt. Plaats, aanbieder, kinderen en leeftijden samen kunnen een gezin verraden aan wie het kent.",
    en="This file is pseudonymised and not anonymous: it still holds personal data under the GDPR. Place, provider, "
    "children and ages together may give a family away to who knows it.",
)
ADVICE: Final = Text(
    nl="Geef het alleen aan wie het plan maakt, en bewaar de sleutel bij de aanbieder: wie beide heeft, weet wie wie "
    "is.",
    en="Give it only to who makes the plan, and keep the key with the provider: who has both knows who is who.",
)
