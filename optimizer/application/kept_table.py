"""A table of assignments that somebody changed by hand is kept when a new plan takes its place."""

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Final

from geodata.errors import InputError
from geodata.formulas import unguarded
from geodata.language import Text
from optimizer.files.assignments import HEADERS
from optimizer.files.planfile import PlanFile, read_plan_file

TABLE: Final = "assignments.csv"


def kept_table(folder: Path) -> dict[str, bytes]:
    """Give the table of a folder under another name where it is not as the program wrote it; nothing otherwise.

    The name holds the day on which it was last changed, and a number where a file of that name is there already.
    """
    path = folder / TABLE
    if not path.is_file():
        return {}
    content = path.read_bytes()
    if _as_written(content, folder / "plan.json"):
        return {}
    changed = datetime.fromtimestamp(path.stat().st_mtime).date()  # noqa: DTZ006 - the day as a person has it
    stem = f"assignments.{changed.isoformat()}"
    names = (f"{stem}.csv", *(f"{stem}.{number}.csv" for number in range(2, 1_000)))
    return {next(name for name in names if not (folder / name).exists()): content}


def _as_written(content: bytes, plan: Path) -> bool:
    """Tell whether a table says of every family what the plan beside it does, and nothing more."""
    try:
        stated = read_plan_file(plan.read_bytes())
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    except (OSError, InputError, UnicodeDecodeError, csv.Error):
        return False
    if not table or tuple(table[0]) not in HEADERS:
        return False
    if any(len(row) != len(table[0]) for row in table):
        return False
    found = {unguarded(row[0]): (row[1], row[2], unguarded(row[3])) for row in table[1:]}
    return len(found) == len(table) - 1 and {name: row for name, row in found.items() if any(row)} == _rows(stated)


def _rows(stated: PlanFile) -> dict[str, tuple[str, str, str]]:
    return {
        name: (group.id, "hub" if name == group.hub else "satellite", group.hub)
        for group in stated.constellations
        for name in (group.hub, *group.satellites)
    }


KEPT: Final = Text(
    nl="{old} in deze map was met de hand veranderd en is bewaard als {name}.",
    en="{old} in this folder was changed by hand and is kept as {name}.",
)
