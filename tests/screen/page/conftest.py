"""A screen that runs in this process, files as people have them, and somebody who uses both in a browser."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from openpyxl import Workbook
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from geodata.language import Lang
from optimizer.screen.app import application
from optimizer.screen.jobs import Job
from optimizer.screen.screen import Screen
from optimizer.screen.session import Session
from tests.maps.conftest import Reader, chromium
from tests.screen.conftest import in_this_process

__all__ = ["chromium"]

HEADERS = ("gezin_id", "postcode", "aanbieder", "pleegkinderen", "hubhome", "logeerbedden")
WEST = tuple(f"121{n}" for n in range(1, 8))
NORTH = ("1271", "1272", "1273", "1274", "1275", "1276", "1277")
Row = tuple[object, ...]


def village(letter: str, postcodes: tuple[str, ...], provider: str) -> list[Row]:
    """One possible hub home and seven families around it: exactly one constellation."""
    hub = (f"{letter}0", postcodes[0], provider, 1, "kandidaat", 2)
    return [hub, *((f"{letter}{n}", postcode, provider, 2, "nee", 0) for n, postcode in enumerate(postcodes, start=1))]


def workbook(path: Path, rows: list[Row], *, title: str | None = None) -> Path:
    """Write a file as a provider sends it, with a title above the headers where that is given."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([(title,), ()] if title else []) + [HEADERS, *rows]:
        sheet.append(list(row))
    book.save(path)
    return path


@dataclass(frozen=True, slots=True)
class Server:
    """A screen and where it is."""

    session: Session
    faults: list[BaseException]

    def address(self) -> str:
        """An address that lets a browser in, once."""
        return f"{self.session.origin}/?token={self.session.token()}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask as the page does."""
        request = urllib.request.Request(self.session.origin + path, method=method)
        request.add_header("Cookie", f"{self.session.cookie_name}={self.session.cookie}")
        request.add_header("Origin", self.session.origin)
        request.add_header("Content-Type", "application/json")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(request, data=data, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def upload(self, *files: Path) -> str:
        """Make a project of files, and give its id."""
        seam = b"seam"
        parts = b"".join(
            b'--seam\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n%s\r\n'
            % (file.name.encode(), file.read_bytes())
            for file in files
        )
        request = urllib.request.Request(self.session.origin + "/api/projects", data=parts + b"--seam--\r\n")
        request.add_header("Cookie", f"{self.session.cookie_name}={self.session.cookie}")
        request.add_header("Origin", self.session.origin)
        request.add_header("Content-Type", f"multipart/form-data; boundary={seam.decode()}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            made: str = json.loads(answer.read())["id"]
        return made

    def plan(self, project: str, seconds: int = 10) -> None:
        """Make a plan, and wait for it."""
        revision = self.ask("GET", f"/api/p/{project}")["revision"]
        self.ask("POST", f"/api/p/{project}/plan", {"revision": revision, "seconds": seconds, "around": False})
        after = 0
        while (job := self.ask("GET", f"/api/p/{project}/job?after={after}"))["state"] == "running":
            after = job["last"]
        assert job["state"] == "done", job


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    faults: list[BaseException] = []
    config = uvicorn.Config("", port=0, lifespan="off", log_config=None, access_log=False, ws="none", http="h11")
    listening = config.bind_socket()
    session = Session(listening.getsockname()[1])
    screen = Screen(session, tmp_path_factory.mktemp("projects"), Lang.NL)
    config.app = application(screen, faults.append)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield Server(session, faults)
    for job in screen.jobs.running:
        job.stop()
        job.wait(20)
    running.should_exit = True
    thread.join(10)
    listening.close()
    screen.projects.close()
    assert faults == []


@pytest.fixture(scope="module")
def planned(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A project of two villages with its plan: two constellations of eight homes; no process is begun for it."""
    rows = [*village("A", WEST, "Wilg"), *village("B", NORTH, "Heide")]
    project = server.upload(workbook(tmp_path_factory.mktemp("files") / "gezinnen.xlsx", rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Job, "start", in_this_process)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data-folder"))
        server.plan(project)
    return project


class User(Reader):
    """Somebody at the screen: sees, points, clicks, drags and types."""

    def __init__(self, chrome: Chrome, folder: Path, server: Server) -> None:
        super().__init__(chrome, folder)
        self.server = server

    def start(self, path: str = "/", *, width: int = 1440, height: int = 900, toured: bool = True) -> None:
        """Open the screen with a fresh browser session; the tour is shown to who has not seen it."""
        self.resize(width, height)
        self.chrome.get("about:blank")
        self.chrome.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.chrome.get(self.server.address())
        self.ready()
        self.js(f"document.cookie = 'tour={'seen' if toured else ''}; path=/'")
        self.chrome.get(self.server.session.origin + path)
        self.ready()
        self.chrome.get_log("browser")  # type: ignore[no-untyped-call]

    def ready(self) -> None:
        self.until("return document.documentElement.dataset.ready === 'yes'")

    def until(self, script: str, *arguments: object) -> None:
        """Wait until a script answers true; a search on a busy computer takes its time."""
        WebDriverWait(self.chrome, 180, poll_frequency=0.05).until(lambda _: self.js(script, *arguments))

    def shows(self, text: str, where: str = "body") -> None:
        """Wait until a text is on the page where people can see it."""
        script = "return [...document.querySelectorAll(arguments[1])].some(e => e.innerText.includes(arguments[0]))"
        self.until(script, text, where)

    def click(self, selector: str) -> None:
        self.until("return document.querySelectorAll(arguments[0]).length === 1", selector)
        self.one(selector).click()

    def drag(self, start: WebElement, end: WebElement) -> None:
        """Drag with the mouse: press, move in two steps, let go."""
        chain = ActionChains(self.chrome, duration=20).move_to_element(start).click_and_hold()
        chain.move_by_offset(12, 12).move_to_element(end).release().perform()

    def chord(self, held: str, key: str) -> None:
        """Press a key while another is held."""
        ActionChains(self.chrome).key_down(held).send_keys(key).key_up(held).perform()

    def tab_to(self, selector: str, most: int = 150) -> None:
        """Go there with the Tab key, as somebody without a mouse does."""
        for _ in range(most):
            if self.js("return document.activeElement.matches(arguments[0])", selector):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"the Tab key does not reach {selector}")

    def give(self, *files: Path) -> None:
        """Choose files in the window that the button opens."""
        self.one("#files").send_keys("\n".join(str(file) for file in files))

    def complaints(self) -> list[str]:
        """What the console says of scripts, of the policy of the page, of what failed; a refusal is an answer."""
        return [each for each in super().complaints() if " 422 " not in each]


@pytest.fixture
def user(chromium: Chrome, tmp_path: Path, server: Server) -> User:
    return User(chromium, tmp_path, server)
