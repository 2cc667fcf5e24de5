"""The page itself, what it is made of, its sentences, and the tabs that show it."""

from importlib import resources
from pathlib import Path
from typing import Any, Final

import js_lib_leaflet
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodata.language import Lang
from optimizer import __version__
from optimizer.screen import words
from optimizer.screen.answering import Asked, answered
from optimizer.screen.page_texts import TEXTS
from optimizer.screen.refusal import RefusalError

ASSETS: Final = Path(__file__).parents[1] / "assets"
_LEAFLET: Final = Path(next(iter(js_lib_leaflet.__path__))) / "static" / "js_lib_leaflet"
_LOOK: Final = Path(str(resources.files("maps"))) / "assets" / "page.css"
_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def _files(folder: Path, names: tuple[str, ...]) -> dict[str, Path]:
    """Give the files that are served, by name: no other name is ever looked up on the disk."""
    return {
        path.relative_to(folder).as_posix(): path
        for pattern in names
        for path in sorted(folder.glob(pattern))
        if path.suffix in _KINDS
    }


_SERVED: Final = {
    **_files(ASSETS, ("*",)),
    "map.css": _LOOK,
    **{f"leaflet/{name}": path for name, path in _files(_LEAFLET, ("leaflet.js", "leaflet.css", "images/*")).items()},
}


def page(asked: Asked) -> Response:
    """Give the page."""
    asked.screen.tabs.comes()
    if "id" in asked.path:
        asked.screen.expect(str(asked.path["id"]))
    return _file("index.html")


def static(asked: Asked) -> Response:
    """Give a part of the page."""
    return _file(asked.path["name"])


def _file(name: str) -> Response:
    path = _SERVED.get(name)
    if path is None:
        raise RefusalError(words.NOT_FOUND, status=404)
    return Response(path.read_bytes(), media_type=_KINDS[path.suffix])


def me(asked: Asked) -> dict[str, Any]:
    """Tell the page in which language it speaks, and where projects are."""
    return {"lang": str(asked.lang), "version": __version__, "projects_folder": str(asked.screen.folder)}


def texts(asked: Asked) -> dict[str, str]:
    """Give the sentences of the page, their gaps open."""
    lang = _lang(asked.query.get("lang", str(asked.lang)))
    return {name: text.nl if lang is Lang.NL else text.en for name, text in TEXTS.items()}


def speak(asked: Asked) -> dict[str, str]:
    """Change the language."""
    asked.screen.lang = _lang(asked.text("lang"))
    return {"lang": str(asked.lang)}


def _lang(given: str) -> Lang:
    if given not in tuple(Lang):
        raise RefusalError(words.MISSING, {"name": "lang"})
    return Lang(given)


def here(asked: Asked) -> Response:
    """Note that a tab is open."""
    asked.screen.tabs.here(asked.tab())
    return Response(status_code=204)


def leave(asked: Asked) -> Response:
    """Note that a tab closes."""
    asked.screen.tabs.leaves(asked.tab())
    return Response(status_code=204)


def routes() -> list[BaseRoute]:
    """Give the routes of this area."""
    return [
        Route("/", answered(page)),
        Route("/p/{id}", answered(page)),
        Route("/static/{name:path}", answered(static)),
        Route("/api/me", answered(me)),
        Route("/api/texts", answered(texts)),
        Route("/api/lang", answered(speak), methods=["POST"]),
        Route("/api/here", answered(here), methods=["POST"]),
        Route("/api/leave", answered(leave), methods=["POST"]),
    ]
