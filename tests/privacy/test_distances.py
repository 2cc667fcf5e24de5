"""Distances that an output tells: eight plans of a batch, and a reader who knows the homes of one provider."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.distances import Geodesic
from geodata.families import Family, HubRole, Location
from geodata.language import Fact, Lang, Span, span
from geodata.told_distances import MEASURED, MaskedDistances, span_of, told, total_m
from maps.geometry import MASKED_DECIMALS, drawn_points
from maps.sharing.audience import Audience, AudienceKind, shared
from maps.view import team_view, told_distances
from optimizer.cli import run
from optimizer.explain.changes import radius_for
from optimizer.explain.words import REASONS
from optimizer.files.assignments import write_assignments
from optimizer.plan import Plan
from optimizer.rules import RULES
from tests.builders import finished
from tests.cli.conftest import HEADER, village_rows
from tests.privacy.attacker import trilaterated
from tests.privacy.regions import PROVIDERS, Region, base_map, numbers_of, plans_of, region

N_SCENARIOS = 8
FOUND_M = 50.0
"""Nearer than this a home is found."""

Anchors = dict[str, list[tuple[tuple[float, float], float]]]


@pytest.fixture(scope="module")
def of() -> Region:
    return region(5, "donut")


def _told(of: Region, plan: Plan, *, exact: bool) -> dict[str, tuple[str, float]]:
    """Read hub home and metres of each satellite in an ``assignments.csv``."""
    told = told_distances(finished(of.problem, plan), of.points, exact=exact)
    text = write_assignments(plan, told, Lang.NL).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {
        row["family_id"]: (row["hub"], 1000 * float(row["distance_km"].removeprefix("ca. ").replace(",", ".")))
        for row in rows
        if row["role"] == "satellite"
    }


def _errors(of: Region, *, exact: bool) -> list[float]:
    """Trilaterate all others over eight plans, for a reader who knows where its own families live."""
    own = max(PROVIDERS, key=lambda name: sum(family.hub is HubRole.CANDIDATE for family in of.of(name)))
    known = {family.id: (family.location.lat, family.location.lon) for family in of.of(own)}
    anchors: Anchors = {}
    for plan in plans_of(of, N_SCENARIOS):
        for family, (hub, metres) in _told(of, plan, exact=exact).items():
            if hub in known and family not in known:
                anchors.setdefault(family, []).append((known[hub], metres))
    enough = {family: found for family, found in anchors.items() if len({place for place, _ in found}) >= 3}
    assert len(enough) > 10
    return [_apart(of, family, trilaterated(_point(of, family), found)) for family, found in enough.items()]


def _point(of: Region, family: str) -> tuple[float, float]:
    return of.points[family].lat, of.points[family].lon


def _apart(of: Region, family: str, place: tuple[float, float]) -> float:
    home = of.families.by_id[family]
    return Geodesic().between(home, Family("guess", Location(*place), ""))


def test_exact_distances_of_eight_plans_would_find_most_homes(of: Region) -> None:
    errors = _errors(of, exact=True)
    assert sum(error < FOUND_M for error in errors) > len(errors) / 2


def test_the_distances_of_eight_plans_find_no_home_nearer_than_the_mask_alone(of: Region) -> None:
    errors = _errors(of, exact=False)
    masks = [_apart(of, family.id, _point(of, family.id)) for family in of.families]
    assert sum(error < FOUND_M for error in errors) == 0
    assert median(errors) > 0.9 * median(masks)


def test_every_distance_follows_from_the_points_that_are_drawn(of: Region) -> None:
    """Whoever has the points has all that the distances tell: homes may lie elsewhere and nothing changes."""
    drawn = MaskedDistances(drawn_points(of.points, MASKED_DECIMALS))
    by_id = of.families.by_id
    for plan in plans_of(of, 2):
        view = team_view(finished(of.problem, plan), Lang.NL, points=of.points, exact=False, base_map=base_map())
        for family, (hub, metres) in _told(of, plan, exact=False).items():
            assert metres == pytest.approx(drawn.between(by_id[family], by_id[hub]))
        for mark in view.constellations:
            assert mark.hub is not None
            ways = [drawn.between(by_id[each.id], by_id[mark.hub.id]) for each in mark.satellites]
            assert [each.metres for each in mark.satellites] == ways
            assert mark.farthest_m == max(way for way in ways if way is not None)


def test_a_provider_is_told_distances_between_points_of_its_map_only(of: Region) -> None:
    name = PROVIDERS[0]
    audience = Audience(AudienceKind.PROVIDER, name)
    made = shared(of.finished, audience, Lang.NL, points=of.points, base_map=base_map(), release=numbers_of(of))
    marks = made.view.constellations
    points = {each.id: each.point for mark in marks for each in (*mark.satellites, *((mark.hub,) if mark.hub else ()))}
    drawn = MaskedDistances({key: point for key, point in points.items() if point})
    by_id = of.families.by_id
    pairs = [(each, mark.hub) for mark in marks if mark.hub for each in mark.satellites]
    assert pairs
    for satellite, hub in pairs:
        assert satellite.metres == drawn.between(by_id[satellite.id], by_id[hub.id])


@given(st.floats(0, 400))
def test_a_distance_lies_in_its_span_which_is_half_a_kilometre_wide_or_more(km: float) -> None:
    found = span_of(km)
    assert found.low < km <= found.high or km == found.low == 0
    assert found.high - found.low >= 0.5


@pytest.mark.parametrize(
    ("km", "dutch", "english"),
    [
        (0.2, "0 tot 0,5", "0 to 0.5"),
        (0.6, "0,5 tot 1", "0.5 to 1"),
        (1.0, "0,5 tot 1", "0.5 to 1"),
        (5.0, "4 tot 5", "4 to 5"),
        (5.1, "5 tot 6", "5 to 6"),
        (12.3, "10 tot 15", "10 to 15"),
        (60.0, "55 tot 60", "55 to 60"),
    ],
)
def test_spans_are_said_in_both_languages(km: float, dutch: str, english: str) -> None:
    assert (span(span_of(km), Lang.NL), span(span_of(km), Lang.EN)) == (dutch, english)


@given(st.integers(0, 10_000_000))
def test_a_total_is_told_in_tens_of_kilometres(metres: int) -> None:
    low, high = total_m(metres, down=True), total_m(metres)
    assert low <= metres <= high < metres + 10_000
    assert low % 10_000 == high % 10_000 == 0


def test_figures_that_were_measured_are_told_as_spans_and_settings_as_they_are() -> None:
    facts: dict[str, Fact] = {"km": 6.1, "nearest_km": 6.1, "radius_km": 5.0, "hub": "H", "families": 6}
    assert told(facts) == {**facts, "km": Span(6.0, 7.0), "nearest_km": Span(6.0, 7.0)}


SETTINGS = {"radius_km", "mutual_km", "min_apart_km", "max_km", "hub_km", "limit_km"}


def test_every_kilometre_of_a_sentence_is_known_as_measured_or_as_a_setting() -> None:
    texts = [*REASONS.values(), *(rule.text for rule in RULES), *(rule.obstacle for rule in RULES)]
    texts.append(radius_for.RadiusFor("F", 6.1, 5.0).text)
    gaps = {gap for text in texts for gap in re.findall(r"\{(\w*km)\}", text.nl + text.en)}
    assert {"km", "nearest_km", "radius_km"} <= gaps <= MEASURED | SETTINGS


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plan the village of the commands twice: as usual, and exactly."""
    folder = tmp_path_factory.mktemp("distances")
    text = "\n".join([HEADER, *village_rows()])
    (folder / "gezinnen.csv").write_text(text, encoding="utf-8")
    (folder / "beleid.toml").write_text('[objective]\ntiers = ["unplaced", "farthest", "travel"]\n', encoding="utf-8")
    for name, more in (("usual", ()), ("exact", ("--exact",))):
        options = ("--workers", "1", "-q", *more, "--policy", str(folder / "beleid.toml"))
        assert run(["plan", str(folder / "gezinnen.csv"), "-o", str(folder / name), *options]) == 0
    return folder


