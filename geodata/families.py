"""Foster families and where they live: frozen, with unique pseudonyms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import overload


class Precision(StrEnum):
    """How a home was placed on the map."""

    COORDINATES = "coordinates"
    PC6 = "pc6"
    PC4 = "pc4"


@dataclass(frozen=True, slots=True)
class Location:
    """A point on the WGS84 ellipsoid, in degrees. Never shown by ``repr``."""

    lat: float = field(repr=False)
    lon: float = field(repr=False)
    precision: Precision = Precision.COORDINATES


class HubRole(StrEnum):
    """What a family may be as a hub home (column ``hub``).

    ``RESERVE`` is a candidate that a roll-out counts on from the wave in ``hub_from`` only, and no plan else;
    ``DECLINED`` was asked and will not be one.
    """

    NO = "no"
    RESERVE = "reserve"
    DECLINED = "declined"
    CANDIDATE = "candidate"
    REQUIRED = "required"
    ONLY = "only"

    @property
    def offers(self) -> bool:
        """Whether it may be a hub home in a plan."""
        return self not in (HubRole.NO, HubRole.RESERVE, HubRole.DECLINED)


@dataclass(frozen=True, slots=True)
class Family:
    """One row of the families file. Columns whose value is unknown are ``None`` or empty.

    Attributes
    ----------
    id
        Pseudonym, unique, at most 40 characters.
    location
        The home, exact as given.
    children
        Foster children living there, 0 to 10.
    beds
        Sleep-over beds kept free as a hub home.
    max_satellites
        This hub home's own limit on satellites.
    max_km
        How far this family will travel to its hub home, kilometres.
    together, apart, siblings
        Keys shared with other families.
    constellation
        Id of the hub home it belongs to today, which may be in no file any more.
    pinned
        Whether it stays there.
    not_hub, only_hub
        Ids of hub homes in whose constellation it never is; of those in one of which it is, where there are any.
    constellation_name
        Of a hub home: what its constellation is called.
    hub_from, joins_from
        The wave (1, 2, …) or the year from which it may be a hub home, and from which it joins.
    postcode
        As ``1211`` or ``1211AB``.
    to_find
        Whether it stands for a hub home that is still to be found: no row of the file, and nobody's address.
    """

    id: str
    location: Location = field(repr=False)
    provider: str = field(repr=False)
    children: int = field(default=1, repr=False)
    child_ages: tuple[int, ...] = field(default=(), repr=False)
    care_type: str | None = field(default=None, repr=False)
    hub: HubRole = field(default=HubRole.NO, repr=False)
    beds: int = field(default=0, repr=False)
    max_satellites: int | None = field(default=None, repr=False)
    max_km: float | None = field(default=None, repr=False)
    joins: bool = field(default=True, repr=False)
    together: tuple[str, ...] = field(default=(), repr=False)
    apart: tuple[str, ...] = field(default=(), repr=False)
    siblings: tuple[str, ...] = field(default=(), repr=False)
    constellation: str | None = field(default=None, repr=False)
    pinned: bool = field(default=False, repr=False)
    hub_from: int | None = field(default=None, repr=False)
    joins_from: int | None = field(default=None, repr=False)
    municipality: str | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)
    not_hub: tuple[str, ...] = field(default=(), repr=False)
    only_hub: tuple[str, ...] = field(default=(), repr=False)
    constellation_name: str | None = field(default=None, repr=False)
    to_find: bool = field(default=False, repr=False)

    @property
    def may_be_hub(self) -> bool:
        """Whether the family joins and offers to be a hub home."""
        return self.joins and self.hub.offers

    @property
    def may_be_satellite(self) -> bool:
        """Whether the family joins and may be in a constellation without being its hub home."""
        return self.joins and self.hub is not HubRole.ONLY


class Families(Sequence[Family]):
    """The families of one file, sorted by id, so that the order of rows changes nothing.

    Raises
    ------
    ValueError
        When two families share an id; a reader reports that before it comes here.
    """

    __slots__ = ("_by_id", "_rows")

    def __init__(self, families: Iterable[Family]) -> None:
        self._rows = tuple(sorted(families, key=lambda family: family.id))
        self._by_id = MappingProxyType({family.id: family for family in self._rows})
        if len(self._by_id) != len(self._rows):
            raise ValueError("two families share an id")

    @property
    def by_id(self) -> Mapping[str, Family]:
        """Families by pseudonym."""
        return self._by_id

    @overload
    def __getitem__(self, index: int) -> Family: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Family, ...]: ...
    def __getitem__(self, index: int | slice) -> Family | tuple[Family, ...]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Family]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Families) and self._rows == other._rows

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        return f"Families({len(self)})"
