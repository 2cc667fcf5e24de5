"""What a rule or a tier says to the strategies: limits are gathered here and become one ``Model``."""

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from geodata.families import Family
from optimizer.instance import Instance
from optimizer.model import BoolArray, Bottleneck, IntArray, Lack, Linear, Load, Mix, Model, Row, Spread, without_pairs


class Decisions:
    """The choices of an instance, narrowed by one rule after another.

    Arrays over pairs have shape ``(P,)`` in the order of ``instance.pairs``, arrays over hubs ``(m,)`` in that of
    ``instance.hubs``, arrays over families ``(n,)`` in that of ``instance.families``. A rule only ever
    takes choices away.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.hub_homes: tuple[Family, ...] = tuple(instance.families[int(position)] for position in instance.hubs)
        n, m = len(instance.families), len(instance.hubs)
        self._keep = np.ones(len(instance.pairs.family), dtype=np.bool_)
        self._low = np.zeros(m, dtype=np.int64)
        self._high = np.full(m, n, dtype=np.int64)
        self._may_open = np.ones(m, dtype=np.bool_)
        self._must_open = np.zeros(m, dtype=np.bool_)
        self._may_be_unplaced = np.ones(n, dtype=np.bool_)
        self._loads: list[Load] = []
        self._apart: set[tuple[int, int]] = set()
        self._together: set[tuple[int, int]] = set()
        self._rows: list[Row] = []
        self._mixes: list[Mix] = []

    def of_families(self, value: Callable[[Family], int]) -> IntArray:
        """Shape ``(n,)``: a whole number for each family."""
        return np.array([value(family) for family in self.instance.families], dtype=np.int64)

    def of_hubs(self, value: Callable[[Family], int]) -> IntArray:
        """Shape ``(m,)``: a whole number for each hub home."""
        return np.array([value(home) for home in self.hub_homes], dtype=np.int64)

    @property
    def providers(self) -> IntArray:
        """Shape ``(n,)``: the provider of each family, numbered by name."""
        names = [family.provider for family in self.instance.families]
        number = {name: at for at, name in enumerate(sorted(set(names)))}
        return np.array([number[name] for name in names], dtype=np.int64)

    def neighbours(self, home: int) -> list[int]:
        """Families, ascending, that may be a satellite of a hub home (a position in ``instance.families``)."""
        hub = int(np.searchsorted(self.instance.hubs, home))
        found: list[int] = self._satellites[hub].tolist()
        return found

    def companions(self, family: int) -> IntArray:
        """Families, ascending, that may be in one constellation with a family, as its hub home or otherwise."""
        homes = self.instance.hubs
        found = self.fellow_satellites(family)
        found[homes[self._hubs_of[family]]] = True
        for hub in np.flatnonzero(homes == family):
            found[self._satellites[hub]] = True
        found[family] = False
        return np.flatnonzero(found)

    def fellow_satellites(self, family: int) -> BoolArray:
        """Tell, shape ``(n,)``, who has a hub home in reach that a family has in reach, itself included."""
        found = np.zeros(len(self.instance.families), np.bool_)
        for hub in self._hubs_of[family]:
            found[self._satellites[hub]] = True
        return found

    @cached_property
    def _satellites(self) -> list[IntArray]:
        pairs = self.instance.pairs
        return np.split(pairs.family, np.searchsorted(pairs.hub, np.arange(1, len(self.hub_homes))))

    @cached_property
    def _hubs_of(self) -> list[IntArray]:
        pairs = self.instance.pairs
        order = np.argsort(pairs.family, kind="stable")
        ends = np.searchsorted(pairs.family[order], np.arange(1, len(self.instance.families)))
        return np.split(pairs.hub[order], ends)

    def moves(self) -> tuple[IntArray, IntArray]:
        """Give, shapes ``(P,)`` and ``(n,)``, 1 where a pair takes a family from its constellation of today.

        The second is 1 where a family loses it by being unplaced.
        """
        pairs, today = self.instance.pairs, self.instance.today
        known = self.of_families(lambda family: family.joins and family.constellation is not None)
        stays = today.continues(pairs.family, self.instance.hubs[pairs.hub])
        return known[pairs.family] * ~stays, known * self.of_families(lambda family: family.may_be_satellite)

    def forbid(self, pairs: BoolArray) -> None:
        """Take away the pairs where ``pairs`` is true."""
        self._keep &= ~pairs

    def close(self, hubs: BoolArray) -> None:
        """Keep shut the hubs where ``hubs`` is true."""
        self._may_open &= ~hubs

    def open(self, hubs: BoolArray) -> None:
        """Open the hubs where ``hubs`` is true, in every plan."""
        self._must_open |= hubs

    def place(self, families: BoolArray) -> None:
        """Put the families where ``families`` is true, shape ``(n,)``, in some constellation in every plan."""
        self._may_be_unplaced &= ~families

    def limit_size(self, low: int | IntArray | None = None, high: int | IntArray | None = None) -> None:
        """Allow an open hub from ``low`` to ``high`` satellites; the narrowest limits of all rules hold."""
        if low is not None:
            self._low = np.maximum(self._low, low)
        if high is not None:
            self._high = np.minimum(self._high, high)

    def limit_load(self, key: str, weight: IntArray, own: IntArray, low: IntArray, high: IntArray) -> None:
        """Allow an open hub a total weight from ``low`` to ``high``; see ``Load`` for the shapes."""
        self._loads.append(Load(key, weight, own, low, high))

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Never put two families (positions in ``instance.families``) in one constellation."""
        self._apart.update((min(pair), max(pair)) for pair in pairs)

    def keep_together(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Put two families in the same constellation, or leave both unplaced."""
        self._together.update((min(pair), max(pair)) for pair in pairs)

    def limit_plan(self, key: str, linear: Linear, low: int | None = None, high: int | None = None) -> None:
        """Allow the plan as a whole a value from ``low`` to ``high``."""
        self._rows.append(Row(key, linear, low, high))

    def mix(self, mix: Mix) -> None:
        """Ask every constellation for homes of several groups."""
        self._mixes.append(mix)

    def linear(
        self,
        *,
        unplaced: IntArray | None = None,
        pair: IntArray | None = None,
        hub: IntArray | None = None,
        size: Callable[[int], int] | None = None,
        lack: Lack | None = None,
        spread: Spread | None = None,
    ) -> Linear:
        """Build a value of a plan from its parts; what is not given counts nothing.

        ``size`` gives the cost of an open hub by its number of satellites and must be convex.
        """
        widest = int(np.bincount(self.instance.pairs.hub, minlength=1).max(initial=0))
        return Linear(
            unplaced=np.zeros(len(self.instance.families), dtype=np.int64) if unplaced is None else unplaced,
            pair=np.zeros(len(self._keep), dtype=np.int64) if pair is None else pair,
            hub=np.zeros(len(self.hub_homes), dtype=np.int64) if hub is None else hub,
            size=np.array([size(k) if size else 0 for k in range(widest + 1)], dtype=np.int64),
            lack=lack,
            spread=spread,
        )

    def model(self, tiers: Iterable[Linear | Bottleneck]) -> tuple[Model, tuple[Linear | Bottleneck, ...]]:
        """Gather all that was said into a model, and the tiers in its terms."""
        pairs, m = self.instance.pairs, len(self.hub_homes)
        everything = Model(
            n_families=len(self.instance.families),
            hub_family=self.instance.hubs,
            start=np.searchsorted(pairs.hub, np.arange(m + 1)).astype(np.int64),
            family=pairs.family,
            low=self._low,
            high=self._high,
            must_open=self._must_open,
            may_open=self._may_open,
            may_be_unplaced=self._may_be_unplaced,
            loads=tuple(self._loads),
            apart=_as_array(self._apart),
            together=_as_array(self._together),
            rows=tuple(self._rows),
            mixes=tuple(self._mixes),
        )
        return without_pairs(everything, tuple(tiers), self._keep & self._may_open[pairs.hub])


def lack(items: Iterable[tuple[int, list[int]]], *, as_hub: bool = False) -> Lack:
    """Build a :class:`Lack` from each anchor with its helpers, both positions in ``instance.families``."""
    listed = list(items)
    return Lack(
        anchor=np.array([anchor for anchor, _ in listed], dtype=np.int64),
        start=np.cumsum([0, *(len(helpers) for _, helpers in listed)]).astype(np.int64),
        helper=np.array([helper for _, helpers in listed for helper in helpers], dtype=np.int64),
        as_hub=as_hub,
    )


def _as_array(pairs: set[tuple[int, int]]) -> IntArray:
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
