"""A quarter of a team, with the clock moved: a rhythm, three questions, meetings in three formats of which one is the
team's own, an experiment that fails and one that travels, a given-up intervision, the jar, a plan after a training, and
a calendar that a real parser reads.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from drieslag.learning.threads.enums import Seen
from tests.e2e import house as houses
from tests.e2e.moved import AMSTERDAM, Clock, moved_house
from tests.e2e.people import ACTS, NEXT, PATIENCE, People, Room, acknowledged, begin
from tests.e2e.test_question_jar import drop_in_jar

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=AMSTERDAM)  # summer time begins in week 4
DESK = {"width": 1440, "height": 900}
QUESTIONS = ("Hoe begin ik over geld?", "Wat doe ik met een stilte?", "Wie belt de huisarts?")
FAILED = "We bellen elke vrijdag iedereen die wacht."
LEARNED = "Bellen zonder tijd af te spreken stoort. Een vast uur wel."
TRAVELLED = "Tas dicht in het eerste gesprek"
OWN = "Korte kring"
TRAINING = "Praten over geld"


@pytest.fixture(scope="module")
def lived(browser: Browser, built: Path) -> Iterator[tuple[People, Clock]]:
    """The people of a house that begins on that Monday."""
    expect.set_options(timeout=PATIENCE)
    with houses.folder() as home, moved_house(home, MONDAY) as (house, clock):
        people = People(browser, house)
        yield people, clock
        people.leave()
        assert people.broken == []


def test_a_quarter_of_a_team(lived: tuple[People, Clock]) -> None:
    people, clock = lived
    agree_on_a_rhythm(people)
    threads = ask(people)
    hold(people, begin(people, code="W03"))
    failed = try_out(people, "yasmin", threads[0], FAILED)
    worked = try_out(people, "merve", threads[1], "Mijn tas blijft dicht.")
    feed = calendar_of(people, "yasmin")
    plan = plan_after_training(people)
    settle_the_week(people)

    clock.forward(days=14)  # week 3
    nightly(people)
    look_back_on_plan(people, plan)
    drop_in_jar(people, "piotr", "Waarom lunchen we nooit samen?")
    hold_the_jar(people)

    clock.forward(days=28)  # week 7, after the clock went forward
    nightly(people)
    give_intervision_up(people)
    look_back(people, "yasmin", failed, Seen.NO)
    share(people, "yasmin", failed)
    look_back(people, "merve", worked, Seen.YES)
    travel(people, worked)
    code = write_a_format(people)
    hold(people, begin(people, code=code))

    clock.forward(days=35)  # week 12
    nightly(people)
    find_what_did_not_work(people)
    read_the_calendar(people, clock, feed)
    tell_the_quarter(people)


def agree_on_a_rhythm(people: People) -> None:
    """The team leader takes what is offered, in one press."""
    page = people.sign_in("els", **DESK)
    page.goto("/rhythm/")
    page.locator('a[href$="/beginning/"]').first.click()
    page.locator(f"main form .{ACTS}").click()
    page.wait_for_url("**/rhythm/**")
    page.goto(f"/rhythm/{people.house.team()}/")
    expect(page.locator("main table, main .ds-strand, main .lines").first).to_be_visible()
    kinds = people.house.sql("select kind from rhythm_agreement where team_id::text = %s", people.house.team())
    assert {"board_session", "case_discussion", "intervision"} <= {kind for (kind,) in kinds}


def ask(people: People) -> list[str]:
    """Three people bring a question in, on their phones."""
    keys = []
    for key, title in zip(("yasmin", "merve", "ruben"), QUESTIONS, strict=True):
        page = people.sign_in(key)
        page.goto("/questions/new/")
        page.locator("[name=title]").fill(title)
        page.locator(f"#ask form .{ACTS}").click()
        page.wait_for_url(lambda url: "/questions/new/" not in url)
        page.goto(f"/board/{people.house.team()}/")
        page.locator(".loom-narrow").get_by_role("link", name=title).first.click()
        page.wait_for_url("**/threads/**")
        keys.append(page.url.split("/threads/")[1].split("/")[0])
    return keys


def hold(people: People, room: Room) -> None:
    """Go through every step, and close."""
    room.fill("yasmin", "merve", "ruben")
    while room.desk.locator(NEXT).count():
        go_on(people, room)
    room.close()


def go_on(people: People, room: Room) -> str:
    """Press next; the desk shows the step that follows, which is returned."""
    acknowledged(room.desk, "/moves/", room.desk.locator(NEXT).click)
    step = step_of(people, room)
    expect(room.desk.locator("#step [data-step]")).to_have_attribute("data-step", step)
    expect(room.desk.locator(f'{NEXT}[value="{step}"]')).to_have_count(0)
    return step


def step_of(people: People, room: Room) -> str:
    return str(people.house.sql("select step from meetings_meeting where id::text = %s", room.meeting)[0][0])


def try_out(people: People, key: str, thread: str, text: str) -> str:
    """An experiment with what one thinks, hopes to see and how small it is."""
    page = people.sign_in(key)
    page.goto(f"/threads/{thread}/try-outs/")
    page.locator("[name=text]").fill(text)
    page.locator("[name=thinking]").fill("Wie iets hoort, maakt zich minder zorgen.")
    page.locator("[name=expectation]").fill("Minder mensen bellen zelf.")
    page.locator("[name=how_small]").fill("Twee collega's, vier weken.")
    page.locator(f"main form .{ACTS}").click()
    page.wait_for_url("**/threads/**")
    rows = people.house.sql("select id::text from threads_tryout where thread_id::text = %s", thread)
    return str(rows[0][0])


def settle_the_week(people: People) -> None:
    """What was planned until now is held, in one press a day."""
    page = people.sign_in("els")
    page.goto("/")
    held = page.locator('button[formaction*="/held/"], form[action*="/held/"] button')
    if held.count():
        held.first.click()
        page.wait_for_load_state()


def plan_after_training(people: People) -> str:
    """Three lines after a training."""
    page = people.sign_in("yasmin")
    page.goto("/trainings/")
    page.locator("[name=title]").fill(TRAINING)
    page.locator("[name=on]").fill(MONDAY.date().isoformat())
    page.locator(f"main form .{ACTS}").click()
    page.locator("[name=what]").fill("Ik noem geld in het eerste gesprek.")
    page.locator("[name=with_whom]").fill("Met Merve")
    page.locator("[name=when]").fill("Dinsdag")
    page.locator(f"main form .{ACTS}").click()
    page.wait_for_url(lambda url: "/transfer/" in url)
    return page.url.split("/transfer/")[1].split("/")[0]


def look_back_on_plan(people: People, plan: str) -> None:
    """After two weeks the home page asks, and an answer takes one press more than the numbers."""
    page = people.sign_in("yasmin")
    page.goto("/")
    link = page.locator(f'a[href="/transfer/{plan}/looks/2/"]')
    expect(link).to_be_visible()
    link.click()
    page.locator("[name=tried]").fill("3")
    page.locator("[name=seen]").first.check()
    page.locator(f"main form .{ACTS}").click()
    page.wait_for_url(lambda url: "/looks/" not in url)
    page.goto("/")
    expect(page.locator(f'a[href="/transfer/{plan}/looks/2/"]')).to_have_count(0)


def hold_the_jar(people: People) -> None:
    """The jar's format is held; its draw is played elsewhere (test_question_jar)."""
    code = """
by = people["joost"]
meeting = actions.plan(by=by, team=teams["linde"], format_code="W10", planned_at=clock.now(), facilitator=by)
actions.start(by=by, meeting=meeting)
for key in ("joost", "yasmin", "merve", "ruben", "samira", "piotr"):
    actions.enter(by=people[key], meeting=meeting)
print(meeting.pk)
"""
    meeting = people.house.act(code).strip()
    desk = people.sign_in("joost", **DESK)
    desk.goto(f"/meetings/{meeting}/facilitator/")
    room = Room(people, desk, meeting)
    numbers = "\n".join(
        f"actions.press_number(by=Meeting.objects.get(pk={meeting!r}).seats.get(person=people[{key!r}]),"
        f" meeting=Meeting.objects.get(pk={meeting!r}), step=Meeting.objects.get(pk={meeting!r}).step, number={number})"
        for key, number in (("yasmin", 4), ("merve", 17))
    )
    while desk.locator(NEXT).count():
        if go_on(people, room) == "draw":
            people.house.act(numbers)
            desk.locator('form[action$="/draw/"] button').click()
            expect(desk.locator('form[action$="/draw/"] button')).to_have_count(0)
    room.close()


