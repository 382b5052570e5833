"""The made-up organisation: whole, twice is once, on a demo alone, and with the two stories that it is there for."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from drieslag.core import clock, tenancy
from drieslag.core.models import Installation, Organisation
from drieslag.kernel import cycle
from drieslag.kernel.format import Phase
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.rules import may_read_report
from drieslag.learning.threads import queries
from drieslag.learning.threads.models import Thread
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.people.queries import count_members
from drieslag.web.demo import content
from drieslag.web.demo.seed import seed
from tests.factories.world import TenantClient

pytestmark = pytest.mark.slow
PERSONAS = set(Role)


def load() -> None:
    seed(lambda _what, _part: None)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Organisation]:
    """The whole organisation, made once for all tests here: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        Installation.objects.create(is_demo=True)
        load()
        organisation = Organisation.objects.get(slug=content.organisation()["slug"])
        with tenancy.inside(organisation.pk):
            yield organisation
        transaction.set_rollback(True)


def browser() -> TenantClient:
    return TenantClient()


def of_title(title: str) -> Thread:
    return next(thread for thread in Thread.objects.all() if thread.title == title)


def test_there_is_somebody_for_each_row_of_the_table_of_who_uses_it(demo: Organisation) -> None:
    assert {figure.persona for figure in content.personas()} == PERSONAS
    assert count_members(Team.objects.get(name="Wijkteam De Linde").pk) == 9


def test_twice_is_once(demo: Organisation) -> None:
    before = Thread.objects.count()
    load()
    assert (Organisation.objects.count(), Thread.objects.count()) == (1, before)


def test_every_phase_of_a_thread_is_there(demo: Organisation) -> None:
    rows = queries.board(Team.objects.get(name="Wijkteam De Linde"), clock.today())
    assert {cycle.phase(row.facts) for row in rows} == set(Phase)


def test_the_question_from_the_jar_led_to_a_shorter_list_and_was_shared(demo: Organisation) -> None:
    thread = of_title("Wie van ons kijkt weleens naar ander werk?")
    effects = [effect for try_out in thread.try_outs.all() for effect in try_out.effects.all()]
    assert len(effects) == 3
    assert any("wachtlijst" in effect.text for effect in effects)
    assert {effect.meeting_id for effect in effects} != {try_out.meeting_id for try_out in thread.try_outs.all()}
    assert thread.opened_by is None
    assert thread.state == "closed"


def test_the_talk_about_convictions_is_read_by_those_who_were_there_alone(demo: Organisation) -> None:
    meeting = Meeting.objects.get(format_code="W14")
    readers = {person.first_name for person in Person.objects.all() if may_read_report(person, meeting)}
    assert readers == {"Joost", "Piotr", "Samira"}


def test_meetings_are_planned_and_try_outs_are_due(demo: Organisation) -> None:
    assert Meeting.objects.filter(phase=MeetingPhase.PLANNED, planned_at__gt=clock.now()).count() == 5
    due = queries.due_try_outs(Team.objects.get(name="Wijkteam De Linde"), clock.today())
    assert len(due) >= 3


def test_one_press_signs_in_as_a_persona(demo: Organisation) -> None:
    client = browser()
    assert "Yasmin Bouali" in client.get("/demo/").content.decode()
    answer = client.post("/demo/yasmin/", {"next": "/account/"}, follow=True)
    assert answer.redirect_chain == [("/account/", 302)]
    assert answer.context["me"].person.name == "Yasmin Bouali"


def test_nobody_goes_to_another_site_by_signing_in(demo: Organisation) -> None:
    assert browser().post("/demo/yasmin/", {"next": "https://example.org/"}).headers["Location"] == "/"


def test_the_way_in_of_a_demo_shows_its_people_first(demo: Organisation) -> None:
    assert browser().get("/account/login/?next=/board/").headers["Location"] == "/demo/?next=%2Fboard%2F"
    assert 'href="/demo/"' in browser().get("/account/login/?with=password").content.decode()
