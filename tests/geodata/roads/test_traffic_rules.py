"""Each traffic rule on a street plan of its own: a street of 500 m, and 1,100 m around where the rule closes it."""

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.roads.modes import Mode
from geodata.roads.speeds import CYCLING_KMH, standard_speeds
from tests.geodata.roads.street_plans import AROUND, EAST, STRAIGHT, WEST, Spot, StreetPlan, square

CAR, BICYCLE, FOOT = Mode

Tags = dict[str, str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.osm.pbf"


def metres(plan: StreetPlan, path: Path, by: Mode = CAR, *, start: Spot = WEST, end: Spot = EAST) -> float:
    return plan.way(path, start, end, by)[0]


@pytest.mark.parametrize("by", Mode)
def test_the_street_is_shorter_than_the_way_around(by: Mode, path: Path) -> None:
    assert metres(square(), path, by) == pytest.approx(STRAIGHT, rel=1e-3)


@pytest.mark.parametrize(
    ("tags", "by", "east", "west"),
    [
        ({"oneway": "yes"}, CAR, STRAIGHT, AROUND),
        ({"oneway": "-1"}, CAR, AROUND, STRAIGHT),
        ({"oneway": "no"}, CAR, STRAIGHT, STRAIGHT),
        ({"oneway": "reversible"}, CAR, AROUND, AROUND),
        ({"oneway:motor_vehicle": "yes"}, CAR, STRAIGHT, AROUND),
        ({"motor_vehicle:backward": "no"}, CAR, STRAIGHT, AROUND),
        ({"junction": "roundabout"}, CAR, STRAIGHT, AROUND),
        ({"junction": "roundabout"}, BICYCLE, STRAIGHT, AROUND),
        ({"junction": "roundabout"}, FOOT, STRAIGHT, STRAIGHT),
        ({"oneway": "yes"}, BICYCLE, STRAIGHT, AROUND),
        ({"oneway": "yes", "oneway:bicycle": "no"}, BICYCLE, STRAIGHT, STRAIGHT),
        ({"oneway": "yes", "oneway:bicycle": "no"}, CAR, STRAIGHT, AROUND),
        ({"oneway": "yes", "cycleway": "opposite_lane"}, BICYCLE, STRAIGHT, STRAIGHT),
        ({"oneway": "yes", "cycleway:left": "lane", "cycleway:left:oneway": "-1"}, BICYCLE, STRAIGHT, STRAIGHT),
        ({"oneway": "yes", "cycleway:left": "lane"}, BICYCLE, STRAIGHT, AROUND),
        ({"oneway:bicycle": "yes"}, BICYCLE, STRAIGHT, AROUND),
        ({"oneway:bicycle": "yes"}, CAR, STRAIGHT, STRAIGHT),
        ({"oneway": "yes"}, FOOT, STRAIGHT, STRAIGHT),
        ({"oneway:foot": "yes"}, FOOT, STRAIGHT, AROUND),
    ],
)
def test_one_way_streets(tags: Tags, by: Mode, east: float, west: float, path: Path) -> None:
    assert metres(square(tags), path, by) == pytest.approx(east, rel=1e-3)
    assert metres(square(tags), path, by, start=EAST, end=WEST) == pytest.approx(west, rel=1e-3)


FAR: dict[str, Spot] = {"c": (0.0, 900.0), "d": (400.0, 900.0)}
"""Around is 2,300 m then: cyclists are sooner on foot along 400 m of the street."""


@pytest.mark.parametrize(
    ("tags", "by", "expected"),
    [
        ({"oneway": "yes"}, BICYCLE, STRAIGHT),
        ({"oneway": "yes"}, CAR, 2300.0),
        ({"oneway": "yes", "foot": "no"}, BICYCLE, 2300.0),
        ({"junction": "roundabout"}, BICYCLE, 2300.0),
    ],
)
def test_cyclists_walk_against_a_one_way_street_where_the_way_around_is_far(
    tags: Tags, by: Mode, expected: float, path: Path
) -> None:
    plan = square(tags)
    plan.spots |= FAR

    assert metres(plan, path, by, start=EAST, end=WEST) == pytest.approx(expected, rel=1e-3)
    assert metres(plan, path, by) == pytest.approx(STRAIGHT, rel=1e-3)


@pytest.mark.parametrize(
    ("tags", "kmh"), [({}, CYCLING_KMH), ({"bicycle": "dismount"}, 4.1), ({"surface": "paving_stones"}, CYCLING_KMH)]
)
def test_a_sign_to_dismount_is_obeyed_and_clinkers_slow_nobody_down(tags: Tags, kmh: float, path: Path) -> None:
    _, took = square(tags, detour="a-c-d").way(path, (50.0, 0.0), (350.0, 0.0), BICYCLE)

    assert took == pytest.approx(300 / (kmh / 3.6), rel=1e-3)


@pytest.mark.parametrize(
    ("highway", "tags", "by", "expected"),
    [
        ("residential", {"access": "no"}, CAR, AROUND),
        ("residential", {"access": "no", "bicycle": "yes"}, BICYCLE, STRAIGHT),
        ("residential", {"access": "no", "bicycle": "yes"}, CAR, AROUND),
        ("residential", {"motor_vehicle": "no"}, CAR, AROUND),
        ("residential", {"motor_vehicle": "no"}, BICYCLE, STRAIGHT),
        ("residential", {"vehicle": "no"}, BICYCLE, AROUND),
        ("residential", {"vehicle": "no"}, FOOT, STRAIGHT),
        ("residential", {"motor_vehicle": "no", "motorcar": "yes"}, CAR, STRAIGHT),
        ("residential", {"access": "private"}, CAR, AROUND),
        ("residential", {"access": "destination"}, CAR, AROUND),
        ("residential", {"access": "destination"}, BICYCLE, AROUND),
        ("residential", {"motor_vehicle": "destination"}, BICYCLE, STRAIGHT),
        ("residential", {"motor_vehicle": "agricultural"}, CAR, AROUND),
        ("secondary", {"bicycle": "use_sidepath"}, BICYCLE, AROUND),
        ("residential", {"area": "yes"}, FOOT, AROUND),
        ("cycleway", {}, BICYCLE, STRAIGHT),
        ("cycleway", {}, CAR, AROUND),
        ("footway", {}, FOOT, STRAIGHT),
        ("footway", {}, CAR, AROUND),
        ("motorway", {}, CAR, STRAIGHT),
        ("motorway", {}, BICYCLE, AROUND),
        ("trunk", {"motorroad": "yes", "bicycle": "yes"}, BICYCLE, AROUND),
        ("track", {}, CAR, AROUND),
        ("track", {"motor_vehicle": "yes"}, CAR, STRAIGHT),
        ("construction", {"motor_vehicle": "yes"}, CAR, AROUND),
    ],
)
def test_who_may_pass(highway: str, tags: Tags, by: Mode, expected: float, path: Path) -> None:
    assert metres(square(tags, highway=highway), path, by) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("value", ["private", "destination"])
def test_a_journey_may_begin_and_end_on_a_restricted_street_and_not_pass_it(value: str, path: Path) -> None:
    plan = square({"access": value})
    within = (300.0, 0.0)

    assert metres(plan, path, end=within) == pytest.approx(350, rel=1e-3)
    assert metres(plan, path, start=within) == pytest.approx(150, rel=1e-3)
    assert metres(plan, path, start=(100.0, 0.0), end=within) == pytest.approx(200, rel=1e-3)


def test_streets_that_only_a_restricted_one_leads_to_are_reached_all_the_same(path: Path) -> None:
    plan = square()
    plan.spots |= {"n": (200.0, 200.0), "o": (200.0, 100.0)}
    plan.street("m-o", {"access": "destination"})
    plan.street("o-n")

    assert metres(plan, path, end=(200.0, 150.0)) == pytest.approx(400, rel=1e-3)


@pytest.mark.parametrize(
    ("sign", "by", "expected"),
    [
        ({"barrier": "bollard"}, CAR, AROUND),
        ({"barrier": "bollard"}, BICYCLE, STRAIGHT),
        ({"barrier": "bollard", "bollard": "rising"}, CAR, STRAIGHT),
        ({"barrier": "gate"}, CAR, STRAIGHT),
        ({"barrier": "gate", "access": "no"}, CAR, AROUND),
        ({"barrier": "gate", "access": "no", "foot": "yes"}, FOOT, STRAIGHT),
        ({"barrier": "gate", "access": "private", "locked": "yes"}, BICYCLE, AROUND),
        ({"barrier": "block", "motor_vehicle": "yes"}, CAR, STRAIGHT),
        ({"barrier": "cycle_barrier"}, BICYCLE, STRAIGHT),
        ({"barrier": "stile"}, BICYCLE, AROUND),
        ({"barrier": "stile"}, FOOT, STRAIGHT),
        ({"highway": "crossing", "bicycle": "no"}, BICYCLE, STRAIGHT),
    ],
)
def test_barriers_on_a_street(sign: Tags, by: Mode, expected: float, path: Path) -> None:
    plan = square()
    plan.sign("m", **sign)

    assert metres(plan, path, by) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("kind", "tags", "by", "expected"),
    [
        ("no_straight_on", {}, CAR, AROUND),
        ("no_straight_on", {}, BICYCLE, AROUND),
        ("no_straight_on", {}, FOOT, STRAIGHT),
        ("no_straight_on", {"except": "bicycle"}, BICYCLE, STRAIGHT),
        ("no_straight_on", {"except": "bicycle;psv"}, BICYCLE, STRAIGHT),
        ("no_straight_on", {"except": "bicycle"}, CAR, AROUND),
        ("no_straight_on", {"except": "motorcar"}, CAR, STRAIGHT),
    ],
)
def test_a_forbidden_turn(kind: str, tags: Tags, by: Mode, expected: float, path: Path) -> None:
    plan = square()
    plan.restriction(kind, "1", "a", "4", **tags)

    assert metres(plan, path, by) == pytest.approx(expected, rel=1e-3)
    assert metres(plan, path, by, start=EAST, end=WEST) == pytest.approx(STRAIGHT, rel=1e-3)


