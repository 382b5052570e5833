"""Promise: join codes and passwords cannot be guessed, and whoever tries locks nobody else out (trust.md, Ways in)."""

from pathlib import Path

import pytest
from django.core.cache.backends.filebased import FileBasedCache
from django.urls import reverse
from pytest_django import Settings

from drieslag.core.counting import keyed
from drieslag.web.meetings.limits import MOST_TRIES
from tests.factories.world import World
from tests.meetings.rooms import a_hall

pytestmark = pytest.mark.django_db
OK, TAKEN, OFTEN = 302, 422, 429


def tries(world: World, code: str, times: int, **where: str) -> list[int]:
    device = world.client()
    device.defaults |= where
    return [device.post(reverse("meetings:join"), {"code": code}).status_code for _ in range(times)]


def test_a_team_that_joins_from_one_building_is_let_in(world: World) -> None:
    code = a_hall(world).fresh().join_code
    assert set(tries(world, code, 2 * MOST_TRIES)) == {OK}


def test_wrong_codes_are_stopped_also_by_the_link(world: World) -> None:
    code = a_hall(world).fresh().join_code
    wrong = "AAAAAA" if code != "AAAAAA" else "CCCCCC"
    assert tries(world, wrong, MOST_TRIES + 2)[-2:] == [OFTEN, OFTEN]
    assert tries(world, code, 1) == [OFTEN]  # or guessing would go on
    assert world.client().get(reverse("meetings:join_name", args=[code])).status_code == OFTEN


def test_behind_a_proxy_one_guesser_locks_nobody_else_out(world: World, settings: Settings) -> None:
    code = a_hall(world).fresh().join_code
    settings.DRIESLAG_PROXIES = 1
    guesser = {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    assert tries(world, "AAAAAA", MOST_TRIES + 1, **guesser)[-1] == OFTEN
    assert tries(world, code, 1, HTTP_X_FORWARDED_FOR="198.51.100.8") == [OK]
    made_up = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}  # what a client says itself comes before
    assert tries(world, code, 1, **made_up) == [OFTEN]


def test_without_a_proxy_nobody_is_believed_about_an_address(world: World) -> None:
    for number in range(MOST_TRIES):
        tries(world, "AAAAAA", 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert tries(world, "AAAAAA", 1, HTTP_X_FORWARDED_FOR="198.51.100.200") == [OFTEN]


def test_an_office_with_many_ipv6_addresses_is_one(world: World) -> None:
    for number in range(MOST_TRIES):
        tries(world, "AAAAAA", 1, REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert tries(world, "AAAAAA", 1, REMOTE_ADDR="2001:db8:1:2:ffff::1") == [OFTEN]


def test_no_address_or_mail_can_be_tried_out_on_the_cache(tmp_path: Path) -> None:
    """The files of a cache have the md5 of a key as their name: four thousand million addresses are soon tried."""
    found = FileBasedCache(str(tmp_path), {"KEY_FUNCTION": "drieslag.core.counting.keyed"})
    found.set("join:198.51.100.7", 1)
    plain = FileBasedCache(str(tmp_path), {})
    assert plain.get("join:198.51.100.7") is None
    assert "198.51" not in keyed("join:198.51.100.7", "", 1)
