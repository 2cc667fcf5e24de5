"""Tiers in plain words: what a value is, what is proved about it, and what that means."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from geodata.language import Fact, Lang, Text, number
from maps.tables import TierLine
from optimizer.outcome import Mark
from optimizer.plan import Plan
from optimizer.rules import RULES
from optimizer.tier import Tier
from optimizer.tiers import TIERS

_WORDS: Final = {
    Lang.NL: ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    Lang.EN: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}


NONE: Final = Text(nl="geen enkel plan binnen deze regels", en="no plan within these rules")
"""Which plans the bound of the first tier speaks of."""

WITHOUT: Final = Text(
    nl="Dat bewijs laat buiten beschouwing: {left_out}; met die erbij is misschien minder te winnen.",
    en="That proof leaves out: {left_out}; with it, there may be less to gain.",
)
_TITLES: Final = {rule.key: rule.title for rule in RULES} | {tier.key: tier.title for tier in TIERS}
_BY_KEY: Final = {tier.key: tier for tier in TIERS}
LEAST: Final = Text(nl="Minder kan niet.", en="It cannot be less.")
"""What is said of a distance of zero, with which no other plan needs to be compared."""

OPEN: Final = Text(
    nl="Misschien kan het lager, maar {none} komt meer dan {more} lager uit.",
    en="It may be possible to get lower, but {none} gets lower by more than {more}.",
)
"""What is said of a tier that this program does not know, without a noun."""


def in_words(n: int, lang: Lang) -> str:
    """Write a small number as a word, a larger one in digits."""
    words = _WORDS[lang]
    return words[n] if 0 <= n < len(words) else number(n, lang)


def tier_lines(
    marks: Iterable[Mark], lang: Lang, tiers: Iterable[Tier] = (), plan: Plan | None = None, *, exact: bool = True
) -> tuple[TierLine, ...]:
    """Say all tiers of a plan, the first first.

    Parameters
    ----------
    tiers, plan
        From which a value is said in a sentence, and its parts apart; without them by its number.
    exact
        Whether distances are told to the hundred metres; else so coarsely that they tell nothing of one family.
    """
    listed = tuple(marks)
    known = {} if plan is None else {tier.key: tier for tier in tiers}
    lines = (
        tier_line(mark, lang, tuple(each.tier for each in listed[:at]), exact=exact) for at, mark in enumerate(listed)
    )
    return tuple(
        line if plan is None or mark.tier not in known else _apart(line, known[mark.tier], plan, lang, exact=exact)
        for line, mark in zip(lines, listed, strict=True)
    )


def _apart(line: TierLine, tier: Tier, plan: Plan, lang: Lang, *, exact: bool) -> TierLine:
    """Give a line with the parts of its value apart, and in a sentence."""
    value = "; ".join(tier.parts(plan, lang, exact=exact))
    return replace(line, value=value, said=tier.said(plan, lang) if exact else f"{line.title}: {value}.")


def tier_line(mark: Mark, lang: Lang, above: tuple[str, ...] = (), *, exact: bool = True) -> TierLine:
    """Say one tier: its value, the proved bound, the gap, and a sentence that a council member understands.

    A bound of zero says nothing that is not so of every plan, so it is said that nothing was proved.

    Parameters
    ----------
    above
        The tiers that go before it, of which a bound takes the values for granted.
    exact
        As in :func:`tier_lines`.
    """
    tier = _BY_KEY.get(mark.tier)
    shown = Tier if tier is None else tier
    title = mark.tier if tier is None else tier.title.say(lang)
    said = mark if exact else shown.told_mark(mark)
    known = mark.bound if mark.bound or mark.proved else None
    less = None if known is None else max(0, mark.value - known)
    figure = shown.figure if exact else _in_kilometres if shown.metres else number
    value = figure(said.value, lang)
    gap = None if less is None else figure(less, lang)
    if less and shown.metres and not exact:
        gap = f"{_percent(less / mark.value, lang)}%"  # tens of km would be off by more than the gap itself
    return TierLine(
        title=title,
        value=value,
        bound=None if known is None or said.bound is None else figure(said.bound, lang),
        gap=gap,
        proved=mark.proved,
        sentence=_sentence(mark, tier, lang, _none(above).say(lang), gap, exact=exact),
        said=f"{title}: {value}.",
        meaning="" if tier is None else tier.meaning.say(lang),
    )


def _in_kilometres(value: int, lang: Lang) -> str:
    """Write metres that are told in steps: without decimals where there are none, as they would promise more."""
    return f"{number(value / 1000, lang, int(value % 1000 > 0))} km"


def _none(above: tuple[str, ...]) -> Text:
    """Give the plans of which a bound speaks."""
    if not above:
        return NONE
    return _BY_KEY.get(above[0], Tier).none_alike if len(above) == 1 else Tier.none_alike


def _sentence(mark: Mark, known: type[Tier] | None, lang: Lang, none: str, gap: str | None, *, exact: bool) -> str:
    tier = Tier if known is None else known
    which: dict[str, Fact] = {"none": none}
    if mark.proved and tier.metres and mark.value == 0:
        return LEAST.say(lang)
    if mark.proved:
        return tier.proved.say(lang, which)
    if not mark.bound:
        return tier.unknown.say(lang)
    leaves_out = tuple(_TITLES.get(key, Text(key, key)).say(lang).rstrip(".") for key in mark.without)
    rest = f" {WITHOUT.say(lang, {'left_out': '; '.join(leaves_out)})}" if leaves_out else ""
    less = mark.value - mark.bound
    facts: dict[str, Fact] = {
        **which,
        "more": gap if tier.metres else in_words(less, lang),
        "percent": _percent(less / mark.value, lang),
        "kilometres": f" ({gap})" if exact else "",
    }
    if known is not None:
        facts["noun"] = (known.one if less == 1 else known.many).say(lang)
    return (OPEN if known is None else known.open).say(lang, facts) + rest


def _percent(share: float, lang: Lang) -> str:
    """Round a percentage up, for it is said as a limit."""
    tenths = math.ceil(round(share * 1000, 6))
    return number(tenths / 10, lang)
