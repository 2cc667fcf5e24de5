"""Two invented exports of 65 families each, as registration systems and people leave them: twelve kinds of mess.

``python -m tests.newcomer.exports FOLDER`` writes ``export-heide.xlsx`` and ``export-wilg.xlsx``.

====  ===================================================  ======
kind  mess                                                 export
====  ===================================================  ======
1     a sheet of explanation before the families           Heide
2     a title and an empty row above the headers           Heide
3     headers of the system's own                          both
4     numbers that show zeros before them by their format  Heide
5     yes written as J, ja, x, 1                           both
6     a number of children as "2 kinderen"                 Heide
7     a row of totals and a note below the table           Heide
8     rows that a filter hides                             Heide
9     no column of providers                               Wilg
10    postcodes with spaces of every width, or none        Wilg
11    the headers once more halfway                        Wilg
12    names, addresses and dates of birth                  both
====  ===================================================  ======
"""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from openpyxl import Workbook

from geodata.example import draw_region
from geodata.families import Family

N_FAMILIES: Final = 65
HEIDE: Final = "export-heide.xlsx"
WILG: Final = "export-wilg.xlsx"
_NAMES: Final = ("Jansen", "de Vries", "van Dijk", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "de Groot", "Bos")
_STREETS: Final = ("Dorpsstraat", "Kerkweg", "Molenlaan", "Lindelaan", "Stationsweg")
_SPACES: Final = (" ", "\u00a0", "\u2009", "", "  ")
_YES: Final = ("J", "ja", "x", "1", "Ja")
_NO: Final = ("N", "nee", "", "0", "Nee")


def write_exports(folder: Path) -> tuple[Path, Path]:
    """Write both exports; the same families in every run."""
    families = sorted(draw_region(2 * N_FAMILIES, 26, 2, seed=15), key=lambda family: family.id)
    halves = families[0::2], families[1::2]
    _heide(list(halves[0])).save(folder / HEIDE)
    _wilg(list(halves[1])).save(folder / WILG)
    return folder / HEIDE, folder / WILG


def _heide(families: list[Family]) -> Workbook:
    rng = Random(1)
    book = Workbook()
    about = book.worksheets[0]
    about.title = "Leesmij"
    about.append(["Dit overzicht komt uit het dossiersysteem."])
    about.append(["Vragen? Bel het secretariaat."])
    sheet = book.create_sheet("Pleeggezinnen")
    sheet.append(["Overzicht pleeggezinnen Aanbieder Heide, peildatum 1 oktober 2026"])
    sheet.append([])
    header = ["Dossiernr", "Pleegouders", "Straat", "Huisnr", "Postcode", "Aanbieder", "Aantal pleegkinderen"]
    header += ["Geboortedatum kind 1", "Hub mogelijk?", "Logeerbedden", "Soort pleegzorg"]
    sheet.append(header)
    for number, family in enumerate(families, start=1):
        children = family.children if number % 4 else f"{family.children} kinderen"
        row = [number, *_person(rng), _postcode(family, rng), "Aanbieder Heide", children, _birthday(family, rng)]
        sheet.append([*row, rng.choice(_YES if family.may_be_hub else _NO), family.beds, "voltijd"])
        sheet.cell(sheet.max_row, 1).number_format = "00000"
        if number % 9 == 0:
            sheet.row_dimensions[sheet.max_row].hidden = True
    sheet.append(["Totaal", None, None, None, None, None, sum(family.children for family in families)])
    sheet.append([])
    sheet.append(["* gezinnen in de screeningsfase staan hier niet in"])
    return book


def _wilg(families: list[Family]) -> Workbook:
    rng = Random(2)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Export"
    header = ["Cliëntnummer", "Naam pleegouder", "Adres", "Nr", "PC", "Pleegkinderen", "Geb.datum kind", "Hubhome"]
    header += ["Logeerbedden", "Gemeente"]
    sheet.append(header)
    for number, family in enumerate(families, start=1):
        postcode = _postcode(family, rng)
        spaced = f"{postcode[:4]}{rng.choice(_SPACES)}{postcode[4:]}"
        row = [f"W-{number:04}", *_person(rng), spaced, family.children, _birthday(family, rng)]
        yes = rng.choice(_YES if family.may_be_hub else _NO)
        town = family.municipality or ""
        sheet.append([*row, yes, family.beds, rng.choice((town, town.upper(), f"Gemeente {town}"))])
        if number == N_FAMILIES // 2:
            sheet.append(header)
    return book


def _person(rng: Random) -> Iterator[str | int]:
    yield f"Fam. {rng.choice(_NAMES)}"
    yield rng.choice(_STREETS)
    yield rng.randint(1, 240)


def _postcode(family: Family, rng: Random) -> str:
    letters = "ABCDEGHJKLMNPRTVWXZ"
    return f"{(family.postcode or '1211')[:4]}{rng.choice(letters)}{rng.choice(letters)}"


def _birthday(family: Family, rng: Random) -> dt.date | None:
    if not family.children:
        return None
    age = family.child_ages[0] if family.child_ages else rng.randint(1, 16)
    return dt.date(2026 - age, rng.randint(1, 9), rng.randint(1, 28))


if __name__ == "__main__":
    write_exports(Path(sys.argv[1]))
