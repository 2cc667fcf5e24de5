"""An empty families file to fill in: a workbook with lists to choose from, an explanation and the settings."""

import io
from typing import Final

from geodata.language import Lang, Text
from geodata.template import template_book
from optimizer.policy.sheet import add_settings

NAME: Final = Text(nl="gezinnen.xlsx", en="families.xlsx")
"""What the file is called by default."""


def blank_workbook(lang: Lang) -> bytes:
    """Make the workbook."""
    book = template_book(lang)
    add_settings(book, lang)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
