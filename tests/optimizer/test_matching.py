"""The pairs weigh as much as any pairs can, by trying all of them."""

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from optimizer.matching import heaviest_pairs

WEIGHTS = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 6))
)


@given(WEIGHTS)
def test_no_pairs_weigh_more(weight: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> None:
    pairs = heaviest_pairs(weight)
    n, m = weight.shape
    wide = np.zeros((n, max(n, m)), dtype=np.int64)  # a column beyond the last stands for none
    wide[:, :m] = weight
    best = max(sum(int(wide[row, at]) for row, at in enumerate(order)) for order in permutations(range(max(n, m)), n))

    assert sum(int(weight[pair]) for pair in pairs) == best
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(weight[pair] > 0 for pair in pairs)


def test_a_greedy_choice_that_is_worse_is_not_made() -> None:
    assert heaviest_pairs(np.array([[3, 2], [3, 0]])) == ((0, 1), (1, 0))


def test_nothing_to_pair_gives_no_pairs() -> None:
    assert heaviest_pairs(np.zeros((0, 3), dtype=np.int64)) == ()
    assert heaviest_pairs(np.zeros((2, 0), dtype=np.int64)) == ()
    assert heaviest_pairs(np.zeros((2, 2), dtype=np.int64)) == ()
