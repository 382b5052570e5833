"""A round without names: 22 people in three teams, from pasted lines to a practice question that came of it."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from drieslag.learning.threads.enums import Origin
from tests.e2e import house as houses
from tests.e2e.moved import AMSTERDAM, Clock, moved_house
from tests.e2e.newcomers import Count
from tests.e2e.people import ACTS, NEXT, PATIENCE, Room, acknowledged, listening
from tests.e2e.rounds import (
    MONDAY,
    Watched,
    became,
    by_keyboard,
    choose,
    choose_quickly,
    hand_in,
    items,
    let_mails_go,
    let_rounds_close,
    mail_about,
    next_monday,
    open_sheet,
    ready,
    together,
    token_comes,
)
from tests.e2e.test_logs import logs

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

DESK = {"width": 1440, "height": 900}
MOST_CLICKS, MOST_FIELDS, MOST_TO_ANSWER = 10, 4, 14
NAME = "Hoe leren wij van elkaar?"
LINES = (
    "Ik kan hier een fout bespreken",
    "Wij kijken samen terug op wat lukte",
    "Ik krijg tijd om iets uit te proberen",
    "Als ik vastloop, vraag ik een collega",
    "Wij vragen bewoners wat zij merkten",
    "Mijn leidinggevende vraagt wat ik leerde",
    "Wij vertellen andere teams wat niet werkte",
    "Ik weet waar ik goed in ben",
    "Wij maken af wat we samen afspreken",
    "Ik mag afwijken van hoe het altijd ging",
    "Nieuwe collega's stellen hier vragen",
    "Na een training doe ik er iets mee",
)
LINDE = ("yasmin", "els", "joost", "merve", "ruben", "piotr", "samira", "dewi", "anneke", "iris")
OOST = ("karim", "emre", "lotte", "orlando", "zofia", "willemijn", "fenna", "mo")
TOEGANG = ("gerda", "noor", "ravi", "sanne")
EVERYBODY = (*LINDE, *OOST, *TOEGANG)
APART = ("yasmin", "merve", "ruben", "piotr", "lotte", "karim", "noor")  # who does something of their own
AT_ONCE = 5
TENTH = """
import json
from drieslag.people import actions as joining
from drieslag.people.enums import Role
invited, _secret = joining.invite(by=people["dennis"], name="Iris Vermaat", email="iris@lindestad.example")
account = joining.make_account(email="iris@lindestad.example", password=None)
iris = joining.accept_invitation(person=invited, account=account)
joining.add_member(by=people["dennis"], team=teams["linde"], person=iris, role=Role.PROFESSIONAL, since=clock.today())
print(json.dumps({"id": str(iris.pk), "name": iris.name, "session": new_session(account)}))
"""
ASK_HAVEN = """
from datetime import timedelta
from drieslag.surveys.actions import instruments as writing, rounds, versions
from tests.results.making import an_instrument
bas, haven = people["bas"], teams["haven"]
own = writing.import_instrument(by=bas, team=haven, instrument=an_instrument())
versions.publish(by=bas, own=own)
made = rounds.make_round(by=bas, instrument_code=own.code, title="Hoe is het in Haven?", mode="anonymous", codes=1,
    teams=[haven.pk], closes_at=clock.now() + timedelta(days={days}))
