"""One rule set aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from geodata.families import Family
from geodata.language import Fact, Text
from optimizer.explain.case import Case
from optimizer.explain.change import WHOLE, Answer, tried
from optimizer.explain.variants import with_family, without_rule
from optimizer.problem import Problem
from optimizer.rule import Waiver
from optimizer.rules import RULES


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
        rule = next(rule for rule in problem.rules if rule.key == self.rule)
        row = rule.waived_for(problem.families.by_id[self.family])
        return problem if row is None else with_family(problem, row)


def find(case: Case, family: Family) -> Iterator[Answer]:
    """Try to set aside each rule: for this family where that is enough, else altogether."""
    for rule in case.problem.rules:
        if rule.waiver not in {Waiver.WHOLE, Waiver.ONE}:
            continue
        if rule.waiver is Waiver.ONE:
            if all(rule.waived_for(each) is None for each in case.problem.families):
                continue
            if rule.waived_for(family) is not None:
                answer = tried(case, family, Waive(rule.key, family.id))
                if answer.remedy is not None:
                    yield answer
                    continue
        yield tried(case, family, Waive(rule.key))
