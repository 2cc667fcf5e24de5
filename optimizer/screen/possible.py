"""Whether a change by hand can be made at all; what it breaks is for the verifier to say."""

from collections.abc import Callable, Mapping
from typing import Final

from geodata.families import Families, Family, HubRole
from geodata.language import Fact, Text
from optimizer.screen import words
from optimizer.screen.changes import Change, Hand, Kind
from optimizer.screen.refusal import RefusalError


def check(change: Change, hand: Hand, families: Families) -> None:
    """Refuse a change that would leave something that is no plan.

    Raises
    ------
    RefusalError
        With the sentence that says what to do first.
    """
    facts: dict[str, Fact] = {"family": change.family or "", "hub": change.constellation or ""}
    if change.kind in {Kind.NAME, Kind.STOP, Kind.MOVE} and change.constellation not in hand.hubs:
        raise RefusalError(NO_CONSTELLATION, facts)
    if change.kind not in {Kind.NAME, Kind.STOP}:
        family = families.by_id.get(change.family or "")
        if family is None:
            raise RefusalError(NO_FAMILY)
        if not family.joins or family.id in hand.left:
            raise RefusalError(DOES_NOT_JOIN, facts)
        _CHECKS[change.kind](change, hand, family, facts)
    elif change.kind is Kind.STOP:
        pinned = sorted(name for name, hub in hand.pins.items() if hub == change.constellation)
        if pinned:
            raise RefusalError(PINNED_INSIDE, {**facts, "families": tuple(pinned)})


def _move(change: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    _free(hand, family, facts)
    if family.hub is HubRole.ONLY:
        raise RefusalError(ONLY_HUB, facts)
    if hand.hub_of.get(family.id) == change.constellation:
        raise RefusalError(THERE_ALREADY, facts)


def _out(_: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    if family.id not in hand.hub_of:
        raise RefusalError(NOT_PLACED, facts)
    _free(hand, family, facts)


def _start(_: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    if family.id in hand.hubs:
        raise RefusalError(IS_HUB, facts)
    _free(hand, family, facts)


def _free(hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    """Refuse to take a family from its place that is pinned there, or that others are there for."""
    if family.id in hand.pins:
        raise RefusalError(PINNED, facts)
    if hand.satellites(family.id):
        raise RefusalError(HAS_SATELLITES, facts)


def _pin(_: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    if family.id not in hand.hub_of:
        raise RefusalError(NOT_PLACED, facts)


def _unpin(_: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    if family.id not in hand.pins:
        raise RefusalError(PINNED_IN_FILE if family.pinned else NOT_PINNED, facts)


def _role(change: Change, hand: Hand, family: Family, facts: Mapping[str, Fact]) -> None:
    if change.kind is Kind.HUB_BARRED and family.id in hand.pins.values():
        raise RefusalError(PINNED_INSIDE, {"hub": family.id, "families": (family.id,)})
    if change.kind is Kind.HUB_FREE and family.id not in hand.roles:
        raise RefusalError(FREE_ALREADY, facts)


_CHECKS: Final[Mapping[Kind, Callable[[Change, Hand, Family, Mapping[str, Fact]], None]]] = {
    Kind.MOVE: _move,
    Kind.OUT: _out,
    Kind.START: _start,
    Kind.PIN: _pin,
    Kind.UNPIN: _unpin,
    Kind.HUB_REQUIRED: _role,
    Kind.HUB_BARRED: _role,
    Kind.HUB_FREE: _role,
}


def asked_kind(given: str) -> Kind:
    """Take the kind of a change that a page asks for.

    Raises
    ------
    RefusalError
        When no person makes such a change.
    """
    if given not in tuple(Kind) or not Kind(given).by_hand:
        raise RefusalError(words.MISSING, {"name": "kind"})
    return Kind(given)


NO_FAMILY: Final = Text(nl="Dit gezin staat niet in het bestand.", en="This family is not in the file.")
NO_CONSTELLATION: Final = Text(
    nl="Er is in dit plan geen constellatie rond {hub}.", en="This plan has no constellation around {hub}."
)
DOES_NOT_JOIN: Final = Text(nl="{family} doet niet mee.", en="{family} does not join.")
ONLY_HUB: Final = Text(
    nl="{family} kan alleen hubhome zijn, en geen satellietgezin.",
    en="{family} can only be a hub home, and no satellite.",
)
THERE_ALREADY: Final = Text(nl="{family} zit daar al.", en="{family} is there already.")
NOT_PLACED: Final = Text(nl="{family} is niet ingedeeld.", en="{family} is unplaced.")
PINNED: Final = Text(nl="{family} staat vast. Maak het gezin eerst los.", en="{family} is pinned. Unpin it first.")
NOT_PINNED: Final = Text(nl="{family} staat niet vast.", en="{family} is not pinned.")
PINNED_IN_FILE: Final = Text(
    nl="{family} staat vast in het gezinnenbestand; haal het daar weg.",
    en="{family} is pinned in the families file; take that out there.",
)
HAS_SATELLITES: Final = Text(
    nl="{family} is hubhome van een constellatie. Hef die eerst op.",
    en="{family} is the hub home of a constellation. End that first.",
)
IS_HUB: Final = Text(nl="{family} is al hubhome.", en="{family} is a hub home already.")
PINNED_INSIDE: Final = Text(
    nl="In de constellatie van {hub} staan gezinnen vast: {families}. Maak die eerst los.",
    en="Families are pinned in the constellation of {hub}: {families}. Unpin them first.",
)
FREE_ALREADY: Final = Text(
    nl="Voor {family} geldt al wat in het bestand staat.", en="For {family} what the file says holds already."
)
