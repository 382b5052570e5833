"""Meetings with formats of several meetings, with others' materials, and held on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.kernel.format import Format, StepKind, Use
from drieslag.learning.formats import actions, queries
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings import queries as meeting_queries
from drieslag.learning.meetings.actions.paper import Outcome
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads import queries as thread_queries
from drieslag.learning.threads.enums import Origin, TryOutKind
from drieslag.library import formats as library
from tests.factories.world import World
from tests.formats.drafts import published
from tests.library.scripts import good
from tests.library.test_sittings import with_sittings

pytestmark = pytest.mark.django_db


def one_that(use: Use) -> Format:
    """Return a format of the library with this use."""
    return next(found for found in library.load_all().values() if found.use is use)


@pytest.fixture
def two(world: World) -> str:
    """The code of an own format of two meetings."""
    own = actions.import_format(by=world.anna, team=world.team, format_=good(with_sittings("1", "2")))
    actions.publish(by=world.anna, own=own)
    return own.code


class TestSittings:
    def test_each_meeting_runs_its_own_steps(self, world: World, two: str) -> None:
        at = clock.now()
        first = meetings.plan(by=world.anna, team=world.team, format_code=two, planned_at=at)
        second = meetings.plan(by=world.anna, team=world.team, format_code=two, planned_at=at, sitting=2)
        assert [(one.sitting, one.minutes) for one in (first, second)] == [(1, 10), (2, 10)]
        started = meetings.start(by=world.anna, meeting=second)
        assert [step.key for step in meeting_queries.format_of(started).steps] == ["questions"]
        with pytest.raises(Refused):
            meetings.plan(by=world.anna, team=world.team, format_code=two, planned_at=at, sitting=3)

    def test_planning_asks_which_and_the_report_proposes_the_next(self, world: World, two: str) -> None:
        anna = world.client(world.anna)
        page = anna.get(reverse("meetings:new"), {"format": two})
        assert [number for number, _label in page.context["form"].fields["sitting"].choices] == [1, 2]
        data = {"format": two, "sitting": "1", "team": str(world.team.pk), "now": "1"}
        assert anna.post(reverse("meetings:new"), data).status_code == 302
        meeting = Meeting.objects.get()
        meetings.close(by=meetings.enter(by=world.anna, meeting=meeting), meeting=meeting)
        following = anna.get(reverse("meetings:report", args=[meeting.pk])).context["next_sitting"]
        assert (following.number, following.count) == (2, 2)
        assert anna.get(following.plan).context["form"]["sitting"].value() == "2"

    def test_a_format_of_one_meeting_asks_nothing(self, world: World) -> None:
        page = world.client(world.anna).get(reverse("meetings:new"), {"format": "W03"})
        assert "sitting" not in page.context["form"].fields


class TestConsent:
    def test_it_starts_only_once_it_stands_who_agreed(self, world: World) -> None:
        code = one_that(Use.CONSENT).code
        meeting = meetings.plan(by=world.anna, team=world.team, format_code=code, planned_at=clock.now())
        with pytest.raises(Refused):
            meetings.start(by=world.anna, meeting=meeting)
        with pytest.raises(Refused):
            actions.note_consent(by=world.anna, code=code, whose="Makers", given_on=clock.today(), document="Brief")
        actions.note_consent(by=world.ada, code=code, whose="Makers", given_on=clock.today(), document="Brief")
        assert meetings.start(by=world.anna, meeting=meeting).is_live
        actions.end_consent(by=world.ada, code=code)
        assert queries.consent_for(code) is None

    def test_its_page_says_so_and_takes_it(self, world: World) -> None:
        found = one_that(Use.CONSENT)
        anna, ada = world.client(world.anna), world.client(world.ada)
        assert anna.get(reverse("meetings:format", args=[found.slug])).status_code == 200
        place = reverse("formats:consent", args=[found.slug])
        given = {"whose": "De makers", "given_on": clock.today().isoformat(), "document": "Brief 4"}
        assert anna.get(place).status_code == 200
        assert anna.post(place, given).status_code == 403
        assert ada.post(place, given | {"whose": ""}).status_code == 422
        assert ada.post(place, given).status_code == 302
        assert "De makers" in anna.get(place).content.decode()
        assert ada.post(place, {"end": "1"}).status_code == 302

    @pytest.mark.parametrize("days", [1, 400])
    def test_a_day_to_come_is_refused(self, world: World, days: int) -> None:
        code = one_that(Use.CONSENT).code
        later = clock.today() + timedelta(days=days)
        with pytest.raises(Refused):
            actions.note_consent(by=world.ada, code=code, whose="Makers", given_on=later, document="Brief")


class TestPaper:
    def test_date_form_and_number(self, world: World) -> None:
        held = clock.today() - timedelta(days=3)
        meeting = meetings.log_on_paper(by=world.bram, team=world.team, format_code="W03", held_on=held, people=6)
        assert (meeting.phase, meeting.participants_count, meeting.on_paper) == (MeetingPhase.CLOSED, 6, True)
        (row,) = meeting_queries.recent_for(world.team)
        assert (row.people, row.closed_at.date()) == (6, held)
        assert world.client(world.anna).get(reverse("meetings:report", args=[meeting.pk])).status_code == 200
        statement = Statement.objects.get(object_id=meeting.pk)
        assert statement.verb == "ended"

    def test_what_came_of_it_goes_on_the_board(self, world: World) -> None:
        thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wat doe ik?")
        meeting = meetings.log_on_paper(
            by=world.bram, team=world.team, format_code="W08", held_on=clock.today(), people=5, thread=thread,
            outcome=Outcome(insight="Stilte werkt.", try_out="Tel tot tien."),
        )  # fmt: skip
        there = thread_queries.of_meeting(meeting.pk)
        assert [one.text for one in there.insights] == ["Stilte werkt."]
        assert [one.text for one in there.try_outs] == ["Tel tot tien."]
        assert thread.explorations.count() == 1

    def test_where_the_report_is_of_those_who_were_there_the_words_stay_inside(self, world: World) -> None:
        meeting = meetings.log_on_paper(
            by=world.bram, team=world.team, format_code="W14", held_on=clock.today(), people=2,
            outcome=Outcome(insight="Ik mag vragen."),
        )  # fmt: skip
        assert not thread_queries.of_meeting(meeting.pk).insights
        place = reverse("meetings:report", args=[meeting.pk])
        assert world.client(world.bram).get(place).status_code == 200
        assert world.client(world.anna).get(place).status_code == 403

    def test_what_is_held_elsewhere_is_logged_and_never_planned(self, world: World) -> None:
        code = one_that(Use.LOG).code
        with pytest.raises(Refused):
            meetings.plan(by=world.anna, team=world.team, format_code=code, planned_at=clock.now())
        assert meetings.log_on_paper(
            by=world.anna, team=world.team, format_code=code, held_on=clock.today(), people=8
        ).on_paper

    def test_a_day_to_come_a_year_ago_and_nobody_are_refused(self, world: World) -> None:
        for days, people in ((-1, 5), (400, 5), (0, 0), (0, 201)):
            held = clock.today() - timedelta(days=days)
            with pytest.raises(Refused):
                meetings.log_on_paper(by=world.bram, team=world.team, format_code="W03", held_on=held, people=people)

    def test_the_page_takes_it_once(self, world: World) -> None:
        anna = world.client(world.anna)
        place = reverse("meetings:log")
        form = anna.get(place, {"format": "W03"}).context["form"]
        data = {
            "key": form.initial["key"], "format": "W03", "team": str(world.team.pk), "people": "5",
            "held_on": clock.today().isoformat(), "insight": "Samen kijken.", "level": "double",
        }  # fmt: skip
        assert anna.post(place, data).status_code == 302
        assert anna.post(place, data).status_code == 302
        assert Meeting.objects.count() == 1
        assert anna.post(place, data | {"people": "0"}).status_code == 422
        assert world.client(world.carla).post(place, data).status_code == 422

    def test_an_own_format_too(self, world: World) -> None:
        own = published(world)
        meeting = meetings.log_on_paper(
            by=world.anna, team=world.team, format_code=own.code, held_on=clock.today(), people=4
        )
        assert meeting_queries.format_of(meeting).code == own.code


class TestFinding:
    def test_variants_stand_under_their_base(self, world: World) -> None:
        page = world.client(world.anna).get(reverse("meetings:formats"))
        groups = {row.code: [each.code for each in row.variants] for row in page.context["groups"]}
        kin = [found for found in library.load_all().values() if found.variant_of]
        assert kin
        for found in kin:
            assert found.code not in groups or found.variant_of not in library.load_all()
        assert sum(1 + len(rest) for rest in groups.values()) == len(library.load_all())

    def test_a_word_narrows_and_one_outside_the_preference_stands_by_itself(self, world: World) -> None:
        anna = world.client(world.anna)
        named = anna.get(reverse("meetings:formats"), {"text": "bordsessie"}).context["groups"]
        assert [row.code for row in named] == ["W03"]
        asked = anna.get(reverse("meetings:formats"), {"preference": "discovering"}).context["groups"]
        assert [row.outside for row in asked].count(True) == 1

    def test_an_own_format_is_suggested_with_the_others(self, world: World) -> None:
        own = published(world)
        rows = world.client(world.anna).get(reverse("meetings:formats"), {"minutes": "20"}).context["groups"]
        assert own.code in {row.code for row in rows}
        rows = world.client(world.carla).get(reverse("meetings:formats"), {"minutes": "20"}).context["groups"]
        assert own.code not in {row.code for row in rows}


def test_each_step_that_decides_has_room_of_its_own(world: World) -> None:
    from tests.meetings.rooms import a_format, a_hall, a_step

    first, second = (a_step(key, StepKind.DECIDE, max_all=1) for key in ("choice", "back"))
    hall = a_hall(world, a_format(first, second))

    def decide(step: str) -> None:
        meetings.decide(
            by=hall.anna, meeting=hall.meeting, step=step, kind=TryOutKind.ACTION, text=f"Bellen {step}", owner=None,
            due_on=clock.today() + timedelta(days=7),
        )  # fmt: skip

    decide("choice")
    with pytest.raises(Refused):
        decide("choice")
    hall.go_to("back")
    decide("back")
    with pytest.raises(Refused):
        decide("back")
