"""Filling in on a device, as people do it: half, then on, without network, twice, with a code, by keyboard alone."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from drieslag.core import tenancy
from drieslag.kernel.instrument import Mode
from drieslag.people.models import Person
from drieslag.surveys.models import Round
from tests.answers.asked import anonymous, codes_of, named
from tests.answers.browsing import DESK, PHONE, Device, device, handed_in
from tests.factories.world import World, make_world
from tests.frontend.axe import sideways, violations

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def here(live_server: LiveServer, transactional_db: None) -> World:
    return make_world()


def asked(world: World, by: Person | None = None, **given: object) -> Round:
    with tenancy.inside(world.organisation.pk):
        return anonymous(world, by, **given)


def fill_half(one: Device) -> None:
    one.choose("calm", "4")
    one.choose("hurry", "2")
    one.choose("where", "a")
    one.choose("what", "a")
    one.choose("what", "c")


def hand_in(one: Device) -> None:
    one.page.click("[data-hand-in]")


def test_half_filled_in_it_waits_on_the_device_and_is_handed_in_once(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        fill_half(one)
        assert one.page.inner_text("[data-progress-said]") == "4 van 9 vragen"
        one.page.fill('[data-item="years"] input', "12")
        one.page.fill('[data-item="why"] textarea', "omdat het daar stil is")
        one.page.goto(f"{live_server.url}/answers/")
        one.open(found)
        expect(one.page.locator('[data-item="years"] input')).to_have_value("12")
        one.page.locator('[data-item="mood"] input[type=range]').fill("70")
        one.page.locator('[data-item="order"] [data-move=down]').first.click()
        assert one.page.inner_text("[data-progress-said]") == "8 van 9 vragen"
        expect(one.page.locator('[data-item="calm"] input[value="4"]')).to_be_checked()
        hand_in(one)
        assert "in een gesloten doos" in one.became("received")
        assert "omdat" not in str(one.kept())
        sent = [cookie for address, cookie in one.asked if address.endswith("/anonymous/slip/")]
        one.page.reload()
        assert "al ingeleverd" in one.became("already")
        one.page.goto(f"{live_server.url}/answers/")
        expect(one.page.get_by_text("Op dit apparaat heb je ingeleverd")).to_be_visible()
    assert sent == [""]
    assert handed_in(here) == [
        {
            "calm": 4, "hurry": 2, "where": "a", "what": ["a", "c"], "order": ["b", "a", "c"], "years": 12, "mood": 70,
            "why": "omdat het daar stil is",
        }
    ]  # fmt: skip


def test_what_is_missing_or_wrong_is_said_beside_it_and_nothing_is_sent(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        hand_in(one)
        wrong = one.page.locator('[data-item="calm"] .utrecht-form-field-error-message')
        expect(wrong).to_have_text("Deze vraag heeft een antwoord nodig.")
        expect(one.page.locator("[data-summary]")).to_have_text("Kijk nog naar één vraag.")
        expect(one.page.locator("#item-calm")).to_be_focused()
        one.choose("calm", "3")
        expect(wrong).to_have_count(0)
        one.page.fill('[data-item="years"] input', "99")
        hand_in(one)
        expect(one.page.locator("#item-years-wrong")).to_have_text("Schrijf een heel getal van 0 tot en met 50.")
        expect(one.page.locator("#item-years")).to_be_focused()
        assert not [address for address, _ in one.asked if address.endswith("/slip/")]
        expect(one.page.locator('[data-item="why"]')).to_be_hidden()
    assert handed_in(here) == []


def test_without_network_it_waits_and_goes_by_itself(here: World, live_server: LiveServer, browser: Browser) -> None:
    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        one.choose("calm", "5")
        one.context.set_offline(offline=True)
        hand_in(one)
        one.became("offline")
        one.context.set_offline(offline=False)
        one.became("received")
    assert handed_in(here) == [{"calm": 5}]


def test_a_second_device_says_where_the_token_lies_and_a_colleague_at_the_same_computer_has_an_own(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here)
    with (
        device(browser, live_server.url, here, here.bram) as one,
        device(browser, live_server.url, here, here.bram) as two,
    ):
        one.open(found)
        two.page.goto(f"{live_server.url}/answers/{found.pk}/")
        assert "op een ander apparaat" in two.became("no-token")
        one.choose("calm", "1")
        hand_in(one)
        one.became("received")
        session = here.client(here.anna).cookies["sessionid"].value
        one.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        one.open(found)
        expect(one.page.locator('[data-item="calm"] input[value="1"]')).not_to_be_checked()


def test_a_round_that_closed_meanwhile_leaves_what_was_typed(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    from tests.surveys.asking import close

    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        one.choose("calm", "1")
        one.page.fill('[data-item="words"] textarea', "dit wil ik niet kwijt")
        with tenancy.inside(here.organisation.pk):
            close(found)
        hand_in(one)
        expect(one.page.locator("[data-summary]")).to_contain_text("Wat er is ingevuld, staat er nog.")
        expect(one.page.locator('[data-item="words"] textarea')).to_have_value("dit wil ik niet kwijt")
        one.page.goto(f"{live_server.url}/answers/{found.pk}/")
        expect(one.page.locator("[data-left-over] li")).to_have_text("dit wil ik niet kwijt")
        one.page.click("[data-left-over-drop]")
        assert "niet kwijt" not in str(one.kept())


def test_another_language_keeps_what_was_filled_in(here: World, live_server: LiveServer, browser: Browser) -> None:
    found = asked(here)
    with tenancy.inside(here.organisation.pk):
        open_one = named(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        one.choose("calm", "2")
        one.page.get_by_role("button", name="English").click()
        one.page.wait_for_selector("form[data-state=ready]")
        expect(one.page.locator("#promise")).to_contain_text("This is anonymous")
        expect(one.page.locator('[data-item="calm"] input[value="2"]')).to_be_checked()
        one.page.goto(f"{live_server.url}/answers/{open_one.pk}/")
        one.choose("hurry", "3")
        one.page.get_by_role("button", name="Nederlands").click()
        expect(one.page.locator("#promise")).to_contain_text("Dit is met je naam")
        expect(one.page.locator('[data-item="hurry"] input[value="3"]')).to_be_checked()


def test_a_code_opens_one_questionnaire_once_and_leaves_the_address(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here, by=here.anna, codes=2)
    with tenancy.inside(here.organisation.pk):
        first, _second = codes_of(found, here.anna)
    with device(browser, live_server.url, here) as one:
        one.page.goto(f"{live_server.url}/answer/#{first}")
        one.page.wait_for_selector("form[data-state=ready]")
        assert one.page.url == f"{live_server.url}/answer/"
        one.choose("calm", "2")
        one.page.reload()
        one.page.wait_for_selector("form[data-state=ready]")
        expect(one.page.locator('[data-item="calm"] input[value="2"]')).to_be_checked()
        hand_in(one)
        assert "U kunt deze bladzijde sluiten" in one.became("received")
        assert not [address for address, _ in one.asked if first in address]
        assert first not in str(one.kept())
    with device(browser, live_server.url, here) as other:
        other.page.goto(f"{live_server.url}/answer/")
        other.page.fill("#code", "geen code")
        other.page.click("[data-code-door] button")
        expect(other.page.locator("#code-wrong")).to_contain_text("Deze code werkt niet")
        other.page.fill("#code", f" {first} ")
        other.page.click("[data-code-door] button")
        assert "Ieder krijgt één deelnamebewijs" in other.became("no-token")
    assert handed_in(here) == [{"calm": 2}]


def test_it_is_done_by_keyboard_alone(here: World, live_server: LiveServer, browser: Browser) -> None:
    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        keys = one.page.keyboard
        one.page.focus('[data-item="calm"] input[value="1"]')
        for key in ("Space", "ArrowDown", "ArrowDown", "Tab", "Space"):
            keys.press(key)
        one.page.focus('[data-item="order"] [data-option="a"] [data-move=down]')
        keys.press("Enter")
        keys.press("Enter")
        one.page.focus('[data-item="years"] input')
        keys.type("7")
        keys.press("Enter")  # hands nothing in
        one.page.focus('[data-item="mood"] input[type=range]')
        keys.press("ArrowRight")
        one.page.focus("[data-hand-in]")
        keys.press("Space")
        one.became("received")
        expect(one.page.locator("[data-became=received]")).to_be_focused()
    (answers,) = handed_in(here)
    assert (answers["calm"], answers["hurry"], answers["order"], answers["years"]) == (3, 1, ["b", "c", "a"], 7)
    assert answers["mood"] == 60


def test_a_long_one_has_pages_and_remembers_where_one_was(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here, instrument_code="I01")
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        expect(one.page.locator("[data-page-said]")).to_have_text("Bladzijde 1 van 4")
        expect(one.page.locator("[data-hand-in]")).to_be_hidden()
        one.choose("changed", "yes")
        one.choose("what_changed", "team")
        one.page.click("[data-next]")
        expect(one.page.locator("#page-2")).to_be_focused()
        expect(one.page.locator("#promise")).to_be_hidden()
        one.page.reload()
        expect(one.page.locator("#page-2")).to_be_visible()
        one.page.click("[data-back]")
        one.choose("changed", "no")
        expect(one.page.locator('[data-item="what_changed"]')).to_be_hidden()
        for _ in range(3):
            one.page.click("[data-next]")
        hand_in(one)
        one.became("received")
    assert handed_in(here) == [{"changed": "no"}]


def test_with_a_name_it_is_kept_on_the_server_after_a_pause_and_handed_in_there(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    with tenancy.inside(here.organisation.pk):
        found = named(here)
    address = f"{live_server.url}/answers/{found.pk}/"
    with (
        device(browser, live_server.url, here, here.bram) as one,
        device(browser, live_server.url, here, here.bram) as two,
    ):
        one.page.goto(address)
        one.choose("hurry", "2")
        expect(one.page.locator("[data-kept]")).to_contain_text("Bewaard om")
        two.page.goto(address)
        expect(two.page.locator('[data-item="hurry"] input[value="2"]')).to_be_checked()
        hand_in(two)
        expect(two.page.locator("#item-calm-wrong")).to_be_visible()
        two.choose("calm", "4")
        hand_in(two)
        expect(two.page.locator("#received")).to_be_focused()
        two.page.goto(address)
        expect(two.page.get_by_text("Je hebt ingeleverd")).to_be_visible()
        assert "drieslag:" not in "".join(name for name in two.kept() if "draft" in name)


def test_on_a_shared_computer_nothing_outlives_the_window(
    here: World, live_server: LiveServer, browser: Browser
) -> None:
    found = asked(here)
    with device(browser, live_server.url, here, here.bram) as one:
        one.context.add_init_script("try { localStorage.setItem('drieslag:shared', '1') } catch {}")
        one.open(found)
        one.choose("calm", "2")
        assert [name for name in one.kept() if name.startswith("drieslag.anonymous.answers")] == []


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_nothing_stands_in_the_way_of_a_screen_reader(
    here: World, live_server: LiveServer, browser: Browser, size: dict[str, int], locale: str
) -> None:
    found = asked(here)
    with tenancy.inside(here.organisation.pk):
        secret = named(here, Mode.CONFIDENTIAL)
    with device(browser, live_server.url, here, here.bram, viewport=size, locale=locale, bypass_csp=True) as one:
        one.open(found)
        assert (violations(one.page), sideways(one.page)) == ([], [])
        hand_in(one)
        assert violations(one.page) == []
        one.choose("calm", "3")
        hand_in(one)
        one.became("received")
        assert violations(one.page) == []
        for address in (f"/answers/{secret.pk}/", "/answers/", "/answer/"):
            one.page.goto(live_server.url + address)
            assert (violations(one.page), sideways(one.page)) == ([], []), address


def test_twelve_questions_take_fourteen_presses(here: World, live_server: LiveServer, browser: Browser) -> None:
    found = asked(here, instrument_code="I02")
    presses = 1  # the link in the invitation
    with device(browser, live_server.url, here, here.bram) as one:
        one.open(found)
        for part in one.page.locator("[data-item]").all():
            part.locator("label").nth(1).click()
            presses += 1
        hand_in(one)
        one.became("received")
    assert presses + 1 == 14
    assert len(handed_in(here)[0]) == 12
