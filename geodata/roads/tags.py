"""Strings and tags of one block of an OpenStreetMap file, and combinations of tags under a number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import numpy as np

from geodata.distances import IntArray
from geodata.roads.blobs import DamagedError
from geodata.roads.groups import Flags, ShortArray, alike
from geodata.roads.string_kinds import FERRY, HIGHWAY, KEY, RESTRICTION, ROUTE, TYPE
from geodata.roads.wire import strings

_MEANT: Final = {b"highway": HIGHWAY, b"route": ROUTE, b"ferry": FERRY, b"type": TYPE, b"restriction": RESTRICTION}


class Meaning:
    """Which strings mean something to a reader.

    Parameters
    ----------
    keys
        Keys that are looked at.
    """

    def __init__(self, keys: frozenset[str]) -> None:
        self.of = dict(_MEANT)
        for key in keys:
            self.of[key.encode()] = self.of.get(key.encode(), 0) | KEY
        self.digests = np.array(sorted(map(_digest, self.of)), np.int64)


def _digest(text: bytes) -> int:
    """Give the number that :func:`geodata.roads.wire.strings` gives a string."""
    start, length, digest = (np.zeros(1, np.int64) for _ in range(3))
    strings(b"\x0a" + bytes([len(text)]) + text, 0, len(text) + 2, start, length, digest)
    return int(digest[0])


@dataclass(frozen=True, slots=True)
class Strings:
    """The strings of a block.

    Attributes
    ----------
    flags
        What each means to the reader.
    """

    table: bytes = field(repr=False)
    start: IntArray = field(repr=False)
    length: IntArray = field(repr=False)
    flags: Flags = field(repr=False)

    def text(self, at: int) -> str:
        """Give a string.

        Raises
        ------
        DamagedError
            When it has no such number.
        """
        if not 0 <= at < len(self.start):
            raise DamagedError
        begin = int(self.start[at])
        return self.table[begin : begin + int(self.length[at])].decode("utf-8", "replace")


def strings_of(table: bytes, meaning: Meaning) -> Strings:
    """Find the strings of a block, and which of them mean something.

    Raises
    ------
    DamagedError
    """
    room = len(table) // 2 + 1
    start, length, digest = (np.empty(room, np.int64) for _ in range(3))
    n = strings(table, 0, len(table), start, length, digest)
    if n < 0:
        raise DamagedError
    flags = np.zeros(n, np.uint8)
    known = meaning.digests
    near = known[np.minimum(np.searchsorted(known, digest[:n]), len(known) - 1)]
    for at in np.flatnonzero(near == digest[:n]).tolist():
        flags[at] = meaning.of.get(table[start[at] : start[at] + length[at]], 0)
    return Strings(table, start[:n], length[:n], flags)


class Interned:
    """Combinations of tags, each kept once under a number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[tuple[str, str], ...], int] = {}

    def numbers(self, words: Strings, n_pairs: IntArray, pairs: ShortArray, chosen: IntArray) -> ShortArray:
        """Give the number of the tags of some ways or points of a block, in its order.

        Parameters
        ----------
        n_pairs, pairs
            As :mod:`geodata.roads.groups` gives them.
        chosen
            Positions of those that are asked about.
        """
        n = len(n_pairs)
        first = np.cumsum(n_pairs) - n_pairs
        same = np.empty(n, np.int64)
        alike(n_pairs, pairs, first, np.full(2 << int(n).bit_length(), -1, np.int64), same)
        asked = np.zeros(n, bool)
        asked[same[chosen]] = True
        number = np.zeros(n, np.int32)
        texts: dict[int, str] = {}
        for at in np.flatnonzero(asked).tolist():
            own = pairs[first[at] : first[at] + n_pairs[at]].tolist()
            for one in chain.from_iterable(own):
                if one not in texts:
                    texts[one] = words.text(one)
            tags = tuple(sorted([(texts[key], texts[value]) for key, value in own]))
            number[at] = self._numbers.setdefault(tags, len(self._numbers))
        return number[same[chosen]]

    def all(self) -> tuple[Mapping[str, str], ...]:
        """Give every combination, in the order of their numbers."""
        return tuple(dict(tags) for tags in self._numbers)
