"""What lies under a plan on a page, as data: areas, ground, names of places, and the tiles that a user asked for."""

from dataclasses import dataclass, field
from typing import Final

from maps.tables import Count

Point = tuple[float, float]
"""Latitude and longitude in degrees, rounded; masked unless the view says that points are exact."""

Shape = tuple[tuple[Point, ...], ...]
"""A polygon: an outer ring and then its holes, each closed by its first point again."""


@dataclass(frozen=True, slots=True)
class AreaMark:
    """A municipality: polygons, each an outer ring and then its holes; closed by the first point again.

    ``count`` is drawn with the name where the reader sees areas in place of homes; ``shade`` says how dark, a level of
    :class:`Shading`, and is ``None`` where the number is not told.
    """

    name: str
    polygons: tuple[Shape, ...] = field(repr=False)
    label: Point
    count: Count | None = None
    shade: int | None = None


@dataclass(frozen=True, slots=True)
class Shading:
    """What the shades of areas mean.

    Attributes
    ----------
    levels
        How dark each class is drawn, 0 to 3, and the numbers in it, as text.
    hatch
        What the hatch of the other areas means, ``None`` where every number is told.
    """

    levels: tuple[tuple[int, str], ...]
    hatch: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below areas: sea, land, large waters, and borders of provinces; what is none of these is abroad."""

    sea: tuple[Shape, ...] = field(default=(), repr=False)
    land: tuple[Shape, ...] = field(default=(), repr=False)
    waters: tuple[Shape, ...] = field(default=(), repr=False)
    provinces: tuple[Shape, ...] = field(default=(), repr=False)


NO_GROUND: Final = Ground()


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """The name of a place; ``weight`` decides which name stays when two would overlap."""

    name: str
    point: Point
    weight: int


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What is drawn under the plan.

    Attributes
    ----------
    attribution
        What the sources' licences ask to be said.
    schematic
        Whether the borders are an approximation; the page says so.
    postcodes
        Public points of the postcode areas around, to search for.
    shading
        Of the areas by their numbers, ``None`` where these have none.
    """

    areas: tuple[AreaMark, ...] = ()
    places: tuple[PlaceMark, ...] = ()
    attribution: tuple[str, ...] = ()
    schematic: bool = True
    postcodes: tuple[tuple[str, Point], ...] = field(default=(), repr=False)
    ground: Ground = field(default=NO_GROUND, repr=False)
    shading: Shading | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server that the user asked for: the only host the page may speak to.

    Attributes
    ----------
    url
        With ``{z}``, ``{x}`` and ``{y}``.
    origins
        As a Content-Security-Policy writes them: ``https://tiles.example.org``.
    attribution
        Shown as text.
    max_zoom
        The deepest zoom the server has.
    """

    url: str
    origins: tuple[str, ...]
    attribution: str
    max_zoom: int = 19
