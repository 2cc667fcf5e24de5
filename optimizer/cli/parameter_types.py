"""What the value of an option or an argument may be, with a sentence for each that it may not."""

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from geodata.language import Fact, Text
from optimizer.cli import words


class Refused(click.BadParameter):
    """A value that cannot be used; the sentence is said in the reader's language."""

    def __init__(
        self, text: Text, facts: Mapping[str, Fact] | None = None, param: click.Parameter | None = None
    ) -> None:
        super().__init__("", param=param)
        self.text = text
        self.facts = facts or {}


if TYPE_CHECKING:
    _ParamType = click.ParamType[Any]
else:
    _ParamType = click.ParamType


class ParameterType(_ParamType):
    """A kind of value."""

    name = "value"
    shown = Text(nl="WAARDE", en="VALUE")

    def refuse(self, text: Text, param: click.Parameter | None, facts: Mapping[str, Fact] | None = None) -> NoReturn:
        """Say why a value cannot be used."""
        raise Refused(text, facts, param)


class Number(ParameterType):
    """A number, with a decimal point or comma."""

    name = "number"
    shown = Text(nl="GETAL", en="NUMBER")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> float:
        """Read it; its range is judged where it is used."""
        if isinstance(value, int | float):
            return float(value)
        try:
            return float(str(value).strip().replace(",", "."))
        except ValueError:
            self.refuse(words.NOT_A_NUMBER, param)


class Whole(ParameterType):
    """A whole number."""

    name = "whole"
    shown = Text(nl="GETAL", en="NUMBER")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> int:
        """Read it; its range is judged where it is used."""
        try:
            return int(str(value).strip())
        except ValueError:
            self.refuse(words.NOT_WHOLE, param)


class Counts(ParameterType):
    """A number for all, or numbers by name with commas between them."""

    name = "counts"
    shown = Text(nl="GETAL|NAAM=GETAL,…", en="NUMBER|NAME=NUMBER,…")

    def convert(self, value: Any, _: click.Parameter | None, __: click.Context | None) -> dict[str, int | str]:
        """Split them; which numbers may be is judged where they are used."""
        from optimizer.policy.file import counts_in  # noqa: PLC0415 - loads numpy, for which help should not wait

        return dict(value) if isinstance(value, Mapping) else counts_in(str(value))


class Words(ParameterType):
    """Words with commas between them."""

    name = "words"
    shown = Text(nl="WOORD,WOORD", en="WORD,WORD")

    def convert(self, value: Any, _: click.Parameter | None, __: click.Context | None) -> tuple[str, ...]:
        """Split them; which words exist is judged where they are used."""
        if isinstance(value, tuple):
            return value
        return tuple(word.strip() for word in str(value).split(",") if word.strip())


class Word(ParameterType):
    """Any text."""

    name = "word"
    shown = Text(nl="WOORD", en="WORD")

    def convert(self, value: Any, _: click.Parameter | None, __: click.Context | None) -> str:
        """Take it as it is."""
        return str(value)


class OneOf(ParameterType):
    """One of a few words."""

    name = "one"
    shown = Text(nl="WOORD", en="WORD")

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> str:
        """Read it, in any case."""
        word = str(value).strip().lower()
        if word not in self.choices:
            self.refuse(words.NOT_ONE_OF, param, {"choices": self.choices})
        return word


class Numbers(ParameterType):
    """Numbers with ``,`` between them: ``1,4,4``."""

    name = "numbers"
    shown = Text(nl="GETALLEN", en="NUMBERS")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> tuple[float, ...]:
        """Read each with a decimal point."""
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in str(value).split(",")]
        try:
            numbers = tuple(float(part) for part in parts)
        except ValueError:
            self.refuse(words.NOT_NUMBERS, param)
        return tuple(int(each) if each.is_integer() else each for each in numbers)


class Sizes(ParameterType):
    """Minimum, target and maximum: ``6:8:10``."""

    name = "sizes"
    shown = Text(nl="MIN:DOEL:MAX", en="MIN:TARGET:MAX")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> tuple[int, int, int]:
        """Read the three numbers."""
        if isinstance(value, tuple):
            return value
        parts = str(value).split(":")
        if len(parts) != 3 or not all(part.strip().isascii() and part.strip().isdecimal() for part in parts):
            self.refuse(words.NOT_A_SIZE, param)
        low, target, high = (int(part) for part in parts)
        return low, target, high


PLAN_FILES: Final = ("plan.json", "rollout.json")
"""What a folder of a plan holds, the first that there is."""


class ExistingFile(ParameterType):
    """A file that is there and may be read."""

    name = "file"
    shown = Text(nl="BESTAND", en="FILE")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> Path:
        """Look whether it is there."""
        path = Path(value)
        if path.is_dir():
            self.refuse(words.IS_FOLDER, param)
        if "\0" in str(value):
            self.refuse(words.NO_FILE, param)
        if not path.exists():
            near = _near(path)
            facts = {"typed": str(value), "near": near}
            self.refuse(words.NO_SUCH_FILE_NEAR if near else words.NO_SUCH_FILE, param, facts)
        if not os.access(path, os.R_OK):
            self.refuse(words.UNREADABLE, param)
        return path


class ExistingPlan(ExistingFile):
    """A plan that is there: its file, or the folder that holds its ``plan.json`` (of a roll-out, ``rollout.json``)."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Path:
        """Take the file from a folder."""
        folder = Path(value)
        if "\0" in str(value) or not folder.is_dir():
            return super().convert(value, param, context)
        found = next((folder / name for name in PLAN_FILES if (folder / name).is_file()), None)
        if found is None:
            self.refuse(words.NO_PLAN_INSIDE, param)
        return super().convert(found, param, context)


def _near(path: Path) -> str:
    """Name the file whose name is most alike, in its folder or, where that does not exist, one named alike."""
    if not path.parent.exists():
        folder = _alike(path.parent, Path.is_dir)
        there = None if folder is None else folder / path.name
        return str(there) if there is not None and there.is_file() else ""
    found = _alike(path, Path.is_file)
    return "" if found is None else str(found)


def _alike(path: Path, kind: Callable[[Path], bool]) -> Path | None:
    """Give what stands beside ``path``, of a kind, and has the name most like it."""
    try:
        names = [each.name for each in path.parent.iterdir() if kind(each)]
    except OSError:
        return None
    found = get_close_matches(path.name, names, n=1, cutoff=0.75)
    return path.with_name(found[0]) if found else None


class NewPath(ParameterType):
    """A file or folder to write."""

    name = "path"
    shown = Text(nl="BESTAND", en="FILE")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> Path:
        """Take it as it is; whether it may be written is judged by the writer."""
        if "\0" in str(value):
            self.refuse(words.NO_FILE, param)
        return Path(value)
