"""The reader with a pencil: computes what is not shown from what is, and from what else that reader knows.

The attack is CP-SAT's: for each number that is not shown, the least and the greatest value that agree with everything
that is. It shares no code with what decides on suppression.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from geodata.families import Families, Family, Location
from geodata.language import Lang
from maps.sharing.audience import Audience, AudienceKind, shared
from maps.sharing.counts import municipalities
from maps.sharing.grids import Grid, protect_together, readers_of, written
from maps.sharing.sizes import sizes_shown
from maps.sharing.suppression import Arc, Reader, Sign, anybody, protect
from maps.view_model import Table, Value
from optimizer.plan import Plan
from tests.maps.builders import problem_of
from tests.privacy.regions import PROVIDERS, Region, base_map, region

N_PLANS = int(os.environ.get("PRIVACY_PLANS", "16"))
ENOUGH = 3
"""Values that must remain possible for a small number, as far as its sign leaves room for them."""


@dataclass(slots=True)
class Pencil:
    """Numbers by name, what is known of them, and what remains possible."""

    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    numbers: dict[str, cp_model.IntVar] = field(default_factory=dict)

    def number(self, name: str) -> cp_model.IntVar:
        if name not in self.numbers:
            self.numbers[name] = self.model.new_int_var(0, 100_000, name)
        return self.numbers[name]

    def told(self, name: str, value: Value) -> None:
        """Write down what a table says of a number."""
        if isinstance(value, int):
            self.model.add(self.number(name) == value)
        elif isinstance(value, str) and value.startswith("<"):
            self.model.add(self.number(name) < int(value[1:]))

    def larger(self, name: str, value: Value, least: int) -> None:
        """Write down that a dash stands for a number that is not small."""
        if value == "–":
            self.model.add(self.number(name) >= least)

    def sum(self, total: str, parts: Iterable[str]) -> None:
        """Write down that parts make a total."""
        self.model.add(self.number(total) == sum(map(self.number, parts)))

    def range(self, name: str) -> tuple[int, int]:
        """Find the least and the greatest value that a number may have."""
        ends = []
        for sense in (1, -1):
            self.model.minimize(sense * self.number(name))
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(self.model) == cp_model.OPTIMAL
            ends.append(int(solver.value(self.number(name))))
        return ends[0], ends[1]


def _possible(low: int, high: int, ends: tuple[int, int], own: int = 0) -> bool:
    """Whether enough values remain, or all that the sign itself leaves."""
    return ends[1] - ends[0] + 1 >= min(ENOUGH, max(high, own) - max(low, own) + 1)


def _table(of: Region, kind: AudienceKind) -> Table | None:
    made = shared(of.problem, of.plan, Audience(kind), Lang.NL, points={}, base_map=base_map())
    return next((table for table in made.tables if table.header[0] == "Gemeente"), None)


def _sizes(of: Region) -> Table | None:
    made = shared(of.problem, of.plan, Audience(AudienceKind.COUNCIL), Lang.NL, points={}, base_map=base_map())
    return next((table for table in made.tables if table.header[0] == "Nummer"), None)


def _write(pencil: Pencil, table: Table | None, least: int) -> None:
    """Copy a table of municipalities: families (divided or not) and children, with the totals of the last row."""
    if table is None:
        return
    columns = table.header[1:]
    for row in table.rows:
        for column, value in zip(columns, row[1:], strict=True):
            pencil.told(f"{row[0]} {column}", value)
            pencil.larger(f"{row[0]} {column}", value, least)
    names = [str(row[0]) for row in table.rows]
    for column in columns:
        pencil.sum(f"Totaal {column}", [f"{name} {column}" for name in names if name != "Totaal"])
    if "Ingedeeld" in columns:
        for name in names:
            pencil.sum(f"{name} Pleeggezinnen", [f"{name} Ingedeeld", f"{name} Niet ingedeeld"])


def _pencil(of: Region, *, public: bool = True, council: bool = True) -> Pencil:
    pencil = Pencil()
    if council:
        table, sizes = _table(of, AudienceKind.COUNCIL), _sizes(of)
        _write(pencil, table, 5)
        if table is not None and sizes is not None:
            total = "Totaal Ingedeeld" if "Ingedeeld" in table.header else "Totaal Pleeggezinnen"
            for at, value in sizes.rows:
                pencil.told(f"size {at}", value)
                pencil.larger(f"size {at}", "–" if value == "5 of meer" else value, 5)
            pencil.sum(total, [f"size {at}" for at, _ in sizes.rows])
    if public:
        _write(pencil, _table(of, AudienceKind.PUBLIC), 5)
    return pencil


def _truth(of: Region, table: Table) -> dict[str, dict[str, list[Family]]]:
    """List who is counted in each cell of a table of municipalities."""
    divided = "Ingedeeld" in table.header
    towns = municipalities(of.families, base_map().gazetteer)
    rows = [str(row[0]) for row in table.rows[:-1]]
    found: dict[str, dict[str, list[Family]]] = {}
    counting = [family for family in of.families if family.id in of.plan.placed]
    for family in counting + (list(of.plan.unplaced) if divided else []):
        town = towns[family.id]
        row = town if town in rows else "Overige gemeenten"
        status = "Ingedeeld" if family.id in of.plan.placed else "Niet ingedeeld"
        for name in (row, "Totaal"):
            for column in ("Pleeggezinnen", *([status] if divided else [])):
                found.setdefault(str(name), {}).setdefault(column, []).append(family)
    return found


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_council_and_public_together_cannot_compute_a_number_under_five(seed: int) -> None:
    of = region(seed)
    table = _table(of, AudienceKind.COUNCIL)
    assert table is not None
    pencil = _pencil(of)
    for row in table.rows:
        for column, value in zip(table.header[1:], row[1:], strict=True):
            if isinstance(value, str) and value == "<5":
                assert _possible(0, 4, pencil.range(f"{row[0]} {column}"))


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_the_public_cannot_compute_a_number_under_ten(seed: int) -> None:
    of = region(seed)
    table = _table(of, AudienceKind.PUBLIC)
    assert table is not None
    pencil = _pencil(of, council=False)
    for row in table.rows:
        for column, value in zip(table.header[1:], row[1:], strict=True):
            if value == "<10":
                assert _possible(0, 9, pencil.range(f"{row[0]} {column}"))


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_a_provider_with_the_folders_of_council_and_public_cannot_compute_a_small_number_of_others(seed: int) -> None:
    of = region(seed)
    table = _table(of, AudienceKind.COUNCIL)
    assert table is not None
    name = PROVIDERS[seed % len(PROVIDERS)]
    pencil = _pencil(of)
    truth = _truth(of, table)
    own = {
        f"{row} {column}": sum(family.provider == name for family in theirs)
        for row, cells in truth.items()
        for column, theirs in cells.items()
    }
    for cell, n in own.items():
        pencil.model.add(pencil.number(cell) >= n)
    placed = [family for family in of.families if family.id in of.plan.placed]
    others = sum(family.provider != name for family in placed)
    if others >= 5:  # as its own folder tells
        total = "Totaal Ingedeeld" if "Ingedeeld" in table.header else "Totaal Pleeggezinnen"
        pencil.model.add(pencil.number(total) == len(placed))

    for row, cells in truth.items():
        for column, theirs in cells.items():
            mine = own[f"{row} {column}"]
            if len(theirs) - mine < 5:
                low, high = (0, 4) if len(theirs) < 5 else (5, 100_000)
                assert _possible(low, high, pencil.range(f"{row} {column}"), mine)


def test_the_pencil_computes_what_a_careless_table_tells() -> None:
    pencil = Pencil()
    for name, value in (("A n", 12), ("B n", "<5"), ("C n", 9), ("T n", 24)):
        pencil.told(name, value)
    pencil.sum("T n", ["A n", "B n", "C n"])
    assert pencil.range("B n") == (3, 3)


def test_a_number_that_follows_from_the_totals_takes_another_with_it() -> None:
    grid = Grid(("A", "B", "C"), ("x", "y"), ((12, 9), (3, 20), (8, 11)))
    signs = protect(grid.arcs(), [anybody(grid.arcs())], 5)
    assert signs is not None
    inner = [sign for sign in signs[:6] if sign is not Sign.SHOWN]
    assert len(inner) >= 2
    assert signs[2] is Sign.SMALL


@pytest.mark.parametrize(("value", "sign"), [(0, Sign.SMALL), (4, Sign.SMALL), (5, Sign.SHOWN), (6, Sign.SHOWN)])
def test_numbers_under_five_are_not_shown(value: int, sign: Sign) -> None:
    arcs = (Arc(0, 1, value), Arc(0, 1, 20), Arc(0, 1, 30), Arc(1, 0, 50 + value))
    signs = protect(arcs, [anybody(arcs)], 5)
    assert signs is not None
    assert signs[0] is sign


@pytest.mark.parametrize(("others", "shown"), [(4, False), (5, True)])
def test_a_number_is_not_shown_when_its_rest_is_small_for_who_knows_the_other_part(others: int, shown: bool) -> None:
    grid = Grid(("A", "B", "C"), ("n",), ((20 + others,), (40,), (50,)))
    parts = [
        Grid(grid.rows, grid.columns, ((20,), (10,), (10,))),
        Grid(grid.rows, grid.columns, ((others,), (30,), (40,))),
    ]
    signs = protect(grid.arcs(), readers_of(grid, parts, 5), 5)
    assert signs is not None
    assert (signs[0] is Sign.SHOWN) is shown


_COUNTS = st.lists(st.lists(st.integers(0, 14), min_size=2, max_size=2), min_size=2, max_size=5)


@given(_COUNTS, st.integers(0, 3))
def test_no_small_number_of_a_grid_can_be_computed(counts: list[list[int]], share: int) -> None:
    grid = Grid(tuple(f"r{at}" for at in range(len(counts))), ("x", "y"), tuple(map(tuple, counts)))
    part = Grid(grid.rows, grid.columns, tuple(tuple(n * share // 4 for n in row) for row in counts))
    rest = Grid(grid.rows, grid.columns, tuple(tuple(n - n * share // 4 for n in row) for row in counts))
    readers = readers_of(grid, [part, rest], 5)
    pattern = protect_together([grid], [readers], 5)
    if pattern is None:
        return  # then no table is made
    for own in (None, part):
        pencil = _copied(grid, pattern, own)
        mine = (0,) * len(pattern) if own is None else own.values()
        for at, (sign, value, n) in enumerate(zip(pattern, grid.values(), mine, strict=True)):
            if value - n < 5:
                assert sign is not Sign.SHOWN
                low, high = (0, 4) if value < 5 else (5, 100_000)
                assert _possible(low, high, pencil.range(str(at)), n)


def _copied(grid: Grid, pattern: Sequence[Sign], own: Grid | None) -> Pencil:
    """Copy a grid as written, and what follows from its being a grid."""
    pencil = Pencil()
    seen = written(grid, pattern, 5, Lang.EN)
    for at in range(len(pattern)):
        pencil.told(str(at), seen.cell(at))
        pencil.larger(str(at), seen.cell(at), 5)
        if own is not None:
            pencil.model.add(pencil.number(str(at)) >= own.values()[at])
    n_columns = len(grid.columns)
    rows, columns = range(len(grid.rows)), range(n_columns)
    for row in rows:
        pencil.sum(str(grid.row_total(row)), [str(row * n_columns + column) for column in columns])
    for column in columns:
        pencil.sum(str(grid.column_total(column)), [str(row * n_columns + column) for row in rows])
    pencil.sum(str(grid.total), [str(grid.row_total(row)) for row in rows])
    if own is not None:  # a part of every cell is a cell of the rest, so the rest adds up too
        for row in rows:
            for column in columns:
                at = row * n_columns + column
                pencil.model.add(pencil.number(str(at)) - own.counts[row][column] >= 0)
    return pencil


def test_a_table_is_made_for_most_grids() -> None:
    grids = [Grid(("A", "B", "C", "D"), ("n",), ((n,), (12,), (14,), (23,))) for n in range(30)]
    assert all(protect(grid.arcs(), [anybody(grid.arcs())], 5) is not None for grid in grids)


def test_sizes_are_numbers_when_they_tell_no_provider_how_few_others_there_are() -> None:
    sizes = sizes_shown([9, 8, 10, 9], {"A": [4, 3, 5, 4], "B": [5, 5, 5, 5]}, Lang.EN)
    assert sizes is not None
    assert sizes.texts == ("10", "9", "9", "8")


def test_sizes_that_are_all_the_same_are_not_told_when_a_provider_has_nearly_all_of_one() -> None:
    sizes = sizes_shown([9, 9, 9, 9], {"A": [7, 4, 4, 4], "B": [2, 5, 5, 5]}, Lang.EN)
    assert sizes is not None
    assert set(sizes.texts) == {"5 or more"}


def test_a_small_constellation_takes_another_along_as_its_size_follows_from_the_total() -> None:
    sizes = sizes_shown([9, 3, 8], {"A": [9, 3, 8]}, Lang.EN)
    assert sizes is not None
    assert "<5" in sizes.texts
    assert len([value for value in sizes.values if value is None]) >= 2


def test_many_small_constellations_are_all_small() -> None:
    sizes = sizes_shown([3, 4, 3, 9], {"A": [3, 4, 3, 9]}, Lang.NL)
    assert sizes is not None
    assert sizes.texts.count("<5") == 3


def _village(counts: Mapping[str, int]) -> Region:
    """One constellation over municipalities, all of one provider."""
    families = [
        Family(f"f{town}{number}", Location(52.2 + number / 1e4, 5.2), "Otterburcht", municipality=town, beds=2)
        for town, n in counts.items()
        for number in range(n)
    ]
    everyone = Families(families)
    first, *rest = (family.id for family in everyone)
    return Region(problem_of(everyone), Plan.of(everyone, {first: rest}), {})


def test_a_municipality_outside_the_region_with_few_families_is_not_named() -> None:
    table = _table(_village({"Hilversum": 12, "Laren": 9, "Nergenshuizen": 2, "Utrecht": 7}), AudienceKind.COUNCIL)
    assert table is not None
    names = [row[0] for row in table.rows]
    assert "Nergenshuizen" not in names
    assert {"Hilversum", "Laren", "Utrecht", "Overige gemeenten"} <= set(names)


@pytest.mark.parametrize(("n", "council", "public"), [(4, "<5", "<10"), (5, 5, "<10"), (9, 9, "<10"), (10, 10, 10)])
def test_a_council_sees_five_and_the_public_ten(n: int, council: Value, public: Value) -> None:
    of = _village({"Hilversum": 30, "Laren": n, "Huizen": 25, "Eemnes": 3, "Blaricum": 2})
    for kind, expected in ((AudienceKind.COUNCIL, council), (AudienceKind.PUBLIC, public)):
        table = _table(of, kind)
        assert table is not None
        assert next(row[1] for row in table.rows if row[0] == "Laren") == expected


def test_a_plan_of_three_families_gives_no_numbers() -> None:
    of = _village({"Hilversum": 3})
    for kind in (AudienceKind.COUNCIL, AudienceKind.PUBLIC):
        table = _table(of, kind)
        cells = [value for row in (table.rows if table else ()) for value in row[1:]]
        assert not any(isinstance(value, int) for value in cells)


def test_readers_who_know_a_total_are_reckoned_with() -> None:
    arcs = (Arc(0, 1, 2), Arc(0, 1, 9), Arc(0, 1, 30), Arc(1, 0, 41))
    knowing = Reader((0, 0, 0, 0), frozenset({3}))
    signs = protect(arcs, [knowing], 5)
    assert signs is not None
    assert [sign is Sign.SHOWN for sign in signs] == [False, False, True, True]