def give_intervision_up(people: People) -> None:
    """A planned intervision gives way to a crisis in one press, and another is proposed."""
    page = people.sign_in("els", **DESK)
    rhythm = f"/rhythm/{people.house.team()}/"
    page.goto(rhythm)
    proposed = page.locator('form[action*="/acceptance/"]')
    expect(proposed.first).to_be_visible()
    proposed.first.locator("button").first.click()
    page.wait_for_load_state()
    [[moment]] = people.house.sql(
        "select o.id::text from rhythm_occurrence o join rhythm_agreement a on a.id = o.agreement_id"
        " where a.team_id::text = %s and a.kind = 'intervision' and o.state = 'planned' order by o.starts_at limit 1",
        people.house.team(),
    )
    page.goto(f"/moments/{moment}/")
    page.locator('button[name=reason][value="crisis"]').click()
    page.wait_for_load_state()
    page.goto(rhythm)
    expect(page.locator(".ds-gave")).to_have_count(1)
    expect(page.locator('form[action*="/acceptance/"]').first).to_be_visible()


def look_back(people: People, key: str, key_of: str, seen: Seen) -> None:
    """Within a minute, on a phone: seen or not, what surprised, and what it taught."""
    page = people.sign_in(key)
    page.goto(f"/try-outs/{key_of}/effect/")
    page.locator(f'[name=seen][value="{seen}"]').check()
    page.locator("[name=surprise]").fill("Sommige mensen vonden het bellen juist lastig.")
    page.locator(f"main form .{ACTS}").first.click()
    page.wait_for_url("**/effects/**")
    page.locator("[name=learned]").fill(LEARNED)
    page.locator('[name=level][value="double"]').check()
    page.locator(f"main form .{ACTS}").first.click()
    page.wait_for_url("**/threads/**")
    expect(page.get_by_text(LEARNED).first).to_be_visible()


