from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.families import Families, Family, HubRole, Location
from geodata.language import Lang
from geodata.matrix import Matrix, read_matrix


def home(family_id: str, postcode: str | None = None, hub: HubRole = HubRole.NO, *, joins: bool = True) -> Family:
    return Family(family_id, Location(52.2, 5.2), "A", postcode=postcode, hub=hub, joins=joins)


FAMILIES = Families([home("a", "1211AB"), home("b", "1211AC"), home("c", "1213"), home("h", "1215", HubRole.CANDIDATE)])


def written(folder: Path, text: str) -> Path:
    path = folder / "ways.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str, families: Families = FAMILIES, *, minutes: bool = False) -> Matrix:
    return read_matrix(written(folder, text), families, minutes=minutes).matrix


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
    by_minutes = read(tmp_path, text, minutes=True)
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
