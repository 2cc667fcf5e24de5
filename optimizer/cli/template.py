"""``constellations template``: an empty families file with lists to choose from, an explanation and the settings."""

from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.application.blank_workbook import NAME, blank_workbook
from optimizer.application.folder import write_file
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context, option
from optimizer.cli.parameter_types import NewPath
from optimizer.cli.terminal import Terminal


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), default=NAME.say(lang)),
        option("--force", lang=lang, text=FORCE),
    ]
    return LocalisedCommand("template", lang, HELPS["template"], in_context(run), params)


def run(terminal: Terminal, output: Path, force: bool) -> int:
    """Make the workbook and write it."""
    if output.suffix.casefold() != ".xlsx":
        raise InputError([Fault(NO_WORKBOOK, file=output.name)])
    write_file(output, blank_workbook(terminal.lang), force=force, private=False)
    terminal.document({"schema": "constellations/template/1", "file": str(output)})
    terminal.say(WRITTEN, {"path": str(output)})
    return 0


OUTPUT: Final = Text(
    nl="Bestand om te schrijven. [standaard: gezinnen.xlsx]", en="File to write. [default: families.xlsx]"
)
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
NO_WORKBOOK: Final = Text(
    nl="kies een naam die eindigt op .xlsx; keuzelijsten kunnen alleen in een werkmap.",
    en="choose a name that ends in .xlsx; only a workbook can hold lists to choose from.",
)
WRITTEN: Final = Text(
    nl="Geschreven: {path}. Vul het in en geef dan: constellations plan {path} -o resultaat",
    en="Written: {path}. Fill it in and then give: constellations --lang en plan {path} -o result",
)