rounds.open_round(by=bas, round_id=made.pk)
print(made.pk)
"""
TYPED = "Ik wil hier meer tijd om na te denken"


@pytest.fixture(scope="module")
def lived(browser: Browser, built: Path) -> Iterator[tuple[Watched, Clock]]:
    """The people of a house that begins on that Monday, with ten in De Linde; it is no demo, so mails go out."""
    expect.set_options(timeout=PATIENCE)
    with houses.folder() as home, moved_house(home, MONDAY) as (house, clock):
        house.sql("update core_installation set is_demo = false")
        house.made["people"]["iris"] = json.loads(house.act(TENTH))
        people = Watched(browser, house)
        yield people, clock
        people.leave()
        assert people.broken == []


def answers_of(key: str) -> list[int]:
    """What somebody answers; the answers of a team lie apart."""
    return [1 + (EVERYBODY.index(key) * 3 + number) % 5 for number in range(len(LINES))]


def test_a_round_of_three_teams(lived: tuple[Watched, Clock]) -> None:
    people, clock = lived
    next_monday(clock)
    found = ask(people)
    read_the_invitation(people, found)
    late = answer(people, found)
    end(people, clock, found, late)
    assert answered(people, found) == [len(LINDE), len(OOST) + len(TOEGANG)]
    group = read_as_team(people, found)
    nobody_else_reads(people, found)
    meeting = plan_to_talk(people, clock, group)
    make_a_question(people, group)
    talk(people, meeting)
    clock.forward(days=7)
    others_read(people, found)
    assert links(people) == []


def ask(people: Watched) -> str:
    """The learning adviser pastes twelve lines and asks three teams, from the home page."""
    count, page = Count(), people.sign_in("marijke", **DESK)
    page.goto("/")
    count.press(page.locator('nav a[href="/more/"]'))
    count.press(page.locator('main a[href="/instruments/"]'))
    count.press(page.locator('main a[href="/own-instruments/new/"]'))
    count.fill(page.locator("[name=name]"), NAME)
    count.fill(page.locator("[name=lines]"), "\n".join(LINES))
    count.press(page.locator("button[name=publish]"))
    count.press(page.locator('main a[href*="/rounds/new/"]'))
    for key in ("linde", "oost", "toegang"):
        count.press(page.locator(f'[name=teams][value="{people.house.team(key)}"]'))
    count.press(page.locator(f"main form .{ACTS}"))
    page.wait_for_url(lambda url: "/rounds/" in url and "/new/" not in url)
    for words in (f"{len(EVERYBODY)} mensen", "De Linde (10): een eigen", "Oost (8) en Team Toegang (4) worden samen"):
        expect(page.locator("main")).to_contain_text(words)
    count.press(page.locator(f'form[action$="/opening/"] .{ACTS}'))
    expect(page.locator('form[action$="/reminder/"]')).to_have_count(1)
    assert 0 < count.clicks <= MOST_CLICKS
    assert 0 < count.fields <= MOST_FIELDS
    return page.url.rstrip("/").rsplit("/", 1)[1]


def read_the_invitation(people: Watched, found: str) -> None:
    """Everybody has one, with the fingerprint that stands on the round's page, the sheet and the questionnaire."""
    let_mails_go(people)
    page = people.sign_in("marijke", **DESK)
    for address in (f"/rounds/{found}/", f"/rounds/{found}/council/"):
        page.goto(address)
        shown = [text.split() for text in page.locator("main code").all_text_contents()]
        for key, name in (("yasmin", "Wijkteam De Linde"), ("noor", "Team Toegang")):
            assert fingerprint(people, key, found) in shown, (address, name)
    assert fingerprint(people, "noor", found) == fingerprint(people, "emre", found)
    assert fingerprint(people, "noor", found) != fingerprint(people, "yasmin", found)
    assert all(fingerprint(people, key, found) for key in EVERYBODY)


def fingerprint(people: Watched, key: str, found: str) -> list[str]:
    """The parts of the fingerprint in somebody's invitation."""
    mail = mail_about(people, key, f"/answers/{found}/")
    return re.findall(r"\b[0-9a-f]{4}\b", mail.split(f"/answers/{found}/")[1].split("\n--")[0])


def answer(people: Watched, found: str) -> Page:
    """Everybody does, some in a way of their own; one has only begun when it ends."""
    from_the_mail(people, found)
    half_and_then_the_rest(people, found)
    with together(people, ["ruben", "piotr"]) as (ruben, piotr):
        begin_on_today([ruben, piotr], found)
        by_keyboard(ruben, answers_of("ruben"))
        became(ruben, "received")
        choose_quickly(piotr, answers_of("piotr"))
        piotr.locator("[data-hand-in]").dblclick()
        became(piotr, "received")
    with together(people, ["lotte"], language="en-GB") as (lotte,):
        begin_on_today([lotte], found)
        expect(lotte.locator("#promise")).to_have_text("This is anonymous. That means:")
        choose_quickly(lotte, answers_of("lotte"))
        hand_in(lotte)
        expect(became(lotte, "received")).to_contain_text("Thank you")
    on_two_devices(people, found)
    others = [key for key in EVERYBODY if key not in APART]
    for at in range(0, len(others), AT_ONCE):
        all_at_once(people, others[at : at + AT_ONCE], found)
    late = people.sign_in("noor")
    begin_on_today([late], found)
    choose(late, answers_of("noor")[:3])
    return late


