"""Side constraints of one constellation, which are no sums: groups of homes to mix, and who lacks a helper.

Searches judge a constellation here when it is whole; before that their bound leaves mixes out and counts no lack.
"""

import cython

from optimizer.model import BoolArray, IntArray
from optimizer.search.columns.formulation.pool_kernels import ColumnGroups


class Mixes:
    """``X`` mixes: a constellation has homes of several kinds, and not too many of one.

    Attributes
    ----------
    kind
        Shape ``(X, n)``: the kind of each family.
    least, part, whole
        Shape ``(X,)``: the fewest kinds, and the largest share of one, ``part / whole`` of the homes.
    """

    def __init__(self, kind: IntArray, least: IntArray, part: IntArray, whole: IntArray) -> None:
        self.kind = kind
        self.least = least
        self.part = part
        self.whole = whole


class Lacks:
    """Families that count where no helper is in their constellation.

    Attributes
    ----------
    start
        The lacks of family ``f`` are ``start[f]:start[f + 1]``.
    counts_for, as_hub
        For each lack the value that it counts for (0 is the objective, then the linking rows), and whether it counts
        only where the family is the hub home.
    helper, helper_start
        Those who help against each of them, ascending.
    """

    def __init__(
        self, start: IntArray, counts_for: IntArray, as_hub: BoolArray, helper: IntArray, helper_start: IntArray
    ) -> None:
        self.start = start
        self.counts_for = counts_for
        self.as_hub = as_hub
        self.helper = helper
        self.helper_start = helper_start


class SideConstraints:
    """Mixes and lacks; the families of group ``g`` are ``member[member_start[g]:member_start[g + 1]]``."""

    def __init__(self, member: IntArray, member_start: IntArray, mixes: Mixes, lacks: Lacks) -> None:
        self.member = member
        self.member_start = member_start
        self.mixes = mixes
        self.lacks = lacks

    def any(self) -> bool:
        """Tell whether anything is judged at all."""
        return len(self.mixes.least) > 0 or len(self.lacks.counts_for) > 0

    def lack_credit(self, cost: IntArray) -> int:
        """Give the most that lacks can take off the cost of a constellation: only rows from below make them pay.

        ``cost`` is what one lack costs in each value.
        """
        total = 0
        for at in range(len(self.lacks.counts_for)):
            total += max(-cost[self.lacks.counts_for[at]], 0)
        return total

    def satisfied(self, groups: IntArray, n_groups: int, home: int, counts: IntArray, families: IntArray) -> bool:
        """Tell whether the constellation of some groups mixes as asked, and count its lacks.

        Parameters
        ----------
        groups
            Its groups are ``groups[:n_groups]``.
        home
            The family that is its hub home.
        counts
            Filled with the number of lacks for each value.
        families
            A work space, as long as there are families.
        """
        for number in range(len(counts)):
            counts[number] = 0
        n = 0
        for at in range(n_groups):
            for p in range(self.member_start[groups[at]], self.member_start[groups[at] + 1]):
                families[n] = self.member[p]
                n += 1
        for x in range(len(self.mixes.least)):
            if not self.mixed(x, families, n):
                return False
        for at in range(n):
            family = families[at]
            for lack in range(self.lacks.start[family], self.lacks.start[family + 1]):
                if (family == home or not self.lacks.as_hub[lack]) and not self.helped(lack, families, n):
                    counts[self.lacks.counts_for[lack]] += 1
        return True

    def mixed(self, x: int, families: IntArray, n: int) -> bool:
        """Tell whether families mix as mix ``x`` asks."""
        kinds, most = 0, 0
        for i in range(n):
            same, first = 0, True
            for j in range(n):
                if self.mixes.kind[x, families[j]] == self.mixes.kind[x, families[i]]:
                    same += 1
                    if j < i:
                        first = False
            if first:
                kinds += 1
            most = max(most, same)
        enough: bool = kinds >= self.mixes.least[x] and most * self.mixes.whole[x] <= n * self.mixes.part[x]
        return enough

    def helped(self, lack: int, families: IntArray, n: int) -> bool:
        """Tell whether any of some families helps against a lack."""
        begin, end = self.lacks.helper_start[lack], self.lacks.helper_start[lack + 1]
        for at in range(n):
            low, high = begin, end
            while low < high:
                middle = (low + high) >> 1
                if self.lacks.helper[middle] < families[at]:
                    low = middle + 1
                else:
                    high = middle
            if low < end and self.lacks.helper[low] == families[at]:
                return True
        return False


def judge_columns(
    checks: SideConstraints,
    columns: ColumnGroups,
    home: IntArray,
    good: BoolArray,
    counts: IntArray,
    groups: IntArray,
    families: IntArray,
) -> None:
    """Judge columns.

    Parameters
    ----------
    home
        Shape ``(C,)``: the family that is the hub home of each.
    good
        Shape ``(C,)``; filled: whether the column mixes as asked.
    counts
        Shape ``(C, 1 + R)``; filled with the lacks of each column.
    groups, families
        Work spaces, as long as there are families.
    """
    with cython.nogil:
        for c in range(len(home)):
            n = columns.start[c + 1] - columns.start[c]
            for at in range(n):
                groups[at] = columns.group[columns.start[c] + at]
            good[c] = checks.satisfied(groups, n, home[c], counts[c], families)
