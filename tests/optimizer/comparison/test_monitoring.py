"""What became of the families of a plan of then, by provider and in all."""

from dataclasses import replace

from geodata.families import Families
from optimizer.comparison.monitoring import Monitoring, monitored
from optimizer.files.planfile import PlanFile, groups
from optimizer.outcome import Status
from optimizer.plan import Plan
from tests.builders import finished, home, village

ROWS = [
    home("H", 0, hub="candidate", provider="Heide"),
    home("K", 5000, hub="candidate", provider="Duin"),
    *(home(f"F{at}", 100 * at, provider="Heide" if at % 2 else "Duin") for at in range(6)),
]


def stated(satellites: dict[str, list[str]]) -> PlanFile:
    problem = village(*ROWS, rules=[])
    plan = Plan.of(problem.families, satellites)
    made = PlanFile.of(finished(problem, plan, status=Status.FEASIBLE))
    return replace(made, constellations=groups(plan))


def compared(known: bool = True) -> Monitoring:
    """Of then F0 to F2 with H and F3, F4 with K; now F4 stopped, F2 moved, F3 lost its place, F5 came."""
    then = stated({"H": ["F0", "F1", "F2"], "K": ["F3", "F4"]})
    now = Families(row for row in ROWS if row.id != "F4")
    plan = Plan.of(now, {"H": ["F0", "F1"], "K": ["F2", "F5"]})
    return monitored(then, plan, Families(ROWS) if known else None)


def test_everybody_of_then_is_counted_once() -> None:
    total = compared().total

    assert (total.before, total.kept, total.moved, total.lost, total.stopped) == (7, 4, 1, 1, 1)
    assert (total.joined, total.after) == (1, 6)
    assert total.before == total.kept + total.moved + total.lost + total.stopped
    assert total.after == total.kept + total.moved + total.joined
    assert total.kept_share == 4 / 7


def test_providers_add_up_to_the_total() -> None:
    found = compared()

    assert list(found.providers) == ["Duin", "Heide"]
    for key in ("before", "kept", "moved", "lost", "stopped", "joined", "after", "hubs_before", "hubs_after"):
        assert sum(getattr(each, key) for each in found.providers.values()) == getattr(found.total, key)
    assert found.providers["Duin"].stopped == 1


def test_of_a_family_that_is_gone_nobody_knows_the_provider_without_the_older_file() -> None:
    found = compared(known=False)

    assert list(found.providers) == ["Duin", "Heide", None]
    assert found.providers[None].stopped == found.providers[None].before == 1


def test_sizes_and_hub_homes_of_then_and_now() -> None:
    then = stated({"H": ["F0", "F1", "F2"], "K": ["F3", "F4"]})
    plan = Plan.of(Families(ROWS), {"F0": ["H", "F1", "F2", "F3", "F4"]})
    found = monitored(then, plan)

    assert found.sizes == {2: (1, 0), 3: (1, 0), 5: (0, 1)}
    assert (found.n_before, found.continued, found.n_after) == (2, 1, 1)
    assert (found.total.hubs_before, found.total.hubs_stopped) == (2, 2)
    assert (found.total.hubs_started, found.total.hubs_after) == (1, 1)
