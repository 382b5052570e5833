"""Badges in other hands: files made to break the check, another's key, and an owner who takes back and then leaves."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.badges import actions, addresses, checking, queries
from drieslag.development.badges.checking import Verdict
from drieslag.development.badges.models import Badge
from drieslag.development.competence import actions as competence
from drieslag.development.competence.models import Declaration
from drieslag.people import actions as people
from drieslag.web.printing import badges as baked
from tests.badges.conftest import _address_and_keys
from tests.badges.declaring import declared
from tests.factories.world import World
from tests.support.english import _english

__all__ = ["_address_and_keys", "_english"]
pytestmark = [pytest.mark.django_db]
MARKUP = '<script>alert(1)</script>]]>&"'


def issued(world: World, name: str = "Bram") -> tuple[Declaration, Badge]:
    made = declared(world, can="Ik kan dit.", until=clock.today() + timedelta(days=100))
    return made, actions.issue(by=world.bram, about=made.pk, name=name, with_words=True)


@pytest.mark.parametrize("slug", ["\x00", "lindestad\x00", "x" * 5000, "../..", "é", ""])
def test_an_issuer_of_no_short_name_is_elsewhere(world: World, slug: str) -> None:
    shown = json.dumps({"issuer": addresses.did("") + slug, "proof": {}})
    assert checking.check(shown.encode()).verdict is Verdict.ELSEWHERE


def test_whatever_is_shown_gets_a_verdict(world: World) -> None:
    _made, badge = issued(world)
    good: Mapping[str, Any] = json.loads(badge.credential)
    nodes = [{"id": f"_:b{one}", "related": [{"id": f"_:b{n}"} for n in range(40) if n != one]} for one in range(40)]
    for name, value in (
        ("credentialSubject", []), ("proof", 5), ("validUntil", {}), ("credentialStatus", None), ("name", "\ud800"),
        ("evidence", nodes),
    ):  # fmt: skip
        assert checking.check(json.dumps({**good, name: value}).encode()).verdict is Verdict.CHANGED, name
    open_ended = json.dumps(good)[:-1] + ',"evidence":'
    for deep in ("[" * 5000 + "]" * 5000, '{"a":' * 800 + "1" + "}" * 800):
        found = checking.check(f"{open_ended}{deep}}}".encode()).verdict
        assert found in {Verdict.CHANGED, Verdict.UNREADABLE}
    for junk in (
        b"<svg",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg>&a;</svg>",
        checking.PNG,
        b"\xff\xfe",
        b"null",
        b"1" * 9000,
    ):
        assert checking.check(junk).verdict is Verdict.UNREADABLE


def test_markup_in_a_name_stays_words(world: World) -> None:
    _made, badge = issued(world, MARKUP)
    drawn = baked.svg(badge, "Zorg & <b>co</b>")
    assert b"<script" not in drawn
    for file in (drawn, baked.png(badge, "Zorg & <b>co</b>"), badge.credential.encode()):
        found = checking.check(file)
        assert (found.verdict, found.name) == (Verdict.GENUINE, MARKUP)


@pytest.mark.parametrize("end", ["withdraw", "erase_declaration"])
def test_what_its_owner_took_back_stays_so_when_the_owner_is_erased_the_same_day(world: World, end: str) -> None:
    made, badge = issued(world)
    place = badge.place.number
    getattr(competence, end)(by=world.bram, declaration=made)
    assert place in queries.revoked()
    people.erase(person_id=world.bram.pk)
    assert place in queries.revoked()


def test_a_badge_that_stood_stays_good_when_its_owner_is_erased(world: World) -> None:
    _made, badge = issued(world)
    place = badge.place.number
    people.erase(person_id=world.bram.pk)
    assert place not in queries.revoked()


def test_the_key_of_anothers_badge_makes_none(world: World) -> None:
    """The key stands in each file, so anybody may know it."""
    made, badge = issued(world)
    with pytest.raises(NotFound):
        actions.issue(by=world.anna, about=made.pk, name="Anna", key=badge.pk)
