from pathlib import Path

import pytest

from geodata.columns import Column
from geodata.families import Families, HubRole, Precision
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.notices import HUB_GONE
from geodata.placenotices import BY_POSTCODE
from tests.builders_csv import faults, places, read

HEADER = "gezin_id;postcode;aanbieder;"


def cell(folder: Path, header: str, content: str) -> object:
    """Read one family whose only other columns are those it must have; give its fault in Dutch, or the family."""
    text = f"{HEADER}{header}\nF1;1211;Aanbieder A;{content}\n"
    found = faults(folder, text)
    return [fault.say(Lang.NL) for fault in found] or read(folder, text).families[0]


def test_every_column_is_read(tmp_path: Path) -> None:
    text = (
        "Gezin-ID;Breedtegraad;LENGTEGRAAD;x_rd;y rd;Postcode;aanbieder;Pleegkinderen;leeftijden;zorgvorm;hubhome;"
        "logeerbedden;max gezinnen;max_km;doet mee;samen;gescheiden;broers/zussen;constellatie;vast;gemeente\n"
        "F1;52,2237;5,1764;;;1211 ab;Aanbieder A;2;9|4;netwerk;Kandidaat;2;8;7,5;JA;k2|k1;a;s;F2;ja;Hilversum\n"
        "F2;;;140000,5;471000;;B;0;;;alleen;;;;nee;;;;;;\n"
    )
    one, two = read(tmp_path, text).families

    assert (one.id, one.location.lat, one.location.lon, one.postcode) == ("F1", 52.2237, 5.1764, "1211AB")
    assert (one.provider, one.children, one.child_ages, one.care_type) == ("Aanbieder A", 2, (9, 4), "netwerk")
    assert (one.hub, one.beds, one.max_satellites, one.max_km, one.joins) == (HubRole.CANDIDATE, 2, 8, 7.5, True)
    assert (one.together, one.apart, one.siblings) == (("k1", "k2"), ("a",), ("s",))
    assert (one.constellation, one.pinned, one.municipality) == ("F2", True, "Hilversum")
    assert (two.hub, two.joins, two.children, two.beds, two.pinned) == (HubRole.ONLY, False, 0, 0, False)
    # 8 km north and 15 km west of Amersfoort (52.1552, 5.3872); a degree is 111.3 km, and 68.2 km eastward.
    assert two.location.lat == pytest.approx(52.1552 + 8 / 111.3, abs=2e-3)
    assert two.location.lon == pytest.approx(5.3872 - 15 / 68.2, abs=2e-3)


def test_english_headers_mean_the_same_as_dutch_ones(tmp_path: Path) -> None:
    dutch = ";".join(column.header(Lang.NL) for column in Column)
    english = ";".join(column.header(Lang.EN) for column in Column)
    row = "F1;52.2;5.1;140000;471000;1211;A;1;4;x;{};2;8;7;{};k;a;s;F1;{};Huizen"

    assert (
        read(tmp_path, f"{dutch}\n{row.format('verplicht', 'ja', 'nee')}").families
        == read(tmp_path, f"{english}\n{row.format('required', 'yes', 'no')}").families
    )


@pytest.mark.parametrize(
    ("header", "content", "attribute", "value"),
    [
        ("pleegkinderen", "0", "children", 0),
        ("pleegkinderen", "10", "children", 10),
        ("pleegkinderen", "3,0", "children", 3),
        ("leeftijden", "0|23", "child_ages", (0, 23)),
        ("leeftijden", "4 | 9", "child_ages", (4, 9)),
        ("hubhome", "", "hub", HubRole.NO),
        ("hubhome", "Nee", "hub", HubRole.NO),
        ("hubhome", "verplicht", "hub", HubRole.REQUIRED),
        ("hubhome", "only", "hub", HubRole.ONLY),
        ("logeerbedden", "0", "beds", 0),
        ("max_gezinnen", "", "max_satellites", None),
        ("max_km", "0,5", "max_km", 0.5),
        ("max_km", "500", "max_km", 500.0),
        ("doet_mee", "", "joins", True),
        ("doet_mee", "ONWAAR", "joins", False),
        ("samen", "b|a||b", "together", ("a", "b")),
        ("zorgvorm", "", "care_type", None),
    ],
)
def test_a_cell_at_the_edge_of_what_is_right_is_read(
    tmp_path: Path, header: str, content: str, attribute: str, value: object
) -> None:
    assert getattr(cell(tmp_path, header, content), attribute) == value


