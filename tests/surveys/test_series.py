"""Pulses and codes on paper."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.models import Door, DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.instrument import Mode
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Membership
from drieslag.surveys.actions import invitations, rounds, series
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedAnswer, Invitee, Round, Series
from drieslag.surveys.queries import rounds as queries
from tests.factories.world import World
from tests.surveys.asking import CODE, NOW, a_round, answer, close, consent, group, invitees, learning_adviser, opened

pytestmark = [pytest.mark.django_db]
FIRST = date(2026, 11, 30)


def a_series(world: World, **given: object) -> Series:
    world.colleagues(4)
    asked: dict[str, object] = {
        "by": world.bram, "instrument_code": CODE, "title": "Hoe gaat het?", "mode": Mode.ANONYMOUS,
        "teams": [world.team.pk], "open_days": 5, "every_weeks": 2, "first_on": FIRST,
    }  # fmt: skip
    return series.make_series(**asked | given)  # type: ignore[arg-type]


def on(day: date) -> int:
    with clock.frozen(NOW + timedelta(days=(day - NOW.date()).days)):
        return series.open_due()


def test_a_pulse_comes_back_and_one_round_is_open_at_a_time(world: World) -> None:
    made = a_series(world)
    assert on(FIRST - timedelta(days=1)) == 0
    assert on(FIRST) == 1
    assert on(FIRST) == 0, "once a day is once"
    first = Round.objects.get()
    assert (first.state, first.series_id, first.title, first.made_by) == (
        RoundState.OPEN, made.pk, "Hoe gaat het?", world.bram.pk,
    )  # fmt: skip
    assert first.closes_at.date() == FIRST + timedelta(days=5)
    assert on(FIRST + timedelta(weeks=2)) == 0, "the former was never closed"
    close(first)
    assert on(FIRST + timedelta(weeks=4)) == 1
    assert Round.objects.count() == 2


def test_no_round_is_made_for_the_past(world: World) -> None:
    made = a_series(world)
    assert on(FIRST + timedelta(days=31)) == 1
    made.refresh_from_db()
    assert Round.objects.get().opened_at.date() == FIRST + timedelta(days=31)  # type: ignore[union-attr]
    assert made.next_on == FIRST + timedelta(weeks=6)


def test_a_pulse_skips_when_too_few_are_there_and_goes_on_when_they_are_back(world: World) -> None:
    a_series(world)
    Membership.objects.filter(person__in=world.more).update(until=clock.today())
    assert on(FIRST) == 0
    assert not Round.objects.exists()
    Membership.objects.filter(person__in=world.more).update(until=None)
    assert on(FIRST + timedelta(weeks=2)) == 1


def test_a_pulse_ends_by_its_maker_or_with_them(world: World) -> None:
    made = a_series(world)
    with pytest.raises(Refused):
        series.end_series(by=world.carla, series_id=made.pk)
    with pytest.raises(NotFound):
        series.end_series(by=world.bram, series_id=uuid4())
    series.end_series(by=world.lea, series_id=made.pk)
    series.end_series(by=world.lea, series_id=made.pk)
    assert on(FIRST) == 0
    second = series.make_series(
        by=world.bram, instrument_code=CODE, title="Nog een", mode=Mode.ANONYMOUS, teams=[world.team.pk],
        every_weeks=2, first_on=FIRST,
    )  # fmt: skip
    people.erase(person_id=world.bram.pk)
    assert on(FIRST) == 0
    second.refresh_from_db()
    assert second.ended_at is not None


def test_who_is_erased_is_in_no_plan_any_more(world: World) -> None:
    adviser = learning_adviser(world)
    made = a_series(
        world, by=adviser, teams=None, persons=[world.bram.pk, world.lea.pk], mode=Mode.OPEN, reader=world.lea.pk
    )
    people.erase(person_id=world.lea.pk)
    made.refresh_from_db()
    assert made.plan["persons"] == [str(world.bram.pk)]
    assert made.plan["reader"] is None


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"first_on": date(2026, 11, 1)}, "That day is over"),
        ({"every_weeks": 0}, "1 to 52 weeks"),
        ({"every_weeks": 53}, "1 to 52 weeks"),
        ({"every_weeks": 1, "open_days": 6}, "closed before the next"),
        ({"teams": None}, "learning adviser or a director"),
        ({"mode": Mode.CONFIDENTIAL, "reader_role": Role.TEAM_LEADER}, "ask your team anonymously"),
        ({"title": ""}, "no words"),
    ],
)
def test_a_pulse_that_cannot_be_is_refused(world: World, given: dict[str, object], reason: str) -> None:
    consent(world)
    with pytest.raises(Refused, match=reason):
        a_series(world, **given)


# Codes


def test_a_code_opens_one_invitation_and_answers_as_everybody_does(world: World) -> None:
    found = opened(world, codes=6)
    assert group(found, world.team.name).members == 9
    codes = invitations.make_codes(by=world.anna, round_id=found.pk)
    assert len(set(codes)) == 6
    with pytest.raises(Refused, match="shown once"):
        invitations.make_codes(by=world.anna, round_id=found.pk)
    with tenancy.nowhere():
        through = invitations.through_door(secret=codes[0])
        assert (through.round, through.person) == (found, None)
        typed = f" {codes[0][:4].lower()}-{codes[0][4:8]} {codes[0][8:]}"
        assert invitations.through_door(secret=typed) == through
    for asked in invitees(found):
        answer(asked)
    close(found)
    assert ClosedAnswer.objects.count() == 9
    assert not Door.objects.filter(kind=DoorKind.ANSWER).exists()
    for secret in (codes[0], "something else"):
        with pytest.raises(NotFound):
            invitations.through_door(secret=secret)


def test_codes_are_made_by_whoever_asks_once_it_is_open(world: World) -> None:
    made = a_round(world, codes=6)
    with pytest.raises(Refused, match="once the round is open"):
        invitations.make_codes(by=world.anna, round_id=made.pk)
    rounds.open_round(by=world.anna, round_id=made.pk)
    with pytest.raises(Refused, match="Only who asks"):
        invitations.make_codes(by=world.bram, round_id=made.pk)
    with pytest.raises(NotFound):
        invitations.make_codes(by=world.anna, round_id=uuid4())
    assert len(queries.to_mail(made)) == 3, "nobody is written to who has no account"
    codes = invitations.make_codes(by=world.anna, round_id=made.pk)
    rounds.stop_round(by=world.anna, round_id=made.pk)
    with pytest.raises(NotFound):
        invitations.through_door(secret=codes[0])
    assert not Invitee.objects.exists()
