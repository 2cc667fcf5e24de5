"""``assignments.csv``: a plan as a table that people change in a spreadsheet; ``read_assignments`` reads it back."""

import csv
import io
from typing import Final

from geodata.language import Lang
from geodata.told_distances import ToldDistances
from optimizer.files.rows import Row, rows
from optimizer.plan import Plan
from optimizer.today import NOT_KNOWN, Today

COLUMNS: Final = ("family_id", "constellation", "role", "hub", "distance_km", "status")
TODAY: Final = "today"
"""The column with today's hub home, and after it ``change``; both only where today is known."""
_FORMULA: Final = "=+-@\t\r"


def write_assignments(plan: Plan, distances: ToldDistances, lang: Lang, today: Today = NOT_KNOWN) -> bytes:
    """Write the table: UTF-8 with BOM, semicolons, a comma in Dutch numbers.

    Exact kilometres are written to the metre; those between masked points as ``ca. 1,2``, which no spreadsheet and no
    reader takes for the distance itself. Where today's constellations are known, two more columns tell the hub home of
    today and what changes.
    """
    changes: dict[str, list[str]] = {}
    for move in today.changes(plan):
        changes.setdefault(move.family, []).append(str(move.kind))
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow((*COLUMNS, TODAY, "change") if today else COLUMNS)
    for row in rows(plan, distances):
        hub = today.hub_of.get(row.family.id)
        more = (guarded(hub or ""), "|".join(changes.get(row.family.id, ()))) if today else ()
        table.writerow(
            (
                guarded(row.family.id),
                row.constellation or "",
                row.role or "",
                guarded(row.hub.id) if row.hub else "",
                _kilometres(row, lang, exact=distances.exact),
                str(row.standing),
                *more,
            )
        )
    return out.getvalue().encode("utf-8-sig")


def _kilometres(row: Row, lang: Lang, *, exact: bool) -> str:
    if row.metres is None:
        return ""
    sure = exact or row.role == "hub"
    km = f"{row.metres / 1000:.{3 if sure else 1}f}"
    km = km.replace(".", ",") if lang is Lang.NL else km
    return km if sure else f"ca. {km}"


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula; ``unguarded`` takes it away."""
    bare = text[1:] if text.startswith("'") else text
    return f"'{text}" if bare.startswith(tuple(_FORMULA)) or text.startswith("''") else text


def unguarded(text: str) -> str:
    """Give the text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text
