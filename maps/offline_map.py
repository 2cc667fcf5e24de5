"""folium's map, made to speak to nobody."""

import html
from collections.abc import Iterable
from typing import Final

from geodata.loaded_later import loaded_later
from maps.backdrop import Point, Tiles
from maps.view_model import ConstellationMark

with loaded_later("pandas", "requests", "xyzservices"):
    import folium
    from branca.element import Element, Figure

_MANY: Final = 1500
"""More families than these are drawn on a canvas, which is quicker."""

_NETHERLANDS: Final = (52.2, 5.3)


class _OfflineMap(folium.Map):
    """folium's map without its content delivery networks, random names, and ban on zooming the page."""

    def __init__(self, middle: Point, *, on_canvas: bool) -> None:
        super().__init__(
            location=middle,
            tiles=None,
            zoom_start=10,
            zoom_control=False,
            prefer_canvas=on_canvas,
            attribution_control=False,
            zoom_snap=0.25,
            zoom_delta=1,
            scroll_wheel_zoom=False,
            min_zoom=6,
            max_zoom=17,
            zoom_animation=False,
            fade_animation=False,
        )
        self.default_js = []
        self.default_css = []

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        figure = self.get_root()
        assert isinstance(figure, Figure)
        figure.header._children.pop(self.get_name())  # its viewport tag forbids zooming (WCAG 1.4.4)


def folium_map(
    name: str, marks: Iterable[ConstellationMark], n_families: int, tiles: Tiles | None = None
) -> tuple[str, str]:
    """Give folium's element for a map of constellations, and the script that makes it as ``map_NAME``."""
    drawn = _OfflineMap(_middle(marks), on_canvas=n_families > _MANY)
    _name(drawn, name)
    if tiles is not None:
        layer = folium.TileLayer(
            tiles=tiles.url,
            attr=html.escape(tiles.attribution),
            max_zoom=17,
            max_native_zoom=tiles.max_zoom,
        )
        _name(layer, "base")
        layer.add_to(drawn)
    figure = Figure()
    drawn.add_to(figure)
    figure.render()
    script = "\n".join(line.rstrip() for line in figure.script.render().splitlines() if line.strip())
    return figure.html.render().strip(), script


def _middle(marks: Iterable[ConstellationMark]) -> Point:
    """Give the middle of all hull corners; the page's script then fits the map to what is drawn."""
    spots = [spot for mark in marks for spot in mark.hull]
    if not spots:
        return _NETHERLANDS
    lats, lons = zip(*spots, strict=True)
    return round((min(lats) + max(lats)) / 2, 4), round((min(lons) + max(lons)) / 2, 4)


def _name(element: Element, name: str) -> None:
    """Give an element a name of ours: folium draws one at random, and the same plan must give the same page."""
    element._id = name
