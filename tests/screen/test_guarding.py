"""Who is answered: a browser that brought the token, for pages of the screen itself, on this computer."""

import pytest

from optimizer.screen.session import FIRST_S, TOKEN_S, Session
from tests.screen.conftest import HOST, ORIGIN, PORT, Browser

JSON = {"content-type": "application/json"}


def test_a_token_lets_in_once_and_leaves_the_address(stranger: Browser) -> None:
    token = stranger.screen.session.token()
    first = stranger.get(f"/?token={token}")
    assert (first.status, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert token not in cookie
    again = stranger.get(f"/?token={token}")
    assert again.status == 401
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=abc", "/static/index.html", "/api/projects", "/api/me", "/nope"]
)
def test_without_a_token_nothing_is_answered(stranger: Browser, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status == 401
    assert set(answer.json) == {"error"}


def test_the_cookie_of_another_run_does_not_let_in(browser: Browser) -> None:
    assert browser.get("/api/me").status == 200
    browser.cookie = f"constellations-{PORT}=abc"
    assert browser.get("/api/me").status == 401


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"localhost:{PORT}",
        "",
        f"{HOST}.evil.example",
    ],
)
def test_a_name_that_was_pointed_at_this_computer_is_refused(browser: Browser, host: str) -> None:
    answer = browser.send("GET", "/api/projects", host=host)
    assert answer.status == 403
    assert (
        browser.send("POST", "/api/lang", {"origin": f"http://{host}", **JSON}, b'{"lang":"en"}', host=host).status
        == 403
    )
    assert browser.get("/api/me").json["lang"] == "nl"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "http://127.0.0.1",
        f"https://{HOST}",
        f"http://localhost:{PORT}",
        f"{ORIGIN}/",
    ],
)
def test_a_change_from_another_site_is_refused_even_with_the_cookie(browser: Browser, origin: str | None) -> None:
    headers = {**JSON, **({} if origin is None else {"origin": origin})}
    assert browser.send("POST", "/api/lang", headers, b'{"lang":"en"}').status == 403
    assert browser.get("/api/me").json["lang"] == "nl"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_makes_the_browser_fetch_is_refused(browser: Browser, site: str) -> None:
    assert browser.send("GET", "/api/projects", {"sec-fetch-site": site}).status == 403
    assert browser.send("GET", "/api/projects", {"sec-fetch-site": "same-origin"}).status == 200


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_no_other_way_of_asking_is_known(browser: Browser, method: str) -> None:
    assert browser.send(method, "/api/projects", {"origin": ORIGIN}).status == 405


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_a_document_of_another_kind_is_refused(browser: Browser, kind: str) -> None:
    assert browser.send("POST", "/api/lang", {"origin": ORIGIN, "content-type": kind}, b'{"lang":"en"}').status == 415
    assert browser.get("/api/me").json["lang"] == "nl"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 100_000])
def test_a_document_that_is_none_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.send("POST", "/api/lang", {"origin": ORIGIN, **JSON}, body).status == 400


def test_what_says_that_it_is_too_large_is_not_read(browser: Browser) -> None:
    headers = {"origin": ORIGIN, **JSON, "content-length": "2000000000"}
    assert browser.send("POST", "/api/lang", headers, b"{}").status == 413
    assert browser.send("POST", "/api/lang", {**headers, "content-length": "many"}, b"{}").status == 413


def test_what_is_too_large_without_saying_so_is_cut_off(browser: Browser) -> None:
    assert browser.send("POST", "/api/lang", {"origin": ORIGIN, **JSON}, b" " * 1_500_000).status == 413


@pytest.mark.parametrize("path", ["/", "/api/me", "/static/index.html", "/nope", "/api/p/nope"])
def test_every_answer_says_what_a_browser_may_do_with_it(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../setup.cfg",
        "/static/..%2f..%2fsetup.cfg",
        "/static//etc/passwd",
        "/static/leaflet/../../app.py",
        "/static/leaflet/images/../leaflet-src.js",
        "/p/..",
        "/api/p/..",
        "/api/p/%2e%2e",
        "/api/p/../../etc",
    ],
)
def test_no_path_leads_out_of_what_is_served(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status in {200, 404}
    assert answer.status == 404 or b"<title>" in answer.content


def test_a_second_start_gets_a_token_with_the_key_and_no_browser_does(stranger: Browser) -> None:
    key = stranger.screen.session.key
    asked = {"authorization": f"Bearer {key}"}
    token = stranger.send("POST", "/again", asked).json["token"]
    assert stranger.send("POST", "/again", {"authorization": "Bearer abc"}).status == 403
    assert stranger.send("POST", "/again", {**asked, "origin": ORIGIN}).status == 403
    assert stranger.send("GET", "/again", asked).status == 403
    assert stranger.get(f"/?token={token}").status == 303


def test_a_fault_of_ours_is_told_without_what_it_was_about(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise KeyError("Jansen, Dorpsstraat 1")

    monkeypatch.setattr(type(browser.screen.projects), "listed", fails)
    answer = browser.get("/api/projects")
    assert answer.status == 500
    assert set(answer.json) == {"error"}
    assert b"Jansen" not in answer.content
    assert [type(fault) for fault in browser.faults] == [KeyError]
    browser.faults.clear()


@pytest.mark.parametrize("around", ["a=(;{}", "x[]=1; {}", "{}; @=,", "NAME=other; {}", "{}; NAME=other"])
def test_other_cookies_do_not_lock_the_owner_out(browser: Browser, around: str) -> None:
    assert browser.cookie is not None
    browser.cookie = around.replace("NAME", f"constellations-{PORT}").format(browser.cookie)
    assert browser.get("/api/me").status == 200


def test_a_token_of_other_letters_is_none(stranger: Browser) -> None:
    assert stranger.get("/?token=%C3%A9").status == 401
    assert stranger.faults == []


@pytest.mark.parametrize("lives_s", [TOKEN_S, FIRST_S])
def test_a_token_lives_for_a_while_only(lives_s: float) -> None:
    time = [0.0]
    session = Session(PORT, clock=lambda: time[0])
    early, late = session.token(lives_s), session.token(lives_s)
    time[0] = lives_s
    assert session.take(early)
    time[0] = lives_s + 1
    assert not session.take(late)
