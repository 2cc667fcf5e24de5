"""``plan --alternatives`` writes further plans in folders of their own, and a page to choose from."""

import json
import re
import stat
from pathlib import Path

import pytest

from optimizer.cli import run
from optimizer.cli.exit_codes import EXIT_INPUT
from tests.cli.conftest import HEADER, Command


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Families between two hub homes, who may be with either."""
    rows = [f"{hub};52,{lat};5,200;Heide;1;kandidaat;2;ja" for hub, lat in (("Noord", 300), ("Zuid", 290))]
    rows += [f"F{at};52,29{at};5,2{at}0;{'Heide' if at % 2 else 'Duin'};1;nee;0;ja" for at in range(1, 9)]
    path = tmp_path_factory.mktemp("between") / "gezinnen.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def written(between: Path) -> Path:
    folder = between.parent / "plan"
    size = ("--size", "2:4:6", "--workers", "1", "--time-limit", "10")
    more = ("--alternatives", "2", "--within", "0,5")
    assert run(["--lang", "en", "plan", str(between), "-o", str(folder), "-q", *size, *more]) == 0
    return folder


def test_each_plan_has_its_folder_and_passes_the_check(call: Command, between: Path, written: Path) -> None:
    assert {"alternatives.html", "alternative-2", "plan.json"} <= {p.name for p in written.iterdir()}
    found = []
    for folder in (written, written / "alternative-2"):
        assert call("check", between, folder / "plan.json", "-q").code == 0
        told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        found.append({name: each["hub"] for each in told["constellations"] for name in each["satellites"]})
    assert sum(found[1].get(name) != hub for name, hub in found[0].items()) >= 2
    assert (written / "alternative-2" / "compare.html").is_file()


def test_the_page_puts_the_figures_side_by_side_and_leads_to_each_plan(written: Path) -> None:
    page = (written / "alternatives.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)

    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page) == ["Figure", "Plan 1", "Plan 2"]
    assert links == [
        "map.html",
        "report.html",
        "alternative-2/map.html",
        "alternative-2/report.html",
        "alternative-2/compare.html",
    ]
    assert all((written / link).is_file() for link in links)


def test_folders_can_be_entered_and_are_their_owners_only(written: Path) -> None:
    assert stat.S_IMODE((written / "alternative-2").stat().st_mode) == 0o700
    assert stat.S_IMODE((written / "alternative-2" / "plan.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--alternatives", "1"), "--alternatives must lie between 2 and 10."),
        (("--alternatives", "3", "--differ", "0"), "--differ is a share above 0"),
        (("--alternatives", "3", "--within", "2"), "--within is a share from 0 to 1"),
    ],
)
def test_numbers_that_cannot_be_are_told(
    call: Command, between: Path, tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    called = call("--lang", "en", "plan", between, "-o", tmp_path / "out", *given)

    assert called.code == EXIT_INPUT
    assert said in called.err


def test_fewer_than_asked_for_is_told_with_the_proof(call: Command, between: Path, tmp_path: Path) -> None:
    size = ("--size", "2:4:6", "--workers", "1", "--time-limit", "10")
    called = call(
        "plan", between, "-o", tmp_path / "out", *size, "--alternatives", "2", "--differ", "1", "--within", "0"
    )

    assert called.code == 0
    assert "meer plannen die zo goed zijn en zo verschillen, bestaan er niet (bewezen)" in called.err
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == []
