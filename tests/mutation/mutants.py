"""The mutants: each a fault that somebody could make, and the tests that ought to notice it."""

from dataclasses import dataclass
from typing import Final

RULES: Final = "tests/optimizer/rules"
SEARCH: Final = "tests/optimizer/search"
VILLAGES: Final = f"{SEARCH}/test_agreement.py"
TIERS: Final = f"{SEARCH}/test_lexicographic.py"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault.

    Attributes
    ----------
    name
        What is wrong with it, as the table says it.
    file
        Where it is made.
    old, new
        The text that stands there once, and what takes its place.
    tests
        What is run to find it.
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def _rule(name: str, key: str, old: str, new: str) -> Mutant:
    return Mutant(name, f"optimizer/rules/{key}.py", old, new, (f"{RULES}/test_{key}.py",))


MUTANTS: Final = (
    _rule("one satellite too few is allowed", "size", "self.low <= size", "self.low - 1 <= size"),
    _rule("one satellite too many is allowed", "size", "size <= self.high", "size <= self.high + 1"),
    _rule("the search allows one too many", "size", "self.high - self.count_hub)", "self.high)"),
    _rule("the radius itself is refused", "radius", "or metres > in_metres", "or metres >= in_metres"),
    _rule(
        "the search ignores the radius",
        "radius",
        "x.forbid((x.instance.pairs.metres >",
        "x.forbid((0 * x.instance.pairs.metres >",
    ),
    _rule("one's own distance is refused at its edge", "max_km", "metres > in_metres", "metres >= in_metres"),
    _rule("only one way counts between homes", "mutual_km", "max(known) >", "min(known) >"),
    _rule(
        "one child too many is allowed", "children", "children > self.children_max", "children > self.children_max + 1"
    ),
    _rule("the hub home's children are forgotten", "children", "home.children if self.count_hub else 0", "0"),
    _rule(
        "one crisis family too many is allowed",
        "crisis_max",
        "if crisis > self.crisis_max",
        "if crisis > self.crisis_max + 1",
    ),
    _rule("one bed too few is allowed", "beds", "if beds < self.beds_min", "if beds < self.beds_min - 1"),
    _rule("one hub home too many is allowed", "hub_count", "count <= self.high", "count <= self.high + 1"),
    _rule("a hub home's own limit is one wider", "max_satellites", "size > limit", "size > limit + 1"),
    _rule("families apart may meet in the search", "apart", "x.keep_apart(", "list("),
    _rule("families together may part in the search", "together", "x.keep_together(", "list("),
    _rule(
        "one provider is enough",
        "min_providers",
        "providers < self.min",
        "providers < self.min_per_constellation - 1 < self.min",
    ),
    _rule("a share just above the limit is allowed", "max_share", "count > share * homes", "count > share * homes + 1"),
    _rule("one exchange more is allowed", "exchange_tolerance", "> self.tolerance:", "> self.tolerance + 1:"),
    _rule("a required hub home may stay shut", "required", "x.open(", "len("),
    _rule("a home that offers nothing may be a hub home", "candidate", "not constellation.hub.hub.offers", "False"),
    _rule("who does not join may be placed", "joins", "if not home.joins", "if False"),
    _rule("a family may have two places", "placed_once", "times > 1", "times > 2"),
    _rule("a former foster family may be a satellite", "hub_only", "satellite.hub is HubRole.ONLY", "False"),
    Mutant(
        "the bound of `farthest` is one step too high",
        "optimizer/search/bottleneck.py",
        "low = middle + 1",
        "low = min(middle + 2, len(limits) - 1)",
        (f"{SEARCH}/test_bottleneck.py", VILLAGES),
    ),
    Mutant(
        "the bound of `farthest` is one step too high where time ends",
        "optimizer/search/bottleneck.py",
        "return Found(choice, int(limits[high]), int(limits[low]), without=found.without)",
        "return Found(choice, int(limits[high]), int(limits[high]), without=found.without)",
        (f"{SEARCH}/test_bottleneck.py",),
    ),
    Mutant(
        "a stated bound is believed under a changed tier above",
        "optimizer/application/plan_reading.py",
        "believed = believed and claim is not None",
        "believed = claim is not None",
        ("tests/optimizer/test_stated_bounds.py",),
    ),
    Mutant(
        "a Lagrangian bound is one unit too high",
        "optimizer/search/columns/bounds/lagrangian.py",
        "bound = (model.objective.constant << oracle.shift)",
        "bound = ((model.objective.constant + 1) << oracle.shift)",
        (
            f"{SEARCH}/test_columns_bounds.py::test_the_best_prices_prove_no_more_than_the_best_plan_costs_and_often_just_that",
        ),
    ),
    Mutant(
        "a bound that was never told is taken as 0",
        "optimizer/search/cp_sat.py",
        "None, listener.bound, complete, solver)",
        "None, int(solver.response_proto.inner_objective_lower_bound), complete, solver)",
        (f"{SEARCH}/test_cp_sat.py",),
    ),
    Mutant(
        "a bound told as a float is rounded to the nearest",
        "optimizer/search/cp_sat.py",
        "return math.floor(bound + 1e-6) if abs(bound) < _EXACT",
        "return round(bound) if abs(bound) < _EXACT",
        (f"{SEARCH}/test_assignment.py",),
    ),
    Mutant(
        "optimal is said where ties were not broken",
        "optimizer/search/lexicographic.py",
        "status = Status.OPTIMAL if unique",
        "status = Status.OPTIMAL if all(mark.proved for mark in marks)",
        (TIERS,),
    ),
    Mutant(
        "hub homes open for nobody",
        "optimizer/search/tie_numbers.py",
        "if model.low.min(initial=1) == 0:",
        "if False:",
        (TIERS,),
    ),
    Mutant(
        "a bound above the value of a plan is passed on",
        "optimizer/search/checked.py",
        "if found.bound is not None and found.bound > value:",
        "if False:",
        (TIERS,),
    ),
    Mutant(
        "a plan that breaks a rule is passed on",
        "optimizer/search/checked.py",
        "if found.choice is not None and not feasible(model, found.choice):",
        "if False:",
        (TIERS,),
    ),
    Mutant(
        "the bounds of components are not added up",
        "optimizer/search/decomposition.py",
        "return self.objective.constant + sum(known)",
        "return self.objective.constant + max(known, default=0)",
        (f"{SEARCH}/test_decomposition.py",),
    ),
    Mutant(
        "a number that is rounded to five is told",
        "maps/sharing/cells.py",
        "if self.rounded == BASE else",
        "if self.rounded == 0 else",
        ("tests/privacy/test_tables.py",),
    ),
    Mutant(
        "a rounded number has a narrow band",
        "maps/sharing/cells.py",
        "self.rounded + BASE - 1",
        "self.rounded + BASE - 2",
        ("tests/privacy/test_tables.py",),
    ),
    Mutant(
        "a plan.json is written without its bounds",
        "optimizer/files/planfile.py",
        "Stated(each.tier, each.value, each.bound, each.without)",
        "Stated(each.tier, each.value, None, each.without)",
        ("tests/optimizer/files/test_planfile.py",),
    ),
    Mutant(
        "a plan.json of a later version is read",
        "optimizer/files/planfile.py",
        "int(number) > _SCHEMA_NUMBER",
        "int(number) > _SCHEMA_NUMBER + 1",
        ("tests/optimizer/files/test_planfile.py",),
    ),
    Mutant(
        "families that do not join are listed as those that do",
        "optimizer/files/planfile.py",
        "for family in families if not family.joins)",
        "for family in families if family.joins)",
        ("tests/optimizer/files/test_planfile.py",),
    ),
    Mutant(
        "an unknown family in a plan.json is passed over",
        "optimizer/files/planfile.py",
        "if family not in families.by_id:",
        "if False:",
        ("tests/optimizer/files/test_planfile.py",),
    ),
)
