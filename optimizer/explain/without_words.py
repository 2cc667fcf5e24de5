"""What is lost when a hub home stops, in the reader's language."""

from collections.abc import Iterator, Mapping
from typing import Final

from geodata.language import Fact, Lang, Text
from optimizer.counts import FAMILIES, counted
from optimizer.explain.without import Outcome, Stopped, Way


def sentences(found: Stopped, ids: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """Say a hub home in a line and each way in one more.

    Parameters
    ----------
    ids
        What each constellation of the plan is called, by its hub home.
    """
    families = counted(len(found.families), FAMILIES, lang)
    facts: dict[str, Fact] = {
        "constellation": ids.get(found.hub, found.constellation),
        "hub": found.hub,
        "families": families,
    }
    yield HEAD.say(lang, {**facts, "verdict": _verdict(found, lang)})
    for each in found.outcomes:
        yield ITEM.say(lang, {"way": WAYS[each.way].say(lang), "what": _what(each, ids, lang)})
    if all(each.way is not Way.TAKEN_OVER for each in found.outcomes):
        yield ITEM.say(lang, {"way": WAYS[Way.TAKEN_OVER].say(lang), "what": NO_CANDIDATE.say(lang)})


def _verdict(found: Stopped, lang: Lang) -> str:
    """Say what is lost whatever is done; that it cannot be less is said where everything was planned again."""
    least = found.least_lost
    if least is None:
        proved = all(each.impossible for each in found.outcomes)
        return (IMPOSSIBLE if proved else NOT_FOUND).say(lang)
    if not least:
        return NOBODY.say(lang)
    again = next((each for each in found.outcomes if each.way is Way.AGAIN), None)
    proved = again is not None and again.proved and len(again.lost) == least
    lost = counted(least, LOSE, lang)
    return (AT_LEAST if proved else SO_MANY).say(lang, {"lost": lost})


def _what(each: Outcome, ids: Mapping[str, str], lang: Lang) -> str:
    if each.plan is None:
        return (IMPOSSIBLE if each.impossible else NOT_FOUND).say(lang)
    parts = []
    if each.new_hub is not None:
        parts.append(HEIR.say(lang, {"hub": each.new_hub}))
    if each.lost:
        parts.append(LOST.say(lang, {"lost": counted(len(each.lost), LOSE, lang), "families": each.lost}))
    else:
        parts.append(NOBODY.say(lang))
    if each.way is not Way.AGAIN:
        to = tuple(dict.fromkeys(ids[hub] for hub in sorted(each.to.values()) if hub in ids))
        if to:
            parts.append(GO_TO.say(lang, {"constellations": to}))
    elif each.moved:
        parts.append(counted(len(each.moved), MOVE, lang))
    if not each.proved:
        parts.append(NOT_PROVED.say(lang))
    return "; ".join(parts)


HEAD: Final = Text(
    nl="{constellation} (hubhome {hub}, {families}): {verdict}",
    en="{constellation} (hub home {hub}, {families}): {verdict}",
)
ITEM: Final = Text(nl="- {way}: {what}", en="- {way}: {what}")
WAYS: Final = {
    Way.SPREAD: Text(nl="verdeeld over de andere constellaties", en="spread over the other constellations"),
    Way.TAKEN_OVER: Text(nl="een eigen gezin neemt het over", en="a family of its own takes over"),
    Way.AGAIN: Text(nl="alles opnieuw gepland", en="everything planned again"),
}
LOSE: Final = (
    Text(nl="verliest {n} gezin zijn plaats", en="{n} family loses its place"),
    Text(nl="verliezen {n} gezinnen hun plaats", en="{n} families lose their place"),
)
MOVE: Final = (
    Text(nl="{n} gezin van een andere constellatie verhuist", en="{n} family of another constellation moves"),
    Text(nl="{n} gezinnen van andere constellaties verhuizen", en="{n} families of other constellations move"),
)
NOBODY: Final = Text(nl="iedereen houdt een plaats", en="everybody keeps a place")
AT_LEAST: Final = Text(nl="wat u ook doet, dan {lost} (bewezen)", en="whatever you do, {lost} (proved)")
SO_MANY: Final = Text(nl="dan {lost}", en="{lost}")
LOST: Final = Text(nl="dan {lost}: {families}", en="{lost}: {families}")
HEIR: Final = Text(nl="{hub} wordt hubhome", en="{hub} becomes the hub home")
GO_TO: Final = Text(nl="er gaan gezinnen naar {constellations}", en="families go to {constellations}")
NO_CANDIDATE: Final = Text(nl="geen van deze gezinnen kan hubhome zijn", en="none of these families may be a hub home")
IMPOSSIBLE: Final = Text(nl="dat kan niet binnen de regels (bewezen)", en="the rules do not allow that (proved)")
NOT_FOUND: Final = Text(nl="geen plan gevonden in de tijd", en="no plan found in the time")
NOT_PROVED: Final = Text(nl="of het beter kan, is niet bewezen", en="whether there is better is not proved")
