"""``constellations combine``: families files of several providers to one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from geodata.combining import combine
from geodata.language import Lang, Text
from geodata.store import Store
from geodata.writing import as_csv, as_xlsx
from optimizer.application.folder import check_file, write_file
from optimizer.application.joining import tell
from optimizer.cli import words
from optimizer.cli.families_options import provider_option, providers_of
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath
from optimizer.cli.terminal import Terminal


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        argument("files", lang, words.FAMILIES, ExistingFile(), nargs=-1),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True),
        provider_option(lang),
        option("--force", lang=lang, text=FORCE),
    ]
    return LocalisedCommand("combine", lang, HELPS["combine"], in_context(run), params)


def run(terminal: Terminal, files: Sequence[Path], output: Path, provider: Sequence[str], force: bool) -> int:
    """Read all files, join them and write one."""
    check_file(output, force=force)
    combined = combine(files, providers_of(provider), locate=Store().postcodes())
    tell(combined, terminal)
    written = as_xlsx if output.suffix.lower() == ".xlsx" else as_csv
    write_file(output, written(combined.families, terminal.lang), force=force)
    terminal.document(
        {
            "schema": "constellations/combine/1",
            "file": str(output),
            "families": len(combined.families),
            "parts": [
                {
                    "file": part.reading.name,
                    "families": len(part.reading.families),
                    "candidates": part.n_candidates,
                    "providers": list(part.providers),
                    "prefix": part.prefix,
                    "sha256": part.reading.sha256,
                }
                for part in combined.parts
            ],
        }
    )
    terminal.say(WRITTEN, {"n": len(combined.families), "path": str(output)})
    return 0


OUTPUT: Final = Text(nl="Bestand om te schrijven (.csv of .xlsx).", en="File to write (.csv or .xlsx).")
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
WRITTEN: Final = Text(nl="{n} gezinnen geschreven in {path}.", en="{n} families written to {path}.")
