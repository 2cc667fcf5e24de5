"""How the seconds that a person gives to a plan are divided over searching, reasons and files."""

import math
import time
from dataclasses import dataclass, field
from typing import Final

from optimizer.outcome import Limits
from optimizer.policy.values import Policy

_REASONS_SHARE: Final = 0.3
"""Of the time that files leave, what is kept for reasons: of 30 s what a region needs. A search that ends early leaves
them more."""

_SEVERAL_SHARE: Final = 0.15
_SEVERAL_S: Final = 6.0
_MOST_SEVERAL_SHARE: Final = 0.25
"""The same for plans that belong together, where reasons are asked of their order, and a roll-out is made year by year
beside them: 9 s of 60 for a region of 180, and 6 s of 30."""

_MOST_REASONS_S: Final = 15.0
_LEAST_SEARCH_S: Final = 1.0
_LEAST_REASONS_S: Final = 0.5
_LEAST_ORDERS_S: Final = 3.0
"""What reasons of several plans have even after a search that took longer than it should, or a fifth of the limit."""

_FILES_S: Final = 0.5
_FILES_S_PER_FAMILY: Final = 0.0009
"""Processor seconds for all files of a plan: 0.6 for 180 families, 2.2 for 2,000 and 15.7 for 17,000, as measured."""


@dataclass(frozen=True, slots=True)
class Allotment:
    """The wall clock of one plan, from the command to its files.

    Drawing and writing have a share by the number of families. Of what they leave 30% (15 s at most) is kept for
    reasons, which also take what they need of the time that a search leaves. Where the limit is shorter than reading
    and writing take, a search still gets a second, or half of a limit under two seconds.

    Attributes
    ----------
    limit_s
        Seconds that were asked for, from ``began`` until the files are written; endless where work is counted.
    families
        Number of families.
    began
        Reading of ``time.monotonic`` when the work was asked for.
    plans
        How many plans are written: of a roll-out those of all waves, and its own pages.
    """

    limit_s: float
    families: int
    began: float = field(default_factory=time.monotonic)
    plans: int = 1

    @classmethod
    def of(cls, limits: Limits, families: int, began: float, plans: int = 1) -> "Allotment":
        """Give the wall clock of a plan that is searched within some limits."""
        return cls(limits.time_limit_s if limits.work is None else math.inf, families, began, plans)

    def search_s(self) -> float:
        """Seconds from now that the search may take."""
        left = self._left_s()
        kept = left * _REASONS_SHARE
        if self.plans > 1:
            kept = max(left * _SEVERAL_SHARE, min(_SEVERAL_S, left * _MOST_SEVERAL_SHARE))
        return max(left - min(_MOST_REASONS_S, kept), min(self.limit_s / 2, _LEAST_SEARCH_S))

    def reasons_end(self) -> float:
        """Give the reading of ``time.monotonic`` at which reasons, begun now, must be there."""
        least = _LEAST_REASONS_S if self.plans == 1 else min(_LEAST_ORDERS_S, self.limit_s / 5)
        return time.monotonic() + max(self._left_s(), least, _LEAST_REASONS_S)

    def _left_s(self) -> float:
        """Seconds from now until the files must be made."""
        files = self.plans * (_FILES_S + _FILES_S_PER_FAMILY * self.families)
        return self.began + self.limit_s - files - time.monotonic()


def limits_of(policy: Policy) -> Limits:
    """Give what a search may use, as the policy says."""
    wanted = policy.solve
    return Limits(wanted.time_limit_s, wanted.workers, wanted.seed, wanted.work)
