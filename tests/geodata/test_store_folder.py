"""Where the program keeps what belongs to the user."""

import sys
from pathlib import Path

import pytest

from geodata import store


@pytest.fixture
def meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that the system means for the data of this program, as on a computer that is no Linux."""
    folder = tmp_path / "Library" / "constellations"
    monkeypatch.setattr(store, "user_data_path", lambda _name, **_: folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return folder


def test_the_folder_is_the_one_that_the_system_means(meant: Path) -> None:
    assert store.data_folder() == meant


def test_a_folder_of_an_earlier_version_stays_in_use(meant: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "share" / "constellations"
    earlier.mkdir(parents=True)
    assert store.data_folder() == earlier
    meant.mkdir(parents=True)
    assert store.data_folder() == meant


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are two")
def test_on_linux_both_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store.data_folder() == tmp_path / "constellations"
