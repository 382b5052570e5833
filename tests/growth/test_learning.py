"""How I learn: a picture of one's own year for oneself alone, and ways to vary."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drieslag.core import clock
from drieslag.development.competence import actions as competence
from drieslag.development.competence.enums import MomentKind
from drieslag.development.evaluations import actions as evaluations
from drieslag.development.evaluations.enums import Heading
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.enums import Kind
from drieslag.development.plans import actions
from drieslag.development.plans.enums import Origin
from drieslag.development.plans.models import Activity, Goal
from drieslag.development.plans.queries.mix import done_since
from drieslag.development.reflections import actions as reflections
from drieslag.development.reflections.enums import AboutKind
from drieslag.development.reflections.marks import About, Marks
from drieslag.kernel.format import Preference
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Attendance
from drieslag.people.models import Membership, Person
from drieslag.web.growth.learning import likings, picture
from tests.competence.showing import moment
from tests.factories.world import World
from tests.offerings.things import after, make_offering
from tests.reflections.test_looking_back import held

type Counting = Callable[[int], AbstractContextManager[object]]

URL = "/growth/learning/"
PAGE = 16  # five of the picture, one of what one likes, two of the plan; the rest is who asks


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")


def did(world: World, goal: Goal, way: str, **more: Any) -> Activity:
    row = actions.add_activity(by=world.bram, goal_id=goal.pk, text=f"Iets {uuid4()}", way=way, **more)
    return actions.mark_done(by=world.bram, activity_id=row.pk)


def main_of(world: World, who: Person | None = None, language: str = "en") -> str:
    page = world.client(who or world.bram).get(URL, HTTP_ACCEPT_LANGUAGE=language)
    assert page.status_code == 200
    return page.content.decode().split("<main")[1].split("</main>")[0]


def counted(world: World) -> tuple[str, str]:
    drawn = picture(world.bram, clock.today())
    return drawn.ways.sentence, drawn.company.sentence


def test_at_first_it_says_what_will_stand_there(world: World) -> None:
    page = main_of(world)
    assert "There is nothing to draw yet" in page
    assert f'href="{reverse("growth:plan")}"' in page
    assert "ds-bar" not in page
    assert "What counts as one moment?" in page


def test_what_was_done_counts_and_what_is_planned_does_not(world: World, goal: Goal) -> None:
    for way in ("doing", "doing", "together", "formal"):
        did(world, goal, way)
    actions.add_activity(by=world.bram, goal_id=goal.pk, text="Nog te doen")
    assert counted(world) == (
        "4 moments: 2 by doing, 1 with others and 1 from a course or book.",
        "4 moments: 1 with others there and 3 by yourself.",
    )


def test_after_a_year_it_is_not_the_last_year_any_more(world: World, goal: Goal) -> None:
    did(world, goal, "doing")
    with clock.frozen(clock.now() + timedelta(days=365)):
        assert counted(world)[0] == "1 moment: 1 by doing."
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert counted(world) == ("", "")


def test_a_meeting_that_is_a_step_too_counts_once_in_the_way_one_chose(world: World, goal: Goal) -> None:
    meeting = held(world)
    meetings.confirm_attendance(by=world.bram, meeting=meeting)
    assert counted(world) == ("1 moment: 1 with others.", "1 moment: 1 with others there.")
    did(world, goal, "doing", origin=(Origin.MEETING, meeting.pk))
    assert counted(world) == ("1 moment: 1 by doing.", "1 moment: 1 with others there.")


def test_an_intervision_held_elsewhere_counts_as_a_meeting_does(world: World) -> None:
    said = {"moment": str(uuid4()), "on": clock.today().isoformat(), "format": "W09", "minutes": 90}
    Attendance.objects.create(organisation=world.organisation, person=world.bram, text=json.dumps(said))
    assert counted(world) == ("1 moment: 1 with others.", "1 moment: 1 with others there.")


def test_what_a_colleague_offers_is_a_course_or_with_others(world: World, goal: Goal) -> None:
    for kind in (Kind.TRAINING, Kind.VISIT):
        offering = make_offering(world, kind=kind, by=world.carla if kind == Kind.VISIT else None)
        offerings.sign_up(by=world.bram, offering=offering)
        with clock.frozen(after(offering)):
            offerings.hold_past()
            offerings.say_i_was_there(by=world.bram, offering=offering)
    with clock.frozen(after(offering, 1)):
        assert counted(world) == (
            "2 moments: 1 with others and 1 from a course or book.", "2 moments: 2 with others there."
        )  # fmt: skip


def test_trying_out_is_with_others_once_a_colleague_told_what_was_seen(world: World) -> None:
    moment(world)  # not tried yet
    tried = moment(world, kind=MomentKind.OBSERVATION, tried_on=clock.today())
    asked = competence.ask_feedback(by=world.bram, moment=tried, colleague=world.anna)
    assert counted(world) == ("1 moment: 1 by doing.", "1 moment: 1 by yourself.")
    competence.give_feedback(by=world.anna, feedback=asked, saw="Je wachtte.")
    assert counted(world) == ("1 moment: 1 with others.", "1 moment: 1 with others there.")


def test_a_note_counts_unless_it_belongs_to_something_else(world: World, goal: Goal) -> None:
    for about in (None, About(AboutKind.TRY_OUT, uuid4(), "Bellen"), About(AboutKind.MEETING, uuid4(), "Bord")):
        reflections.write(by=world.bram, text="Ik wachtte.", marks=Marks(about=about), key=uuid4())
    reflections.write(by=world.bram, text="Rust.", marks=Marks(about=About(AboutKind.OFFERING, uuid4(), "Dag")))
    assert counted(world) == ("2 moments: 2 by doing.", "2 moments: 2 by yourself.")


def test_the_rule_of_thumb_lies_beside_it_and_nothing_is_judged(world: World, goal: Goal) -> None:
    did(world, goal, "formal")
    page = main_of(world)
    assert "Of 10 moments: 7 by doing, 2 with others and 1 from a course or book." in page
    assert page.count('<svg class="ds-bar" role="img" aria-label=') == 3
    assert page.count("<caption") == 3
    assert "That this mix is the best one was never shown." in page
    assert not re.search(r"\d\s*%|\btoo (little|much|few)\b|\bscore\b", page.replace('%"', '"'))


def test_nobody_sees_anything_of_another(world: World, goal: Goal, eva: Person) -> None:
    did(world, goal, "together")
    for who in (world.anna, world.lea, world.carla, world.ada, world.dirk, eva):
        page = main_of(world, who) if who != world.dirk else _main_of_dirk(world)
        assert "There is nothing to draw yet" in page
        assert goal.text not in page


def _main_of_dirk(world: World) -> str:
    return world.client(world.dirk).get(URL).content.decode()


def test_what_one_likes_comes_first_and_all_five_are_there(world: World) -> None:
    assert not any(each.is_own for each in likings(world.bram))
    assert "Choose how I like to learn" in main_of(world)
    evaluations.write_field(by=world.bram, heading=Heading.WAYS, ways=[Preference.DISCOVERING])
    found = likings(world.bram)
    assert [each.key for each in found] == ["discovering", "copying", "participating", "acquiring", "practising"]
    assert [each.is_own for each in found] == [True, False, False, False, False]
    page = main_of(world)
    assert page.index("Finding out for yourself") < page.index("Watching how others do it")
    assert page.count("<details") == 5  # what counts, and the four other ways
    assert f'href="{reverse("meetings:format", args=["experiment"])}"' in page
    assert f'href="{reverse("meetings:formats")}?preference=discovering"' in page


def test_a_step_is_made_on_the_page_of_a_goal(world: World) -> None:
    assert f'href="{reverse("growth:new_goal")}"' in main_of(world)
    goal = actions.add_goal(by=world.bram, text="Ik rond af.", for_residents="Rust.")
    assert f'href="{reverse("growth:goal", args=[goal.pk])}#acts"' in main_of(world)


def test_who_only_applies_is_offered_nothing_new(world: World) -> None:
    actions.begin_applying(by=world.bram, until=clock.today() + timedelta(days=20))
    page = main_of(world)
    assert "so nothing new is offered here" in page
    assert "preference=" not in page


def test_who_left_has_the_own_picture_and_no_offer(world: World, goal: Goal) -> None:
    did(world, goal, "doing")
    Membership.objects.filter(person=world.bram).update(until=clock.today())
    Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
    page = main_of(world)
    assert "1 moment: 1 by doing." in page
    assert "Five ways to learn" not in page


def test_the_ways_to_it(world: World) -> None:
    client = world.client(world.bram)
    for page in ("/growth/", reverse("reflections:quarter")):
        assert f'href="{URL}"' in client.get(page).content.decode(), page
    assert f'href="{URL}"' not in client.get(reverse("reflections:week")).content.decode()


def test_it_reads_as_much_for_one_moment_as_for_many(
    world: World, goal: Goal, django_assert_num_queries: Counting
) -> None:
    bram = world.client(world.bram)
    bram.get(URL)
    for times in (1, 6):
        for _each in range(times):
            did(world, goal, "together")
            reflections.write(by=world.bram, text="Ik wachtte.", key=uuid4())
        with django_assert_num_queries(5):
            picture(world.bram, clock.today())
        with django_assert_num_queries(1):
            likings(world.bram)
        with CaptureQueriesContext(connection) as found:
            assert bram.get(URL).status_code == 200
        assert len(found) == PAGE
        with django_assert_num_queries(1):
            done_since(world.bram, date(2026, 1, 1))


def test_in_dutch_it_is_said_as_a_colleague_would(world: World, goal: Goal) -> None:
    did(world, goal, "doing")
    did(world, goal, "together")
    page = main_of(world, language="nl")
    assert "2 momenten: 1 door te doen en 1 met anderen." in page
    assert "2 momenten: 1 samen en 1 alleen." in page
    assert "Zo leer je" not in page
