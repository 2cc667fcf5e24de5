import io
import sys

import pytest

from geodata.language import Lang, Text
from optimizer.cli.terminal import Screen, harmless
from optimizer.outcome import Progress


class Terminal(io.StringIO):
    """Standard error where a person looks."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of standard error; not in a fixture, as pytest puts its own there for each phase."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    return found


@pytest.mark.parametrize(
    ("glimpse", "line"),
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
    monkeypatch: pytest.MonkeyPatch, glimpse: Progress, line: str
) -> None:
    terminal = terminal_of(monkeypatch)
    Screen(Lang.NL).progress(glimpse)
    assert terminal.getvalue() == f"\r{line}"


def test_progress_is_wiped_before_anything_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    screen = Screen(Lang.NL)
    screen.progress(Progress("unplaced", 8, 6, 1.0))
    long = len(terminal.getvalue()) - 1
    screen.progress(Progress("unplaced", 6, 6, 1.0))
    screen.warn("Klaar.")
    last = terminal.getvalue().rsplit("\r", 1)[1]
    assert last == "Klaar.\n"
    assert " " * (long - 1) in terminal.getvalue()


def test_quiet_shows_no_progress_and_no_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    screen = Screen(Lang.NL, quiet=True)
    screen.progress(Progress("unplaced", 8, 6, 1.0))
    screen.note(Text(nl="let op", en="note"))
    assert terminal.getvalue() == ""


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
    Screen(Lang.NL).print("één gezin")
    narrow.flush()
    assert narrow.buffer.getvalue() == b"??n gezin\n"
