"""The smallest single changes that give an unplaced family a place and take nobody's, each proved by a plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.families import Family
from geodata.gazetteer import Place
from geodata.told_distances import span_of
from optimizer.explain.case import Case
from optimizer.explain.change import Remedy
from optimizer.explain.changes import (
    fewer_satellites,
    more_children,
    more_constellations,
    more_satellites,
    new_candidate,
    radius_for,
    recruit,
    waive,
)


@dataclass(frozen=True, slots=True)
class Remedies:
    """What would let a family in.

    Attributes
    ----------
    found
        The smallest change of each kind that does it, the smallest first.
    exhausted
        Whether of every kind that gave nothing it is proved that it gives nothing.
    """

    found: tuple[Remedy, ...]
    exhausted: bool

    @property
    def none_proved(self) -> bool:
        """Whether no single change does it, and that is proved."""
        return not self.found and self.exhausted


def remedies(case: Case, family: Family, areas: Sequence[Place]) -> Remedies:
    """Look for the smallest change of each kind that places a family and unplaces nobody.

    Parameters
    ----------
    areas
        Postcode areas in which a hub home might be found.
    """
    answers = [
        more_satellites.find(case, family),
        more_children.find(case, family),
        fewer_satellites.find(case, family),
        more_constellations.find(case, family),
        *waive.find(case, family),
        radius_for.find(case, family),
        new_candidate.find(case, family),
        recruit.find(case, family, areas),
    ]
    found = [answer.remedy for answer in answers if answer.remedy is not None]
    found.sort(key=lambda remedy: (remedy.effort, remedy.change.key))
    return Remedies(tuple(found), all(answer.complete for answer in answers if answer.remedy is None))


def remedies_around(case: Case, family: Family, areas: Sequence[Place]) -> Remedies | None:
    """Look for changes in what lies around a family, all else as it is: what is found holds, what is not may exist.

    ``None`` where the plan cannot be cut up.
    """
    part = case.around(family)
    if part is None:
        return None
    found = remedies(part, family, areas).found
    return Remedies(tuple(replace(remedy, least=False) for remedy in found), exhausted=False)


def without_distances(found: Remedies) -> Remedies:
    """Give the same remedies, with what was measured rounded up: a change that goes that far does it too."""
    return replace(found, found=tuple(map(_rounded_up, found.found)))


def _rounded_up(remedy: Remedy) -> Remedy:
    change = remedy.change
    if not isinstance(change, radius_for.RadiusFor):
        return remedy
    return replace(remedy, change=replace(change, km=span_of(change.km).high))
