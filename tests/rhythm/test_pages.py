"""The pages of a rhythm, and what the home page says of it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time, timedelta
from html import unescape

import pytest

from drieslag.learning.meetings import queries as meetings
from drieslag.learning.meetings.actions import close
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm import actions
from drieslag.learning.rhythm.enums import Kind, Reason, State
from drieslag.learning.rhythm.models import Agreement, Cap, Occurrence
from drieslag.learning.threads.models import Thread
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import World
from tests.rhythm.making import NOW, TODAY, agreed, at_least, give_up, moment, on, weekly

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
LAST_WEEK, NEXT_WEEK = TODAY - timedelta(days=7), TODAY + timedelta(days=7)


def words(html: str) -> str:
    """What stands in the page, without tags."""
    main = html.split("<main")[1].split(">", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def page_of(world: World, path: str = "", who: str = "bram") -> str:
    answer = world.client(getattr(world, who)).get(path or f"/rhythm/{world.team.pk}/")
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def press(world: World, path: str, who: str = "bram", **given: object) -> str:
    """Press, and return the words of the page that follows."""
    answer = world.client(getattr(world, who)).post(path, given, follow=True)
    assert answer.status_code == 200, path
    return words(answer.content.decode())


def a_quarter(world: World) -> Agreement:
    """Eight weeks of board sessions: five held, one of them moved, one given up for a crisis, two open."""
    agreement = agreed(world, weeks_ago=7)
    days = [TODAY - timedelta(weeks=back) for back in range(7, 1, -1)]
    with on(days[1]):
        actions.move(by=world.bram, occurrence=moment(agreement, days[2]), to=NOW - timedelta(weeks=4))
    give_up(world, agreement, days[3])
    for day in (*days[:3], *days[4:]):
        actions.hold(by=world.bram, occurrence=moment(agreement, day))
    return agreement


def test_the_quarter_says_what_was_held_and_what_it_gave_way_to(world: World) -> None:
    a_quarter(world)
    text = words(page_of(world))
    assert "Wijkteam De Linde, fourth quarter 2026" in text
    assert "8 moments planned so far: 4 held , 1 moved , 1 given up , 2 still open ." in text
    assert "Crisis: 1 time Board session in week 44" in text
    assert "5 of 6" in text
    assert "Board session, 3 November: held" in text
    assert "Board session, 1 December: to come" in text
    assert "Bram" not in text
    assert words(page_of(world, who="lea")) == text


@pytest.mark.parametrize("who", ["carla", "ada", "dirk"])
def test_another_team_has_no_such_pages(world: World, who: str) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    client = world.client(getattr(world, who))
    for path in ("", "agreements/", "agreements/new/", "beginning/", "hours/"):
        assert client.get(f"/rhythm/{world.team.pk}/{path}").status_code == 404
    assert client.get(f"/moments/{row.pk}/").status_code == 404
    assert client.get(f"/agreements/{agreement.pk}/").status_code == 404
    for path in ("held", "given-up", "moving", "meeting", "presence"):
        assert client.post(f"/moments/{row.pk}/{path}/").status_code == 404
    assert client.post("/rhythm/undo/", {"moment": row.pk}).status_code == 404
    assert client.post(f"/rhythm/{world.team.pk}/days/2026-11-24/held/").status_code == 404


def test_a_team_begins_with_what_is_offered_in_one_press(world: World) -> None:
    assert "A rhythm that holds begins small" in words(page_of(world))
    path = f"/rhythm/{world.team.pk}/beginning/"
    text = words(page_of(world, path))
    assert "All of it together: 95 minutes a week: 6.6 % of 24 hours." in text
    assert "Intervision: at least every 6 weeks, 90 minutes" in text
    kinds = ["check_in", "board_session", "intervision", "buddy_talk", "case_discussion"]
    after = press(world, path, kinds=kinds, day="2026-12-01", at="09:00")
    assert "Case discussion" in after
    assert Agreement.objects.count() == 5
    assert "everything that is on offer" in words(page_of(world, path))
    again = world.client(world.bram).post(path, {"kinds": [], "day": "", "at": "x"})
    assert again.status_code == 422
    text = words(page_of(world, f"/rhythm/{world.team.pk}/agreements/"))
    assert "95 minutes a week: 6.6 % of 24 hours" in text
    assert "Your organisation keeps 8 % for learning. This fits in it." in text
    assert "every week on Tuesday at 09:20" in text


def test_more_than_the_cap_is_said_calmly_and_stays_possible(world: World) -> None:
    text = press(
        world, f"/rhythm/{world.team.pk}/agreements/new/", kind="other", name="Lezen", shape="recurs", often="w1",
        starts_on="2026-12-01", at="10:00", minutes=240, format_code="", place="", holder="", until="",
    )  # fmt: skip
    assert "Lezen" in text
    assert "more than the 8 % that your organisation keeps for learning. You may choose that." in text
    assert "Nobody sees to it yet." in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"starts_on": "2026-11-01"}, "A rhythm begins today or later."),
        ({"starts_on": "gisteren"}, "Write the date like this"),
        ({"until": "2040-01-01"}, "five years at most"),
        ({"until": "2026-11-30"}, "no such day before the last day"),
        ({"minutes": "1"}, "greater than or equal to 5"),
        ({"kind": "party"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_stays_in_the_form(world: World, changes: dict[str, str], why: str) -> None:
    given = {
        "kind": "other", "name": "Wandelen", "shape": "recurs", "often": "m1", "starts_on": "2026-12-01",
        "at": "10:00", "minutes": "30",
    }  # fmt: skip
    answer = world.client(world.bram).post(f"/rhythm/{world.team.pk}/agreements/new/", {**given, **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in words(page)
    assert 'value="Wandelen"' in page
    assert not Agreement.objects.exists()


def test_a_kind_begins_with_how_it_mostly_goes(world: World) -> None:
    page = page_of(world, f"/rhythm/{world.team.pk}/agreements/new/?kind=team_day")
    assert 'value="360"' in page
    assert '<option value="m6" selected>' in page
    assert 'value="30"' in page_of(world, f"/rhythm/{world.team.pk}/agreements/new/?kind=nonsense")


def test_changing_from_a_day_on(world: World) -> None:
    agreement = agreed(world, weekly(unit="month", nth=1, name="Bord"), weeks_ago=0)
    path = f"/agreements/{agreement.pk}/"
    page = page_of(world, path)
    assert 'value="2026-12-01"' in page
    given = {
        "kind": "board_session", "name": "Bord", "shape": "recurs", "often": "m1", "starts_on": "2026-12-01",
        "at": "09:00", "minutes": "15", "format_code": "W03", "place": "Tuin",
    }  # fmt: skip
    press(world, path, **given)
    assert [(each.pk, each.place, each.nth) for each in Agreement.objects.all()] == [(agreement.pk, "Tuin", 1)]
    press(world, path, **{**given, "often": "w2", "starts_on": "2026-12-03"})
    new = Agreement.objects.get(ended_at=None)
    assert (new.previous_id, new.every, new.unit, new.weekday) == (agreement.pk, 2, "week", 3)
    assert world.client(world.bram).get(path).status_code == 403
    answer = world.client(world.bram).post(f"/agreements/{new.pk}/", {**given, "starts_on": "2026-11-01"})
    assert answer.status_code in {302, 422}


def test_at_least_takes_months_as_weeks(world: World) -> None:
    press(
        world, f"/rhythm/{world.team.pk}/agreements/new/", kind="coaching_talk", shape="at_least", often="m3",
        starts_on="2026-12-01", at="10:00", minutes=45, holder=str(world.anna.pk),
    )  # fmt: skip
    made = Agreement.objects.get()
    assert (made.at_least_weeks, made.holder) == (13, world.anna.pk)


def test_ending_taking_up_and_holding(world: World) -> None:
    agreement = agreed(world, weekly(holder=world.bram.pk), weeks_ago=1)
    world.bram.memberships.update(until=TODAY)
    base = f"/rhythm/{world.team.pk}/agreements/"
    assert "Bram Visser has left the team. Who takes this over?" in words(page_of(world, base, "anna"))
    assert "Thank you" not in press(world, f"/agreements/{agreement.pk}/holder/", "anna")
    assert "You see to it that this goes on." in words(page_of(world, base, "anna"))
    assert "Anna de Boer sees to it" in words(page_of(world, base, "lea"))
    assert "What we stopped with" in press(world, f"/agreements/{agreement.pk}/end/", "anna")
    assert "already has ended" not in press(world, f"/agreements/{agreement.pk}/end/", "lea")
    assert "What we stopped with" not in press(world, f"/agreements/{agreement.pk}/return/", "lea")
    actions.end(by=world.anna, agreement=agreement)
    press(world, f"/agreements/{agreement.pk}/holder/", "anna")


def test_hours_and_percentage(world: World) -> None:
    agreed(world, weekly(minutes=60))
    assert "5 % of 20 hours" in press(world, f"/rhythm/{world.team.pk}/hours/", hours=20)
    assert world.client(world.bram).post(f"/rhythm/{world.team.pk}/hours/", {"hours": 99}).status_code == 422
    assert world.client(world.bram).get("/rhythm/cap/").status_code == 404
    OrganisationRole.objects.create(organisation=world.organisation, person=world.lea, role=Role.DIRECTOR)
    press(world, "/rhythm/cap/", "lea", percent=4)
    assert Cap.objects.get().percent == 4
    assert "more than the 4 %" in words(page_of(world, f"/rhythm/{world.team.pk}/agreements/"))
    assert world.client(world.lea).post("/rhythm/cap/", {"percent": 0}).status_code == 422


def test_one_press_for_each_answer_with_undo(world: World) -> None:
    agreement = agreed(world, weeks_ago=1)
    row = moment(agreement, LAST_WEEK)
    text = words(page_of(world))
    assert "Did this go on?" in text
    after = press(world, f"/moments/{row.pk}/held/")
    assert "Board session, 17 Nov: held." in after
    assert "Undo" in after
    assert "before you" not in press(world, f"/moments/{row.pk}/held/", "anna")
    assert moment(agreement, LAST_WEEK).state == State.HELD
    press(world, "/rhythm/undo/", moment=row.pk, back="today")
    assert moment(agreement, LAST_WEEK).state == State.PLANNED
    assert "given up: holiday" in press(world, f"/moments/{row.pk}/given-up/", reason="holiday")
    press(world, f"/moments/{row.pk}/given-up/", reason="illness of Bram")
    assert moment(agreement, LAST_WEEK).reason == Reason.HOLIDAY
    late = world.client(world.anna).post(f"/moments/{row.pk}/held/", {"back": "rhythm"}, follow=True)
    assert "A colleague was before you: this moment is now “given up”" in unescape(late.content.decode())
    late = world.client(world.anna).post(f"/moments/{row.pk}/given-up/", {"reason": "crisis"}, follow=True)
    assert "A colleague was before you" in unescape(late.content.decode())


def test_moving_in_one_press_or_with_a_form(world: World) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    path = f"/moments/{row.pk}/moving/"
    page = page_of(world, f"/moments/{row.pk}/")
    assert 'value="2026-12-02T09:00+01:00"' in page
    assert "is now on Wednesday 2 December" in press(world, path, to="2026-12-02T09:00+01:00")
    assert moment(agreement, NEXT_WEEK).moved
    past = world.client(world.bram).post(path, {"day": "2026-11-20", "at": "09:00", "scope": "once"})
    assert past.status_code == 422
    assert "That moment has passed. Choose one to come" in words(past.content.decode())
    assert 'value="2026-11-20"' in past.content.decode()
    for wrong in ({"day": "", "at": "09:00", "scope": "once"}, {"day": "9999-01-01", "at": "9:00", "scope": "once"}):
        assert world.client(world.bram).post(path, wrong).status_code == 422
    press(world, path, day="2026-12-03", at="14:00", scope="all")
    assert Agreement.objects.get(ended_at=None).weekday == 3
    assert world.client(world.bram).post(path, {"to": "2026-12-04T09:00"}).status_code == 404


def test_a_whole_day_at_once_and_undone_at_once(world: World) -> None:
    for kind in (Kind.CHECK_IN, Kind.BOARD_SESSION):
        agreed(world, weekly(kind), weeks_ago=1)
    day = f"/rhythm/{world.team.pk}/days/2026-11-17/held/"
    assert day in page_of(world)
    after = press(world, day, back="today")
    assert "Check-in, Board session, 17 Nov: held." in after or "Board session, Check-in, 17 Nov: held." in after
    held = [str(row.pk) for row in Occurrence.objects.filter(state=State.HELD)]
    assert len(held) == 2
    press(world, "/rhythm/undo/", moment=held)
    assert not Occurrence.objects.filter(state=State.HELD).exists()
    client = world.client(world.bram)
    assert client.post(f"/rhythm/{world.team.pk}/days/gisteren/held/").status_code == 404
    assert client.post("/rhythm/undo/", {"moment": "x"}).status_code == 404
    assert client.post("/rhythm/undo/").status_code == 404
    press(world, f"/rhythm/{world.team.pk}/days/2026-12-08/held/")  # to come: a sentence, and nothing changed
    assert not Occurrence.objects.filter(state=State.HELD).exists()


def test_a_meeting_from_a_moment(world: World) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    text = words(page_of(world, f"/moments/{row.pk}/"))
    assert "Make a meeting of it" in text
    assert "Start now" not in text
    assert world.client(world.bram).post(f"/moments/{row.pk}/meeting/").url.endswith("/plan/")  # type: ignore[attr-defined]
    assert "To the meeting" in words(page_of(world, f"/moments/{row.pk}/"))
    today = moment(agreement, TODAY)
    assert "Start now" in words(page_of(world, f"/moments/{today.pk}/"))
    begun = world.client(world.bram).post(f"/moments/{today.pk}/meeting/", {"begin": "1"})
    assert begun.status_code == 302
    assert Meeting.objects.get(phase="running").facilitator == world.bram
    bare = moment(agreed(world, weekly(Kind.TEAM_DAY, format_code="")), NEXT_WEEK)
    answer = world.client(world.bram).post(f"/moments/{bare.pk}/meeting/", follow=True)
    assert "No format was agreed on" in answer.content.decode()


def test_a_proposal_is_accepted_or_put_off_in_one_press(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=7)
    page = page_of(world)
    assert "You agreed on this, and it was not held yet." in words(page)
    on_ = re.search(r'name="on" value="([^"]+)"', page)
    assert on_
    path = f"/agreements/{agreement.pk}/"
    press(world, f"{path}quiet/", back="today")
    assert "Time for this" not in words(page_of(world))
    press(world, f"{path}acceptance/", on=unescape(on_[1]), short="1")
    assert Occurrence.objects.get().lasts < 90
    assert "Our rhythm" in press(world, f"{path}acceptance/", on="soon")
    assert Occurrence.objects.count() == 1
    late = world.client(world.bram).post(f"{path}acceptance/", {"on": "2026-11-01T10:00"}, follow=True)
    assert "has passed" in late.content.decode()
    actions.end(by=world.bram, agreement=agreement)
    late = world.client(world.bram).post(f"{path}quiet/", follow=True)
    assert "has ended" in late.content.decode()


def test_i_was_there_is_for_oneself(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=1)
    row = actions.plan_moment(by=world.bram, agreement=agreement, at=NOW + timedelta(minutes=5))
    actions.hold(by=world.bram, occurrence=row)
    path = f"/moments/{row.pk}/"
    assert "I was there" in page_of(world, path)
    press(world, f"{path}presence/")
    assert "You noted that you were there." in words(page_of(world, path))
    assert "You noted that you were there." not in words(page_of(world, path, "lea"))
    assert "Your last intervision was this past week" in words(page_of(world))
    assert "You have not noted any intervision yet" in words(page_of(world, who="lea"))
    other = moment(agreed(world), TODAY)
    answer = world.client(world.bram).post(f"/moments/{other.pk}/presence/", follow=True)
    assert "once the intervision was held" in answer.content.decode()


def test_the_team_sees_a_word_about_intervision(world: World) -> None:
    agreed(world, at_least(), weeks_ago=1)
    world.colleagues(5)
    actions.freeze_week()
    assert "Few of you had intervision within six weeks." in words(page_of(world))


def test_the_question_for_the_team_goes_to_the_board(world: World) -> None:
    a_quarter(world)
    press(world, f"/rhythm/{world.team.pk}/question/", number=0)
    assert Thread.objects.get().title == "It is always busy. Which moment do we not want to lose this quarter?"
    press(world, f"/rhythm/{world.team.pk}/question/", number="x")


def test_other_quarters_can_be_looked_at(world: World) -> None:
    a_quarter(world)
    text = words(page_of(world, f"/rhythm/{world.team.pk}/?quarter=2027-1"))
    assert "first quarter 2027" in text
    assert "Did this go on?" not in text
    assert "third quarter 2026" in words(page_of(world, f"/rhythm/{world.team.pk}/?quarter=2026-3"))
    assert "fourth quarter 2026" in words(page_of(world, f"/rhythm/{world.team.pk}/?quarter=1-9"))


def test_mine_leads_to_the_first_team(world: World) -> None:
    assert world.client(world.bram).get("/rhythm/").url == f"/rhythm/{world.team.pk}/"  # type: ignore[attr-defined]
    text = words(page_of(world, "/rhythm/", "ada"))
    assert "not in a team yet" in text
    assert "Time for learning in your organisation" in text
    assert world.client().get("/rhythm/").status_code == 302


def test_the_home_page_asks_few_things(world: World) -> None:
    a_quarter(world)
    agreed(world, at_least(), weeks_ago=7)
    agreed(world, at_least(Kind.COACHING_TALK, at_least_weeks=2), weeks_ago=7)
    with on(TODAY, time(8)):
        text = words(page_of(world, "/"))
    assert "Did this go on? Board session Tuesday 17 November" in text
    assert "Time for this" in text
    assert "1 more" in text
    assert "In your rhythm Board session Tuesday 24 November, 09:00" in text
    row = Occurrence.objects.get(original_on=LAST_WEEK)
    after = press(world, f"/moments/{row.pk}/held/", back="today")
    assert "Good afternoon, Bram" in after
    assert "Board session, 17 Nov: held. Undo" in after


def test_pages_cost_a_fixed_number_of_queries(world: World, django_assert_num_queries: Counting) -> None:
    client = world.client(world.bram)
    for _ in range(2):
        for kind in (Kind.BOARD_SESSION, Kind.INTERVISION):
            agreed(world, weekly(kind), weeks_ago=5)
            agreed(world, at_least(kind), weeks_ago=7)
        with django_assert_num_queries(14):
            client.get(f"/rhythm/{world.team.pk}/")
        with django_assert_num_queries(13):
            client.get(f"/rhythm/{world.team.pk}/agreements/")
        with django_assert_num_queries(29):
            client.get("/")


def test_a_refusal_stays_in_its_form(world: World) -> None:
    agreement = agreed(world)
    given = {
        "kind": "board_session", "shape": "recurs", "often": "w1", "starts_on": "2026-12-01", "at": "09:00",
        "minutes": "15", "until": "2040-01-01",
    }  # fmt: skip
    answer = world.client(world.bram).post(f"/agreements/{agreement.pk}/", given)
    assert answer.status_code == 422
    assert "five years at most" in answer.content.decode()
    answer = world.client(world.bram).post(
        f"/rhythm/{world.team.pk}/beginning/", {"kinds": ["check_in"], "day": "2026-11-01", "at": "09:00"}
    )
    assert answer.status_code == 422
    assert "A rhythm begins today or later" in answer.content.decode()


def test_what_a_meeting_proved_is_not_undone(world: World) -> None:
    row = moment(agreed(world, weeks_ago=1), TODAY)
    meeting = actions.plan_meeting(by=world.bram, occurrence=row, begin=True)
    seat = meetings.get_seat(meeting, world.bram)
    assert seat is not None
    close(by=seat, meeting=meeting)
    assert "1 held" in words(page_of(world))
    answer = world.client(world.bram).post("/rhythm/undo/", {"moment": row.pk}, follow=True)
    assert "that it went on stands" in answer.content.decode()
