"""Sharing a plan: what the planner reads on the screen."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_a_provider_that_nobody_has_is_answered_with_those_there_are(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    line = ("share", families, planned / "plan.json", "--audience", "provider=Duinen", "-o", tmp_path / "delen")
    said = call(*line, "-q", "--json")
    assert said.code == 2
    assert "Aanbieders in het bestand: Duin en Heide.\n" in said.err
    assert "Heide" not in json.dumps(json.loads(said.out)["errors"])
    assert not (tmp_path / "delen").exists()
