"""The last wave of roll-outs that wait as little as constellations allow: whatever starts earlier is full.

Where ``R`` constellations at most run before the last wave and none has more than ``M`` homes, no more than ``R M``
families have a place then. A roll-out in which that many have one has ``R`` constellations of ``M`` homes before the
last wave. So every hub home has two copies instead of one for each wave: one that is full, of which ``R`` open, and one
that starts in the last wave. What is proved over these holds for every roll-out that waits so little; the order of a
last wave that is found over them waits so little wherever all are there from the start. A hub home that can be nothing
else waits for no place: with it a full constellation has one family less of those who do, so it only starts last.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimizer.model import BoolArray, Choice, IntArray, Linear, Model, Row
from optimizer.plan import Plan
from optimizer.rollout.terms import Terms
from optimizer.search.rollout.copies import WAVE_ROWS, Copies, with_hubs
from optimizer.search.translate import plan_of


@dataclass(frozen=True, slots=True, eq=False)
class FullBefore:
    """The model of two copies, and travel in its terms.

    Attributes
    ----------
    kept
        For each hub of ``model`` the number of the copy that it stands for among ``copies``.
    number
        The other way round: for each of ``copies`` that of its hub home here, full for all waves before the last.
    rows
        Of ``model`` those that do not speak of waves.
    """

    copies: Copies
    model: Model
    travel: Linear
    kept: IntArray
    number: IntArray
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, terms: Terms, copies: Copies, unplaced: Row) -> "FullBefore | None":
        """Make the model; ``None`` where it is not so that all before the last wave is full.

        Parameters
        ----------
        unplaced
            What holds the families in no constellation, in the terms of ``copies``.
        """
        full = copies.full
        if full is None:
            return None
        m, n_waves = copies.n_hubs, terms.n_waves
        may = copies.model.may_open.reshape(n_waves, m)
        first = np.where(may[:-1].any(axis=0), may[:-1].argmax(axis=0), 0)
        keep = np.zeros(copies.model.n_hubs, dtype=np.bool_)
        keep[np.arange(m) + m * first] = True
        keep[m * (n_waves - 1) :] = True
        kept = np.flatnonzero(keep)
        early = kept < m * (n_waves - 1)
        rows = tuple(row for row in copies.model.rows if row.key not in WAVE_ROWS)
        held = replace(copies.model, rows=(*rows, unplaced))
        model, (travel,) = with_hubs(held, keep, copies.travel)
        low = np.where(early & model.may_open, full.satellites, model.low)
        counted = copies.waiting.hub[-m:] > 0
        may_open = model.may_open & (low <= model.high) & (~early | counted[kept % m])
        model = replace(model, low=np.where(may_open, low, 0), may_open=may_open)
        alike = model.rows
        model = model.holding(*_limits(terms, copies, model, early, kept % m, full.constellations))
        number = np.empty(copies.model.n_hubs, dtype=np.int64)
        at = {(int(copy) % m, bool(before)): here for here, (copy, before) in enumerate(zip(kept, early, strict=True))}
        for copy in range(copies.model.n_hubs):
            number[copy] = at[copy % m, copy < m * (n_waves - 1)]
        return cls(copies, model, travel, kept, number, alike)

    @property
    def hub(self) -> IntArray:
        """The hub home of each hub of the model, by its number among the hub homes of the last wave."""
        found: IntArray = self.kept % self.copies.n_hubs
        return found

    def choice(self, choice: Choice) -> Choice:
        """Give a choice over all copies in the terms of this model."""
        return Choice(np.where(choice.hub_of < 0, -1, self.number[choice.hub_of]))

    def last_plan(self, choice: Choice) -> Plan:
        """Give the last wave of a choice."""
        return plan_of(self.copies.problem, Choice(np.where(choice.hub_of < 0, -1, self.hub[choice.hub_of])))


def _limits(
    terms: Terms, copies: Copies, model: Model, early: BoolArray, hub: IntArray, running: int
) -> tuple[Row, ...]:
    """Hold the number of constellations that are full, of those that start last, and of hub homes to be found."""

    def count(hubs: BoolArray) -> Linear:
        return replace(model.nothing, hub=hubs.astype(np.int64))

    rows = [Row("launches", count(early), low=running, high=running)]
    last = terms.launches[-1]
    if last is not None:
        rows.append(Row("launches", count(~early), high=last))
    if terms.to_find:
        found = copies.to_find[hub]
        rows.append(Row("recruit", count(found & early), high=sum(terms.recruit[:-1])))
        rows.append(Row("recruit", count(found & ~early), high=terms.recruit[-1]))
    return tuple(rows)