def begin_on_today(pages: Sequence[Page], found: str) -> None:
    """The token comes on the first page that one opens, whatever it is about; then one goes to the questions."""
    for page in pages:
        page.goto("/")
    for page in pages:
        token_comes(page)
    for page in pages:
        open_sheet(page, found)


def from_the_mail(people: Watched, found: str) -> None:
    """What it takes on a phone, from the link in the mail to the receipt. Nothing is sent with a cookie."""
    with together(people, ["yasmin"]) as (page,):
        count = Count(clicks=1)  # the link
        mail = mail_about(people, "yasmin", f"/answers/{found}/")
        sent: list[Request] = []
        page.on("request", lambda request: sent.append(request) if "/anonymous/slip/" in request.url else None)
        page.goto(urlsplit(next(line for line in mail.splitlines() if f"/answers/{found}/" in line)).path)
        ready(page)
        page.locator(".ds-anon details summary").click()
        assert page.locator(".ds-fingerprint").inner_text().split() == fingerprint(people, "yasmin", found)
        for item, value in zip(items(page), answers_of("yasmin"), strict=True):
            count.press(item.locator(f'label:has(input[value="{value}"])'))
        count.press(page.locator("[data-hand-in]"))
        became(page, "received")
        assert 0 < count.clicks <= MOST_TO_ANSWER
        assert len(sent) == 1
        assert "cookie" not in sent[0].all_headers()


def half_and_then_the_rest(people: Watched, found: str) -> None:
    with together(people, ["merve"]) as (page,):
        begin_on_today([page], found)
        values = answers_of("merve")
        choose(page, values[:5])
        page.reload()
        ready(page)
        expect(page.locator("[data-progress-said]")).to_have_text("5 van 12 vragen")
        for item, value in zip(items(page)[5:], values[5:], strict=True):
            item.locator(f'label:has(input[value="{value}"])').click()
        hand_in(page)
        became(page, "received")
        page.reload()
        became(page, "already")


def on_two_devices(people: Watched, found: str) -> None:
    """The second says where to hand in, and holds nothing with which one could answer twice."""
    with together(people, ["karim", "karim"]) as (phone, desk):
        begin_on_today([phone], found)
        desk.goto(f"/answers/{found}/")
        expect(became(desk, "no-token")).to_contain_text("op een ander apparaat")
        expect(desk.locator("[data-hand-in]")).to_be_hidden()
        choose_quickly(phone, answers_of("karim"))
        hand_in(phone)
        became(phone, "received")


def all_at_once(people: Watched, keys: Sequence[str], found: str) -> None:
    with together(people, keys) as pages:
        begin_on_today(pages, found)
        for key, page in zip(keys, pages, strict=True):
            choose_quickly(page, answers_of(key))
        for page in pages:
            hand_in(page)
        for page in pages:
            became(page, "received")


def end(people: Watched, clock: Clock, found: str, late: Page) -> None:
    """The end comes; who had begun hands in during the day after it. Then everything comes out at once."""
    clock.forward(days=15)
    let_rounds_close(people)
    assert state_of(people, found) == "late"
    late.reload()
    ready(late)
    expect(late.locator(".ds-anon")).to_contain_text("De meting is dicht")
    for item, value in zip(items(late)[3:], answers_of("noor")[3:], strict=True):
        item.locator(f'label:has(input[value="{value}"])').click()
    hand_in(late)
    became(late, "received")
    clock.forward(days=1)
    let_rounds_close(people)
    assert state_of(people, found) == "closed"
    left = people.house.sql("select count(*) from surveys_invitee where round_id = %s", UUID(found))
    assert left == [(0,)]


