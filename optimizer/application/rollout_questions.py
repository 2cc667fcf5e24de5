"""What else is asked of a roll-out: what one more launch or more money would bring, and who else could be the pilot."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from optimizer.application.rollout_recruiting import Recruiting
from optimizer.outcome import Limits, Status
from optimizer.policy.values import Policy
from optimizer.rollout.document import FinishedRollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import verify_roll_out
from optimizer.search.cp_sat import Effort
from optimizer.search.meter import Meter
from optimizer.search.rollout.ordering import order
from optimizer.search.rollout.yearly import YearByYear, year_by_year
from optimizer.tiers import Peers

MORE_MONEY: Final = 50_000
"""Euro more in one wave."""

_EACH_S: Final = 5.0
_PILOTS: Final = 5
_TRIED: Final = 12
"""Constellations that are tried as the first, the largest of them; the best are told."""

_YEARLY_SHARE: Final = 0.6
"""Of the time, what the roll-out made year by year may take. The rest is for ordering again: 0.1 s each for ten to
twenty constellations."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What one wave with more would bring, with the same last wave: found by ordering again.

    Attributes
    ----------
    what
        ``launch`` for one more start, ``budget`` for ``MORE_MONEY`` more.
    fewer
        Family-waves of waiting less, proved; ``None`` where time ran out before.
    """

    what: str
    wave: int
    fewer: int | None


@dataclass(frozen=True, slots=True)
class Pilot:
    """A constellation that could start in the first wave.

    Attributes
    ----------
    families, providers, children_without_peer
        Of the constellation in the last wave: homes, different providers, children without another of their age.
    more_waiting
        Family-waves more than now when it starts first.
    """

    hub: str
    families: int
    providers: int
    children_without_peer: int
    more_waiting: int


@dataclass(frozen=True, slots=True)
class Answers:
    """All of it; a part is empty where nothing was found, or time ran out.

    Attributes
    ----------
    gains
        One for each limit of each wave; none where nothing limits a wave, or the search was stopped.
    pilots
        Who could start in place of the present first wave, the least waiting first.
    yearly
        The roll-out made year by year, each year as good as can be; ``None`` where only an order was asked for.
    recruiting
        What hub homes still to be found bring; ``None`` where the policy counts on none.
    asked
        Whether gains and pilots were asked for; in a batch they are not, nor of a search that was stopped.
    """

    gains: tuple[Gain, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    yearly: YearByYear | None = None
    recruiting: Recruiting | None = None
    asked: bool = False


def answers(
    finished: FinishedRollOut, limits: Limits, cancelled: Callable[[], bool]
) -> tuple[FinishedRollOut, Answers]:
    """Answer what else is asked of a roll-out, by solving again.

    Returns
    -------
    FinishedRollOut
        The same, or the one made year by year where a search that ran out of time found none as good.
    Answers
        What is asked, of that one.
    """
    if finished.interrupted:
        return finished, Answers()
    meter = Meter.of(limits)
    end = math.inf if limits.work is None else (1 - _YEARLY_SHARE) * limits.work
    yearly = None
    if not finished.ordered:
        yearly = year_by_year(finished.terms, limits.share(_YEARLY_SHARE), cancelled)
        finished = _better(finished, yearly)
    asking = _Asking(finished, limits, lambda: cancelled() or meter.now() >= end, meter)
    return finished, Answers(tuple(asking.gains()), asking.pilots(), yearly, asked=True)


def _better(finished: FinishedRollOut, yearly: YearByYear | None) -> FinishedRollOut:
    """Give the roll-out made year by year where it is better; a bound holds while the values above it do."""
    values = tuple(mark.value for mark in finished.marks)
    found = bool(finished.terms.to_find)  # its terms hold the hub homes that it counts on, and no others
    if found or yearly is None or yearly.verdict is None or (yearly.unplaced, yearly.waiting, yearly.travel) >= values:
        return finished
    marks, same = [], True
    for mark, score in zip(finished.marks, yearly.verdict.scores, strict=True):
        marks.append(replace(mark, value=score.value, bound=mark.bound if same else None))
        same = same and mark.value == score.value
    status = Status.OPTIMAL if all(mark.proved for mark in marks) else Status.FEASIBLE
    return replace(finished, verdict=yearly.verdict, marks=tuple(marks), status=status)


@dataclass(frozen=True, slots=True)
class _Asking:
    finished: FinishedRollOut
    limits: Limits
    cancelled: Callable[[], bool]
    meter: Meter

    @property
    def waiting(self) -> int:
        return self.finished.marks[1].value

    def gains(self) -> Iterator[Gain]:
        """Give what one more launch, and more money, would bring in each wave that they limit."""
        terms = self.finished.terms
        for wave in terms.waves:
            launches, budget = list(terms.launches), [None if each is None else float(each) for each in terms.budget]
            most, amount = launches[wave - 1], budget[wave - 1]
            if most is not None and terms.policy.rollout.launches is not None:
                launches[wave - 1] = most + 1
                yield from self._gain("launch", wave, {"rollout.launches": tuple(launches)})
            if amount is not None:
                budget[wave - 1] = amount + MORE_MONEY
                yield from self._gain("budget", wave, {"rollout.budget": tuple(budget)})

    def _gain(self, what: str, wave: int, changes: dict[str, Any]) -> Iterator[Gain]:
        found = self._waiting_of(_changed(self.finished.terms, self.finished.terms.policy.changed(changes)))
        yield Gain(what, wave, None if found is None else max(self.waiting - found, 0))

    def pilots(self) -> tuple[Pilot, ...]:
        """Rank who could start first in place of the present first wave."""
        terms, roll_out = self.finished.terms, self.finished.verdict.roll_out
        first = {each.hub.id for each in roll_out.starting(1)}
        if terms.launches[0] is None and terms.budget[0] is None:
            return ()
        begins = {family.id for family in terms.problems[0].families if family.may_be_hub}
        others = [each for each in roll_out.last.constellations if each.hub.id not in first and each.hub.id in begins]
        others.sort(key=lambda each: (-len(each.satellites), each.hub.id))
        found = []
        for each in others[:_TRIED]:
            policy = terms.policy.changed({"rollout.pilot": each.hub.id})
            waiting = self._waiting_of(_changed(terms, policy))
            if waiting is None:
                continue
            alone = Peers().score(replace(roll_out.last, constellations=(each,)))
            providers = len({home.provider for home in each.homes})
            found.append(Pilot(each.hub.id, len(each.homes), providers, alone, waiting - self.waiting))
        return tuple(sorted(found, key=_rank)[:_PILOTS])

    def _waiting_of(self, terms: Terms) -> int | None:
        """Give the waiting of the best order of the same last wave by other terms, where it is proved."""
        if self.cancelled():
            return None
        effort = Effort(_EACH_S, 1, self.limits.seed, stop=self.cancelled, meter=self.meter)
        found = order(terms, self.finished.verdict.roll_out.last, effort)
        if found.roll_out is None:
            return None
        verdict = verify_roll_out(terms, found.roll_out)
        waiting = verdict.scores[1].value
        return waiting if verdict.passed and found.waiting == waiting else None


def _rank(pilot: Pilot) -> tuple[int, int, int, int, str]:
    """Order pilots: who makes families wait least, then size, providers that mix, and children with a peer."""
    return pilot.more_waiting, -pilot.families, -pilot.providers, pilot.children_without_peer, pilot.hub


def _changed(terms: Terms, policy: Policy) -> Terms:
    return replace(terms, policy=policy)
