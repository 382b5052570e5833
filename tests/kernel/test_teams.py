"""Scores of teams and of the whole, by hand and one by one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.statistics import mean_interval
from drieslag.kernel.teams import team_mean, team_scores, whole_score

ANSWER = st.sampled_from([1.0, 2.0, 2.5, 4.0, 5.0, math.nan])


def test_a_team_is_the_mean_of_its_persons() -> None:
    assert team_mean([5.0, 1.0, None, math.nan]) == 3.0
    assert team_mean([None]) is None


def test_an_organisation_has_two_means_that_differ() -> None:
    found = whole_score([5.0, 5.0, 5.0, 5.0, 1.0, math.nan, math.nan], list("aaaabbc"))
    assert (found.of_teams, found.of_persons) == (3.0, 4.2)
    assert (found.teams, found.persons) == (2, 5)


def test_an_organisation_in_which_nobody_answered_has_no_mean() -> None:
    found = whole_score([math.nan], ["a"])
    assert math.isnan(found.of_teams)
    assert math.isnan(found.of_persons)
    assert found.persons == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), ANSWER, ANSWER), min_size=1, max_size=12))
def test_many_teams_at_once_get_what_each_gets(rows: list[tuple[str, float, float]]) -> None:
    teams = [row[0] for row in rows]
    sizes = [teams.count(name) + 2 for name in sorted(set(teams))]
    answers = np.array([row[1:] for row in rows])
    found = team_scores(answers, teams, sizes)
    assert list(found.teams) == sorted(set(teams))
    for team, (name, size) in enumerate(zip(found.teams, sizes, strict=True)):
        for column in (0, 1):
            own = answers[np.array(teams) == name, column]
            own = own[~np.isnan(own)]
            assert found.n[team, column] == len(own)
            if len(own) > 1:
                one = mean_interval(own, size)
                at = (team, column)
                assert (found.mean[at], found.low[at], found.high[at]) == pytest.approx((one.value, one.low, one.high))
                assert found.deviation[at] == pytest.approx(np.std(own, ddof=1))
            else:
                assert math.isnan(found.low[team, column])


def test_no_scales_give_no_columns_and_without_a_population_the_interval_is_the_widest() -> None:
    assert team_scores(np.empty((3, 0)), [1, 1, 2]).mean.shape == (2, 0)
    endless, four = team_scores([1, 2, 3], [7, 7, 7]), team_scores([1, 2, 3], [7, 7, 7], [4])
    assert endless.high[0, 0] > four.high[0, 0] > 2


@pytest.mark.parametrize(
    ("scores", "teams", "populations", "message"),
    [
        ([1.0, 2.0], [1], None, "one team for each person"),
        ([1.0, 2.0], [1, 1], [2, 2], "one population for each of 1 teams"),
        ([1.0, 2.0], [1, 1], [1], "more answers than people"),
    ],
)
def test_what_does_not_fit_is_refused(
    scores: list[float], teams: list[int], populations: list[int] | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        team_scores(scores, teams, populations)
