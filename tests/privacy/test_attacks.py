"""The reader as an attacker: every byte of every folder, over many random plans, in both languages.

``PRIVACY_PLANS`` sets the number of plans; 4 by default, one for each mask in each language.
"""

import contextlib
import dataclasses
import os
import sqlite3
from collections.abc import Mapping
from functools import cache
from random import Random

import pytest

from geodata.families import Families, Location
from geodata.language import Lang
from geodata.municipalities import code_of
from maps import gis, page, report
from maps.report import Background
from maps.sharing.audience import Audience, AudienceKind, files, shared
from maps.sharing.release import Release
from maps.sharing.view_model import Shared
from maps.view import team_view, told_distances
from optimizer.files.assignments import write_assignments
from optimizer.files.planfile import PlanFile
from optimizer.files.workbook import workbook
from optimizer.plan import Plan
from tests.builders import finished
from tests.maps.builders import MARKS, problem_of
from tests.privacy.attacker import exact_numbers_in, homes_in, mean_point, points_in, words_in
from tests.privacy.regions import PROVIDERS, SECRET, Region, base_map, innocent_points, masked, numbers_of, region
from tests.privacy.unpacking import Parts, parts_of

N_PLANS = int(os.environ.get("PRIVACY_PLANS", "4"))
OTHERS = (Audience(AudienceKind.COUNCIL), Audience(AudienceKind.PUBLIC))


def _made(of: Region, audience: Audience, lang: Lang = Lang.NL, numbers: Release | None = None) -> Shared:
    told = numbers_of(of) if numbers is None else numbers
    return shared(of.finished, audience, lang, points=of.points, base_map=base_map(), release=told)


@cache
def _folder(of: Region, audience: Audience, lang: Lang) -> Parts:
    return parts_of(files(_made(of, audience, lang), "0.0"))


def _lang(seed: int) -> Lang:
    return Lang.EN if seed % 2 else Lang.NL


