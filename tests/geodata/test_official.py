"""Official files: municipalities and postcodes of Statistics Netherlands and PDOK, in degrees or on the Dutch grid."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from numpy.typing import NDArray

from geodata import rd
from geodata.errors import InputError
from geodata.families import Precision
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.official import Kind, kind_of, read_official
from geodata.reading import read_families
from geodata.store import Store

SQUARES = {
    "Hilversum": shapely.box(5.10, 52.20, 5.20, 52.25),
    "Laren": shapely.box(5.20, 52.20, 5.26, 52.25),
}


def geojson(folder: Path, rows: Sequence[tuple[Mapping[str, Any], shapely.Geometry]], crs: str | None = None) -> Path:
    document: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": dict(columns), "geometry": json.loads(shapely.to_geojson(shape))}
            for columns, shape in rows
        ],
    }
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    path = folder / "areas.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def municipalities(folder: Path) -> Path:
    return geojson(folder, [({"gemeentenaam": name}, shape) for name, shape in SQUARES.items()])


def on_the_grid(shape: shapely.Geometry) -> shapely.Geometry:
    def metres(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(rd.from_wgs84(degrees[:, 1], degrees[:, 0]))

    moved: shapely.Geometry = shapely.transform(shape, metres)
    return moved


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (["gemeentenaam"], Kind.MUNICIPALITIES),
        (["statcode", "statnaam"], Kind.MUNICIPALITIES),
        (["GM_NAAM", "jaar"], Kind.MUNICIPALITIES),
        (["pc4", "gemeente"], Kind.PC4),
        (["Postcode4"], Kind.PC4),
        (["postcode6", "pc4"], Kind.PC6),
        (["provincie"], None),
    ],
)
def test_a_file_is_known_by_its_columns(fields: list[str], kind: Kind | None) -> None:
    assert kind_of(fields) is kind


def test_municipalities_are_read_by_name(tmp_path: Path) -> None:
    official = read_official(municipalities(tmp_path))
    assert official.kind is Kind.MUNICIPALITIES
    assert [feature.name for feature in official.features] == ["Hilversum", "Laren"]
    assert all(feature.shape.equals(SQUARES[feature.name]) for feature in official.features)
    assert official.attribution == "© Kadaster / Centraal Bureau voor de Statistiek"


def test_parts_of_one_municipality_become_one_shape(tmp_path: Path) -> None:
    parts = [
        ({"naam": "Huizen"}, shapely.box(5.2, 52.2, 5.21, 52.21)),
        ({"naam": "Huizen"}, shapely.box(5.3, 52.2, 5.31, 52.21)),
    ]
    (feature,) = read_official(geojson(tmp_path, parts)).features
    assert feature.shape.geom_type == "MultiPolygon"


@pytest.mark.parametrize("crs", [None, "urn:ogc:def:crs:EPSG::28992"])
def test_the_dutch_grid_is_turned_into_degrees(tmp_path: Path, crs: str | None) -> None:
    rows = [({"gemeentenaam": name}, on_the_grid(shape)) for name, shape in SQUARES.items()]
    for feature in read_official(geojson(tmp_path, rows, crs)).features:
        assert feature.shape.hausdorff_distance(SQUARES[feature.name]) < 2e-5


def test_a_geopackage_is_read_by_the_layer_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    for layer, field, values in (("provincies", "provincienaam", ["Utrecht"]), ("gemeenten", "naam", ["Laren"])):
        wkb = shapely.to_wkb(np.array([on_the_grid(SQUARES["Laren"])], dtype=object))
        pyogrio.raw.write(
            path, wkb, [np.array(values, dtype=object)], [field], layer=layer, driver="GPKG",
            geometry_type="Polygon", crs="EPSG:28992", append=path.exists(),
        )  # fmt: skip
    assert [feature.name for feature in read_official(path).features] == ["Laren"]
    with pytest.raises(InputError, match="Layers in this file: provincies and gemeenten"):
        read_official(path, layer="provincies")


def test_postcode_areas_become_points_within_them(tmp_path: Path) -> None:
    horseshoe = shapely.box(5.1, 52.2, 5.2, 52.3).difference(shapely.box(5.12, 52.2, 5.18, 52.28))
    rows: list[tuple[Mapping[str, Any], shapely.Geometry]] = [
        ({"pc4": 1299, "gemeente": "Laren", "plaats": "Laren", "inwoners": 1200}, horseshoe),
        ({"pc4": 99, "gemeente": None, "plaats": None, "inwoners": -99997}, SQUARES["Laren"]),
    ]
    (feature,) = read_official(geojson(tmp_path, rows)).features
    assert (feature.name, feature.municipality, feature.inhabitants) == ("1299", "Laren", 1200)
    assert horseshoe.contains(feature.shape)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([({"naam": "Parijs"}, shapely.box(2.2, 48.8, 2.4, 48.9))], "these areas are not in the Netherlands"),
        ([({"provincie": "X"}, SQUARES["Laren"])], "this holds no municipalities, PC4 or PC6 areas"),
        ([({"pc4": "abc"}, SQUARES["Laren"])], "this file holds no area with a name or postcode"),
    ],
)
def test_what_is_no_use_is_refused(tmp_path: Path, rows: list[Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_official(geojson(tmp_path, rows))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("areas.csv", "naam", "give a file that ends in"),
        ("areas.geojson", "{broken", "cannot be read as GeoJSON or GeoPackage"),
        ("areas.gpkg", "no database", "cannot be read as GeoJSON or GeoPackage"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_official(tmp_path / name)


def test_a_name_with_a_typo_is_said_to_be_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this file does not exist"):
        read_official(tmp_path / "gemeente.geojson")


def test_imported_municipalities_replace_the_schematic_ones_with_their_attribution(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    schematic, said = store.areas()
    assert said is None
    assert len(schematic) > 5
    kept = store.add(read_official(municipalities(tmp_path), attribution="© CBS 2026"))
    areas, said = store.areas()
    assert said == ("© CBS 2026",)
    assert [(area.name, area.in_region) for area in areas] == [("Hilversum", True), ("Laren", True)]
    assert [(each.name, each.n_features) for each in store] == [("areas", 2)]
    store.remove(kept.name)
    assert store.areas()[1] is None
    with pytest.raises(InputError, match="there is no import of that name"):
        store.remove(kept.name)


@pytest.mark.parametrize("name", ["../evil", "Groot", "", "a/b", ".hidden"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / "kept")
    with pytest.raises(InputError, match="choose a name"):
        store.add(read_official(municipalities(tmp_path)), name)
    with pytest.raises(InputError, match="there is no import"):
        store.remove(name)


def test_families_find_imported_postcodes_as_precisely_as_they_are_known(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    store.add(
        read_official(geojson(tmp_path, [({"pc4": "9712", "gemeente": "Groningen"}, shapely.Point(6.57, 53.22))])),
        "pc4",
    )
    store.add(read_official(geojson(tmp_path, [({"pc6": "9712 HM"}, shapely.Point(6.561, 53.221))])), "pc6")
    families = tmp_path / "families.csv"
    families.write_text("family_id;postcode;provider\na;9712;P\nb;9712 HM;P\nc;9712AA;P\nd;1211;P\n", encoding="utf-8")
    found = read_families(families, locate=store.postcodes()).families.by_id
    places = {
        name: (family.location.lat, family.location.lon, family.location.precision) for name, family in found.items()
    }
    assert places["a"] == places["c"] == (53.22, 6.57, Precision.PC4)
    assert places["b"] == (53.221, 6.561, Precision.PC6)
    own = load_gazetteer().place("1211")
    assert own is not None
    assert places["d"] == (own.location.lat, own.location.lon, Precision.PC4)
    assert {family.municipality for family in (found["a"], found["b"])} == {"Groningen"}


def test_a_kept_file_that_is_broken_says_how_to_mend_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "old.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError) as error:
        store.areas()
    assert "constellations geodata remove old" in error.value.faults[0].say(Lang.NL)
