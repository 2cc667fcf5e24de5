"""How the application speaks to whoever uses it, while it is at work."""

from collections.abc import Mapping
from typing import Protocol

from geodata.errors import Fault
from geodata.language import Fact, Text
from optimizer.outcome import Progress


class Reporter(Protocol):
    """Is told what goes on, as data; in which language and where it is shown is its own concern."""

    def notice(self, fault: Fault) -> None:
        """Take something to know about the input."""
        ...

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Take a sentence about the work that a reader can do without."""
        ...

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Take a sentence that every reader must see."""
        ...

    def kilometres(self, minutes_per_km: float | None) -> None:
        """Take the minutes that a kilometre in a sentence stands for, ``None`` where a kilometre is one."""
        ...

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        """Take how far a computation is, from 0 to 1; ``text`` says so, with the gap ``share`` for a percentage.

        Other gaps are filled in from ``facts``.
        """
        ...

    def progress(self, progress: Progress) -> None:
        """Take how the search stands; called from another thread."""
        ...
