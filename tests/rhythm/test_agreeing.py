"""Agreeing on a rhythm, changing it from then on, and ending it."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.kernel.cadence import Cadence
from drieslag.learning.rhythm import actions, queries
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, State, Unit
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import DEFAULTS, PRESETS, Preset, fitting, nth_of, rule_of, shorter, terms_of
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.rhythm.making import NOW, TODAY, agreed, at_least, give_up, moment, on, weekly

pytestmark = pytest.mark.django_db


def days(agreement: Agreement) -> list[date]:
    return list(agreement.occurrences.order_by("original_on").values_list("original_on", flat=True))


def test_agreeing_makes_the_moments_three_months_ahead(world: World) -> None:
    agreement = agreed(world)
    assert days(agreement)[:2] == [TODAY, TODAY + timedelta(days=7)]
    assert days(agreement)[-1] == date(2027, 2, 23)
    assert moment(agreement, TODAY).starts_at.astimezone(clock.AMSTERDAM).time() == time(9)
    [said] = Statement.objects.filter(object_id=agreement.pk)
    assert (said.verb, said.context) == ("agreed", {"kind": "board_session", "shape": "recurs"})
    assert actions.unfold(agreement) == 14
    assert len(days(agreement)) == 14


@pytest.mark.parametrize("who", ["carla", "ada"])
def test_another_team_neither_sees_nor_agrees(world: World, who: str) -> None:
    agreement, person = agreed(world), getattr(world, who)
    with pytest.raises(Refused, match="Only the members of this team"):
        actions.agree(by=person, team=world.team, terms=weekly())
    for get, key in ((queries.get_agreement, agreement.pk), (queries.get_moment, moment(agreement, TODAY).pk)):
        with pytest.raises(NotFound):
            get(person, key)
    assert queries.get_agreement(world.lea, agreement.pk) == agreement


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"until": date(2032, 1, 1)}, "five years at most"),
        ({"until": TODAY - timedelta(days=1)}, "no such day"),
        ({"starts_on": TODAY - timedelta(days=1)}, "today or later"),
        ({"every": 0}, "no rhythm yet"),
        ({"unit": Unit.MONTH}, "no rhythm yet"),
        ({"nth": 1}, "no rhythm yet"),
        ({"shape": Shape.AT_LEAST, "at_least_weeks": 0}, "no rhythm yet"),
        ({"minutes": 0}, "no rhythm yet"),
        ({"name": "x" * 61}, "too long"),
    ],
)
def test_what_cannot_be_is_refused_in_words(world: World, changes: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        agreed(world, replace(weekly(), **changes))  # type: ignore[arg-type]
    assert not Agreement.objects.exists()


def test_a_name_of_ones_own_and_a_double_press(world: World) -> None:
    key, terms = uuid4(), weekly(Kind.OTHER, name=" Wandelen \n samen ", place="Park")
    first, again = (actions.agree(by=world.bram, team=world.team, terms=terms, key=key) for _ in range(2))
    assert first == again
    assert (first.title, first.place, str(agreed(world).title)) == ("Wandelen samen", "Park", "Board session")


def test_the_defaults_in_one_press_stay_under_the_cap_and_come_once(world: World) -> None:
    asked = queries.asked_of(world.team, [])
    offered = [each.terms(TODAY + timedelta(days=7), time(9), world.bram.pk) for each in queries.offered([], asked)]
    made = actions.agree_on_all(by=world.bram, team=world.team, offered=offered)
    assert [each.kind for each in made] == [kind.value for kind in DEFAULTS]
    assert actions.agree_on_all(by=world.anna, team=world.team, offered=offered) == []
    asked = queries.asked_of(world.team, made)
    assert (round(asked.minutes), round(asked.percent, 1), asked.is_over) == (95, 6.6, False)
    assert queries.offered(made, asked) == []
    assert {each.holder for each in made} == {world.bram.pk}


def test_in_less_time_less_is_offered() -> None:
    for hours in range(1, 41):
        room = hours * 60 * 0.08
        assert sum(each.minutes_a_week for each in fitting(room)) <= room
    assert [(each.kind, each.every) for each in fitting(16 * 60 * 0.08)] == [
        (Kind.CHECK_IN, 1), (Kind.BOARD_SESSION, 1), (Kind.INTERVISION, 1), (Kind.BUDDY_TALK, 2),
        (Kind.CASE_DISCUSSION, 2),
    ]  # fmt: skip
    assert fitting(0) == []


def test_hours_and_cap_say_how_much_it_asks(world: World) -> None:
    agreement = agreed(world, weekly(minutes=120))
    actions.set_hours(by=world.bram, team=world.team, hours=20)
    asked = queries.asked_of(world.team, [agreement])
    assert (asked.percent, asked.is_over, asked.room) == (10, True, 0)
    with pytest.raises(Refused, match="director or an administrator"):
        actions.set_cap(by=world.lea, percent=12)
    actions.set_cap(by=world.ada, percent=12)
    assert not queries.asked_of(world.team, [agreement]).is_over
    with pytest.raises(Refused):
        actions.set_hours(by=world.carla, team=world.team, hours=3)


def test_every_preset_is_sound(world: World) -> None:
    for preset in PRESETS.values():
        made = agreed(world, preset.terms(TODAY, time(9)))
        assert made.minutes == preset.minutes
    assert {kind.value for kind in PRESETS} == set(Kind.values)


def test_other_words_change_in_place(world: World) -> None:
    agreement = agreed(world, weeks_ago=3)
    terms = replace(terms_of(agreement), place="Tuinzaal", name="Bord", holder=world.anna.pk)
    changed = actions.change(by=world.anna, agreement=agreement, terms=terms)
    assert (changed, changed.place, changed.sequence) == (agreement, "Tuinzaal", 1)
    assert changed.starts_on == TODAY - timedelta(weeks=3)
    actions.change(by=world.anna, agreement=agreement, terms=replace(terms, until=TODAY + timedelta(days=20)))
    assert days(agreement)[-1] == TODAY + timedelta(days=14)


def test_from_then_on_the_old_one_ends_and_another_follows(world: World) -> None:
    agreement = agreed(world, weeks_ago=2)
    give_up(world, agreement, date(2026, 12, 29), Reason.HOLIDAY)
    meeting = actions.plan_meeting(by=world.bram, occurrence=moment(agreement, date(2026, 12, 8)))
    terms = replace(terms_of(agreement), weekday=3, at=time(10))
    new = actions.change(by=world.anna, agreement=agreement, terms=terms, from_on=date(2026, 12, 1))
    agreement.refresh_from_db()
    assert (agreement.until, agreement.is_going, new.previous) == (date(2026, 11, 30), False, agreement)
    assert days(agreement) == [date(2026, 11, 10), date(2026, 11, 17), TODAY]
    assert days(new)[:2] == [date(2026, 12, 3), date(2026, 12, 10)]
    holiday, met = moment(new, date(2026, 12, 31)), moment(new, date(2026, 12, 10))
    assert (holiday.state, holiday.reason) == (State.GIVEN_UP, Reason.HOLIDAY)
    assert (met.meeting, met.starts_at, met.moved) == (meeting, meeting.planned_at, True)
    assert queries.agreements_of(world.team) == [new]
    assert queries.history_of(world.team) == []
    with pytest.raises(Refused, match="changed by a colleague just now"):
        actions.change(by=world.bram, agreement=agreement, terms=terms)


def test_what_was_held_today_stays_when_it_changes_from_today(world: World) -> None:
    agreement = agreed(world, weeks_ago=1)
    actions.hold(by=world.bram, occurrence=moment(agreement, TODAY))
    new = actions.change(by=world.bram, agreement=agreement, terms=replace(terms_of(agreement), minutes=20))
    assert new.starts_on == TODAY + timedelta(days=1)
    assert days(new)[0] == TODAY + timedelta(days=7)
    assert moment(agreement, TODAY).state == State.HELD


def test_at_least_changes_in_place_and_can_become_a_fixed_day(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=3)
    planned = actions.plan_moment(by=world.bram, agreement=agreement, at=NOW + timedelta(days=5))
    same = actions.change(by=world.bram, agreement=agreement, terms=replace(terms_of(agreement), at_least_weeks=8))
    assert (same, same.at_least_weeks) == (agreement, 8)
    fixed = actions.change(
        by=world.bram, agreement=same, terms=replace(terms_of(same), shape=Shape.RECURS, weekday=3, every=6)
    )
    planned.refresh_from_db()
    assert isinstance(rule_of(fixed), Cadence)
    assert (planned.agreement, fixed.at_least_weeks) == (fixed, None)


def test_ending_keeps_what_was_and_can_be_undone(world: World) -> None:
    agreement = agreed(world, weeks_ago=1)
    actions.hold(by=world.bram, occurrence=moment(agreement, date(2026, 11, 17)))
    for _ in range(2):
        ended = actions.end(by=world.anna, agreement=agreement)
    assert (ended.is_going, days(agreement)) == (False, [date(2026, 11, 17)])
    assert queries.history_of(world.team) == [agreement]
    assert [each.day for each in queries.team_moments([world.team.pk], TODAY, date(2027, 1, 1))] == []
    for _ in range(2):
        again = actions.resume(by=world.anna, agreement=agreement)
    assert again.is_going
    assert days(agreement)[1] == TODAY


def test_one_that_never_began_has_no_moments(world: World) -> None:
    agreement = agreed(world)
    ended = actions.end(by=world.bram, agreement=agreement)
    assert queries.cadence_of(ended) is None
    assert not Occurrence.objects.exists()


def test_a_successor_is_asked_for_when_the_holder_leaves(world: World) -> None:
    agreement = agreed(world, weekly(holder=world.bram.pk))
    [held] = queries.with_holders([agreement])
    assert (held.holder, held.has_left) == ("Bram Visser", False)
    world.bram.memberships.update(until=TODAY)
    [held] = queries.with_holders([agreement])
    assert (held.holder, held.has_left) == ("Bram Visser", True)
    with pytest.raises(Refused, match="in the team now"):
        actions.name_holder(by=world.anna, agreement=agreement, holder=world.carla)
    now = actions.name_holder(by=world.anna, agreement=agreement, holder=world.anna)
    assert queries.with_holders([now])[0].holder == "Anna de Boer"
    actions.name_holder(by=world.anna, agreement=now, holder=None)
    assert queries.with_holders(queries.agreements_of(world.team))[0].holder == ""


def test_who_sees_to_it_can_take_that_along_and_have_it_erased(world: World) -> None:
    agreement = agreed(world, weekly(holder=world.bram.pk))
    assert export_person(world.bram.pk)["rhythm.Agreement"][0]["what"] == "Board session"
    erase_person(world.bram.pk)
    agreement.refresh_from_db()
    assert agreement.holder is None


@pytest.mark.parametrize(("day", "nth"), [(1, 1), (7, 1), (8, 2), (28, 4), (29, -1)])
def test_the_fifth_weekday_is_the_last(day: int, nth: int) -> None:
    assert nth_of(date(2026, 12, day)) == nth


def test_on_helper_holds_the_clock() -> None:
    with on(date(2026, 1, 1)):
        assert clock.today() == date(2026, 1, 1)


def test_naming_the_same_holder_again_says_nothing(world: World) -> None:
    agreement = agreed(world, weekly(holder=world.bram.pk))
    actions.name_holder(by=world.bram, agreement=agreement, holder=world.bram)
    assert not Statement.objects.filter(object_id=agreement.pk, verb="named").exists()


def test_a_preset_takes_the_first_format_that_there_is() -> None:
    assert Preset(Kind.OTHER, ("W99", "W03"), 30).format_code == "W03"
    assert Preset(Kind.OTHER, ("W99",), 30).format_code == ""


@pytest.mark.parametrize(
    ("kind", "code", "minutes", "expected"),
    [
        (Kind.INTERVISION, "W09", 90, ("W19e", 15)),
        (Kind.INTERVISION, "W19e", 15, ("W19e", 5)),
        (Kind.TEAM_DAY, "", 360, ("", 180)),
        (Kind.CHECK_IN, "W11", 5, ("W11", 5)),
    ],
)
def test_after_one_was_given_up_a_shorter_one(kind: Kind, code: str, minutes: int, expected: tuple[str, int]) -> None:
    assert shorter(kind, code, minutes) == expected
