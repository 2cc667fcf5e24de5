"""The files of a plan, made in memory, so that they can be checked before any of them is written."""

from pathlib import Path

from geodata.reading import Reading
from maps import page, report
from maps.gis import as_geojson, as_geopackage
from optimizer.application.drawing import Drawing, draw
from optimizer.application.explaining import Told
from optimizer.cli.terminal import Terminal
from optimizer.files.assignments import write_assignments
from optimizer.files.planfile import plan_file, read_plan_file
from optimizer.files.workbook import About, workbook
from optimizer.outcome import Outcome
from optimizer.policy.distances import sha256_of
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.verify import verify

FILES = ("plan.json", "assignments.csv", "plan.xlsx", "map.html", "report.html")
NOTHING_TOLD = Told()


class UnverifiedError(Exception):
    """The plan that would be written does not pass the verifier, or is not worth what it states."""


def results(
    outcome: Outcome,
    problem: Problem,
    policy: Policy,
    reading: Reading,
    families_file: Path,
    *,
    drawing: Drawing,
    terminal: Terminal,
    for_gis: bool = False,
    told: Told = NOTHING_TOLD,
) -> dict[str, bytes]:
    """Make every file of an outcome that has a plan. ``plan.json`` is read back, and that plan is verified.

    Raises
    ------
    UnverifiedError
        When the plan as written breaks a rule or states a value that it does not have.
    """
    plan = outcome.plan
    assert plan is not None
    nested = policy.as_dict()
    seed = policy.solve.seed
    written = plan_file(
        outcome,
        problem.families,
        nested,
        sha256=reading.sha256,
        seed=seed,
        reasons=told.reasons,
        distances_sha256=sha256_of(problem.distances),
    )
    document = written.to_json().encode()
    verdict = verify(problem, read_plan_file(document).plan(problem.families))
    if not verdict.passed or [score.value for score in verdict.scores] != [tier.value for tier in written.tiers]:
        raise UnverifiedError
    drawn = draw(
        problem,
        plan,
        outcome.marks,
        policy=policy,
        status=outcome.status,
        source=written.source,
        families_file=families_file,
        seed=seed,
        drawing=drawing,
        terminal=terminal,
        why=told.on_map(terminal.lang),
    )
    about = About(
        outcome.status,
        outcome.marks,
        nested,
        written.source,
        reading.name,
        seed,
        told.sentences(terminal.lang),
        told.advice(terminal.lang),
    )
    contents = (
        document,
        write_assignments(plan, problem.distances, terminal.lang),
        workbook(problem, plan, about, terminal.lang),
        page.render(drawn.view).encode(),
        report.render(drawn.view, drawn.background).encode(),
    )
    files = dict(zip(FILES, contents, strict=True))
    if for_gis:
        files |= {"constellations.geojson": as_geojson(drawn.view), "constellations.gpkg": as_geopackage(drawn.view)}
    return files