def share(people: People, key: str, key_of: str) -> None:
    """What did not work is told to the other teams."""
    page = people.sign_in(key)
    page.goto(f"/try-outs/{key_of}/sharing/")
    page.locator("[name=tried]").fill(FAILED)
    page.locator('[name=seen][value="no"]').check()
    page.locator("[name=learned]").fill(LEARNED)
    page.locator(f"main form .{ACTS}").first.click()
    page.wait_for_url(lambda url: "/sharing/" not in url)


def find_what_did_not_work(people: People) -> None:
    """Another team finds it, without a name of a person."""
    page = people.sign_in("lotte")
    page.goto("/board/lessons/")
    shown = page.locator("main")
    expect(shown).to_contain_text(LEARNED)
    expect(shown).to_contain_text("Wijkteam De Linde")
    expect(shown).not_to_contain_text("Yasmin")


def travel(people: People, worked: str) -> None:
    """What worked is offered, and Team Oost takes it over in its own way."""
    page = people.sign_in("merve", **DESK)
    page.goto(f"/offers/new/try-out/{worked}/")
    page.locator("[name=title]").fill(TRAVELLED)
    page.locator("[name=what]").fill("In het eerste gesprek blijft de tas dicht.")
    page.locator("[name=came]").fill("De bewoner begint zelf.")
    page.locator(f"main form .{ACTS}").first.click()
    page.wait_for_url("**/offers/**")
    offer = page.url.split("/offers/")[1].split("/")[0]
    other = people.sign_in("lotte")
    other.goto(f"/offers/{offer}/take-over/")
    other.locator("[name=text]").fill("Bij ons blijft de laptop in de auto.")
    other.locator("[name=differently]").fill("Wij schrijven na afloop samen op.")
    other.locator(f"main form .{ACTS}").first.click()
    other.wait_for_url(lambda url: "/take-over/" not in url)
    page.goto(f"/offers/{offer}/")
    expect(page.locator("main")).to_contain_text("Team Oost")
    page.goto("/offers/map/")
    expect(page.locator("main")).to_contain_text("Team Oost")


