"""How many threads the numerical libraries use, beside those of the search."""

import os
from typing import Final

LIBRARY_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""The settings by which numerical libraries are told how many threads to use; they read them once, as they load."""


def give_libraries_one_thread() -> None:
    """Let numerical libraries that are not loaded yet use one thread, unless the user says otherwise.

    The search keeps every core busy itself, and the threads of a library that wait for work take time from it.
    """
    for name in LIBRARY_THREADS:
        os.environ.setdefault(name, "1")
