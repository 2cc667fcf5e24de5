"""Connected components by union-find with path halving (Tarjan and van Leeuwen 1984, doi 10.1145/62.2160)."""

import cython

from optimizer.model import IntArray


def join_edges(root: IntArray, first: IntArray, second: IntArray) -> None:
    """Join the components of the two ends of every edge.

    Parameters
    ----------
    root
        Shape ``(n,)``: of each node a node towards the root of its component, its own number at the root; changed.
        ``numpy.arange(n)`` begins with each node by itself.
    first, second
        Shape ``(e,)``: the ends of each edge.
    """
    with cython.nogil:
        for edge in range(len(first)):
            one, other = find(root, first[edge]), find(root, second[edge])
            root[max(one, other)] = min(one, other)


def find_all(root: IntArray) -> None:
    """Write, for every node, the root of its component: the least node of it."""
    with cython.nogil:
        for node in range(len(root)):
            root[node] = find(root, node)


def find(root: IntArray, node: int) -> int:
    """Give the root of the component of a node, and shorten the way to it."""
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node