@pytest.mark.parametrize(
    ("header", "content", "sentence"),
    [
        ("pleegkinderen", "11", "vul hier een heel getal van 0 tot en met 10 in."),
        ("pleegkinderen", "-1", "vul hier een heel getal van 0 tot en met 10 in."),
        ("pleegkinderen", "1,5", "vul hier een heel getal van 0 tot en met 10 in."),
        ("pleegkinderen", "twee", "vul hier een heel getal van 0 tot en met 10 in."),
        (
            "leeftijden",
            "4,9",
            "leeftijden zijn hele jaren van 0 tot en met 23 met een | ertussen, bijvoorbeeld 4|9|12.",
        ),
        ("leeftijden", "24", "leeftijden zijn hele jaren van 0 tot en met 23 met een | ertussen, bijvoorbeeld 4|9|12."),
        (
            "leeftijden",
            "1|1|1|1|1|1|1|1|1|1|1",
            "hier staan meer dan 10 leeftijden. Geef één leeftijd per pleegkind.",
        ),
        ("hubhome", "misschien", "vul hier nee, kandidaat, verplicht, alleen, reserve of afgewezen in."),
        ("logeerbedden", "100", "vul hier een heel getal van 0 tot en met 99 in."),
        (
            "max_km",
            "0",
            "vul hier een aantal kilometers in, meer dan 0 en hooguit 500, bijvoorbeeld 7,5.",
        ),
        ("max_km", "1.000,5", "vul hier een aantal kilometers in, meer dan 0 en hooguit 500, bijvoorbeeld 7,5."),
        ("doet_mee", "misschien", "vul hier ja of nee in."),
        ("vast", "2", "vul hier ja of nee in."),
        (
            "niet_bij",
            "F1|F9",
            "hier staat een pseudoniem dat geen gezin in dit bestand heeft. Vul pseudoniemen van hubhomes uit dit "
            "bestand in, met een | ertussen.",
        ),
        ("alleen_bij", "x" * 41, "deze tekst is langer dan 40 tekens. Kort hem in."),
        ("zorgvorm", "x" * 201, "deze tekst is langer dan 200 tekens. Kort hem in."),
        (
            "gemeente",
            "Hil\x07versum",
            "hier staat een onzichtbaar teken, zoals een nieuwe regel of een tab. Typ de tekst opnieuw.",
        ),
        (
            "gemeente",
            '"Hil\nversum"',
            "hier staat een onzichtbaar teken, zoals een nieuwe regel of een tab. Typ de tekst opnieuw.",
        ),
    ],
)
def test_a_wrong_cell_is_told_with_what_would_be_right(
    tmp_path: Path, header: str, content: str, sentence: str
) -> None:
    assert cell(tmp_path, header, content) == [f"families.csv, rij 2, kolom '{header}': {sentence}"]


@pytest.mark.parametrize(
    "name",
    [
        "<img/src=x/onerror=alert(1)>",
        "${alert(1)}",
        "=HYPERLINK(1)",
        "</script>",
        "../../etc/passwd",
        "-1+1",
        "x" * 40,
        "é",
        "家",
        "a|b",
        "1",
        "CON",
        "'quoted'",
        "NA",
        "null",
        "nan",
    ],
)
def test_a_pseudonym_is_text_and_nothing_else(tmp_path: Path, name: str) -> None:
    families = read(tmp_path, f"gezin_id;postcode;aanbieder\n{name};1211;A\n").families

    assert [family.id for family in families] == [name]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "this cell is empty and must be filled."),
        ("   ", "this cell is empty and must be filled."),
        ("x" * 41, "this text is longer than 40 characters. Shorten it."),
        ("F\u200b1", "there is an invisible character here, such as a line break or a tab. Type the text again."),
        ("F\u202e1", "there is an invisible character here, such as a line break or a tab. Type the text again."),
    ],
)
def test_a_pseudonym_is_filled_short_and_visible(tmp_path: Path, name: str, sentence: str) -> None:
    (fault,) = faults(tmp_path, f"gezin_id;postcode;aanbieder\n{name};1211;A\n")

    assert fault.say(Lang.EN) == f"families.csv, row 2, column 'gezin_id': {sentence}"


PLACED = "gezin_id;lat;lon;x_rd;y_rd;postcode;aanbieder\n"


