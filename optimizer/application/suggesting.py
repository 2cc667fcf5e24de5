"""Where families could go in a plan that was made before, also of an older families file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.families import Family
from geodata.language import Lang, Text
from optimizer.application.explaining import named
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.explain.case import Time
from optimizer.explain.suggestions import Suggestion, suggestion
from optimizer.finished import FinishedPlan
from optimizer.interruption import beside

_SECONDS: Final = 5.0
"""The most on the processor for one family."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The plan as it stands, and what is found for each family asked about."""

    finished: FinishedPlan
    found: tuple[Suggestion, ...]


def suggest(
    families: FamiliesFiles,
    plan: Path,
    names: Sequence[str],
    policy: PolicyRequest,
    lang: Lang,
    reporter: Reporter,
) -> Suggestions:
    """Look where families could go: those named, else all that join and have no place.

    Raises
    ------
    InputError
        When a file cannot be used, or a family is not in the families file.
    """
    with opened(families, lang, reporter, made_of=made_of(plan)) as read:
        given = read_given(plan, read.reading, policy, reporter, dropping=True)
        wanted = named(names, given.plan.families, reporter, given.plan)
        finished = given.finished(read.reading)
    if given.gone:
        reporter.note(GONE, {"families": given.gone})
    for family in wanted:
        if not family.joins:
            reporter.note(NOT_JOINING, {"family": family.id})
    return Suggestions(finished, suggestions_in(finished, wanted))


def suggestions_in(finished: FinishedPlan, wanted: Sequence[Family]) -> tuple[Suggestion, ...]:
    """Look where families could go in a plan: those wanted that may be placed, else all that join and have no place."""
    asked = [each for each in wanted if each.may_be_satellite or each.id in finished.plan.placed]
    told = asked if wanted else list(finished.plan.unplaced)
    limit = Time.of(_SECONDS * max(len(told), 1), _SECONDS)
    return beside(lambda: tuple(suggestion(finished.problem, finished.plan, each, limit) for each in told))


def offers_in(finished: FinishedPlan, family: Family) -> Suggestion:
    """Look at every constellation near a family by itself, without a search; this takes no time in a region."""
    return suggestion(finished.problem, finished.plan, family, None)


GONE: Final = Text(nl="Niet meer in het gezinnenbestand: {families}.", en="No longer in the families file: {families}.")
NOT_JOINING: Final = Text(nl="{family} doet niet mee.", en="{family} does not join.")
