"""The few figures of a policy that a page draws or says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from geodata.language import NO, YES, Lang, Text, number
from maps.view_model import Line
from optimizer.policy.file import keys_written
from optimizer.policy.values import Policy


@dataclass(frozen=True, slots=True)
class Settings:
    """What the planner set, as far as a page needs it.

    Attributes
    ----------
    radius_m
        How far a satellite may live from its hub home, metres; ``None`` draws no circles.
    low, target, high
        The size of a constellation.
    count_hub
        Whether these sizes count the hub home.
    lines
        What was set, as label and value in the reader's language, and the names of what was not, for the table at the
        end.
    """

    radius_m: float | None = 5000.0
    low: int = 6
    target: int = 8
    high: int = 10
    count_hub: bool = False
    lines: tuple[Line, ...] = ()

    @classmethod
    def of(cls, policy: Policy, lang: Lang) -> Self:
        """Take them from a policy."""
        return cls(
            radius_m=policy.radius.hub_km * 1000,
            low=policy.size.min,
            target=policy.size.target,
            high=policy.size.max,
            count_hub=policy.size.count_hub,
            lines=_set_lines(policy, lang),
        )

    @property
    def low_satellites(self) -> int:
        """Fewest satellites, the hub home never counted."""
        return self.low - self.count_hub

    @property
    def target_satellites(self) -> int:
        """Satellites to aim at."""
        return self.target - self.count_hub

    @property
    def high_satellites(self) -> int:
        """Most satellites."""
        return self.high - self.count_hub


def settings_lines(policy: Policy, lang: Lang) -> tuple[Line, ...]:
    """Give the meaning and value of every key of the policy."""
    return tuple(Line(key.meaning.text.say(lang), _said(value, lang)) for key, value in keys_written(policy))


def _set_lines(policy: Policy, lang: Lang) -> tuple[Line, ...]:
    """Give what was set, after its name as in a policy file, and in one line the names of what was not."""
    lines = [
        Line(f"{key.full}: {key.meaning.text.say(lang)}", _said(value, lang))
        for key, value in keys_written(policy)
        if value is not None
    ]
    unset = [key.full for key, value in keys_written(policy) if value is None]
    if unset:
        lines.append(Line(NOT_SET.say(lang).capitalize(), ", ".join(unset)))
    return tuple(lines)


def _said(value: object, lang: Lang) -> str:
    if value is None:
        return NOT_SET.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, float):
        return number(value, lang, max(1, len(f"{value:.10g}".partition(".")[2])))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {number(count, lang)}" for name, count in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


NOT_SET: Final = Text(nl="niet ingesteld", en="not set")
