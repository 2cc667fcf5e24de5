"""What a council is answered tells it nothing of any number that it did not know before."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language import Lang
from maps.sharing.answers import YEARS, costs_table, helps_table
from maps.sharing.audit import TOTAL
from maps.sharing.cells import CountKind
from maps.sharing.readers import limits_of
from maps.sharing.release import Release, release, with_gains
from maps.sharing.tally import tally
from maps.tables import Value
from optimizer.costs.money import PROPOSAL, shown
from optimizer.costs.yearly import Started, yearly_costs
from optimizer.plan import Plan
from optimizer.what_helps import Lines, PolicyGain, WhatHelps
from tests.privacy.pencil import Pencil, attack
from tests.privacy.regions import POLICY, PROVIDERS, SECRET, Region, base_map, numbers_of, region

CHANGES = [f"Straal van {5 + at},5 km in plaats van 5" for at in range(9)]


def helps(*placed: int | None) -> WhatHelps:
    said = (Lines((change,), (change.replace("Straal", "Radius"),)) for change in CHANGES)
    return WhatHelps(tuple(PolicyGain(each, n, None) for each, n in zip(said, placed, strict=False)))


def released(of: Region, found: WhatHelps, *, divide: bool = True, secret: bytes = SECRET) -> Release:
    return with_gains(numbers_of(of, divide=divide), found, secret)


def released_by(of: Region, found: WhatHelps, secret: bytes) -> Release:
    """Decide with another key of the rounding."""
    made = release(of.plan, tally(of.plan, base_map().gazetteer, secret), limits_of(of.plan, POLICY), secret)
    return with_gains(made, found, secret)


def told(made: Release, found: WhatHelps) -> list[Value]:
    table = helps_table(made, found, Lang.NL)
    return [] if table is None else [row[1] for row in table.rows]


@cache
def with_unplaced(n: int) -> Region:
    """Give a plan that leaves so many families out, with the others as they were planned."""
    of = region(1)
    spare = [family.id for family in of.plan.unplaced][n:]
    first, *others = of.plan.constellations
    members = {each.hub.id: [home.id for home in each.satellites] for each in others}
    members[first.hub.id] = [*(home.id for home in first.satellites), *spare]
    plan = Plan.of(of.families, members)
    assert len(plan.unplaced) == n
    return Region(of.problem, plan, of.points)


def _asked(pencil: Pencil, of: Region, names: Sequence[str], values: Sequence[Value]) -> Pencil:
    """Write down that who gets a place is unplaced, and what the table tells of how many."""
    own = sum(family.provider in names for family in of.plan.unplaced)
    for at, value in enumerate(values):
        gain = pencil.number(f"helpt {at}")
        pencil.model.add(gain <= pencil.number("Totaal Niet ingedeeld") + own)
        pencil.told(gain, value)
    return pencil


@pytest.mark.parametrize("names", [(), PROVIDERS[:1], PROVIDERS[1:3]])
def test_what_would_help_narrows_down_no_number_of_any_family(names: tuple[str, ...]) -> None:
    of = region(1)
    n = len(of.plan.unplaced)
    found = helps(n, n, n, n, n - 1, 6, 3, 0, None)
    made = released(of, found)
    most = made.cells[CountKind.UNPLACED, TOTAL].shown
    values = told(made, found)
    assert most is not None
    assert len(values) == len(CHANGES)

    small = attack(of, numbers_of(of), names).truth
    looked_at = ["Totaal Niet ingedeeld", *[name for name, truth in small.items() if truth < 5][:8]]

    def ranges(values: Sequence[Value]) -> list[tuple[int, int]]:
        pencil = _asked(attack(of, numbers_of(of), names).pencil, of, names, values)
        return [pencil.range(name) for name in looked_at]

    before = ranges([])
    assert ranges(values) == before
    assert ranges([most + 5]) != before  # what a number that was rounded by itself alone would tell


@given(st.integers(0, 12), st.binary(min_size=8, max_size=8))
def test_a_gain_is_rounded_as_the_other_numbers_are_and_never_above_the_unplaced(placed: int, secret: bytes) -> None:
    of, found = with_unplaced(12), helps(placed)
    made = released(of, found, secret=secret)
    most = made.cells[CountKind.UNPLACED, TOTAL].rounded
    (cell,) = made.gains
    (value,) = told(made, found)

    assert most in {10, 15}
    assert cell.band[0] <= placed <= cell.band[1]
    assert value in ({"<5", "<10"} if placed < 5 else {"<10", 10, 15})
    assert not isinstance(value, int) or value <= most


KEYS = [f"a key of the tests, number {at}".encode() for at in range(4)]


def test_with_few_unplaced_families_what_would_help_is_told_only_where_their_total_is() -> None:
    """The total is only said to be small, and then there is no table; where it is shown, it is so for more as well."""
    for n in (0, 1, 4):
        of, found = with_unplaced(n), helps(*[n] * len(CHANGES))
        shown_to_be = []
        for key in KEYS:
            made = released_by(of, found, key)
            total = made.cells[CountKind.UNPLACED, TOTAL].shown
            assert total in {None, 5}
            assert bool(told(made, found)) <= (total == 5)
            shown_to_be.append(total)
        assert None in shown_to_be or n == 4
        assert n or 5 not in shown_to_be


def test_a_small_gain_and_none_look_alike_or_the_small_one_is_below_ten() -> None:
    values = told(released(region(1), helps(0, 1, 2, 3, 4)), helps(0, 1, 2, 3, 4))
    assert values[0] == "<5"
    assert set(values) <= {"<5", "<10"}


def test_a_change_for_which_no_plan_was_found_has_a_dash() -> None:
    assert told(released(region(1), helps(None, 0)), helps(None, 0)) == ["–", "<5"]
    assert told(released(region(1), helps(None, None)), helps(None, None)) == []


def test_of_a_second_plan_of_the_same_families_nothing_is_told() -> None:
    found = helps(len(region(1).plan.unplaced))
    assert told(released(region(1), found, divide=False), found) == []


def test_the_same_gain_of_the_same_families_is_rounded_the_same_and_each_change_by_itself() -> None:
    found = helps(*[8] * len(CHANGES))
    values = told(released(region(1), found), found)
    assert values == told(released(region(1), found), found)
    assert len(set(values)) == 2


def test_gains_are_counted_with_what_was_rounded_and_kept_back() -> None:
    plain, made = numbers_of(region(1)), released(region(1), helps(None, 8))
    assert len(made.every_cell) == len(plain.every_cell) + 2
    assert made.n_hidden == plain.n_hidden + 1
    assert made.n_rounded == plain.n_rounded + 1


@pytest.mark.parametrize("lang", Lang)
def test_costs_are_those_of_the_number_of_constellations_that_every_reader_is_told(lang: Lang) -> None:
    table = costs_table(9, lang)

    totals = yearly_costs(PROPOSAL, (Started(9, 0, 0),), YEARS).totals
    assert table is not None
    assert table.rows[0][1:] == tuple(shown(total, lang, "EUR") for total in totals)
    assert len(table.rows) == 1 + len(PROPOSAL.stays)
    assert costs_table(0, lang) is None
