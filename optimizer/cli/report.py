"""``constellations report``: write the report of an existing plan again."""

from typing import Final

from geodata.language import Lang, Text
from maps import report
from optimizer.cli.localised import LocalisedCommand
from optimizer.cli.redrawing import redrawing


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return redrawing("report", lang, HELP, lambda drawn, _: report.render(drawn.view, drawn.background).encode())


HELP: Final = Text(
    nl="Schrijft het vergaderstuk van een bestaand plan opnieuw, voor het planteam.",
    en="Writes the meeting pack of an existing plan again, for the planning team.",
)
