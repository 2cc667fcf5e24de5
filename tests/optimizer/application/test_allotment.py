"""How the seconds of a plan are divided, on a clock that stands still unless it is moved."""

import time

import pytest

from optimizer.application.allotment import Allotment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("limit_s", [5.0, 30.0, 60.0, 300.0])
@pytest.mark.parametrize("families", [20, 140, 400])
def test_search_reasons_and_files_together_take_the_limit(clock: list[float], limit_s: float, families: int) -> None:
    allotment = Allotment(limit_s, families, began=clock[0])
    clock[0] += 1.4  # starting up and reading
    searched = allotment.search_s()
    clock[0] += searched
    reasons = allotment.reasons_end() - clock[0]
    files = 0.5 + 0.0009 * families

    assert 1.4 + searched + reasons + files == pytest.approx(limit_s)
    assert reasons == pytest.approx(min(15.0, 0.3 * (limit_s - 1.4 - files)))
    assert searched >= 1


def test_a_search_that_ends_early_leaves_its_time_to_reasons(clock: list[float]) -> None:
    allotment = Allotment(30.0, 0, began=clock[0])
    clock[0] += 2
    assert allotment.reasons_end() == pytest.approx(129.5)


@pytest.mark.parametrize(("limit_s", "search_s"), [(4.0, 1.0), (2.0, 1.0), (1.0, 0.5), (0.2, 0.1)])
def test_a_limit_shorter_than_reading_takes_still_gives_a_second_of_search_or_half_of_the_limit(
    clock: list[float], limit_s: float, search_s: float
) -> None:
    allotment = Allotment(limit_s, 140, began=clock[0])
    clock[0] += 5
    assert allotment.search_s() == search_s
    assert allotment.reasons_end() == clock[0] + 0.5


def test_of_half_a_minute_for_a_roll_out_six_seconds_are_kept_for_its_reasons(clock: list[float]) -> None:
    allotment = Allotment(30.0, 140, began=clock[0], plans=4)
    searched = allotment.search_s()
    clock[0] += searched
    assert allotment.reasons_end() - clock[0] == pytest.approx(6)
    clock[0] += 60  # a search that took longer than it should
    assert allotment.reasons_end() - clock[0] == pytest.approx(3)


def test_of_a_roll_out_the_files_of_every_wave_come_off_and_most_of_the_time_is_searched(clock: list[float]) -> None:
    allotment = Allotment(60.0, 180, began=clock[0], plans=4)
    searched = allotment.search_s()
    clock[0] += searched
    reasons = allotment.reasons_end() - clock[0]
    files = 4 * (0.5 + 0.0009 * 180)

    assert searched + reasons + files == pytest.approx(60)
    assert reasons == pytest.approx(0.15 * (60 - files))
