"""Two hundred events, each plan going on from the one before. From the root: ``python examples/a_year.py``."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from geodata.families import Families, HubRole
from geodata.reading import read_families
from optimizer.outcome import Limits, Outcome
from optimizer.policy.values import Policy
from optimizer.search import solve
from optimizer.today import Today

FAMILIES = Path(__file__).parent / "gooi-en-vechtstreek" / "families.csv"


def year(families: Families, policy: Policy, n: int, limits: Limits) -> Iterator[tuple[str, Families, Outcome]]:
    """Give what happened, the families then, and the plan that goes on from the one before."""
    chance, what = Random(1), "first plan"  # noqa: S311 - for an example
    for number in range(n + 1):
        yield what, families, (outcome := solve(policy.pose(families), limits))
        groups = () if outcome.plan is None else outcome.plan.constellations
        rows = dict(Today({home.id: each.hub.id for each in groups for home in each.homes}).written_in(families).by_id)
        (one, other), what = chance.sample(sorted(rows), 2), chance.choice(("comes", "goes", "moves house", "stops"))
        if what == "goes":
            del rows[one]
        elif what == "stops":  # a hub home, to which nobody can be pinned then; another family offers to be one
            hub = chance.choice(groups).hub.id if groups else one
            rows = {name: replace(row, pinned=row.pinned and row.constellation != hub) for name, row in rows.items()}
            rows |= {
                other: replace(rows[other], hub=HubRole.CANDIDATE, beds=2),
                hub: replace(rows[hub], hub=HubRole.NO),
            }
        elif what == "comes":
            rows[f"N{number}"] = replace(rows[one], id=f"N{number}", constellation=None, pinned=False)
        else:
            rows[one] = replace(rows[one], location=rows[other].location)
        families = Families(rows.values())


if __name__ == "__main__":
    for event, then, found in year(read_families(FAMILIES).families, Policy(), 200, Limits(time_limit_s=5)):
        print(event, len(then), *(f"{mark.tier} {mark.value} (bound {mark.bound})" for mark in found.marks), flush=True)
