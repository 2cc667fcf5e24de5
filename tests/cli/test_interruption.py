"""Ctrl-C and SIGTERM in every part of ``plan``: before the search nothing is kept, from then on the plan always is."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimizer.application import explaining, finishing, joining
from optimizer.application.posing import read_input
from optimizer.application.results import FILES
from optimizer.explain.explanations import accounts
from optimizer.search.rollout import copied_search
from optimizer.search.rollout import search as rollout_search
from tests.cli.conftest import Command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one process")

BOTH = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


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
    monkeypatch.setattr(finishing, step, pressed_before(getattr(finishing, step), number))
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


def test_a_roll_out_that_is_stopped_while_it_is_searched_is_the_best_so_far(
    call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last wave is in order when the search over copies begins; the roll-out is that order, verified."""
    monkeypatch.setattr(rollout_search, "EXACT_PAIRS", -1)
    step = "search_tiers"
    searched = pressed_before(getattr(copied_search.CopiedSearch, step), signal.SIGINT)
    monkeypatch.setattr(copied_search.CopiedSearch, step, searched)
    options = ("--waves", 2, "--launches", 1, "--size", "3:4:7", "--workers", 1)
    said = call("rollout", families, "-o", tmp_path / "uit", *options)
    assert said.code == 0, said.err
    assert "Gestopt; dit is de beste uitrol tot nu toe" in said.err
    page = (tmp_path / "uit" / "rollout.html").read_text(encoding="utf-8")
    assert "Het zoeken is gestopt" in page
    written = json.loads((tmp_path / "uit" / "rollout.json").read_text(encoding="utf-8"))
    assert [len(each["starts"]) for each in written["waves"]] == [1, 1]
    for wave in ("wave-1", "wave-2"):
        assert call("check", families, tmp_path / "uit" / wave / "plan.json").code == 0


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
