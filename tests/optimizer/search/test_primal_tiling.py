"""Large plans are improved part by part, parts side by side, and the whole still holds."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from optimizer.model import Choice, Linear, Model, Spread
from optimizer.search.assignment_strategy import Assignment
from optimizer.search.evaluation import evaluate, feasible, open_hubs
from optimizer.search.primal import improvement
from optimizer.search.primal.improvement import PrimalSearch
from optimizer.search.primal.layout import lay_out
from optimizer.search.primal.tiling import tile_around, tile_part
from optimizer.search.strategy import Clock, Found
from tests.optimizer.search.planted import planted_model, with_counts

SEEDS = range(8)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make models of some tens of families count as large."""
    monkeypatch.setattr(improvement, "WHOLE", 0)
    monkeypatch.setattr(improvement, "TILE", 15)
    monkeypatch.setattr(improvement, "TILES", ((30, 0), (15, 0)))
    monkeypatch.setattr(improvement, "PART", 12)
    monkeypatch.setattr("optimizer.search.primal.cooling.LEAST_MOVES", 3_000)


def drawn(seed: int, counts: bool = False) -> tuple[Model, Linear, Choice]:
    model, objective, plan = planted_model(seed, n_hubs=12, n_families=80)
    return (*with_counts(model, objective, plan, seed), plan) if counts else (model, objective, plan)


def covered(model: Model, objective: Linear, plan: Choice) -> list[np.ndarray]:
    """Cut tiles until no open hub is left, each time busy with all before."""
    state, busy, tiles = lay_out(model, objective), np.zeros(model.n_families, dtype=np.bool_), []
    for hub in np.flatnonzero(open_hubs(model, plan)):
        if not busy[model.hub_family[hub]]:
            tiles.append(tile_around(state, plan, np.array([hub]), 15, busy))
            busy |= tiles[-1]
    return tiles


@pytest.mark.parametrize(("homes", "size"), [(0.0, 350), (4.3, 350), (9.0, 350), (18.0, 700), (45.0, 1_750)])
def test_a_tile_has_as_many_constellations_where_these_are_larger(homes: float, size: int) -> None:
    assert improvement.enlarged(350, homes) == size


@pytest.mark.parametrize("seed", SEEDS)
def test_tiles_hold_whole_constellations_and_together_every_family(seed: int) -> None:
    model, objective, plan = drawn(seed)
    tiles = covered(model, objective, plan)
    assert np.array_equal(np.sum(tiles, axis=0), np.ones(model.n_families, dtype=np.int64))
    for tile in tiles:
        assert all(len(set(tile[plan.hub_of == hub].tolist())) <= 1 for hub in range(model.n_hubs))
        assert np.array_equal(tile[model.together[:, 0]], tile[model.together[:, 1]])


def test_a_tile_takes_no_more_than_it_is_asked_for() -> None:
    counts = [len(covered(*drawn(seed))) for seed in SEEDS]
    assert max(counts) > 2
    model, objective, plan = drawn(int(np.argmax(counts)))
    seeds = np.flatnonzero(open_hubs(model, plan))[[0, -1]]
    nobody = np.zeros(model.n_families, dtype=np.bool_)
    both = tile_around(lay_out(model, objective), plan, seeds, 2, nobody)
    assert set(plan.hub_of[both & (plan.hub_of >= 0)]) == set(seeds.tolist())


@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize("seed", SEEDS[:2])
@pytest.mark.parametrize("exact", [None, Assignment()])
def test_improving_by_parts_keeps_every_rule_and_never_worsens(
    seed: int, counts: bool, exact: Assignment | None
) -> None:
    model, objective, plan = drawn(seed, counts)
    reported: list[Choice] = []
    better = improvement.improve(
        model, objective, plan, seed=seed, n_rounds=2, workers=2, exact=exact, report=reported.append
    )
    values = [evaluate(model, objective, each) for each in (plan, *reported)]
    assert all(feasible(model, each) for each in reported)
    assert values == sorted(set(values), reverse=True)
    assert evaluate(model, objective, better) == values[-1]


def test_improving_by_parts_improves_what_the_first_round_left() -> None:
    gains = 0
    for seed in SEEDS:
        model, objective, plan = drawn(seed)
        search = PrimalSearch(model, objective, seed)
        first = search.run(plan, n_rounds=1)
        second = search.run(first, n_rounds=3)
        gains += evaluate(model, objective, first) - evaluate(model, objective, second)
    assert gains > 0


def test_parts_side_by_side_give_the_same_plan_each_time() -> None:
    model, objective, plan = drawn(1)
    first, second = (PrimalSearch(model, objective, 5, workers=2).run(plan, n_rounds=3) for _ in range(2))
    assert np.array_equal(first.hub_of, second.hub_of)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_parts_changed_at_once_do_not_share_what_a_row_leaves_over(seed: int) -> None:
    model, objective, plan = drawn(seed)
    for tile in covered(model, objective, plan):
        part = tile_part(model, objective, plan, tile, slack=False)
        for row in part.model.rows:
            value = evaluate(part.model, row.linear, part.choice)
            assert row.high is None or row.high <= value
            assert row.low is None or row.low >= value
        assert np.array_equal(part.merge(part.choice).hub_of, plan.hub_of)


class Busy:
    """Stands for an exact search; notes how many run at once, and whether they met the same family."""

    name = "busy"

    def __init__(self, delay_s: float) -> None:
        self.delay_s = delay_s
        self.running = self.most = self.calls = 0
        self._lock = threading.Lock()

    def minimise(self, _model: Model, _objective: Linear, start: Choice | None, _clock: Clock) -> Found:
        with self._lock:
            self.running += 1
            self.calls += 1
            self.most = max(self.most, self.running)
        time.sleep(self.delay_s)
        with self._lock:
            self.running -= 1
        return Found(start, None, None)


def test_two_threads_work_at_once_and_a_seed_without_gain_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(improvement, "TILES", ())
    monkeypatch.setattr(improvement, "MOST_PART", 12)
    model, objective, plan = drawn(1)
    busy = Busy(0.01)
    PrimalSearch(model, replace(objective, spread=None), workers=2, exact=busy).run(plan, n_rounds=30)
    assert busy.most == 2
    assert busy.calls <= np.count_nonzero(open_hubs(model, plan)) + 12


def test_a_search_told_to_stop_does_not_wait_for_a_part() -> None:
    model, objective, plan = drawn(1)
    slow = Busy(3.0)
    began = time.monotonic()
    PrimalSearch(model, objective, exact=slow).run(plan, stop=lambda: slow.running > 0)
    assert slow.calls > 0
    assert time.monotonic() - began < 3.0


def test_groups_counted_across_parts_are_counted_once() -> None:
    """Two families that an objective wants together, each in another part, a third that stays put."""
    for seed in SEEDS[:2]:
        model, objective, plan = drawn(seed)
        rng = np.random.default_rng(seed)
        groups = np.sort(rng.permutation(model.n_families)[:60].reshape(20, 3), axis=1)
        spread = Spread(np.arange(0, 61, 3), groups.ravel())
        counted = replace(objective, spread=spread, pair=objective.pair // 50)
        values: list[int] = []
        improvement.improve(
            model, counted, plan, workers=2, n_rounds=2,
            report=lambda choice: values.append(evaluate(model, counted, choice)),  # noqa: B023
        )  # fmt: skip
        assert values == sorted(set(values), reverse=True)
