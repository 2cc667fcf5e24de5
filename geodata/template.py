"""An empty families file as a workbook: headers, lists to choose from, checks per cell, examples and an explanation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geodata.cells import MAX_CHILDREN, MAX_COUNT, MAX_ID, MAX_KM
from geodata.columns import Column
from geodata.language import NO, YES, Lang, Text
from geodata.reading import EXAMPLES
from geodata.writing import SHEET

ROWS: Final = 2_000
"""Rows in which cells are checked."""

_WIDTH: Final = 16
_WIDE: Final = 70
_HEAD: Final = PatternFill("solid", fgColor="DCE6F1")
_EXAMPLE: Final = Font(italic=True, color="7F7F7F")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a column holds, and what an example row says in it."""

    text: Text
    one: Text | int | str = ""
    other: Text | int | str = ""
    choices: tuple[Text, ...] = ()
    strict: bool = True
    whole: tuple[int, int] | None = None


_CANDIDATE: Final = Text(nl="kandidaat", en="candidate")
_ROLES: Final = (
    NO,
    _CANDIDATE,
    Text(nl="verplicht", en="required"),
    Text(nl="alleen", en="only"),
    Text(nl="reserve", en="reserve"),
    Text(nl="afgewezen", en="declined"),
)
_CARE: Final = (
    Text(nl="voltijd", en="full-time"),
    Text(nl="deeltijd", en="part-time"),
    Text(nl="crisis", en="crisis"),
    Text(nl="netwerk", en="kinship"),
)

COLUMNS: Final[Mapping[Column, _Told]] = {
    Column.FAMILY_ID: _Told(
        Text(
            nl=f"Een eigen code voor elk gezin, hoogstens {MAX_ID} tekens. Nooit een naam of BSN. Verplicht.",
            en=f"A code of its own for each family, at most {MAX_ID} characters. Never a name or BSN. Required.",
        ),
        Text(nl=EXAMPLES[0], en=EXAMPLES[2]),
        Text(nl=EXAMPLES[1], en=EXAMPLES[3]),
    ),
    Column.POSTCODE: _Told(Text(nl="1211 of 1211 AB. Verplicht.", en="1211 or 1211 AB. Required."), "1211 AB", "1404"),
    Column.PROVIDER: _Told(
        Text(
            nl="De pleegzorgaanbieder, steeds gelijk geschreven. Verplicht.",
            en="The provider, always written alike. Required.",
        ),
        Text(nl="Aanbieder A", en="Provider A"),
        Text(nl="Aanbieder B", en="Provider B"),
        (Text(nl="Aanbieder A", en="Provider A"), Text(nl="Aanbieder B", en="Provider B")),
        strict=False,
    ),
    Column.CHILDREN: _Told(
        Text(nl=f"Aantal pleegkinderen, 0 tot {MAX_CHILDREN}.", en=f"Foster children, 0 to {MAX_CHILDREN}."),
        2,
        1,
        whole=(0, MAX_CHILDREN),
    ),
    Column.CHILD_AGES: _Told(
        Text(nl="Leeftijden in hele jaren met een | ertussen: 4|9.", en="Ages in whole years with a | between: 4|9."),
        "4|9",
        "12",
    ),
    Column.CARE_TYPE: _Told(
        Text(nl="Kies uit de lijst of vul zelf in.", en="Choose from the list or fill in your own."),
        _CARE[0],
        _CARE[1],
        _CARE,
        strict=False,
    ),
    Column.HUB: _Told(
        Text(
            nl="nee, kandidaat (wil hubhome zijn), verplicht (is het al), alleen (wel hubhome, nooit "
            "satellietgezin), reserve (bij een uitrol kandidaat vanaf 'hubhome_vanaf') of afgewezen (wil niet). "
            "Leeg is nee.",
            en="no, candidate (wants to be a hub home), required (is one already), only (hub home, never a "
            "satellite), reserve (in a roll-out a candidate from 'hub_from') or declined (will not). "
            "Empty is no.",
        ),
        _CANDIDATE,
        NO,
        _ROLES,
    ),
    Column.BEDS: _Told(
        Text(nl="Logeerbedden die een hubhome vrijhoudt. Leeg is 0.", en="Beds a hub home keeps free. Empty is 0."),
        2,
        0,
        whole=(0, MAX_COUNT),
    ),
    Column.MAX_SATELLITES: _Told(
        Text(nl="Eigen grens van een hubhome; mag leeg.", en="A hub home's own limit; may be empty."),
        whole=(0, MAX_COUNT),
    ),
    Column.MAX_KM: _Told(
        Text(
            nl=f"Hoeveel km dit gezin wil reizen, tot {MAX_KM}; mag leeg.",
            en=f"How many km this family will travel, up to {MAX_KM}; may be empty.",
        ),
    ),
    Column.JOINS: _Told(Text(nl="ja of nee. Leeg is ja.", en="yes or no. Empty is yes."), YES, YES, (YES, NO)),
    Column.MUNICIPALITY: _Told(Text(nl="Mag leeg: dan uit de postcode.", en="May be empty: then from the postcode.")),
    Column.HUB_FROM: _Told(
        Text(
            nl="Het hoeveelste jaar van een uitrol (1, 2, …) of het jaartal vanaf wanneer dit gezin hubhome kan zijn; "
            "leeg is meteen.",
            en="The year of a roll-out (1, 2, …) or the calendar year from which this family may be a hub home; empty "
            "is at once.",
        )
    ),
    Column.JOINS_FROM: _Told(
        Text(
            nl="Het hoeveelste jaar van een uitrol (1, 2, …) of het jaartal vanaf wanneer dit gezin meedoet; leeg is "
            "meteen.",
            en="The year of a roll-out (1, 2, …) or the calendar year from which this family joins; empty is at once.",
        )
    ),
    Column.TOGETHER: _Told(
        Text(
            nl="Een woord dat gezinnen delen die in dezelfde constellatie horen; mag leeg.",
            en="A word shared by families that belong in the same constellation; may be empty.",
        )
    ),
    Column.APART: _Told(
        Text(
            nl="Een woord dat gezinnen delen die nooit in dezelfde constellatie mogen; mag leeg.",
            en="A word shared by families that must never be in the same constellation; may be empty.",
        )
    ),
    Column.SIBLINGS: _Told(
        Text(
            nl="Een woord dat gezinnen met broers en zussen delen; mag leeg.",
            en="A word shared by families with siblings; may be empty.",
        )
    ),
}
"""The columns of the template, in its order."""


