"""Small regions, and the batch as a person or a cron job calls it: in a process of its own, or in this one."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from geodata.language import Lang
from optimizer.batch import request
from optimizer.batch.engine import Began, Ended, Event, Load, Progressed
from optimizer.batch.record import Record, read_ended
from optimizer.batch.runs import Fingerprint, Run, Versions
from optimizer.batch.task import Message, Perform, Task
from optimizer.batch.worker import done
from optimizer.cli import run
from optimizer.outcome import Progress

HEADER = "gezin_id;breedtegraad;lengtegraad;aanbieder;pleegkinderen;hubhome;logeerbedden"


def region_rows(*, shift: int = 0, provider: str = "Duin") -> list[str]:
    """Twenty homes: two hub homes five kilometres apart, with nine homes on the way north of each."""
    rows = []
    for hub, lat in (("Noord", 52250 + shift), ("Zuid", 52205 + shift)):
        rows.append(f"{hub};52,{lat % 1000:03d};5,200;Heide;1;kandidaat;2")
        rows += [f"{hub[0]}{at};52,{lat % 1000 + 3 * at:03d};5,20{at};{provider};1;nee;0" for at in range(1, 10)]
    return rows


def write_region(path: Path, rows: list[str]) -> Path:
    """Write a families file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Said:
    """What a batch said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Command:
    """The command in processes of its own, each ended with the test."""

    folder: Path
    started: list[subprocess.Popen[str]]

    def start(self, *arguments: object, **more: str) -> subprocess.Popen[str]:
        """Begin, and go on with the test."""
        words = [sys.executable, "-c", "from optimizer.cli import main; main()", "batch", *map(str, arguments)]
        process = subprocess.Popen(
            words,
            cwd=self.folder,
            env={**_bare_environment(self.folder), **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def __call__(self, *arguments: object, **more: str) -> Said:
        """Run to the end, as cron would: no terminal anywhere."""
        return ended(self.start(*arguments, **more))


def ended(process: subprocess.Popen[str]) -> Said:
    """Wait until a batch ends."""
    out, err = process.communicate(timeout=300)
    return Said(process.returncode, out, err)


def _bare_environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**kept, "XDG_DATA_HOME": str(folder / ".data"), "PYTHONWARNINGS": "error"}


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Command]:
    """Give the command; what it started is ended after the test."""
    command = Command(tmp_path, [])
    yield command
    for process in command.started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@dataclass(frozen=True, slots=True)
class Here:
    """Does the runs of a batch as a worker does, one after the other, in this process: a worker takes long to begin."""

    jobs: int
    threads: int
    perform: Perform
    lang: Lang
    memory_mb: float | None
    run_timeout_s: float | None

    def run(self, runs: Sequence[Run], load: Load) -> Iterator[Event]:
        """Do the runs; see :class:`optimizer.batch.engine.Engine`."""
        for each in runs:
            yield Began(each)
            told: list[Message] = []
            task = load(each)
            result = done(replace(task, threads=1), self.perform, told.append) if isinstance(task, Task) else task
            for message in told:
                if isinstance(message, Progress):
                    yield Progressed(each, message)
            log = [message for message in told if isinstance(message, str)]
            yield Ended(each, result, (*log, *result.sentences))


@dataclass(frozen=True, slots=True)
class CommandHere:
    """The command, and all that it does, in this process: where processes are not what a test is about."""

    folder: Path

    def __call__(self, *arguments: object) -> Said:
        """Run to the end."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, chdir(self.folder), redirect_stdout(out), redirect_stderr(err):
            for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
                patch.delenv(name, raising=False)
            patch.setenv("XDG_DATA_HOME", str(self.folder / ".data"))
            patch.setattr(request, "Local", Here)
            code = run(["batch", *map(str, arguments)])
        return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture
def batch_here(tmp_path: Path) -> CommandHere:
    """Give the command in this process."""
    return CommandHere(tmp_path)


SPEC = """
inputs = ["noord.csv", "zuid.csv"]
[policy]
size.min = 4
solve.time_limit_s = 60
[scenarios.straal]
radius.hub_km = [2.5, 4]
[scenarios."geen hubs"]
hubs.max = 0
"""


@pytest.fixture(scope="session")
def _finished_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    write_region(folder / "noord.csv", region_rows())
    write_region(folder / "zuid.csv", region_rows(shift=-30))
    (folder / "spec.toml").write_text(SPEC, encoding="utf-8")
    assert CommandHere(folder)("spec.toml", "-o", "uit").code == 0
    return folder


@pytest.fixture
def finished(_finished_once: Path, tmp_path: Path) -> Path:
    """Give a folder with two regions, three scenarios, and the batch of them in ``uit``; free to be changed."""
    shutil.copytree(_finished_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def records_of(folder: Path) -> list[Record]:
    """Read how each run ended, from its own folder."""
    found = []
    for path in sorted(folder.glob("runs/*/run.json")):
        document = json.loads(path.read_bytes())
        mark = Fingerprint(
            document["input_sha256"], document["distances_sha256"], document["policy_sha256"], document["key"]
        )
        versions = Versions(*document["program"].values())
        radius_km = float(document["settings"].get("radius.hub_km", 5))
        names = (document["run"], document["input"], document["scenario"], document["settings"])
        record = read_ended(path.read_bytes(), Record(*names, radius_km, mark, versions, document["seed"]))
        assert record is not None
        found.append(record)
    return found


def rows_of(folder: Path) -> dict[str, dict[str, str]]:
    """Read ``summary.csv`` by run."""
    text = (folder / "summary.csv").read_text(encoding="utf-8-sig")
    return {row["run"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def statuses(folder: Path) -> dict[str, str]:
    """Read how each run ended."""
    return {name: row["status"] for name, row in rows_of(folder).items()}


def same_but_for_times(folder: Path) -> list[dict[str, str]]:
    """Read ``summary.csv`` without what was measured."""
    return [
        {key: value for key, value in row.items() if key not in {"seconds", "memory_mb"}}
        for row in rows_of(folder).values()
    ]


def events(out: str) -> list[dict[str, object]]:
    """Read the lines of ``--json``."""
    return [json.loads(line) for line in out.splitlines()]


def until(holds: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """Give the worker processes of a batch."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            try:
                stat = (each / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                words = (each / "cmdline").read_bytes()
            except OSError:
                continue
            if int(stat[1]) == pid and b"spawn_main" in words and stat[0] != "Z":
                found.append(int(each.name))
    return found
