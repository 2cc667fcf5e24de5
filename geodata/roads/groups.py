"""Points, ways and relations of a block of an OpenStreetMap file: the inner loops.

Compiled where there is a compiler (the C types stand in ``groups.pxd``); as they stand they do the same, only slower.

Source: https://wiki.openstreetmap.org/wiki/PBF_Format
"""

import cython
import numpy as np
from numpy.typing import NDArray

from geodata.distances import IntArray

if not cython.compiled:
    from geodata.roads.string_kinds import FERRY, HIGHWAY, KEY, RESTRICTION, ROUTE, TYPE
    from geodata.roads.wire import deltas, field, varint

Flags = NDArray[np.uint8]
ShortArray = NDArray[np.int32]


def dense(
    data: bytes,
    begin: int,
    end: int,
    flags: Flags,
    ids: IntArray,
    lat: IntArray,
    lon: IntArray,
    marked: IntArray,
    n_pairs: IntArray,
    pairs: ShortArray,
    counts: IntArray,
) -> int:
    """Read a group of points that the file keeps as columns.

    Parameters
    ----------
    flags
        What each string of the block is.
    ids, lat, lon
        Filled in: latitude and longitude in the units of the block.
    marked, n_pairs, pairs
        Filled in: points that carry keys that are looked at, by their position; of each how many, and then those
        themselves, as positions of strings: shape ``(n, 2)``, key and value.
    counts
        How many points are marked, and how many pairs there are.

    Returns
    -------
    int
        How many points there are, -1 where the group is damaged.
    """
    cursor = np.array([begin, 0], np.int64)
    n = -1
    n_lat = -1
    n_lon = -1
    tags_at = 0
    tags_end = 0
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = cursor[0]
        stop = cursor[1]
        if number == 1:
            n = deltas(data, at, stop, ids)
        elif number == 8:
            n_lat = deltas(data, at, stop, lat)
        elif number == 9:
            n_lon = deltas(data, at, stop, lon)
        elif number == 10:
            tags_at = at
            tags_end = stop
        cursor[0] = stop
    if n < 0 or n_lat != n or n_lon != n:
        return -1
    cursor[0] = tags_at
    if columns(data, cursor, tags_end, n, flags, marked, n_pairs, pairs, counts) < 0:
        return -1
    return n


def columns(
    data: bytes,
    cursor: IntArray,
    end: int,
    n: int,
    flags: Flags,
    marked: IntArray,
    n_pairs: IntArray,
    pairs: ShortArray,
    counts: IntArray,
) -> int:
    """Read the tags of points that are columns, a zero after those of each; gives -1 where they are damaged."""
    n_marked = 0
    total = 0
    own = 0
    node = 0
    while cursor[0] < end:
        key = varint(data, cursor, end)
        if key == 0:
            if own > 0:
                marked[n_marked] = node
                n_pairs[n_marked] = own
                n_marked += 1
                own = 0
            node += 1
            continue
        value = varint(data, cursor, end)
        if node >= n or not (0 < key < flags.shape[0] and 0 <= value < flags.shape[0]):
            return -1
        if flags[key] & KEY:
            pairs[total, 0] = key
            pairs[total, 1] = value
            total += 1
            own += 1
    if cursor[0] > end or own > 0 or node > n:
        return -1
    counts[0] = n_marked
    counts[1] = total
    return 0


def points(
    data: bytes,
    begin: int,
    end: int,
    flags: Flags,
    ids: IntArray,
    lat: IntArray,
    lon: IntArray,
    marked: IntArray,
    n_pairs: IntArray,
    pairs: ShortArray,
    counts: IntArray,
) -> int:
    """Read a group of points that are messages each; as :func:`dense` otherwise."""
    cursor = np.array([begin, 0], np.int64)
    ranges = np.zeros(12, np.int64)
    keys = np.zeros(2, np.int64)
    values = np.zeros(2, np.int64)
    n = 0
    n_marked = 0
    total = 0
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = cursor[0]
        stop = cursor[1]
        cursor[0] = stop
        if number != 1:
            continue
        if n >= ids.shape[0] or message(data, at, stop, ranges, keys) < 0:
            return -1
        n_parts = deltas(data, ranges[6], ranges[7], ids[n : n + 1])
        n_parts += deltas(data, ranges[8], ranges[9], lat[n : n + 1])
        n_parts += deltas(data, ranges[10], ranges[11], lon[n : n + 1])
        if n_parts != 3:
            return -1
        before = total
        total = tagged(data, ranges, flags, pairs, total, keys, values)
        if total < 0:
            return -1
        if total > before:
            marked[n_marked] = n
            n_pairs[n_marked] = total - before
            n_marked += 1
        n += 1
    counts[0] = n_marked
    counts[1] = total
    return n


