"""The columns of a families file: their headers in English and Dutch, and how a header is recognised."""

import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from typing import Final

from geodata.language import Lang
from geodata.vocabulary import is_plain


class Column(Enum):
    """One column; the value is its English and its Dutch header."""

    FAMILY_ID = ("family_id", "gezin_id")
    LAT = ("lat", "breedtegraad")
    LON = ("lon", "lengtegraad")
    X_RD = ("x_rd", "x_rd")
    Y_RD = ("y_rd", "y_rd")
    POSTCODE = ("postcode", "postcode")
    PROVIDER = ("provider", "aanbieder")
    CHILDREN = ("children", "pleegkinderen")
    CHILD_AGES = ("child_ages", "leeftijden")
    CARE_TYPE = ("care_type", "zorgvorm")
    HUB = ("hub", "hubhome")
    BEDS = ("beds", "logeerbedden")
    MAX_SATELLITES = ("max_satellites", "max_gezinnen")
    MAX_KM = ("max_km", "max_km")
    JOINS = ("joins", "doet_mee")
    TOGETHER = ("together", "samen")
    APART = ("apart", "gescheiden")
    SIBLINGS = ("siblings", "broers_zussen")
    CONSTELLATION = ("constellation", "constellatie")
    PINNED = ("pinned", "vast")
    MUNICIPALITY = ("municipality", "gemeente")
    NOT_HUB = ("not_hub", "niet_bij")
    ONLY_HUB = ("only_hub", "alleen_bij")
    CONSTELLATION_NAME = ("constellation_name", "constellatie_naam")
    HUB_FROM = ("hub_from", "hubhome_vanaf")
    JOINS_FROM = ("joins_from", "doet_mee_vanaf")

    def header(self, lang: Lang) -> str:
        """Name the column as the contract does in that language."""
        english, dutch = self.value
        return dutch if lang is Lang.NL else english


def plain(header: str) -> str:
    """Bring a header to lower-case letters and digits: case, spaces, hyphens and underscores do not count."""
    decomposed = unicodedata.normalize("NFKD", header.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


_BY_HEADER: Final[Mapping[str, Column]] = {plain(name): column for column in Column for name in column.value}


def column_of(header: str) -> Column | None:
    """Tell which column a header names, in either language; ``None`` for a column that this program does not know."""
    return _BY_HEADER.get(plain(header))


ALSO: Final[Mapping[Column, re.Pattern[str]]] = {
    column: re.compile(pattern)
    for column, pattern in {
        Column.FAMILY_ID: r"(pleeg)?gezin(s)?(id|nr|nummer|code|pseudoniem)|(nr|nummer|code)(pleeg)?gezin"
        r"|pseudoniem|pseudonym|(foster)?family(id|no|nr|number|code)|id",
        Column.PROVIDER: r"(pleeg)?(zorg)?aanbieder(pleegzorg)?|(pleeg)?(zorg)?(organisatie|instelling)"
        r"|(foster)?(care)?provider|organi[sz]ation|agency",
        Column.POSTCODE: r"(woon)?postcode[46]?(cijfers)?((van)?(het)?(pleeg)?gezin)?|pc[46]?|zip(code)?|postalcode",
        Column.LAT: r"latitude|breedte|gpslat(itude)?",
        Column.LON: r"longitude|lng|long|lengte|gpslon(gitude)?",
        Column.X_RD: r"rdx|x(coord|coordinaat|coordinate)?(rd)?",
        Column.Y_RD: r"rdy|y(coord|coordinaat|coordinate)?(rd)?",
        Column.MUNICIPALITY: r"(woon)?gemeente(naam)?",
        Column.CHILDREN: r"(aantal|n)?(geplaatste)?(pleeg)?kinderen(aantal|geplaatst|inhuis)?"
        r"|aantal(geplaatste)?(pleeg)?kind"
        r"|(number(of)?|n|no)?(foster)?children",
        Column.CHILD_AGES: r"leeftijd(en)?((van)?(de|het)?(pleeg)?kind(eren)?)?|(child(ren)?)?ages?(child(ren)?)?",
        Column.CARE_TYPE: r"(soort|type|vorm)(pleeg)?(zorg|plaatsing)|pleegzorg(vorm|soort|type)|(care|placement)type",
        Column.HUB: r"hub(home)?(mogelijk|kandidaat|rol)?|(kandidaat|mogelijke?|kan|wil)hub(home)?(zijn|worden)?"
        r"|hub(home)?(candidate|role|possible)|(candidate|possible)hub(home)?",
        Column.BEDS: r"(aantal)?(logeer)?(bedden|bed)|(aantal)?logeer(bed|plek|plaats)(ken|sen|en)?"
        r"|(number(of)?)?(sleepover|spare)?beds",
        Column.MAX_SATELLITES: r"max(imaal|imum)?(aantal)?(satellieten|gezinnen|satellites|families)",
        Column.MAX_KM: r"max(imaal|imale|imum)?(km|(reis)?afstand(km)?|distance(km)?)",
        Column.JOINS: r"doetmee|doenmee|meedoen|neemtdeel|deelname|deelnemer|wilmeedoen|joins|joining|participates",
        Column.SIBLINGS: r"siblings?|broer(s)?(en)?zus(sen)?|brusjes",
    }.items()
}
"""Other names that exports give a column, in the form of :func:`plain`."""


def also_means(header: str) -> Column | None:
    """Tell which column a header means that is not called as ours but plainly is one; ``None`` for any other."""
    return column_of(_bare(header)) or _meant(header) or _meant(_bare(header))


def _meant(header: str) -> Column | None:
    word = plain(header)
    return next((column for column, pattern in ALSO.items() if pattern.fullmatch(word)), None)


_ASIDE_WORD: Final = (
    r"(?:ja|nee|yes|no|[jynx]|km|aantal|number|code|jaar|jaren|years?|in|hele|whole|of|or|en|and|cijfers|digits|optioneel"
    r"|optional|verplicht|required|indien|bekend|wgs ?84|rd|m|meters?|metres?|[0-9]+)"
)
_ASIDE: Final = re.compile(
    rf"(?:[(\[:]|(?<=\w)[\s,;-]+(?=\w+ ?/))\s*{_ASIDE_WORD}(?:\W+{_ASIDE_WORD})*\W*$", re.IGNORECASE
)
"""What a header says of its cells: how they are counted, or which answers it asks for; never what it is about."""


def _bare(header: str) -> str:
    """Take off what a header says of its cells, in brackets, after a colon or as answers: ``Hub? (ja/nee)``."""
    return _ASIDE.sub("", header)


_A_FAMILY: Final = re.compile(r"(pleeg)?gezin(nen)?|(foster)?famil(y|ies)|(volg)?(nr|nummer)|code")


def names_a_family(header: str) -> bool:
    """Tell whether a header may stand above pseudonyms, and as well above names: what is in the cells decides."""
    return _A_FAMILY.fullmatch(plain(_bare(header))) is not None


def letters(index: int) -> str:
    """Name a column as a spreadsheet does: 0 is ``A``, 26 is ``AA``."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shown(header: str, index: int) -> str:
    """Give a header as a message may repeat it: the spreadsheet's letter where it is empty or may be personal."""
    printable = "".join(mark if mark.isprintable() else " " for mark in header)
    short = " ".join(printable.split())
    known = column_of(short) is not None or _meant(short) is not None or is_plain(short)
    return short if known else letters(index)
