"""Bytes of a text file to text: UTF-8, UTF-16 with a mark, Windows-1252, or lines of UTF-8 and Windows-1252."""

import codecs
from dataclasses import dataclass, field

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes
    ----------
    odd_lines
        Numbers of the lines, from 1, that are in another encoding than most of the file; empty unless it mixes two.
    """

    text: str = field(repr=False)
    odd_lines: tuple[int, ...] = ()


def decoded(raw: bytes) -> Decoded | None:
    """Read text as programs on Windows and elsewhere save it; ``None`` for bytes that are no text.

    UTF-8 and UTF-16 may begin with a byte order mark, which is left out; without one UTF-16 is not recognised. Where
    files of two encodings were put together, each line is read in its own.
    """
    if raw.startswith(_UTF16):
        return _checked(raw, "utf-16")
    return _checked(raw, "utf-8-sig") or _line_by_line(raw)


def _checked(raw: bytes, encoding: str) -> Decoded | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else Decoded(text)


def _line_by_line(raw: bytes) -> Decoded | None:
    """Read every line as UTF-8 where it is that, and else as Windows-1252."""
    if b"\0" in raw:
        return None
    texts: list[str] = []
    numbers: dict[str, list[int]] = {"utf-8": [], "cp1252": []}
    for number, line in enumerate(raw.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True), start=1):
        encoding = "utf-8" if _is_utf8(line) else "cp1252"
        try:
            texts.append(line.decode(encoding))
        except UnicodeDecodeError:
            return None
        if not line.isascii():
            numbers[encoding].append(number)
    odd = min(numbers.values(), key=len)
    return Decoded("".join(texts), tuple(odd))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
