"""What a change by hand is called: on the button that takes it back, and in the list of changes."""

from collections.abc import Iterable
from typing import Final

from geodata.language import Lang, Text
from optimizer.screen.changes import Change, Hand, Kind, active, to_undo
from optimizer.screen.judging import Judge
from optimizer.screen.project import Project
from optimizer.screen.refusal import RefusalError


def back_and_forth(project: Project, judge: Judge, lang: Lang) -> dict[str, str | None]:
    """Say what undo would take back and what redo would make again; ``None`` where there is nothing."""
    held, undone = active(project.changes)
    back, forth = to_undo(held), undone[-1] if undone else None
    said = iter(labels((each for each in (back, forth) if each is not None), project, judge, lang))
    return {"undo": next(said) if back else None, "redo": next(said) if forth else None}


def labels(changes: Iterable[Change], project: Project, judge: Judge, lang: Lang) -> list[str]:
    """Say what changes are, with constellations and plans as they are called elsewhere on the page."""
    told = list(changes)
    called = _constellations(project.hand, judge) if any(each.constellation for each in told) else {}
    return [
        LABELS[each.kind].say(
            lang,
            {
                "family": each.family or "",
                "hub": called.get(each.constellation or "", AROUND.say(lang, {"hub": each.constellation or ""})),
                "plan": _plan(project, each.plan or "", lang),
            },
        )
        for each in told
    ]


def _constellations(hand: Hand, judge: Judge) -> dict[str, str]:
    """Give what constellations are called, by the id of their hub home; those that were ended since the plan too."""
    if not hand.made:
        return {}
    plan = judge.finished(hand).plan
    now = dict(zip((each.hub.id for each in plan.constellations), plan.titles, strict=True))
    return {each.hub: each.id for each in judge.held(hand).stated.constellations} | now


def _plan(project: Project, plan: str, lang: Lang) -> str:
    try:
        return project.about_plan(plan).name
    except (RefusalError, OSError):
        return GONE.say(lang)


AROUND: Final = Text(nl="de constellatie van {hub}", en="the constellation of {hub}")
GONE: Final = Text(nl="een plan dat er niet meer is", en="a plan that is no longer there")
LABELS: Final = {
    Kind.MOVE: Text(nl="{family} naar {hub}", en="{family} to {hub}"),
    Kind.OUT: Text(nl="{family} uit de constellatie", en="{family} out of the constellation"),
    Kind.PIN: Text(nl="{family} vastgezet", en="{family} pinned"),
    Kind.UNPIN: Text(nl="{family} losgemaakt", en="{family} unpinned"),
    Kind.NAME: Text(nl="naam van {hub}", en="name of {hub}"),
    Kind.HUB_REQUIRED: Text(nl="{family} verplicht hubhome", en="{family} required as hub home"),
    Kind.HUB_BARRED: Text(nl="{family} geen hubhome", en="{family} barred as hub home"),
    Kind.HUB_FREE: Text(nl="{family} weer zoals in het bestand", en="{family} as in the file again"),
    Kind.START: Text(nl="een constellatie rond {family}", en="a constellation around {family}"),
    Kind.STOP: Text(nl="{hub} opgeheven", en="{hub} ended"),
    Kind.PLAN: Text(nl="overgang naar {plan}", en="change to {plan}"),
}
