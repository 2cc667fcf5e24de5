"""``python -m tests.benchmarks SET --time-limit S``: one table, printed as it is measured."""

import argparse
import sys
from pathlib import Path

from tests.benchmarks import suite, table


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("set", choices=suite.SETS)
    parser.add_argument("--time-limit", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=0, help="cores; 0 is all")
    parser.add_argument("--peers-python", type=Path, help="Python of an environment with requirements.txt installed")
    parser.add_argument("--way", action="append", choices=suite.WAYS, help="only this way; may be given more than once")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only this problem; likewise")
    arguments = parser.parse_args()
    settings = suite.Settings(
        arguments.time_limit,
        arguments.workers,
        arguments.peers_python,
        tuple(arguments.way or suite.WAYS),
        tuple(arguments.only),
    )
    folder = suite.instances()
    if arguments.set in suite.DRAWN:
        lines = suite.DRAWN[arguments.set](settings)
    elif folder is None:
        sys.stderr.write(suite.NO_INSTANCES + "\n")
        return 0
    else:
        lines = suite.run_set(arguments.set, folder, settings)
    published = arguments.set == "published"
    sys.stdout.write(table.header(published) + "\n")
    for line in lines:
        sys.stdout.write(table.row(line, published) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
