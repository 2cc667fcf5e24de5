"""Numbers, fields and strings out of Protocol Buffers, in which OpenStreetMap files are written: the inner loops.

Compiled where there is a compiler (the C types stand in ``wire.pxd``); as they stand they do the same, only slower.
Numbers on the wire have seven bits a byte, the least first, 64 in all; a message is a row of fields, each a number and
what it holds. Nothing is read beyond the end that is given, and no number outgrows 64 bits, which Python would let it:
what does not fit is told by -1, or by a cursor past the end.

Source: https://protobuf.dev/programming-guides/encoding/
"""

import numpy as np

from geodata.distances import IntArray


def varint(data: bytes, cursor: IntArray, end: int) -> int:
    """Read a number at ``cursor[0]`` and move the cursor on; past ``end`` where none is whole.

    The last of 64 bits is its sign; what a tenth byte holds besides is dropped.
    """
    at = int(cursor[0])
    value = 0
    shift = 0
    while at < end and shift < 64:
        byte = data[at]
        at += 1
        if shift < 63:
            value |= (byte & 127) << shift
        else:
            value -= (byte & 1) << shift
        if byte < 128:
            cursor[0] = at
            return value
        shift += 7
    cursor[0] = end + 1
    return 0


def field(data: bytes, cursor: IntArray, end: int) -> int:
    """Read the head of a field at ``cursor[0]``.

    Returns
    -------
    int
        Its number, -1 where the field is not whole within ``end``. The cursor is where its content begins and
        ``cursor[1]`` where that ends.
    """
    head = varint(data, cursor, end)
    kind = head & 7
    begin = cursor[0]
    stop = begin
    if kind == 0:
        varint(data, cursor, end)
        stop = cursor[0]
        cursor[0] = begin
    elif kind == 1:
        stop = begin + 8
    elif kind == 2:
        size = varint(data, cursor, end)
        begin = cursor[0]
        stop = begin + size if 0 <= size <= end - begin else end + 1
    elif kind == 5:
        stop = begin + 4
    else:
        stop = end + 1
    cursor[1] = stop
    if head < 0 or stop > end:
        return -1
    return head >> 3


def deltas(data: bytes, begin: int, end: int, out: IntArray) -> int:
    """Read packed differences, each with its sign in the last bit, and add them up.

    Those of ids and coordinates, and what they come to, stay far from 62 bits: no sum outgrows 64.

    Returns
    -------
    int
        How many numbers stand in ``out`` then; -1 where the last is not whole, one is too large, or there is no room.
    """
    at = begin
    n = 0
    total = 0
    while at < end:
        value = 0
        shift = 0
        byte = 128
        while byte >= 128:
            if at >= end or shift > 56:
                return -1
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
        total += (value >> 1) ^ -(value & 1)
        if n >= out.shape[0] or not -1 <= total >> 62 <= 0:
            return -1
        out[n] = total
        n += 1
    return n


def strings(data: bytes, begin: int, end: int, start: IntArray, length: IntArray, digest: IntArray) -> int:
    """Find the strings of a block: where each begins, how long it is, and a number that alike strings share.

    Returns
    -------
    int
        How many there are, -1 where the table is damaged.
    """
    cursor = np.array([begin, 0], np.int64)
    n = 0
    while cursor[0] < end:
        number = field(data, cursor, end)
        if number < 0:
            return -1
        at = cursor[0]
        stop = cursor[1]
        if number == 1:
            if n >= start.shape[0]:
                return -1
            start[n] = at
            length[n] = stop - at
            total = 0
            while at < stop:
                total = (total * 31 + data[at]) & 0x7FFFFFFF
                at += 1
            digest[n] = total
            n += 1
        cursor[0] = stop
    return n
