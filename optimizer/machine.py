"""What the machine has to give: cores and memory, also inside a container; and what a process takes."""

import os
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Final

import psutil

if sys.platform != "win32":
    import resource

_MB: Final = 1024 * 1024
_CGROUP: Final = Path("/sys/fs/cgroup")
"""Where a container says what it may use, which ``psutil`` does not look at."""


def n_cores() -> int:
    """Count the cores that this process may use, no more than a container's share of time."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = _words(_CGROUP / "cpu.max")
    if len(share) == 2 and share[0].isdecimal() and int(share[1]) > 0:
        allowed = min(allowed, max(1, round(int(share[0]) / int(share[1]))))
    return allowed


def available_mb() -> float:
    """Memory that new work may take, in MB."""
    container = _container_mb()
    return _system_mb() if container is None else min(_system_mb(), container)


def resident_mb(pid: int) -> float | None:
    """Memory that a process takes now, in MB; ``None`` where there is no such process, or it is another user's."""
    with suppress(psutil.Error):
        return float(psutil.Process(pid).memory_info().rss) / _MB
    return None


def forget_peak() -> bool:
    """Begin to measure this process's peak anew; ``False`` where that cannot be done."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def peak_mb() -> float:
    """Most memory that this process took since :func:`forget_peak`, else since it began, in MB."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / _MB
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most / 1024


def _system_mb() -> float:
    return float(psutil.virtual_memory().available) / _MB


def _container_mb() -> float | None:
    limit, taken = _words(_CGROUP / "memory.max"), _words(_CGROUP / "memory.current")
    if limit and taken and limit[0].isdecimal() and taken[0].isdecimal():
        return (int(limit[0]) - int(taken[0]) + _cached_bytes()) / _MB
    return None


def _cached_bytes() -> int:
    """Count what a container holds of files read before, and gives up as soon as something else needs it."""
    words = _words(_CGROUP / "memory.stat")
    return next((int(value) for name, value in pairwise(words) if name == "inactive_file"), 0)


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return []
