"""The few figures of a policy that a page draws or says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from geodata.language import NO, YES, Lang, Text, number
from maps.tables import Line
from optimizer.policy.file import Key, keys_written
from optimizer.policy.values import Policy
from optimizer.tiers import TIERS


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
    children_max
        Most foster children of a constellation, ``None`` where there is no limit.
    beds_min
        Sleep-over beds that a hub home keeps free.
    lines
        What was set, as label and value in the reader's language, and the meaning of what was not, for the table at
        the end.
    """

    radius_m: float | None = 5000.0
    low: int = 6
    target: int = 8
    high: int = 10
    count_hub: bool = False
    children_max: int | None = None
    beds_min: int = 2
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
            children_max=policy.capacity.children_max,
            beds_min=policy.capacity.beds_min,
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
    return tuple(
        Line(key.meaning.text.say(lang).rstrip("."), _said(key, value, lang)) for key, value in keys_written(policy)
    )


def changed_lines(policy: Policy, lang: Lang) -> tuple[Line, ...]:
    """Give what is not as usual, of numbers and switches only: what was typed in words may name somebody."""
    return tuple(
        Line(key.meaning.text.say(lang).rstrip("."), _said(key, value, lang))
        for key, value in keys_written(policy)
        if isinstance(value, int | float) and value != key.default
    )


def _set_lines(policy: Policy, lang: Lang) -> tuple[Line, ...]:
    """Give what was set, and in one line what was not."""
    lines = [
        Line(key.meaning.text.say(lang).rstrip("."), _said(key, value, lang))
        for key, value in keys_written(policy)
        if value is not None
    ]
    unset = [key.meaning.text.say(lang).rstrip(".") for key, value in keys_written(policy) if value is None]
    if unset:
        lines.append(Line(NOT_SET.say(lang).capitalize(), "; ".join(unset)))
    return tuple(lines)


def _said(key: Key, value: object, lang: Lang) -> str:
    if value is None:
        return NOT_SET.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if key.meaning.year:
        return str(value)
    if isinstance(value, int | float):
        unit = next((text.say(lang) for end, text in UNITS.items() if key.name.endswith(end)), "")
        return f"{_number(value, lang)} {unit}".rstrip()
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {number(count, lang)}" for name, count in value.items())
    return ", ".join(_named(each, lang) for each in value) if isinstance(value, list) else _named(value, lang)


def _number(value: float, lang: Lang) -> str:
    return number(value, lang) if isinstance(value, int) else number(value, lang, _decimals(value))


def _decimals(value: float) -> int:
    return max(1, len(f"{value:.10g}".partition(".")[2]))


def _named(value: object, lang: Lang) -> str:
    """Say a choice in words; a name that a user wrote stays."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, lang)
    known = CHOICES.get(str(value))
    return str(value) if known is None else known.say(lang)


UNITS: Final = {
    "_km": Text(nl="km", en="km"),
    "_m": Text(nl="m", en="m"),
    "_s": Text(nl="seconden", en="seconds"),
    "kmh": Text(nl="km per uur", en="km an hour"),
}
"""What a number of the policy is in, by the end of its name."""

CHOICES: Final = {
    **{
        tier.key: Text(tier.title.nl[:1].lower() + tier.title.nl[1:], tier.title.en[:1].lower() + tier.title.en[1:])
        for tier in TIERS
    },
    "geodesic": Text(nl="rechte lijn", en="straight line"),
    "metres": Text(nl="meters uit een eigen bestand", en="metres from a file of your own"),
    "minutes": Text(nl="minuten uit een eigen bestand", en="minutes from a file of your own"),
}
"""The choices of a policy in words: objectives, and how distance is measured."""

NOT_SET: Final = Text(nl="niet ingesteld", en="not set")
