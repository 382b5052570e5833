"""From a signed-in home page and a fresh browser to a running meeting with two people: what that costs."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import ACTS, People, Room

MOST_CLICKS = 5
MOST_FIELDS = 2


@dataclass
class Count:
    """Presses and fields, of both together."""

    clicks: int = 0
    fields: int = 0

    def press(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        self.fields += 1
        what.fill(text)


def meet(people: People) -> Count:
    """The facilitator begins on the home page, and shows the QR code; the guest follows it."""
    count, desk = Count(), people.sign_in("yasmin", width=1440, height=900)
    desk.goto("/")
    count.press(desk.locator('main a[href*="/meetings/new/"]').first)
    count.press(desk.locator("button[name=now]"))
    desk.wait_for_url("**/facilitator/")
    room = Room(people, desk, desk.url.split("/meetings/")[1].split("/")[0])
    with desk.context.expect_page() as opened:
        count.press(desk.locator(f'a[href="{room.address}screen/"]'))
    expect(opened.value.locator("img.ds-qr")).to_be_visible()
    guest = people.device()
    guest.goto(room.link())
    _join(count, guest)
    count.press(desk.locator('#people form[action$="/admission/"] button').first)
    expect(guest.locator("#mine")).to_be_visible()
    expect(desk.locator("#people .ds-ready li")).to_have_count(2)
    return count


def _join(count: Count, guest: Page) -> None:
    count.fill(guest.locator("input[name=name]"), "Noortje")
    count.press(guest.locator(f"form .{ACTS}"))