def ways(
    data: bytes,
    begin: int,
    end: int,
    flags: Flags,
    ids: IntArray,
    length: IntArray,
    refs: IntArray,
    n_pairs: IntArray,
    pairs: ShortArray,
    counts: IntArray,
) -> int:
    """Read those of a group of ways that somebody might travel.

    Parameters
    ----------
    flags
        What each string of the block is.
    ids, length, refs
        Filled in: of each way how many points it has, and then their ids.
    n_pairs, pairs
        Filled in: of each way how many keys are looked at, and then those, as :func:`dense` gives them.
    counts
        How many ids of points and how many pairs there are.

    Returns
    -------
    int
        How many ways there are, -1 where the group is damaged.
    """
    cursor = np.array([begin, 0], np.int64)
    ranges = np.zeros(12, np.int64)
    keys = np.zeros(2, np.int64)
    values = np.zeros(2, np.int64)
    n = 0
    n_refs = 0
    total = 0
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = cursor[0]
        stop = cursor[1]
        cursor[0] = stop
        if number != 3:
            continue
        if message(data, at, stop, ranges, keys) < 0:
            return -1
        after = tagged(data, ranges, flags, pairs, total, keys, values)
        if after < 0 or n >= ids.shape[0]:
            return -1
        if not ranges[4] & (HIGHWAY | FERRY):
            continue
        own = deltas(data, ranges[8], ranges[9], refs[n_refs:])
        if own < 0:
            return -1
        keys[0] = ranges[6]
        ids[n] = varint(data, keys, ranges[7])
        length[n] = own
        n_pairs[n] = after - total
        n_refs += own
        total = after
        n += 1
    counts[0] = n_refs
    counts[1] = total
    return n


def relations(data: bytes, begin: int, end: int, flags: Flags, found: IntArray) -> int:
    """Find the turn restrictions in a group of relations.

    Parameters
    ----------
    flags
        What each string of the block is.
    found
        Filled in, shape ``(n, 2)``: where the message of each begins and ends.

    Returns
    -------
    int
        How many there are, -1 where the group is damaged.
    """
    cursor = np.array([begin, 0], np.int64)
    ranges = np.zeros(12, np.int64)
    keys = np.zeros(2, np.int64)
    values = np.zeros(2, np.int64)
    pairs = np.empty((end - begin, 2), np.int32)
    n = 0
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = cursor[0]
        stop = cursor[1]
        cursor[0] = stop
        if number != 4:
            continue
        if message(data, at, stop, ranges, keys) < 0:
            return -1
        if tagged(data, ranges, flags, pairs, 0, keys, values) < 0:
            return -1
        if ranges[4] & RESTRICTION:
            found[n, 0] = at
            found[n, 1] = stop
            n += 1
    return n


def message(data: bytes, begin: int, end: int, ranges: IntArray, cursor: IntArray) -> int:
    """Find the parts of one way, point or relation.

    Parameters
    ----------
    ranges
        Filled in: where keys begin and end, values (from position 2), its id (6), fields 8 and 9 (8, 10).
    cursor
        To work with.

    Returns
    -------
    int
        0, or -1 where it is damaged.
    """
    ranges[:] = 0
    cursor[0] = begin
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = -1
        if number == 1:
            at = 6
        elif number == 2:
            at = 0
        elif number == 3:
            at = 2
        elif number == 8:
            at = 8
        elif number == 9:
            at = 10
        if at >= 0:
            ranges[at] = cursor[0]
            ranges[at + 1] = cursor[1]
        cursor[0] = cursor[1]
    return 0


def tagged(
    data: bytes,
    ranges: IntArray,
    flags: Flags,
    pairs: ShortArray,
    total: int,
    keys: IntArray,
    values: IntArray,
) -> int:
    """Read the tags of one way or point; ``pairs`` gets those that are looked at, from position ``total`` on.

    Parameters
    ----------
    ranges
        Where its keys begin and end, and its values; position 4 gets the flags of all of them together, where a
        value counts with its own key only.
    keys, values
        Cursors to work with.

    Returns
    -------
    int
        How many pairs there are then, -1 where the tags are damaged.
    """
    keys[0] = ranges[0]
    values[0] = ranges[2]
    found = 0
    while keys[0] < ranges[1]:
        key = varint(data, keys, ranges[1])
        value = varint(data, values, ranges[3])
        if keys[0] > ranges[1] or values[0] > ranges[3]:
            return -1
        if not (0 <= key < flags.shape[0] and 0 <= value < flags.shape[0]):
            return -1
        found |= flags[key] & HIGHWAY
        if flags[key] & ROUTE:
            found |= flags[value] & FERRY
        if flags[key] & TYPE:
            found |= flags[value] & RESTRICTION
        if flags[key] & KEY:
            if total >= pairs.shape[0]:
                return -1
            pairs[total, 0] = key
            pairs[total, 1] = value
            total += 1
    ranges[4] = found
    return total


def alike(n_pairs: IntArray, pairs: ShortArray, first: IntArray, table: IntArray, same: IntArray) -> None:
    """Find which ways (or points) of a block have the same tags in the same order.

    Parameters
    ----------
    n_pairs, pairs
        As :func:`ways` gives them.
    first
        Shape ``(n,)``: where the pairs of each begin.
    table
        -1 everywhere; a power of two long, more than ``n``.
    same
        Shape ``(n,)``, filled in: the first that has the same tags, itself if it is the first.
    """
    mask = table.shape[0] - 1
    for one in range(n_pairs.shape[0]):
        begin = first[one]
        own = n_pairs[one]
        slot = own
        for at in range(begin, begin + own):
            slot = (slot * 31 + pairs[at, 0] * 17 + pairs[at, 1]) & 0x7FFFFFFF
        slot &= mask
        while table[slot] >= 0:
            other = table[slot]
            at = 0
            if n_pairs[other] == own:
                there = first[other]
                while at < own and (
                    pairs[begin + at, 0] == pairs[there + at, 0] and pairs[begin + at, 1] == pairs[there + at, 1]
                ):
                    at += 1
                if at == own:
                    break
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot] = one
        same[one] = table[slot]
