import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize(("name", "file"), [("map", "map.html"), ("report", "report.html")])
def test_a_page_drawn_again_is_the_page_of_the_plan(
    call: Command, families: Path, planned: Path, tmp_path: Path, name: str, file: str
) -> None:
    said = call(name, families, planned / "plan.json", "-o", tmp_path / "again.html", "-q")
    assert (said.code, said.out) == (0, f"Geschreven: {tmp_path / 'again.html'}\n")
    assert (tmp_path / "again.html").read_bytes() == (planned / file).read_bytes()


def test_a_plan_that_breaks_rules_is_drawn_and_says_so_on_the_page(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    arguments = (families, planned / "plan.json", "-o", tmp_path / "r.html", "--size-min", 8, "-q", "--lang", "en")
    said = call("report", *arguments)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert said.code == 0
    assert said.err == "This plan does not keep every rule: 2 breach(es).\n"
    assert "The constellation of Noord has 7 families; allowed are 8 to 10." in page
    assert "It keeps every rule below" not in page
    assert "Proved:" not in page


def test_json_names_the_file(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    said = call("map", families, planned / "plan.json", "-o", tmp_path / "m.html", "--json", "-q")
    assert json.loads(said.out) == {"schema": "constellations/map/1", "file": str(tmp_path / "m.html")}


def test_a_page_that_exists_is_kept(call: Command, families: Path, planned: Path, tmp_path: Path) -> None:
    (tmp_path / "m.html").write_text("mine", encoding="utf-8")
    said = call("map", families, planned / "plan.json", "-o", tmp_path / "m.html", "-q")
    assert said.code == 2
    assert "dit bestand bestaat al" in said.err
    assert (tmp_path / "m.html").read_text(encoding="utf-8") == "mine"
