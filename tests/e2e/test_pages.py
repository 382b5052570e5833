"""Every page as people meet it: axe finds nothing, nothing sticks out, in both languages, light and dark."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import furniture
from tests.e2e.house import House
from tests.e2e.people import NEXT, People, acknowledged, begin
from tests.frontend.axe import sideways, violations

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PHONE: dict[str, Any] = {
    "width": 390,
    "height": 844,
    "language": "nl-NL",
    "color_scheme": "light",
    "reduced_motion": "reduce",
}
DESK: dict[str, Any] = {
    "width": 1440,
    "height": 900,
    "language": "en-GB",
    "color_scheme": "dark",
    "reduced_motion": "reduce",
}
LOOKS = [pytest.param(PHONE, id="phone-nl-light"), pytest.param(DESK, id="desk-en-dark")]
NARROW = 320

OPEN_TO_ALL = ("/demo/", "/join/", "/account/login/", "/account/password/reset/", "/privacy/", "/accessibility/")
OWN = (
    "/",
    "/board/{team}/",
    "/questions/new/",
    "/threads/{thread}/",
    "/threads/{thread}/words/",
    "/threads/{thread}/try-outs/",
    "/try-outs/{try_out}/",
    "/try-outs/{try_out}/effect/",
    "/formats/",
    "/formats/kletsput/",
    "/meetings/",
    "/meetings/new/",
    "/meetings/{planned}/",
    "/meetings/{planned}/plan/",
    "/meetings/{closed}/report/",
    "/teams/{team}/jar/",
    "/account/",
    "/account/privacy/",
    "/account/2fa/",
    "/more/",
    "/gallery/",
    "/nowhere/",
)
OF_THE_CYCLE = (
    "/board/{team}/figures/",
    "/board/lessons/",
    "/threads/{thread}/split/",
    "/threads/{joined}/",
    "/threads/{split}/hand-over/",
    "/threads/{split}/",
    "/threads/{thread}/joining/",
    "/hand-overs/{handed}/",
    "/effects/{effect}/",
    "/try-outs/{tried}/next/",
    "/rhythm/{team}/",
    "/rhythm/{team}/agreements/",
    "/rhythm/{team}/agreements/new/",
    "/rhythm/{team}/beginning/",
    "/rhythm/{team}/hours/",
    "/agreements/{agreement}/",
    "/moments/{moment}/",
    "/calendar/",
    "/teams/{team}/fitting-moments/",
    "/formats/{own}/",
    "/formats/{own}/dry-run/",
    "/own-formats/",
    "/own-formats/new/",
    "/own-formats/import/",
    "/own-formats/shared/",
    "/own-formats/{own}/",
    "/own-formats/{own}/basics/",
    "/own-formats/{own}/roles/",
    "/own-formats/{own}/table/",
    "/own-formats/{own}/steps/write/",
    "/own-formats/{own}/versions/",
    "/formats/intervisie/",
    "/meetings/log/",
)
OF_EACH_OTHER = (
    "/spread/",
    "/offers/",
    "/offers/map/",
    "/offers/new/",
    "/offers/new/try-out/{tried}/",
    "/offers/{offer}/",
    "/offers/{offer}/words/",
    "/offers/{offer}/export/",
    "/offers/{theirs}/",
    "/offers/{theirs}/take-over/",
    "/themes/",
    "/themes/{theme}/",
    "/themes/{theme}/questions/",
    "/trainings/",
    "/trainings/{training}/",
    "/trainings/{training}/question/",
    "/transfer/",
    "/transfer/{kept}/",
    "/transfer/{kept}/words/",
    "/transfer/{kept}/looks/2/",
    "/transfer/shared/{told}/",
    "/support/",
    "/support/{team}/buddies/",
    "/support/{team}/help/",
    "/support/{team}/help/new/",
    "/support/{team}/taking-part/",
    "/help/asked/",
    "/help/{request}/",
    "/help/{concept}/words/",
    "/tallies/",
    "/tallies/{tally}/",
    "/leaving/",
    "/leaving/{leaving}/",
    "/teams/{team}/cupboard/",
    "/teams/{team}/blind-spots/",
    "/teams/{team}/changes/",
    "/changes/{change}/",
    "/teams/{team}/goals/",
    "/goals/{goal}/",
    "/teams/{team}/lessons/",
    "/found-room/",
    "/found-room/{room}/",
    "/teams/{team}/found-room/",
)
OF_QUESTIONNAIRES = (
    "/instruments/",
    "/instruments/?q=leren",
    "/instruments/ruimte-voor-leren/",
    "/instruments/uwes-3/",
    "/instruments/{sheet}/",
    "/own-instruments/new/",
    "/own-instruments/import/",
    "/own-instruments/copy/ruimte-voor-leren/",
    "/own-instruments/{sheet}/",
    "/own-instruments/{sheet}/items/often/",
    "/own-instruments/{sheet}/about/",
    "/own-instruments/{sheet}/pages/1/",
    "/own-instruments/{sheet}/scales/",
    "/own-instruments/{sheet}/scales/safety/",
    "/own-instruments/{sheet}/answers/",
    "/own-instruments/{sheet}/answers/agree/",
    "/rounds/",
    "/rounds/new/?instrument={code}",
    "/rounds/minimums/",
    "/rounds/{draft}/",
    "/rounds/{waiting}/",
    "/rounds/{waiting}/questions/",
    "/rounds/{waiting}/codes/",
    "/rounds/{waiting}/council/",
    "/rounds/{stopped}/",
    "/rounds/{too_few}/",
    "/rounds/{ended}/",
    "/pulses/{pulse}/",
)
OF_ANSWERS = (
    "/",
    "/answers/",
    "/answers/{waiting}/",
    "/answers/{named}/",
    "/answers/{named}/received/",
    "/answers/{stopped}/",
    "/answer/",
    "/results/",
    "/results/groups/{result}/",
    "/results/groups/{result}/?view=table",
    "/results/groups/{result}/texts/",
    "/results/groups/{fresh}/",
    "/results/rounds/{ended}/",
    "/mirror/",
    "/mirror/new/",
    "/mirror/{sketched}/",
    "/mirror/{sketched}/people/",
    "/mirror/{sketched}/expectation/",
    "/mirror/{mirror}/",
    "/mirror/{mirror}/codes/",
    "/mirror/{seen}/",
    "/mirror/{seen}/plan/",
    "/mirror/{seen}/shares/",
)
WHO_ASKS_ALL = (
    "/instruments/uwes-3/permission/",
    "/instruments/uwes-3/texts/",
    "/rounds/",
    "/rounds/new/?instrument=I01",
    "/rounds/minimums/",
    "/results/",
    "/results/rounds/{ended}/",
    "/results/rounds/{ended}/release/",
    "/results/released/",
    "/results/released/{copy}/",
)
WITHOUT_A_TEAM = (
    "/",
    "/rhythm/",
    "/more/",
    "/spread/",
    "/offers/new/",
    "/themes/new/",
    "/themes/{theme}/words/",
    "/trainings/{training}/words/",
    "/board/lessons/",
    "/support/",
    "/calendar/",
)
OF_THE_HOUSE = (
    "/rhythm/cap/",
    "/organisation/",
    "/organisation/teams/",
    "/organisation/teams/{team}/",
    "/organisation/people/",
    "/organisation/consents/",
    "/organisation/council/",
)


@pytest.fixture(scope="module")
def things(house: House) -> dict[str, str]:
    """One of everything that a page can be about, in a team whose meetings no other test begins."""
    made: dict[str, str] = json.loads(house.act(furniture.ALL))
    return made


def look_at(page: Page) -> list[str]:
    """Return what is wrong with the page as it is, and what sticks out of it on the narrowest phone."""
    found = violations(page)
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": NARROW, "height": size["height"]})
    found += [f"sticks out at {NARROW}: {one}" for one in sideways(page)]
    page.set_viewport_size(size)
    return [f"{page.url}: {one}" for one in found]


def walk(page: Page, addresses: tuple[str, ...], things: dict[str, str]) -> list[str]:
    wrong = []
    for address in addresses:
        answer = page.goto(address.format_map(things))
        assert answer is not None
        if answer.status != (404 if address == "/nowhere/" else 200):
            wrong.append(f"{page.url}: {answer.status}")
        wrong += look_at(page)
    return wrong


@pytest.mark.parametrize("look", LOOKS)
def test_pages_that_anybody_opens(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.device(**look), OPEN_TO_ALL, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_who_works_in_a_team(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OWN, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_cycle(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OF_THE_CYCLE, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_what_people_do_for_each_other(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OF_EACH_OTHER, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_questionnaires(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OF_QUESTIONNAIRES, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_answers(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OF_ANSWERS, things) == []
    assert walk(people.sign_in("naomi", **look), ("/answers/{read}/read/",), things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_who_asks_everybody(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("marijke", **look), WHO_ASKS_ALL, things) == []
    assert walk(people.sign_in("joost", **look), ("/mirror/{seen}/",), things) == []
    assert walk(people.sign_in("chaima", **look), ("/results/released/", "/results/released/{copy}/"), things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_who_is_in_no_team(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("marijke", **look), WITHOUT_A_TEAM, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_organisation(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("dennis", **look), OF_THE_HOUSE, things) == []


@pytest.mark.parametrize("code", ["W01", "W03", "W10", "W13"])
def test_the_room_in_every_kind_of_step(people: People, things: dict[str, str], code: str) -> None:
    """Participant, text alone, desk and big screen: also what came in by the stream."""
    room = begin(people, code=code, **DESK)
    room.fill("merve", "ruben", "piotr")
    yasmin = room.enter("yasmin", **PHONE)
    text = people.sign_in("samira", **PHONE)
    text.goto(room.address)
    text.locator(f'form[action="{room.address}seat/"] button').click()
    text.goto(f"{room.address}room/?text=1")
    screen = people.sign_in("joost", **DESK)
    screen.goto(f"{room.address}screen/")
    wrong = []
    while True:
        for page in (yasmin, text, room.desk, screen):
            wrong += look_at(page)
        if room.desk.locator(NEXT).count() == 0:
            break
        acknowledged(room.desk, "/moves/", room.desk.locator(NEXT).click)
        step = people.house.sql("select step from meetings_meeting where id::text = %s", room.meeting)[0][0]
        for page in (yasmin, text):
            expect(page.locator("#head [data-step]")).to_have_attribute("data-step", step)
            expect(page.locator("#mine > [data-step]")).to_have_attribute("data-step", step)
    assert wrong == []


def test_the_way_in_of_a_guest(people: People) -> None:
    room = begin(people, code="W13", **DESK)
    guest = people.device(**PHONE)
    guest.goto(room.link())
    wrong = look_at(guest)
    guest.locator("input[name=name]").fill("Noortje")
    guest.locator("main form button").click()
    guest.wait_for_url("**/room/")
    wrong += look_at(guest)
    room.close()
    guest.reload()
    expect(guest.locator("h1.page-title")).to_be_visible()
    wrong += look_at(guest)
    assert wrong == []
