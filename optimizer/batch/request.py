"""A batch as a user asks for it, from input files to the folder of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.drawing import ALOUD
from optimizer.application.drawing_request import Drawing
from optimizer.application.mask_key import mask_key, place_of_key
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.batch.dask import Dask
from optimizer.batch.engine import Engine
from optimizer.batch.folder import Folder
from optimizer.batch.grid import expanded, parsed
from optimizer.batch.inputs import files_of, named
from optimizer.batch.local import Local, jobs_for
from optimizer.batch.perform import perform
from optimizer.batch.record import Record
from optimizer.batch.run_batch import Batch, BatchResult, Listener, run_batch
from optimizer.batch.runs import runs_of, versions_here
from optimizer.batch.spec import Spec, read_spec
from optimizer.machine import n_cores

_LEAST: Final = {"jobs": 1, "memory_mb": 50, "run_timeout": 0}
_HERE: Final = ("jobs", "memory_mb")


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Many runs to be done.

    Attributes
    ----------
    inputs
        One ``SPEC.toml``, or families files, folders of them and patterns.
    vary
        ``key=value,value`` for each key of which all values are tried.
    jobs
        Runs at once; by default as many as cores and memory allow.
    memory_mb, run_timeout
        A run that takes more memory, or longer (seconds), is ended.
    scheduler
        Address of a Dask scheduler, to let a cluster do the work.
    again
        Whether finished runs are done again too.
    today
        A plan that tells today's constellations of every families file.
    """

    inputs: tuple[str, ...]
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    vary: tuple[str, ...] = ()
    jobs: int | None = None
    memory_mb: float | None = None
    run_timeout: float | None = None
    scheduler: str | None = None
    again: bool = False
    today: Path | None = None


def perform_batch(request: BatchRequest, listener: Listener, reporter: Reporter) -> BatchResult:
    """Do every run that is not finished yet, and write the summary.

    Raises
    ------
    InputError
        When an input or a setting cannot be used.
    """
    Folder(request.output).check()
    spec = _spec(request)
    changes = request.policy.changes
    runs = runs_of(
        spec,
        matrix_option=changes.get("distance.matrix"),
        barriers_option=changes.get("distance.barriers"),
        today_option=request.today,
    )
    drawing = request.drawing
    if drawing.exact:
        reporter.warn(ALOUD)
    secret = drawing.mask == "donut" or drawing.key_file is not None
    batch = Batch(
        runs,
        request.lang,
        versions_here(),
        replace(drawing, key_file=None),
        mask_key=mask_key(drawing.key_file, reporter.notice) if secret else None,
        key_file=place_of_key(drawing.key_file) if secret else None,
        again=request.again,
    )
    engine = _engine(request, spec, reporter)
    return run_batch(batch, engine, Folder(request.output), listener, lambda records: _summary(records, request.lang))


def _summary(records: Sequence[Record], lang: Lang) -> Mapping[str, bytes]:
    files: Mapping[str, bytes] = import_module("optimizer.batch.summary").summary(records, lang)  # late: it is slow
    return files


def _spec(request: BatchRequest) -> Spec:
    """Read what is asked: a specification, or files and ``vary``; the policy asked for changes that of either."""
    grid = parsed(request.vary)
    specs = [word for word in request.inputs if word.lower().endswith(".toml")]
    folder = None if request.policy.file is None else request.policy.file.parent
    if specs and (len(request.inputs) > 1 or grid):
        raise InputError([Fault(MIXED, file=Path(specs[0]).name)])
    if specs:
        path = Path(specs[0])
        if not path.is_file():
            raise InputError([Fault(NO_FILE, file=path.name)])
        spec = read_spec(path)
        return replace(spec, policy=request.policy.policy(spec.policy), policy_folder=folder or spec.policy_folder)
    files = named([(path, None, None) for word in request.inputs for path in files_of(word, Path())])
    return Spec(files, expanded("", grid), request.policy.policy(), Path(), folder or Path())


def _engine(request: BatchRequest, spec: Spec, reporter: Reporter) -> Engine:
    wanted, lang = spec.policy.solve.workers, request.lang
    given = {"jobs": request.jobs, "memory_mb": request.memory_mb, "run_timeout": request.run_timeout}
    for name, low in _LEAST.items():
        value = given[name]
        if value is not None and value < low:
            raise InputError([Fault(TOO_LOW, {"option": _option(name), "low": low})])
    if request.scheduler is not None:
        here_only = [name for name in _HERE if given[name] is not None]
        if here_only:
            raise InputError([Fault(HERE_ONLY, {"option": _option(name)}) for name in here_only])
        if not request.scheduler.startswith("tls://"):
            reporter.notice(Fault(IN_THE_CLEAR))
        return Dask.at(request.scheduler, perform, lang, wanted or 1, request.run_timeout)
    jobs = request.jobs or jobs_for(wanted)
    threads = wanted or max(1, n_cores() // jobs)
    return Local(jobs, threads, perform, lang, request.memory_mb, request.run_timeout)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


NO_FILE: Final = Text(nl="dit bestand bestaat niet.", en="this file does not exist.")
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
