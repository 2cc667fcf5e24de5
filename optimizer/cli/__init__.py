"""The command ``constellations``: one module a command, each loaded when it is called."""

import errno
import gc
import importlib
import locale
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from geodata.disk import because
from geodata.errors import InputError, sentences
from geodata.language import Lang
from optimizer.cli import words
from optimizer.cli.exit_codes import EXIT_INPUT, EXIT_OURS, EXIT_PLAN, EXIT_STOPPED
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, LocalisedGroup, usage_sentence
from optimizer.cli.terminal import STANDARD_OUTPUT, Terminal
from optimizer.interruption import raised
from optimizer.library_threads import give_libraries_one_thread

COMMANDS: Final = tuple(HELPS)
"""Every command, in the order in which a planner meets them; each is a module here with a function ``command``."""

_COLLECTED_AFTER: Final = 50_000
"""New objects after which unreachable ones are looked for. Python's usual 700 took 0.26 of 3.0 s of a small plan, as
loading modules makes hundreds of thousands of objects that all stay."""


def main() -> None:
    """Run the command with the arguments of the process, and leave with its exit code."""
    give_libraries_one_thread()
    gc.set_threshold(_COLLECTED_AFTER)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command and give its exit code; every fault is told in the reader's language.

    Parameters
    ----------
    arguments
        What follows the name of the program.
    """
    terminal = Terminal(language(arguments, os.environ), as_json="--json" in arguments, typed=tuple(arguments))
    group = LocalisedGroup(terminal.lang, COMMANDS, load)
    try:
        with raised():
            code = group.main(list(arguments), prog_name="constellations", standalone_mode=False, obj=terminal)
    except BrokenPipeError:
        return _reader_left()
    except (Exception, KeyboardInterrupt) as error:
        return _told(error, terminal)
    return code if isinstance(code, int) else EXIT_PLAN


def _told(error: BaseException, terminal: Terminal) -> int:
    """Turn what went wrong into sentences and an exit code: the one place where that is done."""
    if isinstance(error, click.UsageError):
        return _usage(error, terminal)
    if isinstance(error, InputError):
        return _wrong(sentences(error.faults, terminal.lang), terminal, EXIT_INPUT)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        terminal.print_error(words.STOPPED.say(terminal.lang))
        return EXIT_STOPPED
    if isinstance(error, OSError):
        return _wrong([_of_the_disk(error, terminal)], terminal, EXIT_INPUT)
    return _ours(error, terminal)


def _of_the_disk(error: OSError, terminal: Terminal) -> str:
    """Say which file could not be read or written, and why."""
    if error.filename == STANDARD_OUTPUT:
        return because(words.NOT_PRINTED, error).say(terminal.lang)
    file = Path(str(error.filename)).name if error.filename else words.TEMPORARY.say(terminal.lang)
    text = words.DISK_FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else because(words.DISK, error)
    return text.say(terminal.lang, {"file": file})


def load(name: str, lang: Lang) -> LocalisedCommand:
    """Import the module of one command and make the command in a language."""
    made = importlib.import_module(f"optimizer.cli.{name}").command(lang)
    assert isinstance(made, LocalisedCommand)
    return made


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Find the language: ``--lang`` anywhere on the line, else that of the system, else Dutch."""
    for at, word in enumerate(arguments):
        given = arguments[at + 1] if word == "--lang" and at + 1 < len(arguments) else word.removeprefix("--lang=")
        if word.startswith("--lang") and given.lower() in tuple(Lang):
            return Lang(given.lower())
    settings = [environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)]
    if sys.platform == "win32" and not settings:
        settings = [locale.getlocale()[0] or ""]
    return Lang.EN if settings and settings[0].lower().startswith("en") else Lang.NL


def _usage(error: click.UsageError, terminal: Terminal) -> int:
    path = error.ctx.command_path if error.ctx is not None else "constellations"
    code = _wrong([usage_sentence(error, terminal.lang)], terminal, EXIT_INPUT)
    terminal.print_error(words.SEE_HELP.say(terminal.lang, {"command": path}))
    return code


def _wrong(said: Sequence[str], terminal: Terminal, code: int) -> int:
    for sentence in said:
        terminal.print_error(words.WRONG.say(terminal.lang, {"sentence": sentence}))
    terminal.document({"schema": "constellations/error/1", "exit": code, "errors": list(said)})
    return code


def _ours(error: BaseException, terminal: Terminal) -> int:
    """Tell a fault of the program: never its message, which may hold what a file says, but where it happened."""
    kind = type(error).__name__
    texts = {"UnverifiedError": words.UNVERIFIED, "MemoryError": words.MEMORY}
    text = texts.get(kind, words.OURS)
    code = _wrong([text.say(terminal.lang, {"kind": kind})], terminal, EXIT_OURS)
    if terminal.verbose:
        for frame in traceback.extract_tb(error.__traceback__):
            facts = {"file": Path(frame.filename).name, "line": str(frame.lineno), "function": frame.name}
            terminal.print_error(words.CALLED.say(terminal.lang, facts))
    return code


def _reader_left() -> int:
    """End quietly when what reads the output (a pager, ``head``) has gone."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the process ends
    return EXIT_PLAN
