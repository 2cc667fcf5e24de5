"""Drawing a plan that was made before again, for the planning team."""

from dataclasses import dataclass, field
from pathlib import Path

from geodata.language import Lang
from optimizer.application.consenting import proposed
from optimizer.application.drawing import BROKEN, Drawn, draw
from optimizer.application.drawing_request import Drawing
from optimizer.application.explaining import as_kept, explained
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.counts import BREACHES, counted


@dataclass(frozen=True, slots=True)
class RedrawRequest:
    """A plan to be drawn again, by the policy it was made with unless another is asked for."""

    families: FamiliesFiles
    plan: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)


def redraw(request: RedrawRequest, reporter: Reporter) -> Drawn:
    """Read and verify a plan, and make the view of it.

    Why families are unplaced and what would help is read from a ``plan.json`` that says so of these families and this
    policy, and is looked into otherwise; sentences that tell distances exactly are for an exact page only.

    Raises
    ------
    InputError
        When a file cannot be used.
    """
    with opened(request.families, request.lang, reporter, made_of=made_of(request.plan)) as families:
        given = read_given(request.plan, families.reading, request.policy, reporter, today=request.families.today)
        finished = given.finished(families.reading)
        if not finished.verdict.passed:
            reporter.warn(BROKEN, {"n": counted(len(finished.verdict.violations), BREACHES, request.lang)})
        kept = None
        if given.says_of(families.reading, finished.verdict) and given.stated is not None:
            kept = as_kept(finished, given.stated) if request.drawing.exact >= given.stated.exact else None
        finished = proposed(explained(finished, reporter) if kept is None else kept, reporter)
        return draw(finished, families.path, request.drawing, request.lang, reporter)
