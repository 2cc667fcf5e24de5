"""Which tabs of the browser are open: the screen ends with the last."""

import time
from dataclasses import dataclass, field
from typing import Final

SILENT_S: Final = 180.0
"""A tab that said nothing for so long is taken to be closed; one in the background may speak once a minute."""

RELOAD_S: Final = 8.0
"""So long after the last tab left nothing ends: a page that is loaded again leaves first and then comes."""

_AWAY_S: Final = 10.0
"""Time between two looks beyond which the computer slept, and no tab could have spoken."""


@dataclass(slots=True)
class Tabs:
    """The tabs that have shown themselves, with the moment they last did, in seconds."""

    _seen: dict[str, float] = field(default_factory=dict)
    _left: float | None = None
    _looked: float = field(default_factory=time.monotonic)

    def here(self, tab: str) -> None:
        """Note that a tab is open."""
        self._seen[tab] = time.monotonic()
        self._left = None

    def comes(self) -> None:
        """Note that a page is being loaded: its tab will show itself soon."""
        if self._left is not None:
            self._left = time.monotonic()

    def leaves(self, tab: str) -> None:
        """Note that a tab is closing or loaded again."""
        if self._seen.pop(tab, None) is not None and not self._seen:
            self._left = time.monotonic()

    def over(self) -> bool:
        """Tell whether the last tab was closed; never before there was one."""
        now = time.monotonic()
        if now - self._looked > _AWAY_S:
            self._seen = dict.fromkeys(self._seen, now)
        self._looked = now
        for tab in [tab for tab, seen in self._seen.items() if now - seen > SILENT_S]:
            self.leaves(tab)
        return self._left is not None and now - self._left > RELOAD_S
