from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language import Lang
from geodata.personal import Kind, dates_are_of_birth, personal_header
from geodata.personal_cells import passes_eleven_test, personal_content
from tests.builders_csv import faults, places, read


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        (
            Kind.NAME,
            "naam|Naam|ACHTERNAAM|Voornaam|voornamen|voorletters|roepnaam|tussenvoegsel|name|First "
            "Name|last_name|surname"
            "|Full-Name|childName|child name|naam kind|naam_pleegouder|Naam pleegouder 1|pleegmoeder|contactpersoon"
            "|familienaam|gezinsnaam|naam contactpersoon aanbieder|initials|client_name|naam_gezin",
        ),
        (
            Kind.ADDRESS,
            "adres|Address|Straat|straatnaam|street|street address|woonadres|postadres|adres 1|adresregel 2",
        ),
        (Kind.HOUSE_NUMBER, "huisnummer|Huis-nr|huis nr.|house number|house_no|huisnummer toevoeging|huisletter"),
        (Kind.EMAIL, "email|E-mail|e-mailadres|E_mail_address|mail|mailadres|e-mail ouder"),
        (Kind.PHONE, "telefoon|Telefoonnummer|tel|Tel.|tel.nr|mobiel|mobiel nummer|phone|mobile phone|telephone|gsm"),
        (Kind.BIRTH_DATE, "geboortedatum|Geboorte datum|geb.datum|date of birth|birthdate|birth_date|dob|geboren op"),
        (Kind.BSN, "bsn|BSN|bsn-nummer|Burgerservicenummer|sofinummer|BSN kind|kind_bsn"),
    ],
)
def test_a_personal_column_is_known_by_its_header(kind: Kind, headers: str) -> None:
    assert {header: personal_header(header) for header in headers.split("|")} == dict.fromkeys(headers.split("|"), kind)


@pytest.mark.parametrize(
    "header",
    [
        "gezin_id",
        "family_id",
        "Gezin ID",
        "lat",
        "x_rd",
        "postcode",
        "aanbieder",
        "samen",
        "together",
        "hub",
        "naam aanbieder",
        "aanbiedernaam",
        "provider name",
        "gemeentenaam",
        "plaatsnaam",
        "woonplaats",
        "opmerking",
        "deelname",
        "opname",
        "opname datum",
        "startdatum",
        "regio",
        "team_name",
        "leeftijden",
        "aantal pleegouders",
        "filename",
        "datum",
        "id",
        "status",
        "volgnummer",
        "tarief",
        "telling",
        "hotel",
        "mailing",
        "organisation_name",
        "",
    ],
)
def test_other_columns_are_not_personal(header: str) -> None:
    assert personal_header(header) is None


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (Kind.BSN, ["123456782", "BSN123456782", "123.456.782", "1234.56.782", "nr 123 456 782", "F-111222333"]),
        (Kind.EMAIL, ["jan@voorbeeld.nl", "mail: a.b+c@zorg.example.org", "nr 1: a1@b.nl"]),
        (
            Kind.PHONE,
            [
                "0612345678",
                "06-12345678",
                "06 12 34 56 78",
                "035-6212345",
                "(035) 621 23 45",
                "035 - 621 2345",
                "0294-123456",
                "+31 6 12345678",
                "+31612345678",
                "0031612345678",
                "+31 (0)35 6212345",
                "+32 470 12 34 56",
            ],
        ),
        (
            Kind.BIRTH_DATE,
            [
                "12-03-2015",
                "2015-03-12",
                "12/3/2015",
                "12.03.2015",
                "geb. 12-03-2015",
                "12 maart 2015",
                "3/25/2015",
                "2015-03-12T00:00:00",
                "2015-03-12 00:00:00",
                "(12-03-2015)",
                "March 12, 2015",
                "12-mrt-2015",
            ],
        ),
        (Kind.HOUSE_NUMBER, ["1211 AB 12", "1211AB12", "1211 AB, 12a"]),
        (Kind.ADDRESS, ["Kerkstraat 12", "Kerkstraat 12a, Hilversum", "Laan van Nieuw Guinea 3", "Emmaplein 4-2"]),
        (
            Kind.NAME,
            ["dhr. Jansen", "mevr. de Vries", "Fam. Jansen", "J. de Vries", "A.B. van den Berg", "mw J. Bakker"],
        ),
    ],
)
def test_personal_content_is_known_wherever_it_stands(kind: Kind, texts: list[str]) -> None:
    assert {text: personal_content(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    "text",
    [
        "F001",
        "Aanbieder A",
        "1211",
        "1211AB",
        "1211 AB",
        "52.29337",
        "5,11484",
        "52.123456782",
        "140123",
        "471000.5",
        "4|9|12",
        "4-9-12",
        "voltijd",
        "Gooise Meren",
        "'s-Hertogenbosch",
        "000000000",
        "0000000012",
        "123456789",
        "12345678",
        "1234567890",
        "F-2024-01-15",
        "Leger des Heils Noord 2",
        "Noordwijk 1",
        "Zorgpark 3",
        "onderweg 2",
        "PG-0120240001",
        "2024 in 3 gezinnen",
        "12:30",
        "mei 2015",
        "F2024000123",
        "-1,5",
        "2 x per week",
        "Hilversum, N.H.",
        "Zorggroep B.V. Zuid",
        "550e8400-e29b-41d4-a716-446655440000",
        "a3f123456782bcde0a3f123456782bcde0a3f1",
        "<img src=x onerror=alert(1)>",
        "${alert(1)}",
        '=HYPERLINK("http://x","y")',
        "</script>",
        "",
    ],
)
def test_other_content_is_left_in_peace(text: str) -> None:
    assert personal_content(text) is None


# Worked by hand: 1·9+2·8+3·7+4·6+5·5+6·4+7·3+8·2 = 156, minus the last digit 2 = 154 = 14 · 11.
@pytest.mark.parametrize(
    ("digits", "passes"),
    [
        ("123456782", True),
        ("123456781", False),
        ("123456783", False),
        ("111222333", True),
        ("000000000", False),
        ("12345678", False),
        ("12345678a", False),
        ("١٢٣٤٥٦٧٨٢", False),
    ],
)
def test_the_eleven_test_weighs_nine_digits(digits: str, passes: bool) -> None:
    assert passes_eleven_test(digits) is passes


@given(st.integers(0, 10**8 - 1))
def test_of_ten_numbers_that_differ_in_the_last_digit_one_at_most_passes(first_eight: int) -> None:
    passing = [digit for digit in range(10) if passes_eleven_test(f"{first_eight:08d}{digit}")]

    assert len(passing) <= 1


@pytest.mark.parametrize(
    ("header", "of_birth"), [("opmerking", True), ("datum", True), ("startdatum", False), ("placement_date", False)]
)
def test_a_date_is_one_of_birth_unless_its_header_says_otherwise(header: str, of_birth: bool) -> None:
    assert dates_are_of_birth(header) is of_birth


@pytest.mark.parametrize("text", ["+1" * 9_999, "0" * 30_000, "a." * 9_999 + "@1", "1-" * 9_999, "a@" * 9_999])
def test_a_very_long_cell_is_searched_to_its_end(text: str) -> None:
    assert personal_content(text) is None
    assert personal_content(f"{text} 123456782") is Kind.BSN


HEADER = "gezin_id;postcode;aanbieder;gemeente;opmerking;startdatum\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("123456782;1211;A;;;", "gezin_id"),
        ("F1;1211 AB 12;A;;;", "postcode"),
        ("F1;1211;jan@voorbeeld.nl;;;", "aanbieder"),
        ("F1;1211;A;0612345678;;", "gemeente"),
        ("F1;1211;A;;dhr. Jansen;", "opmerking"),
        ("F1;1211;A;;geb. 12-03-2015;", "opmerking"),
        ("F1;1211;A;;;123456782", "startdatum"),
    ],
)
def test_personal_cells_are_refused_in_every_column_and_never_repeated(tmp_path: Path, row: str, column: str) -> None:
    found = faults(tmp_path, HEADER + "F0;1211;A;;;\n" + row + "\n")

    assert places(found) == [(3, column)]
    for lang in Lang:
        sentence = found[0].say(lang)
        assert "constellations anonymise" in sentence
        assert not any(cell in sentence for cell in row.split(";") if len(cell) > 4)


