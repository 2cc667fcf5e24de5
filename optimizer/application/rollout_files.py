"""The files of a roll-out, made in memory: the roll-out as a whole, and a folder a wave as ``plan`` writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault
from geodata.language import Fact, Lang, Text
from maps import rollout_page
from optimizer.application.drawing import draw
from optimizer.application.drawing_request import Drawing
from optimizer.application.reporter import Reporter
from optimizer.application.results import results
from optimizer.application.rollout_chapters import chapters_of
from optimizer.application.rollout_losses import losses_of
from optimizer.application.rollout_page import page_of
from optimizer.application.rollout_questions import Answers
from optimizer.application.rollout_recruiting import Recruiting
from optimizer.application.unverified import UnverifiedError
from optimizer.finished import Explanation, FinishedPlan, Reason
from optimizer.outcome import Mark, Progress, Status
from optimizer.rollout.document import FILES, FinishedRollOut, document, read_roll_out
from optimizer.rollout.wave_plan import wave_plan
from optimizer.rollout.workbook import workbook
from optimizer.verify import verify
from optimizer.what_helps import HelpfulChange


def roll_out_files(
    finished: FinishedRollOut,
    further: Answers,
    families_file: Path,
    drawing: Drawing,
    lang: Lang,
    reporter: Reporter,
    *,
    waves: bool = True,
) -> dict[str, bytes]:
    """Make every file; names of files in a wave's folder begin with that folder.

    Parameters
    ----------
    waves
        Whether every wave gets a folder; otherwise the last wave alone is there, beside the files of the whole.

    Raises
    ------
    UnverifiedError
        When a wave as written breaks a rule, or ``rollout.json`` does not hold the roll-out that was verified.
    """
    plans = [plan_of_wave(finished, wave) for wave in finished.terms.waves]
    text = document(finished, _answered(further))
    _check(text.encode(), finished)
    drawn = draw(plans[-1], families_file, drawing, lang, _Once(reporter))
    page = rollout_page.render(page_of(finished, further, drawn.view, drawn.told, folders=waves), lang)
    book = workbook(finished, lang, losses_of(finished, further, drawn.told, lang))
    files = dict(zip(FILES, (text.encode(), book, page.encode()), strict=True))
    chapters = chapters_of(finished, lang)
    if not waves:
        return files | results(plans[-1], families_file, drawing, lang, _Once(reporter), chapters=chapters)
    for wave, plan in zip(finished.terms.waves, plans, strict=True):
        made = results(plan, families_file, drawing, lang, _Once(reporter), chapters=chapters)
        files |= {f"{FOLDER}{wave}/{name}": content for name, content in made.items()}
    if drawing.exact:
        reporter.warn(ALOUD)
    return files


FOLDER: Final = "wave-"
"""What the folder of a wave begins with; its number follows."""


def plan_of_wave(finished: FinishedRollOut, wave: int) -> FinishedPlan:
    """Give the plan of a wave with what is said of it; nothing is proved of it as a plan."""
    terms = finished.terms
    policy, problem, plan = wave_plan(terms, finished.verdict.roll_out, wave)
    verdict = verify(problem, plan)
    # What is proved holds for roll-outs: a plan by itself knows no launches, no waiting and no other waves.
    marks = tuple(Mark(score.tier, score.value, None, 0.0) for score in verdict.scores)
    later = {family.id: _Later(finished, finished.verdict.roll_out.places.get(family.id)) for family in plan.unplaced}
    return FinishedPlan(
        problem=problem,
        plan=plan,
        policy=policy,
        verdict=verdict,
        marks=marks,
        status=Status.FEASIBLE,
        source=finished.source,
        input_name=finished.input_name,
        seconds=finished.seconds,
        interrupted=finished.interrupted,
        explanations=later,
    )


@dataclass(frozen=True, slots=True)
class _Later:
    """Why a family has no place in a wave: it gets one later, or none in this roll-out."""

    finished: FinishedRollOut
    wave: int | None

    @property
    def _facts(self) -> dict[str, Fact]:
        return {} if self.wave is None else {"wave": self.finished.terms.name(self.wave)}

    @property
    def reason(self) -> Reason:
        return Reason("no_place_in_roll_out" if self.wave is None else "later_wave", self._facts)

    def sentences(self, lang: Lang) -> tuple[str, ...]:
        return ((NONE if self.wave is None else LATER).say(lang, self._facts),)

    def advice(self, lang: Lang) -> tuple[str, ...]:
        return (ASK.say(lang),) if self.wave is None else ()

    @property
    def changes(self) -> tuple[HelpfulChange, ...]:
        return ()

    def without_distances(self) -> Explanation:
        return self


@dataclass(frozen=True, slots=True)
class _Once:
    """A reporter for what is said of every wave alike: it passes progress on, and no sentences."""

    reporter: Reporter

    def notice(self, fault: Fault) -> None:
        """Say nothing."""

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Say nothing."""

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Say nothing."""

    def kilometres(self, minutes_per_km: float | None) -> None:
        """Pass it on."""
        self.reporter.kilometres(minutes_per_km)

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        """Pass it on."""
        self.reporter.share_done(text, share, facts)

    def progress(self, progress: Progress) -> None:
        """Pass it on."""
        self.reporter.progress(progress)


def _answered(further: Answers) -> dict[str, Any]:
    """Give what else was asked, as ``rollout.json`` writes it; distances stay out, as they are no finer than masks."""
    found: dict[str, Any] = {
        "more": [{"what": each.what, "wave": each.wave, "fewer_waiting": each.fewer} for each in further.gains],
        "other_pilots": [
            {
                "hub": each.hub,
                "families": each.families,
                "providers": each.providers,
                "children_without_peer": each.children_without_peer,
                "more_waiting": each.more_waiting,
            }
            for each in further.pilots
        ],
    }
    if further.yearly is not None:
        each = further.yearly
        found["year_by_year"] = {
            "unplaced": each.unplaced,
            "waiting": each.waiting,
            "travel": each.travel,
            "proved": each.proved,
        }
    if further.recruiting is not None:
        found["recruiting"] = _recruiting(further.recruiting)
    return found


def _recruiting(found: Recruiting) -> dict[str, Any]:
    """Give where hub homes still to be found help most, and the roll-out without any of them."""
    without, verdict = found.without, found.without.verdict
    starts = (
        [] if verdict is None else [verdict.roll_out.starting(wave + 1) for wave in range(len(verdict.roll_out.plans))]
    )
    return {
        "areas_tried": found.n_tried,
        "areas": [
            {"postcode": each.pc4, "place": each.place, "more_placed": each.families, "proved": each.proved}
            for each in found.areas
        ],
        "without": {
            "status": str(without.status),
            "tiers": [{"name": each.tier, "value": each.value, "bound": each.bound} for each in without.marks],
            "starts": [[each.hub.id for each in wave] for wave in starts],
        },
    }


def _check(data: bytes, finished: FinishedRollOut) -> None:
    """Refuse a document that does not hold what the verifier judged and passed."""
    waves = [
        {each.hub.id: tuple(family.id for family in each.satellites) for each in plan.constellations}
        for plan in finished.verdict.roll_out.plans
    ]
    written = [dict(wave.satellites) for wave in read_roll_out(data).waves]
    if not finished.verdict.passed or written != waves:
        raise UnverifiedError


ALOUD: Final = Text(
    nl="LET OP: --exact. De kaarten tonen waar elk gezin werkelijk woont. Stuur ze niet door.",
    en="TAKE CARE: --exact. The maps show where each family really lives. Do not pass them on.",
)
LATER: Final = Text(nl="Krijgt een plaats in jaar {wave}.", en="Gets a place in year {wave}.")
NONE: Final = Text(nl="Krijgt in deze uitrol geen plaats.", en="Gets no place in this roll-out.")
ASK: Final = Text(
    nl="`constellations explain` met het plan van het laatste jaar zoekt uit waarom.",
    en="`constellations explain` with the plan of the last year finds out why.",
)
