"""The pages of sign-in, as allauth fills our frame: they look like ours and axe finds nothing."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from drieslag.people.models import Person
from tests.factories.world import World
from tests.frontend.axe import sideways, violations
from tests.frontend.stage import Stage

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db]

PASSWORD = "zeven-fietsen-onder-de-linde"
OUTSIDE = ["/account/login/", "/account/password/reset/"]
INSIDE = [
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/logout/",
    "/more/",
]


def look_at(stage: Stage, page: Page, html: str, name: str, shots: Path) -> None:
    stage.source = "{% verbatim %}" + html + "{% endverbatim %}"
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(stage.address)
        page.screenshot(path=shots / f"{name}-{width}.png")
        assert violations(page) == []
        assert sideways(page) == []


@pytest.mark.parametrize("path", OUTSIDE)
def test_outside(stage: Stage, page: Page, client: Client, path: str, tmp_path: Path) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    look_at(stage, page, answer.content.decode(), path.strip("/").replace("/", "-"), tmp_path)


@pytest.mark.parametrize("path", INSIDE)
def test_inside(stage: Stage, page: Page, world: World, path: str, tmp_path: Path) -> None:
    answer = signed_in_just_now(world, world.anna).get(path)
    assert answer.status_code == 200
    look_at(stage, page, answer.content.decode(), path.strip("/").replace("/", "-"), tmp_path)


def signed_in_just_now(world: World, person: Person) -> Client:
    """Sign in with a password, as allauth asks for it again when it was not given lately."""
    account = person.account
    assert account is not None
    account.set_password(PASSWORD)
    account.save()
    client = world.client()
    answer = client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert answer.status_code == 302
    again = client.post("/account/reauthenticate/?next=/more/", {"password": PASSWORD})
    assert again["Location"] == "/more/"
    return client
