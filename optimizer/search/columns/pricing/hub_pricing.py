"""The column with the least reduced cost of each hub, without cuts: a knapsack, and a search where it is needed."""

import cython

from optimizer.model import IntArray
from optimizer.search.columns.pricing.set_enumeration import SetSearch

if not cython.compiled:
    NO_SET = -(1 << 61)
    NO_COLUMN = 1 << 60
    CONSTRAINED_STEPS = 20_000


class Pricer:
    """Prices one hub after the other.

    Attributes
    ----------
    search
        Its costs are those to price with; it has no cuts.
    counts_satellites
        Whether the number of satellites matters.
    best
        The largest value of a set of the last hub priced; its items are in the knapsack of ``search``.
    """

    def __init__(self, search: SetSearch, counts_satellites: bool) -> None:
        self.search = search
        self.sack = search.sack
        self.counts_satellites = counts_satellites
        self.best = 0

    def price_hubs(
        self, hubs: IntArray, value: IntArray, picks: IntArray, offset: IntArray, n_picked: IntArray
    ) -> None:
        """Price some hubs.

        Parameters
        ----------
        value
            Shape ``(M,)``; filled with the least reduced cost, ``NO_COLUMN`` where a hub can hold no constellation.
        picks, offset, n_picked
            ``picks[offset[h]:offset[h] + n_picked[h]]`` is filled with the items of the column of hub ``h``.
        """
        with cython.nogil:
            for at in range(len(hubs)):
                h = hubs[at]
                self.price_hub(h)
                value[h] = NO_COLUMN
                if self.best > NO_SET // 2:
                    value[h] = self.search.costs.hub[h] - self.search.costs.dual[self.search.limits.own[h]] - self.best
                n_picked[h] = self.sack.n_picked
                for i in range(self.sack.n_picked):
                    picks[offset[h] + i] = self.search.hub_items.start[h] + self.sack.picked[i]

    def price_hub(self, h: int) -> None:
        """Find the best set of one hub."""
        self.sack.fill(h)
        self.solve_knapsack()
        infeasible = self.best > NO_SET // 2 and self.is_infeasible(h)
        if infeasible:
            self.search_sets(h, False)
        if self.best > NO_SET // 2 and self.search.has_checks and not self.satisfies_all(h):
            self.search_sets(h, True)

    def solve_knapsack(self) -> None:
        """Find the best set within the limits on satellites and the first load."""
        able = self.sack.most if self.counts_satellites else self.sack.n
        n = self.sack.list_undominated(able, self.counts_satellites)
        self.best = NO_SET
        if not self.counts_satellites:
            self.best = self.sack.solve_by_branch_and_bound(n)
            load = 0
            for i in range(self.sack.n_picked):
                load += self.sack.weight[self.sack.picked[i]]
            if load < self.sack.least:
                n = self.sack.list_undominated(able, True)
                self.best = NO_SET
            elif self.best > NO_SET // 2:
                self.best -= self.sack.size_cost(0)
        if self.best < NO_SET // 2:
            self.best = self.sack.solve_by_dynamic_programming(n)

    def is_infeasible(self, h: int) -> bool:
        """Tell whether the items picked hold groups kept apart, or break a load but the first."""
        first = self.search.hub_items.start[h]
        if self.search.has_apart:
            for i in range(self.sack.n_picked):
                group = self.search.hub_items.item[first + self.sack.picked[i]]
                for p in range(self.search.apart_start[group], self.search.apart_start[group + 1]):
                    for j in range(i + 1, self.sack.n_picked):
                        if self.search.hub_items.item[first + self.sack.picked[j]] == self.search.apart[p]:
                            return True
        for e in range(1, self.search.n_loads + 1):
            load = 0
            for i in range(self.sack.n_picked):
                load += self.search.hub_items.load[e, first + self.sack.picked[i]]
            if load < self.search.limits.load_low[e, h] or load > self.search.limits.load_high[e, h]:
                return True
        return False

    def satisfies_all(self, h: int) -> bool:
        """Tell whether the items picked satisfy the side constraints, and no lack counts at all."""
        self.search.groups[0] = self.search.limits.own[h]
        for i in range(self.sack.n_picked):
            item = self.search.hub_items.start[h] + self.sack.picked[i]
            self.search.groups[i + 1] = self.search.hub_items.item[item]
        if self.search.checks.lack_credit(self.search.costs.lack) != 0:
            return False
        home, n_groups = self.search.limits.home[h], self.sack.n_picked + 1
        if not self.search.checks.satisfied(
            self.search.groups, n_groups, home, self.search.counts, self.search.families
        ):
            return False
        for number in range(self.search.counts.shape[0]):
            if self.search.counts[number] != 0 and self.search.costs.lack[number] != 0:
                return False
        return True

    def search_sets(self, h: int, constrained: bool) -> None:
        """Find the best set by a search; where it is cut short, what no set is better than takes its place."""
        self.search.constrained = constrained
        self.search.improving = True
        self.search.threshold = NO_SET // 4
        self.search.max_sets = 1 << 40
        self.search.max_steps = CONSTRAINED_STEPS if constrained else 1 << 60
        self.search.run(h)
        found = self.search.n_sets
        if found > 0:
            begin = self.search.starts[found - 1]
            self.sack.n_picked = self.search.starts[found] - begin
            for i in range(self.sack.n_picked):
                self.sack.picked[i] = self.search.items[begin + i]
        if self.search.cut_short:
            self.best += self.search.credit
        elif found == 0:
            self.best = NO_SET
            self.sack.n_picked = 0
        else:
            self.best = self.search.values[found - 1]
