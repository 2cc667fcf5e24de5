"""A plan as the table ``assignments.csv``, for a search or a command to begin from."""

from geodata.language import Lang
from maps.view import told_distances
from optimizer.files.assignments import write_assignments
from optimizer.finished import FinishedPlan


def as_table(finished: FinishedPlan, lang: Lang) -> bytes:
    """Write who is with whom."""
    return write_assignments(finished.plan, told_distances(finished, {}, exact=False), lang, finished.today)
