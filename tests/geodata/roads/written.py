"""OpenStreetMap files written by hand, byte by byte, as the format says; so also what no library writes."""

import zlib


def number(value: int) -> bytes:
    """Write a number as Protocol Buffers do."""
    low, rest = value & 127, value >> 7
    return bytes([low | 128]) + number(rest) if rest else bytes([low])


def signed(value: int) -> bytes:
    """Write a number that may lie below zero, its sign in the last bit."""
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def part(at: int, value: int | bytes) -> bytes:
    """Write a field of a message."""
    if isinstance(value, int):
        return number(at << 3) + number(value)
    return number(at << 3 | 2) + number(len(value)) + value


def block(kind: bytes, content: bytes) -> bytes:
    """Write a block of a file, ``content`` packed or not, as its fields say."""
    head = part(1, kind) + part(3, len(content))
    return len(head).to_bytes(4, "big") + head + content


def packed(content: bytes, size: int | None = None) -> bytes:
    """Pack a block as is usual."""
    return part(2, len(content) if size is None else size) + part(3, zlib.compress(content, 9))


HEADER = block(b"OSMHeader", packed(part(4, b"OsmSchema-V0.6") + part(4, b"DenseNodes")))
WORDS = part(1, part(1, b"") + part(1, b"highway") + part(1, b"primary"))
ROAD = part(2, part(3, part(1, 1) + part(2, b"\1") + part(3, b"\2") + part(8, b"\2\2")))
POINTS = part(2, part(2, part(1, b"\2\2") + part(8, b"\2\2") + part(9, b"\2\2")))