def test_a_turn_that_is_commanded_forbids_all_others(path: Path) -> None:
    plan = square()
    plan.restriction("only_left_turn", "1", "a", "3")

    assert metres(plan, path) == pytest.approx(AROUND, rel=1e-3)


def test_a_restriction_for_bicycles_is_none_for_cars(path: Path) -> None:
    plan = square()
    plan.rules.append(
        (
            {"type": "restriction", "restriction:bicycle": "no_straight_on"},
            [("w", "1", "from"), ("n", "a", "via"), ("w", "4", "to")],
        )
    )

    assert metres(plan, path, BICYCLE) == pytest.approx(AROUND, rel=1e-3)
    assert metres(plan, path, CAR) == pytest.approx(STRAIGHT, rel=1e-3)


@pytest.mark.parametrize(("kind", "expected"), [("no_straight_on", AROUND), ("only_straight_on", STRAIGHT)])
def test_a_restriction_over_a_street_between(kind: str, expected: float, path: Path) -> None:
    """From the west stub over the street into the east stub; others may do what it forbids."""
    plan = square()
    plan.spots["n"] = (200.0, -400.0)
    plan.street("m-n")
    plan.restriction(kind, "1", "4", "2")

    assert metres(plan, path) == pytest.approx(expected, rel=1e-3)
    assert metres(plan, path, start=(200.0, -50.0)) == pytest.approx(300, rel=1e-3)
    assert metres(plan, path, end=(350.0, 0.0)) == pytest.approx(400, rel=1e-3)