@pytest.mark.parametrize(
    ("row", "lat", "precision"),
    [
        ("52,3;5,1;140000;471000;1211", 52.3, Precision.COORDINATES),
        (";;140000;471000;1211", 52.2266, Precision.COORDINATES),
        (";;;;1211", None, Precision.PC4),
        (";;;;1211 AB", None, Precision.PC4),
        (";;;;1211\u00a0 ab", None, Precision.PC4),
        ("50.75;6.0;;;", 50.75, Precision.COORDINATES),
        ("53,5;6,8;;;9999", 53.5, Precision.COORDINATES),
    ],
)
def test_degrees_come_before_the_grid_and_the_grid_before_the_postcode(
    tmp_path: Path, row: str, lat: float | None, precision: Precision
) -> None:
    (family,) = read(tmp_path, f"{PLACED}F1;{row};A\n").families
    place = load_gazetteer().place("1211")
    assert place is not None

    assert family.location.lat == pytest.approx(lat or place.location.lat, abs=1e-3)
    assert family.location.precision is precision


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("5,1;52,3;;;", "lat", "breedtegraad en lengtegraad lijken verwisseld."),
        ("48,8;2,3;;;", "lat", "dit punt ligt buiten Nederland."),
        ("52,3;2,3;;;1211", "lat", "dit punt ligt buiten Nederland."),
        ("140000;471000;;;", "lat", "dit zijn geen graden. Zijn het RD-coördinaten"),
        ("5229337;511484;;;", "lat", "dit zijn geen graden; misschien is de komma of punt verdwenen."),
        ("52.293.37;5;;;", "lat", "vul hier een getal in, met hooguit één komma of punt"),
        ("52,3;;;;1211", "lon", "van deze coördinaat is maar één van de twee getallen ingevuld."),
        (";5,1;;;", "lat", "van deze coördinaat is maar één van de twee getallen ingevuld."),
        (";;471000;140000;", "x_rd", "x_rd en y_rd lijken verwisseld."),
        (";;140;471;", "x_rd", "dit lijken kilometers."),
        (";;52,2;5,1;", "x_rd", "dit lijken graden."),
        (";;1;1;", "x_rd", "dit punt ligt buiten Nederland."),
        ("52,3;5,1;1;1;", "x_rd", "dit punt ligt buiten Nederland."),
        (";;140000;;", "y_rd", "van deze coördinaat is maar één van de twee getallen ingevuld."),
        (";;;;0211", "postcode", "een postcode is vier cijfers"),
        (";;;;1211 A", "postcode", "een postcode is vier cijfers"),
        (";;;;1211SS", "postcode", "een postcode is vier cijfers"),
        ("52,3;5,1;;;12", "postcode", "een postcode is vier cijfers"),
        (";;;;9999", "postcode", "deze postcode staat niet in de meegeleverde plaatsenlijst. Vul coördinaten in"),
        (";;;;", None, "er staat niet waar dit gezin woont. Vul een postcode of coördinaten in."),
    ],
)
def test_a_place_that_cannot_be_right_is_told_with_the_likely_cause(
    tmp_path: Path, row: str, column: str | None, sentence: str
) -> None:
    found = faults(tmp_path, f"{PLACED}F1;{row};A\n")

    assert places(found) == [(2, column)]
    assert found[0].text.say(Lang.NL).startswith(sentence)


def test_an_unknown_postcode_is_told_how_to_go_on(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "family_id;postcode;provider\nF1;9999;A\n")

    assert "`constellations geodata import`" in fault.say(Lang.NL)
    assert fault.say(Lang.EN) == (
        "families.csv, row 2, column 'postcode': this postcode is not in the list of places that comes with the "
        "program. "
        "Fill in coordinates (lat and lon), or import an official file of postcodes with `constellations geodata "
        "import`."
    )


def test_all_faulty_rows_are_told_at_once_in_the_order_of_the_rows(tmp_path: Path) -> None:
    text = (
        "gezin_id;postcode;aanbieder;pleegkinderen\n"  # row 1
        "F1;1211;A;1\n"
        "\n"  # row 3
        ";;;\n"
        "F1;9999;;11\n"  # row 5
        "F3;1211;A;1;;te veel\n"
        ";1211;A;1\n"  # row 7
        "F3;;A;1\n"
        "F1;1211;A;1\n"  # row 9
        ";;;\n\n"
    )
    found = faults(tmp_path, text)

    assert places(found) == [
        (5, "gezin_id"),
        (5, "postcode"),
        (5, "aanbieder"),
        (5, "pleegkinderen"),
        (6, None),
        (7, "gezin_id"),
        (8, None),
        (8, "gezin_id"),
        (9, "gezin_id"),
    ]
    assert found[0].say(Lang.NL) == (
        "families.csv, rij 5, kolom 'gezin_id': dit pseudoniem staat ook in rij 2. Geef elk gezin een eigen pseudoniem."
    )
    assert "more filled cells than there are column names (4)" in found[4].say(Lang.EN)


