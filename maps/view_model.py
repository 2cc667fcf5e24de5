"""What a page shows, as data: frozen, in one language, and limited to what its reader may see.

Nothing is computed from these types but pixels. A part that a reader may not see is ``None`` or an empty tuple, and is
then not in the page at all.
"""

from dataclasses import dataclass, field
from typing import Final

from geodata.language import Lang
from maps.backdrop import Backdrop, Point, Tiles
from maps.tables import Chart, Count, Exchange, Line, Table, TierLine

N_COLOURS: Final = 8
"""Colours of the palette; the numbers of ``ConstellationMark.colour`` are below it."""


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


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph for who does not know what is planned, with its title and where its facts are from."""

    title: str
    text: str
    source: str


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
