"""Plans beside the best one, for a meeting to choose from: each with its own folder, and a page with all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault
from geodata.language import Fact, Lang, Text, exact
from maps.alternatives import AlternativesView, Column, MeasureLine, render
from optimizer.application.comparing import comparison_files
from optimizer.application.consenting import proposed
from optimizer.application.drawing_request import Drawing
from optimizer.application.explaining import explained
from optimizer.application.reporter import Reporter
from optimizer.application.results import results
from optimizer.comparison.compared import Comparison
from optimizer.comparison.figures import MEASURES, NONE, ONLY_WHERE_ANY, Measure
from optimizer.explain.alternatives import Alternatives, Asked, alternatives
from optimizer.finished import FinishedPlan
from optimizer.interruption import noted
from optimizer.outcome import Limits, Mark, Status
from optimizer.plan import Verdict

PAGE: Final = "alternatives.html"


@dataclass(frozen=True, slots=True)
class AlternativesDrawing:
    """How the files of further plans are drawn: as those of the first."""

    families: Path
    drawing: Drawing
    lang: Lang
    gis: bool = False


@dataclass(frozen=True, slots=True)
class BesidePlan:
    """Further plans, and their files by name, each plan's in a folder of its own.

    Attributes
    ----------
    exhausted
        Whether it is proved that there is no further one.
    """

    plans: tuple[FinishedPlan, ...]
    files: Mapping[str, bytes] = field(repr=False)
    exhausted: bool


def plans_beside(
    finished: FinishedPlan, asked: Asked, limits: Limits, drawn: AlternativesDrawing, reporter: Reporter
) -> BesidePlan:
    """Look for further plans, and make their files; Ctrl-C ends the looking and keeps what was found."""
    reporter.note(LOOKING, {"n": asked.n - 1})
    with noted():
        found = alternatives(finished.problem, finished.plan, asked, limits, reporter.progress)
    looked = (explained(_finished(finished, each), reporter, searching=False) for each in found.verdicts)
    plans = tuple(proposed(each, reporter) for each in looked)
    if len(plans) < asked.n - 1:
        reporter.notice(Fault(FEWER_PROVED if found.exhausted else FEWER, {"n": len(plans) + 1, "asked": asked.n}))
    files: dict[str, bytes] = {PAGE: render(_view(finished, plans, asked, found, drawn)).encode()}
    names = plan_names(len(plans) + 1, drawn.lang)
    for number, each in enumerate(plans, start=2):
        made = results(each, drawn.families, drawn.drawing, drawn.lang, reporter, gis=drawn.gis)
        pair = (names[0], names[number - 1])
        compared = Comparison.of(finished, each)
        made |= comparison_files(compared, pair, drawn.families, drawn.drawing, drawn.lang, reporter)
        files |= {f"{folder_of(number)}/{name}": content for name, content in made.items()}
    return BesidePlan(plans, files, found.exhausted)


def folder_of(number: int) -> str:
    """Give the folder of a further plan, the second being the first of them."""
    return f"alternative-{number}"


def plan_names(n: int, lang: Lang) -> tuple[str, ...]:
    """Call the plans by their number."""
    return tuple(PLAN.say(lang, {"n": number}) for number in range(1, n + 1))


def _finished(first: FinishedPlan, verdict: Verdict) -> FinishedPlan:
    """Give a further plan its values; a bound of the first holds for it where the values above are the same."""
    marks = []
    same = True
    for score, mark in zip(verdict.scores, first.marks, strict=True):
        kept = mark.bound if same else None
        marks.append(Mark(score.tier, score.value, kept, 0.0, mark.without if kept is not None else ()))
        same = same and score.value == mark.value
    return replace(
        first,
        plan=first.today.numbered(verdict.plan) if first.today else verdict.plan,
        verdict=verdict,
        marks=tuple(marks),
        status=Status.FEASIBLE,
        seconds=0.0,
        explanations={},
    )


def _view(
    first: FinishedPlan, others: Sequence[FinishedPlan], asked: Asked, found: Alternatives, drawn: AlternativesDrawing
) -> AlternativesView:
    lang, plans = drawn.lang, (first, *others)
    names = plan_names(len(plans), lang)
    lines = [line for measure in MEASURES if (line := _line(measure, plans, lang, exactly=drawn.drawing.exact))]
    columns = []
    for number, name in enumerate(names, start=1):
        folder = "" if number == 1 else f"{folder_of(number)}/"
        better = [line.title for line in lines if line.best[number - 1]]
        said = (BEST_AT if better else BEST_AT_NOTHING).say(lang, {"figures": ", ".join(better)})
        compare = None if number == 1 else f"{folder}compare.html"
        columns.append(Column(name, said, f"{folder}map.html", f"{folder}report.html", compare))
    facts: dict[str, Fact] = {
        "differ": round(100 * asked.differ),
        "within": exact(100 * asked.within, lang),
    }
    fewer = () if len(plans) >= asked.n else ((NO_MORE if found.exhausted else NOT_FOUND).say(lang),)
    sentences = (ABOUT.say(lang, facts), *fewer)
    return AlternativesView(lang, TITLE.say(lang, {"n": len(plans)}), sentences, tuple(columns), tuple(lines))


def _line(measure: Measure, plans: Sequence[FinishedPlan], lang: Lang, *, exactly: bool) -> MeasureLine | None:
    """Give one figure of all plans, with which are the best at it; none where it says nothing of any plan."""
    values = [measure.told(measure.value(each), exact=exactly) for each in plans]
    if all(value is None for value in values) or (measure.key in ONLY_WHERE_ANY and not any(values)):
        return None
    shown = tuple(NONE if value is None else measure.written(value, lang) for value in values)
    known = [value for value in values if value is not None]
    best = (max if measure.wanted > 0 else min)(known)
    judged = measure.wanted != 0 and len(known) == len(values) and len(set(known)) > 1
    return MeasureLine(measure.title.say(lang), shown, tuple(judged and value == best for value in values))


PLAN: Final = Text(nl="Plan {n}", en="Plan {n}")
LOOKING: Final = Text(
    nl="Zoeken naar andere plannen die bijna even goed zijn: {n} …", en="Looking for other plans nearly as good: {n} …"
)
FEWER: Final = Text(
    nl="gevraagde plannen: {asked}, gevonden: {n}; of er meer zijn, is in de tijd niet vastgesteld.",
    en="plans asked for: {asked}, found: {n}; whether there are more was not settled in the time.",
)
FEWER_PROVED: Final = Text(
    nl="gevraagde plannen: {asked}, gevonden: {n}; meer plannen die zo goed zijn en zo verschillen, bestaan er niet "
    "(bewezen).",
    en="plans asked for: {asked}, found: {n}; there are no more that are so good and differ so much (proved).",
)
TITLE: Final = Text(nl="{n} plannen om uit te kiezen", en="{n} plans to choose from")
ABOUT: Final = Text(
    nl="Alle plannen zijn nagerekend en op alle doelen behalve het laatste even goed; op het laatste hoogstens "
    "{within}% slechter. In elke twee plannen zit minstens {differ}% van de gezinnen in een andere constellatie.",
    en="All plans are verified, and as good on all objectives but the last; on the last at most {within}% worse. In "
    "any two plans at least {differ}% of the families are in another constellation.",
)
NO_MORE: Final = Text(
    nl="Meer zulke plannen bestaan er niet naast deze (bewezen).",
    en="Beside these there are no more such plans (proved).",
)
NOT_FOUND: Final = Text(
    nl="Of er meer zulke plannen zijn, is niet vastgesteld.", en="Whether there are more such plans is not settled."
)
BEST_AT: Final = Text(nl="Het beste op: {figures}.", en="Best at: {figures}.")
BEST_AT_NOTHING: Final = Text(nl="Nergens het beste.", en="Best at nothing.")
