"""A village of nineteen homes, its plan, and the command as a person calls it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from optimizer.cli import run

HEADER = "gezin_id;breedtegraad;lengtegraad;aanbieder;pleegkinderen;hubhome;logeerbedden;doet_mee"


@dataclass(frozen=True, slots=True)
class Called:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Called]


def village_rows() -> list[str]:
    """Two hub homes with seven homes around each, one far away, one that does not join, one only for a hub home."""
    rows = []
    for hub, lat in (("Noord", "52,30"), ("Zuid", "52,20")):
        rows.append(f"{hub};{lat}0;5,200;Heide;1;kandidaat;2;ja")
        rows += [f"{hub[0]}{at};{lat}{at};5,20{at};{'Heide' if at % 2 else 'Duin'};1;nee;0;ja" for at in range(1, 8)]
    rows.append("Ver;52,000;4,500;Duin;2;nee;0;ja")
    rows.append("Stop;52,301;5,201;Duin;2;nee;0;nee")
    rows.append("Oud;52,050;5,202;Duin;0;alleen;2;ja")
    return rows


def village_plan() -> str:
    """Write a plan of the village by hand, for commands that need one and no search."""
    rows = [f"{hub};{hub};hub" for hub in ("Noord", "Zuid")]
    rows += [f"{hub[0]}{at};{hub};satellite" for hub in ("Noord", "Zuid") for at in range(1, 8)]
    return "\n".join(["family_id;constellation;role", *rows])


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no setting of the person who runs the tests matter."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-folder"))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Command:
    """Give the command, called in this process."""

    def called(*arguments: object) -> Called:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Called(code, out, err)

    return called


@pytest.fixture(scope="session")
def families(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the village as a families file."""
    path = tmp_path_factory.mktemp("village") / "gezinnen.csv"
    path.write_text("\n".join([HEADER, *village_rows()]), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def planned(families: Path) -> Path:
    """Plan the village once; tests that change the folder take a copy."""
    folder = families.parent / "plan"
    assert run(["plan", str(families), "-o", str(folder), "-q", "--workers", "1"]) == 0
    return folder
