"""The first sheet of a report, as a person words it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first sheet; ``None`` for the usual title, the municipalities of the plan, and nobody."""

    title: str | None = None
    region: str | None = None
    author: str | None = None
