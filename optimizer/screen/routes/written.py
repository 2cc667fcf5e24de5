"""Files that were written for a project, by fixed names: pages are shown closed off from the screen itself."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from optimizer.application.blank_workbook import NAME, blank_workbook
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.changes import Kind
from optimizer.screen.project import PLANS, Project
from optimizer.screen.refusal import RefusalError

SHARES: Final = "shares"
ROOMS: Final = (PLANS, SHARES, "comparisons", "costs", "rollouts")

_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
}
_NAMES: Final = frozenset(
    {
        *("plan.json", "assignments.csv", "plan.xlsx", "map.html", "report.html", "families.csv", "tradeoff.csv"),
        *("constellations.geojson", "constellations.gpkg"),
        *("compare.html", "compare.xlsx", "compare.json", "costs.html", "costs.xlsx", "costs.json"),
        *("rollout.html", "rollout.xlsx", "rollout.json"),
    }
)
_SANDBOX: Final = "sandbox allow-scripts allow-downloads allow-modals"
"""A page that was written runs its own scripts in an origin of its own: it reaches nothing of the screen."""

_PAGE: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    f"base-uri 'none'; form-action 'none'; frame-ancestors 'self'; {_SANDBOX}"
)
"""Those pages are one file each, with everything in it; they name what they need by themselves too, and ask nobody."""


def file(asked: Asked) -> Response:
    """Give a file: every part of its address is one of those that are there, and is never made into a path."""
    parts = asked.path["path"].split("/")
    here = asked.project.folder / asked.path["room"] if asked.path["room"] in ROOMS else None
    if here is not None and here.is_symlink():
        here = None
    for part in parts[:-1]:
        here = None if here is None else _inside(here, part)
    path = None if here is None or parts[-1] not in _NAMES else here / parts[-1]
    if path is None or len(parts) not in {2, 3} or path.is_symlink() or not path.is_file():
        raise RefusalError(words.NOT_FOUND, status=404)
    headers = {"content-disposition": f'attachment; filename="{path.name}"'}
    if path.suffix == ".html":
        headers = {"content-security-policy": _PAGE, "cross-origin-opener-policy": "same-origin"}
    return Response(path.read_bytes(), media_type=_KINDS[path.suffix], headers=headers)


def template(asked: Asked) -> Response:
    """Give an empty families file to fill in."""
    headers = {"content-disposition": f'attachment; filename="{NAME.say(asked.lang)}"'}
    return Response(blank_workbook(asked.lang), media_type=_KINDS[".xlsx"], headers=headers)


def packed(asked: Asked) -> Response:
    """Give a folder that was made for a reader as one file to send on."""
    room, name = asked.project.folder / SHARES, str(asked.path["name"])
    folder = None if room.is_symlink() else _inside(room, name)
    if folder is None:
        raise RefusalError(words.NOT_FOUND, status=404)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                pack.write(path, path.relative_to(room).as_posix())
    headers = {"content-disposition": f'attachment; filename="{folder.name}.zip"'}
    return Response(held.getvalue(), media_type="application/zip", headers=headers)


def _inside(folder: Path, name: str) -> Path | None:
    """Give a folder in another by its name; none of a link, whose target may be anywhere."""
    if not folder.is_dir():
        return None
    return next(
        (each for each in folder.iterdir() if each.name == name and each.is_dir() and not each.is_symlink()), None
    )


def addresses(project: Project, page: Path) -> dict[str, str]:
    """Give the address of a page, and of the workbook that was written beside it where there is one."""
    found = {"url": url_of(project, page)}
    workbook = page.with_suffix(".xlsx")
    if workbook.is_file():
        found["workbook"] = url_of(project, workbook)
    return found


def packed_at(project: Project, folder: Path) -> str:
    """Give the address of a shared folder as one file."""
    return f"/api/p/{quote(project.id)}/{SHARES}/{quote(folder.name)}"


def documents(project: Project) -> list[dict[str, Any]]:
    """Tell of costs, roll-outs and comparisons that were made, newest first, and whether the plan still is as then."""
    changes = (entry for entry in project.log.entries if entry["kind"] != Kind.SETTINGS)
    last = max((str(entry.get("at", "")) for entry in changes), default="")
    found = []
    for kind, (room, name) in _DOCUMENTS.items():
        there = project.folder / room
        pages = [] if there.is_symlink() or not there.is_dir() else sorted(there.iterdir())
        for page in [each / name for each in pages if not each.is_symlink()]:
            if page.is_symlink() or not page.is_file():
                continue
            made = dt.datetime.fromtimestamp(page.stat().st_mtime, dt.UTC).isoformat(timespec="seconds")
            found.append({"kind": kind, "made": made, "now": made >= last, **addresses(project, page)})
    return sorted(found, key=lambda each: (each["made"], each["url"]), reverse=True)


_DOCUMENTS: Final = {
    "costs": ("costs", "costs.html"),
    "rollout": ("rollouts", "rollout.html"),
    "compare": ("comparisons", "compare.html"),
}
"""By what they are: the room of their folders, and the page in each."""


def url_of(project: Project, path: Path) -> str:
    """Give the address of a file of a project."""
    return f"/api/p/{quote(project.id)}/files/{quote(path.relative_to(project.folder).as_posix())}"


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/api/template", answered(template), methods=["GET"]),
        Route("/api/p/{id}/shares/{name}", answered(packed), methods=["GET"]),
        Route("/api/p/{id}/files/{room}/{path:path}", answered(file), methods=["GET"]),
    ]
