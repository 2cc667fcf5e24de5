"""Libraries of libraries that are loaded once they are used: a small plan waited longest for those that it never uses.

OR-Tools and folium load pandas to tell whether what they are given is one of its tables; folium loads ``requests`` and
``xyzservices`` for pages that speak to the network. Before such a library is loaded nothing can be of one of its types.
"""

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

TYPES: Final = {
    "pandas": frozenset({"DataFrame", "Index", "Series"}),
    "requests": frozenset[str](),
    "xyzservices": frozenset({"TileProvider"}),
}
"""Libraries that can wait, and their types that others ask about as they are loaded or handed something."""

_one_at_a_time: Final = threading.RLock()


class _Later(ModuleType):
    """Stands for a library until something of it is used, and then hands on all that is asked."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        there = sys.modules.get(self.__name__)
        if name in TYPES[self.__name__] and (there is None or there is self):
            return type(name, (), {})
        return getattr(_loaded(self), name)


def _loaded(later: _Later) -> ModuleType:
    """Load what stands for itself no longer."""
    with _one_at_a_time:
        if sys.modules.get(later.__name__) is later:
            del sys.modules[later.__name__]
        return importlib.import_module(later.__name__)


@contextmanager
def loaded_later(*names: str) -> Iterator[None]:
    """While this lasts, modules that import these libraries get what loads them once they use them."""
    with _one_at_a_time:
        waiting = {name: _Later(name) for name in names if name not in sys.modules}
        sys.modules.update(waiting)
        try:
            yield
        finally:
            for name, later in waiting.items():
                if sys.modules.get(name) is later:
                    del sys.modules[name]
