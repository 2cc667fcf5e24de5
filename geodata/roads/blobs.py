"""The blocks of an OpenStreetMap file (PBF), unpacked by threads one after the other.

Source: https://wiki.openstreetmap.org/wiki/PBF_Format
"""

import os
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_AT_ONCE: Final = 1 << 22
"""Bytes of the file that a thread reads and unpacks in one go."""

_THREADS: Final = 4
_LONGEST_HEAD: Final = 1 << 16
_LONGEST_BLOCK: Final = 1 << 25
"""What the format allows."""

_MOST_UNPACKED: Final = 20
_ALWAYS_UNPACKED: Final = 1 << 23
"""Blocks unpack to at most so many times the file and so many bytes; real extracts to two to four times the file."""

_PLAIN, _SIZE, _ZLIB = 1, 2, 3
"""Fields of a block: as it is, its size, packed by zlib."""

LZ4: Final = "lz4"
"""The packing besides zlib that the library osmium reads."""

_OTHER_PACKINGS: Final = {4: "lzma", 5: "bzip2", 6: LZ4, 7: "zstd"}
"""Fields of a block that is packed in another way."""


class DamagedError(Exception):
    """The file breaks off, or does not say what the format says."""


class UnknownPackingError(Exception):
    """A block is packed in another way than by zlib."""

    def __init__(self, packing: str) -> None:
        super().__init__(packing)
        self.packing = packing


@dataclass(frozen=True, slots=True)
class Blob:
    """Where a block stands in the file, still packed."""

    begin: int
    size: int


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blocks of a file.

    Attributes
    ----------
    size
        Of the file, bytes.
    header
        The first block, unpacked: what the file says of itself.
    data
        The others, in their order.
    """

    path: Path
    size: int
    header: bytes
    data: tuple[Blob, ...]

    def block(self, at: int) -> bytes:
        """Give one block, unpacked.

        Raises
        ------
        DamagedError, UnknownPackingError
        """
        return _unpacked(self.path, self.data[at : at + 1])[0]

    def blocks(self, first: int, last: int) -> Iterator[bytes]:
        """Give the blocks from ``first`` up to and without ``last``, unpacked, in their order.

        Raises
        ------
        DamagedError, UnknownPackingError
            The first also where they unpack to far more than the file holds.
        """
        room = self.size * _MOST_UNPACKED + _ALWAYS_UNPACKED
        for block in self._in_order(self.data[first:last]):
            room -= len(block)
            if room < 0:
                raise DamagedError
            yield block

    def _in_order(self, data: tuple[Blob, ...]) -> Iterator[bytes]:
        n_threads = min(_THREADS, os.cpu_count() or 1)
        with ThreadPoolExecutor(n_threads) as pool:
            waiting: deque[Future[list[bytes]]] = deque()
            for run in _runs(data):
                waiting.append(pool.submit(_unpacked, self.path, run))
                if len(waiting) > n_threads:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()


def blobs_of(path: Path) -> Blobs:
    """Find the blocks of a file.

    Raises
    ------
    DamagedError, UnknownPackingError
    """
    found: list[Blob] = []
    header = None
    size = path.stat().st_size
    at = 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            length = int.from_bytes(_exactly(file.read(4), 4), "big")
            if length > _LONGEST_HEAD:
                raise DamagedError
            head = dict(fields(_exactly(file.read(length), length)))
            kind, packed = head.get(1), head.get(3)
            blob = Blob(at + 4 + length, packed if isinstance(packed, int) else size)
            at = blob.begin + blob.size
            if at > size or blob.size > 2 * _LONGEST_BLOCK:
                raise DamagedError
            if kind == b"OSMHeader" and header is None:
                header = _unpacked(path, (blob,))[0]
            elif kind == b"OSMData":
                found.append(blob)
    if header is None:
        raise DamagedError
    return Blobs(path, size, header, tuple(found))


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Give the fields of a small message: the number of each and what it holds.

    Raises
    ------
    DamagedError
    """
    at = 0
    while at < len(message):
        head, at = number(message, at)
        match head & 7:
            case 0:
                value, at = number(message, at)
                yield head >> 3, value
                continue
            case 1:
                size = 8
            case 2:
                size, at = number(message, at)
            case 5:
                size = 4
            case _:
                raise DamagedError
        yield head >> 3, _exactly(message[at : at + size], size)
        at += size


def number(message: bytes, at: int) -> tuple[int, int]:
    """Read a number, seven bits a byte; gives also where the next thing begins.

    Raises
    ------
    DamagedError
    """
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            break
        value |= (message[at] & 127) << shift
        at += 1
        if message[at - 1] < 128:
            return value, at
    raise DamagedError


def _exactly(found: bytes, size: int) -> bytes:
    if len(found) != size:
        raise DamagedError
    return found


def _runs(data: tuple[Blob, ...]) -> Iterator[tuple[Blob, ...]]:
    """Divide blocks into runs that are worth a turn of a thread."""
    begin, size = 0, 0
    for at, blob in enumerate(data):
        size += blob.size
        if size >= _AT_ONCE:
            yield data[begin : at + 1]
            begin, size = at + 1, 0
    if begin < len(data):
        yield data[begin:]


def _unpacked(path: Path, run: tuple[Blob, ...]) -> list[bytes]:
    """Read blocks and unpack them; no more of them at once than extracts unpack to."""
    room = _MOST_UNPACKED * sum(blob.size for blob in run) + _ALWAYS_UNPACKED
    with path.open("rb") as file:
        found = []
        for blob in run:
            file.seek(blob.begin)
            found.append(_content(_exactly(file.read(blob.size), blob.size)))
            room -= len(found[-1])
            if room < 0:
                raise DamagedError
        return found


def _content(blob: bytes) -> bytes:
    parts = dict(fields(blob))
    plain, packed, size = (parts.get(each) for each in (_PLAIN, _ZLIB, _SIZE))
    if isinstance(plain, bytes):
        return plain
    if not isinstance(packed, bytes):
        other = next((name for key, name in _OTHER_PACKINGS.items() if key in parts), None)
        raise DamagedError if other is None else UnknownPackingError(other)
    if not isinstance(size, int) or size > _LONGEST_BLOCK:
        raise DamagedError
    unpacking = zlib.decompressobj()
    try:
        return _exactly(unpacking.decompress(packed, size + 1), size)
    except zlib.error as error:
        raise DamagedError from error
