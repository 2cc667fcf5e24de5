"""Projects: which there are, a new one of files or of the example, how one stands, and its settings."""

from typing import Any
from urllib.parse import quote

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.language import Lang
from optimizer.files.planfile import PlanFile
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.jobs import JobState
from optimizer.screen.labels import back_and_forth
from optimizer.screen.project import PLANS, PlanAbout, Project, cleaned_name
from optimizer.screen.reading import anonymised, example, uploaded
from optimizer.screen.refusal import RefusalError
from optimizer.screen.routes.written import documents
from optimizer.screen.settings import settings_shown, with_settings
from optimizer.screen.worth import stated_summary


def listed(asked: Asked) -> list[dict[str, str]]:
    """Tell which projects there are."""
    return asked.screen.projects.listed()


def make(asked: Asked) -> Response:
    """Make a project of the files that were sent, or of the example."""
    if asked.switch("example"):
        new = example(asked.lang)
    elif asked.text_or_none("folder"):
        return JSONResponse({"id": asked.screen.projects.get(asked.text("folder")).id})
    else:
        new = uploaded(asked.files, _fields(asked), asked.lang)
    return JSONResponse({"id": asked.screen.projects.make(new).id}, 201)


def _fields(asked: Asked) -> dict[str, str]:
    return {name: value for name, value in asked.body.items() if isinstance(value, str)}


def anonymise(asked: Asked) -> Response:
    """Make a project of exports with personal data, of which nothing but what is needed comes along."""
    new, told = anonymised(asked.files, _fields(asked), asked.lang)
    return JSONResponse({"id": asked.screen.projects.make(new).id, "sentences": told}, 201)


def shown(asked: Asked) -> dict[str, Any]:
    """Tell how a project stands."""
    return state_of(asked, asked.project)


def state_of(asked: Asked, project: Project) -> dict[str, Any]:
    """Give all that the page shows beside the plan itself."""
    lang = asked.lang
    with project.guard:
        hand = project.hand
        families = project.reading.families
        job = asked.screen.jobs.get(project.id)
        policy = project.policy
        plans = [(each, project.readable(each.id)) for each in project.plans()]
        stated = {about.id: each for about, each in plans if each is not None}
        made_with = stated[hand.plan].policy if hand.made and hand.plan in stated else None
        return {
            "id": project.id,
            "name": project.name,
            "lang": str(project.lang),
            "folder": str(project.folder),
            "revision": project.log.revision,
            "files": list(project.inputs),
            "families": {
                "count": len(families),
                "joining": sum(family.joins for family in families),
                "children": sum(family.children for family in families if family.joins),
                "hubs": sum(family.may_be_hub for family in families),
                "providers": len({family.provider for family in families if family.joins}),
                "placed_today": sum(family.constellation is not None for family in families),
            },
            "provider_names": sorted({family.provider for family in families if family.joins}),
            "notices": [*project.notices(lang), *(_unreadable(each.id, lang) for each, read in plans if read is None)],
            "settings": settings_shown(policy, lang),
            "settings_changed": made_with is not None and _differs(made_with, policy.of(families).as_dict()),
            "plans": [_plan(each, read, lang) for each, read in plans if read is not None],
            "current": hand.plan if hand.made else None,
            "pages": _pages(project, hand.plan) if hand.plan and hand.made and not hand.n_changes else {},
            "documents": documents(project),
            "changed": hand.n_changes,
            "job": {"state": str(JobState.NONE if job is None else job.state), "kind": job.kind if job else None},
            **back_and_forth(project, asked.screen.judge(project), lang),
        }


def _pages(project: Project, plan: str) -> dict[str, str]:
    """Give the pages and the workbook of a plan that were written with it."""
    names = {"map": "map.html", "report": "report.html", "workbook": "plan.xlsx"}
    there = project.folder / PLANS / plan
    return {
        key: f"/api/p/{quote(project.id)}/files/{PLANS}/{plan}/{name}"
        for key, name in names.items()
        if (there / name).is_file()
    }


def _differs(made_with: Any, now: Any) -> bool:
    """Tell whether settings that shape a plan differ; how long is searched does not."""
    return {key: value for key, value in made_with.items() if key != "solve"} != {
        key: value for key, value in now.items() if key != "solve"
    }


def _unreadable(plan: str, lang: Lang) -> str:
    return words.PLAN_UNREADABLE.say(lang, {"plan": f"{PLANS}/{plan}"})


def _plan(about: PlanAbout, stated: PlanFile, lang: Lang) -> dict[str, Any]:
    return {
        "plan": about.id,
        "name": about.name,
        "made": about.made,
        "by_hand": about.by_hand,
        "summary": stated_summary(stated, lang),
    }


def rename(asked: Asked) -> dict[str, str]:
    """Give a project another name; its folder stays where it is."""
    name = cleaned_name(asked.text("name"))
    if not name:
        raise RefusalError(words.MISSING, {"name": "name"})
    project = asked.project
    with project.guard:
        project.rename(name)
    return {"name": project.name}


def remove(asked: Asked) -> dict[str, str]:
    """Take a project off the list, and tell where its folder is now."""
    screen, name = asked.screen, str(asked.path["id"])
    if (job := screen.jobs.get(name)) is not None and job in screen.jobs.running:
        raise RefusalError(words.BUSY, status=409)
    folder = screen.projects.remove(name)
    screen.forget(name)
    return {"folder": str(folder)}


def settings(asked: Asked) -> list[dict[str, Any]]:
    """Give the settings."""
    return settings_shown(asked.project.policy, asked.lang)


def set_settings(asked: Asked) -> dict[str, Any]:
    """Change settings; they hold from the next plan."""
    project, values = asked.project, asked.body.get("values")
    if not isinstance(values, dict):
        raise RefusalError(words.MISSING, {"name": "values"})
    with project.guard:
        asked.check_revision(project)
        project.set_policy(with_settings(project.policy, values, asked.lang), values)
        return state_of(asked, project)


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/projects", answered(listed), methods=["GET"]),
        Route("/api/projects", answered(make), methods=["POST"]),
        Route("/api/anonymise", answered(anonymise), methods=["POST"]),
        Route("/api/p/{id}", answered(shown), methods=["GET"]),
        Route("/api/p/{id}/name", answered(rename), methods=["PUT"]),
        Route("/api/p/{id}/remove", answered(remove), methods=["POST"]),
        Route("/api/p/{id}/settings", answered(settings), methods=["GET"]),
        Route("/api/p/{id}/settings", answered(set_settings), methods=["PUT"]),
    ]
