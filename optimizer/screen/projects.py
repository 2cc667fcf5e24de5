"""All projects in one folder: which there are, a new one, and those that are open."""

import datetime as dt
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from optimizer.application.folder import write_folder
from optimizer.screen import words
from optimizer.screen.change_log import NAME as LOG
from optimizer.screen.project import ABOUT, FAMILIES, LOCK, NewProject, Project, about_in
from optimizer.screen.refusal import RefusalError

BIN: Final = "removed"
"""The folder, beside the projects, that those removed from the list are moved to; nothing in it is ever deleted."""


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
            taken = {each.name for each in (*self.root.iterdir(), *_in(self.root / BIN))}
            n = 1
            while (name := f"{day}-{n}") in taken:
                n += 1
            files = new.files()
            write_folder(self.root / name, files, force=False)
            self._open[name] = Project(self.root / name, new.reading(files[FAMILIES]))
            return self._open[name]

    def remove(self, name: str) -> Path:
        """Take a project off the list: its folder is moved as it is. A project that cannot be opened can be removed.

        Raises
        ------
        RefusalError
            When there is none of that name, or it is open elsewhere.
        """
        opened = self._open.get(name)
        with nullcontext() if opened is None else opened.guard, self._guard:
            folder = next((each for each in self._folders() if each.name == name), None)
            room = self.root / BIN
            if folder is None:
                raise RefusalError(words.NOT_FOUND, status=404)
            if room.is_symlink():
                raise RefusalError(words.LINKED)
            if opened is None:
                _check_closed(folder)
            else:
                opened.close()  # a folder with an open file in it cannot be moved on every system
                self._open.pop(name, None)
            room.mkdir(mode=0o700, exist_ok=True)
            return folder.rename(room / name)

    def close(self) -> None:
        """Close every project."""
        for each in self._open.values():
            each.close()
        self._open.clear()


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _check_closed(folder: Path) -> None:
    """Refuse a project that another screen has open."""
    try:
        with FileLock(folder / LOCK, mode=0o600, timeout=0):
            return
    except Timeout:
        raise RefusalError(words.ELSEWHERE, status=423) from None
