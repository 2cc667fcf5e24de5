"""What one run of the screen holds: its projects, their problems in memory, what is computed, and the tabs."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from geodata.language import Lang
from optimizer.screen.jobs import Jobs
from optimizer.screen.judging import Judge
from optimizer.screen.project import Project, Projects
from optimizer.screen.session import Session
from optimizer.screen.tabs import Tabs


@dataclass(slots=True)
class Screen:
    """The state that every route works on.

    Attributes
    ----------
    lang
        The language of the page; the user may change it.
    """

    session: Session
    projects: Projects
    lang: Lang
    jobs: Jobs = field(default_factory=Jobs)
    tabs: Tabs = field(default_factory=Tabs)
    _judges: dict[str, Judge] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, session: Session, folder: Path, lang: Lang) -> "Screen":
        """Begin with the projects in a folder."""
        return cls(session, Projects(folder), lang)

    def judge(self, project: Project) -> Judge:
        """Give who judges the plan of a project."""
        with self._guard:
            return self._judges.setdefault(project.id, Judge(project))
