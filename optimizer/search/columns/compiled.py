"""Machine code for the inner loops: compiled on first use, kept on disk, free of the interpreter lock."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays of whole numbers, with its types kept for the type checker."""
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True)(function))
