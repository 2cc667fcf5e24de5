"""Make one fault after another in a copy of the program, and see whether a test notices: ``python -m tests.mutation``.

The table goes between the marks in ``tests/README.md``; a survivor is a test that is missing.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import click

from tests.mutation.mutants import MUTANTS, Mutant

ROOT: Final = Path(__file__).parents[2]
README: Final = ROOT / "tests" / "README.md"
COPIED: Final = ("geodata", "optimizer", "maps", "examples", "tests", "setup.cfg", "README.md", "constraints.txt")
BEGIN: Final = "<!-- mutants -->\n"
END: Final = "<!-- /mutants -->\n"
LIMIT_S: Final = 900


@click.command()
@click.option("--only", default="", help="Mutants of which the name or the file holds this.")
@click.option("--write/--no-write", default=False, help="Put the table into tests/README.md.")
def main(only: str, write: bool) -> None:
    """Try every mutant; the exit code is 1 where one survives."""
    chosen = [each for each in MUTANTS if only in each.name or only in each.file]
    rows = []
    with tempfile.TemporaryDirectory(prefix="constellations-mutants-") as name:
        copy = _copied(Path(name))
        for number, mutant in enumerate(chosen, start=1):
            began = time.monotonic()
            killer = _tried(mutant, copy)
            rows.append((mutant, killer))
            said = f"killed by {killer}" if killer else "SURVIVED"
            click.echo(
                f"{number}/{len(chosen)} {mutant.file}: {mutant.name}: {said} ({time.monotonic() - began:.0f} s)"
            )
    if write:
        _write(rows)
    sys.exit(any(killer is None for _, killer in rows))


def _copied(folder: Path) -> Path:
    for name in COPIED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, folder / name)
        else:
            shutil.copy2(here, folder / name)
    return folder


def _tried(mutant: Mutant, copy: Path) -> str | None:
    """Run the tests of a mutant; give the first that fails, ``None`` where it survives.

    Raises
    ------
    click.ClickException
        When the text that is to be changed does not stand there just once, or no test ran.
    """
    path = copy / mutant.file
    source = path.read_text(encoding="utf-8")
    if source.count(mutant.old) != 1:
        raise click.ClickException(f"{mutant.file} holds '{mutant.old}' {source.count(mutant.old)} times, not once")
    path.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *mutant.tests],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy)},
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "the time limit"
    finally:
        path.write_text(source, encoding="utf-8")
    if done.returncode == 0:
        return None
    found = re.search(r"^(?:FAILED|ERROR) (?:\S*::)?(\w+)", done.stdout, flags=re.MULTILINE)
    if done.returncode != 1 or found is None:
        raise click.ClickException(f"{mutant.file}: no test ran\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return found[1]


def _write(rows: list[tuple[Mutant, str | None]]) -> None:
    lines = ["| file | fault | found by |", "| --- | --- | --- |"]
    lines += [
        f"| `{mutant.file}` | {mutant.name} | {f'`{killer}`' if killer else '**nothing**'} |" for mutant, killer in rows
    ]
    page = README.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
