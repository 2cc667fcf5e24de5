"""The inner loops over the street graph: shortest ways to one goal, and which states lie in one connected part.

Compiled where there is a compiler (the C types stand in ``kernel.pxd``); as they stand they do the same, only slower.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.distances import FloatArray, IntArray

ShortArray = NDArray[np.int32]

WEIGHT: Final = 0
SECONDS: Final = 1
METRES: Final = 2


def ways_to(
    first: IntArray,
    before: ShortArray,
    turn: FloatArray,
    going: FloatArray,
    goals: IntArray,
    parts: FloatArray,
    asked: IntArray,
    mark: NDArray[np.uint8],
    found: FloatArray,
    heap_key: FloatArray,
    heap_state: ShortArray,
) -> int:
    """Find the way of least weight from the beginning of states to a goal: Dijkstra's algorithm, from the goal back.

    Parameters
    ----------
    first, before
        The states from which one turns into state ``s`` are ``before[first[s]:first[s + 1]]``.
    turn
        Shape ``(T, 2)``: weight and seconds of those turns.
    going
        Shape ``(S, 3)``: weight, seconds and metres of going along each state.
    goals, parts
        States that the goal lies on, and which part of each is gone along to reach it, 0 to 1.
    asked
        States, each once: the search ends when all are known.
    mark
        Shape ``(S,)``, zeros: room to work in, left as it was.
    found
        Shape ``(S, 3)``: weight, seconds and metres from the beginning of each state. The weight must be infinite
        everywhere at the start; a state that is not asked may be left with more than the least. From a state that the
        goal lies on this is the way around to its beginning.
    heap_key, heap_state
        Room for the queue: an entry for every turn, and for every goal as many as turns lead to it.

    Returns
    -------
    int
        How many of the asked states no way leads from.
    """
    left = asked.shape[0]
    for at in range(asked.shape[0]):
        mark[asked[at]] = 1
    n = 0
    goal = 0
    while goal < goals.shape[0] or (n > 0 and left > 0):
        if goal < goals.shape[0]:
            state = goals[goal]
            weight = parts[goal] * going[state, 0]
            seconds = parts[goal] * going[state, 1]
            metres = parts[goal] * going[state, 2]
            goal += 1
        else:
            weight = heap_key[0]
            state = heap_state[0]
            n -= 1
            sink(heap_key, heap_state, n)
            if weight > found[state, 0]:
                continue
            left -= mark[state]
            seconds = found[state, 1]
            metres = found[state, 2]
        for at in range(first[state], first[state + 1]):
            origin = before[at]
            total = weight + turn[at, 0] + going[origin, 0]
            if total < found[origin, 0]:
                found[origin, 0] = total
                found[origin, 1] = seconds + turn[at, 1] + going[origin, 1]
                found[origin, 2] = metres + going[origin, 2]
                rise(heap_key, heap_state, n, total, origin)
                n += 1
    for at in range(asked.shape[0]):
        mark[asked[at]] = 0
    return int(left)


def sink(heap_key: FloatArray, heap_state: ShortArray, n: int) -> None:
    """Take the first entry off a binary heap: entry ``n``, the last, finds its place among the others."""
    last = heap_key[n]
    state = heap_state[n]
    at = 0
    child = 1
    while child < n:
        if child + 1 < n and heap_key[child + 1] < heap_key[child]:
            child += 1
        if heap_key[child] >= last:
            break
        heap_key[at] = heap_key[child]
        heap_state[at] = heap_state[child]
        at = child
        child = 2 * at + 1
    heap_key[at] = last
    heap_state[at] = state


def rise(heap_key: FloatArray, heap_state: ShortArray, n: int, key: float, state: int) -> None:
    """Put an entry into a binary heap of ``n`` entries."""
    at = n
    while at > 0 and heap_key[(at - 1) // 2] > key:
        up = (at - 1) // 2
        heap_key[at] = heap_key[up]
        heap_state[at] = heap_state[up]
        at = up
    heap_key[at] = key
    heap_state[at] = state


def components(
    first: IntArray,
    after: ShortArray,
    component: ShortArray,
    low: ShortArray,
    order: ShortArray,
    path: ShortArray,
    stack: ShortArray,
    place: IntArray,
) -> int:
    """Find the strongly connected components, and number them: from every state of one, every other can be reached.

    R. Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing 1, doi:10.1137/0201010,
    without recursion.

    Parameters
    ----------
    first, after
        One comes from state ``s`` into ``after[first[s]:first[s + 1]]``.
    component
        Shape ``(S,)``: filled in; -1 everywhere at the start.
    low, order, path, stack, place
        Shape ``(S,)``: room to work in; ``order`` is 0 everywhere at the start.

    Returns
    -------
    int
        How many there are.
    """
    height = 0
    count = 0
    n_found = 0
    for root in range(first.shape[0] - 1):
        if order[root] != 0:
            continue
        depth = 0
        path[0] = root
        place[0] = first[root]
        count += 1
        order[root] = count
        low[root] = count
        stack[height] = root
        height += 1
        while depth >= 0:
            state = path[depth]
            if place[depth] < first[state + 1]:
                other = after[place[depth]]
                place[depth] += 1
                if order[other] == 0:
                    count += 1
                    order[other] = count
                    low[other] = count
                    stack[height] = other
                    height += 1
                    depth += 1
                    path[depth] = other
                    place[depth] = first[other]
                elif component[other] < 0 and order[other] < low[state]:
                    low[state] = order[other]
                continue
            if low[state] == order[state]:
                last = -1
                while last != state:
                    height -= 1
                    last = stack[height]
                    component[last] = n_found
                n_found += 1
            depth -= 1
            if depth >= 0 and low[state] < low[path[depth]]:
                low[path[depth]] = low[state]
    return n_found
