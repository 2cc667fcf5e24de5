"""What is wrong with something a user gave, as data; the command line says it in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geodata.language import Fact, Lang, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where it stands, and what would be right.

    ``row`` is the number that a spreadsheet shows beside the row (the header is row 1); ``column`` is the header as
    the file writes it. No fault carries the content of a cell: it may be personal.
    """

    text: Text
    facts: Mapping[str, Fact] = field(default_factory=dict)
    file: str | None = None
    row: int | None = None
    column: str | None = None

    def say(self, lang: Lang) -> str:
        """Give the whole sentence, led by file, row and column where they are known."""
        where = [self.file] if self.file else []
        if self.row is not None:
            where.append(ROW.say(lang, {"row": str(self.row)}))
        if self.column is not None:
            where.append(COLUMN.say(lang, {"column": self.column}))
        sentence = self.text.say(lang, self.facts)
        return f"{', '.join(where)}: {sentence}" if where else sentence


ROW = Text(nl="rij {row}", en="row {row}")
COLUMN = Text(nl="kolom '{column}'", en="column '{column}'")


class InputError(Exception):
    """What the user gave cannot be used; every fault found is told at once (exit code 2)."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.say(Lang.EN) for fault in self.faults))
