"""``alternatives.html``: plans to choose from, side by side. No script, nothing from any network."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from geodata.language import Lang, Text
from maps.report_words import TEAM
from maps.templates import POLICY, asset, filled


@dataclass(frozen=True, slots=True)
class Column:
    """One plan: what it is best at, and the pages of it beside this one; ``compare`` puts it beside the first."""

    name: str
    best_at: str
    map: str
    report: str
    compare: str | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One figure of all plans as shown, and which of them are the best at it."""

    title: str
    values: tuple[str, ...]
    best: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class AlternativesView:
    """All that the page says, in one language."""

    lang: Lang
    title: str
    sentences: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[MeasureLine, ...]


def render(view: AlternativesView) -> str:
    """Write the page. All text from data is escaped; the same view gives the same bytes."""
    style = Markup(asset("report.css"))  # noqa: S704 - our own file
    words = {key: text.say(view.lang) for key, text in WORDS.items()}
    return filled("alternatives.html", view=view, lang=view.lang.value, policy=POLICY, style=style, words=words)


WORDS: Final = {
    "figures": Text(nl="Cijfers naast elkaar", en="Figures side by side"),
    "figure": Text(nl="Cijfer", en="Figure"),
    "best": Text(nl="beste", en="best"),
    "plans": Text(nl="De plannen", en="The plans"),
    "map": Text(nl="Kaart", en="Map"),
    "report": Text(nl="Vergaderstuk", en="Meeting pack"),
    "compare": Text(nl="Naast plan 1 op twee kaarten", en="Beside plan 1 on two maps"),
    "team": TEAM,
}
