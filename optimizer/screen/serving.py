"""The server: on this computer only, at a free port, found by a second start, ended with the last tab."""

import gc
import json
import os
import socket
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn

from geodata.language import Lang
from geodata.store import data_folder
from optimizer.screen.app import application
from optimizer.screen.guarding import AGAIN
from optimizer.screen.quiet import quiet_libraries
from optimizer.screen.screen import Screen
from optimizer.screen.session import FIRST_S, Session

RUN_FILE: Final = "screen.json"
_LOOK_S: Final = 0.5
_LAST_S: Final = 60.0
"""How long the end waits for a computation that was told to stop and keep its best."""

_ASK_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Told:
    """Where what happens is told.

    Attributes
    ----------
    address
        Is given the address that lets a browser in, once.
    fault
        Is given faults of ours.
    """

    address: Callable[[str], None]
    fault: Callable[[BaseException], None]


def spare_collections() -> None:
    """Look for unreachable circles of objects seldom: a plan of 17,000 families is millions of objects that stay.

    Looking through them again and again while it was opened took a quarter of the time of the processor.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def serve(folder: Path, lang: Lang, told: Told) -> None:
    """Serve until the last tab is closed or Ctrl-C.

    Parameters
    ----------
    folder
        Where projects are.
    """
    quiet_libraries()
    spare_collections()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        screen = Screen(Session(listening.getsockname()[1]), folder, lang)
        app = application(screen, told.fault)
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
            ws="none",
            loop="asyncio",
            http="h11",
        )
        server = _Server(config, screen, told, app.load)
        run_file = data_folder() / RUN_FILE
        run_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        noted = json.dumps({"port": screen.session.port, "key": screen.session.key, "folder": str(folder)})
        _write_private(run_file, noted)
        try:
            with suppress(KeyboardInterrupt):  # the server ended in order, and then gives the signal on
                server.run([listening])
        finally:
            _tidy(screen, run_file, noted)


def _write_private(path: Path, content: str) -> None:
    """Write a file that only its owner can read, from its first byte on."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
    fresh.replace(path)


class _Server(uvicorn.Server):
    """Says where it is once it listens, and looks now and then whether a tab is open."""

    def __init__(self, config: uvicorn.Config, screen: Screen, told: Told, load: Callable[[], object]) -> None:
        super().__init__(config)
        self._load = load
        self._screen = screen
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        session = self._screen.session
        address = f"{session.origin}/?token={session.token(FIRST_S)}"
        threading.Thread(target=self._told.address, args=(address,), daemon=True).start()
        threading.Thread(target=self._look, daemon=True).start()
        threading.Thread(target=self._load, daemon=True).start()

    def _look(self) -> None:
        """End with the last tab, once nothing is computed any more."""
        while not self.should_exit:
            time.sleep(_LOOK_S)
            if self._screen.tabs.over() and not self._screen.is_computing:
                self.should_exit = True


def _tidy(screen: Screen, run_file: Path, noted: str) -> None:
    """Let what is computed end with its best, close the projects, and take away the note of where we were."""
    if screen.is_computing:
        running = screen.jobs.running
        for job in running:
            job.stop()
        for job in running:
            job.wait(_LAST_S)
    if screen.is_used:
        screen.projects.close()
    with suppress(OSError):
        if run_file.read_text(encoding="utf-8") == noted:
            run_file.unlink()


def running_address(folder: Path) -> str | None:
    """Give the address of a screen that runs for the same folder, with a new token; ``None`` where none does."""
    try:
        noted: dict[str, Any] = json.loads((data_folder() / RUN_FILE).read_text(encoding="utf-8"))
        origin = f"http://127.0.0.1:{int(noted['port'])}"
        if noted["folder"] != str(folder):
            return None
        request = urllib.request.Request(  # noqa: S310 - an address of this computer
            f"{origin}{AGAIN}", data=b"", headers={"Authorization": f"Bearer {noted['key']}"}, method="POST"
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=_ASK_S) as answer:
            return f"{origin}/?token={json.load(answer)['token']}"
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return None


def open_browser(address: str) -> bool:
    """Open the browser; tells whether there is one. What it writes by itself is not shown."""
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
