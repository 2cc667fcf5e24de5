"""Distances over roads and around barriers, from the command line to the pages of a plan."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Command
from tests.geodata.roads.street_plans import StreetPlan, degrees

N_GUESTS = 6


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, Path]:
    """Two hub homes on both sides of a canal; guests on the north side, nearer to the one across it.

    The only bridge is 2 km to the east.
    """
    spots = {
        "nw": (0.0, 200.0),
        "ne": (2000.0, 200.0),
        "se": (2000.0, -200.0),
        "sw": (0.0, -200.0),
        "far": (-1500.0, 200.0),
    }
    plan = StreetPlan(spots)
    plan.street("far-nw-ne-se-sw")
    extract = plan.write(tmp_path / "gooi.osm.pbf", "2026-10-01")
    rows = ["gezin_id;breedtegraad;lengtegraad;aanbieder;pleegkinderen;hubhome;logeerbedden"]
    places = {"Zuid": (0.0, -200.0), "West": (-1400.0, 200.0)} | {
        f"G{at}": (20.0 * at, 200.0) for at in range(N_GUESTS)
    }
    for name, spot in places.items():
        lat, lon = (f"{value:.6f}".replace(".", ",") for value in degrees(spot))
        rows.append(f"{name};{lat};{lon};Heide;1;{'kandidaat' if name[0] != 'G' else 'nee'};2")
    families = tmp_path / "gezinnen.csv"
    families.write_text("\n".join(rows), encoding="utf-8")
    return families, extract


def planned(call: Command, families: Path, folder: Path, *options: object) -> dict[str, Any]:
    said = call("plan", families, "-o", folder, "-q", "--workers", 1, "--size", "6:6:6", *options)
    assert said.code == 0, said.err
    found = json.loads((folder / "plan.json").read_bytes())
    assert isinstance(found, dict)
    return found


def hub(document: dict[str, Any]) -> object:
    (group,) = document["constellations"]
    return group["hub"]


def test_as_the_crow_flies_the_hub_home_is_across_the_canal(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    assert hub(planned(call, case[0], tmp_path / "uit")) == "Zuid"


def test_over_roads_it_is_on_this_side(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    document = planned(call, families, tmp_path / "uit", "--roads", extract, "--by", "bicycle")

    assert hub(document) == "West"
    assert document["policy"]["distance"]["matrix"] == "gezinnen-bicycle.csv"
    for name in ("map.html", "report.html"):
        page = (tmp_path / "uit" / name).read_text(encoding="utf-8")
        assert "met de fiets, berekend uit gooi.osm.pbf (gegevens van 1 oktober 2026)" in page
        assert "© OpenStreetMap contributors" in page
    assert "Afstanden zijn hemelsbreed" not in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")


def test_the_table_beside_the_families_serves_to_check_the_plan(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, extract = case
    planned(call, families, tmp_path / "uit", "--roads", extract, "--by", "bicycle")
    table = families.with_name("gezinnen-bicycle.csv")

    assert call("check", families, tmp_path / "uit" / "plan.json", "--matrix", table).code == 0
    planned(call, families, tmp_path / "weer", "--roads", extract, "--by", "bicycle")
    table.write_text("mine", encoding="utf-8")
    said = call("plan", families, "-o", tmp_path / "nog", "--roads", extract, "--by", "bicycle")
    assert (said.code, table.read_text(encoding="utf-8")) == (2, "mine")


def test_minutes_say_that_they_are_minutes(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    planned(call, families, tmp_path / "uit", "--roads", extract, "--by", "car", "--metric", "minutes")

    page = (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert "indicatieve reistijd over de weg, met de auto" in page
    assert "1 km van het beleid (straal, max_km) staat voor 1,0 min" in page


def test_explanations_speak_in_minutes(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    said = call("plan", families, "-o", tmp_path / "uit", "--roads", extract, "--metric", "minutes", "--size", "1:1:1")
    assert said.code == 0
    assert " min" in said.out
    assert not re.search(r"\d km", said.out)
    table = families.with_name("gezinnen-car.csv")
    explained = call("explain", families, tmp_path / "uit" / "plan.json", "G0", "--matrix", table)
    assert re.search(r"\d min", explained.out), explained.out
    assert not re.search(r"\d km", explained.out)


def test_around_a_drawn_canal_it_is_on_this_side_too(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, _ = case
    line = [[lon, lat] for lat, lon in map(degrees, [(-3000.0, 0.0), (2000.0, 0.0)])]
    drawn = tmp_path / "vaart.geojson"
    drawn.write_text(json.dumps({"type": "LineString", "coordinates": line}), encoding="utf-8")
    document = planned(call, families, tmp_path / "uit", "--barriers", drawn)

    assert hub(document) == "West"
    assert document["policy"]["distance"]["barriers"] == "vaart.geojson"
    page = (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert "kruist de kortste weg eromheen" in page
    assert str(tmp_path) not in page
    assert call("check", families, tmp_path / "uit" / "plan.json", "--barriers", drawn).code == 0
    assert "niet gevonden" in call("check", families, tmp_path / "uit" / "plan.json").err


def test_routes_writes_the_table_and_says_what_it_is(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    output = tmp_path / "minuten.csv"
    said = call("routes", families, extract, "-o", output, "--by", "foot", "--lang", "en")

    assert said.code == 0, said.err
    assert said.out == (
        f"14 pairs written to {output}: distance over roads, on foot, computed from gooi.osm.pbf "
        "(data of 1 October 2026).\n"
    )
    assert "Minutes are indicative" in said.err
    lines = output.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "from_id,to_id,metres,minutes,by,roads,roads_date,within_km"
    assert f"G0,West,1400,{1400 / (5.02 / 0.06):.2f},foot,gooi.osm.pbf,2026-10-01,10" in lines
    assert call("routes", families, extract, "-o", output).code == 2
    assert hub(planned(call, families, tmp_path / "uit", "--matrix", output)) == "West"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--radius-km", "0"), "--radius-km"),
        (("--factor", "0.5"), "--factor"),
        (("--cycling-kmh", "80", "--by", "bicycle"), "--cycling-kmh"),
        (("--by", "train"), "car, bicycle"),
    ],
)
def test_options_that_cannot_be(
    options: tuple[str, ...], says: str, call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, extract = case
    said = call("routes", families, extract, "-o", tmp_path / "minuten.csv", *options)

    assert said.code == 2
    assert says in said.err
    assert not (tmp_path / "minuten.csv").exists()


def test_a_table_made_for_a_smaller_radius_is_refused(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    output = tmp_path / "minuten.csv"
    assert call("routes", families, extract, "-o", output, "--radius-km", 2, "--factor", 1).code == 0
    said = call("plan", families, "-o", tmp_path / "uit", "--matrix", output)

    assert said.code == 2
    assert "tot 2,0 km hemelsbreed, en de straal is 5,0 km" in said.err


def test_roads_and_a_file_of_distances_exclude_each_other(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, extract = case
    said = call("plan", families, "-o", tmp_path / "uit", "--roads", extract, "--matrix", families)
    both = call("plan", families, "-o", tmp_path / "uit", "--barriers", families, "--matrix", families)

    assert (said.code, both.code) == (2, 2)
    assert "--roads berekent de afstanden zelf" in said.err
    assert "kies één van beide" in both.err


@pytest.fixture
def in_time(call: Command, case: tuple[Path, Path], tmp_path: Path) -> Path:
    """A plan by bicycle in minutes, told exactly: one minute stands for a third of a kilometre."""
    families, extract = case
    options = ("--roads", extract, "--by", "bicycle", "--metric", "minutes", "--kmh", 20, "--hub-km", 3, "--exact")
    planned(call, families, tmp_path / "uit", *options)
    return tmp_path / "uit"


def test_tables_of_a_plan_in_minutes_hold_minutes(in_time: Path, case: tuple[Path, Path]) -> None:
    table = case[0].with_name("gezinnen-bicycle.csv").read_text(encoding="utf-8").splitlines()
    minutes = {row.split(",")[0]: float(row.split(",")[3]) for row in table[1:] if row.split(",")[1] == "West"}
    book = openpyxl.load_workbook(in_time / "plan.xlsx")
    header, *rows = book["Plan"].iter_rows(values_only=True)
    at = header.index("Reistijd tot hubhome (min, indicatief)")

    told = {str(row[0]): float(str(row[at])) for row in rows if row[5] == "satellietgezin"}
    assert told == {name: pytest.approx(minutes[name], abs=0.06) for name in told}
    assert len(told) == N_GUESTS
    header, row = book["Constellaties"].iter_rows(values_only=True)
    assert row[header.index("Langste reistijd (min)")] == pytest.approx(max(told.values()), abs=0.06)
    assert "© OpenStreetMap contributors" in str(list(book["Regels en instellingen"].values))


def test_pages_of_a_plan_in_minutes_say_minutes(in_time: Path) -> None:
    report = (in_time / "report.html").read_text(encoding="utf-8")
    said = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", report, flags=re.DOTALL)  # the scale of a map is in kilometres
    assert re.search(r"Langste reistijd\s+5,9 min", said)
    assert re.search(r"De helft van de satellietgezinnen is binnen 5,7 min", said)
    assert re.search(r"G0\s+Heide\s+\S+\s+1\s+5,5 min", said)
    assert re.findall(r"\d km", said.split("Instellingen")[0]) == ["1 km"]  # of the policy: what it stands for
    page = (in_time / "map.html").read_text(encoding="utf-8")
    data = json.loads(page.split('type="application/json" id="view">')[1].split("</script>")[0])
    assert (data["words"]["km"], data["words"]["scaleKm"], data["radius"]) == ("{n} min", "{n} km", None)
    assert data["constellations"][0]["farthest"] == pytest.approx(5910, abs=60)


def test_without_exact_distances_stay_kilometres_between_points(
    call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, extract = case
    planned(call, families, tmp_path / "uit", "--roads", extract, "--metric", "minutes")
    book = openpyxl.load_workbook(tmp_path / "uit" / "plan.xlsx")

    assert "Afstand tussen gemaskeerde punten (km)" in next(book["Plan"].iter_rows(values_only=True))
    data = (tmp_path / "uit" / "map.html").read_text(encoding="utf-8")
    assert '"km":"{n} km"' in data


@pytest.mark.parametrize("audience", ["provider=Heide", "council", "public"])
def test_what_is_shared_names_whose_roads_were_measured(
    audience: str, call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    families, extract = case
    planned(call, families, tmp_path / "uit", "--roads", extract)
    table = families.with_name("gezinnen-car.csv")
    out = tmp_path / "gedeeld"
    plan = tmp_path / "uit" / "plan.json"
    assert call("share", families, plan, "--matrix", table, "--audience", audience, "-o", out).code == 0

    for name in ("map.html", "report.html"):
        assert "© OpenStreetMap contributors" in (out / name).read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in str(list(openpyxl.load_workbook(out / "plan.xlsx")["Toelichting"].values))


@pytest.mark.parametrize("by", ["car", "bicycle"])
def test_nothing_in_a_plan_over_roads_tells_a_distance_between_homes(
    by: str, call: Command, case: tuple[Path, Path], tmp_path: Path
) -> None:
    """Metres and minutes of the table stand beside the families file, and in no file of the plan or of its readers."""
    families, extract = case
    planned(call, families, tmp_path / "uit", "--roads", extract, "--by", by)
    table = families.with_name(f"gezinnen-{by}.csv")
    rows = [row.split(",") for row in table.read_text(encoding="utf-8").splitlines()[1:]]
    cells = {cell for row in rows if row[0] != row[1] for cell in row[2:4]}
    secrets = {cell for cell in cells if len(cell) > 3 and not cell.endswith("00")}  # others may be rounded masks
    assert len(secrets) >= N_GUESTS
    plan = tmp_path / "uit" / "plan.json"
    out = tmp_path / "gedeeld"
    assert call("share", families, plan, "--matrix", table, "--audience", "provider=Heide", "-o", out).code == 0

    found = []
    for path in (*(tmp_path / "uit").iterdir(), *out.iterdir()):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            content = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)
        else:
            content = _without_ground(path.read_bytes().decode("utf-8", "replace"))
        numbers = set(re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", content))
        found += [(path.name, number) for number in numbers & secrets]
    assert found == []


def _without_ground(content: str) -> str:
    """Take land, water and places away: their coordinates are public, and some have the figures of a distance."""
    content = re.sub(r'"coordinates": ?[\[\]\d., -]+', "", content)
    view = re.search(r'(?<=type="application/json" id="view">).*?(?=</script>)', content, re.DOTALL)
    if view is None:
        return content
    data = json.loads(view[0])
    for key in ("ground", "areas", "places", "postcodes"):
        del data[key]
    return content.replace(view[0], json.dumps(data))


def test_roads_of_several_files_stand_beside_the_first(call: Command, case: tuple[Path, Path], tmp_path: Path) -> None:
    families, extract = case
    header, *rows = families.read_text(encoding="utf-8").splitlines()
    files = []
    for name, own in (("een", rows[:4]), ("twee", rows[4:])):
        files.append(tmp_path / name / f"{name}.csv")
        files[-1].parent.mkdir()
        files[-1].write_text("\n".join([header, *own]), encoding="utf-8")
    options = ("--roads", extract, "--by", "bicycle", "-q", "--workers", 1, "--size", "6:6:6")
    said = call("plan", *files, "-o", tmp_path / "uit", *options)
    assert said.code == 0, said.err

    plan, table = tmp_path / "uit" / "plan.json", tmp_path / "een" / "regio-bicycle.csv"
    assert hub(json.loads(plan.read_bytes())) == "West"
    assert call("check", *files, plan, "--matrix", table).code == 0
    assert {path.name for path in table.parent.iterdir()} == {"een.csv", "regio-bicycle.csv"}
