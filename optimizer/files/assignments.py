"""``assignments.csv``: a plan as a table that people change in a spreadsheet; ``read_assignments`` reads it back."""

import csv
import io
from typing import Final

from geodata.distances import Distances
from geodata.language import Lang
from optimizer.files.rows import rows
from optimizer.plan import Plan

COLUMNS: Final = ("family_id", "constellation", "role", "hub", "distance_km", "status")
_FORMULA: Final = "=+-@\t\r"


def write_assignments(plan: Plan, distances: Distances, lang: Lang) -> bytes:
    """Write the table: UTF-8 with BOM, semicolons; kilometres to the metre, with a comma in Dutch."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows(plan, distances):
        km = "" if row.metres is None else f"{row.metres / 1000:.3f}"
        table.writerow(
            (
                guarded(row.family.id),
                row.constellation or "",
                row.role or "",
                guarded(row.hub.id) if row.hub else "",
                km.replace(".", ",") if lang is Lang.NL else km,
                str(row.standing),
            )
        )
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula; ``unguarded`` takes it away."""
    bare = text[1:] if text.startswith("'") else text
    return f"'{text}" if bare.startswith(tuple(_FORMULA)) or text.startswith("''") else text


def unguarded(text: str) -> str:
    """Give the text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text
