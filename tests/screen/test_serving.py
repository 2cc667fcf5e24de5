"""The server itself: started by the command, found by a second start, ended in order, killed, and spoken to oddly."""

import gc
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from geodata.language import Lang
from optimizer.screen import serving
from optimizer.screen.tabs import RELOAD_S, SILENT_S, Tabs
from tests.cli.conftest import Command, call

__all__ = ["call"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes as POSIX does")

PATIENCE_S = 60.0


class Running:
    """A screen in a process of its own, and a browser that it let in."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "optimizer", "screen", "--lang", "nl", "--no-browser", "--folder", str(folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.process.stdout is not None
        said = ""
        while "token=" not in said:
            line = self.process.stdout.readline()
            assert line, said
            said += line
        self.address = re.search(r"http://\S+", said)[0]  # type: ignore[index]
        parts = urlsplit(self.address)
        assert parts.hostname == "127.0.0.1"
        self.port = parts.port or 0
        self.cookie = self.let_in(self.address)

    def let_in(self, address: str) -> str:
        """Use an address with a token."""
        parts = urlsplit(address)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)) as connection:
            connection.request("GET", f"{parts.path}?{parts.query}")
            answer = connection.getresponse()
            assert answer.status == 303
            return answer.headers["set-cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask as the page does."""
        headers = {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)) as connection:
            connection.request(method, path, None if method == "GET" else json.dumps(body or {}), headers)
            answer = connection.getresponse()
            content = answer.read()
        assert answer.status < 300, content
        return json.loads(content) if content else None

    def raw(self, request: bytes) -> bytes:
        """Send bytes, and give the first line that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S) as line:
            line.sendall(request.replace(b"HERE", f"127.0.0.1:{self.port}".encode()))
            with line.makefile("rb") as answer:
                return answer.readline()


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Start a screen, and end it by force where a test did not."""
    started = Running(folder)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.communicate()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_a_screen_is_found_by_a_second_start_and_ends_in_order(tmp_path: Path) -> None:
    with running(tmp_path / "projects") as first:
        noted = tmp_path / "data" / "constellations" / serving.RUN_FILE
        assert noted.stat().st_mode & 0o077 == 0
        command = [sys.executable, "-m", "optimizer", "screen", "--lang", "en", "--no-browser"]
        second = subprocess.run(
            [*command, "--folder", str(tmp_path / "projects")],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        address = re.search(r"http://\S+", second.stdout)[0]  # type: ignore[index]
        assert urlsplit(address).port == first.port
        first.let_in(address)
        assert first.ask("GET", "/api/me")["version"]
        for request, status in (
            (b"GET / HTTP/1.1\r\nHost: HERE\r\n\r\n", b"401"),
            (b"GET / HTTP/1.0\r\n\r\n", b"403"),
            (b"GET / HTTP/1.1\r\nHost: HERE\r\nHost: evil.example\r\n\r\n", b"40"),
            (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"40"),
            (b"POST /again HTTP/1.1\r\nHost: HERE\r\nContent-Length: 0\r\n\r\n", b"403"),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        ):
            assert first.raw(request).split(b" ")[1].startswith(status), request
        others = [each for each in psutil.Process(first.process.pid).net_connections() if each.status == "LISTEN"]
        assert {each.laddr.ip for each in others} == {"127.0.0.1"}
        first.process.send_signal(signal.SIGINT)
        said, _ = first.process.communicate(timeout=PATIENCE_S)
        assert "Traceback" not in said
        assert first.process.returncode == 0
        assert not noted.exists()


@pytest.mark.slow
def test_a_search_is_stopped_and_kept_and_nothing_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    with running(tmp_path / "projects") as first:
        at = f"/api/p/{first.ask('POST', '/api/projects', {'example': True})['id']}"
        first.ask("POST", f"{at}/plan", {"revision": 0, "seconds": 120})
        after = 0
        job: Any = {"state": "running", "unplaced": None}
        while job["unplaced"] is None:
            job = first.ask("GET", f"{at}/job?after={after}")
            after = job["last"]
        first.ask("POST", f"{at}/job/stop")
        while job["state"] == "running":
            job = first.ask("GET", f"{at}/job?after={after}")
            after = job["last"]
        assert job["state"] == "done", job
        assert job["seconds"] < 60
        plan = first.ask("GET", f"{at}/plan")
        hub, member = plan["constellations"][0]["hub"], plan["constellations"][1]["members"][0]
        done = first.ask(
            "POST",
            f"{at}/changes",
            {"revision": plan["revision"], "kind": "move", "family": member, "constellation": hub},
        )
        first.ask("POST", f"{at}/plan", {"revision": done["revision"], "seconds": 120})
        children = psutil.Process(first.process.pid).children(recursive=True)
        assert children
        first.process.kill()
        first.process.wait()
        _, alive = psutil.wait_procs(children, timeout=PATIENCE_S)
        assert not alive
        log = tmp_path / "projects" / at.rpartition("/")[2] / "changes.jsonl"
        with log.open("ab") as file:
            file.write(b'{"kind":"move","fam')  # a line that was being written
    with running(tmp_path / "projects") as again:
        state = again.ask("GET", at)
        assert state["revision"] == done["revision"]
        assert state["undo"] == f"{member} naar C01"
        moved = {each["id"]: each["constellation"] for each in again.ask("GET", f"{at}/plan")["families"]}
        assert moved[member] == hub
        again.ask("POST", f"{at}/undo", {"revision": state["revision"]})
        assert b"fam\n" not in log.read_bytes()


def test_the_screen_ends_with_the_last_tab_and_not_while_a_page_loads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    open_ones = Tabs()

    def later(seconds: float) -> bool:
        for _ in range(int(seconds)):
            clock[0] += 1
            if open_ones.over():
                return True
        return False

    assert not later(1000)
    open_ones.here("a")
    open_ones.here("b")
    open_ones.leaves("a")
    assert not later(60)
    open_ones.leaves("b")
    assert not later(RELOAD_S - 1)
    open_ones.here("c")
    assert not later(SILENT_S - 1)
    assert later(4 + RELOAD_S)


def test_a_laptop_that_slept_does_not_end_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    open_ones = Tabs()
    open_ones.here("a")
    clock[0] += 8 * 3600
    assert not open_ones.over()
    clock[0] += 1
    assert not open_ones.over()


def test_without_the_packages_the_command_says_what_to_install(call: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimizer.cli.screen.NEEDED", ("no_such_package",))
    for name, said in (("screen", "constellations[screen]"), ("scherm", "constellations[screen]")):
        refused = call(name, "--lang", str(Lang.NL))
        assert refused.code == 2
        assert said in refused.err


def test_time_is_not_waited_for_when_nothing_runs(tmp_path: Path) -> None:
    began = time.monotonic()
    assert serving.running_address(tmp_path) is None
    assert time.monotonic() - began < serving._ASK_S


def test_what_stays_is_not_looked_through_again_and_again() -> None:
    before = gc.get_threshold()
    try:
        serving.spare_collections()
        assert gc.get_freeze_count() > 1000
        n_before = gc.get_stats()[2]["collections"]
        held = [{"at": n} for n in range(400_000)]
        assert len(held) == 400_000
        assert gc.get_stats()[2]["collections"] == n_before
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