def answered(people: Watched, found: str) -> list[int]:
    """How many answers there are of each group that counts by itself, and of those that are read together."""
    rows = people.house.sql(
        "select answers from surveys_group where round_id = %s and counted_in_id = id order by answers", UUID(found)
    )
    return [int(answers) for (answers,) in rows]


def handed_in(people: Watched) -> int:
    """How many sealed answers lie in the boxes."""
    return int(people.house.sql("select count(*) from privacy_slip")[0][0])


def state_of(people: Watched, found: str) -> str:
    return str(people.house.sql("select state from surveys_round where id = %s", UUID(found))[0][0])


def group_of(people: Watched, found: str, team: str) -> str:
    """The report group of a team."""
    rows = people.house.sql(
        "select id::text from surveys_group where round_id = %s and team_id = %s",
        UUID(found),
        UUID(people.house.team(team)),
    )
    return str(rows[0][0])


def whole_of(people: Watched, found: str) -> str:
    """The report group of everybody, in which the small team and the one that joins it are read."""
    rows = people.house.sql("select id::text from surveys_group where round_id = %s and parent_id is null", UUID(found))
    return str(rows[0][0])


def read_as_team(people: Watched, found: str) -> str:
    """A member finds the result on Today; those of the smallest team read the one in which they are counted."""
    let_mails_go(people)
    assert NAME in mail_about(people, "noor", f"/results/groups/{whole_of(people, found)}/")
    linde = group_of(people, found, "linde")
    page = people.sign_in("yasmin")
    page.goto("/")
    page.locator(f'main a[href="/results/groups/{linde}/"]').click()
    expect(page.locator("main")).to_contain_text("10 van")
    expect(page.get_by_role("heading", name=LINES[0])).to_be_visible()
    small = people.sign_in("noor")
    small.goto(f"/results/groups/{group_of(people, found, 'toegang')}/")
    for words in ("Team Toegang is te klein", "Nu zien alleen teams die samen gelezen worden dit"):
        expect(small.locator("main")).to_contain_text(words)
    return linde


def nobody_else_reads(people: Watched, found: str) -> None:
    """Whoever is above the teams finds nothing yet, not even the whole; teams do not read each other's."""
    groups = [f"/results/groups/{group_of(people, found, team)}/" for team in ("linde", "oost", "toegang")]
    whole = f"/results/rounds/{found}/"
    for key in ("marijke", "hans", "dennis", "chaima"):
        assert statuses(people, key, [whole, *groups]) == [404] * 4, key
    assert statuses(people, "emre", [groups[0], groups[0] + "figures.csv"]) == [404, 404]
    page = people.sign_in("marijke", **DESK)
    page.goto(f"/rounds/{found}/")
    expect(page.locator("main")).to_contain_text("ziet alleen elk team zijn eigen uitslag")
    assert page.locator('main a[href^="/results/"]').count() == 0


def statuses(people: Watched, key: str, addresses: Sequence[str]) -> list[int]:
    context = people.sign_in(key).context
    return [context.request.get(people.house.url + address, max_redirects=0).status for address in addresses]


def others_read(people: Watched, found: str) -> None:
    """After the teams' days the adviser reads every group, and the director the whole."""
    groups = [f"/results/groups/{group_of(people, found, team)}/" for team in ("linde", "oost", "toegang")]
    assert statuses(people, "hans", [f"/results/rounds/{found}/", groups[0]]) == [200, 404]
    page = people.sign_in("marijke", **DESK)
    page.goto(f"/rounds/{found}/")
    page.locator(f'main a[href="/results/rounds/{found}/"]').click()
    expect(page.locator("main")).to_contain_text(f"{len(EVERYBODY)} van")
    page.locator(f'main a[href="{groups[0]}"]').click()
    expect(page.locator("main")).to_contain_text("10 van")
    assert page.locator('form[action$="/question/"], form[action$="/meeting/"]').count() == 0


