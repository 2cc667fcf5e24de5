"""What changed in the families file since a plan was made of an older one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from geodata.families import Families, Family
from geodata.language import Lang, Text
from optimizer.files.planfile import PlanFile

_SAME_PLACE: Final = 1e-6
"""Degrees that two writings of one home may differ by: less than a metre."""


@dataclass(frozen=True, slots=True)
class Since:
    """Families by what happened to them, each list sorted.

    Attributes
    ----------
    joined
        Not in the plan's file, and joining now; or joining again.
    stopped
        In the plan or unplaced by it, and no longer in the file or not joining.
    hubs_stopped
        Hub homes of the plan that are among those, or that offer to be one no longer.
    bereft
        Families whose hub home is not in the file any more, and who still join: they have no constellation now.
    moved_house, other_children, other_provider, other
        Whose row says another place, other foster children, another provider, or something else that is new; empty
        where the older file is not known.
    known
        Whether the older file is.
    """

    joined: tuple[str, ...]
    stopped: tuple[str, ...]
    hubs_stopped: tuple[str, ...]
    bereft: tuple[str, ...]
    moved_house: tuple[str, ...] = ()
    other_children: tuple[str, ...] = ()
    other_provider: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    known: bool = False

    @classmethod
    def of(cls, stated: PlanFile, now: Families, before: Families | None = None) -> "Since":
        """Compare a plan, and the file it was made of where that is at hand, with a later file."""
        hubs = {group.hub for group in stated.constellations}
        told = hubs | {name for group in stated.constellations for name in group.satellites}
        told |= {each.family for each in stated.unplaced}
        joining = {family.id: family for family in now if family.joins}
        new = joining.keys() - told
        if before is not None:
            # A home that may only be a hub home stands nowhere in a plan that does not need it.
            new -= {family.id for family in before if family.joins}
        else:
            new = {name for name in new if joining[name].may_be_satellite}
        gone = told - joining.keys()
        hubs_stopped = {hub for hub in hubs if hub not in joining or not joining[hub].may_be_hub}
        groups = [group for group in stated.constellations if group.hub not in now.by_id]
        bereft = {name for group in groups for name in group.satellites if name in joining}
        first, second, third, fourth = (tuple(sorted(each)) for each in (new, gone, hubs_stopped, bereft))
        if before is None:
            return cls(first, second, third, fourth)
        pairs = [(before.by_id[name], joining[name]) for name in sorted(told & joining.keys() & before.by_id.keys())]
        return cls(
            first,
            second,
            third,
            fourth,
            moved_house=tuple(then.id for old, then in pairs if _elsewhere(old, then)),
            other_children=tuple(then.id for old, then in pairs if _children(old) != _children(then)),
            other_provider=tuple(then.id for old, then in pairs if old.provider != then.provider),
            other=tuple(then.id for old, then in pairs if _rest(old) != _rest(then)),
            known=True,
        )

    def __bool__(self) -> bool:
        """Tell whether anything is known to have changed."""
        return any((self.joined, self.stopped, self.hubs_stopped, *self._of_rows))

    @property
    def _of_rows(self) -> tuple[tuple[str, ...], ...]:
        return self.moved_house, self.other_children, self.other_provider, self.other

    def sentences(self, lang: Lang, *, ask: bool = True) -> Iterator[str]:
        """Say what happened, each thing in a sentence; ``ask`` for the older file where it is not known."""
        rows = zip((MOVED_HOUSE, CHILDREN, PROVIDER, OTHER), self._of_rows, strict=True)
        lists = (
            (JOINED, self.joined),
            (STOPPED, self.stopped),
            (HUBS, self.hubs_stopped),
            (BEREFT, self.bereft),
            *rows,
        )
        for text, names in lists:
            if names:
                yield text.say(lang, {"families": names})
        if not self:
            yield (NOTHING if self.known else NOTHING_SEEN).say(lang)
        if ask and not self.known:
            yield ASK.say(lang)

    def document(self) -> dict[str, object]:
        """Give the lists for JSON."""
        rows = zip(("moved_house", "other_children", "other_provider", "other"), self._of_rows, strict=True)
        return {
            "joined": list(self.joined),
            "stopped": list(self.stopped),
            "hubs_stopped": list(self.hubs_stopped),
            "bereft": list(self.bereft),
            **{key: list(names) if self.known else None for key, names in rows},
        }


def _elsewhere(old: Family, new: Family) -> bool:
    one, other = old.location, new.location
    return abs(one.lat - other.lat) > _SAME_PLACE or abs(one.lon - other.lon) > _SAME_PLACE


def _children(family: Family) -> tuple[object, ...]:
    return family.children, family.child_ages


def _rest(family: Family) -> tuple[object, ...]:
    """Give what else a rule may read; what a plan itself writes in the columns about today is left out."""
    limits = (family.beds, family.max_satellites, family.max_km, family.care_type, family.hub)
    return (*limits, family.together, family.apart, family.siblings, family.not_hub, family.only_hub)


JOINED: Final = Text(nl="Doen nu mee: {families}.", en="Join now: {families}.")
STOPPED: Final = Text(nl="Gestopt: {families}.", en="Stopped: {families}.")
HUBS: Final = Text(nl="Als hubhome gestopt: {families}.", en="Stopped as a hub home: {families}.")
BEREFT: Final = Text(
    nl="Zonder constellatie, want hun hubhome is weg: {families}.",
    en="Without a constellation, as their hub home is gone: {families}.",
)
MOVED_HOUSE: Final = Text(nl="Wonen ergens anders: {families}.", en="Live elsewhere: {families}.")
CHILDREN: Final = Text(nl="Andere pleegkinderen: {families}.", en="Other foster children: {families}.")
PROVIDER: Final = Text(nl="Andere aanbieder: {families}.", en="Another provider: {families}.")
OTHER: Final = Text(
    nl="Andere gegevens in hun rij (zoals bedden of wensen): {families}.",
    en="Other data in their row (such as beds or wishes): {families}.",
)
NOTHING: Final = Text(
    nl="Van de gezinnen is niets veranderd dat telt.", en="Nothing that counts has changed of the families."
)
NOTHING_SEEN: Final = Text(
    nl="Wie meedoet en wie hubhome kan zijn, is hetzelfde gebleven.",
    en="Who joins and who may be a hub home has stayed the same.",
)
ASK: Final = Text(
    nl="Wie is verhuisd of andere pleegkinderen heeft, staat er bij met het gezinnenbestand van toen: --made-of "
    "BESTAND.",
    en="Who moved house or has other foster children is told with the families file of then: --made-of FILE.",
)
