"""How many avoided client-years elsewhere would pay for a cost: a break-even, never a promised saving."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from optimizer.costs.money import Money, Stay


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Avoided client-years of one kind of stay at which a cost is paid back, for each of several costs."""

    stay: Stay
    client_years: tuple[Decimal, ...]


def break_even(money: Money, costs: tuple[Decimal, ...]) -> tuple[BreakEven, ...]:
    """Divide each cost by what one client-year costs more in a stay than in foster care; two decimals."""
    return tuple(
        BreakEven(stay, tuple(_years(cost, stay.amount - money.foster_care.amount) for cost in costs))
        for stay in money.stays
    )


def _years(cost: Decimal, difference: Decimal) -> Decimal:
    return (cost / difference).quantize(Decimal("0.01"), ROUND_HALF_UP)
