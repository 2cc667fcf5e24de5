"""The knapsack of one hub at given duals: the set of items with the largest value, exactly, in whole numbers.

The value of a set is the sum of its items' profits (duals less costs, scaled) less what its number of satellites costs;
a set keeps within the limits of the hub on satellites and on one load. All numbers are whole: every optimum is exact.
"""

import cython
import numpy as np

from optimizer.model import IntArray
from optimizer.search.columns.pricing.pricing_problem import DualCosts, PricingProblem

if not cython.compiled:
    from optimizer.search.columns.pricing.sorting import sort_descending

    NO_SET = -(1 << 61)
    NODE_LIMIT = 20_000


class Knapsack:
    """The items of one hub at given duals, and sets of them.

    Attributes
    ----------
    n
        Number of items.
    profit, count, weight
        Shape ``(n,)`` and longer: of each item; its satellites are 0 where their number does not matter, its weight is
        the first load.
    fewest, most
        Limits on the satellites of the items.
    least, room
        Limits on the load of the items.
    order
        Items in the order in which the last method listed them.
    picked, n_picked
        The items of the best set that the last method found.
    """

    def __init__(self, problem: PricingProblem, costs: DualCosts) -> None:
        most = problem.items.most
        self.items = problem.items
        self.limits = problem.limits
        self.counts_satellites = problem.counts_satellites
        self.costs = costs
        self.profit = np.zeros(most, np.int64)
        self.count = np.zeros(most, np.int64)
        self.weight = np.zeros(most, np.int64)
        self.order = np.zeros(most, np.int64)
        self.picked = np.zeros(most, np.int64)
        self.spare = np.zeros(most, np.int64)
        self.second = np.zeros(most, np.int64)
        self.ratio = np.zeros(most, np.float64)
        self.kept = np.zeros(most, np.bool_)
        self.value = np.zeros(0, np.int64)
        self.taken = np.zeros(0, np.bool_)
        self.reach = np.zeros((2, most + 1), np.int64)
        self.by_weight = np.zeros((3, 0), np.int64)
        self.n = self.fewest = self.most = self.least = self.room = self.size_begin = self.n_picked = 0

    def fill(self, h: int) -> None:
        """Make this the knapsack of hub ``h``."""
        begin = self.items.start[h]
        self.n = self.items.start[h + 1] - begin
        for i in range(self.n):
            self.profit[i] = self.costs.dual[self.items.item[begin + i]] - self.costs.item[begin + i]
        if self.items.load.shape[0] > 0:
            for i in range(self.n):
                self.weight[i] = self.items.load[0, begin + i]
            self.least, self.room = self.limits.load_low[0, h], self.limits.load_high[0, h]
        else:
            for i in range(self.n):
                self.weight[i] = 0
            self.least, self.room = 0, 0
        if self.counts_satellites:
            for i in range(self.n):
                self.count[i] = self.items.count[begin + i]
            self.fewest, self.most, self.size_begin = self.limits.low[h], self.limits.high[h], self.limits.own_count[h]
        else:
            for i in range(self.n):
                self.count[i] = 0
            self.fewest, self.most, self.size_begin = 0, 0, 0

    def size_cost(self, k: int) -> int:
        """Give what ``k`` satellites of the items cost."""
        cost: int = self.costs.size[self.size_begin + k]
        return cost

    def list_undominated(self, high: int, keep_losing: bool) -> int:
        """List items that suffice for some optimum in ``order``, most profitable first; gives how many.

        Of single families with the same load only the ``high`` most profitable can matter; items without profit matter
        only where a least size or least load may force them in (``keep_losing``).
        """
        if self.by_weight.shape[1] < self.room + 2:
            with cython.gil:
                self.by_weight = np.zeros((3, self.room + 2), np.int64)
        for k in range(self.room + 1):
            self.by_weight[0, k] = 0
        n = 0
        for i in range(self.n):
            if self.weight[i] <= self.room and self.count[i] <= high and (keep_losing or self.profit[i] > 0):
                self.order[n] = i
                n += 1
                self.by_weight[0, self.weight[i]] += 1
        if n > 4 * high:
            n = self.keep_most_profitable(n, high)
        sort_descending(self.order, n, self.profit, self.spare)
        for k in range(self.room + 1):
            self.by_weight[0, k] = 0
        kept = 0
        for at in range(n):
            i = self.order[at]
            if self.count[i] == 1:
                if self.by_weight[0, self.weight[i]] >= high:
                    continue
                self.by_weight[0, self.weight[i]] += 1
            self.order[kept] = i
            kept += 1
        return kept

    def keep_most_profitable(self, n: int, high: int) -> int:
        """Drop of the single families with the same load those that are not among the ``high`` most profitable.

        ``by_weight[0]`` has how many of ``order[:n]`` have each load. One pass over many items, which keep their order.
        """
        self.by_weight[1, 0] = 0
        for k in range(self.room + 1):
            self.by_weight[2, k] = self.by_weight[1, k]
            self.by_weight[1, k + 1] = self.by_weight[1, k] + min(self.by_weight[0, k], high)
        for at in range(n):
            i = self.order[at]
            k = self.weight[i]
            self.kept[i] = self.count[i] != 1 or self.by_weight[0, k] <= high
            if self.kept[i]:
                continue
            place = self.by_weight[2, k]
            if place == self.by_weight[1, k + 1]:
                if self.profit[i] <= self.profit[self.second[place - 1]]:
                    continue
                place -= 1
                self.kept[self.second[place]] = False
            else:
                self.by_weight[2, k] += 1
            self.kept[i] = True
            while place > self.by_weight[1, k] and self.profit[i] > self.profit[self.second[place - 1]]:
                self.second[place] = self.second[place - 1]
                place -= 1
            self.second[place] = i
        kept = 0
        for at in range(n):
            if self.kept[self.order[at]]:
                self.order[kept] = self.order[at]
                kept += 1
        return kept

    def solve_by_dynamic_programming(self, n: int) -> int:
        """Find the best set of the items ``order[:n]``, over satellites and load; ``NO_SET`` where there is none."""
        width = self.room + 1
        cells = (self.most + 1) * width
        if self.value.shape[0] < cells or self.taken.shape[0] < n * cells:
            with cython.gil:
                self.value = np.zeros(cells, np.int64)
                self.taken = np.zeros(n * cells, np.bool_)
        for cell in range(cells):
            self.value[cell] = NO_SET
        for k in range(self.fewest, self.most + 1):
            for used in range(self.least, width):
                self.value[k * width + used] = -self.size_cost(k)
        for cell in range(n * cells):
            self.taken[cell] = False
        self.reach[0, 0] = 0
        self.reach[1, 0] = 0
        for at in range(n):
            self.reach[0, at + 1] = min(self.most, self.reach[0, at] + self.count[self.order[at]])
            self.reach[1, at + 1] = min(self.room, self.reach[1, at] + self.weight[self.order[at]])
        for at in range(n - 1, -1, -1):
            i = self.order[at]
            n_k = min(self.most - self.count[i], self.reach[0, at]) + 1
            n_used = min(self.room - self.weight[i], self.reach[1, at]) + 1
            for k in range(n_k):
                self.add_item(at * cells, k * width, n_used, self.profit[i], self.count[i] * width + self.weight[i])
        self.n_picked = 0
        if self.value[0] < NO_SET // 2:
            return NO_SET
        cell = 0
        for at in range(n):
            if self.taken[at * cells + cell]:
                i = self.order[at]
                self.picked[self.n_picked] = i
                self.n_picked += 1
                cell += self.count[i] * width + self.weight[i]
        best: int = self.value[0]
        return best

    def add_item(self, first: int, begin: int, n: int, gain: int, step: int) -> None:
        """Let an item be taken in some cells of the table where it pays."""
        for cell in range(begin, begin + n):
            if gain + self.value[cell + step] > self.value[cell]:
                self.value[cell] = gain + self.value[cell + step]
                self.taken[first + cell] = True

    def solve_by_branch_and_bound(self, n: int) -> int:
        """Find the best set of the items ``order[:n]``, satellites not counted, depth first.

        Gives ``NO_SET`` where the node limit was met. The bound is kept two units above what integer division says,
        which covers ties of the floating-point sort.
        Source: Horowitz and Sahni (1974), doi 10.1145/321812.321823.
        """
        for at in range(n):
            i = self.order[at]
            self.ratio[i] = self.profit[i] / self.weight[i] if self.weight[i] > 0 else 1e300
            self.second[at] = i
        sort_descending(self.second, n, self.ratio, self.spare)
        depth, current, left, j, best, nodes = 0, 0, self.room, 0, -1, 0
        self.n_picked = 0
        while True:
            nodes += 1
            if nodes > NODE_LIMIT:
                self.n_picked = 0
                return NO_SET
            bound, rest, at = current, left, j
            while at < n and self.weight[self.second[at]] <= rest:
                bound += self.profit[self.second[at]]
                rest -= self.weight[self.second[at]]
                at += 1
            optimistic = bound
            if at < n:
                optimistic += fractional_gain(self.profit[self.second[at]], self.weight[self.second[at]], rest)
            if optimistic > best:
                for t in range(j, at):
                    self.spare[depth] = t
                    depth += 1
                current, left = bound, rest
                if at < n:
                    j = at + 1
                    if j < n:
                        continue
                if current > best:
                    best, self.n_picked = current, depth
                    for t in range(depth):
                        self.picked[t] = self.second[self.spare[t]]
            if depth == 0:
                return best
            depth -= 1
            j = self.spare[depth]
            current -= self.profit[self.second[j]]
            left += self.weight[self.second[j]]
            j += 1

    def list_useful(self, threshold: int) -> int:
        """List the items that a set worth so much can hold in ``order``, most profitable first; gives how many.

        Beside any item, a set gains at most what the others with a profit do by load (in parts, Dantzig 1957, doi
        10.1287/opre.5.2.266) or by number.
        """
        if self.fewest > self.most:
            return 0
        for i in range(self.n):
            self.order[i] = i
        sort_descending(self.order, self.n, self.profit, self.spare)
        n = 0
        while n < self.n and self.profit[self.order[n]] > 0:
            i = self.order[n]
            self.ratio[i] = self.profit[i] / self.weight[i] if self.weight[i] > 0 else 1e300
            self.second[n] = i
            n += 1
        sort_descending(self.second, n, self.ratio, self.spare)
        gain, left = 0, self.room
        for at in range(n):
            i = self.second[at]
            if self.weight[i] > left:
                gain += fractional_gain(self.profit[i], self.weight[i], left)
                break
            gain += self.profit[i]
            left -= self.weight[i]
        if self.most > 0:
            total = 0
            for at in range(min(n, self.most)):
                total += self.profit[self.order[at]]
            gain = min(gain, total)
        cheapest = self.size_cost(self.fewest)
        for k in range(self.fewest, self.most + 1):
            cheapest = min(cheapest, self.size_cost(k))
        gain -= cheapest
        end = self.n
        while end > n and self.profit[self.order[end - 1]] + gain < threshold:
            end -= 1
        return end

    def fill_table(self, n: int, table: IntArray) -> None:
        """Fill the completion table of the items ``order[:n]``: the best value of a set of the items from each on.

        Parameters
        ----------
        table
            Shape ``((n + 1) · (most + 1) · (room + 1),)`` and longer: by item, satellites so far and load so far.
        """
        width = self.room + 1
        cells = (self.most + 1) * width
        for cell in range(n * cells, (n + 1) * cells):
            table[cell] = NO_SET
        for k in range(self.fewest, self.most + 1):
            for used in range(self.least, width):
                table[n * cells + k * width + used] = -self.size_cost(k)
        for at in range(n - 1, -1, -1):
            i = self.order[at]
            self.fill_line(table, at * cells, i, self.profit[i], 0, 0)

    def fill_line(self, table: IntArray, begin: int, i: int, gain: int, k: int, used: int) -> None:
        """Fill the line of item ``i`` from that of the next, from ``k`` satellites and a load of ``used`` on."""
        width = self.room + 1
        cells = (self.most + 1) * width
        after, step = begin + cells, self.count[i] * width + self.weight[i]
        for row in range(k, self.most + 1):
            for cell in range(row * width + used, (row + 1) * width):
                table[begin + cell] = table[after + cell]
        for row in range(k, self.most - self.count[i] + 1):
            for cell in range(row * width + used, (row + 1) * width - self.weight[i]):
                table[begin + cell] = max(table[begin + cell], gain + table[after + cell + step])


def fractional_gain(profit: int, load: int, room: int) -> int:
    """Give at least what the part of an item gains that fits, two more than whole numbers say: for ties of a sort."""
    return (profit // load) * room + (profit % load) * room // load + 2
