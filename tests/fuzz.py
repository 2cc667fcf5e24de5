"""Property tests with fresh random examples, round after round: ``python -m tests.fuzz --minutes 10``.

The tests of every change draw the same examples in every run. Here each round draws others; a round that fails says the
number that draws its examples again (``--hypothesis-seed``).
"""

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).parents[1]


@click.command()
@click.option("--minutes", default=5.0, show_default=True, help="Begin no further round after so many minutes.")
@click.argument("tests", nargs=-1)
def main(minutes: float, tests: tuple[str, ...]) -> None:
    """Run the property tests (all of them, or TESTS) until time is over or one fails."""
    chosen = tests or tuple(str(path.relative_to(ROOT)) for path in property_tests())
    end, rounds = time.monotonic() + 60 * minutes, 0
    while rounds == 0 or time.monotonic() < end:
        rounds += 1
        seed = random.SystemRandom().randrange(1 << 32)
        click.echo(f"round {rounds}: --hypothesis-profile=fuzz --hypothesis-seed={seed}")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "2", "--hypothesis-profile=fuzz"]
        done = subprocess.run([*command, f"--hypothesis-seed={seed}", *chosen], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)
    click.echo(f"{rounds} rounds without a failure")


def property_tests() -> list[Path]:
    """List the files of tests that draw examples."""
    return [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "from hypothesis import" in path.read_text("utf-8")
    ]


if __name__ == "__main__":
    main()