@pytest.mark.parametrize("row", ["F1;1211;Fam. Zorg B.V.;J. Perk;;", "F1;1211;A;;;12-03-2024"])
def test_names_of_organisations_and_dates_that_are_not_of_birth_are_no_reason_to_refuse(
    tmp_path: Path, row: str
) -> None:
    assert len(read(tmp_path, HEADER + row).families) == 1


def test_a_pseudonym_that_passes_the_eleven_test_is_told_what_to_do(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, HEADER + "123456782;1211;A;;;\n")

    assert found.say(Lang.NL) == (
        "families.csv, rij 2, kolom 'gezin_id': hier staat iets dat op een burgerservicenummer (BSN) lijkt. "
        "Haal persoonsgegevens er eerst uit met `constellations anonymise`. Elk nummer van negen cijfers dat aan de "
        "elfproef voldoet wordt geweigerd; is het een pseudoniem, kies er dan een met meer of minder cijfers."
    )


def test_personal_columns_are_refused_by_header_without_a_word_on_their_cells(tmp_path: Path) -> None:
    found = faults(tmp_path, "gezin_id;postcode;aanbieder;E-mail;Naam\nF1;1211;A;jan@voorbeeld.nl;Jan\n")

    assert [fault.say(Lang.NL) for fault in found] == [
        "families.csv, rij 1, kolom 'E-mail': de kolomnaam wijst op persoonsgegevens: een e-mailadres. "
        "Haal persoonsgegevens er eerst uit met `constellations anonymise`.",
        "families.csv, rij 1, kolom 'Naam': de kolomnaam wijst op persoonsgegevens: een naam. "
        "Haal persoonsgegevens er eerst uit met `constellations anonymise`.",
    ]
    assert "the column name points to personal data: an e-mail address" in found[0].say(Lang.EN)


def test_a_file_without_headers_does_not_show_its_first_row(tmp_path: Path) -> None:
    sentences = [fault.say(lang) for fault in faults(tmp_path, "F1;Kerkstraat 12;Bo\nF2;x;Di\n") for lang in Lang]

    assert "above column B there is no column name but personal data" in " ".join(sentences)
    assert not any(cell in sentence for sentence in sentences for cell in ("F1", "Kerkstraat", "Bo"))
