"""What lies under a shared map: areas and names of places, which tell nothing of any family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from geodata.gazetteer import Gazetteer
from geodata.language import Lang
from maps.base_map import Area, backdrop
from maps.view_model import Backdrop, Count, MapView, Point


@dataclass(frozen=True, slots=True)
class Ground:
    """Places and areas to draw; ``attribution`` is ``None`` for schematic areas."""

    gazetteer: Gazetteer = field(repr=False)
    areas: tuple[Area, ...] = field(default=(), repr=False)
    attribution: tuple[str, ...] | None = None


def bare_view(
    title: str,
    notices: tuple[str, ...],
    ground: Ground,
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
        backdrop=_backdrop(ground, labels or {}, around, lang),
        figures=(),
        charts=(),
        tiers=(),
        exchange=None,
        settings=(),
    )


def _backdrop(ground: Ground, labels: Mapping[str, Count], around: Iterable[Point], lang: Lang) -> Backdrop:
    areas = [area for area in ground.areas if not labels or area.name in labels]
    drawn = backdrop(ground.gazetteer, areas, around, lang, ground.attribution)
    marked = tuple(replace(area, count=labels.get(area.name)) for area in drawn.areas)
    return replace(drawn, areas=marked, places=() if labels else drawn.places)
