"""The rows of a raw export, read by the uses of their columns and brought together by family."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from geodata import cells
from geodata.anonymise.dates import age_on, birth_date, month_first
from geodata.anonymise.places import Home, location_of
from geodata.anonymise.raw_cells import (
    MAX_IDENTITY,
    care_type_of,
    dates_in,
    fit_for_provider,
    harmless_name,
    keys_in,
    short,
    town_of,
    visible,
)
from geodata.anonymise.uses import Use, Uses
from geodata.cells import Wrong
from geodata.columns import shown
from geodata.errors import Fault, InputError
from geodata.families import HubRole
from geodata.language import Fact, Text
from geodata.table import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Raw:
    """One family as an export has it; nothing here is written out unless another step makes it harmless."""

    identity: str = field(repr=False)
    row: int
    home: Home = field(repr=False)
    provider: str = field(repr=False)
    children: int | None = field(default=None, repr=False)
    ages: tuple[int, ...] = field(default=(), repr=False)
    n_rows: int = 1
    care_type: str | None = field(default=None, repr=False)
    hub: HubRole | None = field(default=None, repr=False)
    beds: int | None = field(default=None, repr=False)
    max_satellites: int | None = field(default=None, repr=False)
    max_km: float | None = field(default=None, repr=False)
    joins: bool | None = field(default=None, repr=False)
    keys: Mapping[Use, tuple[str, ...]] = field(default_factory=dict, repr=False)
    constellation: str | None = field(default=None, repr=False)
    pinned: bool | None = field(default=None, repr=False)
    municipality: str | None = field(default=None, repr=False)
    not_hub: tuple[str, ...] = field(default=(), repr=False)
    only_hub: tuple[str, ...] = field(default=(), repr=False)
    constellation_name: str | None = field(default=None, repr=False)
    hub_from: int | None = field(default=None, repr=False)
    joins_from: int | None = field(default=None, repr=False)
    also: tuple[str, ...] = field(default=(), repr=False)


@dataclass(slots=True)
class Reader:
    """Reads cells by use, and counts by column what could not be read."""

    table: Table
    uses: Uses
    reference: dt.date
    provider: str | None
    faults: list[Fault] = field(default_factory=list)
    unread: dict[Use, list[int]] = field(default_factory=dict)
    us_dates: bool = False

    def families(self) -> list[Raw]:
        """Read all rows; rows of one family become one.

        Raises
        ------
        InputError
            With every row that cannot be used. No fault repeats a cell.
        """
        self._check_columns()
        self.us_dates = month_first(part for text in self._all(Use.BIRTH_DATES) for part in dates_in(text))
        rows: dict[str, list[int]] = {}
        for row in range(len(self.table.row_numbers)):
            identity = self._identity(row)
            if identity is None:
                self._fault(NOBODY, row)
            else:
                rows.setdefault(identity, []).append(row)
        found = [self._family(identity, self._unlike(each)) for identity, each in rows.items()]
        if self.faults:
            raise InputError(sorted(self.faults, key=lambda fault: (fault.row or 0, fault.column or "")))
        return found

    def _check_columns(self) -> None:
        missing = []
        if not self.uses.has(Use.FAMILY_ID) and not self.uses.has(Use.IDENTITY):
            missing.append(Fault(NO_IDENTITY, file=self.table.name))
        if not self.uses.has(Use.PROVIDER) and self.provider is None:
            missing.append(Fault(NO_PROVIDER, file=self.table.name))
        pairs = ((Use.LAT, Use.LON), (Use.X_RD, Use.Y_RD))
        if not self.uses.has(Use.POSTCODE) and not any(all(map(self.uses.has, pair)) for pair in pairs):
            missing.append(Fault(NO_PLACE, file=self.table.name))
        if missing:
            raise InputError(missing)

    def _family(self, identity: str, rows: Sequence[int]) -> Raw:
        first = rows[0]
        ages = self._ages(rows)
        children = self._one(rows, Use.CHILDREN, cells.children)
        if children is None and not ages:
            for row in rows:
                if self._texts(row, Use.CHILDREN):
                    self._fault(CHILDREN, row, Use.CHILDREN, {"most": cells.MAX_CHILDREN})
        provider = self.provider if self.provider is not None else self._provider(rows)
        keys = {
            use: tuple(sorted({key for row in rows for text in self._texts(row, use) for key in keys_in(text)}))
            for use in (Use.TOGETHER, Use.APART, Use.SIBLINGS)
        }
        return Raw(
            identity,
            self.table.row_numbers[first],
            self._home(rows),
            provider or "",
            children,
            ages,
            len(rows),
            self._one(rows, Use.CARE_TYPE, care_type_of, differs=None),
            self._one(rows, Use.HUB, cells.role),
            self._one(rows, Use.BEDS, cells.whole(0, cells.MAX_COUNT)),
            self._one(rows, Use.MAX_SATELLITES, cells.whole(0, cells.MAX_COUNT)),
            self._one(rows, Use.MAX_KM, cells.kilometres),
            self._one(rows, Use.JOINS, cells.truth),
            keys,
            self._one(rows, Use.CONSTELLATION, short),
            self._one(rows, Use.PINNED, cells.truth),
            self._one(rows, Use.MUNICIPALITY, town_of),
            self._families(rows, Use.NOT_HUB),
            self._families(rows, Use.ONLY_HUB),
            self._one(rows, Use.CONSTELLATION_NAME, harmless_name),
            self._one(rows, Use.HUB_FROM, cells.wave_or_year),
            self._one(rows, Use.JOINS_FROM, cells.wave_or_year),
            tuple(dict.fromkeys(short(text) for row in rows for text in self._texts(row, Use.ALSO))),
        )

    def _families(self, rows: Sequence[int], use: Use) -> tuple[str, ...]:
        """Give what tells the families that the rows of a family name."""
        named = (short(each) for row in rows for text in self._texts(row, use) for each in keys_in(text))
        return tuple(dict.fromkeys(filter(None, named)))

    def _all(self, use: Use) -> Iterator[str]:
        """Give every filled cell of a use."""
        for row in range(len(self.table.row_numbers)):
            yield from self._texts(row, use)

    def _unreadable(self, row: int, use: Use) -> None:
        self.unread.setdefault(use, []).append(self.table.row_numbers[row])

    def _texts(self, row: int, use: Use) -> list[str]:
        found = (self.table.columns[column.index][row] for column in self.uses.of(use))
        return [cell for cell in found if isinstance(cell, str) and cell]

    def _identity(self, row: int) -> str | None:
        """Give what tells a family: its number, else names and address."""
        for use in (Use.FAMILY_ID, Use.IDENTITY):
            texts = self._texts(row, use)
            if texts:
                parts = [" ".join(visible(text).split()) for text in texts]
                return " | ".join(filter(None, parts))[:MAX_IDENTITY] or None
        return None

    def _unlike(self, rows: Sequence[int]) -> list[int]:
        """Leave out rows that repeat another row of the family, cell for cell."""
        if len(rows) == 1:
            return list(rows)
        seen = {tuple(column[row] for column in self.table.columns): row for row in reversed(rows)}
        return sorted(seen.values())

    def _one(
        self, rows: Sequence[int], use: Use, read: Callable[[str], T | Wrong], differs: Text | None = None
    ) -> T | None:
        """Read what the rows of a family say: the first filled cell counts; others are a fault where told so."""
        if differs is DIFFERS and not self.uses.has(Use.FAMILY_ID):
            differs = DIFFERS_BY_NAME
        values: list[T] = []
        for row in rows:
            for text in self._texts(row, use):
                value = read(text)
                if isinstance(value, Wrong):
                    self._unreadable(row, use)
                elif not values or value != values[0]:
                    values.append(value)
                    if len(values) > 1 and differs is not None:
                        self._fault(differs, row, use, {"first": str(self.table.row_numbers[rows[0]])})
        return values[0] if values else None

    def _provider(self, rows: Sequence[int]) -> str | None:
        bad = False
        for row in rows:
            texts = self._texts(row, Use.PROVIDER)
            if not texts:
                self._fault(EMPTY, row, Use.PROVIDER)
            if any(not fit_for_provider(text) for text in texts):
                self._fault(BAD_PROVIDER, row, Use.PROVIDER)
                bad = True
        return None if bad else self._one(rows, Use.PROVIDER, cells.words, DIFFERS)

    def _home(self, rows: Sequence[int]) -> Home:
        degrees = tuple(self._one(rows, use, cells.decimal, DIFFERS) for use in (Use.LAT, Use.LON))
        grid = tuple(self._one(rows, use, cells.decimal, DIFFERS) for use in (Use.X_RD, Use.Y_RD))
        postcode = self._one(rows, Use.POSTCODE, cells.postcode, DIFFERS)
        home = Home(location_of((degrees[0], degrees[1]), (grid[0], grid[1])), postcode)
        if home.location is None and postcode is None:
            self._fault(NOWHERE, rows[0])
        return home

    def _ages(self, rows: Sequence[int]) -> tuple[int, ...]:
        found: list[int] = []
        for row in rows:
            for text in self._texts(row, Use.CHILD_AGES):
                ages = cells.ages(re.sub(r"[,;/\n]\s*|\s+(?:en|and)\s+", "|", text))
                if isinstance(ages, Wrong):
                    self._unreadable(row, Use.CHILD_AGES)
                else:
                    found.extend(ages)
            for text in self._texts(row, Use.BIRTH_DATES):
                found.extend(self._born(row, text))
        return tuple(sorted(found))[: cells.MAX_CHILDREN]

    def _born(self, row: int, text: str) -> list[int]:
        found = []
        for part in dates_in(text):
            date = birth_date(part, self.reference, us=self.us_dates)
            age = None if date is None else age_on(self.reference, date)
            if age is None or not 0 <= age <= cells.MAX_AGE:
                self._unreadable(row, Use.BIRTH_DATES)
            else:
                found.append(age)
        return found

    def header(self, use: Use) -> str:
        """Name the column of a use as the file does."""
        column = self.uses.of(use)[0]
        return shown(column.header, column.index)

    def _fault(self, text: Text, row: int, use: Use | None = None, facts: Mapping[str, Fact] | None = None) -> None:
        column = self.header(use) if use is not None else None
        self.faults.append(Fault(text, facts or {}, self.table.name, self.table.row_numbers[row], column))


NO_IDENTITY: Final = Text(
    nl="er is geen kolom waaraan een gezin te herkennen is, zoals een gezinsnummer of een naam. Wijs er met --columns "
    "een aan: 'family_id' of 'identity'.",
    en="there is no column that tells a family, such as a family number or a name. Name one with --columns: "
    "'family_id' or 'identity'.",
)
NO_PROVIDER: Final = Text(
    nl="er is geen kolom met de pleegzorgaanbieder. Zeg van wie alle rijen zijn, bijvoorbeeld: --provider 'Aanbieder "
    "A'. Of wijs met --columns een kolom aan ('provider').",
    en="there is no column with the provider. Say whose all rows are, for instance: --provider 'Provider A'. Or name a "
    "column with --columns ('provider').",
)
NO_PLACE: Final = Text(
    nl="er is geen kolom die zegt waar een gezin woont: 'postcode', 'lat' en 'lon', of 'x_rd' en 'y_rd'. Wijs die met "
    "--columns aan.",
    en="there is no column that says where a family lives: 'postcode', 'lat' and 'lon', or 'x_rd' and 'y_rd'. Name it "
    "with --columns.",
)
NOBODY: Final = Text(
    nl="hier staat niet om welk gezin het gaat: het nummer (of de naam) is leeg. Vul het in of haal de rij weg.",
    en="this row does not tell the family: its number (or name) is empty. Fill it in or take the row out.",
)
EMPTY: Final = Text(nl="deze cel is leeg en moet gevuld zijn.", en="this cell is empty and must be filled.")
BAD_PROVIDER: Final = Text(
    nl="dit kan geen naam van een pleegzorgaanbieder zijn: er staat iets persoonlijks in of een vreemd teken, of het "
    "is te lang. Een naam bestaat uit letters, cijfers, spaties en . , & ' ( ) + -",
    en="this cannot be the name of a provider: it holds something personal or a strange character, or is too long. A "
    "name has letters, digits, spaces and . , & ' ( ) + -",
)
CHILDREN: Final = Text(
    nl="dit aantal pleegkinderen is niet te lezen. Vul een heel getal van 0 tot en met {most} in, of maak de cel leeg "
    "en geef de leeftijden.",
    en="this number of foster children cannot be read. Fill in a whole number from 0 to {most}, or empty the cell and "
    "give the ages.",
)
DIFFERS: Final = Text(
    nl="dit is hetzelfde gezin als in rij {first}, maar hier staat iets anders. Maak beide gelijk.",
    en="this is the same family as in row {first}, but something else stands here. Make both the same.",
)
DIFFERS_BY_NAME: Final = Text(
    nl="dit lijkt hetzelfde gezin als in rij {first} (dezelfde naam of hetzelfde adres), maar hier staat iets anders. "
    "Staat er een nummer van het gezin in het bestand, wijs die kolom dan aan met --columns ('family_id'). Maak anders "
    "beide rijen gelijk.",
    en="this seems the same family as in row {first} (the same name or address), but something else stands here. If "
    "the file holds a number of the family, say which column that is with --columns ('family_id'). If not, make both "
    "rows the same.",
)
NOWHERE: Final = Text(
    nl="er staat niet waar dit gezin woont, of niet in Nederland. Vul een postcode of coördinaten in.",
    en="it is not said where this family lives, or not in the Netherlands. Fill in a postcode or coordinates.",
)
