"""Files for a GIS hold what the page shows, no more: the same points, in WGS84, as every program reads them."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

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


def test_lines_from_hub_home_to_satellite_are_for_who_asks_for_them(view: MapView) -> None:
    assert "lines" not in {layer.name for layer in layers(view)}
    found = next(layer for layer in layers(view, lines=True) if layer.name == "lines")
    ends = {tuple(map(tuple, shapely.get_coordinates(line).tolist())) for line in found.shapes}
    assert ends == {
        ((mark.hub.point[1], mark.hub.point[0]), (each.point[1], each.point[0]))
        for mark in view.constellations
        if mark.hub is not None and mark.hub.point is not None
        for each in mark.satellites
        if each.point is not None
    }


def test_qgis_finds_a_style_for_every_layer(view: MapView, tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    path.write_bytes(as_geopackage(view, lines=True))
    with sqlite3.connect(path) as base:
        styles = base.execute("SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles")
        found = {name: (column, default, ElementTree.fromstring(qml)) for name, column, default, qml in styles}
        (kind,) = base.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'").fetchone()
        columns = {name: {row[1] for row in base.execute(f"PRAGMA table_info({name})")} for name in found}
    base.close()
    assert kind == "attributes"
    assert set(found) == {layer.name for layer in layers(view, lines=True)}
    for name, (column, default, style) in found.items():
        assert (column, default) == ("geom", 1)
        assert column in columns[name]
        renderer = style.find("renderer-v2")
        assert renderer is not None
        assert renderer.get("attr", "geom") in columns[name]
        cases = {case.get("symbol") for case in renderer.iter("category")}
        assert cases <= {symbol.get("name") for symbol in renderer.iter("symbol")}
        for label in style.iter("text-style"):
            assert label.get("fieldName") in columns[name]
    beside = found["hubs"][2].find("labeling/settings/placement")
    assert beside is not None
    assert beside.get("placement") == "6"  # QGIS 3.22 draws no label over the point of its own mark


def test_constellations_tell_their_providers(view: MapView) -> None:
    hulls = next(layer for layer in layers(view) if layer.name == "hulls")
    told = [dict(zip(hulls.fields, row, strict=True)) for row in hulls.rows]
    marks = [mark for mark in view.constellations if len(mark.hull) > 2]
    assert [row["n_providers"] for row in told] == [len(mark.providers) for mark in marks]
    for row, mark in zip(told, marks, strict=True):
        assert str(row["providers"]).startswith(f"{mark.providers[0].provider}: {mark.providers[0].homes.text}")


def test_municipalities_carry_their_code_by_which_tables_of_statistics_netherlands_join(package: Path) -> None:
    known = {"Hilversum": "GM0402", "Huizen": "GM0406", "Laren": "GM0417", "Gooise Meren": "GM1942"}
    for layer in ("hubs", "satellites", "unplaced", "areas"):
        meta, _, _, columns = pyogrio.raw.read(package, layer=layer)
        table = dict(zip(meta["fields"].tolist(), columns, strict=True))
        codes = dict(zip(table["municipality"].tolist(), table["municipality_code"].tolist(), strict=True))
        assert known.items() & codes.items() or layer == "unplaced"
        assert all(codes[name] == code for name, code in known.items() if name in codes)
        assert {name for name, code in codes.items() if not code} <= {"", "Weesp"}  # since 2022 a part of Amsterdam


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
