"""Machine code for the columns, made ready beside the search: a new computer compiles it once and keeps it.

``python -m optimizer.search.readiness`` makes it ready in the foreground.
"""

import atexit
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from numba.core import event

from geodata.example import draw_region
from geodata.families import Families
from optimizer.model import Choice, Linear, Row
from optimizer.policy.values import Policy
from optimizer.problem import compile_problem
from optimizer.search.columns import Columns
from optimizer.search.compiled import cache_folder
from optimizer.search.strategy import Clock

_LIMIT_S: Final = 4.0
_MOST_REHEARSALS: Final = 8


class Readiness:
    """Whether the code is compiled; where it is not, a process beside this one is compiling it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._helper: subprocess.Popen[bytes] | None = None

    def __call__(self) -> bool:
        """Say whether columns can be used without waiting; the first question on a new computer starts compiling."""
        with self._lock:
            if marker().exists():
                return True
            if self._helper is None:
                self._helper = _begun()
            return self._helper is None or self._helper.poll() not in {None, 0}


def _begun() -> subprocess.Popen[bytes] | None:
    """Start compiling in a process of its own, which goes on by itself when this one ends; ``None`` where it cannot."""
    try:
        helper = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-W", "ignore", "-m", __name__],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    atexit.register(setattr, helper, "returncode", 0)  # nobody waits for it
    return helper


def marker() -> Path:
    """Give the file beside the compiled code that says that all of it is there."""
    return cache_folder() / "ready"


def rehearse() -> bool:
    """Solve a small invented region by columns; say whether anything had to be compiled for it."""
    families = Families(draw_region(36, 8, 3, seed=2))
    policy = Policy().changed({"radius.hub_km": 6.0, "capacity.children_max": 14})
    model, tiers = compile_problem(policy.pose(families))
    choice: Choice | None = None
    with event.install_recorder("numba:compile") as compiled:
        for tier in tiers:
            assert isinstance(tier, Linear)
            clock = Clock(time.monotonic() + _LIMIT_S, lambda: False, lambda _value, _bound: None, 2, 0)
            found = Columns().minimise(model, tier, choice, clock)
            choice = found.choice
            model = model.holding(Row("above", tier, high=found.value))
    return bool(compiled.buffer)


def main() -> None:
    """Compile what is not compiled yet, one process at a time, and say so to later runs."""
    if marker().exists():
        return
    cache_folder().mkdir(parents=True, exist_ok=True)
    with suppress(Timeout), FileLock(cache_folder() / "compiling", timeout=0):
        if hasattr(os, "nice"):
            os.nice(5)
        for _ in range(_MOST_REHEARSALS):
            if not rehearse():
                break
        marker().touch()


if __name__ == "__main__":
    main()
