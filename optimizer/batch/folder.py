"""The folder of a batch: one folder a run, each written whole, and what is finished in it already."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.application.folder import check_folder, write_file, write_folder
from optimizer.application.results import FILES
from optimizer.batch.lock import HOLDER, LOCK, only_one
from optimizer.batch.record import Record, ended, read_ended
from optimizer.batch.task import RunResult
from optimizer.rollout.document import FILES as ROLL_OUT_FILES

MARKER: Final = "batch.json"
RECORD: Final = "run.json"
LOG: Final = "log.txt"
RUNS: Final = "runs"
SCHEMA: Final = "constellations/batch/1"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where results are kept; only the process that holds the lock writes here."""

    path: Path

    def check(self) -> None:
        """Say before any work is done whether a batch may be put here.

        Raises
        ------
        InputError
            When it holds something else than a batch, or may not be written.
        """
        if self.path.exists() and not self.path.is_dir():
            raise InputError([Fault(IS_FILE, file=self.path.name)])
        if self.path.is_dir() and not (self.path / MARKER).is_file() and any(map(_is_strange, self.path.iterdir())):
            raise InputError([Fault(NO_BATCH, file=self.path.name)])
        check_folder(self.path, force=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder and hold its lock.

        Raises
        ------
        InputError
            As :meth:`check`, or when another batch is at work in it.
        """
        self.check()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with only_one(self.path):
            if not (self.path / MARKER).is_file():
                write_file(self.path / MARKER, _json({"schema": SCHEMA}), force=True)
            yield

    def of(self, run: str) -> Path:
        """Give the folder of a run."""
        return self.path / RUNS / run

    def finished(self, record: Record) -> Record | None:
        """Give how a run ended, ``None`` where it has to be done: never done, other input, or not whole."""
        folder = self.of(record.run)
        try:
            found = read_ended((folder / RECORD).read_bytes(), record)
            if found is None or not found.end.final:
                return None
            whole = all(_sha256(folder / Path(name).name) == sha256 for name, sha256 in found.files.items())
        except OSError:
            return None
        return found if whole else None

    def keep(self, record: Record, result: RunResult, log: Sequence[str]) -> Record:
        """Write what a run gave; what an earlier run left there under the same names goes."""
        folder = self.of(record.run)
        kept = ended(record, result)
        for name in (RECORD, *FILES, *ROLL_OUT_FILES):
            with suppress(FileNotFoundError):
                (folder / name).unlink()
        text = "".join(f"{line}\n" for line in log)
        files = {**result.files, LOG: text.encode("utf-8", "replace"), RECORD: kept.to_json()}
        write_folder(folder, files, force=True)
        return kept

    def summarise(self, make: Callable[[], Mapping[str, bytes]]) -> None:
        """Write the files of the summary."""
        for name, content in make().items():
            write_file(self.path / name, content, force=True)


def _is_strange(path: Path) -> bool:
    """Whether a file is none that a batch may leave behind when it is killed at its very beginning."""
    return path.name not in {LOCK, HOLDER} and ".constellations-" not in path.name


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


IS_FILE: Final = Text(
    nl="dit is een bestand en geen map. Kies een andere naam na -o.",
    en="this is a file, not a folder. Choose another name after -o.",
)
NO_BATCH: Final = Text(
    nl="in deze map staan andere bestanden en geen batch. Kies een nieuwe of lege map na -o.",
    en="this folder holds other files and no batch. Choose a new or empty folder after -o.",
)
