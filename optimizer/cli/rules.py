"""``constellations rules``: every rule and every objective in a sentence, as the README shows them."""

from typing import Final

from geodata.language import Lang, Text
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context
from optimizer.cli.terminal import Terminal
from optimizer.rules import RULES
from optimizer.tiers import TIERS


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand("rules", lang, HELPS["rules"], in_context(run), [])


def run(terminal: Terminal) -> int:
    """Print the page."""
    terminal.document(
        {
            "schema": "constellations/rules/1",
            "rules": [{"key": rule.key, "title": rule.title.say(terminal.lang)} for rule in RULES],
            "tiers": [
                {"key": tier.key, "title": tier.title.say(terminal.lang), "meaning": tier.meaning.say(terminal.lang)}
                for tier in TIERS
            ],
        }
    )
    terminal.say(PAGE, {"page": rules_page(terminal.lang)})
    return 0


def rules_page(lang: Lang) -> str:
    """Give the rules and objectives as a page of Markdown."""
    lines = [RULES_HEAD.say(lang), ""]
    lines += [f"- `{rule.key}`: {rule.title.say(lang)}" for rule in RULES]
    lines += ["", TIERS_HEAD.say(lang), ""]
    lines += [f"- `{tier.key}`: {tier.title.say(lang)}. {tier.meaning.say(lang)}" for tier in TIERS]
    return "\n".join(lines)


PAGE: Final = Text(nl="{page}", en="{page}")
RULES_HEAD: Final = Text(nl="Regels waar elk plan zich aan houdt:", en="Rules that every plan keeps:")
TIERS_HEAD: Final = Text(
    nl="Doelen die een beleid mag noemen (zo klein mogelijk, het eerste gaat voor):",
    en="Objectives that a policy may name (as small as can be, the first goes before the next):",
)
