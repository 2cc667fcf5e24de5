"""Searching a roll-out that may count on hub homes still to be found: with them, and without."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geodata.gazetteer import load_gazetteer
from optimizer.explain.case import Time
from optimizer.explain.recruiting import HelpingArea, areas_to_try, helping_areas
from optimizer.outcome import Limits, Mark, Progress, Status
from optimizer.plan import Plan
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import verify_roll_out
from optimizer.rollout.wave_plan import placed_over, with_only_found
from optimizer.search import SelfCheckError
from optimizer.search.rollout import RollOutOutcome, search_roll_out

_WITHOUT: Final = 0.4
"""Of the time, what the roll-out without them may take."""

_AREAS_S: Final = 10.0
_AREAS_SHARE: Final = 0.15
"""Seconds of the processor that it may take to find where one helps most, and their share of the time."""


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What hub homes still to be found bring.

    Attributes
    ----------
    without
        The search for a roll-out that counts on none; its roll-out, where there is one, was verified.
    areas
        Where one more hub home gives the most families a place, best first.
    n_tried
        Postcode areas in which the search could place one; 0 where it was stopped before, or nobody waits.
    """

    without: RollOutOutcome
    areas: tuple[HelpingArea, ...] = ()
    n_tried: int = 0


def signed(n: int) -> str:
    """Tell a difference with its sign, and none as 0."""
    return f"{n:+d}" if n else "0"


def percent_more(value: int, other: int) -> str:
    """Tell in percent how much more another value is; a dash where there is nothing to be more than."""
    return f"{signed(round(100 * (other - value) / value))}%" if value else "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Loss:
    """What one objective loses when the hub homes that a roll-out counts on are not found.

    Attributes
    ----------
    value, without
        With them and without.
    at_least
        What is proved to be lost at least, if every objective above is settled; ``None`` where nothing is proved.
    proved
        Whether both values are proved, and those of every objective above.
    """

    tier: str
    value: int
    without: int
    at_least: int | None
    proved: bool

    @property
    def percent(self) -> str:
        """Tell in percent how much larger it is without."""
        return percent_more(self.value, self.without)


def losses(marks: Sequence[Mark], without: Sequence[Mark]) -> Iterator[Loss]:
    """Compare a roll-out with the one that counts on no hub home to be found, objective by objective.

    A bound of the latter takes its values above for granted, so nothing is proved below an objective that is not.
    """
    settled = True
    for one, other in zip(marks, without, strict=True):
        at_least = other.bound - one.value if settled and other.bound is not None else None
        settled = settled and one.proved and other.proved
        yield Loss(one.tier, one.value, other.value, at_least, settled)


@dataclass(frozen=True, slots=True)
class Searched:
    """A search: its terms, with the hub homes still to be found that the roll-out counts on and no others."""

    terms: Terms
    outcome: RollOutOutcome
    recruiting: Recruiting | None = None


def search_with_recruiting(
    terms: Terms,
    limits: Limits,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool],
    plan: Plan | None = None,
) -> Searched:
    """Search a roll-out; where hub homes are still to be found, first without them and then with them.

    Raises
    ------
    SelfCheckError
        When what is found does not pass the verifier.
    """
    if not any(terms.recruit):
        return Searched(terms, search_roll_out(terms, limits, progress, cancelled, plan))
    share = limits.share(_WITHOUT)
    without = search_roll_out(terms, share, progress, cancelled)
    base = None if without.verdict is None else without.verdict.roll_out
    tried = () if cancelled() else areas_to_try(terms, base, tuple(load_gazetteer()))
    if not tried:
        return Searched(terms, without, Recruiting(without))
    wide = replace(terms, to_find=tried)
    known = None if base is None else _over(wide, base)
    rest = limits.share(1 - _WITHOUT - _AREAS_SHARE)
    if limits.work is None:
        left = (1 - _AREAS_SHARE) * limits.time_limit_s - without.seconds
        rest = replace(limits, time_limit_s=max(left, 1.0))
    outcome = search_roll_out(wide, rest, progress, cancelled, known=known)
    helping: tuple[HelpingArea, ...] = ()
    if base is not None and not cancelled():
        seconds = min(_AREAS_S, _AREAS_SHARE * limits.amount)
        time = replace(Time.of(seconds, counts_work=limits.work is not None), cancelled=cancelled)
        helping = helping_areas(terms, base, tuple(load_gazetteer()), time)
    recruiting = Recruiting(without, helping, len(tried))
    outcome = replace(outcome, seconds=outcome.seconds + without.seconds)
    if outcome.verdict is None:
        return Searched(terms, without if outcome.status is Status.UNKNOWN else outcome, recruiting)
    narrow, roll_out = with_only_found(terms, outcome.verdict.roll_out)
    verdict = verify_roll_out(narrow, roll_out)
    if not verdict.passed or verdict.scores != outcome.verdict.scores:
        raise SelfCheckError("roll-out", *sorted({each.violation.rule for each in verdict.violations}))
    return Searched(narrow, replace(outcome, verdict=verdict), recruiting)


def _over(terms: Terms, roll_out: RollOut) -> RollOut:
    """Give the same waves over the families of other terms."""
    pairs = zip(terms.problems, roll_out.plans, strict=True)
    return RollOut(tuple(placed_over(problem, plan) for problem, plan in pairs))
