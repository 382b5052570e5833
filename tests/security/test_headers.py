"""Promise: what a page shows stays on that page: no copy on the way or on a shared computer, no frame, no script of
others (issue 2, Strict security headers).
"""

import re

import pytest
from django.urls import reverse

from drieslag.learning.meetings import actions
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin
from tests.factories.world import TenantClient, World
from tests.meetings.rooms import Hall, a_hall
from tests.security.rooms import a_guest, address

pytestmark = pytest.mark.django_db

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}</textarea><hx-partial hx-target=#x>"
RAW = ("<script>alert(1)", "<img src=x", "</textarea><hx-partial hx-target=#x>", "\"'><")


def pages(world: World, hall: Hall) -> list[tuple[TenantClient, str]]:
    anna, bram = world.client(world.anna), world.client(world.bram)
    own = [reverse(n) for n in ("today:home", "meetings:list", "board:mine", "account:settings", "account:privacy")]
    room = [address(name, hall) for name in ("room", "mine", "screen", "meeting")]
    return [
        *((bram, path) for path in (*own, *room, address("room", hall) + "?text=1", address("past", hall, "cards"))),
        (bram, reverse("board:team", args=[world.team.pk])),
        (anna, address("facilitator", hall)),
        (world.client(), reverse("account_login")),
    ]


def test_no_page_is_kept_by_a_browser_or_on_the_way(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("closed")
    _seat, device = a_guest(world, hall)
    for client, path in [*pages(world, hall), (device, address("room", hall))]:
        found = client.get(path, follow=True)
        assert found.status_code == 200, path
        assert "no-store" in found.headers.get("Cache-Control", ""), path
        assert "private" in found.headers["Cache-Control"], path


def test_no_page_runs_what_it_was_not_given(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("closed")
    seen: set[str] = set()
    for client, path in pages(world, hall):
        found = client.get(path, follow=True)
        policy = found.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        nonces = set(re.findall(r"'nonce-([^']+)'", policy))
        assert not nonces & seen, "a nonce is used once"
        seen |= nonces
        for script in re.findall(r"<script\b[^>]*>", found.text):
            ours = 'src="/static/' in script or 'type="application/json"' in script
            assert ours or any(f'nonce="{one}"' in script for one in nonces), script
        assert not re.search(r"<[^>]+\s(on\w+|style|hx-on[^=]*)=", found.text), path


def test_no_word_of_anybody_becomes_markup(world: World) -> None:
    world.bram.name = HOSTILE[:80]
    world.bram.save()
    world.team.name = HOSTILE[:70]
    world.team.save()
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title=HOSTILE, story=HOSTILE)
    hall = a_hall(world)
    a_guest(world, hall, HOSTILE[:40])
    a_guest(world, hall, HOSTILE[:40], admitted=False)
    hall.go_to("cards")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text=HOSTILE)
    hall.go_to("closed")
    more = [(world.client(world.bram), reverse("board:thread", args=[thread.pk]))]
    for client, path in [*pages(world, hall), *more]:
        text = client.get(path, follow=True).text
        for raw in RAW:
            assert raw not in text, (path, raw)
    actions.close(by=hall.anna, meeting=hall.meeting)
    report = world.client(world.anna).get(address("report", hall)).text
    assert not any(raw in report for raw in RAW)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(world: World, elsewhere: str) -> None:
    account = world.bram.account
    assert account is not None
    account.set_password("een lange zin om binnen te komen")
    account.save()
    given = {"login": account.email, "password": "een lange zin om binnen te komen", "next": elsewhere}
    answer = world.client().post(reverse("account_login"), given)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_nobody_learns_whether_a_mail_has_an_account(world: World) -> None:
    account = world.bram.account
    assert account is not None
    answers = [
        world.client().post(reverse("account_reset_password"), {"email": mail})
        for mail in (account.email, "niemand@nergens.example")
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    tries = [
        world.client().post(reverse("account_login"), {"login": mail, "password": "fout fout fout"}).text
        for mail in (account.email, "niemand@nergens.example")
    ]
    plain = [re.sub(r'(value|nonce|content)="[^"]*"', "", text) for text in tries]
    assert plain[0] == plain[1]
