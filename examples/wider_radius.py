"""What does a wider radius bring? Solve the example region for three radii and print what is proved of each.

Run from the root of the project: ``python examples/wider_radius.py``
"""

from pathlib import Path

from geodata.reading import read_families
from optimizer.outcome import Limits
from optimizer.policy.values import Policy
from optimizer.search import solve

FAMILIES = Path(__file__).parent / "gooi-en-vechtstreek" / "families.csv"


def main() -> None:
    """Print one line for each radius."""
    families = read_families(FAMILIES).families
    for radius_km in (4.0, 5.0, 7.5):
        policy = Policy().changed({"radius.hub_km": radius_km, "objective.tiers": ("unplaced",)})
        outcome = solve(policy.pose(families), Limits(time_limit_s=20))
        if outcome.plan is None:
            print(f"{radius_km:4.1f} km: {outcome.status}")
            continue
        (unplaced,) = outcome.marks
        proved = "no plan places more" if unplaced.proved else f"at least {unplaced.bound} in any plan"
        print(f"{radius_km:4.1f} km: {len(outcome.plan.placed)} placed, {unplaced.value} unplaced ({proved})")


if __name__ == "__main__":
    main()
