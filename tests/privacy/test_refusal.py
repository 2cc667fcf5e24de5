"""What is refused and what is not: a table of personal cells and one of harmless ones, invented, measured and printed.

A bare name is a word like any other: it passes where free words are read (a provider, a place), and not as an id.
Columns that the program does not know are not read at all; there too, cells that look personal are refused.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from geodata.errors import InputError
from geodata.personal_cells import looks_like_id, passes_eleven_test, personal_content
from tests.builders_csv import read
from tests.privacy.exports import bsn

ID, PROVIDER, TOWN, CARE, KEY, FREE = "gezin_id", "aanbieder", "gemeente", "zorgvorm", "samen", "opmerking"
TABLES = Path(__file__).parent
MOST_PASSING = 0.10
MOST_REFUSED = 0.03
OF_IDS = (ID, KEY, "constellatie")
BY_CONTENT = (PROVIDER, TOWN, CARE)


def _personal() -> list[tuple[str, str]]:
    rng = Random(3)
    eight: list[str] = []
    while len(eight) < 4:
        number = bsn(rng)
        if passes_eleven_test(f"0{number[:8]}"):
            eight.append(number[:8])
    drawn = [*(("BSN of eight digits", number) for number in eight), *(("BSN", bsn(rng)) for _ in range(5))]
    return [*_table("cells_personal.txt"), *drawn]


def _harmless() -> list[tuple[str, str]]:
    return _table("cells_harmless.txt")


def _table(name: str) -> list[tuple[str, str]]:
    """Read cells by kind, or by the column in which they stand; a tab between."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [(kind, cell) for kind, _, cell in (line.partition("\t") for line in lines)]


def _refused(folder: Path, column: str, cells: Sequence[str]) -> set[str]:
    """Give the cells for which a families file is refused that has them in a column, a row each."""
    columns = (ID, "postcode", PROVIDER, TOWN, CARE, KEY, "constellatie", FREE)
    lines = [";".join(columns)]
    for at, cell in enumerate(cells):
        row = {ID: f"F{at}", "postcode": "1211", PROVIDER: "A", column: cell}
        lines.append(";".join('"' + row.get(name, "").replace('"', '""') + '"' for name in columns))
    try:
        read(folder, "\n".join(lines))
    except InputError as refusal:
        rows = [fault.row for fault in refusal.faults]
        assert None not in rows
        return {cells[row - 2] for row in rows if row is not None}
    return set()


def _passes(column: str, cell: str) -> bool:
    """Whether a cell comes in, in a column of ids or keys, or in one of free words."""
    return personal_content(cell.strip()) is None and (column not in OF_IDS or looks_like_id(cell))


def test_the_tables_are_large_enough() -> None:
    assert min(len(_personal()), len(_harmless())) >= 150
    assert len(set(_personal())) == len(_personal())
    assert len(set(_harmless())) == len(_harmless())


def test_at_most_a_tenth_of_the_personal_cells_comes_in_by_any_column(capsys: pytest.CaptureFixture[str]) -> None:
    cells = _personal()
    passing = {column: [each for each in cells if _passes(column, each[1])] for column in (ID, PROVIDER)}
    with capsys.disabled():
        for column, found in passing.items():
            kinds = ", ".join(f"{kind} {n}" for kind, n in Counter(kind for kind, _ in found).items())
            sys.stdout.write(f"\npersonal cells that pass as {column}: {len(found)} of {len(cells)} ({kinds})\n")
    for found in passing.values():
        assert len(found) <= MOST_PASSING * len(cells), found


def test_at_most_three_in_a_hundred_harmless_cells_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = _harmless()
    columns = dict.fromkeys(column for column, _ in cells)
    refused = [
        (column, cell)
        for column in columns
        for cell in sorted(_refused(tmp_path, column, [each for theirs, each in cells if theirs == column]))
    ]
    with capsys.disabled():
        sys.stdout.write(f"\nharmless cells refused: {len(refused)} of {len(cells)} {refused}\n")
    assert len(refused) <= MOST_REFUSED * len(cells), refused


@pytest.mark.parametrize("column", [*OF_IDS, *BY_CONTENT])
def test_reading_refuses_what_the_table_says(tmp_path: Path, column: str) -> None:
    """The measure above speaks of two functions; a file is read by them in each column."""
    cells = [cell for _, cell in _personal()]
    if column in BY_CONTENT:  # organisations and places may look like names
        cells = [cell for cell in cells if personal_content(cell) != "name"]
    assert _refused(tmp_path, column, cells) == {cell for cell in cells if not _passes(column, cell)}
