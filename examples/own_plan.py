"""Check a plan that no solver made: every candidate takes the families nearest to it, while there are any.

Run from the root of the project: ``python examples/own_plan.py``
"""

from pathlib import Path

from geodata.language import Lang
from geodata.reading import read_families
from optimizer.plan import Plan
from optimizer.policy.values import Policy
from optimizer.verify import sentence, verify

FAMILIES = Path(__file__).parent / "gooi-en-vechtstreek" / "families.csv"


def main() -> None:
    """Print what the verifier says of it."""
    problem = Policy().pose(read_families(FAMILIES).families)
    left = {family.id: family for family in problem.families if family.may_be_satellite}
    members: dict[str, list[str]] = {}
    for hub in [family for family in problem.families if family.may_be_hub]:
        if left.pop(hub.id, None) is None and hub.may_be_satellite:
            continue
        metres = {name: problem.distances.between(family, hub) or 0.0 for name, family in left.items()}
        members[hub.id] = sorted(metres, key=lambda name: (metres[name], name))[:8]
        left = {name: family for name, family in left.items() if name not in members[hub.id]}
    verdict = verify(problem, Plan.of(problem.families, members))
    print(f"{len(verdict.violations)} breaches; " + ", ".join(f"{s.tier} {s.value}" for s in verdict.scores))
    for violation in verdict.violations[:5]:
        print("-", sentence(violation, Lang.EN))


if __name__ == "__main__":
    main()
