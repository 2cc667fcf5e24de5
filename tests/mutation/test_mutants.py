"""Every mutant can be made: the text that it changes stands where it says, just once, and its tests are there."""

from pathlib import Path

import pytest

from tests.mutation.mutants import MUTANTS, Mutant

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.file}: {mutant.name}")
def test_a_mutant_can_be_made(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert source.count(mutant.old) == 1
    assert mutant.old != mutant.new
    for each in mutant.tests:
        file, _, name = each.partition("::")
        assert f"def {name}" in (ROOT / file).read_text(encoding="utf-8")
