"""The families files of a command: one, or several that are joined, with whose they are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.joining import FamiliesFiles
from optimizer.cli import words
from optimizer.cli.localised import LocalisedOption, argument, option
from optimizer.cli.parameter_types import ExistingFile, ExistingPlan, Word


def families_options(lang: Lang) -> list[click.Parameter]:
    """Give the argument for one families file or more, and the option that says whose they are."""
    return [argument("families", lang, words.FAMILIES, ExistingFile(), nargs=-1), provider_option(lang)]


def provider_option(lang: Lang) -> LocalisedOption:
    """Make the option that says whose a file is."""
    return option("--provider", "provider", lang=lang, text=PROVIDER, kind=Word(), multiple=True)


def today_option(lang: Lang) -> LocalisedOption:
    """Make the option that says which constellations there are today."""
    return option("--today", "--nu", "today", lang=lang, text=TODAY, kind=ExistingPlan())


def families_from(files: Sequence[Path], options: Mapping[str, Any]) -> FamiliesFiles:
    """Take the families files from what a command was given.

    Raises
    ------
    InputError
        When a ``--provider`` is not written as ``FILE=NAME``.
    """
    return FamiliesFiles(tuple(files), providers_of(options["provider"]), options.get("today"))


def providers_of(given: Sequence[str]) -> Mapping[str, str]:
    """Read ``FILE=NAME`` of each ``--provider``.

    Raises
    ------
    InputError
        When one is written otherwise.
    """
    found = {}
    for each in given:
        file, _, name = each.partition("=")
        if not file.strip() or not name.strip():
            raise InputError([Fault(NO_PAIR)])
        found[Path(file.strip()).name] = name.strip()
    return found


PROVIDER: Final = Text(
    nl="Van wie een bestand zonder kolom 'aanbieder' is: BESTAND=NAAM. Mag vaker.",
    en="Whose a file without a column 'provider' is: FILE=NAME. May be repeated.",
)
TODAY: Final = Text(
    nl="Het plan dat nu geldt (plan.json of assignments.csv): wie zit nu waar. Gaat voor de kolom 'constellatie'.",
    en="The plan that holds today (plan.json or assignments.csv): who is where today. Goes before the column "
    "'constellation'.",
)
NO_PAIR: Final = Text(
    nl="schrijf --provider als BESTAND=NAAM, bijvoorbeeld: --provider 'export.xlsx=Aanbieder A'.",
    en="write --provider as FILE=NAME, for instance: --provider 'export.xlsx=Provider A'.",
)
