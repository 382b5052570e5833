"""What a team does with its result: a meeting, a question, its own words; and what goes to the municipality."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads.enums import Origin
from drieslag.learning.threads.models import Thread
from drieslag.people.enums import Role
from drieslag.people.queries import of_person
from drieslag.surveys.actions import release, texts
from drieslag.surveys.actions import results as actions
from drieslag.surveys.models import ClosedText, Discussion, Group, ReleasedResult
from drieslag.surveys.queries import results as queries
from tests.factories.world import World
from tests.results.making import an_instrument, close, responses
from tests.results.test_freezing import NINE
from tests.results.test_reading import LATER, TEN, with_role

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
SAID = ("Meer tijd op dinsdag.", "Vraag het Annet maar.")


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def group(world: World) -> Group:
    """The group of a team whose round has closed."""
    close(
        an_instrument(), {world.team: responses(NINE), world.other_team: responses(TEN)}, texts={world.team: list(SAID)}
    )
    return Group.objects.select_related("round").get(team=world.team)


def at(group: Group, rest: str) -> str:
    return f"/results/groups/{group.pk}/{rest}"


def test_one_press_plans_a_meeting_with_the_result_on_the_table(world: World, group: Group) -> None:
    page = world.client(world.bram).get(at(group, "")).content.decode()
    assert 'value="2026-11-25"' in page  # the next working day: the team has no rhythm yet
    done = world.client(world.bram).post(at(group, "meeting/"), {"day": "2026-12-01", "at": "09:30"})
    meeting = Meeting.objects.get()
    assert done["Location"] == f"/meetings/{meeting.pk}/"
    assert (meeting.format_code, meeting.material_kind, meeting.material_id) == ("W48", "round", group.pk)
    assert meeting.planned_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    again = world.client(world.anna).post(at(group, "meeting/"), {"day": "2026-12-02", "at": "09:30"})
    assert again["Location"] == done["Location"]
    assert Discussion.objects.count() == 1
    assert f"/results/groups/{group.pk}/" in world.client(world.bram).get(f"/meetings/{meeting.pk}/").content.decode()


def test_it_can_begin_at_once(world: World, group: Group) -> None:
    browser = world.client(world.bram)
    done = browser.post(at(group, "meeting/"), {"begin": "1"})
    meeting = Meeting.objects.get()
    assert done["Location"] == f"/meetings/{meeting.pk}/facilitator/"
    for page in ("room/", "facilitator/"):
        assert f"/results/groups/{group.pk}/" in browser.get(f"/meetings/{meeting.pk}/{page}").content.decode()


def test_who_is_not_in_the_team_plans_nothing(world: World, group: Group) -> None:
    assert world.client(world.carla).post(at(group, "meeting/"), {"begin": "1"}).status_code == 404
    with pytest.raises(Refused):
        actions.discuss(by=world.carla, group_id=group.pk, planned_at=LATER)


def test_a_day_that_is_none_is_asked_again(world: World, group: Group) -> None:
    assert world.client(world.bram).post(at(group, "meeting/"), {"day": "x", "at": "y"}).status_code == 403
    assert not Meeting.objects.exists()


def test_one_press_makes_a_practice_question_of_a_finding(world: World, group: Group) -> None:
    done = world.client(world.bram).post(at(group, "question/"), {"of": "item-time"})
    thread = Thread.objects.get()
    assert done["Location"] == f"/threads/{thread.pk}/"
    assert (thread.origin, thread.source_id, thread.opened_by) == (Origin.SURVEY, group.round_id, world.bram.pk)
    assert thread.title == "What do we do with ‘There is time to learn’?"
    assert "On average 2.2" in thread.story
    assert world.client(world.bram).post(at(group, "question/"), {"of": "item-nothing"}).status_code == 404


def test_texts_are_looked_over_by_a_member_and_read_by_the_team_alone(world: World, group: Group) -> None:
    url = at(group, "texts/")
    reader, looker, leader = world.client(world.anna), world.client(world.bram), world.client(world.lea)
    assert SAID[0] not in reader.get(url).content.decode()
    assert leader.post(url, {"act": "look"}).status_code == 403
    assert looker.post(url, {"act": "look"}).status_code == 302
    assert reader.post(url, {"act": "look"}).status_code == 403  # a colleague is at it
    assert all(text in looker.get(url).content.decode() for text in SAID)
    told = next(row for row in ClosedText.objects.all() if row.text == SAID[1])
    looker.post(f"/results/texts/{told.pk}/", {"hidden": "yes"})
    looker.post(url, {"act": "open"})
    for browser in (reader, leader):
        page = browser.get(url).content.decode()
        assert SAID[0] in page
        assert SAID[1] not in page
    assert world.client(world.carla).get(url).status_code == 404
    looker.post(url, {"act": "back"})
    assert SAID[0] not in reader.get(url).content.decode()


def test_nobody_above_the_team_ever_reads_its_texts(world: World, group: Group) -> None:
    texts.look_over(by=world.bram, group_id=group.pk)
    texts.lay_open(by=world.bram, group_id=group.pk)
    adviser = with_role(world, Role.LEARNING_ADVISER)
    with clock.frozen(LATER):
        assert world.client(adviser).get(at(group, "")).status_code == 200
        assert world.client(adviser).get(at(group, "texts/")).status_code == 404
        with pytest.raises(Refused):
            queries.texts_of(of_person(adviser), group)


def test_below_eight_answers_texts_stay_shut(world: World) -> None:
    close(an_instrument(), {world.team: responses(NINE[:6])}, texts={world.team: list(SAID)})
    group = Group.objects.get(team=world.team)
    with pytest.raises(Refused, match="Too few"):
        texts.look_over(by=world.bram, group_id=group.pk)
    assert "In your own words" not in world.client(world.bram).get(at(group, "")).content.decode()


def test_others_cannot_hide_or_find_a_text(world: World, group: Group) -> None:
    text = ClosedText.objects.first()
    assert text is not None
    with pytest.raises(NotFound):
        texts.hide_text(by=world.carla, text_id=text.pk)
    with pytest.raises(Refused):
        texts.hide_text(by=world.bram, text_id=text.pk)  # begin with looking it over


def test_the_whole_goes_to_the_municipality_as_a_copy(world: World, group: Group) -> None:
    director, maker = with_role(world, Role.DIRECTOR), with_role(world, Role.POLICY_MAKER)
    url = f"/results/rounds/{group.round_id}/release/"
    assert world.client(director).get(url).status_code == 404  # the teams have their days
    with clock.frozen(LATER):
        browser, reader = world.client(director), world.client(maker)
        assert reader.get(url).status_code == 404
        assert "Learning together" in browser.get(url).content.decode()
        browser.post(url, {"title": "Ruimte om te leren, najaar"})
        row = ReleasedResult.objects.get()
        assert all(figure["teams"] == [] for figure in row.result["figures"])
        assert all(
            figure["mean"] is None or round(figure["mean"], 1) == figure["mean"] for figure in row.result["figures"]
        )
        page = reader.get(f"/results/released/{row.pk}/").content.decode()
        assert "Learning together" in page
        assert world.team.name not in page
        assert reader.get(f"/results/groups/{group.pk}/").status_code == 404
        assert reader.get(f"/results/rounds/{group.round_id}/").status_code == 404
        assert world.client(world.bram).get(f"/results/released/{row.pk}/").status_code == 404
        assert reader.post(f"/results/released/{row.pk}/withdrawal/").status_code == 403
        browser.post(f"/results/released/{row.pk}/withdrawal/")
        assert reader.get(f"/results/released/{row.pk}/").status_code == 404
    assert list(Statement.objects.filter(object_kind="round").values_list("verb", flat=True)) == ["shared", "withdrew"]


def test_what_the_other_pages_cost(world: World, group: Group, django_assert_num_queries: Counting) -> None:
    texts.look_over(by=world.bram, group_id=group.pk)
    browser = world.client(world.bram)
    with django_assert_num_queries(11):
        assert browser.get(at(group, "texts/")).status_code == 200
    with django_assert_num_queries(12):
        assert browser.get(at(group, "panel/")).status_code == 200
    director = world.client(with_role(world, Role.DIRECTOR))
    with clock.frozen(LATER), django_assert_num_queries(15):
        assert director.get(f"/results/rounds/{group.round_id}/release/").status_code == 200


def test_teams_go_along_only_where_they_are_chosen_and_may_be_seen(world: World, group: Group) -> None:
    director, adviser = with_role(world, Role.DIRECTOR), with_role(world, Role.LEARNING_ADVISER)
    with clock.frozen(LATER):
        with pytest.raises(Refused):
            release.release(by=director, round_id=group.round_id, title="Alles", groups=[group.pk])
        made = release.release(by=adviser, round_id=group.round_id, title="Alles", groups=[group.pk])
    named = [team["name"] for figure in made.result["figures"] for team in figure["teams"]]
    assert set(named) == {world.team.name}


def test_a_round_that_is_open_has_no_result(world: World, group: Group) -> None:
    group.round.state, group.round.closed_at = "late", None
    group.round.save()
    assert world.client(world.bram).get(at(group, "")).status_code == 404
    assert world.client(world.bram).get(f"/results/rounds/{group.round_id}/").status_code == 404
    assert clock.now() < NOW + timedelta(days=1)
