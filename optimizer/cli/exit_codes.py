"""What the exit code of a command says; README and guides list them."""

from typing import Final

EXIT_PLAN: Final = 0
EXIT_NO_PLAN: Final = 1
EXIT_BROKEN: Final = 1
"""The plan at hand breaks a rule."""

EXIT_INPUT: Final = 2
EXIT_TIME: Final = 3
EXIT_OURS: Final = 70
EXIT_STOPPED: Final = 130
