"""What mending a plan costs, in the reader's language."""

from collections.abc import Iterator
from typing import Final

from geodata.language import Lang, Text
from optimizer.counts import MOVES, counted
from optimizer.explain.mending import Mending


def mending_sentences(found: Mending, lang: Lang) -> Iterator[str]:
    """Say how many families must move at least or lose their place, and who."""
    if found.plan is None:
        yield (IMPOSSIBLE if found.impossible else NOT_FOUND).say(lang)
        return
    n_moved, n_lost = len(found.moved), len(found.lost)
    proved = (PROVED if found.proved else NOT_PROVED).say(lang)
    if not n_moved and not n_lost:
        yield NO_MOVE.say(lang)
        return
    if n_moved:
        yield MENDED.say(lang, {"moves": counted(n_moved, MOVES, lang), "proved": proved})
        moved = tuple(TO.say(lang, {"family": family, "hub": hub}) for family, hub in found.moved.items())
        yield WHO.say(lang, {"families": moved})
    if n_lost:
        lost = ALSO_LOST if n_moved else LOST
        yield lost[n_lost != 1].say(lang, {"n": n_lost, "families": found.lost, "proved": proved})


TO: Final = Text(nl="{family} naar {hub}", en="{family} to {hub}")
IMPOSSIBLE: Final = Text(
    nl="Met deze gezinnen houdt geen enkel plan zich aan alle regels (bewezen).",
    en="With these families no plan keeps every rule (proved).",
)
NOT_FOUND: Final = Text(
    nl="Wat herstellen kost, is in de tijd niet gevonden.", en="What mending costs was not found in the time."
)
PROVED: Final = Text(nl="minder kan niet (bewezen)", en="fewer cannot be (proved)")
NOT_PROVED: Final = Text(nl="of minder kan, is niet bewezen", en="whether fewer can be is not proved")
NO_MOVE: Final = Text(
    nl="Herstellen kan zonder dat iemand verhuist: met gezinnen die nu geen plaats hebben, of met een gezin van de "
    "constellatie als nieuwe hubhome.",
    en="It can be mended without any move: with families that have no place now, or with a family of the constellation "
    "as its new hub home.",
)
MENDED: Final = Text(nl="Herstellen kost {moves}; {proved}.", en="Mending costs {moves}; {proved}.")
WHO: Final = Text(
    nl="- bijvoorbeeld, met de hubhome waar zij heen gaan: {families}",
    en="- for instance, with the hub home that they go to: {families}",
)
LOST: Final = (
    Text(
        nl="Herstellen kost {n} gezin zijn plaats, {families}; {proved}.",
        en="Mending costs {n} family its place, {families}; {proved}.",
    ),
    Text(
        nl="Herstellen kost {n} gezinnen hun plaats, {families}; {proved}.",
        en="Mending costs {n} families their place, {families}; {proved}.",
    ),
)
ALSO_LOST: Final = (
    Text(nl="- daarbij verliest {n} gezin zijn plaats: {families}", en="- and {n} family loses its place: {families}"),
    Text(
        nl="- daarbij verliezen {n} gezinnen hun plaats: {families}",
        en="- and {n} families lose their place: {families}",
    ),
)
