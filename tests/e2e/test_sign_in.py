"""Signing in with a key of one's own device, and with a code from an app, through the pages."""

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import People

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PASSWORD = "zeven-fietsen-onder-de-linde"
PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def a_key(page: Page) -> Any:
    """Give the browser a key of its own, as a phone with a fingerprint has."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})
    return wire


def with_password(people: People, key: str) -> str:
    """Give somebody a password; return the mail address. Their sessions end with it: other tests get a new one."""
    account = f"account = people[{key!r}].account\naccount.set_password({PASSWORD!r})\naccount.save()"
    mail, session = people.house.act(f"{account}\nprint(account.email, new_session(account))").split()
    people.house.made["people"][key]["session"] = session
    return mail


def sign_in(page: Page, mail: str) -> None:
    page.goto("/account/login/?with=password")
    page.locator("input[name=login]").fill(mail)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def guarded(page: Page, path: str) -> None:
    """Open a page that asks for the password once more."""
    page.goto(path)
    expect(page).to_have_url(re.compile("/account/reauthenticate/"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(f"**{path}")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url(lambda url: "/account/logout/" not in url)
    page.goto("/account/")
    expect(page).not_to_have_url(re.compile(r"/account/$"))


def code_of(secret: str, at: float | None = None) -> str:
    """Return what an app shows now for this secret (RFC 6238)."""
    padded = secret + "=" * (-len(secret) % 8)
    counter = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.digest(base64.b32decode(padded), counter, hashlib.sha1)
    start = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def answer(page: Page, code: str) -> None:
    """Give the code that was asked, and wait for what the page says of it."""
    page.locator("input[name=code]").fill(code)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("form:has(input[name=code]) button[type=submit]").first.click()


def test_a_key_of_ones_own_device_signs_in(people: People) -> None:
    mail = with_password(people, "yasmin")
    page = people.device()
    a_key(page)
    sign_in(page, mail)
    guarded(page, "/account/2fa/webauthn/add/")
    page.locator("input[name=name]").fill("Mijn telefoon")
    passwordless = page.locator("input[name=passwordless]")
    if passwordless.count():
        passwordless.check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/webauthn/add/"))
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("Mijn telefoon")).to_be_visible()
    sign_out(page)
    page.goto("/account/login/?with=password")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto("/account/")
    expect(page).to_have_url(re.compile(r"/account/$"))


def test_a_code_from_an_app_is_asked_after_the_password(people: People) -> None:
    mail = with_password(people, "els")
    page = people.device()
    sign_in(page, mail)
    guarded(page, "/account/2fa/totp/activate/")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(code_of(secret))
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: not url.endswith("/totp/activate/"))
    sign_out(page)
    sign_in(page, mail)
    expect(page).to_have_url(re.compile(r"/2fa/authenticate/"))
    answer(page, "000000")
    expect(page).to_have_url(re.compile(r"/2fa/authenticate/"))
    code = code_of(secret)
    answer(page, code)
    page.wait_for_url(lambda url: "/2fa/" not in url)
    page.goto("/account/")
    expect(page).to_have_url(re.compile(r"/account/$"))
    sign_out(page)
    sign_in(page, mail)
    answer(page, code)  # seen over a shoulder, it opens nothing a second time
    expect(page).to_have_url(re.compile(r"/2fa/authenticate/"))
    stored = people.house.sql("select data::text from mfa_authenticator where type = 'totp'")
    assert stored
    assert not [row for row in stored if secret in row[0]]
