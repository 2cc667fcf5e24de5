"""What a worker does, found by its name: only a worker loads what a run needs."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from optimizer.batch.task import Message, Perform, RunResult, Task

_BY_WORKERS: Final = "optimizer.batch.single_run"


def perform(task: Task, tell: Callable[[Message], None]) -> RunResult:
    """Do one run."""
    performed: Perform = import_module(_BY_WORKERS).perform
    return performed(task, tell)


def prepare() -> None:
    """Load what runs need, before the first is timed."""
    import_module(_BY_WORKERS)
    import_module("optimizer.search.columns")
    import_module("optimizer.search.assignment")
