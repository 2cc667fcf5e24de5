"""The roads of an extract in a compact file of our own, so that a country is read once."""

import hashlib
import json
import os
import re
import zipfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from geodata.errors import Fault, InputError
from geodata.roads.extract import Extract, Source
from geodata.roads.pbf import NOT_THERE, Progress, read_roads
from geodata.roads.restrictions import Restriction
from geodata.store import NoHomeError, data_folder

_SCHEMA: Final = "constellations/roads/1"
_ARRAYS: Final = ("way_id", "kind", "first", "points", "marked", "mark")


def roads_of(path: Path, *, folder: Path | None = None, progress: Progress | None = None) -> Extract:
    """Give the roads of an extract, from the compact file where that was made before.

    Parameters
    ----------
    path
        The extract. One with another size or time of change is read anew.
    folder
        Where compact files are kept, by default ``roads`` in the user's data folder. Where there is none, or it
        cannot be written, nothing is kept.

    Raises
    ------
    InputError
        As :func:`geodata.roads.pbf.read_roads`.
    """
    if not path.is_file():
        raise InputError([Fault(NOT_THERE, file=path.name)])
    if folder is None:
        try:
            folder = data_folder() / "roads"
        except NoHomeError:
            return read_roads(path, progress)
    kept = _kept_as(path, folder)
    found = _read(kept)
    if found is None:
        found = read_roads(path, progress)
        _keep(found, kept)
    return found


def _kept_as(path: Path, folder: Path) -> Path:
    """Name the compact file by the extract's name, size and time of change."""
    about = path.stat()
    key = hashlib.sha256(f"{_SCHEMA} {path.name} {about.st_size} {about.st_mtime_ns}".encode()).hexdigest()[:16]
    return folder / f"{_stem(path)}.{key}.npz"


def _stem(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.name.casefold()).strip("-")[:60]


def _keep(extract: Extract, kept: Path) -> None:
    """Write the compact file whole or not at all, and remove those of earlier editions of the same extract."""
    about = {
        "schema": _SCHEMA,
        "source": asdict(extract.source),
        "kinds": [dict(tags) for tags in extract.kinds],
        "marks": [dict(tags) for tags in extract.marks],
        "restrictions": [asdict(each) for each in extract.restrictions],
    }
    arrays: dict[str, Any] = {name: getattr(extract, name) for name in _ARRAYS}
    arrays["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8)
    fresh = kept.with_suffix(f".{os.getpid()}.part")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            np.savez(file, **arrays)
        fresh.replace(kept)
        for other in kept.parent.glob(f"{kept.name.split('.')[0]}.*.npz"):
            if other != kept:
                other.unlink()
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _read(kept: Path) -> Extract | None:
    """Read a compact file, ``None`` where there is none or it is damaged."""
    if not kept.is_file():
        return None
    try:
        with kept.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]).decode())
            arrays = {name: file[name] for name in _ARRAYS}
            return Extract(
                source=Source(**about["source"]),
                kinds=tuple(about["kinds"]),
                marks=tuple(about["marks"]),
                restrictions=tuple(map(_restriction, about["restrictions"])),
                **arrays,
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def _restriction(written: dict[str, Any]) -> Restriction:
    spot = written["via_point"]
    starts, ends, ways = (tuple(written[key]) for key in ("starts", "ends", "via_ways"))
    return Restriction(written["tags"], starts, ends, ways, None if spot is None else (spot[0], spot[1]))
