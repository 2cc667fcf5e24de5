"""From a path to a table: tells what kind of file it is by its first bytes, not by its name alone."""

import codecs
from pathlib import Path
from typing import Final

from geodata.csvtable import read_text_table
from geodata.language import Text
from geodata.layout import Known, family_header
from geodata.table import Table, file_bytes, refused

_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_MARKUP: Final = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head")
"""What systems write that offer a page or an XML document as an Excel file."""
_LOOKED_AT: Final = 1000
_SIGN: Final = 20
_BINARY: Final = (b"\x89PNG", b"%PDF", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format")


def read_table(path: Path, *, dates: bool = False, known: Known = family_header) -> Table:
    """Read a CSV file or a sheet of a workbook: the first that shows and has column names.

    Parameters
    ----------
    dates
        Whether the dates of a workbook are read, as ``2015-04-03``, in place of being refused.
    known
        Tells whether a text is a column name, by which the sheet and its row of headers are found.

    Raises
    ------
    InputError
        When the file is none of both, or cannot be read as what it is.
    """
    return table_of(path, file_bytes(path), dates=dates, known=known)


def table_of(path: Path, raw: bytes, *, dates: bool = False, known: Known = family_header) -> Table:
    """Read the bytes of a file as :func:`read_table` does; of ``path`` only the name counts."""
    suffix = path.suffix.casefold()
    if raw.startswith(_ZIP):
        if suffix in _WORKBOOKS:
            from geodata.xlsxtable import read_workbook_table  # noqa: PLC0415 - a tenth of a second that CSV need not spend

            return read_workbook_table(path, raw, known, dates=dates)
        raise refused(path, BOOK_BY_OTHER_NAME if b"xl/" in raw else ARCHIVE, {"suffix": suffix})
    if raw.startswith(_OLE):
        raise refused(path, OLD_EXCEL)
    if suffix in _WORKBOOKS:
        raise refused(path, NOT_A_BOOK, {"suffix": suffix})
    if raw.startswith(_BINARY):
        raise refused(path, BINARY)
    if raw[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip()[:_SIGN].lower().startswith(_MARKUP):
        raise refused(path, MARKUP)
    if known is family_header and raw[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        raise refused(path, JSON)
    return read_text_table(path, raw, known)


BOOK_BY_OTHER_NAME: Final = Text(
    nl="dit is een Excel-werkmap met een naam die eindigt op '{suffix}'. Geef het bestand een naam die eindigt op "
    ".xlsx, of bewaar het in Excel als CSV.",
    en="this is an Excel workbook with a name that ends in '{suffix}'. Give the file a name that ends in .xlsx, or "
    "save it as CSV in Excel.",
)
ARCHIVE: Final = Text(
    nl="dit is een ingepakt bestand (zip) of een werkmap van een ander programma. Pak het uit, of bewaar het als "
    ".xlsx of als CSV.",
    en="this is a packed file (zip) or a workbook of another program. Unpack it, or save it as .xlsx or as CSV.",
)
OLD_EXCEL: Final = Text(
    nl="dit is een oude Excel-werkmap (.xls) of een werkmap met een wachtwoord. Open het in Excel en bewaar het zonder "
    "wachtwoord als .xlsx.",
    en="this is an old Excel workbook (.xls) or a workbook with a password. Open it in Excel and save it as .xlsx "
    "without a password.",
)
NOT_A_BOOK: Final = Text(
    nl="de naam eindigt op '{suffix}', maar dit is geen Excel-werkmap. Is het een tekstbestand, geef het dan een naam"
    " die eindigt op .csv.",
    en="the name ends in '{suffix}', but this is no Excel workbook. If it is a text file, give it a name that ends in "
    ".csv.",
)
MARKUP: Final = Text(
    nl="dit is een webpagina of XML-bestand met de naam van een Excel-bestand, zoals sommige systemen exporteren. Open "
    "het in Excel en bewaar het als .xlsx.",
    en="this is a web page or XML file under the name of an Excel file, as some systems export. Open it in Excel and "
    "save it as .xlsx.",
)
JSON: Final = Text(
    nl="dit is een JSON-bestand, zoals plan.json, en geen tabel van gezinnen. Op de regel staat eerst het "
    "gezinnenbestand en daarna het plan.",
    en="this is a JSON file, such as plan.json, and no table of families. On the line the families file comes first "
    "and the plan after it.",
)
BINARY: Final = Text(
    nl="dit is geen tekstbestand maar bijvoorbeeld een afbeelding, een pdf of een ingepakt bestand. Geef het "
    "gezinnenbestand als CSV of .xlsx.",
    en="this is no text file but, for instance, a picture, a PDF or a packed file. Give the families file as CSV or "
    ".xlsx.",
)
