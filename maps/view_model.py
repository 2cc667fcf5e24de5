"""What a page shows, as data: frozen, in one language, and limited to what its reader may see.

Nothing is computed from these types but pixels. A part that a reader may not see is ``None`` or an empty tuple, and is
then not in the page at all.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from geodata.language import Lang, number

Point = tuple[float, float]
"""Latitude and longitude in degrees, rounded; masked unless the view says that points are exact."""

N_COLOURS: Final = 8
"""Colours of the palette; the numbers of ``ConstellationMark.colour`` are below it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the reader may see it: ``text`` is shown, ``value`` is ``None`` where only "<5" may be said."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Member:
    """One family on the page.

    Attributes
    ----------
    point
        Where it is drawn, ``None`` when it is not.
    metres
        To its hub home (of an unplaced family: to the nearest possible hub home).
    """

    id: str = field(repr=False)
    point: Point | None = field(default=None, repr=False)
    provider: str | None = field(default=None, repr=False)
    municipality: str | None = field(default=None, repr=False)
    children: int | None = field(default=None, repr=False)
    metres: float | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Share:
    """How many homes of one provider a constellation has."""

    provider: str = field(repr=False)
    homes: Count


@dataclass(frozen=True, slots=True)
class ConstellationMark:
    """One constellation, on the map and in the list.

    Attributes
    ----------
    number, id
        From north to south, where no plan of before gave others: 1 and ``C01``.
    title
        What it is called where people read it; the id where it is empty.
    colour
        Below ``N_COLOURS``; neighbours differ as far as the palette allows.
    middle
        Where its number is drawn when there is no hub home to draw.
    hull
        Corners of the convex hull of the drawn points, not closed; one or two points where there are no more.
    off_target
        Satellites above the target size, negative when below.
    tags
        Any of ``under``, ``on``, ``over`` (the target size), ``single``, ``mixed`` (providers) and ``moves`` (somebody
        moves from or to it), to filter by.
    where
        The place at the hub home's drawn point, with a number where it has more constellations: ``Huizen 1``.
    by_postcode
        Whether a home of it is known by the four digits of its postcode only, so that its ways are about right.
    """

    number: int
    id: str
    colour: int
    middle: Point | None = field(repr=False)
    hub: Member | None
    satellites: tuple[Member, ...]
    hull: tuple[Point, ...] = field(repr=False)
    size: Count
    homes: Count
    children: Count
    beds: int | None
    providers: tuple[Share, ...]
    municipalities: tuple[str, ...]
    farthest_m: float | None
    mean_m: float | None
    off_target: int | None
    tags: tuple[str, ...]
    by_postcode: bool = False
    title: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class UnplacedMark:
    """A family in no constellation, why, and what would let it in.

    ``group`` is one change that helps it and others, in words; empty where none is known.
    """

    member: Member
    reasons: tuple[str, ...]
    remedies: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class MoveMark:
    """A family for which something changes from today.

    Attributes
    ----------
    text
        What changes, in words.
    origin
        Where its hub home of today is drawn; ``None`` where the family does not leave one, or that is not drawn.
    """

    family: str = field(repr=False)
    text: str
    origin: Point | None = field(repr=False)


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
class Passage:
    """A paragraph for who does not know what is planned, with its title and where its facts are from."""

    title: str
    text: str
    source: str


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


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value, both as shown."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; ``marked`` stands out (the target size) and is said in words by the chart's summary."""

    label: str
    count: Count
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A small bar chart. ``summary`` says in a sentence what it shows, also to who cannot see it."""

    title: str
    axis: str
    summary: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TierLine:
    """One tier in plain words, with its figures as the language writes them; ``bound`` and ``gap`` may be unknown.

    ``said`` is the value in a sentence, ``meaning`` says what it means, ``sentence`` what is proved about it.
    """

    title: str
    value: str
    bound: str | None
    gap: str | None
    proved: bool
    sentence: str
    said: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Satellites by their own provider (row) and the provider of their hub home (column).

    Attributes
    ----------
    counts
        One row for each provider, in the order of ``providers``.
    sent, received
        Across providers, so without the diagonal.
    """

    providers: tuple[str, ...] = field(repr=False)
    counts: tuple[tuple[Count, ...], ...]
    sent: tuple[Count, ...]
    received: tuple[Count, ...]


Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name and what must be known to read it; a ``str`` is shown as text whatever it says."""

    name: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)

    def numeric(self, column: int) -> bool:
        """Whether a column holds numbers or amounts; signs for those not told (``<5``, ``–``) stand with them."""
        found = [row[column] for row in self.rows if row[column] is not None]
        return column > 0 and any(_counts(value) for value in found)


_AMOUNT: Final = re.compile(r"[A-Z]{3} -?[\d.,]+")


def _counts(value: Value) -> bool:
    return not isinstance(value, str) or not any(map(str.isalpha, value)) or bool(_AMOUNT.fullmatch(value))


def said(value: Value, lang: Lang) -> str:
    """Write a value of a table as the language does."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value, lang)


@dataclass(frozen=True, slots=True)
class RecruitMark:
    """A postcode area, or a family of the file, from which one more hub home would place others.

    Attributes
    ----------
    name
        The area with its place, or the family.
    families
        Who gets a place in one plan that does it.
    point
        Where it is drawn: the public point of the area, or the family's own point; ``None`` when it is not.
    area
        Whether it is an area.
    note
        What is proved.
    """

    name: str
    text: str
    families: tuple[str, ...] = field(repr=False)
    point: Point | None = field(repr=False)
    area: bool
    note: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """What would help a plan: changes of the policy with what each gains, and where to recruit, best first."""

    gains: tuple[Line, ...]
    recruiting: tuple[RecruitMark, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything a page holds.

    Attributes
    ----------
    notices
        What the reader must know first: whether points are masked, whether the plan is proved.
    alarms
        Those of the notices that must not be missed.
    exact
        Whether points are true homes.
    radius_m
        Of the circles around hub homes, ``None`` for no such layer.
    tables
        Numbers beside the map, for a reader who gets those in place of families.
    passages
        What is planned and what is asked, for a reader who does not know.
    constellations, unplaced, figures, charts, tiers, exchange, settings
        Empty or ``None`` where the reader does not get them.
    made_on
        The date of the plan as written in the language, ``None`` when it has none.
    moves
        The families on the map for which something changes from today.
    changes
        What changes from today, family by family; ``None`` where today is not known or the reader does not get it.
    minutes_per_km
        Minutes that a kilometre of ``metres`` stands for, where a plan counts travel time and tells it exactly;
        ``None`` where it is one.
    helps
        What would help; ``None`` where nobody looked or the reader does not get it.
    """

    lang: Lang
    title: str
    subtitle: str
    notices: tuple[str, ...]
    exact: bool
    radius_m: float | None
    constellations: tuple[ConstellationMark, ...]
    unplaced: tuple[UnplacedMark, ...]
    backdrop: Backdrop
    figures: tuple[Line, ...]
    charts: tuple[Chart, ...]
    tiers: tuple[TierLine, ...]
    exchange: Exchange | None
    settings: tuple[Line, ...]
    made_on: str | None = None
    tiles: Tiles | None = None
    alarms: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    changes: Table | None = None
    minutes_per_km: float | None = None
    moves: tuple[MoveMark, ...] = ()
    helps: HelpView | None = None
