"""Files as people really have them: each kind is read as it should be, refused by row, or told. See tests/README.md."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from geodata.anonymise.dates import birth_date, month_first
from geodata.errors import InputError
from geodata.families import Families, HubRole, Precision
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.municipalities import Spellings, bare, of_the_country
from geodata.official import Kind, read_official
from geodata.reading import Reading, read_families
from geodata.writing import as_csv
from tests.builders_csv import faults, places, read

FILES = Path(__file__).parent / "files"
HEADER = "gezin_id;postcode;aanbieder;pleegkinderen;hubhome"


def reading(name: str) -> Reading:
    return read_families(FILES / name)


def base() -> Families:
    return reading("base.csv").families


def told(name: str, lang: Lang = Lang.NL) -> list[str]:
    return [notice.say(lang) for notice in reading(name).notices]


def refused(name: str, lang: Lang = Lang.NL) -> list[str]:
    with pytest.raises(InputError) as error:
        read_families(FILES / name)
    return [fault.say(lang) for fault in error.value.faults]


@pytest.mark.parametrize(
    "name",
    [
        "c03_sep_bom_upper_space.csv",
        "c06e_nfd.csv",
        "c12c_note_below.csv",
        "c14h_latitude_longitude_with_postcode.csv",
        "c16_title_row.csv",
        "x01_strict.xlsx",
        "x03c_autofilter.xlsx",
        "x03f_readme_first.xlsx",
        "x22_cr_escape.xlsx",
    ],
)
def test_the_same_families_in_another_guise_are_the_same_families(name: str) -> None:
    assert reading(name).families == base()


def test_ids_keep_the_zeros_that_a_workbook_shows() -> None:
    shown = reading("x12b_ids_format_zeros.xlsx").families

    assert [family.id for family in shown] == [f"{number:05d}" for number in range(1, 25)]
    assert [replace(family, id="") for family in shown] == [replace(family, id="") for family in base()]


def test_spaces_of_any_kind_in_a_postcode_are_spaces() -> None:
    found = reading("c08a2_pc_thin_space.csv").families

    assert [family.postcode for family in found][:3] == ["1211AB", "1216CD", "1214EF"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "c12c_note_below.csv",
            "c12c_note_below.csv: overgeslagen, want dit is een opmerking onder de tabel: rij 27.",
        ),
        (
            "c14h_latitude_longitude_with_postcode.csv",
            "kolom 'longitude': deze kolom is gelezen als 'lengtegraad'.",
        ),
        (
            "c16_title_row.csv",
            "c16_title_row.csv: de kolomnamen staan in rij 2; wat daarboven staat, is overgeslagen.",
        ),
        (
            "c33_one_point.csv",
            "op precies hetzelfde punt staan 24 gezinnen (rij 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …). Is dat een "
            "echt adres, "
            "of vulde een programma één punt in voor wat het niet vond?",
        ),
        (
            "c35b_one_digit_typo.csv",
            "kolom 'postcode': de coördinaten liggen ver van de eigen postcode: 1 (rij 5: 111 km). De "
            "coördinaten tellen; "
            "controleer beide.",
        ),
        (
            "c35b_one_digit_typo.csv",
            "deze gezinnen liggen buiten Nederland of op zee: 1 (rij 5: 5 km). Controleer de coördinaten.",
        ),
        (
            "c08a2_pc_thin_space.csv",
            "van deze gezinnen is alleen de postcode van vier cijfers bekend: 24 (rij 2, 3, 4, 5, 6, 7, 8, 9, "
            "10, 11, …). "
            "Afstanden van en naar hen zijn gemeten vanaf het midden van die postcode.",
        ),
        (
            "s14_gemeente_spellings.csv",
            "kolom 'gemeente': anders geschreven namen van gemeenten zijn gelezen als de officiële naam: 12 "
            "(rij 3, 4, 5, "
            "6, 11, 12, 13, 14, 19, 20, …).",
        ),
        (
            "s14_gemeente_spellings.csv",
            "kolom 'gemeente': een gemeente is op meer dan één manier geschreven (voor het eerst in rij 8 en 9). Elke "
            "schrijfwijze telt als een eigen gemeente.",
        ),
        (
            "x03c_autofilter.xlsx",
            "x03c_autofilter.xlsx: in Excel verborgen of weggefilterde rijen zijn wel gelezen: 16 (rij 3, 4, 6, "
            "7, 9, 10, "
            "12, 13, 15, 16, …). Haal rijen weg die niet mee moeten doen.",
        ),
        (
            "x03f_readme_first.xlsx",
            "x03f_readme_first.xlsx: de werkmap heeft meer bladen; alleen blad 2 is gelezen, van links geteld.",
        ),
    ],
)
def test_what_was_read_otherwise_than_it_stands_is_told(name: str, sentence: str) -> None:
    assert sentence in told(name)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "c17b_prov_error_all.csv",
            [
                f"c17b_prov_error_all.csv, rij {row}, kolom 'aanbieder': hier staat een foutwaarde van Excel, "
                f"zoals #N/B. "
                "Vul de juiste waarde in of maak de cel leeg."
                for row in range(4, 26, 3)
            ],
        ),
        (
            "c20_stray_quotes_swallow.csv",
            [
                'c20_stray_quotes_swallow.csv, rij 6: hier begint een los aanhalingsteken (") dat pas 4 rijen '
                "verder wordt"
                " gesloten; die rijen zouden in één cel verdwijnen. Haal losse aanhalingstekens weg, of bewaar "
                "het bestand"
                " in Excel opnieuw als CSV."
            ],
        ),
        (
            "x02b_html_as.xls",
            [
                "x02b_html_as.xls: dit is een webpagina of XML-bestand met de naam van een Excel-bestand, zoals "
                "sommige "
                "systemen exporteren. Open het in Excel en bewaar het als .xlsx."
            ],
        ),
    ],
)
def test_what_would_be_read_wrongly_is_refused_by_row(name: str, sentences: list[str]) -> None:
    assert refused(name) == sentences


def test_known_municipalities_count_as_one_however_they_are_written() -> None:
    found = {family.municipality for family in reading("s14_gemeente_spellings.csv").families}

    assert found == {"Hilversum", "Gooise Meren", "'s-Graveland", "’s-Graveland"}


def test_a_slip_in_a_municipality_is_told_with_what_is_meant(tmp_path: Path) -> None:
    text = "gezin_id;postcode;aanbieder;pleegkinderen;gemeente\nF1;1211;A;1;Hilversom\nF2;1211;A;1;Delft\n"
    found = [notice.say(Lang.NL) for notice in read(tmp_path, text).notices]

    assert "kolom 'gemeente': deze gemeente is niet bekend: 1 (rij 2). Is Hilversum bedoeld?" in found


@pytest.mark.parametrize("yes", ["ja", "J", "x", "X", "1", "yes", "y", "waar", "TRUE"])
@pytest.mark.parametrize("header", ["hubhome", "Hub mogelijk?", "Kandidaat-hubhome", "hub"])
def test_a_mere_yes_is_a_candidate_and_told(tmp_path: Path, header: str, yes: str) -> None:
    text = f"gezin_id;postcode;aanbieder;pleegkinderen;{header}\nF1;1211;A;1;{yes}\nF2;1211;A;1;nee\n"
    found = read(tmp_path, text)

    assert [family.hub for family in found.families] == [HubRole.CANDIDATE, HubRole.NO]
    assert any(
        notice.say(Lang.NL).endswith("een enkel ja (of j, x, 1) is gelezen als kandidaat-hubhome: 1 (rij 2).")
        for notice in found.notices
    )


@pytest.mark.parametrize(
    ("word", "wave", "role", "said"),
    [
        ("reserve", "2", HubRole.RESERVE, "Een uitrol telt hen als kandidaat vanaf 'hubhome_vanaf'"),
        ("In reserve", "", HubRole.RESERVE, "hubhomes in reserve zonder 'hubhome_vanaf': 1 (rij 2)"),
        ("declined", "", HubRole.DECLINED, "gezinnen die geen hubhome willen zijn: 1 (rij 2)"),
        ("afgewezen", "", HubRole.DECLINED, "gezinnen die geen hubhome willen zijn: 1 (rij 2)"),
        ("Wil niet", "", HubRole.DECLINED, "gezinnen die geen hubhome willen zijn: 1 (rij 2)"),
    ],
)
def test_one_in_reserve_or_declined_is_no_candidate_and_what_it_became_is_told(
    tmp_path: Path, word: str, wave: str, role: HubRole, said: str
) -> None:
    head = "gezin_id;postcode;aanbieder;pleegkinderen;hubhome;hubhome_vanaf"
    text = f"{head}\nF1;1211;A;1;{word};{wave}\nF2;1211;A;1;nee;\n"
    found = read(tmp_path, text)

    assert [(family.hub, family.may_be_hub) for family in found.families] == [(role, False), (HubRole.NO, False)]
    assert sum(said in notice.say(Lang.NL) for notice in found.notices) == 1
    for lang in Lang:
        (tmp_path / "again.csv").write_bytes(as_csv(found.families, lang))
        assert [family.hub for family in read_families(tmp_path / "again.csv").families] == [role, HubRole.NO]


@pytest.mark.parametrize("no", ["nee", "N", "0", "no", "onwaar", "FALSE", "-", ""])
def test_a_no_is_no_candidate(tmp_path: Path, no: str) -> None:
    found = read(tmp_path, f"{HEADER}\nF1;1211;A;1;{no}\n").families

    assert found[0].hub is HubRole.NO


@pytest.mark.parametrize(
    ("text", "children"),
    [("2", 2), ("2 kinderen", 2), ("1 kind", 1), ("3 pleegkinderen", 3), ("geen", 0), ("none", 0), ("10", 10)],
)
def test_a_number_of_children_is_read_from_words_around_it(tmp_path: Path, text: str, children: int) -> None:
    assert read(tmp_path, f"{HEADER}\nF1;1211;A;{text};nee\n").families[0].children == children


@pytest.mark.parametrize("text", ["12", "3?", "2 of 3", "?", "meer", "-1"])
def test_what_is_no_number_of_children_is_refused_and_not_made_one(tmp_path: Path, text: str) -> None:
    assert places(faults(tmp_path, f"{HEADER}\nF1;1211;A;{text};nee\n")) == [(2, "pleegkinderen")]


@pytest.mark.parametrize(
    ("rows", "ids", "sentence"),
    [
        (
            "Overzicht;;;;\n\n;;;;\ngezin_id;postcode;aanbieder;pleegkinderen;hubhome\nF1;1211;A;1;nee",
            ["F1"],
            "de kolomnamen staan in rij 4; wat daarboven staat, is overgeslagen.",
        ),
        (
            f"{HEADER}\nF1;1211;A;1;nee\nTotaal;;;1;",
            ["F1"],
            "overgeslagen, want dit zijn totalen en geen gezin: rij 3.",
        ),
        (
            f"{HEADER}\nF1;1211;A;1;nee\n;;Totaal:;7;\n\nBron: register",
            ["F1"],
            "overgeslagen, want dit zijn totalen en geen gezin: rij 3.",
        ),
        (
            f"{HEADER}\nF1;1211;A;1;nee\n{HEADER}\nF2;1211;A;1;nee",
            ["F1", "F2"],
            "overgeslagen, want hier staan de kolomnamen nog eens: rij 3.",
        ),
    ],
)
def test_titles_totals_notes_and_repeated_headers_are_no_families(
    tmp_path: Path, rows: str, ids: list[str], sentence: str
) -> None:
    found = read(tmp_path, rows)

    assert [family.id for family in found.families] == ids
    assert f"families.csv: {sentence}" in [notice.say(Lang.NL) for notice in found.notices]


def test_a_family_that_lacks_almost_everything_is_no_note(tmp_path: Path) -> None:
    """Only what cannot be a family is skipped: a last row with an id alone is refused."""
    assert set(places(faults(tmp_path, f"{HEADER}\nF1;1211;A;1;nee\nF2;;;;\n"))) == {(3, "aanbieder"), (3, None)}


def test_a_family_called_total_is_a_family(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}\nF1;1211;A;1;nee\nTotaal;1211;A;1;kandidaat\n").families

    assert [family.id for family in found] == ["F1", "Totaal"]


def test_a_title_without_column_names_is_one_sentence(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "Overzicht\n" + "F;1211;A;1;nee\n" * 130)

    assert fault.say(Lang.NL).startswith(
        "families.csv, rij 1: dit lijkt een titel, en in de eerste 30 rijen staan nergens"
    )


def test_files_of_two_encodings_put_together_are_read_line_by_line(tmp_path: Path) -> None:
    one = f"{HEADER}\nF1;1211;Zorg Één;1;nee\nF2;1211;Zorg Één;1;nee\n".encode()
    found = read(tmp_path, one + "F3;1211;Zorg Één;1;nee\n".encode("cp1252"))

    assert {family.provider for family in found.families} == {"Zorg Één"}
    assert found.notices[0].say(Lang.EN).endswith("check letters with accents in row 4.")


@pytest.mark.parametrize("word", ["#N/B", "#VERW!", "#DEEL/0!", "#WAARDE!", "#naam?", "#N/A", "#REF!"])
def test_errors_of_a_spreadsheet_saved_as_text_are_refused(tmp_path: Path, word: str) -> None:
    assert places(faults(tmp_path, f"{HEADER}\n{word};1211;A;1;nee\n")) == [(2, "gezin_id")]


def test_a_note_of_several_lines_is_no_swallowed_row(tmp_path: Path) -> None:
    text = f'{HEADER};opmerking\nF1;1211;A;1;nee;"eerst dit; dan dat\nen nog iets"\nF2;1211;A;1;nee;\n'

    assert [family.id for family in read(tmp_path, text).families] == ["F1", "F2"]


@pytest.mark.parametrize(("n", "is_told"), [(4, False), (5, True)])
def test_families_on_one_point_are_told_from_five(tmp_path: Path, n: int, *, is_told: bool) -> None:
    rows = "".join(f"F{at};52,2;5,2;A;1\n" for at in range(n))
    found = read(tmp_path, f"gezin_id;lat;lon;aanbieder;pleegkinderen\n{rows}").notices

    assert any("op precies hetzelfde punt" in notice.say(Lang.NL) for notice in found) is is_told


@pytest.mark.parametrize(
    ("lat", "lon", "is_told"),
    [
        ("52.95", "4.76", False),  # Den Helder
        ("50.775", "6.01", False),  # Vaals, in the corner of the country
        ("51.37", "3.41", False),  # Cadzand
        ("53.48", "6.16", False),  # Schiermonnikoog
        ("52.60", "5.35", False),  # on the IJsselmeer, which the coarse outline counts in
        ("52.4", "4.3", True),  # at sea
        ("51.32", "4.94", True),  # Turnhout, Belgium
        ("53.23", "7.29", True),  # beyond the Dollard, Germany
    ],
)
def test_homes_at_sea_and_abroad_are_told(tmp_path: Path, lat: str, lon: str, *, is_told: bool) -> None:
    found = read(tmp_path, f"gezin_id;lat;lon;aanbieder;pleegkinderen\nF1;{lat};{lon};A;1\n").notices

    assert any("buiten Nederland of op zee" in notice.say(Lang.NL) for notice in found) is is_told


def test_a_home_placed_by_coordinates_is_not_said_to_be_placed_by_postcode() -> None:
    assert {family.location.precision for family in base()} == {Precision.COORDINATES}
    assert not any("alleen de postcode" in sentence for sentence in told("base.csv"))


def test_a_column_that_means_ours_gives_way_to_one_with_our_name(tmp_path: Path) -> None:
    text = "gezin_id;pc4;postcode;aanbieder;pleegkinderen\nF1;9999;1211;A;1\n"
    found = read(tmp_path, text)

    assert found.families[0].postcode == "1211"
    assert found.notices[0].say(Lang.EN).endswith("the program does not know them: pc4.")


def test_hidden_columns_and_merged_titles_of_a_workbook_are_read_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Gezinnen 2026"],
        HEADER.split(";"),
        ["F1", "1211", "A", 1, "nee"],
        ["Totaal", None, None, "=SUM(D3)"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.column_dimensions["E"].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = read_families(tmp_path / "a.xlsx")

    assert [family.id for family in found.families] == ["F1"]
    assert [notice.say(Lang.NL) for notice in found.notices][:3] == [
        "a.xlsx: de kolomnamen staan in rij 2; wat daarboven staat, is overgeslagen.",
        "a.xlsx: overgeslagen, want dit zijn totalen en geen gezin: rij 4.",
        "a.xlsx: in Excel verborgen kolommen zijn wel gelezen: E.",
    ]


def test_another_sheet_with_families_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("Noord", "Zuid"):
        sheet = book.create_sheet(title)
        sheet.append(HEADER.split(";"))
        sheet.append([title, "1211", "A", 1, "nee"])
    book.save(tmp_path / "a.xlsx")
    found = read_families(tmp_path / "a.xlsx")

    assert [family.id for family in found.families] == ["Noord"]
    assert found.notices[1].say(Lang.NL).startswith("a.xlsx: ook blad 3, van links geteld, heeft kolommen van gezinnen")


@pytest.mark.parametrize(
    ("texts", "us"),
    [
        (["03/13/2015", "03/01/2015"], True),
        (["13/03/2015", "03/01/2015"], False),
        (["03/01/2015", "04/02/2016"], False),
        (["13/03/2015", "03/13/2015"], False),
        ([], False),
    ],
)
def test_the_order_of_day_and_month_is_judged_for_a_column_as_a_whole(texts: list[str], *, us: bool) -> None:
    assert month_first(texts) is us


@pytest.mark.parametrize(("us", "born"), [(False, dt.date(2015, 1, 3)), (True, dt.date(2015, 3, 1))])
def test_a_date_is_read_in_the_order_of_its_column(born: dt.date, *, us: bool) -> None:
    assert birth_date("03/01/2015", dt.date(2026, 1, 1), us=us) == born


@pytest.mark.parametrize(
    ("name", "kind", "names"),
    [
        ("g01_rd_no_crs.geojson", Kind.MUNICIPALITIES, ["'s-Graveland Buiten", "Hilversum", "Súdwest-Gooi"]),
        ("g08_postcode_float.geojson", Kind.PC4, ["1211", "1212", "1213", "1214", "1215"]),
        ("g12_wfs_capped.json", Kind.PC4, ["1211", "1212", "1213", "1214", "1215"]),
    ],
)
def test_official_files_are_read_by_what_they_hold(name: str, kind: Kind, names: list[str]) -> None:
    official = read_official(FILES / name)

    assert (official.kind, [feature.name for feature in official.features]) == (kind, names)


def test_of_many_layers_that_with_codes_of_municipalities_is_read_and_named() -> None:
    official = read_official(FILES / "g05_cbs_gebiedsindelingen.gpkg")

    assert len(official.features) == 3
    assert [notice.say(Lang.NL) for notice in official.notices] == [
        "g05_cbs_gebiedsindelingen.gpkg: dit bestand heeft meer lagen; gelezen is 'gemeente_gegeneraliseerd_2026'."
    ]


def test_a_part_of_a_download_is_told() -> None:
    (notice,) = read_official(FILES / "g12_wfs_capped.json").notices

    assert "het heeft 5 van de 4.070 gebieden die de bron er heeft" in notice.say(Lang.NL)


@pytest.mark.parametrize(
    ("name", "layer", "sentence"),
    [
        ("g10_provincie.geojson", None, "hierin staan provincies en geen gemeenten."),
        ("g10e_points_name.geojson", None, "hierin staan punten of lijnen, en geen gebieden van gemeenten."),
        ("g06c_all_null.geojson", None, "geen enkel gebied in dit bestand heeft een vlak of punt."),
        ("g05_cbs_gebiedsindelingen.gpkg", "coropgebied_gegeneraliseerd_2026", "hierin staan COROP-gebieden en geen"),
        ("g05_cbs_gebiedsindelingen.gpkg", "gemeenten", "die laag staat niet in dit bestand. Kies met --layer een van"),
    ],
)
def test_files_of_something_else_are_refused_with_what_they_hold(name: str, layer: str | None, sentence: str) -> None:
    with pytest.raises(InputError) as error:
        read_official(FILES / name, layer=layer)

    assert error.value.faults[0].say(Lang.NL).startswith(f"{name}: {sentence}")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_official_files_in_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = (FILES / "g01_rd_no_crs.geojson").read_text(encoding="utf-8")
    (tmp_path / "a.geojson").write_text(text, encoding=encoding)

    assert [feature.name for feature in read_official(tmp_path / "a.geojson").features][2] == "Súdwest-Gooi"


@pytest.mark.parametrize(("n", "rows"), [(5, [2, 3, 4, 5, 6]), (6, [1])])
def test_a_column_of_names_is_refused_in_one_sentence(tmp_path: Path, n: int, rows: list[int]) -> None:
    text = "gezin_id;postcode;aanbieder;pleegkinderen;wie\n"
    found = faults(tmp_path, text + "".join(f"F{at};1211;A;1;Mevr. Voorbeeld{at}\n" for at in range(n)))

    assert places(found) == [(row, "E") for row in rows]
    assert all("een naam" in fault.say(Lang.NL) for fault in found)


def test_the_list_of_municipalities_is_that_of_the_country() -> None:
    """342 since 1 January 2023; no two are alike but for what people write differently."""
    names = list(of_the_country())

    assert len(names) == 342
    written = [bare(each) for name, others in of_the_country().items() for each in (name, *others)]
    assert len(set(written)) == len(written)
    assert {place.municipality for place in load_gazetteer()} - set(names) == {"Weesp"}  # part of Amsterdam since 2022


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("den haag", "'s-Gravenhage"),
        ("gemeente Den Bosch", "'s-Hertogenbosch"),
        ("SUDWEST FRYSLAN", "Súdwest-Fryslân"),
        ("Bergen NH", "Bergen (NH.)"),
        ("Bergen", "Bergen"),
        ("Heide", "Heide"),
    ],
)
def test_a_municipality_anywhere_in_the_country_is_known(written: str, official: str) -> None:
    assert Spellings().official(written) == official


def test_of_two_municipalities_of_one_name_both_are_named() -> None:
    assert Spellings().meant("gemeente bergen") == "Bergen (L.) / Bergen (NH.)"


def test_an_imported_name_goes_before_the_packaged_one() -> None:
    own = Spellings(["Hengelo (O.)", "Nieuwstad"])

    assert own.official("hengelo") == "Hengelo (O.)"
    assert own.official("NIEUWSTAD") == "Nieuwstad"
    assert own.official("almelo") == "Almelo"


def test_a_name_that_is_no_municipality_is_told_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"f{at};52,2{at};5,1;A;{name}" for at, name in enumerate(("Bussum", "Almelo", "Almelo", "Ameide"))]
    path.write_text("\n".join(["gezin_id;lat;lon;aanbieder;gemeente", *rows]), encoding="utf-8")
    said = [fault.say(Lang.NL) for fault in read_families(path).notices]

    assert [each for each in said if "geen gemeente van Nederland" in each] == [
        "kolom 'gemeente': dit is geen gemeente van Nederland (een dorp, een wijk of een oude gemeente misschien): 2 "
        "(rij 2 en 5). De naam blijft zoals hij is geschreven, en telt als een eigen gemeente."
    ]
