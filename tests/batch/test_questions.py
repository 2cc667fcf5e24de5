"""What a batch is asked: grids of scenarios, names of runs, files; each a table."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import InputError
from geodata.language import Lang
from optimizer.batch.charts import charts
from optimizer.batch.grid import Scenario, expanded, parsed
from optimizer.batch.inputs import files_of, named
from optimizer.batch.record import Record, read_ended
from optimizer.batch.runs import Fingerprint, Hashes, Run, Versions, fingerprint, runs_of
from optimizer.batch.spec import Spec, read_spec
from optimizer.batch.table import as_csv
from optimizer.batch.task import Counts, End
from optimizer.files.planfile import Stated
from optimizer.policy.values import Policy


def faults_of(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.say(Lang.EN) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("settings", "combinations"),
    [
        ({}, [{}]),
        ({"radius.hub_km": 4}, [{"radius.hub_km": 4}]),
        ({"radius.hub_km": [3, 5]}, [{"radius.hub_km": 3}, {"radius.hub_km": 5}]),
        (
            {"radius.hub_km": [3, 5], "hubs.max": ["none", 9]},
            [
                {"radius.hub_km": 3, "hubs.max": None},
                {"radius.hub_km": 3, "hubs.max": 9},
                {"radius.hub_km": 5, "hubs.max": None},
                {"radius.hub_km": 5, "hubs.max": 9},
            ],
        ),
        ({"objective.tiers": ["travel"]}, [{"objective.tiers": ["travel"]}]),
        (
            {"objective.tiers": [["travel"], ["unplaced", "travel"]]},
            [{"objective.tiers": ["travel"]}, {"objective.tiers": ["unplaced", "travel"]}],
        ),
        ({"distance.metric": "none"}, [{"distance.metric": "none"}]),
    ],
)
def test_lists_make_a_grid(settings: dict[str, Any], combinations: list[dict[str, Any]]) -> None:
    assert [dict(each.settings) for each in expanded("naam", settings)] == combinations


@pytest.mark.parametrize("values", [[], [3, 3], [3, 3.0]])
def test_an_empty_list_and_a_value_twice_are_refused(values: list[float]) -> None:
    with pytest.raises(InputError):
        expanded("naam", {"radius.hub_km": values})


def test_a_grid_that_nobody_waits_for_is_refused() -> None:
    with pytest.raises(InputError) as error:
        expanded("naam", {"radius.hub_km": list(range(1, 400)), "hubs.max": list(range(400))})
    assert "more than 100,000" in faults_of(error)[0]


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        (["radius.hub_km=3,5,7.5"], {"radius.hub_km": [3.0, 5.0, 7.5]}),
        (
            ["hubs.max=none,10", "size.count_hub=true,false"],
            {"hubs.max": ["none", 10], "size.count_hub": [True, False]},
        ),
        (["objective.tiers=unplaced+travel,travel"], {"objective.tiers": [["unplaced", "travel"], ["travel"]]}),
    ],
)
def test_a_grid_on_the_command_line(words: list[str], settings: dict[str, Any]) -> None:
    assert parsed(words) == settings


def test_a_label_names_what_is_varied() -> None:
    (only, _) = expanded("ruim", {"size.max": 12, "radius.hub_km": [7.5, 10]})
    assert only.label == "ruim radius.hub_km=7.5"
    assert expanded("", {"radius.hub_km": [7.5]})[0].label == "radius.hub_km=7.5"


def test_a_specification_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    path = tmp_path / "spec.toml"
    path.write_text(
        'inputs = ["a.csv", 3, {file = "b.csv", naam = "b"}, {file = "*.leeg"}]\nscenario = 1\n'
        "[policy]\nradius.hub_km = -1\n[scenarios.een]\nhub_km = 3\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        read_spec(path)
    said = faults_of(error)
    assert [sentence.split(":")[0] for sentence in said] == [
        "spec.toml", "spec.toml", "spec.toml", "*.leeg", "spec.toml", "spec.toml",
    ]  # fmt: skip
    assert "number 2 of 'inputs'" in said[1]
    assert "scenario 'een': 'hub_km' belongs in a section of the policy" in said[4]


def test_impossible_scenarios_are_told_before_anything_runs(tmp_path: Path) -> None:
    scenarios = expanded("krap", {"size.min": [6, 11]})
    spec = Spec(named([(tmp_path / "a.csv", None, None)]), scenarios, Policy(), tmp_path, tmp_path)
    with pytest.raises(InputError) as error:
        runs_of(spec)
    assert faults_of(error) == [
        "krap size.min=11: 'size.min', 'size.target' and 'size.max' must go from small to large."
    ]


@pytest.mark.parametrize("extra", ["a.csv", "b.xlsx"])
def test_a_folder_stands_for_its_tables(tmp_path: Path, extra: str) -> None:
    for name in (extra, ".verborgen.csv", "~$b.xlsx", "brief.docx"):
        (tmp_path / name).touch()
    assert [path.name for path in files_of(".", tmp_path)] == [extra]


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    files = [(Path("noord/gezinnen.csv"), None, None), (Path("zuid/gezinnen.csv"), None, None)]
    assert [each.name for each in named(files)] == ["noord-gezinnen", "zuid-gezinnen"]


def some_runs(names: list[str], labels: list[str]) -> tuple[Run, ...]:
    inputs = named((Path(f"{at}/{name}"), name, None) for at, name in enumerate(names))
    scenarios = tuple(Scenario(label) for label in labels)
    return runs_of(Spec(inputs, scenarios, Policy(), Path(), Path()))


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90)


@given(
    st.lists(text, min_size=1, max_size=4, unique_by=str.casefold),
    st.lists(text, min_size=1, max_size=4, unique=True),
)
def test_every_run_has_a_folder_of_its_own_on_every_kind_of_disk(names: list[str], labels: list[str]) -> None:
    try:
        runs = some_runs(names, labels)
    except InputError:
        return  # two names that cannot be told apart when shown
    folders = [run.name for run in runs]
    assert len({name.casefold() for name in folders}) == len(names) * len(labels)
    for name in folders:
        assert 0 < len(name) <= 100
        assert name[0] not in "=+-@,. "
        assert name[-1] not in ". "
        assert not set(name) & set('/\\<>:"|?*\0\n\t ')


VERSIONS = Versions("0.1.0", "9.15", "x")


def test_a_run_is_known_by_all_that_decides_it_and_by_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("een", encoding="utf-8")
    (run,) = runs_of(Spec(named([(tmp_path / "a.csv", None, None)]), (Scenario(""),), Policy(), tmp_path, tmp_path))

    def key(run: Run = run, versions: Versions = VERSIONS, **appearance: object) -> str:
        return fingerprint(run, Hashes(), versions, appearance).key

    first = key()
    assert key() == first
    others = [
        key(Run(run.name, run.input, run.scenario, Policy().changed({"radius.hub_km": 4.0}))),
        key(Run(run.name, run.input, run.scenario, Policy().changed({"solve.time_limit_s": 31.0}))),
        key(Run(run.name, run.input, run.scenario, run.policy, tmp_path / "a.csv")),
        key(versions=Versions("0.1.1", "9.15", "x")),
        key(versions=Versions("0.1.0", "9.16", "x")),
        key(versions=Versions("0.1.0", "9.15", "y")),
        key(exact=True),
    ]
    (tmp_path / "a.csv").write_text("twee", encoding="utf-8")
    others.append(key())
    assert len({first, *others}) == 9
    assert key(Run("anders", run.input, Scenario("anders"), run.policy)) == key()


def record(name: str, radius_km: float, placed: int, n_constellations: int, **settings: str) -> Record:
    counts = Counts(20, 20, placed, 20 - placed, 0, n_constellations, 4999)
    return Record(
        f"{name}-{radius_km}-{settings}",
        name,
        " ".join([str(radius_km), *settings.values()]),
        {"radius.hub_km": str(radius_km), **settings},
        radius_km,
        Fingerprint("a" * 64, None, "b" * 64, "c" * 64),
        VERSIONS,
        0,
        End.FEASIBLE,
        counts=counts,
        tiers=(Stated("unplaced", 20 - placed, 0), Stated("travel", 1000, None)),
        seconds=1.5,
        memory_mb=100,
    )


def test_what_is_written_of_a_run_is_read_back() -> None:
    before = record("a", 5.0, 18, 2)
    assert read_ended(before.to_json(), before) == before
    assert read_ended(before.to_json()[:-30], before) is None
    assert read_ended(b'{"schema": "constellations/run/1", "key": "' + b"c" * 64 + b'"}', before) is None


def test_charts_sum_what_every_file_has_and_keep_other_settings_apart() -> None:
    records = [
        record(name, km, int(km) + 10, int(km), **{"size.max": size})
        for name in "ab"
        for km in (3.0, 5.0)
        for size in ("8", "10")
    ]
    records.append(record("a", 7.5, 17, 7, **{"size.max": "8"}))
    ((heading, drawn), (other, by_hubs)) = charts(records, Lang.EN)
    assert (heading, other) == ("Families placed and the radius", "Families placed and the number of hub homes")
    assert len(drawn) == len(by_hubs) == 3
    together, first, _ = drawn
    assert "<title>3: 26</title>" in together
    assert "<title>5: 30</title>" in together
    assert "7.5" not in together, "only one of the two files has it"
    assert "<title>7.5: 17</title>" in first
    assert first.count("<polyline") == 2
    assert "size.max=8" in first


def test_a_gap_is_a_share_of_the_value_and_nothing_where_nothing_is_proved() -> None:
    line = as_csv([record("a", 5.0, 18, 2)], Lang.EN).decode("utf-8-sig").splitlines()
    row = dict(zip(line[0].split(";"), line[1].split(";"), strict=True))
    assert (row["tier.unplaced"], row["bound.unplaced"], row["gap.unplaced"]) == ("2", "0", "1")
    assert (row["tier.travel"], row["bound.travel"], row["gap.travel"]) == ("1000", "", "")
    assert row["farthest_km"] == "4.999"
    assert row["by_proof"] == "no"
