"""Cut a part out of a model, the rest of a plan held as it stands.

Constellations are released whole: the cost of a size is shared by all hubs, so half a constellation cannot be priced.
What stays put keeps its value as a constant of every objective and row, so a value or a limit of the part is that of
the whole plan.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from optimizer.model import BoolArray, Choice, IntArray, Lack, Linear, Model, Row, Spread
from optimizer.search.evaluation import evaluate, pairs_of
from optimizer.search.union_find import find_all, join_edges


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a model that can be solved by itself.

    Attributes
    ----------
    model
        The model of the released families and of the hubs among them.
    choice
        What the plan chose for them.
    families, hubs, pairs
        Of each family, hub and pair of the part: its number in the whole model.
    """

    model: Model
    choice: Choice
    families: IntArray
    hubs: IntArray
    pairs: IntArray
    _whole: Model
    _around: Choice
    _around_pair: IntArray

    def linear(self, whole: Linear) -> Linear:
        """Give an objective of the whole model for the part; what stays put becomes a constant.

        Raises
        ------
        ValueError
            If two released families of a group that ``whole`` wants together have a third that stays put in a
            constellation: what they add is then no sum (see :func:`closure`).
        """
        unplaced = whole.unplaced[self.families]
        spread = None
        if whole.spread is not None:
            spread, fixed = self._spread(whole.spread)
            unplaced = unplaced - fixed
        part = Linear(
            unplaced=unplaced,
            pair=whole.pair[self.pairs],
            hub=whole.hub[self.hubs],
            size=whole.size[: self.model.size_limit + 1],
            constant=0,
            lack=None if whole.lack is None else self._lack(whole.lack),
            spread=spread,
        )
        rest = evaluate(self._whole, whole, self._around, self._around_pair) - evaluate(self.model, part, self.choice)
        return replace(part, constant=rest)

    def _number(self) -> IntArray:
        """Give, for each family of the whole, its number in the part, or -1."""
        number = np.full(self._whole.n_families, -1, dtype=np.int64)
        number[self.families] = np.arange(len(self.families))
        return number

    def _lack(self, lack: Lack) -> Lack:
        number = self._number()
        kept = np.flatnonzero(number[lack.anchor] >= 0)
        helpers = [number[lack.helper[lack.start[item] : lack.start[item + 1]]] for item in kept]
        helpers = [each[each >= 0] for each in helpers]
        start = np.concatenate([[0], np.cumsum([len(each) for each in helpers])]).astype(np.int64)
        helper = np.concatenate([np.zeros(0, dtype=np.int64), *helpers])
        return Lack(number[lack.anchor[kept]], start, helper, lack.as_hub)

    def _spread(self, spread: Spread) -> tuple[Spread, IntArray]:
        """Give the groups wholly free, and for each family of the part how often its being placed spreads a group."""
        number, free = self._number(), []
        fixed = np.zeros(len(self.families), dtype=np.int64)
        for first, last in pairwise(spread.start):
            group = spread.member[first:last]
            inside = number[group][number[group] >= 0]
            outside = self._around.hub_of[group[number[group] < 0]]
            n_outside = len(np.unique(outside[outside >= 0]))
            if n_outside == 0:
                free.append(inside)
            elif n_outside == 1 and len(inside) == 1:
                fixed[inside] += 1
            elif n_outside == 1 and len(inside) > 1:
                raise ValueError("families that an objective wants together can only be released together")
        start = np.concatenate([[0], np.cumsum([len(each) for each in free])]).astype(np.int64)
        return Spread(start, np.concatenate([np.zeros(0, dtype=np.int64), *free])), fixed

    def with_rows(self, rows: tuple[Row, ...]) -> "Part":
        """Give the same part under other limits."""
        return replace(self, model=replace(self.model, rows=rows))

    def merge(self, choice: Choice, into: Choice | None = None) -> Choice:
        """Put a choice of the part back among the families that stayed put.

        ``into`` is a plan of the whole model that may differ from the one that was cut, but only outside the part.
        """
        hub_of = (self._around if into is None else into).hub_of.copy()
        placed = choice.hub_of >= 0
        hub_of[self.families] = np.where(placed, self.hubs[choice.hub_of], -1) if len(self.hubs) else -1
        return Choice(hub_of)


