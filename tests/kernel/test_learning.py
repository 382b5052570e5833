"""The mix of somebody's moments: each once, inside a time, and nothing to come up to."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieslag.kernel.framework import Way
from drieslag.kernel.learning import RULE_OF_THUMB, Moment, own_mix

LAST = date(2026, 11, 18)
FIRST = LAST - timedelta(days=365)

days = st.dates(FIRST - timedelta(days=40), LAST + timedelta(days=40))
moments = st.lists(
    st.builds(Moment, st.sampled_from(Way), days, st.booleans(), st.sampled_from(["", "", "meeting:1", "offering:2"])),
    max_size=12,
)


def test_nothing_is_a_mix_of_nothing() -> None:
    found = own_mix([], FIRST, LAST)
    assert (dict(found.ways), found.total) == (dict.fromkeys(Way, 0), 0)


def test_the_same_told_twice_is_one_in_the_way_of_the_first_and_joint_once_one_is() -> None:
    told = [
        Moment(Way.DOING, LAST, of="meeting:1"),
        Moment(Way.TOGETHER, LAST, joint=True, of="meeting:1"),
        Moment(Way.DOING, LAST),
        Moment(Way.DOING, LAST),
    ]
    found = own_mix(told, FIRST, LAST)
    assert dict(found.ways) == {Way.DOING: 3, Way.TOGETHER: 0, Way.FORMAL: 0}
    assert (found.joint, found.alone) == (1, 2)


def test_the_first_and_the_last_day_count_and_those_around_do_not() -> None:
    told = [Moment(Way.FORMAL, FIRST + timedelta(days=by)) for by in (-1, 0, 365, 366)]
    assert own_mix(told, FIRST, LAST).ways[Way.FORMAL] == 2


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(moments)
def test_ways_and_company_are_two_cuts_of_the_same(told: list[Moment]) -> None:
    found = own_mix(told, FIRST, LAST)
    assert sum(found.ways.values()) == found.total == found.joint + found.alone
    assert found.total <= len(told)
    assert min(found.joint, found.alone) >= 0


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(moments)
def test_telling_it_all_again_adds_only_what_has_no_name(told: list[Moment]) -> None:
    named = [moment for moment in told if moment.of]
    assert own_mix([*told, *named], FIRST, LAST) == own_mix(told, FIRST, LAST)


def test_the_rule_of_thumb_is_of_ten() -> None:
    assert [RULE_OF_THUMB[way] for way in Way] == [7, 2, 1]
