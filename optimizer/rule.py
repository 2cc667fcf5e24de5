"""What a rule is: its sentences, its check, its encoding, and all that others must know of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, ClassVar, Self

from geodata.families import Families, Family
from geodata.language import Fact, Lang, Text, exact
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation


class Scope(StrEnum):
    """The least part of a plan on which every breach of a rule shows."""

    FAMILY = "family"
    """One home, as a hub home or as a satellite."""

    PAIR = "pair"
    """Two homes of one constellation, or one home without another that belongs with it."""

    CONSTELLATION = "constellation"

    PLAN = "plan"
    """All constellations, or who is in none."""


class Waiver(StrEnum):
    """What a planner may do with a rule that stands in the way of a family."""

    NEVER = "never"
    """Nothing: it says what a plan is."""

    PART = "part"
    """A number or a row of it may give way; as a whole it is not set aside."""

    WHOLE = "whole"
    """Set it aside for everybody."""

    ONE = "one"
    """Set it aside for one family where that is enough, else for everybody."""


class Poses(StrEnum):
    """What a rule decides before there is a model."""

    NOTHING = "nothing"
    HUBS = "hubs"
    """Who is considered as a hub home."""

    PAIRS = "pairs"
    """Who is in reach of whom."""


@dataclass(frozen=True, slots=True)
class RelaxationSteps:
    """A number of a rule that may give way little by little.

    Attributes
    ----------
    field
        The attribute of the rule that holds it.
    values
        Each weaker than the one before, the first weaker than the rule.
    text
        What changes, with the gaps ``{value}`` and ``{now}``.
    percent
        Whether the number is a share and is said in percent.
    """

    field: str
    values: Sequence[float]
    text: Text
    percent: bool = False

    def facts(self, rule: "Rule", value: float) -> dict[str, Fact]:
        """Give the figures for ``text``."""
        now = getattr(rule, self.field)
        return {"value": round(100 * value), "now": round(100 * now)} if self.percent else {"value": value, "now": now}


class Rule(ABC):
    """What every plan must satisfy.

    Attributes
    ----------
    key
        Its name in files.
    title
        The rule as a planner reads it, for everybody.
    stated
        The same with the numbers of the policy as gaps, by the names of the rule's attributes.
    text
        The sentence for one breach, with the facts of a ``Violation`` as gaps. ``{families}`` is always there.
    obstacle
        What is said of a hub home, after its name, that cannot take a family because of the rule; the gaps are those of
        ``text``.
    scope
        The least part of a plan on which a breach shows.
    waiver
        What a planner may do with it to let a family in.
    mended_by_more
        Whether a constellation that breaks it may keep it when further satellites join.
    columns
        The attributes of ``Family`` that it reads, places and pseudonyms aside.
    poses
        What it decides before there is a model. Without such a rule a problem has to be posed anew.
    """

    __slots__ = ()

    key: ClassVar[str]
    title: ClassVar[Text]
    stated: ClassVar[Text]
    text: ClassVar[Text]
    obstacle: ClassVar[Text]
    scope: ClassVar[Scope]
    waiver: ClassVar[Waiver]
    mended_by_more: ClassVar[bool]
    columns: ClassVar[tuple[str, ...]]
    poses: ClassVar[Poses] = Poses.NOTHING

    @abstractmethod
    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Every breach, recomputed from the homes in the plan: this is the specification."""

    @abstractmethod
    def encode(self, x: Decisions) -> None:
        """Say the same to the strategies."""

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Give the numbers that may give way, each in its own direction; none for a rule without a number."""
        del families
        return ()

    def relaxed(self, steps: RelaxationSteps, value: float) -> Self:
        """Give the rule with a weaker number."""
        changed: Any = replace(self, **{steps.field: value})  # type: ignore[type-var]
        return changed  # type: ignore[no-any-return]

    def waived_for(self, family: Family) -> Family | None:
        """Give the row with which the rule asks nothing of a family; ``None`` where there is none, or it is so now."""
        del family
        return None

    def on_part(self, elsewhere: Sequence[Constellation]) -> "Rule | None":
        """Give what the rule asks of some constellations of a plan while those elsewhere stay as they are.

        ``None`` where that cannot be said. A rule that shows in one constellation asks the same; a rule about the plan
        has to say what it leaves.
        """
        del elsewhere
        return self

    @property
    def numbers(self) -> dict[str, Fact]:
        """The numbers of the policy that it holds, by the names of its attributes."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}  # type: ignore[arg-type]
        return {
            name: value
            for name, value in values.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }

    def said(self, lang: Lang) -> str:
        """Say the rule with its numbers."""
        numbers = {name: exact(fact, lang) if isinstance(fact, float) else fact for name, fact in self.numbers.items()}
        return self.stated.say(lang, numbers)
