"""A reporter that keeps what it is told, for a page to show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from geodata.errors import Fault
from geodata.language import Fact, Lang, Text
from geodata.roads.minutes import in_minutes
from optimizer.outcome import Progress
from optimizer.screen.said_here import fault_here, said_here

Sentence = Mapping[str, str]
"""A sentence by language."""


def in_both(text: Text, facts: Mapping[str, Fact] | None = None) -> dict[str, str]:
    """Say a sentence in every language, as the page may change its own meanwhile."""
    return {str(lang): text.say(lang, facts) for lang in Lang}


@dataclass(slots=True)
class Gathered:
    """What an application told of its work, in order; also handed on as it comes.

    Attributes
    ----------
    on_word
        Is given every sentence but those about a file.
    on_progress
        Is given how a search stands.
    """

    on_word: Callable[[Sentence], None] | None = None
    on_progress: Callable[[Progress], None] | None = None
    said: list[Sentence] = field(default_factory=list)
    minutes_per_km: float | None = None

    def notice(self, fault: Fault) -> None:
        """Keep something to know about the input; what is about a file was told when it was read and is kept."""
        here = fault_here(fault)
        self._keep({str(lang): here.say(lang) for lang in Lang}, handed_on=fault.file is None)

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Keep a sentence about the work."""
        self._keep(in_both(said_here(text), facts))

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Keep a sentence that every reader must see."""
        self._keep(in_both(said_here(text), facts))

    def kilometres(self, minutes_per_km: float | None) -> None:
        """Say minutes for the kilometres of sentences from now on, where a plan counts travel time."""
        self.minutes_per_km = minutes_per_km

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        """Take how far a computation is; the page shows the time that has passed."""

    def progress(self, progress: Progress) -> None:
        """Take how the search stands."""
        if self.on_progress is not None:
            self.on_progress(progress)

    def in_words(self, lang: Lang) -> list[str]:
        """Give the sentences in one language."""
        return [each[str(lang)] for each in self.said]

    def _keep(self, sentence: dict[str, str], *, handed_on: bool = True) -> None:
        if self.minutes_per_km is not None:
            per_km = self.minutes_per_km
            sentence = {name: in_minutes(each, Lang(name), per_km) for name, each in sentence.items()}
        self.said.append(sentence)
        if handed_on and self.on_word is not None:
            self.on_word(sentence)
