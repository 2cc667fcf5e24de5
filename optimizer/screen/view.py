"""A plan as the page draws it: masked points, and what the planning team may see of each family and constellation.

Only what the page shows is worked out, and after a change only of the families and constellations that it changed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from geodata.families import Family
from geodata.language import Lang, Text, number
from maps.backdrop import Backdrop
from optimizer.finished import FinishedPlan
from optimizer.plan import Constellation
from optimizer.screen.changes import Hand
from optimizer.screen.judging import Judge
from optimizer.screen.worth import breaches, summary, values


def plan_shown(judge: Judge, hand: Hand, lang: Lang) -> dict[str, Any]:
    """Give a plan, as changes by hand leave it, with everything that is drawn and listed of it."""
    finished, broken = judge.finished(hand), breaches(judge.finished(hand), lang)
    return {
        **_parts(judge, hand, broken, lang, lambda _: True, lambda _: True),
        "values": values(finished, lang),
        "broken": broken,
        "summary": summary(finished, hand, lang),
        "backdrop": _backdrop(judge.backdrop(lang)),
    }


def parts_shown(
    judge: Judge, hand: Hand, broken: list[dict[str, Any]], families: Collection[str], hubs: Collection[str], lang: Lang
) -> dict[str, Any]:
    """Give what is drawn and listed of some families and constellations, after a change to them."""
    return _parts(judge, hand, broken, lang, lambda family: family in families, lambda hub: hub in hubs)


def _parts(
    judge: Judge,
    hand: Hand,
    broken: list[dict[str, Any]],
    lang: Lang,
    with_family: Callable[[str], bool],
    with_hub: Callable[[str], bool],
) -> dict[str, Any]:
    finished, pen = judge.finished(hand), _Pen(judge, hand, lang)
    said: dict[str | None, list[str]] = {}
    for each in broken:
        said.setdefault(each["constellation"], []).append(each["text"])
    families = finished.problem.families
    pen.ahead(one for one in finished.plan.constellations if with_hub(one.hub.id))
    return {
        "families": [pen.family(each) for each in families if each.joins and with_family(each.id)],
        "constellations": [
            {**pen.constellation(key, title, each), "violations": said.get(each.hub.id, [])}
            for key, title, each in zip(
                finished.plan.ids, finished.plan.titles, finished.plan.constellations, strict=True
            )
            if with_hub(each.hub.id)
        ],
        "unplaced": [_unplaced(each, finished, lang) for each in finished.plan.unplaced],
    }


def _unplaced(family: Family, finished: FinishedPlan, lang: Lang) -> dict[str, Any]:
    why = finished.explanations.get(family.id)
    if why is None:
        return {"id": family.id, "reasons": [NO_REASON.say(lang)], "remedies": []}
    return {"id": family.id, "reasons": list(why.sentences(lang)), "remedies": list(why.advice(lang))}


class _Pen:
    """Tells of families and constellations of one plan."""

    def __init__(self, judge: Judge, hand: Hand, lang: Lang) -> None:
        finished = judge.finished(hand)
        self._hand, self._lang = hand, lang
        self._drawn, self._colours = judge.drawn, judge.colours(hand)
        self._told = self._drawn.distances
        self._ways: dict[str, float | None] = {}
        self._by_id: Mapping[str, Family] = finished.problem.families.by_id
        self._policy = finished.policy

    def ahead(self, constellations: Iterable[Constellation]) -> None:
        """Measure all satellites of constellations in one go."""
        self._told.ahead((each, one.hub) for one in constellations for each in one.satellites)

    def family(self, family: Family) -> dict[str, Any]:
        """Tell of a family, whether it is placed or not."""
        lat, lon = self._drawn.points.get(family.id, (None, None))
        hub = self._hand.hub_of.get(family.id)
        return {
            "id": family.id,
            "provider": family.provider,
            "municipality": self._drawn.municipalities.get(family.id),
            "children": family.children,
            "lat": lat,
            "lon": lon,
            "constellation": hub,
            "hub_role": str(family.hub),
            "distance": None if hub is None or hub == family.id else self._about(self._metres(family, hub)),
            "pinned": family.id in self._hand.pins or family.pinned,
            "moved_from": _origin(self._hand, family.id),
        }

    def constellation(self, key: str, title: str, constellation: Constellation) -> dict[str, Any]:
        """Tell of a constellation; sizes and children are those that the limits beside them count."""
        hub, size = constellation.hub, self._policy.size
        satellites = sum(each.children for each in constellation.satellites)
        ways = [metres for each in constellation.satellites if (metres := self._metres(each, hub.id)) is not None]
        most = size.max - size.count_hub
        return {
            "hub": hub.id,
            "number": int(key[1:]),
            "label": title,
            "name": hub.constellation_name,
            "colour": self._colours[hub.id],
            "members": [each.id for each in constellation.satellites],
            "size": len(constellation.satellites),
            "size_max": most if hub.max_satellites is None else min(most, hub.max_satellites),
            "children": satellites + hub.children if size.count_hub else satellites,
            "children_hub": 0 if size.count_hub else hub.children,
            "children_max": self._policy.capacity.children_max,
            "farthest": self._about(max(ways, default=None)),
        }

    def _metres(self, family: Family, hub: str) -> float | None:
        if family.id not in self._ways:
            self._ways[family.id] = self._told.between(family, self._by_id[hub])
        return self._ways[family.id]

    def _about(self, metres: float | None) -> str | None:
        """Say how far a family is from its hub home, as far as masked points tell it."""
        return None if not metres else ABOUT_KM.say(self._lang, {"km": number(metres / 1000, self._lang)})


def _origin(hand: Hand, family: str) -> str | None:
    """Give the hub home that a family was with in the plan as it was made, where a person changed that."""
    before = hand.made.get(family)
    return before if before != hand.hub_of.get(family) else None


def _backdrop(drawn: Backdrop) -> dict[str, Any]:
    return {
        "areas": [{"name": each.name, "polygons": each.polygons, "label": each.label} for each in drawn.areas],
        "places": [{"name": each.name, "point": each.point, "weight": each.weight} for each in drawn.places],
        "attribution": list(drawn.attribution),
        "schematic": drawn.schematic,
    }


NO_REASON: Final = Text(
    nl="Nog niet uitgezocht. Kies het gezin en vraag waarom.", en="Not found out yet. Choose the family and ask why."
)
ABOUT_KM: Final = Text(nl="ongeveer {km} km", en="about {km} km")
