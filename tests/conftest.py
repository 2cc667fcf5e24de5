"""What every test shares: chance that is the same in every run, no files left behind, and no network."""

import os
import runpy
import signal
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, Verbosity, configuration, settings

from tests.machine_code import COMMAND, kernels, machine_code, not_testable

configuration.set_hypothesis_home_dir(tempfile.gettempdir())
settings.register_profile(
    "specification",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    verbosity=Verbosity.quiet,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz",
    derandomize=False,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("specification")


LONGEST: Final = (
    "test_pages.py",
    "maps/test_page_browser.py",
    "maps/test_print.py",
    "screen/page/test_way_browser.py",
    "batch/test_survival.py",
    "batch/test_dask.py",
    "privacy/test_many_plans.py",
    "optimizer/search/test_columns.py",
    "screen/test_serving.py",
    "screen/page/test_project_browser.py",
    "screen/page/test_hand_browser.py",
    "test_a_year.py",
    "optimizer/rollout/test_search.py",
    "maps/test_page_access.py",
    "privacy/test_audit.py",
    "optimizer/search/test_primal_tiling.py",
    "optimizer/search/test_work.py",
)
"""Files that took longest, the longest first: begun last, one of them would keep one process busy as others wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the order within a file stays."""
    tests = Path(__file__).parent
    rank = {tests / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


def pytest_sessionstart() -> None:
    """Test no machine code of a source that has changed since: it would prove nothing."""
    if reason := not_testable():
        pytest.exit(reason, returncode=pytest.ExitCode.USAGE_ERROR)


def pytest_report_header() -> str | None:
    """Say so where the inner loops run as Python."""
    slow = [kernel.name for kernel in kernels() if machine_code(kernel) is None]
    return f"run as Python, slowly, until {COMMAND}: {', '.join(slow)}" if slow else None


@pytest.fixture(scope="session", autouse=True)
def _usual_signals() -> Iterator[None]:
    """Let signals do what they do at a terminal: a run begun in the background, and its children, ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler), signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
        signal.signal(number, handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep the tests of a file in one process, in order: what they share is then made once, not in each process."""
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - only where tests run in several processes

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no browser test be skipped where every change is judged (``CI`` is set)."""
    report = yield
    if report.skipped and os.environ.get("CI") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"a browser test may not be skipped here: {report.longrepr}"
    return report


# Where an environment keeps no compiled modules (images for containers often say so), every process that tests start,
# pytest's workers among them, would compile all of this program again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_GUARD = Path(__file__).parent / "guard"
runpy.run_path(str(_GUARD / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_GUARD), os.environ.get("PYTHONPATH"))))
