"""A browser without pictures: it speaks to the application in this process, and brings what a real one brings."""

import asyncio
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.types import ASGIApp, Message

from geodata.language import Lang
from optimizer.screen.app import application
from optimizer.screen.gathering import Gathered
from optimizer.screen.job_process import Task, done
from optimizer.screen.jobs import Job
from optimizer.screen.screen import Screen
from optimizer.screen.session import Session
from tests.cli.conftest import HEADER, village_rows

PORT = 4711
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The document."""
        return json.loads(self.content)


@dataclass(slots=True)
class Browser:
    """Speaks to one application, with or without the cookie."""

    app: ASGIApp
    screen: Screen
    faults: list[BaseException] = field(default_factory=list)
    cookie: str | None = None

    def let_in(self) -> "Browser":
        """Use a token, as the program does when it opens the browser."""
        answer = self.send("GET", f"/?token={self.screen.session.token()}")
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def get(self, path: str) -> Answer:
        """Ask."""
        return self.send("GET", path)

    def post(self, path: str, body: object = None, method: str = "POST") -> Answer:
        """Send a document, as a page of ours does."""
        content = json.dumps({} if body is None else body).encode()
        return self.send(method, path, {"origin": ORIGIN, "content-type": "application/json"}, content)

    def put(self, path: str, body: object) -> Answer:
        """Send a document in place of another."""
        return self.post(path, body, "PUT")

    def upload(self, path: str, files: Mapping[str, bytes], **fields: str) -> Answer:
        """Send files, as a form does."""
        edge = uuid.uuid4().hex
        parts = [f'Content-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()]
        parts += [
            f'Content-Disposition: form-data; name="files"; filename="{n}"\r\n\r\n'.encode() + content + b"\r\n"
            for n, content in files.items()
        ]
        body = b"".join(f"--{edge}\r\n".encode() + part for part in parts) + f"--{edge}--\r\n".encode()
        headers = {"origin": ORIGIN, "content-type": f"multipart/form-data; boundary={edge}"}
        return self.send("POST", path, headers, body)

    def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"", host: str = HOST
    ) -> Answer:
        """Send anything; headers as given, beside the host and the cookie."""
        return asyncio.run(self.ask(method, path, headers or {}, body, host))

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes, host: str = HOST) -> Answer:
        """Send anything, beside other requests."""
        given = {"host": host, **({"cookie": self.cookie} if self.cookie else {}), **headers}
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path).encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", PORT),
        }
        return await self._asked(scope, body)

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Answer:
        chunks = [body[at : at + 65_536] for at in range(0, len(body), 65_536)] or [b""]
        came: list[Message] = []

        async def receive() -> Message:
            if not chunks:
                await asyncio.Event().wait()  # the browser waits for the answer
            chunk = chunks.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

        async def send(message: Message) -> None:
            came.append(message)

        await self.app(scope, receive, send)
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in came[0]["headers"]}
        return Answer(came[0]["status"], headers, b"".join(each.get("body", b"") for each in came[1:]))


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let nothing of the person who runs the tests matter."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data-folder"))


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Browser]:
    """A browser that was not let in."""
    screen = Screen(Session(PORT), tmp_path / "projects", Lang.NL)
    faults: list[BaseException] = []
    yield Browser(application(screen, faults.append), screen, faults)
    screen.projects.close()


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of projects with one of a village, planned; tests work on a copy."""
    root = tmp_path_factory.mktemp("village") / "projects"
    screen = Screen(Session(PORT), root, Lang.NL)
    browser = Browser(application(screen, _raise), screen).let_in()
    made = browser.upload("/api/projects", {"dorp.csv": "\n".join([HEADER, *village_rows()]).encode()})
    assert made.status == 201
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Job, "start", in_this_process)
        patch.setenv("XDG_DATA_HOME", str(root.parent / "data"))
        assert browser.post(f"/api/p/{made.json['id']}/plan", {"revision": 0, "seconds": 5}).status == 202
    screen.projects.close()
    return root


def _raise(fault: BaseException) -> None:
    raise fault


def in_this_process(job: Job, task: Task) -> None:
    """Do in this process what a process of its own does, as that takes seconds to begin."""
    job._end(done(task, Gathered()))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let computations end before their request is answered."""
    monkeypatch.setattr(Job, "start", in_this_process)


@dataclass(frozen=True, slots=True)
class Village:
    """The project of the village, open in a browser."""

    browser: Browser
    id: str
    folder: Path

    @property
    def state(self) -> Any:
        """How it stands."""
        return self.browser.get(f"/api/p/{self.id}").json

    @property
    def plan(self) -> Any:
        """Its plan."""
        return self.browser.get(f"/api/p/{self.id}/plan").json

    def members(self, hub: str) -> list[str]:
        """Give the satellites of a hub home."""
        return next((each["members"] for each in self.plan["constellations"] if each["hub"] == hub), [])

    def post(self, what: str, **body: object) -> Answer:
        """Ask for something, on what stands now."""
        return self.browser.post(f"/api/p/{self.id}/{what}", {"revision": self.state["revision"], **body})

    def change(self, kind: str, **body: object) -> Any:
        """Make a change that succeeds, and give what it does."""
        answer = self.post("changes", kind=kind, **body)
        assert answer.status == 200, answer.json
        return answer.json


@pytest.fixture
def dorp(browser: Browser, village: Path) -> Village:
    """The village in a project of its own."""
    (source,) = [each for each in village.iterdir() if each.is_dir()]
    folder = browser.screen.folder / source.name
    shutil.copytree(source, folder)
    return Village(browser, folder.name, folder)


@pytest.fixture
def browser(stranger: Browser) -> Iterator[Browser]:
    """A browser that was let in; at the end no fault of ours may have come up that a test did not take away."""
    yield stranger.let_in()
    assert stranger.faults == []
