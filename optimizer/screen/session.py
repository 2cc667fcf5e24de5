"""Who is let in: the browser that brought a token which the program itself gave out, once."""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_BYTES: Final = 32

TOKEN_S: Final = 60.0
"""How long a token lets in, seconds from when it was given."""

FIRST_S: Final = 600.0
"""The same of the token that a start gives, as a browser may have to be opened by hand."""


def _secret() -> str:
    return secrets.token_urlsafe(_BYTES)


@dataclass(slots=True)
class Session:
    """The secrets of one run of the screen; none of them outlives it.

    Attributes
    ----------
    port
        Where the server listens.
    clock
        Gives seconds that only grow.
    key
        By which a second start of the program asks for a token; it stands in a file that only its owner may read.
    """

    port: int
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    key: str = field(default_factory=_secret, repr=False)
    _cookie: str = field(default_factory=_secret, repr=False)
    _tokens: dict[str, float] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        """The only ``Host`` that is answered: a name that was pointed at this computer is another."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The only page that may change anything."""
        return f"http://{self.host}"

    @property
    def cookie_name(self) -> str:
        """The name of the cookie; cookies do not know ports, so the name does."""
        return f"constellations-{self.port}"

    @property
    def cookie(self) -> str:
        """What the browser brings back, and no script can read."""
        return self._cookie

    def token(self, lives_s: float = TOKEN_S) -> str:
        """Give a token that lets a browser in once, within some seconds."""
        token = _secret()
        self._tokens[token] = self.clock() + lives_s
        return token

    def take(self, token: str) -> bool:
        """Use a token up; tells whether it was one."""
        given = token.encode(errors="replace")
        found = next((each for each in self._tokens if hmac.compare_digest(each.encode(), given)), None)
        return found is not None and self.clock() <= self._tokens.pop(found)

    def knows(self, cookie: str | None) -> bool:
        """Tell whether a cookie is that of this run."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self._cookie.encode())

    def is_key(self, given: str) -> bool:
        """Tell whether a second start of the program asks, which can read the file with the key."""
        return hmac.compare_digest(given.encode(), self.key.encode())
