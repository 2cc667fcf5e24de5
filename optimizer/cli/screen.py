"""``constellations screen``: everything for one region in the browser, on this computer."""

import importlib.util
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import NewPath
from optimizer.cli.terminal import Terminal
from optimizer.screen import words

NEEDED: Final = ("starlette", "uvicorn", "python_multipart")


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        option("--folder", "--map", "folder", lang=lang, text=FOLDER, kind=NewPath()),
        option("--no-browser", "no_browser", lang=lang, text=NO_BROWSER),
    ]
    return LocalisedCommand("screen", lang, HELPS["screen"], in_context(run, watched=False), params)


def run(terminal: Terminal, folder: Path | None, no_browser: bool) -> int:
    """Open the screen, or the one that is open already; comes back when it is closed."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise InputError([Fault(NOT_INSTALLED)])
    # Late: those packages are no part of the program without the extra.
    from optimizer.screen.serving import Told, open_browser, running_address, serve  # noqa: PLC0415 - as said

    place = (folder or usual_folder()).absolute()

    def opened(address: str) -> None:
        shown = not no_browser and open_browser(address)
        if shown:
            terminal.say(words.RUNNING, {"address": address.partition("?")[0]})
        else:
            terminal.say(words.NO_BROWSER, {"address": address})

    def fault(error: BaseException) -> None:
        terminal.warn(words.FAULT, {"kind": type(error).__name__, "places": words.places(error)})

    if (address := running_address(place)) is not None:
        opened(address)
        terminal.say(words.FOUND)
        return 0
    serve(place, terminal.lang, Told(opened, fault))
    terminal.say(words.ENDED)
    return 0


def usual_folder() -> Path:
    """Give the folder of projects: in the user's documents."""
    from platformdirs import user_documents_path  # noqa: PLC0415 - help need not wait for it

    return user_documents_path() / "constellations"


FOLDER: Final = Text(
    nl="Map waarin projecten staan. [standaard: constellations, in uw documenten]",
    en="Folder that holds the projects. [default: constellations, in your documents]",
)
NO_BROWSER: Final = Text(
    nl="Open de browser niet, en noem alleen het adres.", en="Do not open the browser, and only tell the address."
)
NOT_INSTALLED: Final = Text(
    nl="voor het scherm zijn nog enkele pakketten nodig. Installeer ze met: pip install 'constellations[screen]'",
    en="the screen needs a few more packages. Install them with: pip install 'constellations[screen]'",
)
