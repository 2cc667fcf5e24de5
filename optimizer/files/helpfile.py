"""What would help, as ``plan.json`` keeps it: sentences in both languages, so that nobody searches for them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from geodata.language import Lang, Span
from optimizer.files.jsonreading import Reader
from optimizer.finished import Explanation, Reason
from optimizer.what_helps import NOTHING_KNOWN, HelpfulChange, Lines, PolicyGain, Recruiting, WhatHelps


@dataclass(frozen=True, slots=True)
class KeptExplanation:
    """Why one family is unplaced and what would let it in, as a file kept it."""

    reason: Reason
    said: Lines
    advised: Lines
    changes: tuple[HelpfulChange, ...] = ()

    def sentences(self, lang: Lang) -> tuple[str, ...]:
        """Say the reason."""
        return self.said.say(lang)

    def advice(self, lang: Lang) -> tuple[str, ...]:
        """Say what would let it in."""
        return self.advised.say(lang)

    def without_distances(self) -> Self:
        """Give it as it is: sentences that tell distances exactly are not taken from a file for a masked page."""
        return self


def explanation_as_json(why: Explanation | None) -> dict[str, object]:
    """Give the sentences and changes of one family; the reason itself stands in ``reasons``."""
    if why is None or not why.sentences(Lang.NL):
        return {}
    return {
        "said": _lines(Lines.of(why.sentences)),
        "advice": _lines(Lines.of(why.advice)),
        "changes": [
            {"change": each.key, "facts": _facts(each.facts), "said": _lines(each.said)} for each in why.changes
        ],
    }


def helps_as_json(helps: WhatHelps) -> dict[str, object]:
    """Give what helps the plan as a whole: two keys, each a list."""
    return {
        "gains": [{"said": _lines(each.said), "placed": each.placed, "at_most": each.at_most} for each in helps.gains],
        "recruiting": [
            {
                "change": each.key,
                "facts": _facts(each.facts),
                "families": list(each.families),
                "proved": each.proved,
                "said": _lines(each.said),
            }
            for each in helps.recruiting
        ],
    }


def read_explanation(each: Reader, reasons: tuple[Reason, ...]) -> KeptExplanation | None:
    """Read what a file keeps of one unplaced family; ``None`` where it keeps the reason only, as older ones do."""
    if "said" not in each.value or not reasons:
        return None
    changes = tuple(
        HelpfulChange(change.text("change"), _read(change, "said"), change.facts("facts"))
        for change in each.objects("changes")
    )
    return KeptExplanation(reasons[0], _read(each, "said"), _read(each, "advice"), changes)


def read_helps(reader: Reader) -> WhatHelps:
    """Read what helps the plan as a whole; nothing where the file does not say."""
    if "gains" not in reader.value:
        return NOTHING_KNOWN
    return WhatHelps(
        tuple(
            PolicyGain(_read(each, "said"), each.whole_or_none("placed"), each.whole_or_none("at_most"))
            for each in reader.objects("gains")
        ),
        tuple(
            Recruiting(
                each.text("change"),
                _read(each, "said"),
                each.texts("families"),
                each.yes("proved"),
                each.facts("facts"),
            )
            for each in reader.objects("recruiting")
        ),
    )


def _lines(lines: Lines) -> dict[str, object]:
    return {"nl": list(lines.nl), "en": list(lines.en)}


def _read(reader: Reader, key: str) -> Lines:
    lines = reader.object(key)
    return Lines(lines.texts("nl"), lines.texts("en"))


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Give figures; one told as a span is written as what it is at most."""
    return {name: fact.high if isinstance(fact, Span) else fact for name, fact in facts.items()}
