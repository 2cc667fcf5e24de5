"""Files that are their owner's only."""

import os
import stat
from pathlib import Path


def make_private(path: Path) -> bool:
    """Take a file away from everybody but its owner; tells whether others could read it."""
    if os.name != "posix":
        return False
    mode = stat.S_IMODE(path.stat().st_mode)
    if not mode & 0o077:
        return False
    path.chmod(0o600)
    return True
