"""Changes by hand: each is checked, written down, and judged by the verifier at once; undo and redo without limit."""

from typing import Any, Final

from starlette.routing import BaseRoute, Route

from geodata.language import Text
from optimizer.finished import FinishedPlan
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.changes import Change, Hand, Kind, active, to_undo
from optimizer.screen.labels import back_and_forth, labels
from optimizer.screen.possible import asked_kind, check
from optimizer.screen.project import Project, cleaned_name
from optimizer.screen.refusal import RefusalError
from optimizer.screen.view import parts_shown
from optimizer.screen.worth import breaches, direction, summary, values


def change(asked: Asked) -> dict[str, Any]:
    """Make a change, and say what it does."""
    kind = asked_kind(asked.text("kind"))
    made = Change(
        kind,
        family=asked.text_or_none("family"),
        constellation=asked.text_or_none("constellation"),
        name=cleaned_name(asked.text_or_none("name")) if kind is Kind.NAME else None,
    )
    project = asked.project
    with project.guard:
        asked.check_revision(project)
        hand = project.hand
        if not hand.made:
            raise RefusalError(words.NO_PLAN_YET)
        check(made, hand, project.reading.families)
        return _judged(asked, project, made)


def listed(asked: Asked) -> list[dict[str, Any]]:
    """Tell what was changed by hand since the plan, and what of it was taken back."""
    project = asked.project
    held, undone = active(project.changes)
    since = next((at for at in range(len(held), 0, -1) if held[at - 1].kind is Kind.PLAN), 0)
    told = [(each, False) for each in held[since:]] + [(each, True) for each in reversed(undone)]
    said = labels((each for each, _ in told), project, asked.screen.judge(project), asked.lang)
    return [
        {"text": text, "at": each.at, "undone": is_undone} for text, (each, is_undone) in zip(said, told, strict=True)
    ]


def undo(asked: Asked) -> dict[str, Any]:
    """Take the last change back."""
    return _back_or_forth(asked, Kind.UNDO, NOTHING_TO_UNDO)


def redo(asked: Asked) -> dict[str, Any]:
    """Make a change again that was taken back."""
    return _back_or_forth(asked, Kind.REDO, NOTHING_TO_REDO)


def _back_or_forth(asked: Asked, kind: Kind, nothing: Text) -> dict[str, Any]:
    project = asked.project
    with project.guard:
        asked.check_revision(project)
        held, undone = active(project.changes)
        if not (to_undo(held) if kind is Kind.UNDO else undone):
            raise RefusalError(nothing)
        return _judged(asked, project, Change(kind))


def _judged(asked: Asked, project: Project, made: Change) -> dict[str, Any]:
    """Write a change down, and give the plan before and after as the verifier judges it."""
    judge, lang = asked.screen.judge(project), asked.lang
    hand = project.hand
    before = judge.finished(hand) if hand.made else None
    now = project.append(made)
    document: dict[str, Any] = {
        "revision": project.log.revision,
        "changed": now.n_changes,
        **back_and_forth(project, judge, lang),
    }
    if before is None or now.plan != hand.plan or not now.made:
        return {**document, "reload": True}
    after = judge.finished(now)
    broken = breaches(after, lang)
    return {
        **document,
        "reload": now.hubs != hand.hubs,
        "before": _worth(before, asked),
        "after": _worth(after, asked),
        "direction": direction(before, after),
        "broken": broken,
        "summary": summary(after, now, lang),
        **parts_shown(judge, now, broken, _families(hand, now), _hubs(hand, now, before, after), lang),
    }


def _worth(finished: FinishedPlan, asked: Asked) -> dict[str, Any]:
    return {
        "values": values(finished, asked.lang),
        "unplaced": len(finished.plan.unplaced),
        "n_broken": len(finished.verdict.violations),
    }


def _families(one: Hand, other: Hand) -> set[str]:
    """Give the families of which something differs."""
    differing = set[str]()
    for before, after in ((one.hub_of, other.hub_of), (one.pins, other.pins), (one.roles, other.roles)):
        differing |= {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return differing


def _hubs(one: Hand, other: Hand, before: FinishedPlan, after: FinishedPlan) -> set[str]:
    """Give the hub homes of the constellations of which something differs: families, names, or what they break."""
    hubs = {hub for name in _families(one, other) for hub in (one.hub_of.get(name), other.hub_of.get(name))}
    hubs |= {name for name in one.names.keys() | other.names.keys() if one.names.get(name) != other.names.get(name)}
    broken = _breaches(before) ^ _breaches(after)
    hubs |= {other.hub_of.get(family) for _, families in broken for family in families}
    return {hub for hub in hubs if hub is not None}


def _breaches(finished: FinishedPlan) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.rule, each.families) for each in finished.verdict.violations}


NOTHING_TO_UNDO: Final = Text(nl="Er is niets om ongedaan te maken.", en="There is nothing to undo.")
NOTHING_TO_REDO: Final = Text(nl="Er is niets om opnieuw te doen.", en="There is nothing to redo.")


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/p/{id}/changes", answered(listed), methods=["GET"]),
        Route("/api/p/{id}/changes", answered(change), methods=["POST"]),
        Route("/api/p/{id}/undo", answered(undo), methods=["POST"]),
        Route("/api/p/{id}/redo", answered(redo), methods=["POST"]),
    ]
