"""What is wrong with something a user gave, as data; the command line says it in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geodata.language import Fact, Lang, Text, enumeration


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
        return self._said(lang, [] if self.row is None else [self.row])

    def _said(self, lang: Lang, rows: Sequence[int]) -> str:
        where = [self.file] if self.file else []
        if rows:
            where.append(ROW.say(lang, {"row": _listed(rows, lang)}))
        if self.column is not None:
            where.append(COLUMN.say(lang, {"column": self.column}))
        sentence = self.text.say(lang, self.facts)
        return f"{', '.join(where)}: {sentence}" if where else sentence


def sentences(faults: Iterable[Fault], lang: Lang) -> list[str]:
    """Give the sentences of faults in their order; what is wrong in many rows alike is said once, with every row."""
    alike: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        where = (fault.file, fault.column, fault.row is None)
        alike.setdefault((fault.text, repr(sorted(fault.facts.items())), *where), []).append(fault)
    return [group[0]._said(lang, [fault.row for fault in group if fault.row is not None]) for group in alike.values()]


def _listed(rows: Sequence[int], lang: Lang) -> str:
    """Write numbers of rows, three or more in a row as a range: ``2, 5 to 9 and 12``."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    written: list[str] = []
    for run in runs:
        facts: dict[str, Fact] = {"first": str(run[0]), "last": str(run[-1])}
        written += [RANGE.say(lang, facts)] if len(run) > 2 else [str(row) for row in run]
    return enumeration(written, lang)


ROW = Text(nl="rij {row}", en="row {row}")
COLUMN = Text(nl="kolom '{column}'", en="column '{column}'")


RANGE = Text(nl="{first} tot en met {last}", en="{first} to {last}")


class InputError(Exception):
    """What the user gave cannot be used; every fault found is told at once (exit code 2)."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.say(Lang.EN) for fault in self.faults))
