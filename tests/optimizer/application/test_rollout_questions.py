"""What else is asked of a roll-out: the one made year by year in its place where it is better, and nothing unproved."""

from dataclasses import replace

from optimizer.application.rollout_questions import Answers, Gain, answers
from optimizer.outcome import Limits
from tests.maps.test_rollout_browser import LIMITED, rolled_out

LIMITS = Limits(3.0, workers=1)


def test_a_roll_out_made_year_by_year_takes_the_place_of_a_worse_one_and_no_bound_outlives_what_it_stands_on() -> None:
    worse = rolled_out({})  # two constellations a year, where nothing limits them; four families have no place
    unplaced, waiting, travel = worse.marks
    worse = replace(worse, marks=(replace(unplaced, bound=0), waiting, travel))
    better, further = answers(worse, LIMITS, lambda: False)
    assert further.yearly is not None
    values = [further.yearly.unplaced, further.yearly.waiting, further.yearly.travel]
    assert [mark.value for mark in better.marks] == [score.value for score in better.verdict.scores] == values
    assert values[0] < unplaced.value
    assert [mark.bound for mark in better.marks] == [0, None, None]
    assert len(better.verdict.roll_out.starting(1)) > len(worse.verdict.roll_out.starting(1))
    assert answers(better, LIMITS, lambda: False)[0] is better


def test_where_time_is_over_nothing_is_said_to_be_proved() -> None:
    rolled = replace(rolled_out(LIMITED), ordered=True)
    unknown = tuple(Gain(what, wave, None) for wave in (1, 2, 3) for what in ("launch", "budget"))
    assert answers(rolled, LIMITS, lambda: True) == (rolled, Answers(unknown, asked=True))
    assert answers(replace(rolled, interrupted=True), LIMITS, lambda: False)[1] == Answers()
