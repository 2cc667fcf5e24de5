"""``rollout.html``: one sheet a wave, with a slider over them; without script, and on paper, all sheets are there."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from geodata.language import Lang
from maps.costs import Part
from maps.tables import Line
from maps.templates import asset, filled


@dataclass(frozen=True, slots=True)
class Start:
    """A constellation that starts: its name, and what is said of it."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Starting:
    """Constellations that start for the same reason; of one alone the reason is said with the constellation."""

    why: str | None
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """Families that get a place in one constellation."""

    name: str
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaveSheet:
    """One wave.

    Attributes
    ----------
    name
        Its year or number.
    folder
        Of its plan, beside the page; ``None`` where there is none.
    """

    number: int
    name: str
    heading: str
    sentence: str
    figures: tuple[Line, ...]
    map: Markup
    starts: tuple[Starting, ...]
    joins: tuple[Joining, ...]
    folder: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says around its content."""

    slider: str
    before: str
    after: str
    map: str
    starts: str
    nothing_starts: str
    joins: str
    nobody_joins: str
    plan: str
    legend: Sequence[tuple[str, str]]
    """Class of the mark, and what it means."""


@dataclass(frozen=True, slots=True)
class RollOutPage:
    """All that the page says, in one language; ``alarms`` are those notices that must not be missed."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    alarms: tuple[str, ...]
    sentences: tuple[str, ...]
    words: Words
    base: Markup
    waves: tuple[WaveSheet, ...]
    charts: tuple[Markup, ...]
    parts: tuple[Part, ...]
    attribution: tuple[str, ...]


def render(page: RollOutPage, lang: Lang) -> str:
    """Write the page. All text from data is escaped, and nothing is asked of a network; same page, same bytes."""
    script = asset("rollout.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
    return filled(
        "rollout.html",
        page=page,
        lang=lang.value,
        policy=Markup(policy),  # noqa: S704 - our own text
        style=Markup(asset("report.css") + asset("rollout.css")),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
    )
