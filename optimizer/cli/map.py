"""``constellations map``: draw the map of an existing plan again."""

from typing import Final

from geodata.language import Lang, Text
from maps import page
from optimizer.cli.redrawing import redrawing
from optimizer.cli.spoken import SpokenCommand


def command(lang: Lang) -> SpokenCommand:
    """Make the command in a language."""
    return redrawing("map", lang, HELP, lambda drawn: page.render(drawn.view))


HELP: Final = Text(
    nl="Tekent de kaart van een bestaand plan opnieuw, voor het planteam.",
    en="Draws the map of an existing plan again, for the planning team.",
)
