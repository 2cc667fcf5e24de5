"""``constellations example``: write an invented families file to try the program with."""

from pathlib import Path
from typing import Final

from geodata.example import N_FAMILIES, N_PROVIDERS, SEED, draw_region
from geodata.language import Lang, Text
from geodata.writing import as_csv, as_xlsx
from optimizer.application.folder import write_file
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import NewPath, Whole
from optimizer.cli.terminal import Terminal

_WITHOUT_A_NAME: Final = Text(nl="gezinnen.csv", en="families.csv")
"""As the README calls the file in each language."""


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    numbers = (
        ("--families", FAMILIES, N_FAMILIES),
        ("--candidates", CANDIDATES, None),
        ("--providers", PROVIDERS, N_PROVIDERS),
        ("--seed", RANDOM_SEED, SEED),
    )
    params = [
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), default=_WITHOUT_A_NAME.say(lang)),
        option("--force", lang=lang, text=FORCE),
        *(option(name, lang=lang, text=text, kind=Whole(), default=default) for name, text, default in numbers),
    ]
    return LocalisedCommand("example", lang, HELPS["example"], in_context(run), params)


def run(
    terminal: Terminal, output: Path, force: bool, families: int, candidates: int | None, providers: int, seed: int
) -> int:
    """Draw the families and write them."""
    drawn = draw_region(families, candidates, providers, seed, terminal.lang)
    content = (as_xlsx if output.suffix.lower() == ".xlsx" else as_csv)(drawn, terminal.lang)
    write_file(output, content, force=force, private=False)
    terminal.document({"schema": "constellations/example/1", "file": str(output), "families": len(drawn)})
    terminal.say(WRITTEN, {"n": len(drawn), "path": str(output)})
    return 0


OUTPUT: Final = Text(
    nl="Bestand om te schrijven. [standaard: gezinnen.csv]", en="File to write. [default: families.csv]"
)
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
FAMILIES: Final = Text(nl="Aantal gezinnen. [standaard: 140]", en="Number of families. [default: 140]")
CANDIDATES: Final = Text(
    nl="Aantal kandidaat-hubhomes. [standaard: 3 op de 14 gezinnen]",
    en="Candidate hub homes. [default: 3 in 14 families]",
)
PROVIDERS: Final = Text(nl="Aantal aanbieders. [standaard: 5]", en="Number of providers. [default: 5]")
RANDOM_SEED: Final = Text(nl="Beginwaarde van het toeval. [standaard: 11]", en="Seed of chance. [default: 11]")
WRITTEN: Final = Text(nl="{n} verzonnen gezinnen geschreven in {path}.", en="{n} invented families written to {path}.")
