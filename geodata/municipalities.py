"""How municipalities are written: spellings of a known one are brought to its own name, likely slips are told."""

import difflib
import re
from collections.abc import Iterable
from typing import Final

_APOSTROPHES: Final = str.maketrans("’‘ʼ´`", "'''''")
_PREFIX: Final = re.compile(r"(?:gemeente|municipality of|gem\.)\s+")
_ALIKE: Final = 0.84
"""Least similarity of two names, 0 to 1, of which one is taken for a slip of the other."""


def bare(name: str) -> str:
    """Bring a name to what its spellings share: no capitals, ``gemeente`` before it, odd apostrophes or spaces."""
    word = _PREFIX.sub("", name.casefold().translate(_APOSTROPHES).strip(), count=1)
    return re.sub(r"[\s-]+", "", word)


class Spellings:
    """The names of municipalities that are known.

    Parameters
    ----------
    known
        Names as they are officially written.
    """

    __slots__ = ("_by_bare",)

    def __init__(self, known: Iterable[str]) -> None:
        self._by_bare = {bare(name): name for name in sorted(known) if name}

    def __contains__(self, name: str) -> bool:
        return bare(name) in self._by_bare

    def official(self, name: str) -> str:
        """Write a known municipality as it is officially written; any other name as it is."""
        return self._by_bare.get(bare(name), name)

    def meant(self, name: str) -> str | None:
        """Name the known municipality that a name of no known one is likely to be a slip of."""
        word = bare(name)
        if word in self._by_bare:
            return None
        near = difflib.get_close_matches(word, self._by_bare, n=1, cutoff=_ALIKE)
        return self._by_bare[near[0]] if near else None
