import codecs
import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from geodata import xlsxtable
from geodata.errors import Fault, InputError, sentences
from geodata.language import Lang, Text
from geodata.reading import read_families
from geodata.table import MAX_BYTES
from tests.builders_csv import faults, places, read

TEXT = "gezin_id;postcode;aanbieder\nF1;1211;Zorggroep Één €\n"


def workbook(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] = id) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


HEADER = ["gezin_id", "postcode", "aanbieder", "pleegkinderen", "leeftijden", "doet_mee", "breedtegraad", "lengtegraad"]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip().encode(),
        ("sep=;\r\n" + TEXT).encode(),
        ("sep=,\n" + TEXT.replace(";", ",")).encode(),
        ('"' + TEXT.replace(";", '";"').replace("\n", '"\n"').rstrip('"')).encode(),
    ],
)
def test_text_is_read_in_every_form_a_spreadsheet_saves(tmp_path: Path, content: bytes) -> None:
    (family,) = read(tmp_path, content).families

    assert (family.id, family.postcode, family.provider) == ("F1", "1211", "Zorggroep Één €")


def test_a_delimiter_inside_a_header_or_a_cell_does_not_mislead(tmp_path: Path) -> None:
    text = 'gezin_id,postcode,aanbieder,"opmerking; a; b; c; d"\nF1,1211,"Zorg; en, meer",x\n'

    assert read(tmp_path, text).families[0].provider == "Zorg; en, meer"


def test_a_file_is_known_by_its_name_and_its_bytes(tmp_path: Path) -> None:
    reading = read(tmp_path, TEXT)

    assert reading.name == "families.csv"
    assert reading.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "this file is empty."),
        ("a.csv", b"\n \n", "this file is empty."),
        ("a.csv", codecs.BOM_UTF8, "this file is empty."),
        ("a.csv", codecs.BOM_UTF16_LE, "this file is empty."),
        ("a.csv", b";;;\n;;;\n", "this file is empty."),
        ("a.csv", b"gezin_id;postcode;aanbieder\n;;\n", "this file has only a row of column names."),
        (
            "a.csv",
            b"\x89PNG\r\n\x1a\n\0\0",
            "this is no text file but, for instance, a picture, a PDF or a packed file.",
        ),
        ("a.csv", b"%PDF-1.7\n", "this is no text file but, for instance, a picture, a PDF or a packed file."),
        ("a.csv", b"\x7fELF\0\0\0", "this is no text file. Open it in the program that made it"),
        ("a.csv", b"gezin_id;postcode\0;aanbieder\nF1;1211;A\n", "this is no text file."),
        ("a.csv", b"\x81\x8d;\xff\n", "this is no text file."),
        ("a.csv", codecs.BOM_UTF16_LE + b"a", "this is no text file."),
        ("a.csv", workbook([HEADER]), "this is an Excel workbook with a name that ends in '.csv'."),
        ("a.xls", workbook([HEADER]), "this is an Excel workbook with a name that ends in '.xls'."),
        ("a.csv", b"PK\x03\x04....", "this is a packed file (zip) or a workbook of another program."),
        ("a.xls", OLE, "this is an old Excel workbook (.xls) or a workbook with a password."),
        ("a.xlsx", OLE, "this is an old Excel workbook (.xls) or a workbook with a password."),
        ("a.csv", OLE, "this is an old Excel workbook (.xls) or a workbook with a password."),
        ("a.xlsx", TEXT.encode(), "the name ends in '.xlsx', but this is no Excel workbook."),
        ("a.xlsx", b"PK\x03\x04....", "this is no Excel workbook that can be read: the file is damaged"),
        ("a.xlsx", workbook([HEADER])[:-40], "this is no Excel workbook that can be read: the file is damaged"),
        ("a.xlsx", workbook([]), "this file is empty."),
        ("a.xlsx", workbook([HEADER]), "this file has only a row of column names."),
        ("a.csv", b"gezin_id" + b";" * 600 + b"\nF1\n", "a row has more than 500 cells."),
        ("a.csv", b"gezin_id\n" + b"F\n" * 100_001, "this file has more than 100,000 rows."),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (fault,) = faults(tmp_path, content, name)

    assert (fault.file, fault.row, fault.column) == (name, None, None)
    assert fault.text.say(Lang.EN, fault.facts).startswith(sentence)


def test_a_quotation_mark_that_is_never_closed_is_told_by_row(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, 'gezin_id;postcode;aanbieder\nF1;1211;A\nF2;1211;"A\nF3;1211;A\n')

    assert fault.say(Lang.EN).startswith('families.csv, row 3: here a quotation mark (") is opened and never closed')


