"""Promise: an account is its owner's: no mail to somebody opens the account of somebody else (issue 2, People)."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories.world import TenantClient, World

pytestmark = pytest.mark.django_db

PASSWORD = "zeven-fietsen-onder-de-linde"


def anna_at_her_own_address(world: World) -> TenantClient:
    account = world.anna.account
    assert account is not None
    account.set_password(PASSWORD)
    account.save()
    device = world.client()
    device.raise_request_exception = False
    device.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    device.post("/account/reauthenticate/?next=/more/", {"password": PASSWORD})
    return device


def test_nobody_takes_a_colleagues_address(world: World) -> None:
    assert world.bram.account is not None
    device = anna_at_her_own_address(world)
    for act in ("action_add", "action_primary"):
        sent = device.post(reverse("account_email"), {"email": world.bram.account.email, act: ""})
        assert sent.status_code < 500, act
    mail.outbox.clear()
    world.client().post(reverse("account_reset_password"), {"email": world.bram.account.email})
    keys = re.findall(r"/reset/key/([0-9a-f]{32})-", " ".join(str(each.body) for each in mail.outbox))
    assert set(keys) == {world.bram.account.pk.hex}
    world.anna.account.refresh_from_db()  # type: ignore[union-attr]
    assert world.anna.account.email != world.bram.account.email  # type: ignore[union-attr]


def test_adding_an_address_of_ones_own_takes_none_away(world: World) -> None:
    assert world.anna.account is not None
    before = world.anna.account.email
    device = anna_at_her_own_address(world)
    assert device.post(reverse("account_email"), {"email": "anna@nieuw.example", "action_add": ""}).status_code == 302
    world.anna.account.refresh_from_db()
    assert world.anna.account.email == before
