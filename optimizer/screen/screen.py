"""What one run of the screen holds: its projects, their problems in memory, what is computed, and the tabs.

What plans and draws takes a second to load. The first page needs none of it, so it is loaded when it is asked for.
"""

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.language import Lang
from optimizer.screen.session import Session
from optimizer.screen.tabs import Tabs

if TYPE_CHECKING:
    from optimizer.screen.jobs import Jobs
    from optimizer.screen.judging import Judge
    from optimizer.screen.project import Project
    from optimizer.screen.projects import Projects


@dataclass
class Screen:
    """The state that every route works on.

    Attributes
    ----------
    folder
        Where projects are.
    lang
        The language of the page; the user may change it.
    """

    session: Session
    folder: Path
    lang: Lang
    tabs: Tabs = field(default_factory=Tabs)
    _judges: "dict[str, Judge]" = field(default_factory=dict)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def projects(self) -> "Projects":
        """The projects."""
        with self._guard:
            from optimizer.screen.projects import Projects  # noqa: PLC0415 - as the module says

            found: Projects = self.__dict__.setdefault("projects", Projects(self.folder))
            return found

    @cached_property
    def jobs(self) -> "Jobs":
        """What is computed."""
        with self._guard:
            from optimizer.screen.jobs import Jobs  # noqa: PLC0415 - as the module says

            found: Jobs = self.__dict__.setdefault("jobs", Jobs())
            return found

    @property
    def is_used(self) -> bool:
        """Whether any project was asked for."""
        return "projects" in self.__dict__

    @property
    def is_computing(self) -> bool:
        """Whether anything is being computed."""
        return "jobs" in self.__dict__ and bool(self.jobs.running)

    def expect(self, project: str) -> None:
        """Open a project and judge its plan while the page that will ask for it is still on its way.

        What is wrong with it is told to who asks.
        """

        def open_it() -> None:
            with suppress(Exception):
                found = self.projects.get(project)
                with found.guard:
                    hand = found.hand
                if hand.made:
                    self.judge(found).work_out(hand, self.lang)

        threading.Thread(target=open_it, daemon=True).start()

    def forget(self, project: str) -> None:
        """Keep nothing in memory of a project that is no longer on the list."""
        with self._guard:
            self._judges.pop(project, None)
            self.jobs.forget(project)

    def judge(self, project: "Project") -> "Judge":
        """Give who judges the plan of a project."""
        from optimizer.screen.judging import Judge  # noqa: PLC0415 - as the module says

        with self._guard:
            return self._judges.setdefault(project.id, Judge(project))
