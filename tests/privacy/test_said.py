"""What the program says and where it writes: no header, sheet title, option or key that may be personal, nobody named
in a log, and files that are their owner's only."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from geodata.columns import shown
from geodata.language import Lang
from geodata.vocabulary import is_plain
from maps.settings import changed_lines
from optimizer.application.drawing_request import Drawing
from optimizer.batch.grid import expanded, parsed
from optimizer.batch.inputs import named
from optimizer.batch.record import waiting
from optimizer.batch.runs import Fingerprint, Versions, runs_of
from optimizer.batch.single_run import perform
from optimizer.batch.spec import Spec
from optimizer.batch.task import Payload, Task
from optimizer.cli import run
from optimizer.policy.values import Policy
from tests.cli.conftest import HEADER, village_plan, village_rows
from tests.privacy.regions import SECRET

NAME = "Rinske van Oudkarspel"
posix = pytest.mark.skipif(os.name != "posix", reason="other systems keep rights otherwise")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "gezinnen.csv").write_text("\n".join([HEADER, *village_rows()]), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "header",
    ["Telefoonnummer", "naam_pleegouder", "Naam pleegouder 1", "First name", "geb.datum", "BSN kind", "opmerking"],
)
def test_a_header_of_plain_words_may_be_repeated(header: str) -> None:
    assert is_plain(header)
    assert shown(header, 3) == header


@pytest.mark.parametrize(
    "header",
    [NAME, f"naam {NAME}", "naamJansen", "Kerkstraat 12", "12 mei 2014", "j.jansen@example.org", "0612345678", "", " "],
)
def test_any_other_header_is_told_by_the_letter_of_its_column(header: str) -> None:
    assert shown(header, 3) == "D"


def _with_column(folder: Path, header: str, cell: str) -> Path:
    path = folder / "met.csv"
    rows = [f"{HEADER};{header}", *(f"{row};{cell}" for row in village_rows())]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def _workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for title in (NAME, "Gezinnen", f"Oud {NAME}"[:31]):
        sheet = book.create_sheet(title)
        for row in [HEADER.split(";"), *(each.split(";") for each in village_rows())] if title != NAME else []:
            sheet.append(row)
    del book["Sheet"]
    book.save(folder / "gezinnen.xlsx")
    return folder / "gezinnen.xlsx"


def _by_hand(folder: Path) -> str:
    (folder / "plan.csv").write_text(village_plan(), encoding="utf-8")
    return str(folder / "plan.csv")


def _lines(folder: Path) -> Iterator[list[str]]:
    """Give command lines in which somebody's name stands where the program did not expect it."""
    plain, out = str(folder / "gezinnen.csv"), ["-o", str(folder / "uit"), "--workers", "1"]
    yield ["check", str(_with_column(folder, NAME, "x")), _by_hand(folder)]
    yield ["check", str(_with_column(folder, f"naam {NAME}", "x")), _by_hand(folder)]
    yield ["check", str(_with_column(folder, f"geboren {NAME}", "12 mei 2014")), _by_hand(folder)]
    yield ["check", str(_workbook(folder)), _by_hand(folder)]
    yield ["anonymise", str(_with_column(folder, NAME, "x")), "-o", str(folder / "a.csv"), "--key", str(folder / "k")]
    yield ["plan", plain, *out, f"--{NAME}"]
    yield [f"--{NAME.split(maxsplit=1)[0]}", "plan", plain]
    yield [NAME, plain]
    yield ["template", NAME, NAME, "-o", str(folder / "c.csv")]
    for name in (NAME, "oudkarspel", "van_oudkarspel"):
        for text in (f'"{name}" = 1', f'[size]\n"{name}" = 1', f'["{name}"]\nmin = 1'):
            (folder / "beleid.toml").write_text(text, encoding="utf-8")
            yield ["plan", plain, *out, "--policy", str(folder / "beleid.toml")]
            (folder / "bedragen.toml").write_text(text, encoding="utf-8")
            yield ["costs", plain, _by_hand(folder), "-o", out[1], "--money", str(folder / "bedragen.toml")]
        for text in (f'"{name}" = 1\ninputs = []', f'inputs = ["gezinnen.csv"]\n[scenarios.een]\n"{name}" = 1'):
            (folder / "reeks.toml").write_text(text, encoding="utf-8")
            yield ["batch", str(folder / "reeks.toml"), "-o", str(folder / "reeks")]
    (folder / "kolommen.toml").write_text(f'[columns]\n"{NAME}" = "beds"\n', encoding="utf-8")
    yield ["anonymise", plain, "-o", str(folder / "b.csv"), "--columns", str(folder / "kolommen.toml")]
    for command in ("explain", "suggest", "without"):
        yield [command, plain, str(folder / "uit"), NAME]
    yield ["rollout", plain, *out, "--pilot", NAME]
    yield ["batch", plain, "-o", str(folder / "reeks"), "--vary", f"{NAME}=1"]
    yield ["batch", plain, "-o", str(folder / "reeks"), "--vary", f"radius.hub_km={NAME}"]
    yield ["share", plain, str(folder / "uit"), "--audience", f"provider={NAME}", "-o", str(folder / "delen")]


