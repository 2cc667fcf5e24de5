"""At which duals all constellations are priced next, and for how long, from how the last times went."""

from dataclasses import dataclass
from math import inf

from optimizer.search.columns.bounds.column_enumeration import FEW_STEPS, STEPS_A_HUB

SMOOTHING, LEAST_SMOOTHING = 0.7, 0.1
"""Weight of the best duals so far in the duals that are priced first, to begin with and at least; see
``master/dual_smoothing.py``."""

FLAT = 0.01
"""Part of the gap: where new columns lower the linear master by less, that weight is halved."""

IDLE, MOST_IDLE = 3, 5
"""Times in a row without effect from which searches are no more cut short, and from which pricing ends.

Columns whose reduced cost is negative by rounding alone change nothing, and would be found again for ever.
"""


@dataclass(slots=True, eq=False)
class PricingSchedule:
    """How the last times went, since cuts were added or a branch was made.

    Attributes
    ----------
    smoothing
        Weight of the best duals in those that are priced next.
    value
        Of the linear master, the last time.
    fell
        By how much that had fallen since the time before.
    least_fall
        What counts as a fall; less is an error of floating-point numbers.
    idle
        Times in a row that neither lowered the linear master nor raised the bound.
    """

    smoothing: float = SMOOTHING
    value: float = inf
    fell: float = inf
    least_fall: float = 0.0
    idle: int = 0

    def attempts(self, value: float, gap: float) -> list[tuple[float, int]]:
        """Give weights of the best duals and steps of the search of a hub, to be tried until columns are found.

        ``value`` is that of the linear master now, ``gap`` what a better plan may still gain.
        """
        self.fell, self.value, self.least_fall = self.value - value, value, 1e-6 * gap
        if self.fell < FLAT * gap:
            self.smoothing *= 0.5
        if self.idle >= IDLE:
            return [(0.0, STEPS_A_HUB)]
        first = [(self.smoothing, FEW_STEPS)] if self.smoothing >= LEAST_SMOOTHING else []
        return [*first, (0.0, FEW_STEPS), (0.0, STEPS_A_HUB)]

    def goes_on(self, raised: bool) -> bool:
        """Tell whether to go on after columns were found, and the bound was raised or not."""
        self.idle = 0 if raised or self.fell > self.least_fall else self.idle + 1
        return self.idle < MOST_IDLE
