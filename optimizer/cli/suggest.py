"""``constellations suggest``: where a family could go in a plan as it stands."""

from typing import Any, Final

from geodata.language import Lang, Text
from optimizer.application.suggesting import Suggestions, suggest
from optimizer.cli.families_options import families_from, provider_option
from optimizer.cli.given import Given, given_argument
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.explain.suggestion_words import breach_said, far_said, sentences
from optimizer.explain.suggestions import Effect, Suggestion
from optimizer.tier import Tier
from optimizer.verify import sentence

_MOST: Final = 5


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        given_argument(lang),
        provider_option(lang),
        option("--exact", lang=lang, text=EXACT),
        *policy_options(lang),
    ]
    return LocalisedCommand("suggest", lang, HELPS["suggest"], in_context(run), params)


def run(terminal: Terminal, given: Given, exact: bool, **options: Any) -> int:
    """Say where families could go; what the plan breaks already is said first."""
    files = families_from(given.files, options)
    made = suggest(files, given.plan, given.names, policy_request(options), terminal.lang, terminal)
    lang, broken = terminal.lang, made.finished.verdict.violations
    terminal.document(_document(made, lang, exactly=exact))
    if broken:
        terminal.say(BROKEN)
        for each in broken[:_MOST]:
            terminal.say(ITEM, {"sentence": sentence(each, lang, exact=exact)})
    if not made.found:
        terminal.say(NOBODY)
    plan = made.finished.plan
    titles = dict(zip(plan.ids, plan.titles, strict=True))
    for found in made.found:
        for line in sentences(found, made.finished.problem.tiers, lang, exactly=exact, titles=titles):
            terminal.say(LINE, {"sentence": line})
    return 0


def _document(made: Suggestions, lang: Lang, *, exactly: bool) -> dict[str, object]:
    tiers = made.finished.problem.tiers
    return {
        "schema": "constellations/suggest/1",
        "passed": made.finished.verdict.passed,
        "families": [_family(found, tiers, lang, exactly=exactly) for found in made.found],
    }


def _family(found: Suggestion, tiers: tuple[Tier, ...], lang: Lang, *, exactly: bool) -> dict[str, object]:
    best = found.one_move
    return {
        "family": found.family,
        "constellation": found.here,
        "hub": found.is_hub,
        "together": list(found.together),
        "leaving": [{"rule": each.rule, "sentence": sentence(each, lang, exact=exactly)} for each in found.leaving],
        "places": [
            {
                "constellation": each.constellation,
                "hub": each.hub,
                "distance": far_said(each.metres, lang, exactly=exactly),
                "possible": each.possible,
                "breaks": [{"rule": breach.rule, "sentence": breach_said(breach, lang)} for breach in each.breaches],
                "satellites": each.satellites,
                **_effect(each.effect, tiers, exactly=exactly),
            }
            for each in found.offers
        ],
        "one_move": None
        if best is None
        else {
            "constellation": best.constellation,
            "hub": best.hub,
            "moves": None if best.moved is None else dict(zip(("family", "from", "to"), best.moved, strict=True)),
            "proved": best.proved,
            **_effect(best.effect, tiers, exactly=exactly),
        },
        "one_move_impossible": found.impossible,
    }


def _effect(effect: Effect, tiers: tuple[Tier, ...], *, exactly: bool) -> dict[str, object]:
    """Give what changes; of metres, which may be one family's way, only whether they are more or fewer."""
    shown = {
        tier.key: change if exactly or not tier.metres else (change > 0) - (change < 0)
        for tier in tiers
        for change in [effect.tiers[tier.key]]
    }
    return {"tiers": shown, "off_target": effect.off_target}


EXACT: Final = Text(
    nl="Zeg afstanden op honderd meter, en hoeveel verder of korter er samen wordt gereisd.",
    en="Say distances to a hundred metres, and how much more or less is travelled in all.",
)
BROKEN: Final = Text(
    nl="Dit plan houdt zich nu al niet aan alle regels:", en="This plan does not keep every rule as it is:"
)
NOBODY: Final = Text(
    nl="Alle gezinnen die meedoen hebben een plaats. Noem een gezin om te zien waar het ook heen kan.",
    en="All joining families have a place. Name a family to see where else it could go.",
)
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
LINE: Final = Text(nl="{sentence}", en="{sentence}")
