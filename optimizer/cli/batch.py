"""``constellations batch``: every families file with every scenario, and one table of them all."""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.drawing import ALOUD, drawing_options
from optimizer.application.folder import write_file, write_folder
from optimizer.application.mask_key import mask_key
from optimizer.batch.dask import Dask
from optimizer.batch.engine import Engine
from optimizer.batch.folder import Folder
from optimizer.batch.grid import expanded, parsed
from optimizer.batch.inputs import files_of, named
from optimizer.batch.local import Local, jobs_for
from optimizer.batch.machine import n_cores
from optimizer.batch.record import Record
from optimizer.batch.run_batch import Batch, BatchResult, run_batch
from optimizer.batch.runs import runs_of, versions_here
from optimizer.batch.spec import Spec, read_spec
from optimizer.batch.task import End, Message, Perform, RunResult, Task
from optimizer.cli import words
from optimizer.cli.batch_terminal import BatchTerminal
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import NewPath, Number, Whole, Word
from optimizer.cli.settings import policy_from_options, policy_options
from optimizer.cli.terminal import Terminal
from optimizer.policy.values import Policy

EXIT_SOME_FAILED: Final = 1
EXIT_STOPPED: Final = 130

_BY_WORKERS: Final = "optimizer.application.batch_run"
"""Reads, solves and draws; large, and of no use to the process that watches over the workers."""


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand(
        "batch",
        lang,
        HELP,
        in_context(run),
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
            *drawing_options(lang),
            *policy_options(lang),
        ],
    )


def run(terminal: Terminal, inputs: tuple[str, ...], output: Path, **options: Any) -> int:
    """Do every run; exit code 0 only when each has a plan."""
    spec = _spec(inputs, options)
    runs = runs_of(spec, matrix_option=options["distance__matrix"], barriers_option=options["distance__barriers"])
    drawing = {name: options[name] for name in _drawing_names(terminal.lang)}
    if drawing["exact"]:
        terminal.print_error(ALOUD.say(terminal.lang))
    key = mask_key(options["mask_key"]) if options["mask"] == "donut" or options["mask_key"] else None
    batch = Batch(
        runs,
        terminal.lang,
        versions_here(),
        drawing,
        appearance={**drawing, "mask_key": None if key is None else key_mark(key)},
        mask_key=key,
        again=options["force"],
    )
    engine = _engine(spec, options, terminal)
    folder = Folder(output, write_folder, write_file)
    told = BatchTerminal(terminal, attended=_attended())
    done = run_batch(batch, engine, folder, told, lambda records: _summary(records, terminal.lang))
    told.closed(done, output)
    return _exit_code(done)


def _summary(records: Sequence[Record], lang: Lang) -> Mapping[str, bytes]:
    files: Mapping[str, bytes] = import_module("optimizer.batch.summary").summary(records, lang)  # late: it is slow
    return files


def perform(task: Task, tell: Callable[[Message], None]) -> RunResult:
    """Do one run; only a worker loads what that needs."""
    performed: Perform = import_module(_BY_WORKERS).perform
    return performed(task, tell)


def prepare() -> None:
    """Load what runs need, and on a new computer compile it, before the first is timed."""
    import_module(_BY_WORKERS)
    import_module("optimizer.search.readiness").main()


def _spec(inputs: tuple[str, ...], options: Mapping[str, Any]) -> Spec:
    """Read what is asked: a specification, or files and ``--vary``; options change the policy of either."""
    grid = parsed(options["vary"])
    specs = [word for word in inputs if word.lower().endswith(".toml")]
    if specs and (len(inputs) > 1 or grid):
        raise InputError([Fault(MIXED, file=Path(specs[0]).name)])
    if specs:
        path = Path(specs[0])
        if not path.is_file():
            raise InputError([Fault(words.NO_FILE, file=path.name)])
        spec = read_spec(path)
        changed = policy_from_options(options, spec.policy)
        return replace(spec, policy=changed, policy_folder=_policy_folder(options) or spec.policy_folder)
    files = named([(path, None, None) for word in inputs for path in files_of(word, Path())])
    policy = policy_from_options(options, Policy())
    return Spec(files, expanded("", grid), policy, Path(), _policy_folder(options) or Path())


