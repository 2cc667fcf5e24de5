"""The last wave of roll-outs that wait as little as constellations allow: whatever starts earlier is full.

Where ``R`` constellations at most run before the last wave and none has more than ``M`` satellites, no more than
``R (M + 1)`` families have a place then. A roll-out in which that many have one has ``R`` constellations of ``M``
satellites before the last wave, and wherever all are there from the start, a last wave that has them can be put in such
an order. So hub homes need no copies for waves, and annealing and branching work as on any plan: of the constellations
that are full and could have started earlier ``R`` did, and as many more start last as the launches allow.

A hub home that cannot start earlier is in the model twice where it may be full, as it does not count among those then:
once full, and once not. A hub home that can be nothing else, such as one still to be found, waits for no place: with it
a full constellation has one family less of those who do, so it only starts last.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.plan import Plan
from optimizer.rollout.terms import Terms
from optimizer.search.evaluation import open_hubs
from optimizer.search.rollout.copies import WAVE_ROWS, Copies, Full, with_hubs
from optimizer.search.translate import plan_of


@dataclass(frozen=True, slots=True, eq=False)
class FullBefore:
    """The model, and travel in its terms.

    Attributes
    ----------
    hub
        For each hub of ``model``, its number among the hub homes of the last wave.
    large
        For each, whether it is full and starts last.
    """

    copies: Copies
    model: Model
    travel: Linear
    hub: IntArray
    large: BoolArray

    @classmethod
    def of(cls, terms: Terms, copies: Copies, unplaced: Row) -> "FullBefore | None":
        """Make the model; ``None`` where it is not so that all before the last wave is full.

        Parameters
        ----------
        unplaced
            What holds the families in no constellation, in the terms of ``copies``.
        """
        if copies.full is None:
            return None
        return _Waves.of(terms, copies, copies.full).full_before(unplaced)

    def choice(self, choice: Choice) -> Choice:
        """Give a choice over all copies in the terms of this model."""
        assert self.copies.full is not None
        copies, m = self.copies.model, self.copies.n_hubs
        sizes = np.bincount(choice.hub_of[choice.hub_of >= 0], minlength=copies.n_hubs) - 1
        number = np.full(copies.n_hubs, -1, dtype=np.int64)
        for copy in np.flatnonzero(open_hubs(copies, choice)):
            here = np.flatnonzero(self.hub == copy % m)
            number[copy] = here[-1] if sizes[copy] >= self.copies.full.satellites else here[0]
        return choice.renumbered(number)

    def once_each(self, choice: Choice) -> tuple[IntArray, ...]:
        """Give hubs of which none is of the same hub home as another: open ones, else those not full, or those full."""
        opened = open_hubs(self.model, choice)
        twice = np.isin(self.hub, self.hub[self.large])
        settled = np.isin(self.hub, self.hub[opened])
        full = np.isin(self.hub, self.hub[opened & self.large])
        ways = (np.flatnonzero(~twice | (self.large == np.where(settled, full, rest))) for rest in (False, True))
        return tuple(ways) if (twice & ~settled).any() else (np.flatnonzero(~twice | (self.large == full)),)

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.copies.problem, choice.renumbered(self.hub))


@dataclass(frozen=True, slots=True, eq=False)
class _Waves:
    """Which hub homes may start before the last wave, full, and which in it.

    Attributes
    ----------
    before, last
        Shape ``(m,)``.
    high
        Shape ``(m,)``: the most satellites in either.
    """

    terms: Terms
    copies: Copies
    full: Full
    before: BoolArray
    last: BoolArray
    high: IntArray

    @classmethod
    def of(cls, terms: Terms, copies: Copies, full: Full) -> "_Waves":
        model, m = copies.model, copies.n_hubs
        may = model.may_open.reshape(terms.n_waves, m)
        high = model.high.reshape(terms.n_waves, m).max(axis=0)
        waits = copies.waiting.hub[-m:] > 0
        before = may[:-1].any(axis=0) & (high >= full.satellites) & waits
        return cls(terms, copies, full, before, may[-1], high)

    def full_before(self, unplaced: Row) -> FullBefore:
        copies, many, m = self.copies, self.full.satellites, self.copies.n_hubs
        twice = np.flatnonzero(self.last & ~self.before & (self.high >= many))
        hub = np.concatenate([np.arange(m), twice])
        is_large = np.arange(len(hub)) >= m
        is_small = np.isin(hub, twice) & ~is_large
        rows = (*(row for row in copies.model.rows if row.key not in WAVE_ROWS), unplaced)
        model, (travel,) = with_hubs(replace(copies.model, rows=rows), hub + copies.model.n_hubs - m, copies.travel)
        must = np.asarray(copies.model.must_open.reshape(self.terms.n_waves, m).any(axis=0))
        surely_full = (self.before > self.last)[hub] | is_large
        low = np.where(surely_full, np.maximum(model.low, many), model.low)
        high = np.where(is_small, many - 1, self.high[hub])
        may = (self.before | self.last)[hub] & (low <= high)
        model = replace(
            model,
            low=np.where(may, low, 0),
            high=np.where(may, high, 0),
            may_open=may,
            must_open=must[hub],
        )
        return FullBefore(copies, model.holding(*self._rows(model, hub, is_large)), travel, hub, is_large)

    def _rows(self, model: Model, hub: IntArray, large: BoolArray) -> tuple[Row, ...]:
        """Hold the number of constellations that are full before the last wave, and that of all; those to be found."""
        running, launches = self.full.constellations, self.terms.launches[-1]
        is_full = (np.arange(model.size_limit + 1) >= self.full.satellites).astype(np.int64)
        rows = [Row("launches", replace(model.nothing, size=is_full, hub=-large.astype(np.int64)), low=running)]
        if launches is not None:
            rows.append(Row("launches", replace(model.nothing, hub=np.ones_like(hub)), high=running + launches))
        if self.terms.to_find:
            found = self.copies.to_find[hub].astype(np.int64)
            rows.append(Row("recruit", replace(model.nothing, hub=found), high=self.terms.recruit[-1]))
        return tuple(rows)
