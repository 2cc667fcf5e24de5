"""What a lean install says, without the library that writes GeoPackage."""

import json
from pathlib import Path

import pytest

from geodata import gis_library
from tests.cli.conftest import Command


@pytest.fixture(autouse=True)
def _lean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gis_library, "find_spec", lambda _: None)


def test_a_geopackage_is_refused_with_what_to_do(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    dutch = call("map", families, planned / "plan.json", "-o", tmp_path / "plan.gpkg", "-q")
    english = call("map", families, planned / "plan.json", "-o", tmp_path / "plan.gpkg", "-q", "--lang", "en")
    assert (dutch.code, english.code) == (2, 2)
    assert "in deze installatie zit geen GDAL (het pakket pyogrio)" in dutch.err
    assert "Choose a file that ends in .geojson, or install pyogrio." in english.err
    assert not (tmp_path / "plan.gpkg").exists()


def test_a_plan_with_files_for_a_gis_is_refused_before_the_search(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.application.planning.solve", lambda *_, **__: pytest.fail("searched"))
    called = call("plan", families, "-o", tmp_path / "out", "--gis", "-q")
    assert called.code == 2
    assert "geen GDAL" in called.err


def test_official_areas_cannot_be_imported(call: Command, tmp_path: Path) -> None:
    areas = tmp_path / "gemeenten.geojson"
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": []}), encoding="utf-8")
    called = call("geodata", "import", areas)
    assert called.code == 2
    assert "geen GDAL" in called.err


def test_everything_else_is_made(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    assert call("map", families, planned / "plan.json", "-o", tmp_path / "plan.geojson", "-q").code == 0
    assert call("map", families, planned / "plan.json", "-o", tmp_path / "map.html", "-q").code == 0
    shared = tmp_path / "shared"
    told = call("share", families, planned / "plan.json", "--audience", "council", "-o", shared)
    assert told.code == 0
    assert "in deze map zit geen GeoPackage" in told.err
    names = {path.name for path in shared.iterdir()}
    assert {"map.html", "report.html", "constellations.geojson"} <= names
    assert "constellations.gpkg" not in names
