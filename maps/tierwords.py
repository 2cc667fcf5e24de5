"""Tiers in plain words: what a value is, what is proved about it, and what that means."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from geodata.language import Fact, Lang, Text, number
from maps.view_model import TierLine
from optimizer.outcome import Mark
from optimizer.rules import RULES
from optimizer.tiers import TIERS

_WORDS: Final = {
    Lang.NL: ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    Lang.EN: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How one tier is said.

    Attributes
    ----------
    title
        What it counts.
    value
        Its value; ``{n}`` is the number.
    proved, open, unknown
        When no plan does better; when one may, by at most ``{more}`` (a number in words, with its ``{noun}``);
        when nothing is known. Of which plans that speaks is ``{none}`` or, to begin with, ``{None}``.
    one, many
        The noun for one and for more.
    metres
        Whether the value counts metres, and is shown in kilometres.
    """

    title: Text
    proved: Text
    open: Text
    unknown: Text
    one: Text
    many: Text
    metres: bool = False


_FAMILY, _FAMILIES = Text(nl="gezin", en="family"), Text(nl="gezinnen", en="families")

UNPLACED: Final = Wording(
    title=Text(nl="Niet ingedeelde gezinnen", en="Unplaced families"),
    proved=Text(
        nl="Bewezen: {none} plaatst meer gezinnen.",
        en="Proved: {none} places more families.",
    ),
    open=Text(
        nl="{None} kan meer dan {more} {noun} extra plaatsen.",
        en="{None} can place more than {more} further {noun}.",
    ),
    unknown=Text(
        nl="Niet bewezen: een ander plan plaatst mogelijk meer gezinnen.",
        en="Not proved: another plan may place more families.",
    ),
    one=_FAMILY,
    many=_FAMILIES,
)

TRAVEL: Final = Wording(
    title=Text(nl="Afstand en afwijking van de streefgrootte", en="Distance and difference from the target size"),
    proved=Text(
        nl="Bewezen: {none} heeft een lagere som.",
        en="Proved: {none} has a lower sum.",
    ),
    open=Text(
        nl="{None} kan deze som meer dan {percent}% verlagen ({more}).",
        en="{None} can lower this sum by more than {percent}% ({more}).",
    ),
    unknown=Text(
        nl="Niet bewezen: een ander plan heeft mogelijk een lagere som.",
        en="Not proved: another plan may have a lower sum.",
    ),
    one=Text(nl="km", en="km"),
    many=Text(nl="km", en="km"),
    metres=True,
)


def _fewer(title: Text, one: Text, many: Text, metres: bool = False) -> Wording:
    if metres:
        limit = Text(
            nl="{None} kan hier meer dan {more} onder komen.",
            en="{None} can get more than {more} below this.",
        )
    elif not many.nl:
        limit = Text(
            nl="{None} kan dit met meer dan {more} verlagen.",
            en="{None} can lower this by more than {more}.",
        )
    else:
        limit = Text(
            nl="{None} kan dit met meer dan {more} {noun} verlagen.",
            en="{None} can lower this by more than {more} {noun}.",
        )
    return Wording(
        title=title,
        proved=Text(
            nl="Bewezen: {none} komt hier lager uit.",
            en="Proved: {none} has less.",
        ),
        open=limit,
        unknown=Text(nl="Niet bewezen: het kan mogelijk lager.", en="Not proved: it may be possible to get lower."),
        one=one,
        many=many,
        metres=metres,
    )


_CHILD, _CHILDREN = Text(nl="pleegkind", en="foster child"), Text(nl="pleegkinderen", en="foster children")
_CONSTELLATION = Text(nl="constellatie", en="constellation")
_CONSTELLATIONS = Text(nl="constellaties", en="constellations")
_KM = Text(nl="km", en="km")

WORDINGS: Final = {
    "unplaced": UNPLACED,
    "travel": TRAVEL,
    "constellations": _fewer(Text(nl="Aantal constellaties", en="Constellations"), _CONSTELLATION, _CONSTELLATIONS),
    "farthest": _fewer(
        Text(nl="Grootste afstand tot een hubhome", en="Longest distance to a hub home"), _KM, _KM, metres=True
    ),
    "moves": _fewer(
        Text(nl="Gezinnen die hun huidige constellatie verlaten", en="Families that leave today's constellation"),
        _FAMILY,
        _FAMILIES,
    ),
    "peers": _fewer(
        Text(nl="Pleegkinderen zonder leeftijdgenoot", en="Foster children without a peer"), _CHILD, _CHILDREN
    ),
    "siblings": _fewer(
        Text(nl="Broers en zussen in verschillende constellaties", en="Siblings in different constellations"),
        Text(nl="groep", en="group"),
        Text(nl="groepen", en="groups"),
    ),
    "providers": _fewer(
        Text(nl="Constellaties met één aanbieder", en="Constellations with one provider"),
        _CONSTELLATION,
        _CONSTELLATIONS,
    ),
}


