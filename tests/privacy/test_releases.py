"""The reader with the folders of many months, who knows what changed between them.

A provider changes its own families from month to month, as it likes, and reads what the council is told each time:
whatever is its own it takes off, and what is left of others is the same each month.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.families import Families, HubRole
from geodata.language import Lang
from maps.sharing.audience import Audience, AudienceKind, shared
from maps.sharing.cells import BASE, Cell
from optimizer.disclosure import LARGEST, Ranges, Statement
from optimizer.plan import Plan
from tests.maps.builders import problem_of
from tests.privacy.regions import PROVIDERS, Region, base_map, numbers_of, region

N_MONTHS = 7
ENOUGH = 3
COLUMNS = ("Pleeggezinnen", "Ingedeeld", "Niet ingedeeld", "Pleegkinderen")
WHOLE = "Totaal"


@dataclass(slots=True)
class Bounds:
    """The least and the greatest that a number of others can be, by all that was read of it."""

    low: int = 0
    high: int = LARGEST

    def read(self, value: object, own: int) -> None:
        """Take off what is one's own of a rounded number, or of one that is said to be small."""
        if isinstance(value, int):
            self.low, self.high = max(self.low, value - 4 - own), min(self.high, value + 4 - own)
        elif value == "<5":
            self.high = min(self.high, 4 - own)
        elif value == "<10":
            self.read(5, own)


@given(
    st.integers(0, 60),
    st.binary(min_size=8, max_size=8),
    st.lists(st.integers(0, 30), min_size=1, max_size=60),
)
def test_however_often_a_number_is_told_with_known_ones_more_or_less_five_values_remain(
    others: int, secret: bytes, own: Sequence[int]
) -> None:
    """But for the lowest, as no number is below none: that others are none or one may be found."""
    bounds = Bounds()
    for mine in own:
        bounds.read(Cell.of(others + mine, secret, "families/Laren").said(Lang.NL), mine)
    assert bounds.low <= others <= bounds.high
    assert bounds.high - bounds.low + 1 >= min(BASE, bounds.high + 1)


def test_a_draw_for_each_content_would_give_the_number_away() -> None:
    """The attack that one offset prevents works where each month draws anew."""
    for others in (2, 13, 27):
        bounds = Bounds()
        for month in range(40):
            mine = 5 + month % 8
            bounds.read(Cell.of(others + mine, b"key", f"families/Laren {month}").said(Lang.NL), mine)
        assert bounds.high - bounds.low <= 1


def _months(of: Region, name: str) -> Iterator[Region]:
    """Leave out some satellites of a provider each month, others the next; everybody else stays."""
    for month in range(N_MONTHS):
        rng = Random(month)
        mine = [each.id for each in of.families if each.provider == name and each.hub is HubRole.NO]
        gone = {each for each in mine if month and rng.random() < 0.4}
        families = Families(each for each in of.families if each.id not in gone)
        members = {
            each.hub.id: [family.id for family in each.satellites if family.id not in gone]
            for each in of.plan.constellations
        }
        yield Region(problem_of(families), Plan.of(families, members), of.points)


def _read(of: Region, name: str, seen: dict[str, Bounds]) -> dict[str, int]:
    """Read the table of a council, take off the numbers of a provider, and give the truth of the others."""
    made = numbers_of(of)
    at, told = made.tally.providers.index(name), made.tally
    families, children = told.families[at], told.children[at]
    every, all_children = told.families.sum(axis=0), told.children.sum(axis=0)
    table, *_ = shared(
        of.finished, Audience(AudienceKind.COUNCIL), Lang.NL, points={}, base_map=base_map(), release=made
    ).tables
    truth = {}
    for row, cells in enumerate(table.rows):
        rows = slice(None) if cells[0] == WHOLE else slice(row, row + 1)
        own = [families[rows].sum(), *families[rows].sum(axis=0), children[rows].sum()]
        both = [every[rows].sum(), *every[rows].sum(axis=0), all_children[rows].sum()]
        values = dict(zip(table.header[1:], cells[1:], strict=True))
        for column, mine, whole in zip(COLUMNS, own, both, strict=True):
            key = f"{cells[0]} {column}"
            truth[key] = int(whole - mine)
            seen.setdefault(key, Bounds()).read(values.get(column), int(mine))
    return truth


def _narrow(seen: dict[str, Bounds], truth: dict[str, int]) -> list[str]:
    """Find the small numbers of which too few values agree with all that was read, and with each other."""
    at = {key: number for number, key in enumerate(seen)}
    statements = [Statement(((at[key], 1),), each.low, each.high) for key, each in seen.items()]
    rows = list(dict.fromkeys(key.rsplit(" Pleegkinderen")[0] for key in seen if key.endswith(COLUMNS[3])))
    for row in rows:
        both, placed, unplaced, children = (at[f"{row} {column}"] for column in COLUMNS)
        statements.append(Statement(((both, 1), (placed, -1), (unplaced, -1)), 0, 0))
        statements.append(Statement(((children, 1), (both, -1))))
        statements.append(Statement(((both, 10), (children, -1))))
    for column in COLUMNS:
        parts = tuple((at[f"{row} {column}"], -1) for row in rows if row != WHOLE)
        statements.append(Statement(((at[f"{WHOLE} {column}"], 1), *parts), 0, 0))
    small = [at[key] for key, value in truth.items() if value < BASE]
    narrow = set(Ranges(len(at), statements).narrower(small, ENOUGH - 1))
    return [key for key, number in at.items() if number in narrow]


@pytest.mark.parametrize("seed", [0, 3])
def test_a_provider_that_changes_its_own_families_each_month_narrows_down_no_small_number_of_others(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fewer readers are audited here than else, so that more is told and the attack is stronger."""
    monkeypatch.setattr("maps.sharing.readers.coalition_of", lambda _: 1)
    of, name = region(seed), PROVIDERS[seed % len(PROVIDERS)]
    seen: dict[str, Bounds] = {}
    truths = [_read(each, name, seen) for each in _months(of, name)]
    assert all(truth == truths[0] for truth in truths)
    assert sum(value < BASE for value in truths[0].values()) > 10
    assert all(seen[key].low <= value <= seen[key].high for key, value in truths[0].items())
    assert not _narrow(seen, truths[0])
