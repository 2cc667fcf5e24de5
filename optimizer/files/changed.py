"""What a plan changes for each family, in words: the rows of every table that shows it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geodata.language import Fact, Lang, Text, enumeration
from geodata.told_distances import ToldDistances, told_way
from optimizer.files.proposal_words import IF_NO, asked_said, if_no_said
from optimizer.files.proposal_words import TITLE as TO_ASK
from optimizer.finished import FinishedPlan
from optimizer.today import Change, Move


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One family in today's constellations or in the plan.

    Attributes
    ----------
    origin, to
        Id of the hub home of today and of the plan.
    name
        Of the constellation of the plan (``C03``).
    kinds
        What changes: its place, and its role where that changes.
    before_m, after_m
        To the hub home of today and of the plan, as the output may tell them; ``None`` where that is not known.
    """

    family: str
    origin: str | None
    to: str | None
    name: str | None
    kinds: tuple[Change, ...]
    before_m: float | None
    after_m: float | None

    @property
    def stays(self) -> bool:
        """Whether nothing changes."""
        return self.kinds == (Change.STAYS,)

    def said(self, lang: Lang) -> str:
        """Say what changes."""
        return ", ".join(KINDS[kind].say(lang) for kind in self.kinds)


def changed_rows(finished: FinishedPlan, distances: ToldDistances) -> Iterator[ChangedRow]:
    """Give every family, first those for whom most changes; none where today is not known."""
    plan = finished.plan
    name_of = {
        home.id: name for name, each in zip(plan.titles, plan.constellations, strict=True) for home in each.homes
    }
    of: dict[str, list[Move]] = {}
    for move in finished.moves:
        of.setdefault(move.family, []).append(move)

    def metres(family: str, hub: str | None) -> float | None:
        families = plan.families.by_id
        if hub is None or hub == family or family not in families or hub not in families:
            return None
        return distances.between(families[family], families[hub])

    rows = (
        ChangedRow(
            name,
            moves[0].origin,
            moves[0].to,
            name_of.get(name),
            tuple(move.kind for move in moves),
            metres(name, moves[0].origin),
            metres(name, moves[0].to),
        )
        for name, moves in of.items()
    )
    yield from sorted(rows, key=lambda row: (row.stays, min(_ORDER.index(kind) for kind in row.kinds), row.family))


def header(finished: FinishedPlan, distances: ToldDistances) -> tuple[Text, ...]:
    """Give the names of the columns: the way before and after in kilometres, or in minutes where those are told.

    Where nobody moves without consent, two more say what is asked of whom, and what falls back.
    """
    ways = (BEFORE, AFTER) if distances.minutes_per_km is None else (MINUTES_BEFORE, MINUTES_AFTER)
    asked = (TO_ASK, IF_NO) if finished.asks_consent else ()
    return (FAMILY, WHAT, FROM, TO, CONSTELLATION, *ways, *asked)


def changed_cells(
    finished: FinishedPlan, distances: ToldDistances, lang: Lang
) -> Iterator[tuple[str | float | None, ...]]:
    """Give the cells of each row, below those of :func:`header`."""
    asked = {
        each.family: (asked_said(each, finished.plan, lang), if_no_said(each, finished.plan, lang))
        for each in finished.proposals
    }
    nothing = (None, None)
    for row in changed_rows(finished, distances):
        ways = (told_way(metres, distances) for metres in (row.before_m, row.after_m))
        more = asked.get(row.family, nothing) if finished.asks_consent else ()
        yield (row.family, row.said(lang), row.origin, row.to, row.name, *ways, *more)


def changed_said(finished: FinishedPlan, lang: Lang) -> str:
    """Say in one sentence how many families stay, move, come and leave, and which hub homes start and stop."""
    counted = Counter(move.kind for move in finished.moves)
    facts: dict[str, Fact] = {str(kind): counted[kind] for kind in Change}
    hubs = {
        kind: enumeration([move.family for move in finished.moves if move.kind is kind], lang) or NOBODY.say(lang)
        for kind in (Change.HUB_STARTS, Change.HUB_STOPS)
    }
    return SAID.say(lang, {**facts, "starting": hubs[Change.HUB_STARTS], "stopping": hubs[Change.HUB_STOPS]})


_ORDER: Final = (
    Change.UNPLACED,
    Change.MOVED,
    Change.HUB_STOPS,
    Change.HUB_STARTS,
    Change.PLACED,
    Change.LEFT,
    Change.STAYS,
)

KINDS: Final = {
    Change.STAYS: Text(nl="blijft", en="stays"),
    Change.MOVED: Text(nl="verhuist", en="moves"),
    Change.PLACED: Text(nl="komt erbij", en="comes in"),
    Change.UNPLACED: Text(nl="verliest zijn plaats", en="loses its place"),
    Change.LEFT: Text(nl="doet niet meer mee", en="no longer joins"),
    Change.HUB_STARTS: Text(nl="wordt hubhome", en="becomes a hub home"),
    Change.HUB_STOPS: Text(nl="is geen hubhome meer", en="is no hub home any more"),
}
SAID: Final = Text(
    nl="Gezinnen die blijven: {stays}; verhuizen: {moved}; erbij komen: {placed}; hun plaats verliezen: {unplaced}; "
    "niet meer meedoen: {left}. Nieuwe hubhomes: {starting}. Hubhomes die stoppen: {stopping}.",
    en="Families that stay: {stays}; move: {moved}; come in: {placed}; lose their place: {unplaced}; no longer join: "
    "{left}. New hub homes: {starting}. Hub homes that stop: {stopping}.",
)
NOBODY: Final = Text(nl="geen", en="none")
TITLE: Final = Text(nl="Wat verandert", en="What changes")
FAMILY: Final = Text(nl="Gezin", en="Family")
WHAT: Final = Text(nl="Verandering", en="Change")
FROM: Final = Text(nl="Hubhome nu", en="Hub home today")
TO: Final = Text(nl="Hubhome in dit plan", en="Hub home in this plan")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
BEFORE: Final = Text(nl="Afstand nu (km)", en="Distance today (km)")
AFTER: Final = Text(nl="Afstand straks (km)", en="Distance then (km)")
MINUTES_BEFORE: Final = Text(nl="Reistijd nu (min)", en="Travel time today (min)")
MINUTES_AFTER: Final = Text(nl="Reistijd straks (min)", en="Travel time then (min)")
