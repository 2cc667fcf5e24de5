"""What stands before every route: nothing is answered to another computer, another site or another program.

The server listens on 127.0.0.1 only, so no other computer reaches it. What is left are pages of other sites in the same
browser and other programs on the same computer:

- a name that was made to point at this computer (DNS rebinding) is refused by its ``Host``;
- a form or script of another site is refused by its ``Origin``, which every change must bring, and by
  ``Sec-Fetch-Site``;
- who did not bring the token has no cookie, and the cookie goes along with pages of our own only (``SameSite=Strict``);
- no page of another site may frame ours, and ours fetches from nowhere else (Content-Security-Policy).
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.language import Lang
from optimizer.screen import words
from optimizer.screen.refusal import RefusalError
from optimizer.screen.session import Session

MOST_BYTES: Final = 64_000_000
"""The most that one request may bring, which is several workbooks of 17,000 families."""

MOST_JSON_BYTES: Final = 1_000_000

AGAIN: Final = "/again"
"""Where a second start of the program asks for a token."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Every answer carries these, but where a route says otherwise."""

_READING: Final = frozenset({"GET", "HEAD"})
_METHODS: Final = frozenset({*_READING, "POST", "PUT"})
_OWN: Final = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application before another.

    Attributes
    ----------
    lang
        Gives the language of the moment.
    on_fault
        Is told of a fault of ours; the browser is told only that there was one.
    """

    app: ASGIApp
    session: Session
    lang: Callable[[], Lang]
    on_fault: Callable[[BaseException], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(send)
        try:
            if await self._let_in(scope, answer):
                await self.app(scope, _counted(receive, _most(scope)), answer)
        except RefusalError as refusal:
            await answer.say(refusal.status, refusal.body(self.lang()))
        except ClientDisconnect:
            return  # the browser went away while it sent: nobody is left to answer
        except Exception as error:
            self.on_fault(error)
            await answer.say(500, {"error": words.OURS.say(self.lang())})

    async def _let_in(self, scope: Scope, answer: "_Answer") -> bool:
        """Judge a request; whoever brings a token gets the cookie, and the address without the token."""
        method, path = scope["method"], scope["path"]
        if [each.decode("latin-1") for each in _all(scope, b"host")] != [self.session.host]:
            raise RefusalError(words.NOT_THIS_HOST, status=403)
        if method not in _METHODS:
            raise RefusalError(words.NOT_THIS_WAY, status=405)
        if path == AGAIN:
            await self._again(scope, answer)
            return False
        if _one(scope, b"sec-fetch-site") not in {None, *_OWN}:
            raise RefusalError(words.NOT_THIS_SITE, status=403)
        if method not in _READING and _all(scope, b"origin") != [self.session.origin.encode()]:
            raise RefusalError(words.NOT_THIS_SITE, status=403)
        known = any(map(self.session.knows, _cookies(scope, self.session.cookie_name)))
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if path == "/" and method == "GET" and token and (self.session.take(token) or known):
            cookie = f"{self.session.cookie_name}={self.session.cookie}; Path=/; HttpOnly; SameSite=Strict"
            await answer.redirect("/", cookie)
            return False
        if not known:
            raise RefusalError(words.NOT_LET_IN, status=401)
        return True

    async def _again(self, scope: Scope, answer: "_Answer") -> None:
        """Give a new token to a second start of the program: it knows the key, and is no browser, so has no origin."""
        given = (_one(scope, b"authorization") or "").removeprefix("Bearer ")
        if scope["method"] != "POST" or _all(scope, b"origin") or not self.session.is_key(given):
            raise RefusalError(words.NOT_LET_IN, status=403)
        await answer.say(200, {"token": self.session.token()})


class _Answer:
    """Sends an answer with the headers that all have, once."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._started = True
            given = {name.lower() for name, _ in message["headers"]}
            ours = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
            message = {**message, "headers": [*message["headers"], *ours]}
        await self._send(message)

    async def say(self, status: int, body: MutableMapping[str, Any]) -> None:
        """Answer with a document, unless another answer is under way already."""
        if self._started:
            return
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        if status in {405, 413}:
            headers.append((b"connection", b"close"))
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self({"type": "http.response.body", "body": content})

    async def redirect(self, to: str, cookie: str) -> None:
        """Send the browser elsewhere, with a cookie."""
        headers = [(b"location", to.encode()), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
        await self({"type": "http.response.start", "status": 303, "headers": headers})
        await self({"type": "http.response.body", "body": b""})


def _all(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _one(scope: Scope, name: bytes) -> str | None:
    found = _all(scope, name)
    return found[0].decode("latin-1") if len(found) == 1 else None


def _cookies(scope: Scope, name: str) -> list[str]:
    """Give all cookies of a name: another program on this computer may have set more, of any form."""
    pairs = [
        pair.strip().partition("=") for header in _all(scope, b"cookie") for pair in header.decode("latin-1").split(";")
    ]
    return [value for key, _, value in pairs if key == name]


def _most(scope: Scope) -> int:
    """Give how much a request may bring; what says beforehand that it brings more is refused unread.

    Raises
    ------
    RefusalError
        When the request says so.
    """
    is_upload = (_one(scope, b"content-type") or "").lower().startswith("multipart/form-data")
    most = MOST_BYTES if is_upload else MOST_JSON_BYTES
    said = _one(scope, b"content-length")
    if said is not None and (not said.isdecimal() or int(said) > most):
        raise _too_large(most)
    return most


def _too_large(most: int) -> RefusalError:
    return RefusalError(words.TOO_LARGE, {"most": most // 1_000_000}, status=413)


def _counted(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    """Count what a request brings, whatever it says of itself."""
    n_bytes = 0

    async def counted() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > most:
            raise _too_large(most)
        return message

    return counted
