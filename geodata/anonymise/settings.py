"""The uses of columns in TOML: what a person may set, and a guess written out so that it can be changed."""

import tomllib
from collections.abc import Mapping
from typing import Final

from geodata.anonymise.uses import Use, Uses
from geodata.columns import plain
from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from geodata.table import Table


def given_uses(content: bytes, name: str, table: Table) -> Mapping[str, Use]:
    """Read the uses that a person chose, by :func:`geodata.columns.plain` header.

    The file has one table, ``[columns]``, with a header and a use on each line: ``"Cliëntnr" = "family_id"``.

    Raises
    ------
    InputError
        When it is no TOML, names a column that the export does not have, or a use that does not exist.
    """
    read = decoded(content)
    try:
        document = tomllib.loads(read.text if read is not None else "[")
    except tomllib.TOMLDecodeError:
        raise InputError([Fault(NO_TOML, file=name)]) from None
    columns = document.get("columns")
    if not isinstance(columns, dict) or set(document) != {"columns"}:
        raise InputError([Fault(NO_COLUMNS, file=name)])
    known = {plain(header) for header in table.headers}
    uses: dict[str, Use] = {}
    faults = []
    for at, (header, value) in enumerate(columns.items(), start=1):
        if plain(header) not in known:
            faults.append(Fault(NO_SUCH_COLUMN, {"n": at}, file=name))
        elif value not in tuple(Use):
            faults.append(Fault(NO_SUCH_USE, {"n": at, "uses": tuple(Use)}, file=name))
        else:
            uses[plain(header)] = Use(value)
    if faults:
        raise InputError(faults)
    return uses


def as_toml(uses: Uses, lang: Lang) -> str:
    """Write the uses as TOML that :func:`given_uses` reads, with what becomes of each column."""
    lines = [f"# {HEADING.say(lang)}", f"# {', '.join(Use)}", "[columns]"]
    lines += [f"{_quoted(each.header)} = {_quoted(each.use)}  # {each.use.text.say(lang)}" for each in uses]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """Write a TOML basic string."""
    safe = "".join(f"\\U{ord(sign):08x}" if sign in '"\\' or not sign.isprintable() else sign for sign in text)
    return f'"{safe}"'


HEADING: Final = Text(
    nl="Waarvoor elke kolom wordt gebruikt. Verander wat niet klopt en geef dit bestand met --columns. Keuzes:",
    en="What each column is used for. Change what is wrong and give this file with --columns. Choices:",
)
NO_TOML: Final = Text(
    nl="dit is geen geldig TOML-bestand. Maak een voorbeeld met --show-columns.",
    en="this is no valid TOML file. Make an example with --show-columns.",
)
NO_COLUMNS: Final = Text(
    nl="hier hoort één onderdeel [columns] in te staan, met op elke regel een kolomnaam en waarvoor die dient. Maak "
    "een voorbeeld met --show-columns.",
    en="this must hold one part [columns], with a column name and its use on each line. Make an example with "
    "--show-columns.",
)
NO_SUCH_COLUMN: Final = Text(
    nl="regel {n} onder [columns] noemt een kolom die niet in de export staat. Schrijf de naam zoals in de eerste rij.",
    en="line {n} below [columns] names a column that the export does not have. Write the name as in the first row.",
)
NO_SUCH_USE: Final = Text(
    nl="regel {n} onder [columns] zegt niet waarvoor de kolom dient. Kies uit: {uses}.",
    en="line {n} below [columns] does not say what the column is for. Choose from: {uses}.",
)