def _region(seed: int) -> Region:
    return region(seed, "donut" if seed // 2 % 2 else "postcode")


def _team(of: Region, lang: Lang, points: Mapping[str, Location], *, exact: bool) -> Parts:
    """Write all that ``plan`` writes for the planning team."""
    made = finished(of.problem, of.plan, MARKS)
    view = team_view(made, lang, points=points, exact=exact, base_map=base_map())
    told = told_distances(made, points, exact=exact)
    return parts_of(
        {
            "map.html": page.render(view).encode(),
            "report.html": report.render(view, Background((), ())).encode(),
            "plan.json": PlanFile.of(made).to_json().encode(),
            "assignments.csv": write_assignments(of.plan, told, lang),
            "plan.xlsx": workbook(made, told, lang),
            "plan.geojson": gis.as_geojson(view),
            "plan.gpkg": gis.as_geopackage(view),
        }
    )


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_neither_council_nor_public_gets_a_family_a_home_or_a_provider(seed: int) -> None:
    of = _region(seed)
    secret = [word for each in of.families for word in (each.id, str(each.care_type), *each.siblings)]
    for audience in OTHERS:
        found = _folder(of, audience, _lang(seed))
        assert not words_in(found, [*secret, *PROVIDERS])
        assert not homes_in(found, of.families, innocent_points(of))
        assert not exact_numbers_in(found, of.families)
        assert not len(points_in(found)["plan.xlsx"])
        assert not len(points_in(found)["report.html"])


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_a_provider_gets_no_family_home_or_name_of_another(seed: int) -> None:
    of = _region(seed)
    name = PROVIDERS[seed % len(PROVIDERS)]
    found = _folder(of, Audience(AudienceKind.PROVIDER, name), _lang(seed))
    others = [word for each in of.not_of(name) for word in (each.id, str(each.care_type), *each.siblings)]

    assert not words_in(found, [*others, *(each for each in PROVIDERS if each != name)])
    assert not homes_in(found, of.families, innocent_points(of, name))
    assert not exact_numbers_in(found, of.families)
    # and it does get its own: the search is not blind
    assert {each.word for each in words_in(found, [family.id for family in of.of(name)])} == {
        family.id for family in of.of(name)
    }


@pytest.mark.parametrize("seed", range(0, N_PLANS, 3))
def test_the_team_gets_masked_points_only(seed: int) -> None:
    of = _region(seed)
    found = _team(of, _lang(seed), of.points, exact=False)
    innocent = frozenset[tuple[float, float]]().union(*(innocent_points(of, name) for name in PROVIDERS), _everyone(of))

    assert not homes_in(found, of.families, innocent)
    assert not exact_numbers_in(found, of.families)
    assert not words_in(found, [word for each in of.families for word in (str(each.care_type), *each.siblings)])


def _everyone(of: Region) -> frozenset[tuple[float, float]]:
    """Points as they are when all families are drawn at once: those that coincide are drawn side by side."""
    together = [dataclasses.replace(family, provider=PROVIDERS[0]) for family in of.families]
    families = Families(together)
    members = {each.hub.id: [family.id for family in each.satellites] for each in of.plan.constellations}
    return innocent_points(Region(of.problem, Plan.of(families, members), of.points), PROVIDERS[0])


@pytest.mark.parametrize("lang", Lang)
def test_the_attacker_does_find_the_homes_of_an_exact_map(lang: Lang) -> None:
    of = region(1)
    homes = {family.id: family.location for family in of.families}
    found = _team(of, lang, homes, exact=True)
    drawn = of.plan.placed | {family.id for family in of.plan.unplaced}

    for file in ("map.html", "plan.geojson", "plan.gpkg/"):
        parts = {part: content for part, content in found.items() if part.startswith(file)}
        assert drawn <= {each.word for each in homes_in(parts, of.families)}
    assert len(exact_numbers_in(found, of.families)) > len(drawn)


@pytest.mark.parametrize(
    ("decimals", "pattern"),
    [
        (3, "{lat},{lon}"),
        (4, "{lat};{lon}"),
        (5, "{lat},{lon}"),
        (5, "[{lon}, {lat}]"),
        (5, "<v>{lat}</v></c><c r='C2'><v>{lon}</v>"),
        (6, "[{lon}, {lat}]"),
    ],
)
def test_the_attacker_finds_one_home_among_the_points_of_a_folder(decimals: int, pattern: str) -> None:
    of = region(2)
    innocent = innocent_points(of)
    clean = _folder(of, Audience(AudienceKind.COUNCIL), Lang.NL)
    leaks = {
        family.id: pattern.format(lat=f"{family.location.lat:.{decimals}f}", lon=f"{family.location.lon:.{decimals}f}")
        for family in of.families
    }
    alone = homes_in({name: leak.encode() for name, leak in leaks.items()}, of.families, innocent)
    blind = leaks.keys() - {each.word for each in alone if each.word == each.part}
    # at few decimals a home may have the latitude of one corner of the base map and the longitude of another
    assert len(blind) <= (len(of.families) // 10 if decimals < 5 else 0)
    seen = next(name for name in leaks if name not in blind)
    amid = {"report.html": clean["report.html"] + leaks[seen].encode()}
    assert seen in {each.word for each in homes_in(amid, of.families, innocent)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_the_attacker_finds_a_word_in_a_packed_part_and_in_a_file_name(encoding: str) -> None:
    leaking = {"book.xlsx/docProps/core.xml": "by Otterburcht".encode(encoding), "name of x": b"Otterburcht.html"}
    assert len(words_in(leaking, ["Otterburcht"])) == 2


@pytest.mark.parametrize("name", ["postcode", "donut"])
def test_averaging_many_maps_brings_nobody_nearer_to_a_home(name: str) -> None:
    of = region(5, name)
    rng = Random(5)
    seen: dict[str, list[tuple[float, float]]] = {family.id: [] for family in of.families}
    for _ in range(5):
        shuffled = list(of.families)
        rng.shuffle(shuffled)
        for key, point in masked(name, shuffled).items():
            seen[key].append((point.lat, point.lon))
    for family in of.families:
        assert set(seen[family.id]) == {(of.points[family.id].lat, of.points[family.id].lon)}
        assert mean_point(seen[family.id]) == pytest.approx(seen[family.id][0])


def test_averaging_masks_of_many_keys_would_find_the_homes() -> None:
    """The attack that one kept key prevents works where keys are many."""
    of = region(5, "donut")
    families = list(of.families)[:20]
    seen: dict[str, list[tuple[float, float]]] = {family.id: [] for family in families}
    for number in range(100):
        for key, point in masked("donut", families, SECRET[:-3] + f"{number:03d}".encode()).items():
            seen[key].append((point.lat, point.lon))
    near = [
        family
        for family in families
        if abs(mean_point(seen[family.id])[0] - family.location.lat) < 0.01
        and abs(mean_point(seen[family.id])[1] - family.location.lon) < 0.01
    ]
    assert len(near) > len(families) / 2


@pytest.mark.parametrize("seed", range(0, N_PLANS, 3))
def test_lines_and_hulls_of_a_provider_end_at_masked_points_of_its_own(seed: int) -> None:
    of = _region(seed)
    name = PROVIDERS[seed % len(PROVIDERS)]
    own = innocent_points(of, name)
    marks = _made(of, Audience(AudienceKind.PROVIDER, name)).view.constellations

    assert marks
    for mark in marks:
        assert set(mark.hull) <= own
        members = [*mark.satellites, *([mark.hub] if mark.hub else [])]
        assert {member.provider for member in members} == {name}
        assert all(member.point in own for member in members)


@pytest.mark.parametrize("seed", range(0, N_PLANS, 3))
def test_the_numbers_of_a_provider_tell_nothing_of_the_hub_homes_of_others(seed: int) -> None:
    """Wherever the hub homes of others lie, its constellations keep their numbers, which have no gaps."""
    of = _region(seed)
    name = PROVIDERS[seed % len(PROVIDERS)]
    audience, rng = Audience(AudienceKind.PROVIDER, name), Random(seed)
    anywhere = [
        family
        if family.provider == name
        else dataclasses.replace(family, location=Location(rng.uniform(52.1, 52.4), family.location.lon))
        for family in of.families
    ]
    families = Families(anywhere)
    members = {each.hub.id: [family.id for family in each.satellites] for each in of.plan.constellations}
    other = Region(problem_of(families), Plan.of(families, members), of.points)
    assert [each.hub.id for each in other.plan.constellations] != [each.hub.id for each in of.plan.constellations]

    marks, again = (_made(each, audience, numbers=numbers_of(of)).view.constellations for each in (of, other))
    assert marks == again
    assert [mark.id for mark in marks] == [f"C{number:02d}" for number in range(1, len(marks) + 1)]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("seed", [3, 4])
def test_a_provider_cannot_tell_one_secret_of_others_from_another(seed: int, lang: Lang) -> None:
    """Change all that a provider must not know; its folder stays the same, byte for byte, but for the rounding."""
    of = _region(seed)
    name = PROVIDERS[0]
    audience, numbers = Audience(AudienceKind.PROVIDER, name), numbers_of(of)
    other = _made(_disguised(of, name), audience, lang, numbers)
    assert files(_made(of, audience, lang, numbers), "0") == files(other, "0")


def _disguised(of: Region, name: str) -> Region:
    """Give other families other ids, homes, children and providers; what is told of them stays as many."""
    new = {family.id: f"n{number:04d}" for number, family in enumerate(of.not_of(name))}
    changed = [
        family
        if family.provider == name
        else dataclasses.replace(
            family,
            id=new[family.id],
            provider=f"New {family.provider}",
            children=(family.children + 3) % 10,
            child_ages=(1, 2, 3),
            care_type="other",
            location=Location(family.location.lat, family.location.lon + 0.01),
        )
        for family in of.families
    ]
    families = Families(changed)
    members = {
        new.get(each.hub.id, each.hub.id): [new.get(family.id, family.id) for family in each.satellites]
        for each in of.plan.constellations
    }
    points = {new.get(key, key): point for key, point in of.points.items()}
    return Region(problem_of(families), Plan.of(families, members), points)


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("seed", [3, 4])
def test_council_and_public_cannot_tell_which_family_is_which(seed: int, audience: Audience) -> None:
    """Exchange ids, ages and homes within municipalities: the folder stays the same, but for the rounding."""
    of = _region(seed)
    changed = [
        dataclasses.replace(
            family,
            id=f"n{number:04d}",
            child_ages=(3,),
            care_type="x",
            location=Location(family.location.lat, family.location.lon + 0.001),
        )
        for number, family in enumerate(of.families)
    ]
    new = {old.id: fresh.id for old, fresh in zip(of.families, changed, strict=True)}
    families = Families(changed)
    members = {new[each.hub.id]: [new[family.id] for family in each.satellites] for each in of.plan.constellations}
    other = Region(problem_of(families), Plan.of(families, members), {})
    numbers = numbers_of(of)
    assert [cell.truth for cell in numbers.cells.values()] == [cell.truth for cell in numbers_of(other).cells.values()]
    assert files(_made(of, audience, numbers=numbers), "0") == files(_made(other, audience, numbers=numbers), "0")


def test_names_of_files_are_the_same_for_every_reader() -> None:
    of = region(7)
    audiences = [*OTHERS, *(Audience(AudienceKind.PROVIDER, name) for name in PROVIDERS)]
    names = {tuple(files(_made(of, audience), "0")) for audience in audiences}
    assert names == {("map.html", "report.html", "plan.xlsx", "constellations.geojson", "constellations.gpkg")}


@pytest.mark.parametrize("audience", OTHERS)
def test_a_file_for_a_gis_of_council_and_public_holds_areas_with_their_numbers_and_nothing_else(
    audience: Audience,
) -> None:
    made = _made(region(7), audience)
    (areas,) = gis.layers(made.view)
    assert areas.name == "areas"
    assert tuple(areas.fields) == ("municipality", "municipality_code", "families", "families_told")
    told = {str(row[0]): row[1] for row in made.tables[0].rows[:-1]}
    for name, code, number, text in areas.rows:
        assert code == code_of(str(name))
        assert told[str(name)] == (text if number is None else number)
    assert {layer["name"] for layer in _geopackage(made)} == {"areas", "layer_styles"}


def test_a_file_for_a_gis_of_a_provider_holds_its_own_families_at_the_points_of_its_map() -> None:
    of = region(7)
    name = PROVIDERS[0]
    made = _made(of, Audience(AudienceKind.PROVIDER, name))
    layers = {layer.name: layer for layer in gis.layers(made.view)}
    assert list(layers) == ["hubs", "satellites", "unplaced", "hulls", "areas"]
    families = [row[0] for key in ("hubs", "satellites", "unplaced") for row in layers[key].rows]
    known = of.plan.placed | {family.id for family in of.plan.unplaced}
    assert sorted(map(str, families)) == sorted(family.id for family in of.of(name) if family.id in known)
    spots = [(shape.y, shape.x) for key in ("hubs", "satellites", "unplaced") for shape in layers[key].shapes]
    assert set(spots) <= innocent_points(of, name)
    told = {each["name"]: each["description"] for each in _geopackage(made)}
    assert told.keys() == {*layers, "layer_styles"}
    assert all(made.notices[0] in told[name] for name in told if name not in {"areas", "layer_styles"})


def _geopackage(made: Shared) -> list[dict[str, str]]:
    """Read the contents of a GeoPackage as a GIS lists them."""
    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(files(made, "0")["constellations.gpkg"])
        rows = opened.execute("SELECT table_name, description FROM gpkg_contents").fetchall()
    return [{"name": name, "description": description} for name, description in rows]