_DRAWN = re.compile(r' (?:d|points|c?x|c?y|[xy][12]|r|width|height|transform|viewBox|style)="[^"]*"')
"""Where things stand on a drawing: numbers of the sheet, which tell no distance."""


def _without_base_map(text: str) -> str:
    """Leave out the coordinates of land, areas and places, which are the same for every plan."""
    data = re.search(r'(?<=id="view">).*?(?=</script>)', text, flags=re.DOTALL)
    if data is None:
        return text
    read = {name: value for name, value in json.loads(data[0]).items() if name not in _BASE_MAP}
    return text.replace(data[0], json.dumps(read))


_BASE_MAP = ("ground", "areas", "places", "postcodes")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.iterdir()):
        if file.suffix == ".xlsx":
            book = openpyxl.load_workbook(file)
            cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
            yield file.name, "\n".join(cells)
        else:
            yield file.name, _without_base_map(_DRAWN.sub("", file.read_text(encoding="utf-8")))


def test_reasons_remedies_and_objectives_of_a_plan_tell_no_distance_finer_than_a_span(village: Path) -> None:
    exact = json.loads((village / "exact" / "plan.json").read_bytes())["unplaced"][0]["reasons"][0]["facts"]
    nearest = exact["nearest_km"]
    assert nearest != int(nearest)
    spoken = f"{nearest:.1f}".replace(".", ",")
    shown = {name for name, text in _texts(village / "exact") if f"{spoken} km" in text}
    assert shown == {"map.html", "plan.json", "report.html", "plan.xlsx"}

    usual = dict(_texts(village / "usual"))
    assert not [name for name, text in usual.items() if f"{spoken} km" in text or str(nearest) in text]
    assert f"de dichtstbijzijnde is op {span(span_of(nearest), Lang.NL)} km" in usual["report.html"]
    facts = json.loads(usual["plan.json"])["unplaced"][0]["reasons"][0]["facts"]
    assert facts == {**exact, "nearest_km": span_of(nearest).high}