def test_two_restrictions_that_share_their_way_between_both_hold(path: Path) -> None:
    plan = square(detour="a-c-d-b")
    plan.spots |= {"s": (400.0, -100.0)}
    plan.street("b-s")
    plan.restriction("no_straight_on", "1", "4", "2")
    plan.restriction("no_right_turn", "1", "4", "5")

    assert metres(plan, path) == pytest.approx(AROUND, rel=1e-3)
    assert metres(plan, path, end=(400.0, -50.0)) == pytest.approx(AROUND, rel=1e-3)


def test_nobody_turns_round_in_the_street_and_all_may_at_a_dead_end(path: Path) -> None:
    """From halfway the one-way street to just behind: on to the end of it, around, and back in."""
    plan = square({"oneway": "yes"})
    behind = metres(plan, path, start=(250.0, 0.0), end=(150.0, 0.0))
    assert behind == pytest.approx(150 + 1000 + 150, rel=1e-3)

    only = StreetPlan({"a": (0.0, 0.0), "b": (400.0, 0.0)})
    only.street("a-b")
    assert metres(only, path, start=(300.0, 0.0), end=(100.0, 0.0)) == pytest.approx(200, rel=1e-3)


@pytest.mark.parametrize(
    ("duration", "minutes"), [("20", 20), ("00:20", 20), ("01:05", 65), ("00:07:30", 7.5), ("PT1H10M", 70)]
)
def test_a_ferry_takes_the_time_it_says(duration: str, minutes: float, path: Path) -> None:
    plan = StreetPlan({"a": (0.0, 0.0), "b": (400.0, 0.0), "c": (1400.0, 0.0), "d": (1800.0, 0.0)})
    plan.street("a-b")
    plan.street("b-c", {"route": "ferry", "duration": duration})
    plan.street("c-d")
    length, seconds = plan.way(path, (0.0, 0.0), (1800.0, 0.0))

    assert length == pytest.approx(1800, rel=1e-3)
    assert seconds == pytest.approx(minutes * 60 + 800 / (27 / 3.6), rel=5e-3)


