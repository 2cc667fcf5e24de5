"""What a person reads in the terminal: results on standard output, everything else on standard error."""

import json
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TextIO

import click

from geodata.errors import Fault
from geodata.language import Fact, Lang, Text, number
from geodata.roads.minutes import in_minutes
from optimizer.cli import words

if TYPE_CHECKING:
    from optimizer.outcome import Progress

STANDARD_OUTPUT = "<stdout>"
"""The name of the file of an error that standard output gave."""

_BAR = 24
_SILENT_S: Final = 1.6
"""After so many seconds without a word a person is told that work goes on."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(slots=True)
class Terminal:
    """Where a command speaks, and how much: set by ``--lang``, ``-q``, ``-v`` and ``--json``.

    Where a plan counts travel time, ``minutes_per_km`` tells what the kilometres of a sentence stand for.

    Attributes
    ----------
    typed
        The words of the command line, so that a fault can name an option as it was typed.
    began
        Reading of ``time.monotonic`` when the command was given.
    """

    lang: Lang
    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    minutes_per_km: float | None = None
    typed: Sequence[str] = ()
    began: float = field(default_factory=time.monotonic)
    _shown: int = 0
    _spoke: float = field(default_factory=time.monotonic)
    _latest: "Progress | None" = None
    _waits: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def say(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Give a sentence of the result; silent with ``--json``, which prints one document instead."""
        if not self.as_json:
            self.print(text.say(self.lang, facts))

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Give a sentence beside the result, unless ``-q`` asks for none."""
        if not self.quiet:
            self.warn(text, facts)

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Give a sentence that is said with ``-q`` too."""
        self.print_error(text.say(self.lang, facts))

    def notice(self, fault: Fault) -> None:
        """Give something to know about the input, unless ``-q`` asks for none."""
        if not self.quiet:
            self.print_error(words.NOTICE.say(self.lang, {"sentence": fault.say(self.lang)}))

    def kilometres(self, minutes_per_km: float | None) -> None:
        """Say minutes for the kilometres of sentences from now on, where a plan counts travel time."""
        self.minutes_per_km = minutes_per_km

    def document(self, value: object) -> None:
        """Print the one JSON document of ``--json``."""
        if self.as_json:
            plain = not _is_utf8(sys.stdout)  # a console of Windows has no sign for every letter, and a "?" is no name
            _write(sys.stdout, json.dumps(value, ensure_ascii=plain, indent=2, default=dict) + "\n")

    def raw(self, text: str) -> None:
        """Print a JSON document that is text already."""
        if self.as_json and not _is_utf8(sys.stdout):
            self.document(json.loads(text))
        elif self.as_json:
            _write(sys.stdout, text)

    def print(self, sentence: str) -> None:
        """Write a line on standard output."""
        self._line(sys.stdout, sentence)

    def print_error(self, sentence: str) -> None:
        """Write a line on standard error."""
        self._line(sys.stderr, sentence)

    def _line(self, stream: TextIO | None, sentence: str) -> None:
        with self._lock:
            self._wipe()
            self._spoke, self._latest = time.monotonic(), None
            _write(stream, f"{harmless(self._measured(sentence))}\n")

    def _measured(self, sentence: str) -> str:
        return sentence if self.minutes_per_km is None else in_minutes(sentence, self.lang, self.minutes_per_km)

    def progress(self, progress: "Progress") -> None:
        """Show on one line how the search stands; nothing where standard error is no terminal."""
        if not self._draws:
            return
        from optimizer.application.progress import best_so_far  # noqa: PLC0415 - loads numpy, for which help should not wait

        facts = {
            "best": best_so_far(progress, self.lang),
            "seconds": number(progress.seconds, self.lang),
        }
        self._draw(words.PROGRESS.say(self.lang, facts), progress)

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        """Show on one line how far a computation is; nothing where standard error is no terminal.

        Parameters
        ----------
        text
            Says so, with the gap ``share`` for a percentage.
        share
            From 0 to 1.
        facts
            For the other gaps of ``text``.
        """
        if not self._draws:
            return
        full = round(share * _BAR)
        bar = "█" * full + "░" * (_BAR - full)
        self._draw(f"{bar} {text.say(self.lang, {'share': round(share * 100), **(facts or {})})}")

    @contextmanager
    def working(self) -> Iterator[None]:
        """While a command works, let a person see every two seconds that it does."""
        if not self._draws:
            yield
            return
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(_SILENT_S / 4):
                self.still_working()

        watching = threading.Thread(target=watch, name="watch", daemon=True)
        watching.start()
        try:
            yield
        finally:
            ended.set()
            watching.join()
            with self._lock:
                self._wipe()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a person is asked something, show no progress over the question."""
        self._waits = True
        try:
            yield
        finally:
            self._waits, self._spoke = False, time.monotonic()

    def still_working(self) -> None:
        """Say that work goes on, and since when, if nothing was said for a while."""
        now = time.monotonic()
        if self._waits or now - self._spoke < _SILENT_S:
            return
        with self._lock:
            latest = self._latest
            if latest is not None:
                self.progress(replace(latest, seconds=latest.seconds + now - self._spoke))
            else:
                self._draw(words.WORKING.say(self.lang, {"seconds": round(now - self.began)}))

    @property
    def _draws(self) -> bool:
        return not self.quiet and sys.stderr is not None and sys.stderr.isatty()

    def _draw(self, line: str, latest: "Progress | None" = None) -> None:
        """Put a line in the place of the one that stands there."""
        with self._lock:
            _write(sys.stderr, "\r" + line.ljust(self._shown))
            self._shown, self._spoke, self._latest = len(line), time.monotonic(), latest

    def _wipe(self) -> None:
        if self._shown:
            _write(sys.stderr, "\r" + " " * self._shown + "\r")
            self._shown = 0


def harmless(sentence: str) -> str:
    """Replace what could steer a terminal or turn the direction of writing; line breaks stay."""
    return "".join(
        sign if sign in "\n" or unicodedata.category(sign) not in _HIDDEN else "\N{REPLACEMENT CHARACTER}"
        for sign in sentence
    )


def _is_utf8(stream: TextIO | None) -> bool:
    return stream is None or (stream.encoding or "utf-8").lower().replace("-", "").replace("_", "") == "utf8"


def _write(stream: TextIO | None, text: str) -> None:
    """Write on a stream that is there.

    A program started with standard output or error closed has ``None`` for it: nobody reads then, and what it makes is
    made all the same. Where standard error cannot be written, what stands on it is lost and the work goes on.
    """
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        click.echo(text.encode(encoding, "replace").decode(encoding), file=stream, nl=False)
        stream.flush()
    except OSError as error:
        if stream is not sys.stderr:
            error.filename = STANDARD_OUTPUT
            raise
