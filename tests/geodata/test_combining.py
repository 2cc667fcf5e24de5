"""Files of several providers become one: read by themselves, kept apart, doubles told."""

from pathlib import Path

import openpyxl
import pytest

from geodata.combining import combine
from geodata.errors import InputError
from geodata.families import HubRole, Precision
from geodata.language import Lang
from geodata.reading import read_families
from geodata.writing import as_csv, as_xlsx

ONE = """\
gezin_id;postcode;aanbieder;pleegkinderen;hubhome;samen;constellatie
1;1211 AB;A;1;kandidaat;x;1
2;1212;A;2;nee;x;1
"""
TWO = "Gezinsnr,Lat,Lon,Aantal pleegkinderen,Hub mogelijk?,samen\n1,52.22,5.17,1,J,x\n3,52.23,5.18,0,N,\n"


def files(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{name}.csv" for name in "abc"[: len(texts)]]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def faults(paths: list[Path], providers: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(InputError) as error:
        combine(paths, providers or {})
    return [fault.say(Lang.EN) for fault in error.value.faults]


def test_ids_and_keys_that_clash_are_kept_apart(tmp_path: Path) -> None:
    combined = combine(files(tmp_path, ONE, TWO), {"b.csv": "B"})
    by_id = combined.families.by_id

    assert list(by_id) == ["A-1", "A-2", "B-1", "B-3"]
    assert [by_id[name].provider for name in by_id] == ["A", "A", "B", "B"]
    assert by_id["A-2"].constellation == "A-1"
    assert by_id["A-1"].together == by_id["A-2"].together
    assert by_id["B-1"].together not in {(), by_id["A-1"].together}
    assert [by_id[name].hub for name in ("A-1", "B-1", "B-3")] == [HubRole.CANDIDATE, HubRole.CANDIDATE, HubRole.NO]


def test_ids_that_do_not_clash_stay_as_they_are(tmp_path: Path) -> None:
    combined = combine(files(tmp_path, ONE, TWO.replace("\n1,", "\n4,")), {"b.csv": "B"})

    assert [family.id for family in combined.families] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("lang", list(Lang))
def test_what_is_written_is_read_back_as_the_same_families(tmp_path: Path, write: object, lang: Lang) -> None:
    combined = combine(files(tmp_path, ONE, TWO), {"b.csv": "B"})
    path = tmp_path / ("r.csv" if write is as_csv else "r.xlsx")
    path.write_bytes(as_csv(combined.families, lang) if write is as_csv else as_xlsx(combined.families, lang))
    found = read_families(path).families

    assert found == combined.families
    assert [family.location.precision for family in found] == [Precision.PC4] * 2 + [Precision.COORDINATES] * 2


def test_each_file_says_its_own_faults_and_all_at_once(tmp_path: Path) -> None:
    found = faults(
        files(tmp_path, ONE.replace("kandidaat", "soms"), TWO, "naam;postcode\nx;1211\n"), {"b.csv": "B", "c.csv": "C"}
    )

    assert [sentence.split(":")[0] for sentence in found] == [
        "a.csv, row 2, column 'hubhome'",
        *["c.csv, row 1, column 'naam'", "c.csv, row 1"],
    ]


def test_a_file_without_a_provider_says_how_to_give_one(tmp_path: Path) -> None:
    (sentence,) = faults(files(tmp_path, ONE, TWO))

    assert sentence.startswith("b.csv, row 1: there is no column 'provider'. Add it, or say whose file this is")


def test_a_provider_for_a_file_that_is_not_there_is_a_slip(tmp_path: Path) -> None:
    assert "d.csv: --provider names this file, but it is not among those to join. Files: a.csv and b.csv." in faults(
        files(tmp_path, ONE, TWO), {"b.csv": "B", "d.csv": "D"}
    )


def test_a_family_that_may_be_with_two_providers_is_told(tmp_path: Path) -> None:
    other = "id;postcode;aanbieder;pleegkinderen\n9;1211AB;B;1\n8;1212;B;2\n"
    told = [notice.say(Lang.NL) for notice in combine(files(tmp_path, ONE, other), {}).notices]

    assert told[-1].startswith(
        "misschien hetzelfde gezin bij twee aanbieders (zelfde plaats, zelfde kinderen): 1 (1 = 9)."
    )


def test_workbooks_and_text_go_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Opgave 2026"], [], ["gezin_id", "postcode", "pleegkinderen"], ["Q1", 1211, 1], ["Totaal", None, 1]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "z.xlsx")
    combined = combine([*files(tmp_path, ONE), tmp_path / "z.xlsx"], {"z.xlsx": "Z"})

    assert [(family.id, family.provider) for family in combined.families] == [("1", "A"), ("2", "A"), ("Q1", "Z")]
    assert [(part.reading.name, len(part.reading.families), part.n_candidates) for part in combined.parts] == [
        ("a.csv", 2, 1),
        ("z.xlsx", 1, 0),
    ]