NONE: Final[Mapping[tuple[str, ...], Text]] = {
    (): Text(nl="geen enkel plan binnen deze regels", en="no plan within these rules"),
    ("unplaced",): Text(nl="geen enkel plan dat evenveel gezinnen plaatst,", en="no plan that places as many families"),
}
NONE_AS_GOOD: Final = Text(
    nl="geen enkel plan dat op het voorgaande even goed is,", en="no plan that does as well on what comes first"
)
"""Which plans a bound speaks of, by the tiers that go before."""

WITHOUT: Final = Text(
    nl="Dat bewijs laat buiten beschouwing: {left_out}; met die erbij is misschien minder te winnen.",
    en="That proof leaves out: {left_out}; with it, there may be less to gain.",
)
_TITLES: Final = {rule.key: rule.title for rule in RULES} | {tier.key: tier.title for tier in TIERS}
MEANINGS: Final = {tier.key: tier.meaning for tier in TIERS}


def in_words(n: int, lang: Lang) -> str:
    """Write a small number as a word, a larger one in digits."""
    words = _WORDS[lang]
    return words[n] if 0 <= n < len(words) else number(n, lang)


def tier_lines(marks: Iterable[Mark], lang: Lang) -> tuple[TierLine, ...]:
    """Say all tiers of a plan, the first first."""
    listed = tuple(marks)
    return tuple(tier_line(mark, lang, tuple(each.tier for each in listed[:at])) for at, mark in enumerate(listed))


def tier_line(mark: Mark, lang: Lang, above: tuple[str, ...] = ()) -> TierLine:
    """Say one tier: its value, the proved bound, the gap, and a sentence that a council member understands.

    A bound of zero says nothing that is not so of every plan, so it is said that nothing was proved.

    Parameters
    ----------
    above
        The tiers that go before it, of which a bound takes the values for granted.
    """
    wording = WORDINGS.get(mark.tier)
    if wording is None:
        title = Text(nl="{name}", en="{name}").say(lang, {"name": mark.tier})
        wording = _fewer(Text(nl="{name}", en="{name}"), Text(nl="", en=""), Text(nl="", en=""))
    else:
        title = wording.title.say(lang)
    return TierLine(
        title=title,
        value=_shown(mark.value, wording, lang),
        bound=None if mark.bound is None else _shown(mark.bound, wording, lang),
        gap=_gap(mark, wording, lang),
        proved=mark.proved,
        sentence=_sentence(mark, wording, lang, NONE.get(above, NONE_AS_GOOD).say(lang)),
        meaning=MEANINGS[mark.tier].say(lang) if mark.tier in MEANINGS else "",
    )


def _shown(value: int, wording: Wording, lang: Lang) -> str:
    return f"{number(value / 1000, lang)} km" if wording.metres else number(value, lang)


def _gap(mark: Mark, wording: Wording, lang: Lang) -> str | None:
    if mark.bound is None:
        return None
    return _shown(max(0, mark.value - mark.bound), wording, lang)


def _sentence(mark: Mark, wording: Wording, lang: Lang, none: str) -> str:
    which: dict[str, Fact] = {"none": none, "None": f"{none[0].upper()}{none[1:]}"}
    if mark.proved:
        return wording.proved.say(lang, which)
    if not mark.bound:
        return wording.unknown.say(lang)
    leaves_out = tuple(_TITLES.get(key, Text(key, key)).say(lang).rstrip(".") for key in mark.without)
    rest = f" {WITHOUT.say(lang, {'left_out': '; '.join(leaves_out)})}" if leaves_out else ""
    less = mark.value - mark.bound
    facts: dict[str, Fact] = {
        **which,
        "more": _shown(less, wording, lang) if wording.metres else in_words(less, lang),
        "noun": (wording.one if less == 1 else wording.many).say(lang),
        "percent": _percent(less / mark.value, lang),
    }
    return wording.open.say(lang, facts) + rest


def _percent(share: float, lang: Lang) -> str:
    """Round a percentage up, for it is said as a limit."""
    tenths = math.ceil(round(share * 1000, 6))
    return number(tenths / 10, lang)