def plan_to_talk(people: Watched, clock: Clock, group: str) -> str:
    """From the result to a meeting that has it on the table, two days on."""
    page = people.sign_in("yasmin", **DESK)
    page.goto(f"/results/groups/{group}/")
    form = page.locator(f'form[action="/results/groups/{group}/meeting/"]')
    at = clock.now.astimezone(AMSTERDAM) + timedelta(days=2)
    form.locator("[name=day]").fill(at.date().isoformat())
    form.locator("[name=at]").fill("10:00")
    form.locator(f".{ACTS}").click()
    page.wait_for_url("**/meetings/**")
    expect(page.locator(".ds-table-top")).to_be_visible()
    clock.move_to(at.replace(hour=9, minute=58))
    return page.url.split("/meetings/")[1].split("/")[0]


def make_a_question(people: Watched, group: str) -> None:
    """One press at a finding: it stands on the team's board, and says where it came from."""
    page = people.sign_in("merve")
    page.goto(f"/results/groups/{group}/")
    page.locator('form[action$="/question/"] button').first.click()
    page.wait_for_url("**/threads/**")
    key = page.url.split("/threads/")[1].split("/")[0]
    expect(page.locator("main")).to_contain_text(NAME)
    rows = people.house.sql("select origin, team_id::text from threads_thread where id = %s", UUID(key))
    assert rows == [(Origin.SURVEY, people.house.team())]
    board = people.sign_in("ruben")
    board.goto(f"/board/{people.house.team()}/")
    expect(board.locator(f'.loom-narrow a[href="/threads/{key}/"]').first).to_be_visible()


def talk(people: Watched, meeting: str) -> None:
    """Two people go through the script with the figures beside it."""
    desk = people.sign_in("yasmin", **DESK)
    desk.goto(f"/meetings/{meeting}/")
    with listening(desk):
        desk.locator(f'form[action="/meetings/{meeting}/start/"] button').click()
        desk.wait_for_url("**/facilitator/")
    room = Room(people, desk, meeting)
    merve = room.enter("merve")
    for page in (desk, merve):
        table = page.locator(".ds-table-top")
        if table.get_attribute("open") is None:
            table.locator("summary").click()
        expect(table.get_by_role("rowheader", name=LINES[0])).to_be_visible()
    while desk.locator(NEXT).count():
        acknowledged(desk, "/moves/", desk.locator(NEXT).click)
        step = str(people.house.sql("select step from meetings_meeting where id = %s", UUID(meeting))[0][0])
        room.all_at(step)
        expect(desk.locator(f'{NEXT}[value="{step}"]')).to_have_count(0)
    room.close()


def links(people: Watched) -> list[tuple[str, str]]:
    """Where it shows who answered what, or with which token: addresses with it, logs with a name, a text or a key."""
    assert len(people.linking) > 4 * len(EVERYBODY)
    addresses = [("address", line) for line in people.asked for one in people.linking if one in line]
    names = {row["name"] for row in people.house.made["people"].values()}
    keys = {row["id"] for row in people.house.made["people"].values()} | set(people.house.made["teams"].values())
    rounds = {
        str(key) for (key,) in people.house.sql("select id from surveys_round union select id from surveys_group")
    }
    secret = names | keys | rounds | {NAME, *LINES} | people.linking
    found = {path: text for path, text in logs(people.house).items() if path.parent.name != "mail"}
    assert people.house.log in found
    return addresses + [(path.name, one[:60]) for path, text in found.items() for one in secret if one in text]


@pytest.fixture(scope="module")
def haven(lived: tuple[Watched, Clock]) -> str:
    """A round of the seven of Haven and one who comes with a code, that stays open in all these tests."""
    return lived[0].house.act(ASK_HAVEN.format(days=100)).strip()


