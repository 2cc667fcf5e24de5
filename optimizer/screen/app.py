"""The application that the server runs: the page, the routes that work on projects, and the guard before them."""

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.errors import InputError
from optimizer.screen.answering import not_found, not_this_way, ours, refused
from optimizer.screen.guarding import Guard
from optimizer.screen.refusal import RefusalError
from optimizer.screen.routes import pages
from optimizer.screen.screen import Screen

AREAS: Final = ("projects", "planning", "changes", "questions", "keeping", "written")
"""Modules of routes that work on projects; loading them takes a second, in which the page is there already."""


def application(screen: Screen, on_fault: Callable[[BaseException], None]) -> "Application":
    """Make the application for one run of the screen.

    Parameters
    ----------
    on_fault
        Is told of faults of ours.
    """
    later = _Later(screen)
    app = _starlette([*pages.routes(), Mount("/", later)], screen)
    return Application(Guard(app, screen.session, lambda: screen.lang, on_fault), later)


class Application:
    """The application, and what of it is loaded later."""

    def __init__(self, app: ASGIApp, later: "_Later") -> None:
        self._app = app
        self.load = later.load

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await self._app(scope, receive, send)


class _Later:
    """The routes that work on projects, loaded when they are asked for or told to."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._app: Starlette | None = None
        self._guard = threading.Lock()

    def load(self) -> Starlette:
        """Load them, once."""
        with self._guard:
            if self._app is None:
                areas = [import_module(f"optimizer.screen.routes.{name}") for name in AREAS]
                self._app = _starlette([route for area in areas for route in area.routes()], self._screen)
            return self._app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, loaded."""
        app = await run_in_threadpool(self.load) if self._app is None else self._app
        await app({**scope, "app": app, "root_path": ""}, receive, send)


def _starlette(routes: list[BaseRoute], screen: Screen) -> Starlette:
    app = Starlette(
        routes=routes,
        exception_handlers={
            RefusalError: refused,
            InputError: refused,
            404: not_found,
            405: not_this_way,
            Exception: ours,
        },
    )
    app.state.screen = screen
    app.router.redirect_slashes = False
    return app
