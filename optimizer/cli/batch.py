"""``constellations batch``: every families file with every scenario, and one table of them all."""

import sys
from pathlib import Path
from typing import Any, Final

from geodata.language import Lang, Text
from optimizer.batch.request import BatchRequest, perform_batch
from optimizer.batch.run_batch import BatchResult
from optimizer.batch.task import End
from optimizer.cli import words
from optimizer.cli.batch_terminal import BatchTerminal
from optimizer.cli.drawing_options import drawing_from, drawing_options
from optimizer.cli.exit_codes import EXIT_STOPPED
from optimizer.cli.families_options import today_option
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import NewPath, Number, Whole, Word
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal

EXIT_SOME_FAILED: Final = 1


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand(
        "batch",
        lang,
        HELPS["batch"],
        in_context(run, watched=False),
        [
            argument("inputs", lang, INPUTS, Word(), nargs=-1),
            option(
                "-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True, metavar=words.FOLDER.say(lang)
            ),
            option("--vary", lang=lang, text=VARY, kind=Word(), multiple=True, metavar=VARY_SHOWN.say(lang)),
            option("--jobs", lang=lang, text=JOBS, kind=Whole()),
            option("--memory-mb", "memory_mb", lang=lang, text=MEMORY, kind=Number()),
            option("--run-timeout", "run_timeout", lang=lang, text=TIMEOUT, kind=Number()),
            option("--scheduler", lang=lang, text=SCHEDULER, kind=Word(), metavar="tcp://…"),
            option("--force", lang=lang, text=FORCE),
            today_option(lang),
            *drawing_options(lang),
            *policy_options(lang),
        ],
    )


def run(terminal: Terminal, inputs: tuple[str, ...], output: Path, **options: Any) -> int:
    """Do every run; exit code 0 only when each has a plan."""
    request = BatchRequest(
        inputs,
        output,
        terminal.lang,
        policy_request(options),
        drawing_from(options),
        tuple(options["vary"]),
        options["jobs"],
        options["memory_mb"],
        options["run_timeout"],
        options["scheduler"],
        again=options["force"],
        today=options["today"],
    )
    told = BatchTerminal(terminal, attended=_attended())
    done = perform_batch(request, told, terminal)
    told.closed(done, output)
    return _exit_code(done)


def _attended() -> bool:
    """Whether somebody is at a terminal: under cron nothing is said of what went well."""
    return any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _exit_code(done: BatchResult) -> int:
    if done.interrupted:
        return EXIT_STOPPED
    return 0 if all(record.end in {End.OPTIMAL, End.FEASIBLE} for record in done.records) else EXIT_SOME_FAILED


INPUTS: Final = Text(nl="INVOER", en="INPUTS")
OUTPUT: Final = Text(
    nl="Map voor de resultaten; een batch die erin staat gaat verder.",
    en="Folder for the results; a batch that is in it goes on.",
)
VARY: Final = Text(
    nl="Probeer alle waarden van een sleutel; vaker te geven, voor alle combinaties.",
    en="Try all values of a key; may be given again, for all combinations.",
)
VARY_SHOWN: Final = Text(nl="SLEUTEL=WAARDE,WAARDE", en="KEY=VALUE,VALUE")
JOBS: Final = Text(
    nl="Berekeningen tegelijk; zonder deze optie zoveel als kernen en werkgeheugen toelaten.",
    en="Runs at once; without it as many as cores and memory allow.",
)
MEMORY: Final = Text(
    nl="Beëindig een berekening die meer werkgeheugen gebruikt, in MB.", en="End a run that takes more memory, in MB."
)
TIMEOUT: Final = Text(
    nl="Beëindig een berekening na zoveel seconden. [standaard: 300 + 3 × de rekentijd]",
    en="End a run after so many seconds. [default: 300 + 3 × its time limit]",
)
SCHEDULER: Final = Text(
    nl="Laat een Dask-cluster het werk doen; de gezinnenbestanden reizen daarheen.",
    en="Let a Dask cluster do the work; the families files travel there.",
)
FORCE: Final = Text(nl="Doe ook wat al klaar is opnieuw.", en="Do what is finished again, too.")
