"""Promise: no dump or backup alone reads what is private (trust.md, Private text): the second step neither."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection

from drieslag.privacy import keys
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def test_the_secret_of_an_app_cannot_be_read_from_the_database(world: World) -> None:
    account = world.bram.account
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(account)
    seed = get_adapter().decrypt(codes.instance.data["seed"])
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator")
        lies = " ".join(row[0] for row in cursor.fetchall())
    assert "JBSWY3DPEHPK3PXP" not in lies
    assert seed not in lies
    found = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert get_adapter().decrypt(found.data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_it_opens_after_a_new_key_too() -> None:
    closed = keys.close_text("JBSWY3DPEHPK3PXP", bound=b"x")
    keys.add_key()
    assert keys.open_text(closed, bound=b"x") == "JBSWY3DPEHPK3PXP"
