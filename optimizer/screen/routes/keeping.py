"""What is made of a plan: saved under a name, shared with a reader, compared, rolled out, and what it costs."""

from pathlib import Path
from typing import Any, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.cells import FIRST_YEAR, LAST_YEAR
from geodata.language import Text
from maps.sharing.audience import Audience, AudienceKind
from optimizer.application.comparing import CompareRequest, compare_plans
from optimizer.application.costing import MOST_YEARS, YEARS, CostsRequest, cost_plan
from optimizer.application.joining import FamiliesFiles
from optimizer.application.sharing import ShareRequest, share
from optimizer.costs.money import shown
from optimizer.counts import BREACHES, counted
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.changes import Change, Kind
from optimizer.screen.current import PlanFiles, current_files, policy_made_with
from optimizer.screen.gathering import Gathered
from optimizer.screen.job_process import Finished, PlanTask, RollOutTask
from optimizer.screen.jobs import Ended
from optimizer.screen.project import FAMILIES, KEY, PLANS, cleaned_name, now
from optimizer.screen.refusal import RefusalError
from optimizer.screen.routes.planning import SAVE, begun, begun_plan, check_idle
from optimizer.screen.routes.written import SHARES, addresses, packed_at
from optimizer.screen.tables import as_table

MOST_STARTS: Final = 1_000
"""No country has more constellations to begin in a year."""


def save(asked: Asked) -> Response:
    """Write the plan as it stands, with all its files, under a name."""
    project, name = asked.project, cleaned_name(asked.text("name"))
    if not name:
        raise RefusalError(words.MISSING, {"name": "name"})
    with project.guard:
        asked.check_revision(project)
        check_idle(asked, project)
        hand = project.hand
        if not hand.made:
            raise RefusalError(words.NO_PLAN_YET)
        folder = project.next_plan()
        held = asked.screen.judge(project).held(hand)
        task = PlanTask(
            families=project.families_of(hand),
            name=FAMILIES,
            output=project.folder / PLANS / folder,
            about={"name": name, "made": now(), "by_hand": bool(hand.n_changes)},
            lang=project.lang,
            policy=policy_made_with(project, hand),
            key=project.folder / KEY,
            given=project.plan_bytes(hand.plan)
            if hand.plan is not None and held.is_as_made(hand)
            else as_table(held.finished(hand), project.lang),
        )
        entry = Change(Kind.PLAN, plan=folder, kept=hand.kept, left=tuple(sorted(hand.left)))
        begun_plan(asked, project, SAVE, task, entry)
    return JSONResponse({"plan": folder}, 202)


def hand_over(asked: Asked) -> dict[str, Any]:
    """Write a folder for one reader, and say what was rounded for it."""
    kind = asked.text("audience")
    if kind not in tuple(AudienceKind):
        raise RefusalError(words.MISSING, {"name": "audience"})
    provider = asked.text("provider") if kind == AudienceKind.PROVIDER else None
    project, told = asked.project, Gathered()
    with project.writing, current_files(project, project.hand, asked.screen.judge(project)) as files:
        output = _fresh(project.folder / SHARES, str(kind))
        share(
            ShareRequest(
                FamiliesFiles((files.families,)),
                files.plan,
                Audience(AudienceKind(kind), provider),
                output,
                asked.lang,
                drawing=project.drawing,
            ),
            told,
        )
    return {
        **addresses(project, output / "map.html"),
        "folder": str(output),
        "packed": packed_at(project, output),
        "rounded": told.in_words(asked.lang),
    }


def compare(asked: Asked) -> dict[str, Any]:
    """Put two plans side by side; the one that is worked on is taken as it stands, with what was changed by hand."""
    project, a, b = asked.project, asked.text("a"), asked.text("b")
    with project.writing:
        first = PlanFiles(project.families_file(a), project.plan_folder(a) / "plan.json")
        names = [project.about_plan(each).name for each in (a, b)]
        hand = project.hand
        if b != hand.plan:
            return _compared(
                asked, first, PlanFiles(project.families_file(b), project.plan_folder(b) / "plan.json"), names
            )
        if hand.n_changes:
            names[1] = AS_IT_STANDS.say(asked.lang, {"name": names[1]})
        with current_files(project, hand, asked.screen.judge(project)) as second:
            return _compared(asked, first, second, names)


def _compared(asked: Asked, a: PlanFiles, b: PlanFiles, names: list[str]) -> dict[str, Any]:
    project = asked.project
    output = _fresh(project.folder / "comparisons", "comparison")
    if names[0] == names[1]:
        names = [f"{name} ({sign})" for name, sign in zip(names, "AB", strict=True)]
    request = CompareRequest(
        FamiliesFiles((a.families,)),
        a.plan,
        b.plan,
        output,
        asked.lang,
        families_b=FamiliesFiles((b.families,)),
        drawing=project.drawing,
        names=(names[0], names[1]),
    )
    compare_plans(request, Gathered())
    return {**addresses(project, output / "compare.html"), "folder": str(output)}


