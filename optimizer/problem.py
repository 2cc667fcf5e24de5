"""A problem: families, who may be a hub home for whom, the rules every plan must keep, and the ranked tiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.distances import Distances
from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Bottleneck, IntArray, Linear
from optimizer.plan import Plan, Violation


class Rule(Protocol):
    """What every plan must satisfy, said three ways.

    Attributes
    ----------
    key
        Its name in files.
    title
        The rule as a planner reads it, with the rule's own numbers as gaps (``numbers``).
    text
        The sentence for one breach, with the facts of a ``Violation`` as gaps. ``{families}`` is always there.
    """

    key: ClassVar[str]
    title: ClassVar[Text]
    text: ClassVar[Text]

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Every breach, recomputed from the homes in the plan: this is the specification."""
        ...

    def encode(self, x: Decisions) -> None:
        """Say the same to the strategies."""
        ...


class Tier(Protocol):
    """One objective, to be made as small as can be without worsening the tiers above it.

    Attributes
    ----------
    key
        Its name in files.
    title
        What it counts.
    meaning
        A sentence that says what its value means.
    """

    key: ClassVar[str]
    title: ClassVar[Text]
    meaning: ClassVar[Text]

    def score(self, plan: Plan) -> int:
        """Give the value of a plan, recomputed from homes."""
        ...

    def cost(self, x: Decisions) -> Linear | Bottleneck:
        """Say the same to the strategies."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Who is in reach of which candidate hub: ``P`` pairs, sorted by hub and then by family; nobody with itself.

    Attributes
    ----------
    family, hub
        Shape ``(P,)``: positions in ``Problem.families`` and in ``Problem.hubs``.
    metres
        Shape ``(P,)``: from the family to the hub home, unrounded.
    """

    family: IntArray
    hub: IntArray
    metres: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Everything a strategy and the verifier must know.

    Attributes
    ----------
    families
        All families of the file, also those that do not join; a family's position here is its number in the model.
    hubs
        Shape ``(m,)``, ascending: positions of the families that may be considered as a hub home.
    pairs
        The pairs within reach; rules only ever take pairs away.
    """

    families: Families
    hubs: IntArray
    pairs: Pairs = field(repr=False)
    rules: tuple[Rule, ...]
    tiers: tuple[Tier, ...]
    distances: Distances = field(repr=False)
