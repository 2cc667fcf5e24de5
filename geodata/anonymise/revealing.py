"""The way back, for the provider alone: pseudonyms in a workbook replaced by what the key says they stand for."""

import io
import re
from typing import Final

from openpyxl import load_workbook

from geodata.anonymise.keyfile import Key
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.scratch import saved

_PSEUDONYM: Final = re.compile(r"\bG[BCDFGHJKLMNPQRSTVWXZ23456789]{7}\b")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def revealed(content: bytes, name: str, key: Key) -> tuple[bytes, int]:
    """Give a copy of a workbook with originals in place of pseudonyms, and how many families were recognised.

    Text stays text: what a spreadsheet might take for a formula is marked as none.

    Raises
    ------
    InputError
        When it is no workbook, or holds no pseudonym of this key.
    """
    try:
        book = load_workbook(io.BytesIO(content))
    except Exception:
        raise InputError([Fault(NO_WORKBOOK, file=name)]) from None
    known: set[str] = set()

    def original(match: re.Match[str]) -> str:
        text = key.original(match[0])
        if text is None:
            return match[0]
        known.add(match[0])
        return text

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "s":
                    text = _PSEUDONYM.sub(original, cell.value)
                    if text != cell.value:
                        cell.value = text
                        cell.data_type = "s"
                        cell.quotePrefix = text.startswith(_FORMULA)
    if not known:
        raise InputError([Fault(NOBODY_KNOWN, file=name)])
    return saved(book), len(known)


NO_WORKBOOK: Final = Text(
    nl="dit is geen Excel-werkmap (.xlsx). Kies plan.xlsx uit de map van het plan.",
    en="this is no Excel workbook (.xlsx). Choose plan.xlsx from the folder of the plan.",
)
NOBODY_KNOWN: Final = Text(
    nl="in deze werkmap staat geen pseudoniem dat dit sleutelbestand kent. Hoort de sleutel bij een andere export?",
    en="this workbook holds no pseudonym that this key file knows. Does the key belong to another export?",
)
