from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.families import Families, Family, HubRole, Location, Precision
from geodata.language import Lang
from geodata.matrix import Matrix
from geodata.matrixfile import Unit, read_matrix
from geodata.reading import read_families


def home(family_id: str, postcode: str | None = None, hub: HubRole = HubRole.NO, *, joins: bool = True) -> Family:
    return Family(family_id, Location(52.2, 5.2), "A", postcode=postcode, hub=hub, joins=joins)


FAMILIES = Families([home("a", "1211AB"), home("b", "1211AC"), home("c", "1213"), home("h", "1215", HubRole.CANDIDATE)])


def written(folder: Path, text: str) -> Path:
    path = folder / "ways.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str, families: Families = FAMILIES, *, unit: Unit | None = None) -> Matrix:
    return read_matrix(written(folder, text), families, unit=unit).matrix


def faults(folder: Path, text: str, lang: Lang = Lang.EN) -> list[str]:
    with pytest.raises(InputError) as error:
        read_matrix(written(folder, text), FAMILIES)
    return [fault.say(lang) for fault in error.value.faults]


WAYS = "from_id;to_id;metres\na;h;1500\nh;a;1700\n1211;1215;2000\n1211 AC;1215;1900\nc;h;2500,5\n"


@pytest.mark.parametrize(
    ("origin", "destination", "metres"),
    [
        ("a", "h", 1500.0),  # both by id
        ("h", "a", 1700.0),  # the way back is another way
        ("b", "h", 1900.0),  # by the whole postcode before its four digits
        ("c", "h", 2500.5),
        ("h", "h", 0.0),
        ("h", "c", None),  # the way back is not in the file
        ("a", "b", None),
    ],
)
def test_the_most_precise_row_holds_and_each_way_by_itself(
    tmp_path: Path, origin: str, destination: str, metres: float | None
) -> None:
    matrix = read(tmp_path, WAYS)
    assert matrix.between(FAMILIES.by_id[origin], FAMILIES.by_id[destination]) == metres


@pytest.mark.parametrize(("radius_m", "reached"), [(1499, ["h"]), (1500, ["a", "h"]), (2500.5, ["a", "b", "c", "h"])])
def test_pairs_are_those_that_between_measures(tmp_path: Path, radius_m: float, reached: list[str]) -> None:
    matrix, hub = read(tmp_path, WAYS), FAMILIES.by_id["h"]
    found = matrix.pairs(FAMILIES, [hub], radius_m)
    assert [FAMILIES[int(at)].id for at in found.point] == reached
    assert found.metres.tolist() == [matrix.between(FAMILIES.by_id[family], hub) for family in reached]
    assert found.start.tolist() == [0, len(reached)]


def test_a_four_digit_row_serves_every_family_there_and_every_hub_there(tmp_path: Path) -> None:
    families = Families(
        [home(f"f{at}", "1211AB") for at in range(3)] + [home(f"h{at}", "1215", HubRole.CANDIDATE) for at in range(2)]
    )
    matrix = read(tmp_path, "from_id,to_id,metres\n1211,1215,800\n1215,1215,0\n", families)
    hubs = [families.by_id["h0"], families.by_id["h1"]]
    found = matrix.pairs(families, hubs, 1000)
    assert found.hub.tolist() == [0] * 5 + [1] * 5
    assert found.metres.tolist() == [800, 800, 800, 0, 0] * 2


def test_minutes_count_as_the_way_covered_in_them(tmp_path: Path) -> None:
    text = "from_id,to_id,metres,minutes\na,h,1000,3\nb,h,1000,3\nc,h,1000,3\nh,a,1,1\n"
    by_minutes = read(tmp_path, text, unit=Unit.MINUTES)
    assert by_minutes.between(FAMILIES.by_id["a"], FAMILIES.by_id["h"]) == 3000.0
    assert read(tmp_path, text).between(FAMILIES.by_id["a"], FAMILIES.by_id["h"]) == 1000.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from_id,metres\na,1\n", "ways.csv, row 1: a file of distances has the columns"),
        (WAYS + "b;h;far\n", "ways.csv, row 7, column 'metres': a distance or travel time must stand here"),
        (WAYS + "b;h;-1\n", "ways.csv, row 7, column 'metres': a distance or travel time must stand here"),
        (WAYS + "a;h;1501\n", "ways.csv, row 7: this row gives another distance than row 2"),
        ("from_id,to_id,metres\na,h,1\nb,h,1\n", "ways.csv: family c is in no row"),
    ],
)
def test_each_fault_is_told_with_its_row(tmp_path: Path, text: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in faults(tmp_path, text))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, WAYS + "a;h;1501\nb;h;x\n", Lang.NL)) == 2


def test_a_family_that_does_not_join_needs_no_row(tmp_path: Path) -> None:
    families = Families([home("a"), home("h", hub=HubRole.CANDIDATE), home("z", joins=False)])
    assert read(tmp_path, "from_id,to_id,metres\na,h,5\n", families).between(families[0], families[1]) == 5.0


def test_missing_ways_are_counted_in_a_notice(tmp_path: Path) -> None:
    reading = read_matrix(written(tmp_path, "from_id,to_id,metres\na,h,5\nb,h,5\nh,c,5\n"), FAMILIES)
    assert [notice.say(Lang.EN) for notice in reading.notices] == [
        "ways.csv: of 1 of the 4 combinations of a family and a candidate hub home the file gives no distance; "
        "those combinations are not possible."
    ]


FILES = Path(__file__).parent / "files"


