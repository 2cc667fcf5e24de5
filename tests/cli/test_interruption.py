"""Ctrl-C and SIGTERM in every part of ``plan``: before the search nothing is kept, from then on the plan always is."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from optimizer.application import explaining, joining, planning
from optimizer.application.posing import read_input
from optimizer.application.results import FILES
from optimizer.explain.explanations import accounts
from tests.cli.conftest import Command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one process")

BOTH = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


@pytest.fixture(autouse=True)
def _usual_signals() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pressed_before(real: Callable[..., Any], *numbers: signal.Signals) -> Callable[..., Any]:
    """Give the same step with signals before it, far enough from each other to be several requests."""

    def step(*arguments: Any, **named: Any) -> Any:
        for at, number in enumerate(numbers):
            time.sleep(0.6 * bool(at))
            os.kill(os.getpid(), number)
        time.sleep(0.2)
        return real(*arguments, **named)

    return step


@BOTH
@pytest.mark.parametrize("step", ["explained", "results", "write_folder"])
def test_after_the_search_the_plan_is_written_all_the_same(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: signal.Signals
) -> None:
    monkeypatch.setattr(planning, step, pressed_before(getattr(planning, step), number))
    said = call("plan", families, "-o", tmp_path / "uit", "--workers", 1)
    assert said.code == 0, said.err
    assert {path.name for path in (tmp_path / "uit").iterdir()} >= set(FILES)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@BOTH
def test_while_reasons_are_sought_the_plan_is_kept_and_what_is_missing_is_said(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setattr(explaining, "accounts", pressed_before(accounts, number))
    said = call("plan", families, "-o", tmp_path / "uit", "--workers", 1)
    assert said.code == 0, said.err
    assert "Gestopt; het plan staat vast" in said.err
    assert {path.name for path in (tmp_path / "uit").iterdir()} >= set(FILES)


@BOTH
def test_before_the_search_nothing_is_kept_and_nothing_is_written(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setattr(joining, "read_input", pressed_before(read_input, number))
    said = call("plan", families, "-o", tmp_path / "uit")
    assert said.code == 130
    assert not list(tmp_path.glob("*uit*"))


@BOTH
def test_a_second_time_leaves_and_nothing_is_half_written(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    real = Path.write_bytes

    def interrupted(path: Path, content: bytes) -> int:
        written = real(path, content)
        if path.name == "plan.xlsx":
            os.kill(os.getpid(), number)
            time.sleep(0.6)
            os.kill(os.getpid(), number)
            time.sleep(0.2)
        return written

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    said = call("plan", families, "-o", tmp_path / "uit", "--workers", 1)
    assert said.code == 130
    assert not list(tmp_path.glob("*uit*"))
