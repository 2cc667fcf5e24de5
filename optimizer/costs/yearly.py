"""Costs by year and line: every amount times what is due of it, rounded to the cent once a line and year."""

from dataclasses import dataclass
from decimal import Decimal

from optimizer.costs.money import NOTHING, CostLine, Money, Per, to_cents
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Started:
    """What starts in one year: new constellations, the families that join one, and their foster children.

    A family is a home of a constellation, the hub home too; children are the foster children of those homes.
    """

    constellations: int
    families: int
    children: int

    def count(self, per: Per, *, first: bool) -> int:
        """Give how many of what an amount is per start this year; the region starts in the first year."""
        match per:
            case Per.CONSTELLATION:
                return self.constellations
            case Per.FAMILY:
                return self.families
            case Per.CHILD:
                return self.children
            case Per.REGION:
                return int(first)


def started_by(plan: Plan) -> Started:
    """Count what a plan holds, as starting all at once."""
    homes = [home for constellation in plan.constellations for home in constellation.homes]
    return Started(len(plan.constellations), len(homes), sum(home.children for home in homes))


@dataclass(frozen=True, slots=True)
class YearlyCosts:
    """What each line costs in each year.

    Attributes
    ----------
    starts
        What starts in year 1, 2, …; nothing starts in later years.
    amounts
        One row for each line of ``money``, one amount for each year, in cents.
    first
        What the first year is called: 1, or the calendar year in which a roll-out begins.
    """

    money: Money
    starts: tuple[Started, ...]
    amounts: tuple[tuple[Decimal, ...], ...]
    first: int = 1

    def name(self, year: int) -> str:
        """Give what a year, counted from 1, is called."""
        return str(self.first + year - 1)

    @property
    def n_years(self) -> int:
        """Number of years that are shown."""
        return len(self.amounts[0]) if self.amounts else 0

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """The sum of all lines in each year."""
        return tuple(sum((row[year] for row in self.amounts), NOTHING) for year in range(self.n_years))

    @property
    def cumulated(self) -> tuple[Decimal, ...]:
        """The sum of all lines from the first year up to each."""
        return tuple(sum(self.totals[: year + 1], NOTHING) for year in range(self.n_years))

    def running(self, year: int) -> Started:
        """Give what is running in a year, counted from 1: all that started by then."""
        begun = self.starts[:year]
        return Started(
            sum(each.constellations for each in begun),
            sum(each.families for each in begun),
            sum(each.children for each in begun),
        )

    def each(self, per: Per) -> tuple[Decimal | None, ...]:
        """Give the total of each year for one constellation, family or child that is running; ``None`` for none."""
        counts = [self.running(year).count(per, first=True) for year in range(1, self.n_years + 1)]
        return tuple(
            to_cents(total / count) if count else None for total, count in zip(self.totals, counts, strict=True)
        )


def yearly_costs(money: Money, starts: tuple[Started, ...], n_years: int, first: int = 1) -> YearlyCosts:
    """Compute what starts in some years costs over ``n_years``, each line by the years of what it is per.

    The first of them is called ``first``.
    """
    return YearlyCosts(
        money,
        starts,
        tuple(tuple(_due(line, starts, year) for year in range(1, n_years + 1)) for line in money.lines),
        first,
    )


def one_constellation(money: Money, year: int) -> Decimal:
    """Give what the lines per constellation come to for one constellation, in a year since its start."""
    lines = (line for line in money.lines if line.per is Per.CONSTELLATION)
    return sum((to_cents(line.due(year)) for line in lines), NOTHING)


def recurring(money: Money) -> Decimal:
    """Give what one constellation costs in a year in which nothing of its start is left to pay."""
    return one_constellation(money, max((line.years.steady_from for line in money.lines), default=1))


def _due(line: CostLine, starts: tuple[Started, ...], year: int) -> Decimal:
    total = sum(
        (line.due(year - begun) * start.count(line.per, first=begun == 0) for begun, start in enumerate(starts[:year])),
        NOTHING,
    )
    return to_cents(total)
