"""What would help, as a page shows it: what a wider policy gains, where to recruit, and whom one change helps."""

from collections.abc import Iterable, Mapping
from typing import Final

from geodata.gazetteer import Gazetteer
from geodata.language import Lang, Text, capitalised
from maps.backdrop import Point
from maps.tables import Line
from maps.view_model import HelpView, RecruitMark
from optimizer.counts import FAMILIES, counted
from optimizer.finished import Explanation, FinishedPlan
from optimizer.what_helps import NO_MORE, PERHAPS_MORE, HelpfulChange, PolicyGain, Recruiting


def help_view(finished: FinishedPlan, gazetteer: Gazetteer, spots: Mapping[str, Point], lang: Lang) -> HelpView | None:
    """Say what would help a plan, of equals the areas first; ``None`` where nobody looked.

    Parameters
    ----------
    spots
        Where each family is drawn. A postcode area is drawn at its public point.
    """
    helps = finished.helps
    if not helps:
        return None
    return HelpView(
        gains=tuple(_gain(each, lang) for each in helps.gains),
        recruiting=tuple(
            _recruit(each, gazetteer, spots, lang)
            for each in sorted(helps.recruiting, key=lambda each: (-len(each.families), each.pc4 is None))
        ),
    )


def _gain(gain: PolicyGain, lang: Lang) -> Line:
    value = NOT_FOUND.say(lang) if gain.placed is None else _more(gain.placed, lang)
    if gain.proved:
        note = NO_MORE.say(lang)
    elif gain.at_most is None:
        note = PERHAPS_MORE.say(lang)
    else:
        note = AT_MOST.say(lang, {"n": _more(gain.at_most, lang)})
    return Line(_sentence(gain.said.say(lang)), value, note)


def _more(n: int, lang: Lang) -> str:
    return NOBODY.say(lang) if n == 0 else MORE.say(lang, {"n": counted(n, FAMILIES, lang)})


def _sentence(said: tuple[str, ...]) -> str:
    return capitalised(" ".join(said))


def _recruit(each: Recruiting, gazetteer: Gazetteer, spots: Mapping[str, Point], lang: Lang) -> RecruitMark:
    if each.pc4 is not None:
        place = gazetteer.place(each.pc4)
        point = None if place is None else (place.location.lat, place.location.lon)
        name = each.pc4 if place is None else f"{each.pc4} {place.place}"
    else:
        family = str(each.facts.get("family", ""))
        point, name = spots.get(family), family
    return RecruitMark(
        name=name,
        text=_sentence(each.said.say(lang)),
        families=each.families,
        point=point,
        area=each.pc4 is not None,
        note=(NO_MORE if each.proved else PERHAPS_MORE).say(lang),
    )


def grouped(unplaced: Iterable[tuple[str, Explanation | None]], lang: Lang) -> dict[str, str]:
    """Name for each unplaced family one change that helps it, the same for as many as can be.

    The change that helps most comes first, then the one that helps most of the others, and so on.

    Returns
    -------
    dict
        By id; a family that no single change is known to help is left out.
    """
    left = {
        family: {_of_any(each, family, lang): None for each in why.changes}
        for family, why in unplaced
        if why is not None
    }
    found: dict[str, str] = {}
    while any(left.values()):
        tally: dict[str, int] = {}
        for changes in left.values():
            for text in changes:
                tally[text] = tally.get(text, 0) + 1
        best = max(tally, key=lambda text: (tally[text], text))
        helped = [family for family, changes in left.items() if best in changes]
        found |= dict.fromkeys(helped, best)
        for family in helped:
            del left[family]
    return found


def _of_any(change: HelpfulChange, family: str, lang: Lang) -> str:
    """Say a change so that it reads the same for every family that it helps."""
    if change.key == "radius_for":
        return FARTHER.say(lang)
    if change.facts.get("family") == family and change.key == "waive":
        return EXEMPT.say(lang)
    if change.facts.get("family") == family and change.key == "new_candidate":
        return CANDIDATE.say(lang)
    return _sentence(change.said.say(lang))


FARTHER: Final = Text(
    nl="Dit gezin mag verder van zijn hubhome wonen dan de straal.",
    en="This family may live farther from its hub home than the radius.",
)
EXEMPT: Final = Text(nl="Voor dit gezin vervalt een regel.", en="A rule is set aside for this family.")
CANDIDATE: Final = Text(
    nl="Dit gezin wordt zelf kandidaat-hubhome.", en="This family becomes a candidate hub home itself."
)
NOBODY: Final = Text(nl="niemand meer ingedeeld", en="nobody more placed")
MORE: Final = Text(nl="{n} meer ingedeeld", en="{n} more placed")
AT_MOST: Final = Text(nl="hoogstens: {n}", en="at most: {n}")
NOT_FOUND: Final = Text(nl="niets gevonden", en="nothing found")
