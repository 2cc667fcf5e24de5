"""The table of road distances: who is in it, how it is read again, and what is said of homes and extracts."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.families import Families, Family, HubRole
from geodata.language import Lang
from geodata.matrixfile import read_matrix
from geodata.roads.modes import Mode
from geodata.roads.speeds import read_speeds, standard_speeds
from geodata.roads.table import Asked, RoadTable, road_table
from tests.geodata.roads.street_plans import EAST, WEST, StreetPlan, home, square

FIVE_KM = Asked(5000.0)
THIS_YEAR = f"{datetime.now(UTC).year}-01-01"

Compute = Callable[..., RoadTable]


@pytest.fixture
def compute(tmp_path: Path) -> Compute:
    def computed(plan: StreetPlan, *families: Family, asked: Asked = FIVE_KM, date: str = THIS_YEAR) -> RoadTable:
        path = plan.write(tmp_path / "gooi.osm.pbf", date)
        return road_table(path, families, standard_speeds(Mode.BICYCLE), asked, folder=tmp_path / "kept")

    return computed


def said(error: pytest.ExceptionInfo[InputError]) -> str:
    return " ".join(fault.say(Lang.EN) for fault in error.value.faults)


def test_every_family_to_every_candidate_within_reach(compute: Compute) -> None:
    table = compute(square(), home("A", WEST), home("H", EAST, hub=HubRole.CANDIDATE))

    assert [row[:3] for row in table.rows] == [("A", "A", 0), ("A", "H", 500), ("H", "H", 0)]
    assert table.rows[1][3] == pytest.approx(500 / (15.2 / 3.6) / 60, rel=1e-3)


def test_each_way_by_itself_where_everyone_is_asked_about(compute: Compute) -> None:
    plan = square({"oneway": "yes"})
    table = compute(plan, home("A", WEST), home("B", EAST), asked=Asked(5000.0, everyone=True))

    assert {row[:2]: row[2] for row in table.rows} == {("A", "A"): 0, ("A", "B"): 500, ("B", "A"): 1100, ("B", "B"): 0}


def test_pairs_further_apart_than_the_reach_are_left_out(compute: Compute) -> None:
    homes = home("A", WEST), home("H", EAST, hub=HubRole.CANDIDATE)

    assert ("A", "H") not in {row[:2] for row in compute(square(), *homes, asked=Asked(240.0, 2.0)).rows}
    assert ("A", "H") in {row[:2] for row in compute(square(), *homes, asked=Asked(260.0, 2.0)).rows}


def test_families_that_do_not_join_are_left_out(compute: Compute) -> None:
    table = compute(square(), home("A", WEST, joins=False), home("H", EAST, hub=HubRole.CANDIDATE))

    assert {row[0] for row in table.rows} == {"H"}


def test_the_matrix_reads_the_table_and_knows_where_it_comes_from(compute: Compute, tmp_path: Path) -> None:
    families = Families([home("A", WEST), home("B", (200.0, 300.0)), home("H", EAST, hub=HubRole.CANDIDATE)])
    path = tmp_path / "bicycle.csv"
    path.write_text(compute(square(), *families).as_csv())
    reading = read_matrix(path, families)

    assert reading.matrix.between(families[0], families[2]) == 500
    assert reading.matrix.source is not None
    assert (reading.matrix.source.by, reading.matrix.source.file) == (Mode.BICYCLE, "gooi.osm.pbf")
    assert (reading.matrix.source.date, reading.matrix.source.within_km) == (THIS_YEAR, 10.0)
    assert reading.notices == ()


@pytest.mark.parametrize(
    ("homes", "says"),
    [
        ([home("A", (90_000.0, 0.0)), home("H", (91_000.0, 0.0), hub=HubRole.CANDIDATE)], "another area"),
        (
            [home("A", (90_000.0, 0.0)), home("H", EAST, hub=HubRole.CANDIDATE)],
            "outside this extract lies the place of A.",
        ),
    ],
)
def test_homes_outside_the_extract(homes: list[Family], says: str, compute: Compute) -> None:
    with pytest.raises(InputError) as error:
        compute(square(), *homes)
    assert says in said(error)


def test_a_home_without_any_road_near(compute: Compute) -> None:
    plan = square()
    plan.spots |= {"p": (0.0, 12_000.0), "q": (0.0, 12_100.0)}
    plan.street("p-q", highway="motorway")
    with pytest.raises(InputError) as error:
        compute(plan, home("A", (0.0, 9_000.0)), home("H", EAST, hub=HubRole.CANDIDATE))
    assert "within 5.0 km of A" in said(error)


def test_a_home_far_from_a_road_and_one_beside_a_road_that_leads_nowhere(compute: Compute) -> None:
    plan = square()
    plan.spots |= {"p": (0.0, 2_000.0), "q": (0.0, 2_100.0)}
    plan.street("p-q")
    table = compute(plan, home("A", (0.0, 1_000.0)), home("B", (0.0, 2_050.0)), home("H", EAST, hub=HubRole.CANDIDATE))
    far, cut_off = [notice.say(Lang.EN) for notice in table.notices]

    assert "more than 500 m from the nearest road: A." in far
    assert "the road beside B leads nowhere" in cut_off
    assert {row[0] for row in table.rows if row[1] == "H"} == {"A", "B", "H"}


def test_an_extract_older_than_two_years(compute: Compute) -> None:
    homes = home("A", WEST), home("H", EAST, hub=HubRole.CANDIDATE)

    assert compute(square(), *homes).notices == ()
    (notice,) = compute(square(), *homes, date="2015-07-27").notices
    assert "of 27 July 2015" in notice.say(Lang.EN)


def test_a_place_where_nobody_may_go(compute: Compute) -> None:
    plan = StreetPlan({"a": (-1000.0, -1000.0), "b": (1000.0, 1000.0)})
    plan.street("a-b", highway="motorway")
    with pytest.raises(InputError) as error:
        compute(plan, home("A", WEST), home("H", EAST, hub=HubRole.CANDIDATE))
    assert "no road that may be travelled" in said(error)


def test_an_edited_table_of_speeds_is_used(tmp_path: Path) -> None:
    own = tmp_path / "speeds.csv"
    standard = Path("geodata/data/roadspeeds.csv").read_text()
    own.write_text(standard.replace("class,residential,27,15.2", "class,residential,27,7.6"))
    plan = square()

    _, slow = plan.way(tmp_path / "plan.osm.pbf", WEST, EAST, read_speeds(own, Mode.BICYCLE))
    _, usual = plan.way(tmp_path / "plan.osm.pbf", WEST, EAST, Mode.BICYCLE)
    assert slow == pytest.approx(2 * usual, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("what,name,car", "kind,name,car"), "the columns what, name, car"),
        (("class,service,16,15.2", "klas,service,16,15.2"), "row 15, column 'what'"),
        (("class,service,16,15.2", "class,service,fast,15.2"), "row 15, column 'car'"),
        (("class,service,16,15.2", "class,service,-1,15.2"), "row 15, column 'car'"),
        (("class,residential,", "class,street,"), "'class, residential' is missing"),
    ],
)
def test_faults_in_a_table_of_speeds(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    own = tmp_path / "speeds.csv"
    own.write_text(Path("geodata/data/roadspeeds.csv").read_text().replace(*change))
    with pytest.raises(InputError) as error:
        read_speeds(own, Mode.CAR)
    assert says in said(error)


def test_the_example_of_a_table_of_speeds_is_the_one_that_holds() -> None:
    assert Path("examples/roads/speeds.csv").read_bytes() == Path("geodata/data/roadspeeds.csv").read_bytes()
