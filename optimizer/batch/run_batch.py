"""A batch from beginning to end: what is finished stays, what is not is done, and all of it comes into one table."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from geodata.errors import Fault
from geodata.language import Lang
from optimizer.application.drawing_request import Drawing
from optimizer.application.kept_masks import KeptMasks, ledger_of
from optimizer.batch import words
from optimizer.batch.engine import Ended, Engine, Event
from optimizer.batch.folder import Folder
from optimizer.batch.record import Record, waiting
from optimizer.batch.runs import Hashes, Run, Versions, fingerprint
from optimizer.batch.task import End, Payload, RunResult, Task

_SUMMARY_EVERY_S: Final = 60.0

Summarise = Callable[[Sequence[Record]], Mapping[str, bytes]]


class Listener(Protocol):
    """Is told how a batch goes."""

    def opened(self, records: Sequence[Record], jobs: int) -> None:
        """All runs in order; those that are finished already have their end."""
        ...

    def heard(self, event: Event) -> None:
        """Something happened, or nothing for a moment."""
        ...

    def ended(self, record: Record) -> None:
        """Take that a run ended and is written."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done.

    Attributes
    ----------
    drawing
        How pages are drawn; the secret of the masks stands beside it.
    key_file
        Where that secret comes from, and where its ledger stands.
    again
        Whether finished runs are done again too.
    """

    runs: tuple[Run, ...]
    lang: Lang
    versions: Versions
    drawing: Drawing = field(default_factory=Drawing)
    mask_key: bytes | None = field(default=None, repr=False)
    key_file: Path | None = None
    again: bool = False

    @property
    def appearance(self) -> Mapping[str, object]:
        """What decides how results look, for the hash of a run; it tells one secret from another and not the secret."""
        key = None if self.mask_key is None else hashlib.sha256(b"mask key" + self.mask_key).hexdigest()[:16]
        drawing = self.drawing
        return {
            "exact": drawing.exact,
            "mask": drawing.mask,
            "tiles": drawing.tiles,
            "mask_key": key,
            "lang": str(self.lang),
        }


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a batch went: every run in order, and whether the user ended it."""

    records: tuple[Record, ...]
    interrupted: bool


def run_batch(batch: Batch, engine: Engine, folder: Folder, listener: Listener, summarise: Summarise) -> BatchResult:
    """Do every run that is not finished, and write the summary. Ctrl-C ends it with what is finished.

    Raises
    ------
    InputError
        When the folder cannot be used.
    """
    with folder.held():
        hashes = Hashes()
        records: dict[str, Record] = {}
        for run in batch.runs:
            record = waiting(run, fingerprint(run, hashes, batch.versions, batch.appearance), batch.versions)
            records[run.name] = (None if batch.again else folder.finished(record)) or record
        todo = [run for run in batch.runs if records[run.name].end is End.PENDING]
        interrupted = False
        try:
            listener.opened(tuple(records.values()), engine.jobs)
            _do(batch, engine, folder, listener, summarise, records, todo)
        except KeyboardInterrupt:
            interrupted = True
        folder.summarise(lambda: summarise(tuple(records.values())))
        return BatchResult(tuple(records.values()), interrupted)


def _do(
    batch: Batch,
    engine: Engine,
    folder: Folder,
    listener: Listener,
    summarise: Summarise,
    records: dict[str, Record],
    todo: Sequence[Run],
) -> None:
    if not todo:
        return
    written = time.monotonic()
    with closing(engine.run(todo, lambda run: _load(run, records[run.name], batch))) as events:  # type: ignore[type-var]
        for event in events:
            listener.heard(event)
            if isinstance(event, Ended):
                name = event.run.name
                records[name] = folder.keep(records[name], event.result, event.log)
                if batch.key_file is not None and batch.mask_key is not None and event.result.kept_masks:
                    KeptMasks(batch.key_file, batch.mask_key).keep(batch.drawing.mask, event.result.kept_masks)
                listener.ended(records[name])
            if time.monotonic() - written > _SUMMARY_EVERY_S:
                folder.summarise(lambda: summarise(tuple(records.values())))
                written = time.monotonic()


def _load(run: Run, record: Record, batch: Batch) -> Task | RunResult:
    """Read the files of a run; they must be those by which it is known."""
    mark = record.fingerprint
    faults: list[Fault] = []
    families = _payload(run.input.path, mark.input_sha256, faults)
    distances = None if run.matrix is None else _payload(run.matrix, mark.distances_sha256, faults)
    today = None if run.today is None else _payload(run.today, mark.today_sha256, faults)
    if families is None or faults:
        return RunResult(End.INPUT, tuple(fault.say(batch.lang) for fault in faults))
    key, ledger = batch.mask_key, _ledger(batch)
    return Task(run.name, families, distances, run.policy, batch.lang, 0, batch.drawing, key, ledger, today)


def _ledger(batch: Batch) -> bytes:
    """Read where families were drawn before, as far as that is known."""
    try:
        return b"" if batch.key_file is None else ledger_of(batch.key_file).read_bytes()
    except OSError:
        return b""


def _payload(path: Path, sha256: str | None, faults: list[Fault]) -> Payload | None:
    try:
        payload = Payload(path.name, path.read_bytes())
    except (OSError, ValueError):
        faults.append(Fault(words.UNREADABLE, file=path.name))
        return None
    if Hashes.of_bytes(payload.content) != sha256:
        faults.append(Fault(words.CHANGED, file=path.name))
        return None
    return payload
