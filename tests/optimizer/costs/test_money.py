"""Costs come out to the cent, and the proposal's own figures come out exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language import Lang
from optimizer.costs.break_even import break_even
from optimizer.costs.money import PROPOSAL, CostLine, Money, Per, Stay, Years, shown
from optimizer.costs.money_file import FOSTER_CARE
from optimizer.costs.yearly import Started, one_constellation, recurring, started_by, yearly_costs
from tests.builders import home, plan_of, village


def line(amount: str, per: Per, years: Years) -> CostLine:
    return CostLine(FOSTER_CARE, Decimal(amount), per, years, FOSTER_CARE)


def money(*lines: CostLine) -> Money:
    return Money("EUR", lines, (), Stay(FOSTER_CARE, Decimal(0), FOSTER_CARE))


def test_the_proposal_states_its_total_and_specifies_less() -> None:
    assert one_constellation(PROPOSAL, 1) == Decimal("136674.60")
    assert sum(each.due(1) for each in PROPOSAL.lines if each.specified) == Decimal("108159.40")
    assert [each.amount for each in PROPOSAL.lines if not each.specified] == [Decimal("28515.20")]
    assert recurring(PROPOSAL) == Decimal("47659.40")


def test_the_proposal_breaks_even_where_it_says() -> None:
    found = break_even(PROPOSAL, (recurring(PROPOSAL), one_constellation(PROPOSAL, 1)))
    assert [str(each.client_years[0]) for each in found] == ["1.15", "0.68", "0.47", "0.96", "3.55"]
    assert [str(each.client_years[1]) for each in found] == ["3.30", "1.95", "1.36", "2.76", "10.19"]


@pytest.mark.parametrize(
    ("years", "parts"),
    [
        (Years.every(), ["1", "1", "1", "1"]),
        (Years.only((1,)), ["1", "0", "0", "0"]),
        (Years.only((2, 3)), ["0", "1", "1", "0"]),
        (Years.fading((Decimal("1.0"), Decimal("0.5"), Decimal("0.25"))), ["1.0", "0.5", "0.25", "0.25"]),
    ],
)
def test_a_line_is_due_in_years_since_its_start(years: Years, parts: list[str]) -> None:
    assert [years.part(year) for year in range(1, 5)] == [Decimal(each) for each in parts]


def test_each_start_has_years_of_its_own() -> None:
    only_first = money(line("100.00", Per.CONSTELLATION, Years.only((1,))))
    costs = yearly_costs(only_first, (Started(1, 0, 0), Started(4, 0, 0)), 3)
    assert costs.totals == (Decimal("100.00"), Decimal("400.00"), Decimal("0.00"))
    assert costs.cumulated == (Decimal("100.00"), Decimal("500.00"), Decimal("500.00"))


@pytest.mark.parametrize(("per", "total"), [("constellation", 2), ("family", 17), ("child", 23), ("region", 1)])
def test_an_amount_is_counted_by_what_it_is_per(per: str, total: int) -> None:
    costs = yearly_costs(money(line("1.00", Per(per), Years.every())), (Started(2, 17, 23),), 2)
    assert costs.totals == (Decimal(total), Decimal(total))


def test_totals_are_shared_out_over_what_runs_and_not_over_nothing() -> None:
    one = money(line("10.00", Per.REGION, Years.every()))
    costs = yearly_costs(one, (Started(0, 0, 0), Started(3, 0, 0)), 2)
    assert costs.each(Per.CONSTELLATION) == (None, Decimal("3.33"))


def test_a_cent_is_rounded_once_a_line_and_year_halves_away_from_zero() -> None:
    half = Years.fading((Decimal("0.5"),))
    assert yearly_costs(money(line("0.01", Per.REGION, half)), (Started(0, 0, 0),), 1).totals == (Decimal("0.01"),)
    assert yearly_costs(money(line("0.01", Per.CONSTELLATION, half)), (Started(3, 0, 0),), 1).totals == (
        Decimal("0.02"),
    )


amounts = st.decimals(min_value=0, max_value=100_000, places=2)
counts = st.integers(min_value=0, max_value=30)
starts = st.lists(st.builds(Started, counts, counts, counts), min_size=1, max_size=4)


@given(st.lists(st.tuples(amounts, st.sampled_from(Per)), min_size=1, max_size=5), starts)
def test_what_starts_apart_costs_the_same_as_what_starts_together(
    lines: list[tuple[Decimal, Per]], begun: list[Started]
) -> None:
    """Amounts due every year are sums of counts: in the last year all runs, whenever it started."""
    every = money(*(line(str(amount), per, Years.every()) for amount, per in lines))
    apart = yearly_costs(every, tuple(begun), len(begun))
    at_once = Started(
        *(sum(getattr(each, name) for each in begun) for name in ("constellations", "families", "children"))
    )
    assert apart.totals[-1] == yearly_costs(every, (at_once,), 1).totals[0]


def test_a_plan_starts_with_its_homes_and_their_children() -> None:
    families = (
        home("H", hub="candidate", children=3),
        home("F", children=2),
        home("G", children=1),
        home("U", children=9),
    )
    plan = plan_of(village(*families), H="F G")
    assert started_by(plan) == Started(1, 3, 6)


def test_an_amount_is_written_as_the_language_does() -> None:
    assert shown(Decimal("136674.6"), Lang.NL, "EUR") == "EUR 136.674,60"
    assert shown(Decimal("136674.6"), Lang.EN, "EUR") == "EUR 136,674.60"
