"""Run a command in a process of its own and measure it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process used.

    Attributes
    ----------
    seconds
        On the wall, from start to end, reading and start-up included.
    peak_mb
        Largest resident memory of the process or of any process that it waited for, in 10⁶ bytes.
    ended
        Whether it ended by itself with exit code 0.
    said
        The last line that it wrote to standard error.
    """

    seconds: float
    peak_mb: float
    ended: bool
    said: str


def measure(command: Sequence[str], most_s: float, cwd: Path) -> Measured:
    """Run a command, and end it and its children after ``most_s`` seconds."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    alarm = threading.Timer(most_s, os.killpg, (process.pid, signal.SIGKILL))
    alarm.start()
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace").strip().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    alarm.cancel()
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        time.monotonic() - began, usage.ru_maxrss * 1024 / 1e6, process.returncode == 0, said[-1] if said else ""
    )
