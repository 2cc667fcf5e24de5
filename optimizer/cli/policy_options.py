"""An option for every key of the policy, made from the policy's own fields."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from geodata.language import NO, YES, Lang, Text, number
from optimizer.application.policy_request import PolicyRequest
from optimizer.cli import words
from optimizer.cli.localised import LocalisedOption
from optimizer.cli.parameter_types import (
    Counts,
    ExistingFile,
    Number,
    Numbers,
    OneOf,
    ParameterType,
    Sizes,
    Whole,
    Word,
    Words,
)
from optimizer.policy import dutch
from optimizer.policy.file import KEYS, Key
from optimizer.rules import PerProvider

_ALIASES: Final = {
    "radius.hub_km": ("--hub-km", "--radius-km"),
    "providers.hubs_min": ("--providers-hubs-min",),
    "providers.hubs_max": ("--providers-hubs-max",),
    "hubs.min_apart_km": ("--hubs-min-apart-km",),
    "solve.time_limit_s": ("--time-limit", "--time-limit-s"),
}
_SHORT: Final = frozenset({"min", "target", "max", "exactly"})
_SIZE_PARTS: Final = ("size.min", "size.target", "size.max")

POLICY_FILE: Final = Text(nl="Beleidsbestand (TOML).", en="Policy file (TOML).")
SIZE: Final = Text(
    nl="Minimum, streefaantal en maximum in één keer: 6:8:10.", en="Minimum, target and maximum at once: 6:8:10."
)


def policy_options(lang: Lang, *, waves: bool = False, unused: Collection[str] = ()) -> list[LocalisedOption]:
    """Give ``--policy``, ``--size`` and an option for every key; those of the roll-out only with ``waves``.

    ``unused`` are sections of the policy that the command has no use for.
    """
    first = [
        LocalisedOption(
            ("policy", "--policy", "--beleid"),
            type=ExistingFile(),
            metavar=ExistingFile.shown.say(lang),
            help=POLICY_FILE.say(lang),
        ),
        LocalisedOption(
            ("size", "--size", "--grootte"),
            words.SETTINGS,
            type=Sizes(),
            metavar=Sizes.shown.say(lang),
            help=SIZE.say(lang),
        ),
    ]
    return [*first, *(_option(key, lang) for key in KEYS if _offered(key, waves, unused))]


def _offered(key: Key, waves: bool, unused: Collection[str]) -> bool:
    return (waves or key.section != "rollout") and key.section not in unused


def names_of(key: Key) -> tuple[str, ...]:
    """Give the names of the option for a key; the first is the one that texts mention."""
    short = f"{key.section}-{key.name}" if key.name in _SHORT else key.name
    names = _ALIASES.get(key.full, (f"--{short.replace('_', '-')}",))
    return (*names, dutch.OPTIONS[key.full]) if key.full in dutch.OPTIONS else names


def _option(key: Key, lang: Lang) -> LocalisedOption:
    names = names_of(key)
    default = _shown(key.default, lang)
    text = key.meaning.text.say(lang)
    if default:
        text = f"{text} {words.DEFAULT.say(lang, {'value': default})}"
    more: dict[str, Any] = {"help": text, "default": None}
    if key.kind is bool:
        return LocalisedOption((_parameter(key), f"{names[0]}/--no-{names[0][2:]}"), words.SETTINGS, **more)
    kind = _kind(key)
    return LocalisedOption((_parameter(key), *names), words.SETTINGS, type=kind, metavar=kind.shown.say(lang), **more)


def _kind(key: Key) -> ParameterType:
    if key.kind is tuple:
        return Words() if key.element is str else Numbers()
    if key.meaning.choices:
        return OneOf(*key.meaning.choices)
    kinds: dict[type, ParameterType] = {int: Whole(), float: Number(), PerProvider: Counts()}
    return kinds.get(key.kind, Word())


def _shown(value: object, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return YES.say(lang) if value else NO.say(lang)
    if isinstance(value, float):
        return number(value, lang)
    return str(value)


def _parameter(key: Key) -> str:
    return key.full.replace(".", "__")


def changes_from(options: Mapping[str, Any]) -> dict[str, Any]:
    """Give the keys that a command line sets, by ``section.key``; ``--size-min`` goes before ``--size``."""
    changes: dict[str, Any] = {}
    if options.get("size") is not None:
        changes.update(zip(_SIZE_PARTS, options["size"], strict=True))
    for key in KEYS:
        if options.get(_parameter(key)) is not None:
            changes[key.full] = options[_parameter(key)]
    return changes


def policy_request(options: Mapping[str, Any]) -> PolicyRequest:
    """Give what a command line asks of the policy."""
    return PolicyRequest(options.get("policy"), changes_from(options))