def _policy_folder(options: Mapping[str, Any]) -> Path | None:
    path: Path | None = options["policy"]
    return None if path is None else path.parent


def _engine(spec: Spec, options: Mapping[str, Any], terminal: Terminal) -> Engine:
    wanted = spec.policy.solve.workers
    for name, low in (("jobs", 1), ("memory_mb", 50), ("run_timeout", 0)):
        if options[name] is not None and options[name] < low:
            raise InputError([Fault(TOO_LOW, {"option": f"--{name.replace('_', '-')}", "low": low})])
    if options["scheduler"] is not None:
        here_only = [name for name in ("jobs", "memory_mb") if options[name] is not None]
        if here_only:
            raise InputError([Fault(HERE_ONLY, {"option": f"--{name.replace('_', '-')}"}) for name in here_only])
        if not options["scheduler"].startswith("tls://"):
            terminal.notice(Fault(IN_THE_CLEAR))
        return Dask.at(options["scheduler"], perform, terminal.lang, wanted or 1, options["run_timeout"])
    jobs = options["jobs"] or jobs_for(wanted)
    threads = wanted or max(1, n_cores() // jobs)
    return Local(jobs, threads, perform, terminal.lang, options["memory_mb"], options["run_timeout"])


def _drawing_names(lang: Lang) -> list[str]:
    return [str(each.name) for each in drawing_options(lang) if each.name != "mask_key"]


def key_mark(key: bytes) -> str:
    """Tell one secret of masks from another without giving it away."""
    return hashlib.sha256(b"mask key" + key).hexdigest()[:16]


def _attended() -> bool:
    """Whether somebody is at a terminal: under cron nothing is said of what went well."""
    return any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _exit_code(done: BatchResult) -> int:
    if done.interrupted:
        return EXIT_STOPPED
    return 0 if all(record.end in {End.OPTIMAL, End.FEASIBLE} for record in done.records) else EXIT_SOME_FAILED


HELP: Final = Text(
    nl="Rekent veel gezinnenbestanden en scenario's achter elkaar door, en zet alles in één tabel.\n\nINVOER is een "
    "bestand SPEC.toml, of gezinnenbestanden (ook een map, of een patroon zoals regios/*.csv). Elke berekening krijgt "
    "een eigen map; summary.csv, summary.xlsx en summary.html geven één regel per berekening. Een batch die is "
    "afgebroken gaat met dezelfde opdracht verder waar hij was. Met --json schrijft de opdracht één JSON-regel per "
    "gebeurtenis.",
    en="Works through many families files and scenarios, and puts them all in one table.\n\nINPUTS is a file "
    "SPEC.toml, or families files (also a folder, or a pattern such as regions/*.csv). Every run gets a folder of its "
    "own; summary.csv, summary.xlsx and summary.html have a row for each. A batch that was broken off goes on where it "
    "was with the same command. With --json the command prints one line of JSON for each thing that happens.",
)
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
MIXED: Final = Text(
    nl="geef één SPEC.toml, zonder andere bestanden en zonder --vary; zet die erin.",
    en="give one SPEC.toml, without other files and without --vary; write these in it.",
)
TOO_LOW: Final = Text(nl="{option} moet minstens {low} zijn.", en="{option} must be at least {low}.")
HERE_ONLY: Final = Text(
    nl="{option} geldt voor deze computer; een cluster bepaalt dat zelf. Laat {option} weg bij --scheduler.",
    en="{option} is for this computer; a cluster decides that itself. Leave {option} out with --scheduler.",
)
IN_THE_CLEAR: Final = Text(
    nl="de gezinnenbestanden reizen onversleuteld naar de cluster. Doe dat alleen binnen een gesloten netwerk, of "
    "gebruik tls://.",
    en="the families files travel to the cluster in the clear. Do so within a closed network only, or use tls://.",
)
