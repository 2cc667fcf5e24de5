"""``constellations without``: what a plan loses when a hub home stops."""

from typing import Any, Final

from geodata.language import Lang, Text
from optimizer.application.stopping import WithoutHubs, WithoutRequest, without_hubs
from optimizer.cli.families_options import families_from, provider_option
from optimizer.cli.given import Given, given_argument
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.explain.without import Outcome
from optimizer.explain.without_words import sentences
from optimizer.files.planfile import groups
from optimizer.verify import sentence

EXIT_BROKEN: Final = 1
SCHEMA: Final = "constellations/without/1"
_MOST: Final = 20


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        given_argument(lang, GIVEN),
        provider_option(lang),
        option("--stays", lang=lang, text=STAYS),
        *policy_options(lang),
    ]
    return LocalisedCommand("without", lang, HELPS["without"], in_context(run), params)


def run(terminal: Terminal, given: Given, stays: bool, **options: Any) -> int:
    """Say what is lost when hub homes stop; exit code 1 when the plan breaks rules."""
    files = families_from(given.files, options)
    request = WithoutRequest(files, given.plan, given.names, policy_request(options), stays)
    made = without_hubs(request, terminal.lang, terminal)
    lang, broken = terminal.lang, made.finished.verdict.violations
    if broken:
        said = [sentence(violation, lang, exact=False) for violation in broken]
        terminal.document({"schema": SCHEMA, "passed": False, "violations": said})
        terminal.say(BROKEN)
        for each in said[:_MOST]:
            terminal.say(ITEM, {"sentence": each})
        return EXIT_BROKEN
    terminal.document(_document(made))
    plan = made.finished.plan
    ids = {each.hub.id: name for name, each in zip(plan.titles, plan.constellations, strict=True)}
    for found in made.found:
        for line in sentences(found, ids, lang):
            terminal.say(LINE, {"sentence": line})
    return 0


def _document(made: WithoutHubs) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "passed": True,
        "hubs": [
            {
                "constellation": each.constellation,
                "hub": each.hub,
                "families": list(each.families),
                "candidates": list(each.candidates),
                "least_lost": each.least_lost,
                "ways": [_way(outcome, whole=each.whole) for outcome in each.outcomes],
            }
            for each in made.found
        ],
    }


def _way(outcome: Outcome, *, whole: bool) -> dict[str, object]:
    plan = outcome.plan
    return {
        "way": str(outcome.way),
        "proved": outcome.proved,
        "impossible": outcome.impossible,
        "new_hub": outcome.new_hub,
        "lost": None if plan is None else list(outcome.lost),
        "moved": None if plan is None else list(outcome.moved),
        "to": dict(outcome.to),
        "constellations": None
        if plan is None or not whole
        else [{"id": each.id, "hub": each.hub, "satellites": list(each.satellites)} for each in groups(plan)],
    }


GIVEN: Final = Text(nl="GEZINNEN PLAN [HUBHOME …]", en="FAMILIES PLAN [HUB …]")
STAYS: Final = Text(
    nl="Het gezin van de hubhome blijft pleeggezin en zoekt ook een plaats; anders doet het niet meer mee.",
    en="The hub home's family goes on as a foster family and needs a place too; otherwise it joins no more.",
)
BROKEN: Final = Text(
    nl="Het plan houdt zich niet aan alle regels. Los dit eerst op; daarna is te zeggen wat het zonder een hubhome "
    "verliest.",
    en="The plan does not keep every rule. Solve this first; then it can be said what it loses without a hub home.",
)
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
LINE: Final = Text(nl="{sentence}", en="{sentence}")
