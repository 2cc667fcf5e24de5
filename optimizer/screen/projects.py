"""All projects in one folder: which there are, a new one, and those that are open."""

import datetime as dt
import threading
from pathlib import Path

from optimizer.application.folder import write_folder
from optimizer.screen import words
from optimizer.screen.change_log import NAME as LOG
from optimizer.screen.project import ABOUT, NewProject, Project, about_in
from optimizer.screen.refusal import RefusalError


class Projects:
    """All projects in one folder; those that were asked for are open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._open: dict[str, Project] = {}
        self._guard = threading.Lock()

    def listed(self) -> list[dict[str, str]]:
        """Tell of every project: the last changed first."""
        found = []
        for folder in self._folders():
            try:
                about = about_in(folder)
            except RefusalError:
                continue
            last = max(each.stat().st_mtime for each in (folder / ABOUT, folder / LOG, folder) if each.exists())
            changed = dt.datetime.fromtimestamp(last, dt.UTC).isoformat(timespec="seconds")
            found.append({"id": folder.name, "name": str(about["name"]), "folder": str(folder), "changed": changed})
        return sorted(found, key=lambda each: each["changed"], reverse=True)

    def _folders(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return [each for each in self.root.iterdir() if (each / ABOUT).is_file() and not each.is_symlink()]

    def get(self, name: str) -> Project:
        """Give a project by the name of its folder, opened where it was not.

        Raises
        ------
        RefusalError
            When there is none of that name among the folders, or it is open elsewhere.
        """
        with self._guard:
            if name not in self._open:
                folder = next((each for each in self._folders() if each.name == name), None)
                if folder is None:
                    raise RefusalError(words.NOT_FOUND, status=404)
                self._open[name] = Project(folder)
            return self._open[name]

    def make(self, new: NewProject) -> Project:
        """Make the folder of a project, whole or not at all, and open it; its name has nothing of the files' names."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._guard:
            day = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
            taken = {each.name for each in self.root.iterdir()}
            n = 1
            while (name := f"{day}-{n}") in taken:
                n += 1
            write_folder(self.root / name, new.files(), force=False)
            self._open[name] = Project(self.root / name)
            return self._open[name]

    def close(self) -> None:
        """Close every project."""
        for each in self._open.values():
            each.close()
        self._open.clear()