@pytest.mark.parametrize("lang", Lang)
def test_no_message_repeats_a_header_a_sheet_an_option_or_a_key_that_may_be_a_name(
    lang: Lang, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in _lines(folder):
        code = run([*line, "--lang", lang, *(["--force"] if "-o" in line else [])])
        said = capsys.readouterr()
        assert code in {0, 2}
        assert said.err
        for word in {*NAME.split(), *NAME.casefold().split()} - {"van"}:
            assert word not in said.out + said.err, line


@pytest.mark.parametrize("option", ["--Jansen", "--Maks", "--Louise", "--Madius-km"])
def test_an_option_that_looks_like_one_that_exists_is_not_repeated_either(
    option: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A family called Jansen is near enough to ``--consent`` for the program to ask what is meant."""
    assert run(["plan", str(folder / "gezinnen.csv"), option]) == 2
    said = capsys.readouterr()
    assert option.strip("-") not in said.out + said.err


def test_a_log_counts_families_that_are_tied_and_names_none(folder: Path) -> None:
    rows = [f"{HEADER};samen", *(f"{row};{'K' if row.startswith(('N1', 'Z1')) else ''}" for row in village_rows())]
    rows[3] = f"{rows[3].rpartition(';')[0]};alleen-deze"
    lines: list[object] = []
    policy = Policy().changed({"radius.hub_km": 6.0})
    task = Task("een", Payload("gezinnen.csv", "\n".join(rows).encode()), None, policy, Lang.EN, 1, Drawing())
    perform(task, lines.append)
    log = "\n".join(line for line in lines if isinstance(line, str))
    assert "(pseudonyms: 2) belong together" in log
    assert "Radius: a satellite to its hub home, km: 6.0 km" in log
    assert "radius.hub_km" not in log
    assert "at 10 to 15 km from" in log
    assert "nobody: (pseudonyms: 1)" in log
    ids = [row.split(";")[0] for row in village_rows()]
    assert not [name for name in ids if f" {name} " in log or f" {name}," in log or f"{name} (" in log]


def test_a_run_is_called_by_the_place_of_a_pilot_that_is_tried_and_told_by_what_can_be_an_id(folder: Path) -> None:
    """Its name is that of a folder and begins the log; what is no id may be somebody's name."""
    scenarios = expanded("", parsed([f"rollout.pilot=H-012,{NAME}"]))
    runs = runs_of(Spec(named([(folder / "gezinnen.csv", None, None)]), scenarios, Policy(), folder, folder))
    assert [each.name for each in runs] == ["gezinnen--rollout.pilot=1", "gezinnen--rollout.pilot=2"]

    fingerprint, versions = Fingerprint("", None, "", ""), Versions("", "", "")
    record, other = (waiting(each, fingerprint, versions) for each in runs)
    assert (record.scenario, record.settings) == ("rollout.pilot=1", {"rollout.pilot": "H-012"})
    assert (other.scenario, other.settings) == ("rollout.pilot=2", {"rollout.pilot": "2"})


def test_a_log_says_settings_that_are_numbers_and_none_that_may_be_a_name() -> None:
    policy = Policy().changed({"hubs.max": 4, "rollout.pilot": "N1", "rollout.to_find": ("1211",)})

    assert [line.value for line in changed_lines(policy, Lang.NL)] == ["4"]


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077, pytest.param(0o022, marks=pytest.mark.slow)])
def test_outputs_with_pseudonyms_are_their_owners_only_whatever_the_umask(umask: int, folder: Path) -> None:
    families, plan = str(folder / "gezinnen.csv"), str(folder / "plan" / "plan.json")
    before = os.umask(umask)
    try:
        assert run(["plan", families, "-o", str(folder / "plan"), "--workers", "1", "-q"]) == 0
        assert run(["map", families, plan, "-o", str(folder / "kaart.html"), "-q"]) == 0
        for audience, name in (("council", "delen"), ("provider=Heide", "heide")):
            assert run(["share", families, plan, "--audience", audience, "-o", str(folder / name), "-q"]) == 0
    finally:
        os.umask(before)
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in ("plan", "heide")} == {0o700}
    private = [*(folder / "plan").iterdir(), folder / "kaart.html", *(folder / "heide").iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "delen").iterdir()} == {0o666 & ~umask}


@posix
def test_a_folder_that_others_could_read_is_closed_when_results_are_replaced(folder: Path) -> None:
    line = ["plan", str(folder / "gezinnen.csv"), "-o", str(folder / "plan"), "--workers", "1", "-q"]
    (folder / "plan").mkdir(mode=0o755)
    assert run([*line, "--force"]) == 0
    assert stat.S_IMODE((folder / "plan").stat().st_mode) == 0o700


@posix
def test_a_loose_key_of_the_masks_is_repaired_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = folder / "mask.key"
    key.write_text(SECRET.hex(), encoding="ascii")
    key.chmod(0o644)
    masked = ["--mask", "donut", "--mask-key", str(key)]
    line = ["map", str(folder / "gezinnen.csv"), _by_hand(folder), *masked]
    assert run([*line, "-o", str(folder / "een.html")]) == 0
    assert "konden de sleutel van de maskers lezen; dat kan nu niet meer" in capsys.readouterr().err
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert run([*line, "-o", str(folder / "twee.html")]) == 0
    assert "sleutel van de maskers lezen" not in capsys.readouterr().err
