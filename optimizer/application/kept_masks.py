"""The ledger beside a mask key: where each family was drawn, so that a mask is kept and never drawn anew.

What is kept of a family is a digest of its pseudonym and, of its home, the squares of :mod:`geodata.kept_points`. Who
has the ledger and not the key learns where points stand on a map, and nothing else.
"""

import hashlib
import hmac
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from geodata.families import Family, Location
from geodata.kept_points import KeptPoint, kept_donuts
from geodata.masking import DonutMask

SCHEMA: Final = "constellations/mask-points/1"
_MOST: Final = 8
"""Points that are kept of one pseudonym: several files may call different families the same."""

_DIGEST: Final = 24
_WAIT_S: Final = 10.0

Entries = dict[str, list[KeptPoint]]


def ledger_of(key: Path) -> Path:
    """Name the ledger of a key: a file beside it."""
    return key.with_name(f"{key.name}.points.json")


class KeptMasks:
    """The points that were drawn with one key, and in which ways."""

    def __init__(self, key: Path, secret: bytes) -> None:
        self._path = ledger_of(key)
        self._secret = secret
        self._entries, self._ways = _read(self._path)

    def other_ways(self, way: str) -> tuple[str, ...]:
        """Give the other ways in which points were drawn with this key."""
        return tuple(sorted(self._ways - {way}))

    def donuts(self, mask: DonutMask, families: Sequence[Family]) -> Mapping[str, Location]:
        """Give the point of each family: as drawn before while its home is about where it was, else a new one."""
        kept = {family.id: self._entries.get(self._digest(family.id), []) for family in families}
        drawn = kept_donuts(mask, families, kept)
        for family in families:
            point = drawn[family.id]
            if point.squares:
                self._entries[self._digest(family.id)] = _with(kept[family.id], point)
        return {name: point.location for name, point in drawn.items()}

    def keep(self, way: str, more: bytes = b"") -> bool:
        """Write the ledger, with what another process wrote meanwhile; ``False`` where it cannot be written.

        Parameters
        ----------
        way
            How points were drawn.
        more
            The content of another ledger of the same key, to be kept too.
        """
        self._ways.add(way)
        try:
            with FileLock(f"{self._path}.lock", timeout=_WAIT_S, mode=0o600, is_singleton=False):
                self._merge(*_read(self._path))
                self._merge(*_parsed(more))
                _write(self._path, _document(self._entries, self._ways))
        except (OSError, Timeout):
            return False
        return True

    def _merge(self, entries: Entries, ways: set[str]) -> None:
        self._ways |= ways
        for name, points in entries.items():
            for point in points:
                if point not in self._entries.get(name, []):
                    self._entries[name] = [point, *self._entries.get(name, [])][-_MOST:]

    def _digest(self, pseudonym: str) -> str:
        return hmac.new(self._secret, f"family {pseudonym}".encode(), hashlib.sha256).hexdigest()[:_DIGEST]


def _with(points: Sequence[KeptPoint], last: KeptPoint) -> list[KeptPoint]:
    return [*(each for each in points if each != last), last][-_MOST:]


def _read(path: Path) -> tuple[Entries, set[str]]:
    try:
        return _parsed(path.read_bytes())
    except OSError:
        return {}, set()


def _parsed(content: bytes) -> tuple[Entries, set[str]]:
    """Read a ledger; of one that is none, nothing is known."""
    try:
        found = json.loads(content)
        entries = {
            str(name): [KeptPoint(float(lat), float(lon), tuple(map(str, squares))) for lat, lon, squares in points]
            for name, points in found["points"].items()
        }
        return entries, {str(way) for way in found["ways"]}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}, set()


def _document(entries: Entries, ways: set[str]) -> bytes:
    points = {name: [[each.lat, each.lon, list(each.squares)] for each in entries[name]] for name in sorted(entries)}
    return json.dumps({"schema": SCHEMA, "ways": sorted(ways), "points": points}, separators=(",", ":")).encode()


def _write(path: Path, content: bytes) -> None:
    """Write the ledger whole or not at all; only its owner may read it."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
