"""Two presses at the same moment, on two connections."""

from dataclasses import replace
from datetime import timedelta

import pytest

from drieslag.core import tenancy
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm import actions
from drieslag.learning.rhythm.enums import Reason, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import DEFAULTS, PRESETS, terms_of
from tests.factories.world import World
from tests.rhythm.making import NOW, TODAY, agreed, at_least, moment, weekly
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_who_say_it_went_on_are_one(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        row = moment(agreed(committed, weeks_ago=1), TODAY)
    at_once(committed, *[lambda: actions.hold(by=committed.bram, occurrence=row)] * 2, at=NOW)
    with tenancy.inside(committed.organisation.pk):
        assert list(Statement.objects.filter(object_id=row.pk).values_list("verb", flat=True)) == ["held"]


def test_held_and_given_up_at_once_is_what_came_first(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        row = moment(agreed(committed, weeks_ago=1), TODAY)
    turns = iter((True, False))

    def either() -> object:
        if next(turns):
            return actions.hold(by=committed.bram, occurrence=row)
        return actions.give_up(by=committed.anna, occurrence=row, reason=Reason.CRISIS)

    results = at_once(committed, either, either, at=NOW)
    assert sorted(type(each).__name__ for each in results) == ["Occurrence", "Refused"]
    with tenancy.inside(committed.organisation.pk):
        [won] = [each for each in results if isinstance(each, Occurrence)]
        assert Occurrence.objects.get(pk=row.pk).state == won.state != State.PLANNED


def test_one_meeting_of_one_moment(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        row = moment(agreed(committed), TODAY + timedelta(days=7))
    first, second = at_once(committed, *[lambda: actions.plan_meeting(by=committed.bram, occurrence=row)] * 2, at=NOW)
    assert first == second
    with tenancy.inside(committed.organisation.pk):
        assert Meeting.objects.count() == 1


def test_one_rhythm_from_two_presses(committed: World) -> None:
    offered = [PRESETS[kind].terms(TODAY, NOW.time()) for kind in DEFAULTS]
    at_once(
        committed,
        *[lambda: actions.agree_on_all(by=committed.bram, team=committed.team, offered=offered)] * 2,
        at=NOW,
    )
    with tenancy.inside(committed.organisation.pk):
        assert Agreement.objects.count() == len(DEFAULTS)


def test_one_planned_moment_from_two_presses(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        agreement = agreed(committed, at_least())
    at = NOW + timedelta(days=5)
    at_once(committed, *[lambda: actions.plan_moment(by=committed.bram, agreement=agreement, at=at)] * 2, at=NOW)
    with tenancy.inside(committed.organisation.pk):
        assert Occurrence.objects.count() == 1


def test_changing_from_then_on_twice_at_once_is_one_change(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        agreement = agreed(committed, weekly(), weeks_ago=1)
        terms = terms_of(agreement)
    later = replace(terms, weekday=3)
    results = at_once(
        committed,
        *[lambda: actions.change(by=committed.bram, agreement=agreement, terms=later)] * 2,
        at=NOW,
    )
    assert sorted(type(each) is Refused for each in results) == [False, True]
    with tenancy.inside(committed.organisation.pk):
        assert Agreement.objects.filter(ended_at=None).count() == 1
