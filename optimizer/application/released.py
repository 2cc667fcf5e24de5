"""Which plan of the same families was shared with placed and unplaced families told apart: one at most.

The two numbers of two different plans divide the same families, so that together they tell more than each by itself.
What is kept is a digest of the families and one of the plan, both by the secret key of the masks; neither can be
undone. The families are what the numbers count: another name, role or column of a file does not make them others.
"""

import hmac
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from geodata.families import Family
from geodata.store import data_folder
from optimizer.plan import Plan

_NAME: Final = "released.json"
_MOST: Final = 10_000


class Released:
    """The ledger in the user's data folder, for one set of families and one plan.

    Parameters
    ----------
    counted
        The families as ``counted_of`` writes them.
    file_sha256
        Of the families file: plans were noted by it once, and those notes still hold.
    """

    def __init__(self, secret: bytes, counted: str, file_sha256: str, plan: Plan, folder: Path | None = None) -> None:
        self._path = (data_folder() if folder is None else folder) / _NAME
        self._families = hmac.digest(secret, counted.encode(), "sha256").hex()
        self._file = hmac.digest(secret, file_sha256.encode(), "sha256").hex()
        placed = "\0".join("\1".join(family.id for family in each.homes) for each in plan.constellations)
        self._plan = hmac.digest(secret, placed.encode(), "sha256").hex()

    def may_divide(self) -> bool:
        """Tell whether placed and unplaced families may be told apart: no other plan was shared so."""
        noted = self._read()
        return all(noted.get(key, self._plan) == self._plan for key in (self._families, self._file))

    def note(self) -> None:
        """Keep that this plan was shared so; the file is replaced whole, and only its owner may read it.

        Raises
        ------
        OSError
            When the folder cannot be written.
        """
        if self._read().get(self._families) == self._plan:
            return
        known = {key: plan for key, plan in self._read().items() if key != self._families}
        kept = dict([*known.items(), (self._families, self._plan)][-_MOST:])
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{_NAME}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            json.dump(kept, out, indent=1)
        fresh.replace(self._path)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(plan) for key, plan in found.items()} if isinstance(found, dict) else {}


def counted_of(families: Iterable[Family], towns: Mapping[str, str | None]) -> str:
    """Write of families what shared numbers count, in an order of its own: id, municipality, provider and children."""
    rows = [(each.id, towns[each.id], each.provider, each.children) for each in families if not each.to_find]
    return json.dumps(sorted(rows, key=lambda row: row[0]))
