"""A plan that is asked for, and a plan that was written."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.language import Lang
from optimizer.application.drawing_request import Drawing
from optimizer.application.joining import FamiliesFiles
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.tradeoff import TradeRow
from optimizer.application.travel import Travel
from optimizer.finished import FinishedPlan

if TYPE_CHECKING:
    from optimizer.application.alternatives import BesidePlan
    from optimizer.explain.alternatives import Asked


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A plan to be made of a families file and written into a folder.

    Attributes
    ----------
    output
        The folder.
    force
        Whether results in a folder that exists are replaced.
    no_hubs
        Whether an empty plan is made where nobody is a candidate hub home.
    gis
        Whether files for a GIS are written too.
    start
        A plan to begin from, ``plan.json`` or ``assignments.csv``.
    strategy
        One of ``STRATEGY_NAMES``; by default the program chooses.
    given, prove
        A plan made by hand that is written as it is, instead of a search; and whether to prove how good it is.
    tradeoff
        Whether plans with fewer moves are searched too, to show what each further move buys.
    began
        Reading of ``time.monotonic`` when the plan was asked for, from which its time limit counts.
    roads, travel
        A map file over whose roads distance is measured, and by what families travel.
    alternatives
        Further plans that are asked for.
    """

    families: FamiliesFiles
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    force: bool = False
    no_hubs: bool = False
    gis: bool = False
    start: Path | None = None
    strategy: str | None = None
    given: Path | None = None
    prove: bool = False
    tradeoff: bool = False
    roads: Path | None = None
    travel: Travel = field(default_factory=Travel)
    alternatives: "Asked | None" = None
    began: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan that was verified and written, with its files by name, and with those beside it that were asked for."""

    finished: FinishedPlan
    files: Mapping[str, bytes] = field(repr=False)
    beside: "BesidePlan | None" = None
    tradeoff: tuple[TradeRow, ...] = ()
