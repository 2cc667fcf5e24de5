"""The application that the server runs: the routes, and the guard before them."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.types import ASGIApp

from geodata.errors import InputError
from optimizer.screen.answering import not_found, not_this_way, refused
from optimizer.screen.guarding import Guard
from optimizer.screen.refusal import RefusalError
from optimizer.screen.routes import pages, planning, projects
from optimizer.screen.screen import Screen

AREAS = (pages, projects, planning)


def application(screen: Screen, on_fault: Callable[[BaseException], None]) -> ASGIApp:
    """Make the application for one run of the screen.

    Parameters
    ----------
    on_fault
        Is told of faults of ours.
    """
    app = Starlette(
        routes=[route for area in AREAS for route in area.routes()],
        exception_handlers={RefusalError: refused, InputError: refused, 404: not_found, 405: not_this_way},
    )
    app.state.screen = screen
    return Guard(app, screen.session, lambda: screen.lang, on_fault)
