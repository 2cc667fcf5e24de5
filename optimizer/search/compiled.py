"""Machine code for inner loops: compiled on first use, kept on disk, free of the interpreter's lock.

Numba looks only at the file of a function when it decides whether kept code is still good, not at the files of what
that function calls. So the code is kept in a folder named after all the source here: another version never meets it.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, ParamSpec, TypeVar, cast

import numba
from numba.core import config
from platformdirs import user_cache_path

P = ParamSpec("P")
R = TypeVar("R")

_SOURCES: Final = Path(__file__).parent


@cache
def cache_folder() -> Path:
    """Give the folder of the compiled code: in the user's cache, for this source where it stands and this Numba."""
    digest = hashlib.sha256(f"{numba.__version__} {sys.version} {_SOURCES}".encode())
    for source in sorted(_SOURCES.rglob("*.py")):
        digest.update(source.read_bytes())
    return user_cache_path("constellations", appauthor=False) / f"compiled-{digest.hexdigest()[:16]}"


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays of whole numbers, with its types kept for the type checker."""
    return _compiled(function)


def lean(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that makes no arrays, and leave out the counting of who holds the arrays it is given.

    Numba counts by locked additions to memory wherever an array is taken out of a tuple; in inner steps on arrays that
    the caller holds anyway these took five sixths of the time.
    """
    return _compiled(function, _nrt=False)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile as :func:`lean`, and into whatever calls it: where handing many arrays on costs more than the step."""
    return _compiled(function, _nrt=False, forceinline=True)


def _compiled(function: Callable[P, R], **options: bool) -> Callable[P, R]:
    if not os.environ.get("NUMBA_CACHE_DIR"):
        config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True, **options)(function))  # type: ignore[call-overload]
