import io
import json
import sys

import pytest

from geodata.language import Lang, Text
from optimizer.cli.terminal import Terminal, harmless
from optimizer.outcome import Progress


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
            "Niet ingedeeld: beste nog niets, ondergrens nog niets, afstand nog niets (0,1 s)",
        ),
        (
            Progress("unplaced", 8, 6, 1.0),
            "Niet ingedeeld: beste 8, ondergrens 6, afstand 25,0% (1,0 s)",
        ),
        (
            Progress("unplaced", 8, -3, 1.0),
            "Niet ingedeeld: beste 8, ondergrens 0, afstand 100,0% (1,0 s)",
        ),
        (
            Progress("travel", 130_842, 130_842, 2.0),
            "Reisafstand: beste 130,8 km, ondergrens 130,8 km, afstand 0,0% (2,0 s)",
        ),
    ],
)
def test_progress_is_one_line_with_value_bound_and_gap(
    monkeypatch: pytest.MonkeyPatch, progress: Progress, line: str
) -> None:
    shown = standard_error(monkeypatch)
    Terminal(Lang.NL).progress(progress)
    assert shown.getvalue() == f"\r{line}"


def test_progress_is_wiped_before_anything_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = standard_error(monkeypatch)
    terminal = Terminal(Lang.NL)
    terminal.progress(Progress("unplaced", 8, 6, 1.0))
    long = len(shown.getvalue()) - 1
    terminal.progress(Progress("unplaced", 6, 6, 1.0))
    terminal.print_error("Klaar.")
    last = shown.getvalue().rsplit("\r", 1)[1]
    assert last == "Klaar.\n"
    assert " " * (long - 1) in shown.getvalue()


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
