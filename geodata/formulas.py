"""Text that a spreadsheet would take for a formula: how files of the program write it, and read it back."""

from typing import Final

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula; ``unguarded`` takes it away.

    Text that could be mistaken for text so guarded gets one too, so that every text comes back as it was.
    """
    bare = text[1:] if text.startswith("'") else text
    return f"'{text}" if bare.startswith(_BEGINS) or text.startswith("''") else text


def guarded_twice(text: str) -> str:
    """Guard text for a workbook, which holds text as text: only what would be mistaken for guarded text."""
    return guarded(text) if text.startswith("'") else text


def unguarded(text: str) -> str:
    """Give the text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_BEGINS, "'")) else text