def test_empty_rows_are_no_families(tmp_path: Path) -> None:
    text = "\n;;\ngezin_id;postcode;aanbieder\n\nF1;1211;A\n;;\n\nF2;1211;A\n;;\n;;\n"

    assert [family.id for family in read(tmp_path, text).families] == ["F1", "F2"]


def test_columns_that_must_be_there_are_missed_by_both_names(tmp_path: Path) -> None:
    found = faults(tmp_path, "a;b;c\n1;2;3\n")

    assert [fault.say(Lang.NL) for fault in found] == [
        "families.csv, rij 1: er is geen kolom die zegt waar een gezin woont. Voeg 'postcode' toe, of "
        "'breedtegraad' en "
        "'lengtegraad', of 'x_rd' en 'y_rd'.",
        "families.csv, rij 1: de kolom 'gezin_id' (of 'family_id') ontbreekt. Zet die naam boven de kolom in de "
        "eerste rij.",
        "families.csv, rij 1: de kolom 'aanbieder' (of 'provider') ontbreekt. Zet die naam boven de kolom in de "
        "eerste rij.",
    ]


@pytest.mark.parametrize(
    ("header", "column", "sentence"),
    [
        (
            "gezin_id;Gezin ID;postcode;aanbieder",
            "Gezin ID",
            "columns A and B both mean 'family_id'. Keep one of them.",
        ),
        (
            "gezin_id;family_id;postcode;aanbieder",
            "family_id",
            "columns A and B both mean 'family_id'. Keep one of them.",
        ),
        ("gezin_id;postcode;aanbieder;provider", "provider", "columns C and D both mean 'provider'. Keep one of them."),
        (
            "gezin_id;lat;postcode;aanbieder",
            "lat",
            "this column belongs with the column 'lon', which is missing. Add it or take this one out.",
        ),
        (
            "gezin_id;postcode;;aanbieder",
            None,
            "column C is filled but has no name; perhaps cells in the first row were merged. Name every column.",
        ),
    ],
)
def test_headers_leave_no_doubt(tmp_path: Path, header: str, column: str | None, sentence: str) -> None:
    found = faults(tmp_path, f"{header}\nF1;1211;1211;1211\n")

    assert (1, column, sentence) in [(fault.row, fault.column, fault.text.say(Lang.EN, fault.facts)) for fault in found]


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        (
            "gezin_id;postcode;aanbieder;gemeente\nF1;1211;A;Hilversum",
            [
                "de kolom 'pleegkinderen' ontbreekt. Elk gezin telt voor het aantal ingevulde leeftijden, "
                "en anders voor 1 pleegkind."
            ],
        ),
        (
            "gezin_id;postcode;aanbieder;gemeente;pleegkinderen\nF1;1211;A;Hilversum;\nF2;1211;A;Hilversum;2",
            [
                "kolom 'pleegkinderen': aantal gezinnen zonder aantal pleegkinderen: 1 (rij 2). "
                "Elk telt voor het aantal ingevulde leeftijden, en anders voor 1 pleegkind."
            ],
        ),
        (
            "gezin_id;postcode;aanbieder;gemeente;pleegkinderen;leeftijden\nF1;1211;A;Hilversum;2;4|9|12",
            [
                "kolom 'leeftijden': aantal gezinnen met meer of minder leeftijden dan pleegkinderen: 1 (rij 2). Het "
                "aantal "
                "pleegkinderen telt."
            ],
        ),
        (
            "gezin_id;postcode;aanbieder;pleegkinderen;notitie;kleur\nF1;1211;A;1;x;y",
            [
                "niet gebruikte kolommen, omdat het programma ze niet kent: notitie en kleur.",
                "aantal gezinnen waarvan de gemeente is afgeleid van de plaats: 1. Bij een gemeentegrens kan dat de "
                "buurgemeente zijn.",
            ],
        ),
        (
            "gezin_id;lat;lon;aanbieder;pleegkinderen\nF1;50,85;5,69;A;1",
            [
                "aantal gezinnen waarvan de gemeente niet bekend is: 1. Vul de kolom 'gemeente' in om op gemeente te "
                "tellen."
            ],
        ),
        (
            "gezin_id;postcode;aanbieder;gemeente;pleegkinderen\nF1;1211;De Hoek;Epe;1\nF2;1211;B;Epe;1\nF3;1211;de  "
            "hoek;Epe;1",
            [
                "kolom 'aanbieder': een aanbieder is op meer dan één manier geschreven, met andere hoofdletters of "
                "spaties "
                "(voor het eerst in rij 2 en 4). Elke schrijfwijze telt als een eigen aanbieder."
            ],
        ),
        (
            "gezin_id;postcode;aanbieder;gemeente;pleegkinderen;hubhome;doet_mee\nF1;1211;A;Hilversum;1;verplicht;nee",
            [
                "kolom 'hubhome': aantal gezinnen dat verplicht hubhome is maar niet meedoet: 1 (rij 2). Zij doen niet "
                "mee."
            ],
        ),
    ],
)
def test_what_is_filled_in_for_the_user_is_told(tmp_path: Path, text: str, notices: list[str]) -> None:
    told = [notice for notice in read(tmp_path, text).notices if notice.text is not BY_POSTCODE]

    assert [notice.say(Lang.NL) for notice in told] == notices