@pytest.mark.parametrize(("size", "refused"), [(MAX_BYTES, False), (MAX_BYTES + 1, True), (200_000_000, True)])
def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, *, refused: bool
) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(size)
    reads: list[Path] = []

    def noted(self: Path) -> bytes:
        reads.append(self)
        return b""

    monkeypatch.setattr(Path, "read_bytes", noted)
    with pytest.raises(InputError) as caught:
        read_families(path)

    assert reads == ([] if refused else [path])
    assert ("MB" in str(caught.value)) is refused


@pytest.mark.parametrize("name", ["absent.csv", ".", "/dev/null"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"this file does not exist|this is no ordinary file"):
        read_families(tmp_path / name)


def test_typed_cells_of_a_workbook_read_as_they_show(tmp_path: Path) -> None:
    content = workbook(
        [
            HEADER,
            [1, 1211, "A", 2, "4|9", True, None, None],
            [2.0, "1211 AB", "B", 3.0, 7, False, 52.25, 5.125],
            [None] * 8,
            ["F3", 1211.0, "C", None, None, "ja", "52,3", "5.2"],
            [None] * 8,
        ]
    )
    one, two, three = read(tmp_path, content, "families.xlsx").families

    assert [one.id, two.id, three.id] == ["1", "2", "F3"]
    assert [family.postcode for family in (one, two, three)] == ["1211", "1211AB", "1211"]
    assert [family.joins for family in (one, two, three)] == [True, False, True]
    assert (one.child_ages, two.child_ages, two.children) == ((4, 9), (7,), 3)
    assert (two.location.lat, two.location.lon, three.location.lat) == (52.25, 5.125, 52.3)


def test_cells_without_a_plain_value_are_told_one_by_one(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C3"] = "=A1"
        sheet["D4"] = "#N/A"
        sheet["D4"].data_type = "e"
        sheet["A6"] = "=1+1"
        sheet["A6"].data_type = "s"

    rows: list[Sequence[object]] = [
        HEADER,
        ["F1", 1211, "A", 1, dt.date(2024, 9, 4), None],
        ["F2", 1211, "x", 1, None, dt.time(12, 30)],
        ["F3", 1211, "A", 1],
        [],
        ["x", 1211, "A", 1],
    ]
    found = faults(tmp_path, workbook(rows, change), "families.xlsx")

    assert places(found) == [(2, "leeftijden"), (3, "aanbieder"), (3, "doet_mee"), (4, "pleegkinderen")]
    assert [fault.text.say(Lang.NL).split(". ")[0] for fault in found] == [
        "hier staat een datum of tijd",
        "hier staat een formule",
        "hier staat een datum of tijd",
        "hier staat een foutwaarde van Excel, zoals #N/B",
    ]


def test_a_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A2"] = '=HYPERLINK("x")'
        sheet["A2"].data_type = "s"

    content = workbook([HEADER, ["F1", 1211, "A"]], change)

    assert read(tmp_path, content, "families.xlsx").families[0].id == '=HYPERLINK("x")'


def test_a_formula_in_the_headers_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, workbook([["=A2", "postcode"], ["F1", 1211]]), "families.xlsx")

    assert fault.say(Lang.EN).startswith("families.xlsx, row 1: a column name is a formula, a date or an error value.")


def test_dates_in_an_unknown_column_may_be_of_birth(tmp_path: Path) -> None:
    rows = [["gezin_id", "postcode", "aanbieder", "datum", "startdatum"]]
    day = dt.date(2015, 3, 12)

    assert places(faults(tmp_path, workbook([*rows, ["F1", 1211, "A", day, None]]), "a.xlsx")) == [(2, "datum")]
    assert not faults(tmp_path, workbook([*rows, ["F1", 1211, "A", None, day]]), "a.xlsx")


def test_merged_cells_are_refused_in_every_row_beside_what_else_is_wrong(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B3:B4")

    rows: list[Sequence[object]] = [HEADER, *([f"F{number}", 1211, "A"] for number in range(4)), ["F5", "x", "A"]]
    found = faults(tmp_path, workbook(rows, change), "families.xlsx")

    said = [fault.say(Lang.NL) for fault in found]
    assert said[:2] == [
        f"families.xlsx, rij {row}: hier zijn cellen samengevoegd, zodat niet zeker is bij welke kolom en rij een "
        f"waarde "
        "hoort. Splits de cellen weer."
        for row in (3, 4)
    ]
    assert [fault.row for fault in found] == [3, 4, 6]


def test_where_column_names_are_merged_no_column_is_known_and_nothing_else_is_said(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [HEADER, *([f"F{number}", 1211, "A"] for number in range(4))]
    found = faults(tmp_path, workbook(rows, lambda sheet: sheet.merge_cells("A1:B1")), "families.xlsx")

    assert [(fault.row, "samengevoegd" in fault.say(Lang.NL)) for fault in found] == [(1, True)]


def test_a_provider_merged_down_is_that_of_every_family_beside_it_and_told(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [HEADER, *([f"F{number}", 1211, "A" if number < 3 else "B"] for number in range(5))]
    book = workbook(rows, lambda sheet: sheet.merge_cells("C2:C4"))

    found = read(tmp_path, book, "families.xlsx")

    assert [family.provider for family in found.families] == ["A", "A", "A", "B", "B"]
    assert any("samengevoegde cel is gelezen bij elk gezin" in each.say(Lang.NL) for each in found.notices)


def test_the_first_sheet_that_shows_is_read_and_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.worksheets[0]
    hidden.append(["niets"])
    hidden.sheet_state = "hidden"
    for title in ("Gezinnen", "Later"):
        sheet = book.create_sheet(title)
        sheet.append(HEADER[:4])
        sheet.append([title, 1211, "A", 1])
    book.save(tmp_path / "families.xlsx")
    reading = read_families(tmp_path / "families.xlsx")

    assert [family.id for family in reading.families] == ["Gezinnen"]
    assert reading.notices[0].say(Lang.NL) == (
        "families.xlsx: de werkmap heeft meer bladen; alleen blad 2 is gelezen, van links geteld."
    )


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith(part) else old.read(name))
    return held.getvalue()


def test_a_workbook_that_unpacks_to_far_more_is_refused_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsxtable, "MAX_UNPACKED_BYTES", 10_000_000)
    bomb = repacked(
        workbook([HEADER, ["F1", 1211, "A"]]),
        "sheet1.xml",
        lambda sheet: sheet.replace(b"</sheetData>", b" " * 10_000_000 + b"</sheetData>"),
    )
    (fault,) = faults(tmp_path, bomb, "families.xlsx")

    assert len(bomb) < 100_000
    assert fault.say(Lang.EN) == (
        "families.xlsx: this workbook takes 10 MB unpacked; more than 10 MB is not read. Keep only the sheet of "
        "families."
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'<row r="2"', b'<row r="999999999999"', "this sheet has more than 1,048,576 rows."),
        (b"</worksheet>", b"", "this is no Excel workbook that can be read"),
        (b'<dimension ref="A1:H2"', b'<dimension ref="A1:XFD1048576"', ""),
    ],
)
def test_what_a_sheet_says_of_itself_is_not_believed(tmp_path: Path, old: bytes, new: bytes, sentence: str) -> None:
    plain = workbook([HEADER, ["F1", 1211, "A"]])
    content = repacked(plain, "sheet1.xml", lambda sheet: sheet.replace(old, new))
    found = faults(tmp_path, content, "families.xlsx")

    assert repacked(plain, "sheet1.xml", lambda sheet: sheet) != content
    assert [fault.text.say(Lang.EN, fault.facts)[: len(sentence)] for fault in found] == (
        [sentence] if sentence else []
    )


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("plan.json", '{"schema": "constellations/plan/1"}', "no table of families"),
        (
            "plan.csv",
            "family_id;constellation;role;hub;distance_km;status\nF1;C01;hub;F1;;placed\n",
            "no families file",
        ),
    ],
)
def test_a_plan_in_the_place_of_the_families_is_one_sentence(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_families(path)

    (fault,) = error.value.faults
    assert says in fault.say(Lang.EN)
    assert "families file comes first and the plan after it" in fault.say(Lang.EN)


def test_what_is_wrong_in_many_rows_alike_is_said_once_with_every_row() -> None:
    wrong, other = Text(nl="fout", en="wrong"), Text(nl="anders", en="other")
    rows = (2, 5, 6, 7, 9)
    faults = [Fault(wrong, file="a.csv", row=row, column="hub") for row in rows]
    faults[2:2] = [Fault(other, file="a.csv"), Fault(wrong, {"n": 2}, file="a.csv", row=3, column="hub")]

    assert sentences(faults, Lang.EN) == [
        "a.csv, row 2, 5 to 7 and 9, column 'hub': wrong",
        "a.csv: other",
        "a.csv, row 3, column 'hub': wrong",
    ]
    assert sentences(faults[:1], Lang.NL) == [faults[0].say(Lang.NL)]
