"""The proposals in ``plan.json``: who is asked to move, and what falls back if that one says no."""

from collections.abc import Sequence
from typing import Final

from geodata.errors import Fault
from geodata.language import Text
from optimizer.consent import FallBack, FallBackKind, Proposal
from optimizer.files.jsonreading import Reader
from optimizer.today import Move

_HAS_HUB: Final = frozenset({FallBackKind.STAYS, FallBackKind.ELSEWHERE})


def as_json(proposals: Sequence[Proposal]) -> list[dict[str, object]]:
    """Give them as the file writes them."""
    return [
        {
            "family": each.family,
            "provider": each.provider,
            "from": each.origin,
            "to": each.to,
            "together": list(each.together),
            "fall_back": _answer(each.fall_back),
            "instead": _answer(each.instead),
        }
        for each in proposals
    ]


def _answer(answer: FallBack | None) -> dict[str, object] | None:
    if answer is None:
        return None
    moves = None if answer.moved is None else dict(zip(("family", "from", "to"), answer.moved, strict=True))
    return {"kind": str(answer.kind), "hub": answer.hub, "moves": moves, "proved": answer.proved}


def read_proposals(reader: Reader, moves: Sequence[Move]) -> tuple[Proposal, ...] | None:
    """Read them, ``None`` where the file has none; what does not fit the moves of the same file is a fault."""
    if "proposals" not in reader.value:
        return None
    read = reader.objects("proposals")
    found = tuple(
        Proposal(
            each.text("family"),
            each.text("provider"),
            each.text("from"),
            each.text_or_none("to"),
            each.texts("together"),
            _read_answer(each, "fall_back"),
            _read_answer(each, "instead"),
        )
        for each in read
    )
    due = {move.family: (move.origin, move.to) for move in moves if move.kind.is_move}
    for each, place in zip(found, read, strict=True):
        if due.pop(each.family, None) != (each.origin, each.to):
            reader.faults.append(Fault(NO_MOVE, file=reader.file, column=place.place))
    if due:
        reader.faults.append(Fault(LACKING, {"n": len(due)}, file=reader.file, column="proposals"))
    return found


def _read_answer(reader: Reader, key: str) -> FallBack | None:
    if reader.value.get(key) is None:
        return None
    answer = reader.object(key)
    kind = FallBackKind(answer.one_of("kind", tuple(FallBackKind)))
    moves = None if answer.value.get("moves") is None else answer.object("moves")
    moved = None if moves is None else (moves.text("family"), moves.text("from"), moves.text("to"))
    found = FallBack(kind, answer.text_or_none("hub"), moved, answer.yes("proved"))
    if (found.hub is not None) is not (kind in _HAS_HUB) or (moved is not None and kind not in _HAS_HUB):
        reader.faults.append(Fault(UNLIKE, file=reader.file, column=answer.place))
    return found


NO_MOVE: Final = Text(
    nl="dit voorstel hoort bij geen verhuizing van het plan, of staat er twee keer.",
    en="this proposal belongs to no move of the plan, or is there twice.",
)
LACKING: Final = Text(
    nl="verhuizingen van het plan waarbij het voorstel ontbreekt: {n}.",
    en="moves of the plan whose proposal is missing: {n}.",
)
UNLIKE: Final = Text(
    nl="wat er gebeurt als dit gezin nee zegt, klopt niet: wie blijft of ergens anders heen gaat, heeft een hubhome; "
    "wie geen plaats heeft, heeft er geen, en dan verhuist ook geen ander gezin.",
    en="what happens if this family says no is wrong: who stays or goes elsewhere has a hub home; who has no place has "
    "none, and then no other family moves either.",
)
