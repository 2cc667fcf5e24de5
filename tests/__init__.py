"""The tests of all packages.

Compiled modules are kept, whatever ``PYTHONDONTWRITEBYTECODE`` says: else every worker compiles all tests in every run.
"""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
