"""The files of a plan, made in memory, so that they can be checked before any of them is written."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from geodata.language import Lang
from maps import page, report
from maps.gis import as_geojson, as_geopackage
from maps.tables import Table
from optimizer.application.drawing import draw, load_drawing
from optimizer.application.drawing_request import Drawing
from optimizer.application.reporter import Reporter
from optimizer.application.unverified import UnverifiedError
from optimizer.files.assignments import write_assignments
from optimizer.files.planfile import PlanFile, read_plan_file
from optimizer.files.workbook import workbook
from optimizer.finished import FinishedPlan

FILES: Final = ("plan.json", "assignments.csv", "plan.xlsx", "map.html", "report.html")
GIS_FILES: Final = ("constellations.geojson", "constellations.gpkg")


def load_results() -> None:
    """Load what the files of a plan need and is slow to load, for who has a moment before they are made."""
    page.load()
    report.load()
    load_drawing()


def results(
    finished: FinishedPlan,
    families_file: Path,
    drawing: Drawing,
    lang: Lang,
    reporter: Reporter,
    *,
    gis: bool = False,
    by_hand: bool = False,
    chapters: tuple[Table, ...] = (),
) -> dict[str, bytes]:
    """Make every file of a finished plan.

    ``plan.json`` is read back from its bytes; it must hold the plan that the verifier passed, with the values that the
    verifier found.

    Parameters
    ----------
    by_hand
        Whether a person made the plan, which may then break rules: every page says which.
    chapters
        Tables for the report about what the plan is part of.

    Raises
    ------
    UnverifiedError
        When the plan as written breaks a rule or states a value that it does not have.
    """
    finished = finished if drawing.exact else finished.without_distances()
    document = PlanFile.of(finished, exact=drawing.exact)
    content = document.to_json().encode()
    _check(content, finished, by_hand=by_hand)
    drawn = draw(finished, families_file, drawing, lang, reporter)
    contents = (
        content,
        write_assignments(finished.plan, drawn.told, lang, finished.today, document.proposals),
        workbook(finished, drawn.told, lang),
        page.render(drawn.view).encode(),
        report.render(drawn.view, replace(drawn.background, chapters=chapters)).encode(),
    )
    files = dict(zip(FILES, contents, strict=True))
    if gis:
        files |= dict(
            zip(GIS_FILES, (as_geojson(drawn.view, lines=True), as_geopackage(drawn.view, lines=True)), strict=True)
        )
    return files


def _check(document: bytes, finished: FinishedPlan, *, by_hand: bool) -> None:
    """Refuse a document that does not hold what the verifier judged and passed."""
    verdict = finished.verdict
    written = read_plan_file(document)
    values = [(score.tier, score.value) for score in verdict.scores]
    stated = [(tier.name, tier.value) for tier in written.tiers]
    if not verdict.passed and not by_hand:
        raise UnverifiedError
    if written.plan(finished.problem.families) != verdict.plan or stated != values:
        raise UnverifiedError
