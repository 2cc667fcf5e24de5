"""How QGIS draws the layers of a GeoPackage: the table ``layer_styles``, of which QGIS applies the default by itself.

The table is the one that QGIS writes when a style is saved in the database; styles are in its own format (QML).
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from maps.wave_map import PALETTE

_TABLE: Final = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)
"""
_GEOMETRY: Final = "geom"
"""The column that GDAL puts shapes in."""


def add_styles(package: Path, names: Iterable[str], changed: str) -> None:
    """Put a style for each layer that has one into a GeoPackage.

    Parameters
    ----------
    changed
        The date of change that is written.
    """
    rows = [(name, _STYLES[name]) for name in names if name in _STYLES]
    with sqlite3.connect(package) as base:
        base.execute(_TABLE)
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, ?, ?, ?)",
            ("layer_styles", "attributes", "layer_styles", changed),
        )
        base.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
            "VALUES ('', '', ?, ?, ?, ?, '', 1, '', '', NULL, ?)",
            [(name, _GEOMETRY, name, qml, changed) for name, qml in rows],
        )
    base.close()


def _rgb(colour: str, alpha: int = 255) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"


def _symbol(number: int, kind: str, drawn_by: str, properties: dict[str, str]) -> str:
    told = "".join(f"<prop k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in properties.items())
    return (
        f'<symbol type="{kind}" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{drawn_by}" enabled="1" locked="0" pass="0">{told}</layer></symbol>'
    )


def _by_colour(symbols: Iterable[str]) -> str:
    """Draw each feature by the number of its colour."""
    drawn = tuple(symbols)
    cases = "".join(
        f'<category value="{at}" symbol="{at}" label="" render="true" type="integer"/>' for at in range(len(drawn))
    )
    return (
        '<renderer-v2 type="categorizedSymbol" attr="colour" symbollevels="0" enableorderby="0" forceraster="0">'
        f"<categories>{cases}</categories><symbols>{''.join(drawn)}</symbols></renderer-v2>"
    )


def _alike(symbol: str) -> str:
    return (
        '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">'
        f"<symbols>{symbol}</symbols></renderer-v2>"
    )


_BESIDE: Final = (
    '<placement placement="6" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" dist="1" distUnits="MM" '
    'offsetType="1" priority="10"/>'
)
"""The first free place around a point, a millimetre from its mark."""

_WITHIN: Final = '<placement placement="1" priority="2"/>'
"""Over the middle of an area."""


def _label(field: str, place: str) -> str:
    """Write a column as the label of each feature; shapes keep no label away (over its own mark QGIS draws none)."""
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName="{field}" isExpression="0" fontSize="9" fontSizeUnit="Point" fontWeight="75" '
        'textColor="27,39,51,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255" '
        f'bufferSizeUnits="MM"/></text-style>{place}<rendering obstacle="0" drawLabels="1" displayAll="0"/>'
        "</settings></labeling>"
    )


def _style(renderer: str, label: str = "") -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="{int(bool(label))}">'
        f"{renderer}{label}</qgis>"
    )


def _marker(colour: str, name: str, size: str, edge: str = "#ffffff") -> dict[str, str]:
    return {
        "name": name,
        "color": _rgb(colour),
        "outline_color": _rgb(edge),
        "outline_width": "0.3",
        "size": size,
        "size_unit": "MM",
    }


_STYLES: Final = {
    "hubs": _style(
        _by_colour(
            _symbol(at, "marker", "SimpleMarker", _marker(colour, "square", "4")) for at, colour in enumerate(PALETTE)
        ),
        _label("constellation", _BESIDE),
    ),
    "satellites": _style(
        _by_colour(
            _symbol(at, "marker", "SimpleMarker", _marker(colour, "circle", "2.2")) for at, colour in enumerate(PALETTE)
        )
    ),
    "unplaced": _style(_alike(_symbol(0, "marker", "SimpleMarker", _marker("#8a1c1c", "cross2", "3", "#8a1c1c")))),
    "lines": _style(
        _by_colour(
            _symbol(at, "line", "SimpleLine", {"line_color": _rgb(colour, 150), "line_width": "0.3"})
            for at, colour in enumerate(PALETTE)
        )
    ),
    "hulls": _style(
        _by_colour(
            _symbol(
                at,
                "fill",
                "SimpleFill",
                {"color": _rgb(colour, 50), "outline_color": _rgb(colour), "outline_width": "0.3", "style": "solid"},
            )
            for at, colour in enumerate(PALETTE)
        )
    ),
    "areas": _style(
        _alike(
            _symbol(
                0,
                "fill",
                "SimpleFill",
                {"color": "255,255,255,255", "outline_color": "143,160,179,255", "outline_width": "0.26"},
            )
        ),
        _label("municipality", _WITHIN),
    ),
}