@pytest.mark.parametrize(
    ("children", "ages", "n"), [("", "", 1), ("", "4|9", 2), ("3", "4|9", 3), ("0", "", 0), ("0", "4", 0)]
)
def test_children_are_counted_by_the_number_given_then_by_ages_then_as_one(
    tmp_path: Path, children: str, ages: str, n: int
) -> None:
    text = f"gezin_id;postcode;aanbieder;pleegkinderen;leeftijden\nF1;1211;A;{children};{ages}\n"

    assert read(tmp_path, text).families[0].children == n


def test_the_municipality_is_the_one_written_else_that_of_the_place(tmp_path: Path) -> None:
    text = "gezin_id;lat;lon;postcode;aanbieder;gemeente\nF1;;;1211;A;Elders\nF2;;;1251;A;\nF3;52,30;5,24;;A;\n"

    assert [family.municipality for family in read(tmp_path, text).families] == ["Elders", "Laren", "Huizen"]


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [f"F{number};1211;A" for number in range(5)]
    there, back = ("gezin_id;postcode;aanbieder\n" + "\n".join(order) for order in (rows, rows[::-1]))

    assert isinstance(read(tmp_path, there).families, Families)
    assert read(tmp_path, there).families == read(tmp_path, back).families


def test_a_hub_home_of_today_that_is_not_in_the_file_is_noticed_and_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, "gezin_id;postcode;aanbieder;constellatie\nF1;1211;A;F9\nF2;1211;A;F1\n")

    assert reading.families.by_id["F1"].constellation == "F9"
    assert [(notice.column, notice.facts["n"]) for notice in reading.notices if notice.text is HUB_GONE] == [
        ("constellatie", 1)
    ]


def test_a_pinned_family_without_a_constellation_is_wrong_unless_a_plan_of_today_tells_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "gezin_id;postcode;aanbieder;constellatie;vast\nF1;1211;A;;ja\nF2;1211;A;F1;ja\nF3;1211;A;;\n"
    )

    assert {name: (fault.row, fault.column) for name, fault in reading.pinned_nowhere.items()} == {"F1": (2, "vast")}
    assert reading.pinned_nowhere["F1"].say(Lang.NL) == (
        "rij 2, kolom 'vast': dit gezin staat vast, maar er staat niet in welke constellatie. Vul 'constellatie' in of "
        "haal 'vast' weg."
    )


def test_hub_homes_for_and_against_and_the_name_of_a_constellation_are_read(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "gezin_id;postcode;aanbieder;niet_bij;alleen_bij;constellatie_naam\n"
        "F1;1211;A;F3 | F2;;De Eik\nF2;1211;A;;F1;\nF3;1211;A;;;\n",
    )

    families = reading.families.by_id
    assert (families["F1"].not_hub, families["F2"].only_hub) == (("F2", "F3"), ("F1",))
    assert [family.constellation_name for family in reading.families] == ["De Eik", None, None]
