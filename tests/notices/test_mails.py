"""Mails that calendars understand: read by a real parser, one attendee each, versions that rise."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage as Message
from typing import Any

import pytest
from django.core import mail
from icalendar import Calendar

from drieslag.core import clock, tenancy
from drieslag.core.models import Installation
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.notices import actions, jobs, letters
from drieslag.learning.notices.enums import Notice
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.models import CalendarEvent, Outgoing, Told
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Reason
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin, TryOutKind
from drieslag.people import actions as people
from drieslag.people.models import Person
from tests.factories.world import World
from tests.notices.making import WEEK, at, moment, weekly

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _now(world: World) -> Iterator[None]:
    with clock.frozen(NOW):
        actions.choose(by=world.anna, wanted=set())
        actions.choose(by=world.lea, wanted=set())
        yield


def plan(world: World, **more: object) -> Meeting:
    return meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=at(TUESDAY + WEEK, 13), **more  # type: ignore[arg-type]
    )  # fmt: skip


def out(world: World) -> list[Message]:
    """Let everything out that is to be told now, and return the mails."""
    mail.outbox.clear()
    jobs.tell()
    tenancy.enter(world.organisation.pk)
    jobs.send()
    tenancy.enter(world.organisation.pk)
    return [one.message() for one in mail.outbox]


def part(message: Message, kind: str) -> Message:
    (found,) = [one for one in message.walk() if one.get_content_type() == kind]
    assert isinstance(found, Message)
    return found


def event(message: Message) -> tuple[str, Any]:
    """Return the method and the event of a mail, which says the same three times."""
    inside = part(message, "text/calendar")
    text = inside.get_content()
    calendar = Calendar.from_ical(text)
    method = str(calendar["METHOD"])
    assert inside.get_param("method") == method
    attached = part(message, "application/ics")
    assert attached.get_filename() == "invite.ics"
    assert Calendar.from_ical(attached.get_content()).to_ical() == calendar.to_ical()
    (found,) = calendar.walk("VEVENT")
    return method, found


def test_an_invitation(world: World) -> None:
    meeting = plan(world, title="Wat doe ik bij stilte?", place="Zaal 2")
    (message,) = out(world)
    assert message.get_content_type() == "multipart/mixed"
    method, found = event(message)
    assert method == "REQUEST"
    assert str(found["UID"]) == f"meeting-{meeting.pk}@drieslag"
    assert found.start == meeting.planned_at
    assert str(found["ATTENDEE"]) == "mailto:bram.visser@lindestad.example"
    assert "ORGANIZER" in found
    assert found["SEQUENCE"] == 0
    assert message["To"] == "bram.visser@lindestad.example"
    assert "stilte" not in message.as_string()
    assert "Zaal 2" in part(message, "text/plain").get_content()
    assert out(world) == []


def test_titles_only_for_who_wants_them(world: World) -> None:
    plan(world, title="Wat doe ik bij stilte?")
    actions.choose(by=world.bram, wanted={Notice.INVITATION, Notice.TITLES})
    (message,) = out(world)
    assert "stilte" in str(event(message)[1]["SUMMARY"])


def test_a_change_and_a_cancellation_keep_the_uid_and_raise_the_version(world: World) -> None:
    meeting = plan(world)
    first = event(out(world)[0])[1]
    with clock.frozen(NOW + timedelta(minutes=1)):
        meetings.change_plan(by=world.anna, meeting=meeting, planned_at=at(TUESDAY + WEEK, 15))
        method, second = event(out(world)[0])
    assert (method, second["SEQUENCE"], second["UID"]) == ("REQUEST", 1, first["UID"])
    assert second["DTSTAMP"].dt > first["DTSTAMP"].dt
    with clock.frozen(NOW + timedelta(minutes=2)):
        meetings.cancel(by=world.anna, meeting=meeting)
        method, third = event(out(world)[0])
        assert out(world) == []
    assert (method, str(third["STATUS"]), third["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert third["UID"] == first["UID"]


def test_what_was_called_off_before_anybody_knew_is_not_told(world: World) -> None:
    meetings.cancel(by=world.anna, meeting=plan(world))
    assert out(world) == []


def test_what_changes_while_the_mail_waits_is_told_as_it_is_at_sending(world: World) -> None:
    meeting = plan(world)
    jobs.tell()
    tenancy.enter(world.organisation.pk)
    meetings.change_plan(by=world.anna, meeting=meeting, planned_at=at(TUESDAY + WEEK, 16))
    (message,) = out(world)
    assert event(message)[1].start == at(TUESDAY + WEEK, 16)


def test_a_series_a_moved_moment_a_given_up_one_and_that_undone(world: World) -> None:
    going = weekly(world)
    method, series = event(out(world)[0])
    assert (method, str(series["UID"])) == ("REQUEST", f"rhythm-{going.pk}@drieslag")
    assert series["RRULE"]["FREQ"] == ["WEEKLY"]
    later = TUESDAY + WEEK
    rhythm.move(by=world.bram, occurrence=moment(going, later), to=at(later, 15))
    method, moved = event(out(world)[0])
    assert (method, moved["UID"]) == ("REQUEST", series["UID"])
    assert moved["RECURRENCE-ID"].dt == at(later, 10)
    assert moved.start == at(later, 15)
    rhythm.give_up(by=world.bram, occurrence=moment(going, later), reason=Reason.CRISIS)
    method, gone = event(out(world)[0])
    assert (method, str(gone["STATUS"])) == ("CANCEL", "CANCELLED")
    assert gone["RECURRENCE-ID"].dt == at(later, 10)
    assert gone["SEQUENCE"] > moved["SEQUENCE"]
    rhythm.undo(by=world.bram, occurrence=moment(going, later))
    method, back = event(out(world)[0])
    assert (method, back["SEQUENCE"] > gone["SEQUENCE"]) == ("REQUEST", True)


def test_a_meeting_of_a_moment_is_no_news(world: World) -> None:
    going = weekly(world)
    assert len(out(world)) == 1
    rhythm.plan_meeting(by=world.bram, occurrence=moment(going, TUESDAY + WEEK))
    assert out(world) == []


def test_from_then_on_ends_the_old_series_and_begins_another(world: World) -> None:
    going = weekly(world)
    out(world)
    later = TUESDAY + 3 * WEEK
    new = rhythm.move_from_then_on(by=world.bram, occurrence=moment(going, later), to=at(later, 14))
    found = {str(one["UID"]): (method, one) for method, one in map(event, out(world))}
    assert set(found) == {f"rhythm-{going.pk}@drieslag", f"rhythm-{new.pk}@drieslag"}
    method, ended = found[f"rhythm-{going.pk}@drieslag"]
    assert method == "REQUEST"
    assert ended["RRULE"]["UNTIL"][0] < at(later, 0)


def test_a_series_that_ends_before_it_began_is_called_off(world: World) -> None:
    going = weekly(world, starts_on=TUESDAY + WEEK)
    out(world)
    rhythm.end(by=world.bram, agreement=going)
    method, gone = event(out(world)[0])
    assert (method, str(gone["UID"])) == ("CANCEL", f"rhythm-{going.pk}@drieslag")


def test_who_joins_is_invited_and_whose_membership_ends_is_told_goodbye(world: World) -> None:
    plan(world)
    going = weekly(world)
    rhythm.give_up(by=world.bram, occurrence=moment(going, TUESDAY + WEEK), reason=Reason.CRISIS)
    out(world)
    people.add_member(by=world.lea, team=world.team, person=world.carla)
    to_carla = out(world)
    assert {message["To"] for message in to_carla} == {"carla.bakker@lindestad.example"}
    assert sorted(event(one)[0] for one in to_carla) == ["REQUEST", "REQUEST"]
    (series,) = [one for _method, one in map(event, to_carla) if one.get("RRULE")]
    assert series["EXDATE"].dts[0].dt == at(TUESDAY + WEEK, 10)
    assert out(world) == []
    people.end_membership(by=world.lea, team=world.team, person=world.carla)
    assert sorted(event(one)[0] for one in out(world)) == ["CANCEL", "CANCEL"]
    assert out(world) == []


def test_who_wants_none_gets_none_and_a_demo_sends_none(world: World) -> None:
    plan(world)
    actions.choose(by=world.bram, wanted=set())
    assert out(world) == []
    actions.choose(by=world.bram, wanted={Notice.INVITATION})
    Installation.objects.update_or_create(id=True, defaults={"is_demo": True})
    assert out(world) == []


def test_the_waiting_line_holds_keys_only(world: World) -> None:
    plan(world, title="Wat doe ik bij stilte?", place="Zaal 2")
    jobs.tell()
    tenancy.enter(world.organisation.pk)
    rows = json.dumps([list(Outgoing.objects.values()), list(CalendarEvent.objects.values())], default=str)
    assert "stilte" not in rows
    assert "Zaal" not in rows


def test_a_mail_server_that_is_away_is_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(world)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *_a, **_k: (_ for _ in ()).throw(OSError()))
    assert out(world) == []
    assert Outgoing.objects.get().tries == 1
    assert not Told.objects.exists()
    monkeypatch.undo()
    assert out(world) == []
    with clock.frozen(NOW + timedelta(minutes=15)):
        assert len(out(world)) == 1


def test_one_press_switches_a_kind_off_and_looking_does_not(world: World) -> None:
    plan(world)
    (message,) = out(world)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + message["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    nobody = world.client()
    assert nobody.get(path).status_code == 200
    assert Notice.INVITATION in wanted(world)
    answer = nobody.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, wanted(world)) == (200, {Notice.DIGEST, Notice.ROUNDS, Notice.OFFERINGS})
    assert not answer.cookies.get("sessionid")
    nobody.post(path, {"on": "1"})
    assert Notice.INVITATION in wanted(world)
    assert nobody.get("/").status_code == 302
    assert nobody.post("/messages/nonsense/off/").status_code == 404


def wanted(world: World) -> set[Notice]:
    from drieslag.learning.notices import queries

    return queries.wanted_by(world.bram)


def remind(world: World) -> list[Message]:
    mail.outbox.clear()
    jobs.remind()
    tenancy.enter(world.organisation.pk)
    jobs.send()
    tenancy.enter(world.organisation.pk)
    return [one.message() for one in mail.outbox]


def test_a_reminder_comes_once_the_working_day_before(world: World) -> None:
    actions.choose(by=world.bram, wanted={Notice.REMINDER})
    monday = TUESDAY + timedelta(days=6)
    meetings.plan(by=world.anna, team=world.team, format_code="W03", planned_at=at(monday, 10))
    friday = monday - timedelta(days=3)
    for moment_, count in ((at(friday, 9), 0), (at(friday, 10), 1), (at(friday, 11), 0), (at(monday, 9), 0)):
        with clock.frozen(moment_):
            assert len(remind(world)) == count


def test_nothing_of_it_outside_working_time(world: World) -> None:
    actions.choose(by=world.bram, wanted={Notice.REMINDER, Notice.DIGEST})
    meetings.plan(by=world.anna, team=world.team, format_code="W03", planned_at=at(TUESDAY + timedelta(days=1), 10))
    for moment_ in (at(TUESDAY, 19), at(TUESDAY + timedelta(days=1), 7)):
        with clock.frozen(moment_):
            assert remind(world) == []


def test_the_mail_of_the_week(world: World) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Stilte")
    threads.add_try_out(
        by=world.bram, team=world.team, thread=thread, kind=TryOutKind.ACTION, text="Tel tot tien", owner=world.bram,
        due_on=TUESDAY + timedelta(days=8),
    )  # fmt: skip
    monday = TUESDAY + timedelta(days=6)
    meetings.plan(by=world.anna, team=world.team, format_code="W03", planned_at=at(monday, 15))
    with clock.frozen(datetime.combine(monday, time(8, 30), clock.AMSTERDAM)):
        mails = [one for one in remind(world) if one["To"].startswith("bram")]
        (mine,) = mails
        assert remind(world) == []
    text = mine.get_content()
    assert "15" in text
    assert "Tel tot tien" not in text
    with clock.frozen(datetime.combine(monday + timedelta(days=1), time(8, 30), clock.AMSTERDAM)):
        assert remind(world) == []


def test_what_is_over_is_forgotten(world: World) -> None:
    plan(world)
    out(world)
    assert Told.objects.count() == CalendarEvent.objects.count() == 1
    with clock.frozen(NOW + timedelta(days=10)):
        jobs.tidy()
        tenancy.enter(world.organisation.pk)
        assert not Told.objects.exists()


def test_one_mail_that_cannot_be_made_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = letters.invitation

    def broken(person: Person, email: str, entry: Entry) -> object:
        if person == world.bram:
            raise ValueError("no such header")
        return whole(person, email, entry)

    monkeypatch.setattr(letters, "invitation", broken)
    actions.choose(by=world.anna, wanted={Notice.INVITATION})
    plan(world)
    assert [one["To"] for one in out(world)] == [world.anna.account.email]  # type: ignore[union-attr]
    assert Outgoing.objects.get().tries == 1


def test_a_name_on_two_lines_is_a_subject_on_one(world: World) -> None:
    world.team.name = "Team\r\nBcc: iedereen"
    world.team.save()
    plan(world)
    (one,) = out(world)
    assert str(one["Subject"]).count("\n") == 0
    assert one["Bcc"] is None