def test_somebody_without_an_account_answers_with_a_code_from_paper(lived: tuple[Watched, Clock], haven: str) -> None:
    people, _clock = lived
    desk = people.sign_in("bas", **DESK)
    desk.goto(f"/rounds/{haven}/")
    desk.locator(f'a[href="/rounds/{haven}/codes/"]').click()
    desk.locator(f"main form .{ACTS}").click()
    typed = desk.locator(".ds-code").inner_text()
    code = "".join(filter(str.isalnum, typed))  # as it stands in the picture
    people.linking |= {code, typed}
    page = people.device()
    page.goto(f"/answer/#{code}")
    ready(page)
    assert page.url == f"{people.house.url}/answer/"
    choose(page, (2, 4, 3))
    page.locator('[data-item="room"] label').last.click()
    hand_in(page)
    expect(became(page, "received")).to_contain_text("U kunt deze bladzijde sluiten")
    again = people.device()
    again.goto("/answer/")
    again.locator("#code").fill(typed.lower())
    again.locator("form[data-code-door] button").click()
    became(again, "no-token")
    desk.reload()
    assert typed not in desk.content()
    assert [line for line in people.asked if any(one in line for one in people.linking)] == []
    assert [path for path, text in logs(people.house).items() if code in text or typed in text] == []


def test_what_was_typed_stays_when_it_closes_meanwhile(lived: tuple[Watched, Clock]) -> None:
    people, clock = lived
    found = people.house.act(ASK_HAVEN.format(days=1)).strip()
    page = people.sign_in("ilse")
    begin_on_today([page], found)
    choose(page, (5,))
    page.locator("textarea").fill(TYPED)
    for _time in range(2):
        clock.forward(days=2)
        let_rounds_close(people)
    assert state_of(people, found) == "closed"
    hand_in(page)
    expect(page.locator("[data-summary]")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(TYPED)
    page.goto(f"/answers/{found}/")
    expect(page.locator("[data-left-over]")).to_contain_text(TYPED)
    assert page.locator("form[data-questionnaire]").count() == 0


def test_without_network_it_waits_and_goes_by_itself(lived: tuple[Watched, Clock], haven: str) -> None:
    people, _clock = lived
    page = people.sign_in("tom")
    begin_on_today([page], haven)
    choose(page, (1, 2, 3))
    before = handed_in(people)
    page.context.set_offline(offline=True)
    hand_in(page)
    became(page, "offline")
    assert handed_in(people) == before
    page.context.set_offline(offline=False)
    became(page, "received")
    assert handed_in(people) == before + 1


def test_without_a_script_the_page_says_that_being_anonymous_needs_one(
    lived: tuple[Watched, Clock], haven: str
) -> None:
    people, _clock = lived
    page = people.sign_in("soraya", java_script_enabled=False)
    page.goto(f"/answers/{haven}/")
    expect(page.locator("#content noscript [role=alert]")).to_contain_text("JavaScript")
    expect(page.locator("[data-hand-in]")).to_be_disabled()
    code = people.device(java_script_enabled=False)
    code.goto("/answer/")
    expect(code.locator("noscript [role=alert]")).to_contain_text("JavaScript")
    expect(code.locator("#code")).to_be_disabled()


def test_a_shared_computer_keeps_nothing(lived: tuple[Watched, Clock], haven: str) -> None:
    people, _clock = lived
    page = people.device()
    page.goto("/account/login/")
    page.locator("[data-shared-choice]").check()
    page.locator("[name=password]").fill("Verkeerd")
    page.locator("[name=login]").fill("hatice@lindestad.example")
    page.locator(f"main form .{ACTS}").first.click()
    expect(page.locator("main [role=alert]").first).to_be_visible()
    session = people.house.made["people"]["hatice"]["session"]
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": people.house.url}])
    page.goto(f"/answers/{haven}/")
    ready(page)
    choose(page, (4, 4))
    page.locator("textarea").fill(TYPED)
    page.reload()
    ready(page)
    expect(page.locator("textarea")).to_have_value(TYPED)
    kept = page.context.storage_state()["origins"]
    assert [item["name"] for origin in kept for item in origin["localStorage"] if "anonymous" in item["name"]] == []
    assert TYPED not in str(kept)
    another = page.context.new_page()
    page.close()
    another.goto(f"/answers/{haven}/")
    became(another, "no-token")
    expect(another.locator("textarea")).to_have_value("")
