"""Keeps Python off the network: loaded by the tests, and by every Python that they start.

Only this computer itself may be spoken to, which the browser's driver needs.
"""

import sys

_HERE = ("127.0.0.1", "::1", "localhost", "", None)
_ASKED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class NetworkUsedError(RuntimeError):
    """Something tried to reach another computer."""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _ASKED:
        return
    where = arguments[_ASKED[event]]
    host = where[0] if isinstance(where, tuple) else where
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    unix = event in {"socket.connect", "socket.sendto"} and not isinstance(where, tuple)
    if not unix and host not in _HERE:
        raise NetworkUsedError(event)


if not getattr(sys, "_constellations_guarded", False):
    sys._constellations_guarded = True  # type: ignore[attr-defined]
    sys.addaudithook(_watch)
