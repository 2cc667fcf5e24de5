"""What a string of an OpenStreetMap file means to the reader of roads; several bits may hold."""

from typing import Final

KEY: Final = 1
"""A string that is a key which is looked at."""
HIGHWAY: Final = 2
"""The key ``highway``."""
ROUTE: Final = 4
"""The key ``route``."""
FERRY: Final = 8
"""The value ``ferry``."""
TYPE: Final = 16
"""The key ``type``."""
RESTRICTION: Final = 32
"""The value ``restriction``."""