def write_a_format(people: People) -> str:
    """The coach copies the check-in, gives it a name, tries it dry and publishes it."""
    page = people.sign_in("joost", **DESK)
    page.goto("/own-formats/new/")
    page.locator("[name=start]").select_option("check-in")
    page.locator("[name=name]").fill(OWN)
    page.locator(f"main form .{ACTS}").first.click()
    page.wait_for_url("**/own-formats/**")
    editor = page.url
    page.locator('a[href$="/dry-run/"]').first.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(editor)
    page.locator('form[action$="/publish/"] button').click()
    page.wait_for_load_state()
    [[code]] = people.house.sql("select code from formats_ownformat")
    return str(code)


def calendar_of(people: People, key: str) -> str:
    """An address for one's own calendar, shown once."""
    page = people.sign_in(key)
    page.goto("/calendar/")
    page.locator(f'form[action="/calendar/addresses/"] .{ACTS}').click()
    shown = page.locator("#address code")
    expect(shown).to_be_visible()
    return shown.inner_text().strip()


def read_the_calendar(people: People, clock: Clock, feed: str) -> None:
    """A parser that is not ours finds the moments that the program shows, in summer time too."""
    path = feed.split("/calendar/")[1]
    with urlopen(f"{people.house.url}/calendar/{path}") as answer:
        read = Calendar.from_ical(answer.read())
    found = recurring_ical_events.of(read).between(MONDAY, MONDAY + timedelta(weeks=20))
    series = [event for event in found if str(event["UID"]).startswith("rhythm-")]  # beside the meetings that were held
    board = [event for event in series if "Bordsessie" in str(event["SUMMARY"])]
    assert len(board) >= 16
    assert {event["DTSTART"].dt.astimezone(AMSTERDAM).time() for event in board} == {
        board[0]["DTSTART"].dt.astimezone(AMSTERDAM).time()
    }
    rows = people.house.sql(
        "select o.starts_at from rhythm_occurrence o join rhythm_agreement a on a.id = o.agreement_id"
        " where a.kind = 'board_session' and a.team_id::text = %s and o.state = 'planned' and o.starts_at > %s",
        people.house.team(),
        clock.now,
    )
    starts = {event["DTSTART"].dt for event in board}
    assert rows
    assert {at for (at,) in rows if at < MONDAY + timedelta(weeks=20)} <= starts


def tell_the_quarter(people: People) -> None:
    """The board, the figures and the rhythm tell what happened, and nobody's name stands in a figure."""
    page = people.sign_in("els", **DESK)
    team = people.house.team()
    page.goto(f"/board/{team}/")
    for title in QUESTIONS:
        expect(page.locator("#board")).to_contain_text(title)
    page.goto(f"/board/{team}/figures/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"/rhythm/{team}/")
    expect(page.locator("main")).to_contain_text("weggegeven")


def nightly(people: People) -> None:
    """What the queue does each night, now: its own clock did not move."""
    people.house.act(
        "from drieslag.learning.rhythm import actions as rhythm\n"
        "rhythm.unfold_all()\nrhythm.follow_meetings()\nrhythm.freeze_week()"
    )
