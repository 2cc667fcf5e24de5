"""A batch among calamities: workers that die, a parent that dies, Ctrl-C, memory, time, two at once."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import (
    Command,
    children_of,
    ended,
    events,
    region_rows,
    rows_of,
    same_but_for_times,
    statuses,
    until,
    write_region,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
]

LONG = ("--time-limit", 60)


def write_slow(folder: Path, *names: str) -> None:
    """Write regions whose search takes all the time that it is given: many families, all near each other."""
    rows = [
        f"G{at};52,{200 + at % 37:03d};5,{200 + at % 41:03d};{'Heide' if at % 3 else 'Duin'};{at % 4 + 1};"
        f"{'kandidaat;2' if at % 5 == 0 else 'nee;0'}"
        for at in range(160)
    ]
    for name in names:
        write_region(folder / name, rows)


def test_a_worker_that_is_killed_ends_its_own_run_and_the_others_go_on(batch: Command, tmp_path: Path) -> None:
    write_slow(tmp_path, "a-traag.csv")
    write_region(tmp_path / "b-goed.csv", region_rows())
    process = batch.start("a-traag.csv", "b-goed.csv", "-o", "uit", "--jobs", 1, "--json", *LONG)
    assert process.stdout is not None
    line = ""
    while '"progress"' not in line:
        line = process.stdout.readline()
    os.kill(children_of(process.pid)[0], signal.SIGKILL)
    said = ended(process)
    assert said.code == 1
    assert statuses(tmp_path / "uit") == {"a-traag": "killed", "b-goed": "optimal"}
    assert rows_of(tmp_path / "uit")["a-traag"]["error"] == (
        "het proces van deze berekening is van buiten beëindigd; vaak is het werkgeheugen dan vol."
    )
    log = (tmp_path / "uit" / "runs" / "a-traag" / "log.txt").read_text(encoding="utf-8")
    assert "160 gezinnen gelezen" in log, "what the worker told before it died is kept"


def test_a_batch_whose_process_is_killed_goes_on_where_it_was(batch: Command, finished: Path) -> None:
    write_slow(finished, "traag.csv")
    text = (finished / "spec.toml").read_text(encoding="utf-8")
    (finished / "spec.toml").write_text(text.replace('"zuid.csv"', '"traag.csv", "zuid.csv"'), encoding="utf-8")
    process = batch.start("spec.toml", "-o", "uit", "--jobs", 1, "--json")
    assert process.stdout is not None
    line = ""
    while '"progress"' not in line:
        line = process.stdout.readline()
    workers = children_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    half = finished / "uit" / "runs" / ".noord--geen_hubs.constellations-new-999999999-x"
    half.mkdir()
    write_region(finished / "traag.csv", region_rows(shift=3))
    lines = events(batch("spec.toml", "-o", "uit", "--json").out)
    assert lines[0]["finished"] == 6, "what was finished is not done again"
    assert sorted(str(each["run"]) for each in lines if each["event"] == "finished") == [
        "traag--geen_hubs",
        "traag--straal_radius.hub_km=2.5",
        "traag--straal_radius.hub_km=4",
    ]
    assert set(statuses(finished / "uit").values()) == {"optimal"}


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(
    batch: Command, tmp_path: Path, sign: signal.Signals
) -> None:
    write_slow(tmp_path, "b-traag.csv")
    write_region(tmp_path / "a-kapot.csv", ["kapot"])
    process = batch.start("a-kapot.csv", "b-traag.csv", "-o", "uit", "--jobs", 1, "--json", *LONG)
    assert process.stdout is not None
    line = ""
    while '"progress"' not in line:
        line = process.stdout.readline()
    workers = children_of(process.pid)
    os.killpg(process.pid, sign)
    said = ended(process)
    assert said.code == 130
    assert "Gestopt. Wat klaar is, is bewaard; dezelfde opdracht gaat verder waar u was.\n" in said.err
    assert "Traceback" not in said.err
    assert statuses(tmp_path / "uit") == {"a-kapot": "input", "b-traag": "pending"}
    assert events(said.out)[-1]["interrupted"] is True
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert not (tmp_path / "uit" / "runs" / "b-traag").exists()
    assert "Nog te doen: 1" in (tmp_path / "uit" / "summary.html").read_text(encoding="utf-8")


def test_two_batches_on_one_folder_exclude_each_other(batch: Command, tmp_path: Path) -> None:
    write_slow(tmp_path, "traag.csv")
    first = batch.start("traag.csv", "-o", "uit", "--jobs", 1, "--json", *LONG)
    assert first.stdout is not None
    assert json.loads(first.stdout.readline())["event"] == "batch"
    second = batch("traag.csv", "-o", "uit")
    assert second.code == 2
    assert f"uit: in deze map is al een batch bezig (proces {first.pid} op " in second.err
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    write_region(tmp_path / "traag.csv", region_rows())
    assert batch("traag.csv", "-o", "uit").code == 0, "the lock of a batch that was killed holds nobody back"


def test_too_much_memory_and_too_much_time_end_one_run(batch: Command, tmp_path: Path) -> None:
    write_slow(tmp_path, "traag.csv")
    said = batch("traag.csv", "weg.csv", "-o", "geheugen", "--memory-mb", 60, "--jobs", 1, "--lang", "en", *LONG)
    assert said.code == 1
    assert statuses(tmp_path / "geheugen") == {"traag": "memory", "weg": "input"}
    row = rows_of(tmp_path / "geheugen")["traag"]
    assert row["error"] == "this run took more than the limit of 60 MB (--memory-mb)."
    assert int(row["memory_mb"]) > 60
    assert batch("traag.csv", "-o", "tijd", "--run-timeout", 1, "--lang", "en", *LONG).code == 1
    row = rows_of(tmp_path / "tijd")["traag"]
    assert (row["status"], row["error"]) == (
        "timeout",
        "this run had not ended after 1 s and was ended (--run-timeout).",
    )


def test_what_fell_away_is_done_again_the_next_time(batch: Command, tmp_path: Path) -> None:
    write_region(tmp_path / "een.csv", region_rows())
    assert batch("een.csv", "-o", "uit", "--memory-mb", 60).code == 1
    assert statuses(tmp_path / "uit") == {"een": "memory"}
    assert batch("een.csv", "-o", "uit").code == 0
    assert statuses(tmp_path / "uit") == {"een": "optimal"}
    assert same_but_for_times(tmp_path / "uit")[0]["error"] == ""
