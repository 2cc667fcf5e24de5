"""What two plans come to, beside each other, and which of them is better at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from geodata.distances import whole_metres
from geodata.language import Lang, Text, number
from optimizer.finished import FinishedPlan
from optimizer.tier import Tier
from optimizer.tiers import Farthest, OneProvider, Peers, Siblings, Travel


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
        Whether it counts metres, which are shown in kilometres.
    of_one
        Whether it is what one family travels, so that it must not be finer than the masks are.
    """

    key: str
    title: Text
    value: Callable[[FinishedPlan], float | None]
    wanted: int
    metres: bool = False
    of_one: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of both plans; ``None`` where a plan has nothing to measure."""

    measure: Measure
    a: float | None
    b: float | None

    @property
    def better(self) -> str | None:
        """``a`` or ``b``, whichever is better; ``None`` where neither is."""
        if self.a is None or self.b is None or self.a == self.b or not self.measure.wanted:
            return None
        return "b" if (self.b > self.a) == (self.measure.wanted > 0) else "a"

    def said(self, lang: Lang, *, exact: bool) -> tuple[str, str, str]:
        """Give both values and the difference, as a reader sees them."""
        a, b = (self._shown(value, lang, exact=exact) for value in (self.a, self.b))
        if self.a is None or self.b is None:
            return a, b, NONE
        more = self._rounded(self.b, exact=exact) - self._rounded(self.a, exact=exact)
        sign = "+" if more > 0 else "\N{MINUS SIGN}" if more < 0 else ""
        return a, b, f"{sign}{self._number(abs(more), lang)}"

    def _shown(self, value: float | None, lang: Lang, *, exact: bool) -> str:
        return NONE if value is None else self._number(self._rounded(value, exact=exact), lang)

    def _rounded(self, value: float, *, exact: bool) -> float:
        """Round to what is shown: kilometres to one decimal, what one family travels up to whole ones."""
        if not self.measure.metres:
            return value
        if self.measure.of_one and not exact:
            return float(-(-value // 1000))
        return round(value / 1000, 1)

    def _number(self, value: float, lang: Lang) -> str:
        if self.measure.metres:
            whole = value == int(value) and self.measure.of_one
            return f"{number(int(value) if whole else value, lang)} km"
        return number(int(value), lang)


NONE: Final = "\N{EN DASH}"


def figures(first: FinishedPlan, second: FinishedPlan) -> tuple[Figure, ...]:
    """Measure two plans, each by its own policy; what neither has is left out."""
    return tuple(_figures(first, second))


def _figures(first: FinishedPlan, second: FinishedPlan) -> Iterator[Figure]:
    for measure in MEASURES:
        a, b = measure.value(first), measure.value(second)
        if not (a is None and b is None) and not (measure.key in _ONLY_WHERE_ANY and not a and not b):
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
    return replace(Travel(0, 0, made.problem.distances)).score(made.plan)


def _across(made: FinishedPlan) -> int:
    return sum(one.provider != each.hub.provider for each in made.plan.constellations for one in each.satellites)


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
    Measure("off_target", Text(nl="Plaatsen naast het streefgetal", en="Places off the target size"), _off_target, -1),
    Measure(
        "travel", Text(nl="Afstand van alle gezinnen samen", en="Travel of all families together"), _travel, 0, True
    ),
    Measure(
        "mean", Text(nl="Gemiddelde afstand tot de hubhome", en="Mean distance to the hub home"), _mean_way, -1, True
    ),
    Measure(
        "farthest",
        Text(nl="Grootste afstand tot de hubhome, hoogstens", en="Longest distance to the hub home, at most"),
        _farthest,
        -1,
        True,
        True,
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
    Measure("peers", Peers.title, _without_peer, -1),
    Measure("siblings", Siblings.title, _score(lambda _: Siblings()), -1),
    Measure(
        "violations",
        Text(nl="Overtredingen van regels", en="Breaches of rules"),
        lambda m: len(m.verdict.violations),
        -1,
    ),
)
_ONLY_WHERE_ANY: Final = frozenset({"siblings", "violations"})