def far(ids: dict[str, tuple[float, float]]) -> Families:
    return Families(
        Family(name, Location(lat, lon), "A", hub=HubRole.CANDIDATE if name == "h" else HubRole.NO)
        for name, (lat, lon) in ids.items()
    )


APART = far({"a": (52.20, 5.10), "b": (52.25, 5.15), "h": (52.22, 5.20)})  # a-h 7.2 km, b-h 4.8 km


@pytest.mark.parametrize(
    ("header", "lengths", "sentence"),
    [
        ("metres", ("8500", "5700"), None),
        ("km", ("8.5", "5.7"), None),
        ("metres", ("8.500", "5.700"), "zo'n duizend keer korter dan de rechte lijn"),
        ("metres", ("8,5", "5,7"), "zo'n duizend keer korter dan de rechte lijn"),
        ("metres", ("850", "570"), "in het midden 0.119 keer de rechte lijn"),
        (
            "metres",
            ("8500", "2300"),
            "ways.csv, rij 3: deze afstand is korter dan de rechte lijn tussen beide gezinnen",
        ),
        ("minutes", ("12", "8"), None),
        ("uren", ("0,2", "0,13"), None),
        ("seconden", ("720", "480"), None),
        ("minutes", ("0,2", "0,13"), "met deze reistijden zou iemand in rechte lijn"),
    ],
)
def test_what_is_shorter_than_a_straight_line_is_refused(
    tmp_path: Path, header: str, lengths: tuple[str, str], sentence: str | None
) -> None:
    path = written(tmp_path, f"from_id;to_id;{header}\na;h;{lengths[0]}\nb;h;{lengths[1]}\n")
    if sentence is None:
        assert read_matrix(path, APART).matrix.unit == ("metres" if header in {"metres", "km"} else "minutes")
        return
    with pytest.raises(InputError) as error:
        read_matrix(path, APART)
    assert sentence in error.value.faults[0].say(Lang.NL)


@pytest.mark.parametrize(
    ("header", "lengths", "sentence"),
    [
        ("metres", ("85000", "57000"), "in het midden 12 keer zo lang als de rechte lijn. Zijn het wel meters?"),
        ("minutes", ("720", "480"), "legt men in rechte lijn maar 1 km per uur af."),
        ("metres", ("14000", "9000"), None),
    ],
)
def test_what_is_ten_times_off_is_told(
    tmp_path: Path, header: str, lengths: tuple[str, str], sentence: str | None
) -> None:
    path = written(tmp_path, f"from_id;to_id;{header}\na;h;{lengths[0]}\nb;h;{lengths[1]}\n")
    notices = [notice.say(Lang.NL) for notice in read_matrix(path, APART).notices]

    assert [sentence in each for each in notices] == [True] if sentence else notices == []


def test_kilometres_hours_and_seconds_count_as_what_they_are(tmp_path: Path) -> None:
    def between(header: str, length: str) -> float | None:
        path = written(tmp_path, f"from_id;to_id;{header}\na;h;{length}\nb;h;{length}\n")
        return read_matrix(path, APART).matrix.between(APART.by_id["a"], APART.by_id["h"])

    assert between("km", "8,5") == pytest.approx(8500)
    assert between("uren", "0,25") == between("seconden", "900") == between("minuten", "15") == pytest.approx(15_000)


def test_a_postcode_far_from_its_homes_may_be_shorter_than_their_straight_line(tmp_path: Path) -> None:
    families = Families(
        [
            Family("a", Location(52.20, 5.10, Precision.PC4), "A", postcode="1211"),
            Family("h", Location(52.25, 5.15, Precision.PC4), "A", postcode="1215", hub=HubRole.CANDIDATE),
        ]
    )
    path = written(tmp_path, "from_id;to_id;metres\n1211;1215;5500\n")

    assert read_matrix(path, families).matrix.between(families.by_id["a"], families.by_id["h"]) == 5500.0


SQUARE = ";h;a;b\na;8500;0;\nb;5700;;0\nh;0;8400;5600\n"


def test_a_square_table_is_read_from_row_to_column_in_the_unit_that_is_asked(tmp_path: Path) -> None:
    reading = read_matrix(written(tmp_path, SQUARE), APART, unit=Unit.METRES)

    assert reading.matrix.between(APART.by_id["a"], APART.by_id["h"]) == 8500.0
    assert reading.matrix.between(APART.by_id["h"], APART.by_id["a"]) == 8400.0
    assert reading.matrix.between(APART.by_id["a"], APART.by_id["b"]) is None
    assert reading.notices[0].say(Lang.EN).startswith("ways.csv: this square table was read as metres, from the family")


def test_a_square_table_without_a_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Choose --metric metres or --metric minutes"):
        read_matrix(written(tmp_path, SQUARE), APART)


def test_files_of_the_program_s_users_are_read_or_refused_with_what_to_do() -> None:
    families = read_families(FILES / "base.csv").families
    matrix = read_matrix(FILES / "m01_metres.csv", families).matrix

    assert (matrix.unit, matrix.between(families.by_id["F008"], families.by_id["F017"])) == ("metres", 2561.0)
    for name, words in (
        ("m06d_metres_thousands_point.csv", "'2.561' for 2561"),
        ("m05d_osrm_json.json", "of OSRM, ORS"),
    ):
        with pytest.raises(InputError) as error:
            read_matrix(FILES / name, families)
        (fault,) = error.value.faults
        assert words in fault.say(Lang.EN)


def test_a_file_without_the_unit_that_is_asked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="If it has metres, choose --metric metres"):
        read_matrix(written(tmp_path, WAYS), FAMILIES, unit=Unit.MINUTES)
