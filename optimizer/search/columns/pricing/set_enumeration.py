"""All constellations of one hub that are worth a given amount, or the best under side conditions: depth first.

A set of items is built item by item, led by the completion table of the knapsack: a branch ends where the best
completion is worth too little. Without groups kept apart, further loads and cuts each step leads to at least one set,
so the work is in proportion to the sets found.
"""

import cython
import numpy as np

from optimizer.search.columns.formulation.cut_kernels import CutsByGroup
from optimizer.search.columns.pricing.knapsack import Knapsack
from optimizer.search.columns.pricing.pricing_problem import DualCosts, PricingProblem

if not cython.compiled:
    NO_SET = -(1 << 61)
    DEEP, LEVELS = 4, 6
    CELLS_A_STEP = 32
    LATEST, ITEMS_A_SET = 128, 12


class SetSearch:
    """A search over the sets of items of one hub after the other, and the sets that the last one found.

    Attributes
    ----------
    sack
        The knapsack of the hub; to be filled before :meth:`run`.
    threshold
        Only sets worth at least so much are sought.
    improving
        Whether each set must be better than the last: then the last found is the best there is, and only the latest
        are kept.
    constrained
        Whether side constraints are judged.
    max_sets, max_steps
        Limits on the sets, of some 12 items, and on the steps.
    n_sets, starts, items, values
        The sets found: set ``s`` has the items ``items[starts[s]:starts[s + 1]]`` of the hub, worth ``values[s]``.
    cut_short
        Whether a limit ended the search.
    relaxed_value
        No set is worth more, even if cuts and side constraints did not count.
    """

    def __init__(self, problem: PricingProblem, costs: DualCosts, cuts: CutsByGroup) -> None:
        most, n_cuts = problem.items.most, len(cuts.dual)
        self.sack = Knapsack(problem, costs)
        self.hub_items = problem.items
        self.limits = problem.limits
        self.checks = problem.side_constraints
        self.costs = costs
        self.cuts = cuts
        self.apart = problem.apart
        self.apart_start = problem.apart_start
        self.n_cuts = n_cuts
        self.n_loads = max(problem.items.load.shape[0] - 1, 0)
        self.has_apart = len(problem.apart) > 0
        self.has_checks = self.checks.any()
        self.group = np.zeros(most, np.int64)
        self.blocked = np.zeros(most, np.int64)
        self.taken = np.zeros(most + 2, np.int64)
        self.following = np.zeros(most + 2, np.int64)
        self.worth = np.zeros(most + 2, np.int64)
        self.charged_worth = np.zeros(most + 2, np.int64)
        self.level = np.zeros(most + 2, np.int64)
        self.satellites = np.zeros(most + 2, np.int64)
        self.load = np.zeros(most + 2, np.int64)
        self.loads = np.zeros(self.n_loads, np.int64)
        self.held = np.zeros(n_cuts, np.int64)
        self.left = np.zeros(n_cuts, np.int64)
        self.charge = np.zeros((LEVELS, n_cuts), np.int64)
        self.position = np.full(len(problem.apart_start) - 1 if self.has_apart else 0, -1, np.int64)
        self.families = np.zeros(len(self.checks.member) if self.has_checks else 0, np.int64)
        self.groups = np.zeros(most + 1, np.int64)
        self.counts = np.zeros(len(costs.lack), np.int64)
        self.tables = np.zeros(0, np.int64)
        self.starts = np.zeros(64, np.int64)
        self.values = np.zeros(64, np.int64)
        self.items = np.zeros(512, np.int64)
        self.threshold = self.max_sets = self.max_steps = self.n_sets = self.n_steps = self.relaxed_value = 0
        self.n = self.width = self.cells = self.credit = self.penalty = self.surcharge = 0
        self.improving = self.constrained = self.cut_short = False

    def run_alone(self, h: int) -> None:
        """Fill the knapsack of hub ``h`` and search its sets, side constraints judged, for a caller in Python."""
        with cython.nogil:
            self.sack.fill(h)
            self.run(h)

    def first_item(self, h: int) -> int:
        """Give the number of the first item of hub ``h`` among all items."""
        first: int = self.hub_items.start[h]
        return first

    def run(self, h: int) -> None:
        """Search the sets of hub ``h``, whose knapsack has been filled."""
        self.credit = self.checks.lack_credit(self.costs.lack) if self.constrained else 0
        self.n = self.sack.list_useful(self.threshold - self.credit)
        self.width = self.sack.room + 1
        self.cells = (self.sack.most + 1) * self.width
        n_cells = (self.n + 1) * self.cells * (LEVELS if self.n_cuts > 0 else 1)
        if self.tables.shape[0] < n_cells:
            with cython.gil:
                self.tables = np.empty(n_cells, np.int64)
        self.sack.fill_table(self.n, self.tables)
        self.relaxed_value = self.tables[0]
        self.begin(h)
        self.search(h)
        if self.has_apart:
            for i in range(self.n):
                self.position[self.group[i]] = -1

    def begin(self, h: int) -> None:
        """Begin with the empty set beside the hub's own group."""
        first, own = self.hub_items.start[h], self.limits.own[h]
        for i in range(self.n):
            self.group[i] = self.hub_items.item[first + self.sack.order[i]]
            self.blocked[i] = 0
            if self.has_apart:
                self.position[self.group[i]] = i
        for e in range(self.n_loads):
            self.loads[e] = 0
        for q in range(self.n_cuts):
            self.held[q] = 0
            self.charge[0, q] = 0
        for p in range(self.cuts.start[own], self.cuts.start[own + 1]):
            self.held[self.cuts.at[p]] += 1
        self.groups[0] = own
        self.following[0] = 0
        self.worth[0] = 0
        self.charged_worth[0] = 0
        self.level[0] = 0
        self.satellites[0] = 0
        self.load[0] = 0
        self.starts[0] = 0
        self.n_sets = 0
        self.n_steps = 0
        self.cut_short = False

    def search(self, h: int) -> None:
        """Go through the sets depth first; each step adds an item or takes the last one out."""
        depth, fresh = 0, True
        while depth >= 0:
            self.n_steps += 1
            if self.n_steps > self.max_steps:
                self.cut_short = True
                return
            if fresh:
                self.judge(h, depth)
                if self.cut_short:
                    return
                if self.n_cuts > 0 and depth <= DEEP and self.must_charge(depth):
                    self.charge_cuts(depth)
            i = self.next_item(h, depth)
            if i < self.n:
                self.following[depth] = i + 1
                self.taken[depth] = i
                self.hold(h, i, 1)
                depth += 1
                self.add(depth, i)
                fresh = True
            else:
                depth -= 1
                fresh = False
                if depth >= 0:
                    self.hold(h, self.taken[depth], -1)

    def add(self, depth: int, i: int) -> None:
        """Note what the set is worth and holds with item ``i``."""
        item = self.sack.order[i]
        self.following[depth] = i + 1
        self.worth[depth] = self.worth[depth - 1] + self.sack.profit[item] - self.penalty
        self.charged_worth[depth] = self.charged_worth[depth - 1] + self.sack.profit[item] - self.surcharge
        self.level[depth] = self.level[depth - 1]
        self.satellites[depth] = self.satellites[depth - 1] + self.sack.count[item]
        self.load[depth] = self.load[depth - 1] + self.sack.weight[item]

    def hold(self, h: int, i: int, times: int) -> None:
        """Take item ``i`` in (1) or out (-1): in groups kept apart from it, further loads and cuts."""
        group = self.group[i]
        if self.has_apart:
            for p in range(self.apart_start[group], self.apart_start[group + 1]):
                if self.position[self.apart[p]] >= 0:
                    self.blocked[self.position[self.apart[p]]] += times
        for e in range(self.n_loads):
            self.loads[e] += times * self.hub_items.load[e + 1, self.hub_items.start[h] + self.sack.order[i]]
        for p in range(self.cuts.start[group], self.cuts.start[group + 1]):
            self.held[self.cuts.at[p]] += times

    def judge(self, h: int, depth: int) -> None:
        """Keep the set at hand if it is worth enough and holds."""
        at = self.n * self.cells + self.satellites[depth] * self.width + self.load[depth]
        total = self.worth[depth] + self.tables[at]
        if total <= NO_SET // 2 or total + self.credit < self.threshold:
            return
        for e in range(self.n_loads):
            if self.loads[e] < self.limits.load_low[e + 1, h]:
                return
        if self.constrained and self.has_checks:
            for t in range(depth):
                self.groups[t + 1] = self.group[self.taken[t]]
            if not self.checks.satisfied(self.groups, depth + 1, self.limits.home[h], self.counts, self.families):
                return
            for number in range(self.counts.shape[0]):
                total -= self.counts[number] * self.costs.lack[number]
        if total >= self.threshold:
            self.keep(depth, total)

    def keep(self, depth: int, total: int) -> None:
        """Keep the set at hand, unless there are too many."""
        filled = self.starts[self.n_sets]
        if self.improving:
            self.threshold = total + 1
            if self.n_sets >= LATEST or filled >= ITEMS_A_SET * LATEST:
                self.drop_first(self.n_sets // 2)
                filled = self.starts[self.n_sets]
        elif self.n_sets >= self.max_sets or filled >= ITEMS_A_SET * self.max_sets:
            self.cut_short = True
            return
        if self.n_sets + 2 > self.starts.shape[0] or filled + depth > self.items.shape[0]:
            with cython.gil:
                self.grow(depth)
        for t in range(depth):
            self.items[filled + t] = self.sack.order[self.taken[t]]
        self.values[self.n_sets] = total
        self.n_sets += 1
        self.starts[self.n_sets] = filled + depth

    def drop_first(self, n: int) -> None:
        """Drop the first of the sets found."""
        gone = self.starts[n]
        for p in range(gone, self.starts[self.n_sets]):
            self.items[p - gone] = self.items[p]
        for s in range(n, self.n_sets):
            self.values[s - n] = self.values[s]
        for s in range(n, self.n_sets + 1):
            self.starts[s - n] = self.starts[s] - gone
        self.n_sets -= n

    def grow(self, n_items: int) -> None:
        """Make room for twice as many sets."""
        self.starts = np.concatenate((self.starts, np.zeros(len(self.starts), np.int64)))
        self.values = np.concatenate((self.values, np.zeros(len(self.values), np.int64)))
        self.items = np.concatenate((self.items, np.zeros(len(self.items) + n_items, np.int64)))

    def next_item(self, h: int, depth: int) -> int:
        """Give the next item that leads to a set worth enough, ``n`` for none; notes what it pays for cuts."""
        i, k, used = self.following[depth], self.satellites[depth], self.load[depth]
        needed = self.threshold - self.credit - self.charged_worth[depth]
        table = self.level[depth] * (self.n + 1) * self.cells
        here, found = k * self.width + used, self.n
        while i < self.n and self.tables[table + i * self.cells + here] >= needed:
            item = self.sack.order[i]
            if (
                self.blocked[i] == 0
                and k + self.sack.count[item] <= self.sack.most
                and used + self.sack.weight[item] <= self.sack.room
            ):
                step = self.sack.count[item] * self.width + self.sack.weight[item]
                rest = self.sack.profit[item] + self.tables[table + (i + 1) * self.cells + here + step]
                if rest >= needed and self.fits_loads(h, item):
                    self.price_cuts(i, self.level[depth])
                    if rest - self.surcharge >= needed:
                        found = i
                        break
            i += 1
        return found

    def fits_loads(self, h: int, item: int) -> bool:
        """Tell whether an item keeps within the further loads."""
        for e in range(self.n_loads):
            more = self.hub_items.load[e + 1, self.hub_items.start[h] + item]
            if self.loads[e] + more > self.limits.load_high[e + 1, h]:
                return False
        return True

    def price_cuts(self, i: int, level: int) -> None:
        """Note the duals of cuts that item ``i`` makes the set pay, and what of them is not charged in the table."""
        self.penalty = 0
        self.surcharge = 0
        for p in range(self.cuts.start[self.group[i]], self.cuts.start[self.group[i] + 1]):
            q = self.cuts.at[p]
            if self.held[q] == 1:
                self.penalty += self.cuts.dual[q]
            if self.charge[level, q] == 1:
                self.surcharge += self.cuts.dual[q] >> 1
            elif self.held[q] == 1:
                self.surcharge += self.cuts.dual[q]

    def must_charge(self, depth: int) -> bool:
        """Tell whether the last item has changed of which cuts one group is held."""
        if depth == 0:
            return True
        group = self.group[self.taken[depth - 1]]
        for p in range(self.cuts.start[group], self.cuts.start[group + 1]):  # noqa: SIM110 - as compiled code has it
            if self.held[self.cuts.at[p]] == 1:
                return True
        return False

    def charge_cuts(self, depth: int) -> None:
        """Make a completion table for the items to come, with the duals of cuts of which one group is held charged.

        The second group of such a cut pays its dual. Where two are still to come, either may be the one, so each is
        charged half (``charge`` 1); where one is, all of it (``charge`` 2).
        """
        level, first = depth + 1, self.following[depth]
        k, used = self.satellites[depth], self.load[depth]
        table = level * (self.n + 1) * self.cells
        self.level[depth] = level
        self.charged_worth[depth] = self.worth[depth]
        for q in range(self.n_cuts):
            self.left[q] = 0
        for i in range(first, self.n):
            for p in range(self.cuts.start[self.group[i]], self.cuts.start[self.group[i] + 1]):
                self.left[self.cuts.at[p]] += 1
        for q in range(self.n_cuts):
            self.charge[level, q] = 0 if self.held[q] != 1 else (1 if self.left[q] >= 2 else 2)
        for row in range(k, self.sack.most + 1):
            for cell in range(
                self.n * self.cells + row * self.width + used, self.n * self.cells + (row + 1) * self.width
            ):
                self.tables[table + cell] = self.tables[cell]
        for i in range(self.n - 1, first - 1, -1):
            item = self.sack.order[i]
            gain = self.sack.profit[item]
            for p in range(self.cuts.start[self.group[i]], self.cuts.start[self.group[i] + 1]):
                if self.charge[level, self.cuts.at[p]] == 1:
                    gain -= self.cuts.dual[self.cuts.at[p]] >> 1
                elif self.charge[level, self.cuts.at[p]] == 2:
                    gain -= self.cuts.dual[self.cuts.at[p]]
            self.sack.fill_line(self.tables, table + i * self.cells, item, gain, k, used)
        cells = (self.n - first) * (self.sack.most - k + 1) * (self.sack.room - used + 1)
        self.n_steps += cells // CELLS_A_STEP
