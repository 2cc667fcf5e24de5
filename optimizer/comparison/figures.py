"""What two plans come to, beside each other, and which of them is better at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Final

from geodata.distances import in_metres, whole_metres
from geodata.language import Lang, Text, number
from geodata.told_distances import span_of, total_m
from optimizer.exchange import exchange_of
from optimizer.finished import FinishedPlan
from optimizer.tier import Tier
from optimizer.tiers import Farthest, Moves, OneProvider, Peers, Siblings, Travel


class Metres(StrEnum):
    """Whose metres a measure counts, which decides how finely they may be told."""

    ALL = "all"
    """Of all families together."""

    MEAN = "mean"
    ONE = "one"
    """Of one family."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a plan is measured by.

    Attributes
    ----------
    key
        Its name in files.
    wanted
        1 where more is better, -1 where less is, 0 where neither is.
    metres
        How metres are told, ``None`` where it counts something else.
    """

    key: str
    title: Text
    value: Callable[[FinishedPlan], float | None]
    wanted: int
    metres: Metres | None = None

    def told(self, value: float | None, *, exact: bool) -> float | None:
        """Give a value as an output may tell it: metres in steps that say nothing of one family, unless ``exact``."""
        metres = self.metres
        if value is None or metres is None:
            return value
        if exact:
            return round(value)
        if metres is Metres.ALL:
            return total_m(round(value))
        return in_metres(span_of(value / 1000).high) if metres is Metres.ONE else round(value, -2)

    def written(self, value: float, lang: Lang) -> str:
        """Write a value as it was told."""
        if self.metres is None:
            return number(int(value), lang)
        return f"{number(value / 1000, lang, int(value % 1000 > 0))} km"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of both plans; ``None`` where a plan has nothing to measure."""

    measure: Measure
    a: float | None
    b: float | None

    def better(self, *, exact: bool) -> str | None:
        """Name the better one, ``a`` or ``b``, as they are told; ``None`` where neither is."""
        a, b = self.measure.told(self.a, exact=exact), self.measure.told(self.b, exact=exact)
        if a is None or b is None or a == b or not self.measure.wanted:
            return None
        return "b" if (b > a) == (self.measure.wanted > 0) else "a"

    def said(self, lang: Lang, *, exact: bool) -> tuple[str, str, str]:
        """Give both values and the difference, as a reader sees them."""
        a, b = self.measure.told(self.a, exact=exact), self.measure.told(self.b, exact=exact)
        shown = [NONE if value is None else self.measure.written(value, lang) for value in (a, b)]
        if a is None or b is None:
            return shown[0], shown[1], NONE
        sign = "+" if b > a else "\N{MINUS SIGN}" if b < a else ""
        return shown[0], shown[1], f"{sign}{self.measure.written(abs(b - a), lang)}"


NONE: Final = "\N{EN DASH}"


def figures(first: FinishedPlan, second: FinishedPlan) -> tuple[Figure, ...]:
    """Measure two plans, each by its own policy; what neither has is left out."""
    return tuple(_figures(first, second))


def _figures(first: FinishedPlan, second: FinishedPlan) -> Iterator[Figure]:
    for measure in MEASURES:
        a, b = measure.value(first), measure.value(second)
        if not (a is None and b is None) and not (measure.key in ONLY_WHERE_ANY and not a and not b):
            yield Figure(measure, a, b)


def _joining(made: FinishedPlan) -> int:
    return len(made.plan.placed) + len(made.plan.unplaced)


def _score(tier: Callable[[FinishedPlan], Tier]) -> Callable[[FinishedPlan], float]:
    return lambda made: tier(made).score(made.plan)


def _off_target(made: FinishedPlan) -> int:
    size = made.policy.size
    return sum(abs(len(each.satellites) + size.count_hub - size.target) for each in made.plan.constellations)


def _ways(made: FinishedPlan) -> list[int]:
    between = made.problem.distances.between
    ways = [between(one, each.hub) for each in made.plan.constellations for one in each.satellites]
    return [int(whole_metres(metres)) for metres in ways if metres is not None]


def _mean_way(made: FinishedPlan) -> float | None:
    ways = _ways(made)
    return fmean(ways) if ways else None


def _farthest(made: FinishedPlan) -> float | None:
    return Farthest(made.problem.distances).score(made.plan) if _ways(made) else None


def _travel(made: FinishedPlan) -> float:
    return Travel(0, 0, made.problem.distances).score(made.plan)


def _across(made: FinishedPlan) -> int:
    return sum(one.provider != each.hub.provider for each in made.plan.constellations for one in each.satellites)


def _imbalance(made: FinishedPlan) -> int:
    exchange = exchange_of(made.plan)
    return max((abs(exchange.sent(each) - exchange.received(each)) for each in exchange.providers), default=0)


def _moves(made: FinishedPlan) -> float | None:
    known = any(family.constellation for family in made.plan.families)
    return Moves().score(made.plan) if known else None


def _without_peer(made: FinishedPlan) -> float | None:
    known = any(family.child_ages for family in made.plan.families)
    return Peers().score(made.plan) if known else None


MEASURES: Final = (
    Measure("joining", Text(nl="Gezinnen die meedoen", en="Joining families"), _joining, 0),
    Measure("placed", Text(nl="Ingedeeld", en="Placed"), lambda made: len(made.plan.placed), 1),
    Measure("unplaced", Text(nl="Niet ingedeeld", en="Unplaced"), lambda made: len(made.plan.unplaced), -1),
    Measure(
        "constellations", Text(nl="Constellaties", en="Constellations"), lambda made: len(made.plan.constellations), 0
    ),
    Measure("off_target", Text(nl="Plaatsen naast het streefaantal", en="Places off the target"), _off_target, -1),
    Measure(
        "travel",
        Text(nl="Afstand van alle gezinnen samen", en="Travel of all families together"),
        _travel,
        0,
        Metres.ALL,
    ),
    Measure(
        "mean",
        Text(nl="Gemiddelde afstand tot de hubhome", en="Mean distance to the hub home"),
        _mean_way,
        -1,
        Metres.MEAN,
    ),
    Measure(
        "farthest",
        Text(nl="Grootste afstand tot de hubhome, hoogstens", en="Longest distance to the hub home, at most"),
        _farthest,
        -1,
        Metres.ONE,
    ),
    Measure(
        "across",
        Text(nl="Gezinnen bij een hubhome van een andere aanbieder", en="Families at a hub home of another provider"),
        _across,
        0,
    ),
    Measure(
        "one_provider",
        Text(nl="Constellaties met één aanbieder", en="Constellations with one provider"),
        _score(lambda _: OneProvider()),
        0,
    ),
    Measure(
        "imbalance",
        Text(
            nl="Grootste verschil tussen gezinnen die een aanbieder afstaat en ontvangt",
            en="Largest difference between families that a provider sends and receives",
        ),
        _imbalance,
        -1,
    ),
    Measure("moves", Moves.title, _moves, -1),
    Measure("peers", Peers.title, _without_peer, -1),
    Measure("siblings", Siblings.title, _score(lambda _: Siblings()), -1),
    Measure(
        "violations",
        Text(nl="Overtredingen van regels", en="Breaches of rules"),
        lambda m: len(m.verdict.violations),
        -1,
    ),
)
ONLY_WHERE_ANY: Final = frozenset({"siblings", "violations"})
