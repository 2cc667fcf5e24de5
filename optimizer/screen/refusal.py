"""What the screen answers when it will not do what is asked."""

from collections.abc import Mapping
from typing import Any

from geodata.language import Fact, Lang, Text


class RefusalError(Exception):
    """A request that is not done, with the sentence that says why.

    Parameters
    ----------
    status
        Of HTTP, from 400.
    more
        What the page needs beside the sentence, such as the revision that holds.
    """

    def __init__(self, text: Text, facts: Mapping[str, Fact] | None = None, *, status: int = 422, **more: Any) -> None:
        super().__init__(text.en)
        self.text = text
        self.facts = facts
        self.status = status
        self.more = more

    def body(self, lang: Lang) -> dict[str, Any]:
        """Give what the page gets."""
        return {"error": self.text.say(lang, self.facts), **self.more}
