"""Making a plan, following the search, and showing what it found."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.language import Text
from optimizer.policy.written import as_toml
from optimizer.rule import Scope
from optimizer.rules import RULES
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.changes import Change, Hand, Kind, active
from optimizer.screen.gathering import in_both
from optimizer.screen.job_process import Finished, PlanTask, Task
from optimizer.screen.jobs import NO_JOB, Ended, Job
from optimizer.screen.project import FAMILIES, KEY, PLANS, Project, cleaned_name, now
from optimizer.screen.refusal import RefusalError
from optimizer.screen.tables import as_table
from optimizer.screen.view import plan_shown
from optimizer.verify import sentence


def plan(asked: Asked) -> Response:
    """Start a search; what is pinned stays, and with ``around`` what was moved by hand too."""
    project = asked.project
    seconds, around = asked.number_or_none("seconds"), asked.switch("around")
    if seconds is not None and not 1 <= seconds <= 3600:
        raise RefusalError(words.MISSING, {"name": "seconds"})
    with project.guard:
        asked.check_revision(project)
        check_idle(asked, project)
        hand = project.hand
        if around and not hand.made:
            raise RefusalError(words.NO_PLAN_YET)
        kept = hand.kept_around() if around else {name: hub for name, hub in hand.pins.items() if name in hand.hub_of}
        if around:
            _check_kept(asked, project, kept)
        left = tuple(sorted(hand.out | hand.left)) if around else ()
        begin = Hand(roles=hand.roles, names=hand.names, kept=kept, left=frozenset(left))
        name = project.next_plan()
        title = cleaned_name(asked.text_or_none("name")) or words.PLAN_NAME.say(asked.lang, {"n": str(int(name[5:]))})
        task = PlanTask(
            families=project.families_of(begin),
            name=FAMILIES,
            output=project.folder / PLANS / name,
            about={"name": title, "made": now(), "by_hand": False},
            lang=project.lang,
            policy=as_toml(project.policy).encode(),
            key=project.folder / KEY,
            settings={} if seconds is None else {"solve.time_limit_s": seconds},
            start=as_table(asked.screen.judge(project).finished(hand), project.lang) if around else None,
        )
        entry = Change(Kind.PLAN, plan=name, kept=kept, left=left)
        begun_plan(asked, project, "plan", task, entry)
    return JSONResponse({"plan": name}, 202)


def _check_kept(asked: Asked, project: Project, kept: Mapping[str, str]) -> None:
    """Refuse to plan around families whose own place breaks a rule: no plan could keep them there.

    What a constellation as a whole breaks (its size, its children) the search may still mend with others.
    """
    finished = asked.screen.judge(project).finished(project.hand)
    own = {rule.key for rule in RULES if rule.scope in {Scope.FAMILY, Scope.PAIR}}
    broken = [
        sentence(each, asked.lang, exact=False, plan=finished.plan)
        for each in finished.verdict.violations
        if each.rule in own and kept.keys() & set(each.families)
    ]
    if broken:
        raise RefusalError(KEPT_BREAKS, said=broken)


KEPT_BREAKS: Final = Text(
    nl="Wat u met de hand hebt veranderd, breekt regels; daar kan niets omheen worden gepland. Verander dat eerst, of "
    "maak de regel ruimer bij de instellingen.",
    en="What you changed by hand breaks rules; nothing can be planned around that. Change it first, or widen the rule "
    "in the settings.",
)


BESIDE: Final = Text(
    nl="Wat u intussen hebt veranderd, is gebleven. Het plan dat klaar is, staat bij de plannen als '{name}': kies het "
    "daar om ermee verder te werken.",
    en="What you changed meanwhile has stayed. The plan that is ready stands among the plans as '{name}': choose it "
    "there to go on with it.",
)
SAVE: Final = "save"
"""The kind of computation that writes a plan as it stands."""


def check_idle(asked: Asked, project: Project) -> None:
    """Refuse a second computation beside one that is under way."""
    if (job := asked.screen.jobs.get(project.id)) is not None and job in asked.screen.jobs.running:
        raise RefusalError(words.BUSY, status=409, revision=project.log.revision)


def begun_plan(asked: Asked, project: Project, kind: str, task: PlanTask, entry: Change) -> None:
    """Start a computation, at whose end the log says that its plan is the one that is worked on.

    What was changed meanwhile is kept. On a plan that is saved it is made again, as that plan is what it was made on; a
    plan that was searched is another, so both are there and a person chooses.
    """
    began, _ = active(project.changes)

    def end(_: Finished) -> Ended:
        with project.guard:
            held, _undone = active(project.changes)
            meanwhile = held[len(began) :] if held[: len(began)] == began else None
            beside = held != began and not (kind == SAVE and meanwhile and all(each.kind.by_hand for each in meanwhile))
            if not beside:
                for each in (entry, *(meanwhile or ())):
                    project.append(each)
            result = {
                "plan": entry.plan,
                "revision": project.log.revision,
                "folder": str(task.output),
                "beside": beside,
            }
            about = project.about_plan(task.output.name)
        return Ended(result, in_both(BESIDE, {"name": about.name}) if beside else None)

    begun(asked, project, kind, task, end)


def begun(asked: Asked, project: Project, kind: str, task: Task, end: Callable[[Finished], Ended]) -> None:
    """Start a computation."""
    joining = sum(family.joins for family in project.reading.families)
    job = Job(kind, joining, end)
    asked.screen.jobs.set(project.id, job)
    job.start(task)


async def job(request: Request) -> Response:
    """Tell how the computation stands, as soon as there is news; nobody who waits keeps a thread from others."""
    asked = Asked(request.app.state.screen, request.path_params, request.query_params)
    found = asked.screen.jobs.get((await run_in_threadpool(lambda: asked.project)).id)
    try:
        after = int(asked.query.get("after", "0"))
    except ValueError:
        raise RefusalError(words.MISSING, {"name": "after"}) from None
    if found is None:
        return JSONResponse(NO_JOB)
    await found.news(after)
    return JSONResponse(found.told(after, asked.lang))


def stop(asked: Asked) -> Response:
    """Ask the computation to end with the best that it has."""
    if (found := asked.screen.jobs.get(asked.project.id)) is not None:
        found.stop()
    return Response(status_code=204)


def show(asked: Asked) -> dict[str, Any]:
    """Give the plan that is worked on, as changes by hand leave it."""
    project = asked.project
    with project.guard:
        hand, revision = project.hand, project.log.revision
    if not hand.made:
        raise RefusalError(words.NO_PLAN_YET, status=404)
    shown = plan_shown(asked.screen.judge(project), hand, asked.lang)
    return {"revision": revision, "plan": hand.plan, "changed": hand.n_changes, **shown}


def choose(asked: Asked) -> dict[str, Any]:
    """Work on another plan of the project; undo goes back to the one before."""
    project, name = asked.project, asked.text("plan")
    with project.guard:
        asked.check_revision(project)
        project.plan_folder(name)
        project.append(Change(Kind.PLAN, plan=name))
        return {"revision": project.log.revision}


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/p/{id}/plan", answered(show), methods=["GET"]),
        Route("/api/p/{id}/plan", answered(plan), methods=["POST"]),
        Route("/api/p/{id}/current", answered(choose), methods=["POST"]),
        Route("/api/p/{id}/job", job, methods=["GET"]),
        Route("/api/p/{id}/job/stop", answered(stop), methods=["POST"]),
    ]
