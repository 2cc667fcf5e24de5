"""One rule set aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from geodata.families import Family, HubRole
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import WHOLE, Answer, tried
from optimizer.explain.variants import with_family, without_rule
from optimizer.problem import Problem
from optimizer.rules import RULES, Apart, Required, Together

_NEVER: Final = frozenset(
    {
        "placed_once",
        "joins",
        "candidate",
        "hub_only",
        "beds",
        "radius",
        "max_km",
        "size",
        "max_satellites",
        "children",
        "hub_count",
    }
)
"""What a plan is by its nature, and what other changes move by a little."""


@dataclass(frozen=True, slots=True)
class Waive:
    """One rule is set aside: for one family where the rule is about families, else for the whole plan."""

    rule: str
    family: str | None = None

    key: ClassVar[str] = "waive"

    @property
    def text(self) -> Text:
        """Say which, by its title."""
        title = next(rule.title for rule in RULES if rule.key == self.rule)
        if self.family is None:
            return Text(
                nl=f"deze regel vervalt: '{title.nl.rstrip('.')}'",
                en=f"this rule is set aside: '{title.en.rstrip('.')}'",
            )
        return Text(
            nl=f"voor {{family}} vervalt de regel '{title.nl.rstrip('.')}'",
            en=f"for {{family}} this rule is set aside: '{title.en.rstrip('.')}'",
        )

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Which rule, and for whom."""
        return {"rule": self.rule} if self.family is None else {"rule": self.rule, "family": self.family}

    def effort(self, problem: Problem) -> float:
        """One for one family, three for the whole plan."""
        del problem
        return WHOLE if self.family is not None else 3 * WHOLE

    def apply(self, problem: Problem) -> Problem:
        """Drop the rule, or what the family's row says of it."""
        if self.family is None:
            return without_rule(problem, self.rule)
        family = problem.families.by_id[self.family]
        alone = replace(family, together=()) if self.rule == Together.key else replace(family, apart=())
        return with_family(problem, alone)


def find(case: Case, family: Family) -> Iterator[Answer]:
    """Try to set aside each rule: for this family where that is enough, else altogether."""
    for key in dict.fromkeys(rule.key for rule in case.problem.rules):
        if key in _NEVER or not _is_about_anything(case, key):
            continue
        if key in {Together.key, Apart.key} and getattr(family, key):
            answer = tried(case, family, Waive(key, family.id))
            if answer.remedy is not None:
                yield answer
                continue
        yield tried(case, family, Waive(key))


def _is_about_anything(case: Case, key: str) -> bool:
    if key in {Together.key, Apart.key}:
        return any(getattr(each, key) for each in case.problem.families)
    if key == Required.key:
        return any(each.hub is HubRole.REQUIRED for each in case.problem.families)
    return True