def template_book(lang: Lang) -> Workbook:
    """Make the workbook: the sheet of families, and one that explains its columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET.say(lang)
    for at, (column, told) in enumerate(COLUMNS.items(), start=1):
        head = sheet.cell(1, at, column.header(lang))
        head.font, head.fill = Font(bold=True), _HEAD
        for row, value in ((2, told.one), (3, told.other)):
            cell = sheet.cell(row, at, (value.say(lang) if isinstance(value, Text) else value) or None)
            cell.font = _EXAMPLE
        _check(sheet, at, told, lang)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet(EXPLANATION.say(lang)), lang)
    return book


def _check(sheet: Worksheet, at: int, told: _Told, lang: Lang) -> None:
    """Make a spreadsheet say at once what a cell may hold."""
    if told.choices:
        words = ",".join(choice.say(lang) for choice in told.choices)
        check = DataValidation("list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=told.strict)
    elif told.whole is not None:
        low, high = told.whole
        check = DataValidation("whole", operator="between", formula1=str(low), formula2=str(high), allow_blank=True)
        check.showErrorMessage = True
    else:
        check = DataValidation(allow_blank=True)
    check.error = check.prompt = told.text.say(lang)
    check.errorTitle = WRONG.say(lang)
    check.showInputMessage = True
    letter = get_column_letter(at)
    check.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(check)


def _explain(sheet: Worksheet, lang: Lang) -> None:
    for row, text in enumerate(INTRODUCTION, start=1):
        sheet.cell(row, 1, text.say(lang))
    first = len(INTRODUCTION) + 2
    for at, (column, told) in enumerate(COLUMNS.items(), start=first):
        sheet.cell(at, 1, column.header(lang)).font = Font(bold=True)
        cell = sheet.cell(at, 2, told.text.say(lang))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = _WIDTH
    sheet.column_dimensions["B"].width = _WIDE


EXPLANATION: Final = Text(nl="Uitleg", en="Explanation")
WRONG: Final = Text(nl="Dat past hier niet", en="That does not fit here")
INTRODUCTION: Final = (
    Text(
        nl="Vul op het eerste blad één rij per pleeggezin in, en haal de twee voorbeeldrijen weg.",
        en="Fill in one row per foster family on the first sheet, and take the two example rows out.",
    ),
    Text(
        nl="Geen namen, adressen, telefoonnummers, geboortedatums of BSN: die worden geweigerd.",
        en="No names, addresses, telephone numbers, dates of birth or BSN: those are refused.",
    ),
    Text(
        nl="Op het blad Instellingen staat het beleid; leeg is de waarde ernaast.",
        en="The sheet Settings holds the policy; empty is the value beside it.",
    ),
)