def test_the_longest_distance_and_that_of_all_together_are_told_in_steps(village: Path) -> None:
    tiers: Mapping[str, int] = {
        tier["name"]: tier["value"] for tier in json.loads((village / "usual" / "plan.json").read_bytes())["tiers"]
    }
    assert tiers["farthest"] % 1000
    assert tiers["travel"] % 1000
    for name, text in _texts(village / "usual"):
        if name != "plan.json":
            assert str(tiers["farthest"]) not in text
            assert str(tiers["travel"]) not in text
    report = (village / "usual" / "report.html").read_text(encoding="utf-8")
    assert ">1 km<" in report
    assert ">10 km reizen; " in report


def test_a_hand_changed_hub_home_is_read_without_exact_distances(village: Path, tmp_path: Path) -> None:
    text = (village / "usual" / "assignments.csv").read_text(encoding="utf-8-sig")
    hubs = sorted(set(re.findall(r"^(\w+);C\d+;hub;", text, re.MULTILINE)))
    row = next(line for line in text.splitlines() if f";satellite;{hubs[0]};" in line)
    changed = text.replace(row, row.replace(f";satellite;{hubs[0]};", f";satellite;{hubs[1]};"))
    assert changed != text
    (tmp_path / "changed.csv").write_text(changed, encoding="utf-8")
    files = (str(village / "gezinnen.csv"), str(tmp_path / "changed.csv"))
    assert run(["check", *files, "--radius-km", "50", "--size", "1:8:10"]) == 0
