"""Who travels farthest, and whom another hub home fits as well."""

from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.told_distances import MaskedDistances
from maps.backdrop import Point
from maps.edges import edge_tables
from maps.whereabouts import whereabouts
from optimizer.plan import Plan
from tests.builders import home, village

FAMILIES = village(
    home("H", 0, 0, hub="candidate"), home("K", 0, 0, hub="candidate"), *(home(f"F{at}", 0, 0) for at in range(1, 8))
).families
PLAN = Plan.of(FAMILIES, {"H": ["F1", "F2", "F3", "F4"], "K": ["F5", "F6", "F7"]})
SPOTS: dict[str, Point] = {
    "H": (52.20, 5.10),
    "K": (52.20, 5.20),
    "F1": (52.20, 5.11),
    "F2": (52.20, 5.149),
    "F3": (52.20, 5.16),
    "F4": (52.23, 5.10),
    "F5": (52.20, 5.19),
    "F6": (52.21, 5.20),
    "F7": (52.26, 5.20),
}


def test_the_farthest_and_those_whom_another_hub_home_fits_are_listed_by_the_distances_that_are_told() -> None:
    told = MaskedDistances(SPOTS)
    farthest, near = edge_tables(PLAN, {"H": "C01", "K": "C02"}, SPOTS, told, Lang.NL)
    by_id = FAMILIES.by_id
    ways = {
        name: told.between(by_id[name], by_id["H" if name < "F5" else "K"])
        for name in SPOTS
        if name > "F0" and name[0] == "F"
    }

    assert [row[0] for row in farthest.rows] == sorted(ways, key=lambda name: -(ways[name] or 0))[:5]
    assert [row[0] for row in near.rows][:2] == ["F3", "F2"]
    row = near.rows[0]
    assert row[1:] == ("C01", (ways["F3"] or 0) / 1000, "C02", (told.between(by_id["F3"], by_id["K"]) or 0) / 1000)
    assert row[4] < row[2]  # type: ignore[operator]


def test_constellations_of_one_place_have_a_number_and_others_a_name_alone() -> None:
    middles = [(52.223, 5.175), (52.300, 5.238), (52.217, 5.195), (50.9, 6.0), None]
    towns = ["Hilversum", "Huizen", "Hilversum", "Heerlen", None]
    assert whereabouts(middles, towns, load_gazetteer()) == ("Hilversum 1", "Huizen", "Hilversum 2", "Heerlen", "")