def test_a_ferry_for_cyclists_takes_no_cars(path: Path) -> None:
    plan = square(None)
    plan.streets[-1] = ("a-m-b", {"route": "ferry", "motor_vehicle": "no", "duration": "1"})

    assert metres(plan, path, BICYCLE) == pytest.approx(STRAIGHT, rel=1e-3)
    assert metres(plan, path, CAR) == pytest.approx(AROUND, rel=1e-3)


def test_nobody_lives_on_a_ferry(path: Path) -> None:
    """A home beside the water belongs to a street, not to the line of a ferry."""
    plan = StreetPlan({"a": (0.0, 0.0), "b": (400.0, 0.0), "c": (1400.0, 0.0), "d": (1800.0, 0.0)})
    plan.street("a-b")
    plan.street("b-c", {"route": "ferry", "duration": "5"})
    plan.street("c-d")

    assert metres(plan, path, start=(600.0, 0.0), end=(200.0, 0.0)) == pytest.approx(200, rel=1e-3)


def seconds(plan: StreetPlan, path: Path, by: Mode = CAR, end: Spot = EAST, start: Spot = WEST) -> float:
    return plan.way(path, start, end, by)[1]


@pytest.mark.parametrize("by", Mode)
def test_a_traffic_light_costs_its_seconds_and_is_no_turn(by: Mode, path: Path) -> None:
    plain, lit = square(), square()
    lit.sign("m", highway="traffic_signals")
    assert seconds(lit, path, by) == pytest.approx(
        seconds(plain, path, by) + standard_speeds(by).seconds("traffic_signals")
    )


def test_turns_cost_seconds(path: Path) -> None:
    cross = square()
    cross.spots |= {"n": (200.0, 200.0), "s": (200.0, -200.0)}
    cross.street("n-m-s")
    left = seconds(cross, path, end=(200.0, 100.0))
    right = seconds(cross, path, end=(200.0, -100.0))
    free = replace(standard_speeds(CAR), rows={**standard_speeds(CAR).rows, ("seconds", "turn"): 0.0})
    ahead = cross.way(path, WEST, (200.0, 100.0), free)[1]
    assert ahead < right < left < ahead + standard_speeds(CAR).seconds("turn")


def test_a_limit_is_driven_in_part_and_a_bad_surface_slows(path: Path) -> None:
    limited = seconds(square({"maxspeed": "50"}), path, start=(50.0, 0.0), end=(350.0, 0.0))
    assert limited == pytest.approx(300 / (50 * 0.86 / 3.6), rel=1e-3)

    mud = seconds(
        square({"maxspeed": "50", "surface": "mud"}, detour="a-c-d"), path, start=(50.0, 0.0), end=(350.0, 0.0)
    )
    assert mud == pytest.approx(300 / (11 / 3.6), rel=1e-3)


def test_somebody_with_children_cycles_slower_and_walks_as_fast(path: Path) -> None:
    usual = standard_speeds(BICYCLE)
    with_children = usual.cycling_at(12)

    start, end = (50.0, 0.0), (350.0, 0.0)
    fast, slow = (square().way(path, start, end, each)[1] for each in (usual, with_children))
    assert slow / fast == pytest.approx(CYCLING_KMH / 12)
    assert with_children.get("class", "footway") == usual.get("class", "footway")
    assert with_children.get("class", "ferry") == usual.get("class", "ferry")


def test_a_home_in_a_part_that_leads_nowhere_uses_the_nearest_street_that_does(path: Path) -> None:
    plan = square()
    plan.spots |= {"x": (-100.0, 40.0), "y": (-30.0, 40.0)}
    plan.street("x-y")

    assert metres(plan, path, start=(-50.0, 40.0)) == pytest.approx(STRAIGHT, rel=1e-3)


def test_a_street_that_can_only_be_left_is_no_part_of_the_network(path: Path) -> None:
    plan = square()
    plan.spots["x"] = (-100.0, 100.0)
    plan.street("x-w", {"oneway": "yes"})

    assert metres(plan, path, start=(-100.0, 90.0)) == pytest.approx(550, rel=1e-3)
