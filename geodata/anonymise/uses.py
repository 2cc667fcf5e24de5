"""What each column of a raw export is used for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geodata.language import Text
from geodata.personal import Kind


class Use(StrEnum):
    """What a raw column is used for; the value is the word in a TOML file."""

    FAMILY_ID = "family_id"
    IDENTITY = "identity"
    ALSO = "also"
    PROVIDER = "provider"
    POSTCODE = "postcode"
    LAT = "lat"
    LON = "lon"
    X_RD = "x_rd"
    Y_RD = "y_rd"
    MUNICIPALITY = "municipality"
    CHILDREN = "children"
    CHILD_AGES = "child_ages"
    BIRTH_DATES = "birth_dates"
    CARE_TYPE = "care_type"
    HUB = "hub"
    BEDS = "beds"
    MAX_SATELLITES = "max_satellites"
    MAX_KM = "max_km"
    JOINS = "joins"
    TOGETHER = "together"
    APART = "apart"
    SIBLINGS = "siblings"
    CONSTELLATION = "constellation"
    PINNED = "pinned"
    NOT_HUB = "not_hub"
    ONLY_HUB = "only_hub"
    CONSTELLATION_NAME = "constellation_name"
    HUB_FROM = "hub_from"
    JOINS_FROM = "joins_from"
    DROP = "drop"

    @property
    def text(self) -> Text:
        """Say what becomes of the column."""
        return _TEXTS[self]


MANY: Final = frozenset(
    {
        Use.IDENTITY,
        Use.ALSO,
        Use.CHILD_AGES,
        Use.BIRTH_DATES,
        Use.TOGETHER,
        Use.APART,
        Use.SIBLINGS,
        Use.NOT_HUB,
        Use.ONLY_HUB,
        Use.DROP,
    }
)
"""Uses that more than one column may have."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One raw column.

    Attributes
    ----------
    header
        As the file writes it.
    index
        Its position, from 0.
    kind
        The personal data that it holds, as far as its header or its cells tell.
    given
        Whether a person chose the use, in TOML.
    """

    header: str
    index: int
    use: Use
    kind: Kind | None = None
    given: bool = False


@dataclass(frozen=True, slots=True)
class Uses:
    """The uses of all columns, in their order."""

    columns: tuple[ColumnUse, ...]

    def of(self, use: Use) -> tuple[ColumnUse, ...]:
        """Give the columns of one use."""
        return tuple(column for column in self.columns if column.use is use)

    def has(self, use: Use) -> bool:
        """Whether any column has that use."""
        return any(column.use is use for column in self.columns)

    def __iter__(self) -> Iterator[ColumnUse]:
        return iter(self.columns)


_TEXTS: Final = {
    Use.FAMILY_ID: Text(
        nl="herkent het gezin; wordt een willekeurig pseudoniem", en="tells the family; becomes a random pseudonym"
    ),
    Use.IDENTITY: Text(
        nl="herkent het gezin; staat alleen in het sleutelbestand", en="tells the family; stands in the key file only"
    ),
    Use.ALSO: Text(
        nl="nummer van een kind of dossier; staat alleen in het sleutelbestand",
        en="number of a child or file; stands in the key file only",
    ),
    Use.PROVIDER: Text(nl="pleegzorgaanbieder; blijft", en="provider; kept"),
    Use.POSTCODE: Text(nl="postcode; ingekort tot vier cijfers", en="postcode; cut to four digits"),
    Use.LAT: Text(nl="breedtegraad; vergroofd of weggelaten", en="latitude; made coarse or left out"),
    Use.LON: Text(nl="lengtegraad; vergroofd of weggelaten", en="longitude; made coarse or left out"),
    Use.X_RD: Text(nl="RD-coördinaat; vergroofd of weggelaten", en="Dutch grid coordinate; made coarse or left out"),
    Use.Y_RD: Text(nl="RD-coördinaat; vergroofd of weggelaten", en="Dutch grid coordinate; made coarse or left out"),
    Use.MUNICIPALITY: Text(nl="gemeente; blijft", en="municipality; kept"),
    Use.CHILDREN: Text(nl="aantal pleegkinderen; blijft", en="number of foster children; kept"),
    Use.CHILD_AGES: Text(nl="leeftijden; blijven", en="ages; kept"),
    Use.BIRTH_DATES: Text(
        nl="geboortedatum van een pleegkind; wordt een leeftijd", en="date of birth of a foster child; becomes an age"
    ),
    Use.CARE_TYPE: Text(nl="zorgvorm; alleen bekende woorden blijven", en="care type; only known words are kept"),
    Use.HUB: Text(nl="hubhome; blijft", en="hub home; kept"),
    Use.BEDS: Text(nl="logeerbedden; blijft", en="sleep-over beds; kept"),
    Use.MAX_SATELLITES: Text(nl="eigen maximum van het hubhome; blijft", en="the hub home's own limit; kept"),
    Use.MAX_KM: Text(nl="reisafstand; blijft", en="how far it will travel; kept"),
    Use.JOINS: Text(nl="doet mee; blijft", en="joins; kept"),
    Use.TOGETHER: Text(nl="samen; sleutels worden pseudoniemen", en="together; keys become pseudonyms"),
    Use.APART: Text(nl="gescheiden; sleutels worden pseudoniemen", en="apart; keys become pseudonyms"),
    Use.SIBLINGS: Text(nl="broers en zussen; sleutels worden pseudoniemen", en="siblings; keys become pseudonyms"),
    Use.CONSTELLATION: Text(
        nl="huidige constellatie; wordt het pseudoniem van het hubhome",
        en="today's constellation; becomes the pseudonym of the hub home",
    ),
    Use.PINNED: Text(nl="vast; blijft", en="pinned; kept"),
    Use.NOT_HUB: Text(
        nl="niet bij deze hubhomes; worden hun pseudoniemen", en="never with these hub homes; become their pseudonyms"
    ),
    Use.ONLY_HUB: Text(
        nl="alleen bij deze hubhomes; worden hun pseudoniemen", en="only with these hub homes; become their pseudonyms"
    ),
    Use.CONSTELLATION_NAME: Text(
        nl="naam van de constellatie; blijft, omdat u die kolom aanwees",
        en="name of the constellation; kept, as you named that column",
    ),
    Use.HUB_FROM: Text(
        nl="jaar vanaf wanneer het hubhome kan zijn; blijft",
        en="year from which it may be a hub home; kept",
    ),
    Use.JOINS_FROM: Text(nl="jaar vanaf wanneer het meedoet; blijft", en="year from which it joins; kept"),
    Use.DROP: Text(nl="weggelaten", en="left out"),
}
