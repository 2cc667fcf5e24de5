"""Headers and cells as people in the Netherlands write them: what is meant is read, the rest told by its row."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from geodata.errors import InputError
from geodata.families import Family, HubRole
from geodata.language import Lang
from geodata.reading import read_families
from tests.builders_csv import faults, read


def book(*rows: Sequence[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


MESSY: tuple[list[object], ...] = (
    ["Overzicht pleeggezinnen regio, peildatum 1 oktober"],
    [],
    [
        *("Pleeggezin", "Aantal pleegkinderen", "Leeftijd kinderen", "Hub? (ja/nee)", "Postcode (4 cijfers)"),
        *("Pleegzorgaanbieder", "Max. afstand (km)", "Samen", "Soort pleegzorg", "Doet mee?"),
    ],
    ["G001", 2, "4, 9", "ja", "1211 AB", "Noord", "7,5", "-", "voltijd", "ja"],
    ["G002", "geen", "geen", "nee", 1251, "Noord", "-", "n.v.t.", "crisis", "Nee"],
    [],
    ["G003", 3, "4 en 9 jaar, 12", "Kandidaat", "1271ab", "Zuid", 5, "", "deeltijd", "j"],
    ["Totaal", 5],
)


def test_a_workbook_as_people_keep_it_is_read_as_they_mean_it(tmp_path: Path) -> None:
    found = read(tmp_path, book(*MESSY), "a.xlsm")
    first, second, third = found.families

    assert [each.id for each in found.families] == ["G001", "G002", "G003"]
    assert [each.children for each in found.families] == [2, 0, 3]
    assert [each.child_ages for each in found.families] == [(4, 9), (), (4, 9, 12)]
    assert [each.hub for each in found.families] == [HubRole.CANDIDATE, HubRole.NO, HubRole.CANDIDATE]
    assert [each.postcode for each in found.families] == ["1211AB", "1251", "1271AB"]
    assert (first.max_km, second.max_km, third.max_km) == (7.5, None, 5.0)
    assert [each.together for each in found.families] == [(), (), ()]
    assert [each.joins for each in found.families] == [True, False, True]
    said = [notice.say(Lang.NL) for notice in found.notices]
    assert "kolom 'Pleeggezin': deze kolom is gelezen als 'gezin_id'." in said
    assert "kolom 'Samen': een streepje, vraagteken, onbekend of n.v.t. is gelezen als leeg: 2 (rij 4 en 5)." in said


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Gezinsnummer", "gezin_id"),
        ("Gezinsnr.", "gezin_id"),
        ("Code gezin", "gezin_id"),
        ("Nummer pleeggezin", "gezin_id"),
        ("Pleeggezin (code)", "gezin_id"),
        ("Gezin", "gezin_id"),
        ("Nr.", "gezin_id"),
        ("Foster family", "gezin_id"),
        ("AANBIEDER*", "aanbieder"),
        ("Aanbieder pleegzorg", "aanbieder"),
        ("Pleegzorgorganisatie", "aanbieder"),
        ("Postcode gezin", "postcode"),
        ("Woonpostcode", "postcode"),
        ("Postcode: 4 cijfers", "postcode"),
    ],
)
def test_a_header_that_plainly_means_a_column_is_read_as_it(tmp_path: Path, header: str, column: str) -> None:
    line = "gezin_id;postcode;aanbieder".replace(column, header)
    found = read(tmp_path, f"{line}\nG12;1211;Noord\n")

    assert [(each.id, each.postcode, each.provider) for each in found.families] == [("G12", "1211", "Noord")]


def one(tmp_path: Path, header: str, cell: str) -> Family:
    (family,) = read(tmp_path, f'gezin_id;postcode;aanbieder;{header}\nG1;1211;Noord;"{cell}"\n').families
    return family


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("4, 9", (4, 9)),
        ("4 en 9", (4, 9)),
        ("4, 9 en 12", (4, 9, 12)),
        ("4,9,12", (4, 9, 12)),
        ("4;9", (4, 9)),
        ("4/9", (4, 9)),
        ("4 & 9", (4, 9)),
        ("4 + 9", (4, 9)),
        ("4 and 9", (4, 9)),
        ("4 jaar", (4,)),
        ("4 jr. en 9 jr.", (4, 9)),
        ("11 years, 3 years", (11, 3)),
        ("geen", ()),
        ("onbekend", ()),
        ("12,13", (12, 13)),
    ],
)
def test_ages_are_read_as_people_list_them(tmp_path: Path, text: str, ages: tuple[int, ...]) -> None:
    assert one(tmp_path, "Leeftijden", text).child_ages == ages


@pytest.mark.parametrize("text", ["4,9", "4.5", "4-9", "vier", "4, ", "2x 4", "4 maanden", "jaar"])
def test_ages_that_may_mean_something_else_are_told_by_their_row(tmp_path: Path, text: str) -> None:
    (fault,) = faults(tmp_path, f'gezin_id;postcode;aanbieder;leeftijden\nG1;1211;Noord;"{text}"\n')

    assert (fault.row, fault.column) == (2, "leeftijden")
    assert "bijvoorbeeld 4|9|12" in fault.say(Lang.NL)


@pytest.mark.parametrize("header", ["Pleeggezin", "Gezin", "Nummer", "Family"])
def test_under_a_header_that_may_be_of_names_only_codes_are_pseudonyms(tmp_path: Path, header: str) -> None:
    found = faults(tmp_path, f"{header};postcode;aanbieder\nBakker;1211;Noord\nG2;1211;Noord\nVisser;1211;Noord\n")

    said = [fault.say(Lang.NL) for fault in found]
    assert [fault.row for fault in found] == [2, 4]
    assert all("kan een naam zijn" in each and "anonymise" in each for each in said)
    assert not any(name in each for each in said for name in ("Bakker", "Visser"))


def test_a_column_of_names_beside_one_of_numbers_is_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, "Pleeggezin;Nr;postcode;aanbieder\nBakker;1;1211;Noord\nVisser;2;1211;Noord\n")

    assert [family.id for family in found.families] == ["1", "2"]
    assert not any("Bakker" in notice.say(lang) for notice in found.notices for lang in Lang)


@pytest.mark.parametrize("header", ["Zorgvorm (naam contactpersoon)", "Kinderen (namen)", "Gemeente: begeleider"])
def test_what_brackets_say_a_column_is_about_is_not_overlooked(tmp_path: Path, header: str) -> None:
    text = f"gezin_id;postcode;aanbieder;{header}\nG1;1211;Noord;2\n"
    if refused := faults(tmp_path, text):
        assert any("persoonsgegevens" in fault.say(Lang.NL) for fault in refused)
        return
    (family,) = read(tmp_path, text).families

    assert (family.children, family.care_type, family.municipality == "2") == (1, None, False)


def test_names_in_the_brackets_of_a_header_are_not_repeated(tmp_path: Path) -> None:
    found = read(tmp_path, "gezin_id;postcode;aanbieder;Kinderen (Sem en Noor)\nG1;1211;Noord;2\n")

    assert not any("Noor " in each or "Sem" in each for each in (notice.say(Lang.NL) for notice in found.notices))


@pytest.mark.parametrize("header", ["pleegkinderen", "hubhome", "doet_mee"])
def test_where_a_dash_may_mean_something_it_is_not_taken_for_empty(tmp_path: Path, header: str) -> None:
    (fault,) = faults(tmp_path, f"gezin_id;postcode;aanbieder;{header}\nG1;1211;Noord;onbekend\n")

    assert (fault.row, fault.column) == (2, header)


def test_all_that_is_wrong_is_told_at_once_also_where_columns_are_missing(tmp_path: Path) -> None:
    text = "gezin_id;breedtegraad;postcode;pleegkinderen;leeftijden\nG1;52,2;12;elf;oud\nG1;abc;1211;2;4,5\n"

    found = faults(tmp_path, text)

    assert [(fault.row, fault.column) for fault in found] == [
        (1, "breedtegraad"),
        (1, None),
        (2, "postcode"),
        (2, "pleegkinderen"),
        (2, "leeftijden"),
        (3, "gezin_id"),
        (3, "breedtegraad"),
        (3, "leeftijden"),
    ]


def test_more_rows_than_any_file_has_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.csvtable.MAX_FAMILIES", 50)
    monkeypatch.setattr("geodata.csvtable._rows", lambda *_: pytest.fail("rows were read"))
    monkeypatch.setattr("geodata.xlsxtable.MAX_FAMILIES", 50)
    rows = [["gezin_id", "postcode", "aanbieder"], *([f"G{at}", "1211", "Noord"] for at in range(90))]
    (tmp_path / "a.csv").write_text("\n".join(";".join(row) for row in rows))
    (tmp_path / "a.xlsx").write_bytes(book(*rows))

    for name in ("a.csv", "a.xlsx"):
        with pytest.raises(InputError) as error:
            read_families(tmp_path / name)
        assert error.value.faults[0].say(Lang.NL).startswith(f"{name}: dit bestand heeft meer dan 50 rijen.")


def test_empty_lines_below_a_file_are_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.csvtable.MAX_FAMILIES", 5)

    found = read(tmp_path, "gezin_id;postcode;aanbieder\nG1;1211;Noord\n" + ";;\r\n" * 200)

    assert len(found.families) == 1
