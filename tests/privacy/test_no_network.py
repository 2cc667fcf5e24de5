"""No test, and no command that a test starts, reaches another computer; the guard itself is put to the test."""

import ast
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEAKS = {"socket", "urllib.request", "http", "http.client", "requests", "ftplib", "smtplib", "asyncio", "ssl", "httpx"}


def test_the_guard_stops_a_connection() -> None:
    with socket.socket() as one, pytest.raises(RuntimeError, match="connect"):
        one.connect(("192.0.2.1", 9))


def test_the_guard_stops_a_name_from_being_looked_up() -> None:
    with pytest.raises(RuntimeError, match="getaddrinfo"):
        socket.getaddrinfo("example.org", 443)


def test_the_guard_stops_a_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(RuntimeError, match="sendto"):
        one.sendto(b"x", ("192.0.2.1", 9))


def test_the_guard_stands_in_programs_that_tests_start() -> None:
    code = "import socket; socket.socket().connect(('192.0.2.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "NetworkUsedError" in done.stderr


def _imported(path: Path) -> set[str]:
    source, found = path.read_text(encoding="utf-8"), set[str]()
    if not any(name.partition(".")[0] in source for name in SPEAKS):
        return found
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_no_module_of_ours_imports_what_speaks_to_a_network() -> None:
    modules = [path for room in ("geodata", "optimizer", "maps") for path in (ROOT / room).rglob("*.py")]
    assert len(modules) > 50
    speaking = {str(path.relative_to(ROOT)) for path in modules if _imported(path) & SPEAKS}
    assert speaking == {"optimizer/screen/jobs.py", "optimizer/screen/serving.py"}


def test_who_waits_for_a_search_waits_in_the_event_loop_and_opens_nothing() -> None:
    source = (ROOT / "optimizer" / "screen" / "jobs.py").read_text(encoding="utf-8")
    used = set(re.findall(r"asyncio\.(\w+)", source))
    assert used
    assert used <= {"AbstractEventLoop", "Event", "Future", "TimeoutError", "get_running_loop", "timeout", "wait_for"}


def test_the_screen_listens_and_speaks_to_this_computer_only() -> None:
    source = (ROOT / "optimizer" / "screen" / "serving.py").read_text(encoding="utf-8")
    assert re.findall(r"\.bind\((.*)\)", source) == ['("127.0.0.1", 0)']
    assert set(re.findall(r"https?://[^\"{]*", source)) == {"http://127.0.0.1:"}