def costs(asked: Asked) -> dict[str, Any]:
    """Say what the plan costs, year by year; one that breaks rules has no costs worth knowing."""
    project, years = asked.project, _years(asked)
    with project.writing, current_files(project, project.hand, asked.screen.judge(project)) as files:
        output = _fresh(project.folder / "costs", "costs")
        made = cost_plan(
            CostsRequest(
                FamiliesFiles((files.families,)), files.plan, output, asked.lang, years=years, name=_title(asked)
            ),
            Gathered(),
        )
    if made.costs is None:
        raise RefusalError(BROKEN, {"n": counted(made.n_breaches, BREACHES, asked.lang)})
    totals = [shown(total, asked.lang, made.costs.money.currency) for total in made.costs.totals]
    return {**addresses(project, output / "costs.html"), "folder": str(output), "totals": totals}


def roll_out(asked: Asked) -> Response:
    """Search in which year each constellation of the plan starts."""
    project, settings = asked.project, _roll_out_settings(asked)
    with project.guard:
        check_idle(asked, project)
        hand = project.hand
        if not hand.made:
            raise RefusalError(words.NO_PLAN_YET)
        output = _fresh(project.folder / "rollouts", "rollout")
        task = RollOutTask(
            families=project.families_of(hand),
            name=FAMILIES,
            plan=as_table(asked.screen.judge(project).finished(hand), project.lang),
            title=_title(asked),
            output=output,
            lang=project.lang,
            policy=policy_made_with(project, hand),
            key=project.folder / KEY,
            settings=settings,
        )

        def end(_: Finished) -> Ended:
            return Ended({**addresses(project, output / "rollout.html"), "folder": str(output)})

        begun(asked, project, "rollout", task, end)
    return JSONResponse({}, 202)


def _roll_out_settings(asked: Asked) -> dict[str, Any]:
    """Take the years, and what may start and be spent in each of them; without, there is no such limit."""
    years, starts, budget = _years(asked), asked.number_or_none("starts"), asked.number_or_none("budget")
    settings: dict[str, Any] = {"rollout.waves": years}
    if (first := asked.number_or_none("first")) is not None:
        if not FIRST_YEAR <= first <= LAST_YEAR or int(first) != first:
            raise RefusalError(NO_YEAR)
        settings["rollout.first"] = int(first)
    if starts is not None:
        if not 1 <= starts <= MOST_STARTS or int(starts) != starts:
            raise RefusalError(words.MISSING, {"name": "starts"})
        settings["rollout.launches"] = (int(starts),) * years
    if budget is not None:
        if budget <= 0:
            raise RefusalError(words.MISSING, {"name": "budget"})
        settings["rollout.budget"] = (budget,) * years
    return settings


def _title(asked: Asked) -> str:
    """Say what the plan as it stands is called, for a page of its own."""
    project = asked.project
    hand = project.hand
    assert hand.plan is not None
    plan = project.about_plan(hand.plan).name
    if hand.n_changes:
        plan = AS_IT_STANDS.say(asked.lang, {"name": plan})
    return f"{project.name}, {plan}"


def _years(asked: Asked) -> int:
    years = asked.number_or_none("years")
    if years is None:
        return YEARS
    if not 1 <= years <= MOST_YEARS or int(years) != years:
        raise RefusalError(words.MISSING, {"name": "years"})
    return int(years)


def _fresh(room: Path, kind: str) -> Path:
    """Give a folder that is not there yet; its name is ours."""
    room.mkdir(mode=0o700, exist_ok=True)
    taken = {each.name for each in room.iterdir()}
    n = 1
    while (name := f"{kind}-{n:03d}") in taken:
        n += 1
    return room / name


NO_YEAR: Final = Text(
    nl="Vul als eerste jaar een jaartal in, zoals 2027.", en="Fill in a year as the first, such as 2027."
)
AS_IT_STANDS: Final = Text(nl="{name}, met de hand veranderd", en="{name}, changed by hand")
BROKEN: Final = Text(
    nl="Dit plan breekt regels ({n}), en krijgt daarom geen kosten. Los dat eerst op.",
    en="This plan breaks rules ({n}), and so gets no costs. Solve that first.",
)


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/p/{id}/save", answered(save), methods=["POST"]),
        Route("/api/p/{id}/share", answered(hand_over), methods=["POST"]),
        Route("/api/p/{id}/compare", answered(compare), methods=["POST"]),
        Route("/api/p/{id}/costs", answered(costs), methods=["POST"]),
        Route("/api/p/{id}/rollout", answered(roll_out), methods=["POST"]),
    ]
