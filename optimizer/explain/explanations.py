"""The whole account: reasons and remedies of the unplaced, for every place where they are shown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from geodata.families import Family
from geodata.gazetteer import Place
from geodata.language import Lang
from geodata.told_distances import told
from optimizer.explain.case import Case
from optimizer.explain.others import fewest
from optimizer.explain.reasons import NOT_SETTLED, Finding, finding, finding_without_search
from optimizer.explain.remedies import Remedies, remedies, remedies_around, without_distances
from optimizer.explain.words import NOT_LOOKED, finding_sentence, remedy_sentence, remedy_sentences
from optimizer.finished import Reason
from optimizer.what_helps import HelpfulChange, Lines

SEARCHABLE: Final = 400
"""Families up to which whole plans beside this one are searched for; beyond, what lies around each family."""


_MOVES_S: Final = 0.5
"""Seconds on the processor to find how many others move with one change."""

_ROOM: Final = frozenset({"room_left", "room_after_moves"})
"""Reasons that no change is needed for: another plan under the same rules has a place."""


@dataclass(frozen=True, slots=True)
class Account:
    """Why one family is unplaced and what would let it in.

    ``remedies`` is ``None`` where nobody looked; where a change is needed, that is said.
    """

    family: Family
    finding: Finding
    remedies: Remedies | None

    @property
    def reason(self) -> Reason:
        """The reason alone."""
        return self.finding.reason

    def sentences(self, lang: Lang) -> tuple[str, ...]:
        """Say the reason."""
        return (finding_sentence(self.finding, lang),)

    def advice(self, lang: Lang) -> tuple[str, ...]:
        """Say what would let it in."""
        if self.remedies is not None:
            return remedy_sentences(self.remedies, lang)
        return () if self.reason.code in _ROOM else (NOT_LOOKED.say(lang),)

    @property
    def changes(self) -> tuple[HelpfulChange, ...]:
        """The single changes that let it in, the smallest first."""
        found = () if self.remedies is None else self.remedies.found
        return tuple(
            HelpfulChange(
                each.change.key,
                Lines(*((remedy_sentence(each, lang),) for lang in (Lang.NL, Lang.EN))),
                each.change.facts,
            )
            for each in found
        )

    def without_distances(self) -> Self:
        """Say the same with no distance told finer than masks are: in spans, or as what it is at most."""
        found = self.finding
        reason = replace(found.reason, facts=told(found.reason.facts))
        obstacles = tuple(replace(each, facts=told(each.facts)) for each in found.obstacles)
        advice = None if self.remedies is None else without_distances(self.remedies)
        return replace(self, finding=replace(found, reason=reason, obstacles=obstacles), remedies=advice)


def accounts(
    case: Case,
    areas: Sequence[Place],
    families: Iterable[Family] | None = None,
    *,
    searching: bool = True,
    done: Callable[[float], None] = lambda _share: None,
) -> tuple[Account, ...]:
    """Account for unplaced families, in the order of their ids; all of them unless some are named.

    Reasons come first and remedies after them, so that time which runs out takes remedies first. Where it does not
    suffice for reasons either, the rest are said not to be settled.

    Parameters
    ----------
    searching
        Whether other plans may be searched for; else only the homes around each family are looked at, and nobody looks
        for remedies.
    done
        Is told which share is done, from 0 to 1, after each family.
    """
    wanted = case.unplaced if families is None else tuple(families)
    small = len(case.problem.families) <= SEARCHABLE
    look = finding if searching and small else finding_without_search
    findings, found = [], []
    for at, family in enumerate(wanted):
        findings.append(NOT_SETTLED if case.time.long_over else look(case.hurried(len(wanted) - at), family))
        done((at + 1) / (2 * len(wanted)))
    for at, (family, why) in enumerate(zip(wanted, findings, strict=True)):
        advice = None
        if searching and not case.time.over and why.reason.code not in _ROOM:
            mine = case.hurried(len(wanted) - at)
            advice = remedies(mine, family, areas) if small else remedies_around(mine, family, areas)
        found.append(Account(family, why, advice))
        done((len(wanted) + at + 1) / (2 * len(wanted)))
    known = any(family.constellation is not None for family in case.problem.families)
    return tuple(_with_moves(case, found) if known and small else found)


def _with_moves(case: Case, found: Sequence[Account]) -> Iterator[Account]:
    """Say of each change how many others move with it; last of all and in time of its own, a little for each."""
    n_left = sum(len(each.remedies.found) for each in found if each.remedies is not None)
    case = replace(case, time=case.time.until(_MOVES_S * n_left))
    for account in found:
        if account.remedies is None:
            yield account
            continue
        counted = []
        for remedy in account.remedies.found:
            others, plan = fewest(case.hurried(n_left), account.family, remedy.change.apply(case.problem), remedy.plan)
            counted.append(replace(remedy, others=others, plan=plan))
            n_left -= 1
        yield replace(account, remedies=replace(account.remedies, found=tuple(counted)))
