"""What comes out: try-outs, insights, effects; closing, the report, and what is erased."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from drieslag.core import clock, doors
from drieslag.core.models import DoorKind
from drieslag.core.verdict import Refused
from drieslag.journal import queries as journal
from drieslag.journal.verbs import Verb
from drieslag.kernel import script
from drieslag.kernel.format import Keeps, Readers, Showing, StepKind
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, jobs, queries
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import (
    Attendance,
    Contribution,
    Meeting,
    MeetingEvent,
    Participant,
    Rating,
    Report,
    Vote,
)
from drieslag.learning.meetings.rules import TextRefused
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads import queries as thread_queries
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.people.models import Person
from tests.factories.world import World
from tests.meetings.rooms import OPTIONS, SCALE, STEPS, Hall, a_format, a_hall, a_step, planned

pytestmark = pytest.mark.django_db
SOON = timedelta(days=7)


def decide(hall: Hall, text: str = "Eerst bellen", **more: object) -> object:
    given: dict[str, object] = {
        "by": hall.bram, "meeting": hall.meeting, "step": "tries", "kind": TryOutKind.ACTION, "text": text,
        "owner": hall.bram.person, "due_on": clock.today() + SOON,
    }  # fmt: skip
    return actions.decide(**(given | more))  # type: ignore[arg-type]


def test_try_outs_and_insights_become_steps_of_the_thread(world: World) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="De wachtlijst")
    meeting = planned(world, thread=thread, title="")
    hall = Hall(actions.start(by=world.anna, meeting=meeting))
    hall.seats = {
        "anna": actions.enter(by=world.anna, meeting=meeting),
        "bram": actions.enter(by=world.bram, meeting=meeting),
    }
    assert hall.meeting.title == "De wachtlijst"
    hall.go_to("tries")
    key = uuid4()
    assert decide(hall, client_key=key) == decide(hall, client_key=key)
    hall.go_to("insights")
    for _press in range(2):
        actions.harvest(
            by=hall.bram,
            meeting=hall.meeting,
            step="insights",
            text="Wij vragen te veel",
            level=Level.DOUBLE,
            client_key=uuid4(),
        )
    with pytest.raises(TextRefused):
        actions.harvest(by=hall.bram, meeting=hall.meeting, step="insights", text="Nog een", level=Level.SINGLE)
    there = thread_queries.of_meeting(hall.meeting.pk)
    assert [(one.text, one.thread_id, one.owner) for one in there.try_outs] == [
        ("Eerst bellen", thread.pk, world.bram.pk)
    ]
    assert {(one.text, one.thread_id, one.by) for one in there.insights} == {
        ("Wij vragen te veel", thread.pk, world.bram.pk)
    }


def test_a_try_out_has_an_owner_in_the_room_and_a_day_that_is_near(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("tries")
    for wrong in ({"due_on": clock.today() + timedelta(days=15)}, {"due_on": clock.today() - SOON}, {"text": ""}):
        with pytest.raises(TextRefused):
            decide(hall, **wrong)
    with pytest.raises(Refused):
        decide(hall, owner=world.carla)
    decide(hall, owner=None)
    decide(hall, "Nog een", by=hall.lea)
    with pytest.raises(TextRefused, match="2"):
        decide(hall, "Een te veel")


def test_a_guest_writes_down_an_insight_without_a_name(world: World) -> None:
    hall = a_hall(world)
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gast")
    actions.admit_guest(by=hall.anna, guest=guest)
    hall.go_to("insights")
    made = actions.harvest(by=guest, meeting=hall.meeting, step="insights", text="Fris gezien", level=Level.TRIPLE)
    assert (made.by, made.meeting_id) == (None, hall.meeting.pk)  # type: ignore[union-attr]


def test_what_was_due_is_looked_back_on(world: World) -> None:
    tried = threads.add_try_out(
        by=world.bram,
        team=world.team,
        kind=TryOutKind.ACTION,
        text="Eerst bellen",
        owner=world.bram,
        due_on=clock.today(),
    )
    elsewhere = threads.add_try_out(
        by=world.carla,
        team=world.other_team,
        kind=TryOutKind.ACTION,
        text="Van Oost",
        owner=world.carla,
        due_on=clock.today(),
    )
    hall = a_hall(world)
    step = script.REVIEW_KEY
    with pytest.raises(Refused):
        actions.note_effect(by=hall.bram, meeting=hall.meeting, step=step, try_out=elsewhere, seen=Seen.YES)
    actions.note_effect(by=hall.lea, meeting=hall.meeting, step=step, try_out=tried, seen=Seen.BIT, text="Half")
    assert [one.seen for one in thread_queries.of_meeting(hall.meeting.pk).effects] == [Seen.BIT]
    hall.go_to("weather")
    with pytest.raises(TextRefused):
        actions.note_effect(by=hall.lea, meeting=hall.meeting, step=step, try_out=tried, seen=Seen.BIT)


def fill(hall: Hall) -> None:
    """Let Bram write, vote and rate in everything, and a guest write a card."""
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gast Gerda")
    actions.admit_guest(by=hall.anna, guest=guest)
    actions.check_in(by=hall.bram, meeting=hall.meeting, step="weather", word="wolk", values={"calm": 3})
    hall.go_to("cards")
    card = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Kaart van Bram")
    actions.contribute(by=guest, meeting=hall.meeting, step="cards", text="Kaart van de gast")
    gone = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Onaardig")
    actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=gone.pk)
    hall.go_to("closed")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="closed", text="Nooit geopend")
    hall.go_to("dots")
    actions.vote(by=hall.bram, meeting=hall.meeting, step="dots", dots=2, target=card.pk)
    hall.go_to("rating")
    actions.rate(by=hall.bram, meeting=hall.meeting, step="rating", scale="calm", value=7)
    hall.go_to("tries")
    decide(hall)


def test_closing_makes_a_report_and_keeps_a_number_of_people(world: World) -> None:
    hall = a_hall(world)
    fill(hall)
    code = hall.meeting.join_code
    for _press in range(2):
        actions.close(by=hall.anna, meeting=hall.meeting)
    row = hall.fresh()
    assert (row.phase, row.close_reason, row.participants_count) == (MeetingPhase.CLOSED, "stopped", 4)
    assert (row.facilitator_seen_at, row.join_code, doors.open_door(kind=DoorKind.JOIN, secret=code)) == (
        None,
        "",
        None,
    )
    assert Participant.objects.filter(meeting=row, person__isnull=False).count() == 0
    assert Vote.objects.count() == Rating.objects.count() == 0
    kinds = set(MeetingEvent.objects.filter(meeting=row).values_list("kind", flat=True))
    assert kinds <= {"started", "moved", "opened", "closed"}
    page = queries.report(world.lea, row)
    words = {one.text: one.author for step in page.steps for one in step.items}
    assert words == {"Kaart van Bram": "Bram Visser", "Kaart van de gast": "Gast Gerda"}
    assert [(one.text, one.owner) for one in page.try_outs] == [("Eerst bellen", "Bram Visser")]
    tallies = {step.key: step.tally for step in page.steps if step.tally}
    assert tallies["dots"] == {"named_votes": [{"option": "", "card": "Kaart van Bram", "dots": 2}]}
    assert tallies["rating"] == {"scales": {"calm": {"withheld": "too_few"}}}
    assert (page.people, len(page.steps)) == (4, len(STEPS))
    assert [one.verb for one in journal.of(object_id=row.pk)][-1] == Verb.ENDED


def test_where_only_outcomes_are_kept_every_word_is_gone(world: World) -> None:
    hall = a_hall(world, a_format(keeps=Keeps.OUTCOMES))
    fill(hall)
    report = actions.close(by=hall.anna, meeting=hall.meeting)
    assert Contribution.objects.count() == 0
    assert "Kaart van Bram" not in report.data
    assert [one.text for one in queries.report(world.lea, hall.fresh()).try_outs] == ["Eerst bellen"]


def test_time_planned_and_used_is_kept(world: World) -> None:
    started = clock.now()
    with clock.frozen(started):
        hall = a_hall(world)
    with clock.frozen(started + timedelta(seconds=90)):
        hall.go_to("cards")
    with clock.frozen(started + timedelta(seconds=100)):
        actions.close(by=hall.anna, meeting=hall.meeting)
    steps = queries.report(world.anna, hall.fresh()).steps
    assert [(one.planned_seconds, one.used_seconds, one.reached) for one in steps[:3]] == [
        (300, 90, True),
        (300, 10, True),
        (300, 0, False),
    ]


def test_a_report_for_its_participants_alone(world: World) -> None:
    steps = (a_step("insights", StepKind.HARVEST), a_step("tries", StepKind.DECIDE))
    hall = a_hall(world, a_format(*steps, keeps=Keeps.OUTCOMES, readers=Readers.PARTICIPANTS))
    actions.harvest(by=hall.bram, meeting=hall.meeting, step="insights", text="Ik dacht anders", level=Level.DOUBLE)
    hall.go_to("tries")
    decide(hall, "Ik vraag eerst", expectation="Meer rust")
    assert thread_queries.of_meeting(hall.meeting.pk) == thread_queries.Outcomes((), (), ())
    actions.close(by=hall.anna, meeting=hall.meeting)
    absent = world.colleagues(1)[0]
    with pytest.raises(Refused):
        queries.report(absent, hall.fresh())
    inside = queries.report(world.bram, hall.fresh()).inside
    due = clock.today() + SOON
    assert [(one["what"], one["text"]) for one in inside] == [
        ("double", "Ik dacht anders"),
        (f"action:{due}", "Ik vraag eerst\nMeer rust"),
    ]


def test_a_meeting_that_ran_to_its_last_step_is_finished_and_one_that_runs_has_no_report(world: World) -> None:
    hall = a_hall(world, a_format(a_step("talk", StepKind.TALK)))
    with pytest.raises(Refused):
        queries.report(world.lea, hall.fresh())
    with pytest.raises(Refused):
        actions.close(by=hall.bram, meeting=hall.meeting)
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert hall.fresh().close_reason == "finished"


def test_a_forgotten_meeting_closes_itself_with_its_report(world: World) -> None:
    hall = a_hall(world)
    assert actions.close_if_forgotten(meeting=hall.meeting) is None
    with clock.frozen(clock.now() + timedelta(minutes=hall.meeting.minutes + 61)):
        assert actions.close_if_forgotten(meeting=hall.meeting) is not None
        assert actions.close_if_forgotten(meeting=hall.meeting) is None
    assert hall.fresh().close_reason == "forgotten"
    assert Report.objects.filter(meeting=hall.meeting).count() == 1


def test_guests_names_go_after_thirty_days(world: World) -> None:
    hall = a_hall(world)
    fill(hall)
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert actions.erase_old_guests() == 0
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert actions.erase_old_guests() == 1
    page = queries.report(world.lea, hall.fresh())
    words = {one.text: one.author for step in page.steps for one in step.items}
    assert words["Kaart van de gast"] == ""


def test_attendance_is_noted_for_oneself_and_tells_no_one_where(world: World) -> None:
    hall = a_hall(world)
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert not queries.report(world.bram, hall.fresh()).was_there
    for _press in range(2):
        actions.confirm_attendance(by=world.bram, meeting=hall.fresh())
    row = Attendance.objects.get()
    assert (row.person_id, row.pk.version, json.loads(row.text)["meeting"]) == (world.bram.pk, 4, str(hall.meeting.pk))
    assert {field.name for field in Attendance._meta.fields} == {"id", "organisation", "person", "text"}
    assert queries.report(world.bram, hall.fresh()).was_there
    with clock.frozen(clock.now() + timedelta(days=8)), pytest.raises(Refused):
        actions.confirm_attendance(by=world.lea, meeting=hall.fresh())


def test_erasing_a_person_leaves_the_report_without_the_name(world: World) -> None:
    from drieslag.privacy.register import erase_person, export_person

    hall = a_hall(world)
    fill(hall)
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert [one["text"] for one in export_person(world.bram.pk)["meetings.Contribution"]] == ["Kaart van Bram"]
    erase_person(world.bram.pk)
    erase_person(world.anna.pk)
    page = queries.report(world.lea, hall.fresh())
    assert {one.author for step in page.steps for one in step.items} == {"", "Gast Gerda"}
    assert [one.owner for one in page.try_outs] == [""]
    assert str(world.anna.pk) not in repr(list(MeetingEvent.objects.values_list("payload")))
    assert not Person.objects.filter(pk=world.bram.pk).exists()


def test_the_jobs_go_through_all_organisations(world: World) -> None:
    hall = a_hall(world, a_format(a_step("cards", StepKind.COLLECT, Showing.OPEN)))
    with clock.frozen(clock.now() + timedelta(hours=5)):
        assert jobs.close_forgotten() == 1
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert jobs.erase_guests() == 0
    assert Meeting.objects.get(pk=hall.meeting.pk).phase == MeetingPhase.CLOSED


def test_inside_too_the_same_sending_is_written_once(world: World) -> None:
    steps = (a_step("insights", StepKind.HARVEST, max_each=2), a_step("tries", StepKind.DECIDE))
    hall = a_hall(world, a_format(*steps, readers=Readers.PARTICIPANTS))
    key, other = uuid4(), uuid4()
    for _press in range(2):
        actions.harvest(
            by=hall.bram, meeting=hall.meeting, step="insights", text="Zo", level=Level.SINGLE, client_key=key
        )
    hall.go_to("tries")
    assert decide(hall, client_key=other) == decide(hall, client_key=other)
    assert Contribution.objects.count() == 2


def test_a_thread_is_told_how_many_explored_it(world: World) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="De wachtlijst")
    meeting = actions.start(by=world.anna, meeting=planned(world, thread=thread))
    actions.close(by=actions.enter(by=world.anna, meeting=meeting), meeting=meeting)
    assert [one.people for one in thread.explorations.all()] == [1]


def test_votes_behind_closed_cards_are_in_no_report(world: World) -> None:
    hidden = a_step("choice", StepKind.VOTE, Showing.HIDDEN, options=OPTIONS)
    hall = a_hall(world, a_format(hidden, a_step("rating", StepKind.RATE, Showing.HIDDEN, scales=(SCALE,))))
    actions.vote(by=hall.bram, meeting=hall.meeting, step="choice", option="yes")
    hall.go_to("rating")
    actions.rate(by=hall.bram, meeting=hall.meeting, step="rating", scale="calm", value=3)
    assert queries.room(hall.fresh(), Viewer.SCREEN).tallies == {}
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert [step.tally for step in queries.report(world.lea, hall.fresh()).steps] == [{}, {}]


def test_the_queue_knows_the_jobs(world: World) -> None:
    hall = a_hall(world, a_format(a_step("cards", StepKind.COLLECT)))
    with clock.frozen(clock.now() + timedelta(hours=5)):
        jobs.close_forgotten_now(0)
    jobs.erase_guests_now(0)
    assert hall.fresh().phase == MeetingPhase.CLOSED


def test_a_meeting_that_outlives_a_hand_over_leaves_nothing_with_the_other_team(world: World) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="De wachtlijst")
    early, late = (planned(world, thread=thread, title="") for _ in range(2))
    hall = Hall(actions.start(by=world.anna, meeting=early))
    hall.seats = {"anna": actions.enter(by=world.anna, meeting=early)}
    offer = threads.hand_over(by=world.bram, thread=thread, to_team=world.other_team)
    now = threads.take_thread(by=world.carla, hand_over=offer)
    threads.edit_thread(by=world.carla, thread=now, title="Van Oost", story="")
    hall.go_to("insights")
    actions.harvest(by=hall.anna, meeting=hall.meeting, step="insights", text="Te veel", level=Level.DOUBLE)
    actions.close(by=hall.anna, meeting=hall.meeting)
    second = Hall(actions.start(by=world.anna, meeting=late))
    second.seats = {"anna": actions.enter(by=world.anna, meeting=late)}
    actions.close(by=second.anna, meeting=second.meeting)
    assert [one.meeting_id for one in now.explorations.all()] == [early.pk]  # its beginning went along; nothing after
    assert thread_queries.of_meeting(early.pk).insights[0].team == world.team
    assert not now.insights.exists()
    page = world.client(world.carla).get(reverse("board:thread", args=[now.pk]))
    assert page.status_code == 200
    assert str(early.pk) not in page.content.decode()
    for meeting in (early, late):
        report = world.client(world.anna).get(reverse("meetings:report", args=[meeting.pk]))
        assert report.status_code == 200
        assert "Van Oost" not in report.content.decode()
        assert str(thread.pk) not in report.content.decode()