def closure(model: Model, choice: Choice, families: BoolArray, *objectives: Linear) -> BoolArray:
    """Widen a set of families to whole constellations and to unplaced families that stay together.

    Parameters
    ----------
    model, choice
        A model and a plan for it.
    families
        Shape ``(n,)``: families to release.
    objectives
        What the part will be asked to give (:meth:`Part.linear`), beside the rows of the model.
    """
    spreads = [each.spread for each in (*(row.linear for row in model.rows), *objectives) if each.spread is not None]
    wide = families.copy()
    while True:
        touched = np.zeros(model.n_hubs, dtype=np.bool_)
        touched[choice.hub_of[wide & (choice.hub_of >= 0)]] = True
        more = wide.copy()
        placed = np.flatnonzero(choice.hub_of >= 0)
        more[placed[touched[choice.hub_of[placed]]]] = True
        either = more[model.together].any(axis=1)
        more[model.together[either].ravel()] = True
        for spread in spreads:
            for first, last in pairwise(spread.start):
                group = spread.member[first:last]
                if more[group].sum() > 1:
                    more[group] = True
        if np.array_equal(more, wide):
            return wide
        wide = more


def submodel(model: Model, choice: Choice, families: BoolArray) -> Part:
    """Cut out the families given, and the candidate hubs among them.

    Parameters
    ----------
    model, choice
        A model and a plan for it.
    families
        Shape ``(n,)``: the families to release, whole constellations only (see :func:`closure`).

    Raises
    ------
    ValueError
        If a constellation or a group that stays together is released in part.
    """
    if not np.array_equal(closure(model, choice, families), families):
        raise ValueError("a constellation, or families that stay together, can only be released whole")
    kept_family = np.flatnonzero(families)
    kept_hub = np.flatnonzero(families[model.hub_family])
    number = np.cumsum(families) - 1
    hub_number = np.full(model.n_hubs + 1, -1, dtype=np.int64)
    hub_number[kept_hub] = np.arange(len(kept_hub))
    pairs, start = pairs_between(model, kept_hub, families)
    part = Model(
        n_families=len(kept_family),
        hub_family=number[model.hub_family[kept_hub]],
        start=start,
        family=number[model.family[pairs]],
        low=model.low[kept_hub],
        high=model.high[kept_hub],
        must_open=model.must_open[kept_hub],
        may_open=model.may_open[kept_hub],
        may_be_unplaced=model.may_be_unplaced[kept_family],
        loads=tuple(load.among(kept_family, kept_hub) for load in model.loads),
        apart=_inside(model.apart, families, number),
        together=_inside(model.together, families, number),
        mixes=tuple(replace(mix, group=mix.group[kept_family]) for mix in model.mixes),
    )
    sub_choice = Choice(hub_number[choice.hub_of[kept_family]])
    cut = Part(part, sub_choice, kept_family, kept_hub, pairs, model, choice, pairs_of(model, choice))
    rows = tuple(Row(row.key, cut.linear(row.linear), row.low, row.high) for row in model.rows)
    return replace(cut, model=part.holding(*rows))


def pairs_between(model: Model, hubs: IntArray, families: BoolArray) -> tuple[IntArray, IntArray]:
    """Give the pairs between kept hubs and kept families, and where those of each hub start."""
    found: list[NDArray[np.int64]] = []
    start = np.zeros(len(hubs) + 1, dtype=np.int64)
    for number, hub in enumerate(hubs):
        first, last = model.start[hub], model.start[hub + 1]
        inside = first + np.flatnonzero(families[model.family[first:last]])
        found.append(inside)
        start[number + 1] = start[number] + len(inside)
    return (np.concatenate(found) if found else np.zeros(0, dtype=np.int64)), start


def _inside(pairs: IntArray, families: BoolArray, number: IntArray) -> IntArray:
    return number[pairs[families[pairs].all(axis=1)]].reshape(-1, 2)


def components(model: Model) -> IntArray:
    """Tell, shape ``(n,)``, the independent component that each family is in, by the component's first family.

    Families of different components share no candidate hub and are in no pair of families that a rule ties. Rows over
    the whole plan may still weigh components against each other.
    """
    root = np.arange(model.n_families)
    join_edges(root, model.hub_family[model.hub], model.family)
    for pairs in (model.apart, model.together):
        join_edges(root, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))
    find_all(root)
    return root
