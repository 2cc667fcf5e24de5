"""Files for a GIS hold what the page shows, no more: the same points, in WGS84, as every program reads them."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from maps.gis import as_geojson, as_geopackage, layers
from maps.view_model import MapView
from tests.maps.builders import HOSTILE, region, view_of


@pytest.fixture(scope="module")
def view() -> MapView:
    return view_of(region(n_hubs=5, names=HOSTILE))


@pytest.fixture(scope="module")
def package(view: MapView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gis") / "plan.gpkg"
    path.write_bytes(as_geopackage(view))
    return path


def test_each_layer_is_read_back_with_its_grid(view: MapView, package: Path) -> None:
    counts = {layer.name: len(layer.shapes) for layer in layers(view) if layer.shapes}
    assert set(counts) == {"hubs", "satellites", "unplaced", "hulls", "areas"}
    for name, count in counts.items():
        info = pyogrio.read_info(package, layer=name)
        assert (info["crs"], info["features"]) == ("EPSG:4326", count)


def test_points_are_those_of_the_page_with_longitude_first(view: MapView, package: Path) -> None:
    meta, _, wkb, columns = pyogrio.raw.read(package, layer="satellites")
    table = dict(zip(meta["fields"].tolist(), columns, strict=True))
    at = {name: (point.x, point.y) for name, point in zip(table["family"], shapely.from_wkb(wkb), strict=True)}
    shown = {
        member.id: (member.point[1], member.point[0])
        for mark in view.constellations
        for member in mark.satellites
        if member.point is not None
    }
    assert at == shown
    assert set(HOSTILE) <= set(at)
    assert table["metres"].min() >= 0


def test_hulls_end_at_drawn_points_only(view: MapView) -> None:
    drawn = {
        (member.point[1], member.point[0])
        for mark in view.constellations
        for member in (mark.hub, *mark.satellites)
        if member is not None and member.point is not None
    }
    hulls = next(layer for layer in layers(view) if layer.name == "hulls")
    assert hulls.shapes
    corners = shapely.get_coordinates(np.array(hulls.shapes, dtype=object)).tolist()
    assert {(lon, lat) for lon, lat in corners} <= drawn


def test_geojson_holds_the_same_features(view: MapView, tmp_path: Path) -> None:
    path = tmp_path / "plan.geojson"
    path.write_bytes(as_geojson(view))
    document = json.loads(path.read_text(encoding="utf-8"))
    assert len(document["features"]) == sum(len(layer.shapes) for layer in layers(view))
    assert pyogrio.read_info(path)["crs"] == "EPSG:4326"
    wkb = pyogrio.raw.read(path)[2]
    assert np.all(shapely.is_valid(shapely.from_wkb(wkb)))


def test_the_same_plan_gives_the_same_bytes(view: MapView) -> None:
    assert as_geopackage(view) == as_geopackage(view)
    assert as_geojson(view) == as_geojson(view)


def test_what_a_reader_may_not_see_is_in_no_layer(view: MapView) -> None:
    bare = replace(
        view,
        constellations=tuple(replace(mark, hub=None, satellites=(), hull=()) for mark in view.constellations),
        unplaced=(),
    )
    assert {layer.name for layer in layers(bare) if layer.shapes} == {"areas"}
    assert all(name.encode() not in as_geopackage(bare) for name in ("F001", "F002", HOSTILE[0]))
