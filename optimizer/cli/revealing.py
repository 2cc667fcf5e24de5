"""``anonymise --reveal``: names put back into a copy of a workbook, for the provider alone."""

from pathlib import Path
from typing import Final

from geodata.anonymise.keyfile import read_key
from geodata.anonymise.revealing import revealed
from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.application.folder import write_file
from optimizer.cli.terminal import Terminal


def reveal(terminal: Terminal, plan: Path, output: Path | None, key: Path, force: bool) -> int:
    """Write a copy of a workbook with what the key knows in place of pseudonyms, for its owner only."""
    if output is None:
        raise InputError([Fault(NO_COPY)])
    if not key.is_file():
        raise InputError([Fault(NO_SUCH_KEY, file=key.name)])
    if output.resolve() == plan.resolve():
        raise InputError([Fault(SAME_COPY, file=output.name)])
    content, n = revealed(plan.read_bytes(), plan.name, read_key(key))
    write_file(output, content, force=force)
    terminal.document({"schema": "constellations/reveal/1", "file": str(output), "families": n})
    terminal.say(REVEALED, {"n": n, "file": str(output)})
    return 0


NO_COPY: Final = Text(
    nl="zeg met -o hoe de kopie met namen moet heten.", en="say with -o what the copy with names is to be called."
)
NO_SUCH_KEY: Final = Text(
    nl="dit sleutelbestand is er niet. Noem na --key de sleutel die bij het anonimiseren is geschreven.",
    en="this key file does not exist. Name after --key the key that was written when anonymising.",
)
SAME_COPY: Final = Text(
    nl="de kopie mag niet dezelfde naam hebben als de werkmap.", en="the copy must not have the name of the workbook."
)
REVEALED: Final = Text(
    nl="Geschreven: {file}, met de namen van {n} gezinnen. Alleen u kunt dit bestand lezen; geef het nooit mee.",
    en="Written: {file}, with the names of {n} families. Only you can read this file; never pass it on.",
)
