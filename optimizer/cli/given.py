"""A line with families files, a plan, and names after it: ``FAMILIES PLAN [NAME ...]``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from geodata.language import Lang, Text
from optimizer.cli.localised import argument
from optimizer.cli.parameter_types import PLAN_FILES, ExistingFile, ExistingPlan, Word


@dataclass(frozen=True, slots=True)
class Given:
    """The words of the line: families files, the plan, and families by name."""

    files: tuple[Path, ...]
    plan: Path
    names: tuple[str, ...]


def given_argument(lang: Lang, text: Text | None = None) -> click.Argument:
    """Make the argument that takes all of them."""
    return argument("given", lang, text or GIVEN, Word(), nargs=-1, callback=_told_apart)


def _told_apart(_: click.Context, param: click.Parameter, words: Sequence[str]) -> Given | None:
    """Tell the words apart: those that are files, of which the last is the plan; then the names of families.

    The second word, or a later one, may be the folder of the plan, and is then the last of these.
    """
    n_files = next((at for at, word in enumerate(words) if not Path(word).is_file()), len(words))
    if 0 < n_files < len(words) and any((Path(words[n_files]) / name).is_file() for name in PLAN_FILES):
        n_files += 1
    if len(words) < 2:
        raise click.MissingParameter(param=param)
    # A first or second word that is no file is meant to be one: the type says what is wrong with it.
    *files, plan = words[: max(n_files, 2)]
    found = tuple(ExistingFile().convert(word, param, None) for word in files)
    return Given(found, ExistingPlan().convert(plan, param, None), tuple(words[len(files) + 1 :]))


GIVEN: Final = Text(nl="GEZINNEN PLAN [GEZIN …]", en="FAMILIES PLAN [FAMILY …]")
