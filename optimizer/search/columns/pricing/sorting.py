"""A stable sort by keys that needs neither Python nor new memory: merge sort over short sorted runs."""

from optimizer.model import IntArray
from optimizer.search.columns.arrays import FloatArray


def sort_descending(order: IntArray, n: int, key: IntArray | FloatArray, spare: IntArray) -> None:
    """Sort ``order[:n]`` by falling ``key[order[i]]``, equal ones as they stand; ``spare`` is a work space as long."""
    begin = 0
    while begin < n:
        _insert(order, begin, min(begin + 8, n), key)
        begin += 8
    width = 8
    while width < n:
        begin = 0
        while begin < n:
            _merge(order, begin, min(begin + width, n), min(begin + 2 * width, n), key, spare)
            begin += 2 * width
        for i in range(n):
            order[i] = spare[i]
        width *= 2


def _insert(order: IntArray, begin: int, end: int, key: IntArray | FloatArray) -> None:
    for i in range(begin + 1, end):
        moved = order[i]
        at = i
        while at > begin and key[order[at - 1]] < key[moved]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = moved


def _merge(order: IntArray, begin: int, middle: int, end: int, key: IntArray | FloatArray, spare: IntArray) -> None:
    left, right = begin, middle
    for at in range(begin, end):
        if left < middle and (right >= end or not key[order[left]] < key[order[right]]):
            spare[at] = order[left]
            left += 1
        else:
            spare[at] = order[right]
            right += 1
