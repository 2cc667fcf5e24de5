"""The sentences of the page itself, by name."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

TEXTS: Final[Mapping[str, Text]] = {}
