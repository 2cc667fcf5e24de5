"""The view that every shared map begins with: areas and names of places, which tell nothing of any family."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geodata.language import Lang
from maps.backdrop import Backdrop, Point
from maps.base_map import BaseMap, backdrop
from maps.sharing.shading import Shades
from maps.tables import Count
from maps.view_model import MapView


def bare_view(
    title: str,
    notices: tuple[str, ...],
    base_map: BaseMap,
    lang: Lang,
    *,
    labels: Mapping[str, Count] | None = None,
    around: Iterable[Point] = (),
) -> MapView:
    """Make a view without any family, constellation, figure or setting.

    Parameters
    ----------
    labels
        Numbers to draw at municipalities; other municipalities and names of places are then not drawn.
    around
        What the map must show; nothing for all municipalities.
    """
    return MapView(
        lang=lang,
        title=title,
        subtitle="",
        notices=notices,
        exact=False,
        radius_m=None,
        constellations=(),
        unplaced=(),
        backdrop=_backdrop(base_map, labels or {}, around, lang),
        figures=(),
        charts=(),
        tiers=(),
        exchange=None,
        settings=(),
    )


def _backdrop(base_map: BaseMap, labels: Mapping[str, Count], around: Iterable[Point], lang: Lang) -> Backdrop:
    areas = tuple(area for area in base_map.areas if not labels or area.name in labels)
    drawn = backdrop(replace(base_map, areas=areas), around, lang)
    if not labels:
        return drawn
    shades = Shades((labels[area.name] for area in drawn.areas), lang)
    marked = [replace(area, count=labels[area.name], shade=shades.of(labels[area.name])) for area in drawn.areas]
    return replace(drawn, areas=tuple(marked), places=(), shading=shades.shading)
