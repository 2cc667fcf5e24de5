"""Large plans are improved tile by tile, tiles side by side, and the whole still holds."""

import numpy as np
import pytest

from optimizer.model import Choice
from optimizer.search.choices import evaluate, feasible
from optimizer.search.primal import improving
from optimizer.search.primal.board import lay_out
from optimizer.search.primal.tiling import tile_part, tiles
from tests.optimizer.search.planted import planted_model, with_counts

SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_tiles_hold_whole_constellations_and_every_family(seed: int) -> None:
    model, objective, plan = planted_model(seed, n_hubs=12, n_families=80)
    tile = tiles(lay_out(model, objective), plan, 15, seed)
    assert np.all(tile >= 0)
    for hub in range(model.n_hubs):
        assert len(set(tile[plan.hub_of == hub].tolist())) <= 1
    for first, second in model.together:
        assert tile[first] == tile[second]


def test_a_plan_that_is_large_enough_has_several_tiles() -> None:
    counts = []
    for seed in SEEDS:
        model, objective, plan = planted_model(seed, n_hubs=12, n_families=80)
        counts.append(len(set(tiles(lay_out(model, objective), plan, 15, seed).tolist())))
    assert max(counts) > 2


@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_improving_by_tiles_keeps_every_rule_and_never_worsens(
    seed: int, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(improving, "WHOLE", 0)
    monkeypatch.setattr(improving, "TILE", 15)
    monkeypatch.setattr(improving, "_LEAST_MOVES", 3_000)
    model, objective, plan = planted_model(seed, n_hubs=12, n_families=80)
    if counts:
        model, objective = with_counts(model, objective, plan, seed)
    better = improving.improve(model, objective, plan, seed=seed, n_rounds=1, workers=2)
    assert feasible(model, better)
    assert evaluate(model, objective, better) <= evaluate(model, objective, plan)


def test_improving_by_tiles_improves() -> None:
    model, objective, plan = planted_model(1, n_hubs=12, n_families=80)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(improving, "WHOLE", 0)
        patch.setattr(improving, "TILE", 15)
        better = improving.improve(model, objective, plan, n_rounds=1)
    assert evaluate(model, objective, better) < evaluate(model, objective, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_tiles_changed_at_once_do_not_share_what_a_row_leaves_over(seed: int) -> None:
    model, objective, plan = planted_model(seed, n_hubs=12, n_families=80)
    tile = tiles(lay_out(model, objective), plan, 15, seed)
    for number in range(int(tile.max()) + 1):
        part = tile_part(model, objective, plan, tile == number, slack=False)
        for row in part.model.rows:
            value = evaluate(part.model, row.linear, part.choice)
            assert row.high is None or row.high <= value
            assert row.low is None or row.low >= value
        assert np.array_equal(part.merge(part.choice).hub_of, Choice(plan.hub_of).hub_of)
