"""First pass over an OpenStreetMap file: the ways that somebody might travel, and the turn restrictions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from geodata.distances import IntArray
from geodata.roads.blobs import DamagedError, fields, number
from geodata.roads.blocks import RELATIONS, WAYS, Block, decoded
from geodata.roads.groups import ShortArray, relations, ways
from geodata.roads.restrictions import RESTRICTION_KEYS, Restriction
from geodata.roads.tags import Interned, Meaning, Strings, strings_of
from geodata.roads.ways import WAY_KEYS
from geodata.roads.wire import deltas

_KEYS, _VALUES, _ROLES, _MEMBERS, _KINDS = 2, 3, 8, 9, 10
_NODE, _WAY = 0, 1
"""Kinds of member."""

_Members = dict[str, list[tuple[int, int]]]
"""The members of a relation by their role: kind and id."""


class RoadWays:
    """What the first pass has found; :meth:`add` takes a block."""

    def __init__(self) -> None:
        self.kinds = Interned()
        self.written: list[WrittenRestriction] = []
        self._meaning = Meaning(WAY_KEYS)
        self._way_id: list[IntArray] = []
        self._length: list[IntArray] = []
        self._refs: list[IntArray] = []
        self._kind: list[ShortArray] = []

    def add(self, block: Block) -> None:
        """Take the ways and restrictions of a block.

        Raises
        ------
        DamagedError
        """
        groups = [(kind, group) for kind, group in block.groups if kind in {WAYS, RELATIONS}]
        if not groups:
            return
        words = strings_of(block.table, self._meaning)
        for kind, group in groups:
            if kind == WAYS:
                self._ways(group, words)
            else:
                self._restrictions(group, words)

    def _ways(self, group: bytes, words: Strings) -> None:
        room = len(group)
        ids, length, refs, n_pairs = (np.empty(room, np.int64) for _ in range(4))
        pairs, counts = np.empty((room, 2), np.int32), np.zeros(2, np.int64)
        n = decoded(ways(group, 0, room, words.flags, ids, length, refs, n_pairs, pairs, counts))
        if n:
            self._way_id.append(ids[:n].copy())
            self._length.append(length[:n].copy())
            self._refs.append(refs[: counts[0]].copy())
            self._kind.append(self.kinds.numbers(words, n_pairs[:n], pairs, np.arange(n)))

    def _restrictions(self, group: bytes, words: Strings) -> None:
        found = np.empty((len(group) // 2 + 1, 2), np.int64)
        n = decoded(relations(group, 0, len(group), words.flags, found))
        self.written.extend(_restriction(group[begin:end], words) for begin, end in found[:n])

    def joined(self) -> tuple[IntArray, IntArray, ShortArray, IntArray]:
        """Give ids, numbers of points, numbers of tags and ids of points of all ways; what was found is let go."""
        parts = (self._way_id, self._length, self._refs)
        way_id, length, refs = (_joined(each) for each in parts)
        kind = np.concatenate([np.empty(0, np.int32), *self._kind])
        self._kind.clear()
        return way_id, length, kind, refs


def _joined(parts: list[IntArray]) -> IntArray:
    """Put rows behind each other, and let each go at once: together they take a good part of the memory."""
    whole = np.empty(sum(map(len, parts)), np.int64)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    return whole


@dataclass(frozen=True, slots=True)
class WrittenRestriction:
    """A turn restriction as its relation says it."""

    tags: Mapping[str, str]
    members: _Members = field(repr=False)

    def points(self) -> tuple[int, ...]:
        """Give the ids of the points that it is about."""
        return self._of("via", _NODE)

    def ends(self) -> tuple[int, ...]:
        """Give the ids of the ways that it begins and ends on."""
        return self._of("from", _WAY) + self._of("to", _WAY)

    def placed(self, spots: Mapping[int, tuple[int, int]]) -> Restriction | None:
        """Give it with the place of its point, ``None`` where members are wanting."""
        starts, ends, through = (self._of(role, _WAY) for role in ("from", "to", "via"))
        points = [spots[ref] for ref in self.points() if ref in spots]
        if not starts or not ends or not (through or len(points) == 1):
            return None
        return Restriction(self.tags, starts, ends, through, None if through else points[0])

    def _of(self, role: str, kind: int) -> tuple[int, ...]:
        return tuple(ref for each, ref in self.members.get(role, []) if each == kind)


def _restriction(message: bytes, words: Strings) -> WrittenRestriction:
    parts = {key: value for key, value in fields(message) if isinstance(value, bytes)}
    keys, values, roles, kinds = (_packed(parts.get(key, b"")) for key in (_KEYS, _VALUES, _ROLES, _KINDS))
    written = parts.get(_MEMBERS, b"")
    refs = np.empty(len(written), np.int64)
    refs = refs[: decoded(deltas(written, 0, len(written), refs))]
    if not len(roles) == len(kinds) == len(refs) or len(keys) != len(values):
        raise DamagedError
    tags = {words.text(key): words.text(value) for key, value in zip(keys, values, strict=True)}
    members: _Members = {}
    for role, kind, ref in zip(roles, kinds, refs.tolist(), strict=True):
        members.setdefault(words.text(role), []).append((kind, ref))
    return WrittenRestriction({key: value for key, value in tags.items() if key in RESTRICTION_KEYS}, members)


def _packed(content: bytes) -> list[int]:
    found, at = [], 0
    while at < len(content):
        value, at = number(content, at)
        found.append(value)
    return found
