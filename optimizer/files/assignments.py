"""``assignments.csv``: a plan as a table that people change in a spreadsheet; ``read_assignments`` reads it back."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from geodata.formulas import guarded
from geodata.language import Lang
from geodata.told_distances import ToldDistances
from optimizer.consent import Proposal
from optimizer.files.rows import Row, rows
from optimizer.plan import Plan
from optimizer.today import NOT_KNOWN, Today

COLUMNS: Final = ("family_id", "constellation", "role", "hub", "distance_km", "status")
TODAY: Final = "today"
"""The column with today's hub home, and after it ``change``; both only where today is known."""
_CHANGES: Final = (*COLUMNS, TODAY, "change")
_ASKS: Final = (*_CHANGES, "if_no", "if_no_hub")
HEADERS: Final = frozenset({COLUMNS, _CHANGES, _ASKS})
"""Every header that a table may have as it is written."""


def write_assignments(
    plan: Plan,
    distances: ToldDistances,
    lang: Lang,
    today: Today = NOT_KNOWN,
    proposals: Sequence[Proposal] | None = None,
) -> bytes:
    """Write the table: UTF-8 with BOM, semicolons, a comma in Dutch numbers.

    Exact kilometres are written to the metre; those between masked points as ``ca. 1,2``, which no spreadsheet and no
    reader takes for the distance itself. Where today's constellations are known, two more columns tell the hub home of
    today and what changes; where nobody moves without consent, two further ones what becomes of a family that says no,
    and the hub home that it is with then.
    """
    changes: dict[str, list[str]] = {}
    for move in today.changes(plan):
        changes.setdefault(move.family, []).append(str(move.kind))
    no = {each.family: each.fall_back for each in proposals or ()}
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    asks = proposals is not None
    table.writerow(_ASKS if asks else _CHANGES if today else COLUMNS)
    for row in rows(plan, distances):
        hub, answer = today.hub_of.get(row.family.id), no.get(row.family.id)
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
                *((str(answer.kind), guarded(answer.hub or "")) if answer else ("", "") if asks else ()),
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
