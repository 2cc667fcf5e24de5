import errno
import io
import json
import sys
import time
from pathlib import Path

import pytest

from geodata.language import Lang, Text
from optimizer.cli import run
from optimizer.cli.terminal import Terminal, harmless
from optimizer.outcome import Progress
from optimizer.tiers import TIERS
from tests.cli.conftest import Command


class StandardError(io.StringIO):
    """Standard error where a person looks."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def standard_error(monkeypatch: pytest.MonkeyPatch) -> StandardError:
    """Put a terminal in the place of standard error; not in a fixture, as pytest puts its own there for each phase."""
    found = StandardError()
    monkeypatch.setattr(sys, "stderr", found)
    return found


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (
            Progress("unplaced", None, None, 0.1),
            "Niet ingedeeld: nog geen plan (0,1 s)",
        ),
        (
            Progress("unplaced", 8, 6, 1.0),
            "beste tot nu toe: 8 niet ingedeeld; hoogstens 2 minder (1,0 s)",
        ),
        (
            Progress("unplaced", 8, -3, 1.0),
            "beste tot nu toe: 8 niet ingedeeld (1,0 s)",
        ),
        (
            Progress("travel", 130_842, 130_842, 2.0),
            "beste dat kan: 130,8 km met toeslag (2,0 s)",
        ),
    ],
)
def test_progress_is_one_line_in_plain_words(monkeypatch: pytest.MonkeyPatch, progress: Progress, line: str) -> None:
    shown = standard_error(monkeypatch)
    Terminal(Lang.NL).progress(progress)
    assert shown.getvalue() == f"\r{line}"


def test_progress_is_wiped_before_anything_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = standard_error(monkeypatch)
    terminal = Terminal(Lang.NL)
    terminal.progress(Progress("unplaced", 8, 6, 1.0))
    long = len(shown.getvalue()) - 1
    terminal.progress(Progress("unplaced", 7, 5, 1.0))
    terminal.print_error("Klaar.")
    last = shown.getvalue().rsplit("\r", 1)[1]
    assert last == "Klaar.\n"
    assert " " * (long - 1) in shown.getvalue()


@pytest.mark.parametrize("lang", Lang)
def test_a_line_of_progress_fits_in_eighty_columns(monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    """A longer one would wrap, and then be left standing."""
    for tier in TIERS:
        value, bound = (9_999_900, 9_900_000) if tier.metres else (999, 900)
        for progress in (Progress(tier.key, value, bound, 999.9), Progress(tier.key, None, None, 999.9)):
            shown = standard_error(monkeypatch)
            Terminal(lang).progress(progress)
            assert len(shown.getvalue()) <= 80


def test_quiet_shows_no_progress_and_no_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = standard_error(monkeypatch)
    terminal = Terminal(Lang.NL, quiet=True)
    terminal.progress(Progress("unplaced", 8, 6, 1.0))
    terminal.note(Text(nl="let op", en="note"))
    assert shown.getvalue() == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("G001", "G001"),
        ("a\nb", "a\nb"),
        ("\x1b[31mrood", "\ufffd[31mrood"),
        ("\u202eabc", "\ufffdabc"),
        ("a\rb\x00c", "a\ufffdb\ufffdc"),
        ("Zoë – één", "Zoë – één"),
    ],
)
def test_text_cannot_steer_a_terminal(written: str, shown: str) -> None:
    assert harmless(written) == shown


def test_a_terminal_that_lacks_a_sign_still_gets_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")
    monkeypatch.setattr(sys, "stdout", narrow)
    Terminal(Lang.NL).print("één gezin")
    narrow.flush()
    assert narrow.buffer.getvalue() == b"??n gezin\n"


class WindowsConsole(io.StringIO):
    """Standard output as Windows gives it to a pipe."""

    encoding = "cp1252"


def test_a_document_for_a_console_of_windows_keeps_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"name": "Łukasz 高 één"}
    shown = WindowsConsole()
    monkeypatch.setattr(sys, "stdout", shown)
    terminal = Terminal(Lang.NL, as_json=True)
    terminal.document(names)
    terminal.raw(json.dumps(names, ensure_ascii=False))
    assert shown.getvalue().isascii()
    first, second = shown.getvalue().split("}\n{")
    assert json.loads(first + "}") == json.loads("{" + second) == names


def test_a_sentence_on_a_console_of_windows_loses_letters_and_not_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = WindowsConsole()
    monkeypatch.setattr(sys, "stdout", shown)
    Terminal(Lang.NL).say(Text(nl="Eén plan van {who}", en=""), {"who": "Łukasz"})
    assert shown.getvalue() == "Eén plan van ?ukasz\n"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_stops_nothing(
    stream: str, call: Command, families: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as closed:
        closed.setattr(sys, stream, None)
        code = run(["combine", str(families), "-o", str(tmp_path / "regio.csv")])

    assert code == 0
    assert call("check", tmp_path / "regio.csv", tmp_path / "none.json").code == 2
    assert (tmp_path / "regio.csv").is_file()


class FullDisk(io.StringIO):
    """A stream whose disk is full."""

    encoding = "utf-8"

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_behind_standard_output_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as swapped:
        swapped.setattr(sys, "stdout", FullDisk())
        code = run(["rules"])

    assert code == 2
    assert capsys.readouterr().err == (
        "Fout: de uitvoer kan niet worden geschreven (standaarduitvoer): de schijf is vol. Bestanden die al gemaakt "
        "waren, zijn heel.\n"
    )


def test_a_full_disk_behind_standard_error_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as swapped:
        swapped.setattr(sys, "stderr", FullDisk())

        assert run(["plan", "nergens.csv", "-o", "uit"]) == 2


def test_after_a_silence_a_person_is_told_that_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [time.monotonic()]
    monkeypatch.setattr("optimizer.cli.terminal.time.monotonic", lambda: now[0])
    shown = standard_error(monkeypatch)
    terminal = Terminal(Lang.EN)
    terminal.still_working()
    assert shown.getvalue() == ""

    now[0] += 2
    terminal.still_working()
    terminal.progress(Progress("unplaced", 8, 6, 1.0))
    now[0] += 2
    terminal.still_working()

    lines = [each.strip() for each in shown.getvalue().split("\r")]
    assert lines == ["", "Still at work (2 s)", "best so far: 8 unplaced; at most 2 less (1.0 s)", lines[-1]]
    assert lines[-1] == "best so far: 8 unplaced; at most 2 less (3.0 s)"


def test_a_command_that_is_silent_for_seconds_says_so_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = standard_error(monkeypatch)
    monkeypatch.setattr("optimizer.cli.terminal._SILENT_S", 0.02)
    with Terminal(Lang.NL).working():
        deadline = time.monotonic() + 10
        while "Nog bezig" not in shown.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "Nog bezig (0 s)" in shown.getvalue()
    assert shown.getvalue().endswith("\r")


def test_nothing_is_drawn_over_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [time.monotonic()]
    monkeypatch.setattr("optimizer.cli.terminal.time.monotonic", lambda: now[0])
    shown = standard_error(monkeypatch)
    terminal = Terminal(Lang.NL)
    with terminal.asking():
        now[0] += 60
        terminal.still_working()
    terminal.still_working()
    assert shown.getvalue() == ""
