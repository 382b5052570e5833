"""One token a holder, for holders alone, and none once the round closes."""

import secrets
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.privacy import register
from drieslag.privacy.anonymous import actions, holders, keyfolder, queries, rules
from drieslag.privacy.anonymous.enums import Purpose, RoundState
from drieslag.privacy.anonymous.models import Issue
from drieslag.privacy.anonymous.tokens import Token, from_text, to_text
from tests.factories.world import World
from tests.privacy.anonymous.people import Browser, Circle, signing_key


def test_a_holder_gets_a_token_that_the_round_takes(circle: Circle) -> None:
    found, _ = circle.open()
    browser = Browser(min(circle.members))
    assert browser.fetch_token(found).is_of(queries.key_of(found))
    assert browser.token is not None
    assert not Token(secrets.token_bytes(64), browser.token.signature).is_of(queries.key_of(found))
    assert [row.holder for row in Issue.objects.all()] == [browser.holder]


def test_the_same_question_again_gets_the_same_signature_and_another_is_refused(circle: Circle) -> None:
    found, _ = circle.open()
    browser = Browser(min(circle.members))
    message = browser.ask(found)
    first = actions.issue(by=browser.holder, round_id=found.pk, blinded=message)

    assert actions.issue(by=browser.holder, round_id=found.pk, blinded=message) == first
    with pytest.raises(Refused, match="another device"):
        actions.issue(by=browser.holder, round_id=found.pk, blinded=Browser(browser.holder).ask(found))
    assert Issue.objects.count() == 1


def test_who_is_no_holder_gets_none(circle: Circle, world: World) -> None:
    found, _ = circle.open()
    browser = Browser(world.carla.pk)
    with pytest.raises(Refused, match="not a member"):
        browser.fetch_token(found)
    assert not Issue.objects.exists()


def test_a_purpose_for_which_no_part_named_holders_has_none(circle: Circle) -> None:
    holders._rules.pop(Purpose.SURVEY, None)
    assert not holders.may_hold(Purpose.SURVEY, uuid4(), circle.scope)
    assert not holders.recall(Purpose.SURVEY, circle.scope, b"mark")


def test_a_round_of_another_organisation_is_not_there(circle: Circle, world: World) -> None:
    found, box = circle.open()
    with tenancy.inside(world.elsewhere.pk):
        with pytest.raises(NotFound):
            queries.get_round(found.pk)
        with pytest.raises(NotFound):
            queries.get_box(box.pk)
        with pytest.raises(NotFound):
            actions.withdraw(box_id=box.pk, secret=bytes(32))


def test_what_is_no_message_of_the_keys_size_is_refused_in_words(circle: Circle) -> None:
    found, _ = circle.open()
    with pytest.raises(Refused, match="cannot be signed"):
        actions.issue(by=min(circle.members), round_id=found.pk, blinded=b"short")


def test_a_closing_round_gives_no_tokens_and_a_closed_one_forgets_who_had_one(circle: Circle, key_folder: Path) -> None:
    found, _ = circle.open()
    circle.browsers(found)
    closing = actions.begin_closing(round_id=found.pk)
    assert closing.takes_until == pytest.approx(clock.now() + timedelta(hours=24), abs=timedelta(minutes=1))
    with pytest.raises(Refused, match="no more tokens"):
        Browser(min(circle.members)).fetch_token(closing)

    actions.close_round(round_id=found.pk)

    assert not Issue.objects.exists()
    assert queries.get_round(found.pk).state == RoundState.CLOSED
    assert open_door(kind=DoorKind.ANONYMOUS, secret=str(found.pk)) is None
    assert actions.close_round(round_id=found.pk).state == RoundState.CLOSED
    with pytest.raises(Refused, match="closed"):
        actions.begin_closing(round_id=found.pk)


def test_a_rounds_door_leads_to_its_organisation(circle: Circle, world: World) -> None:
    found, _ = circle.open()
    door = open_door(kind=DoorKind.ANONYMOUS, secret=str(found.pk))
    assert door is not None
    assert (door.organisation_id, door.target) == (world.organisation.pk, found.pk)


def test_a_round_without_its_key_must_be_asked_again(circle: Circle) -> None:
    found, box = circle.open()
    assert not queries.is_lost(found)
    keyfolder.destroy(keyfolder.SIGN, found.pk)
    keyfolder.destroy(keyfolder.SEAL, box.pk)

    assert queries.is_lost(found)
    for verdict in (rules.may_issue(found), rules.may_add(box), rules.may_open_box(box), rules.may_use(found, box)):
        assert "asked again" in str(verdict.reason)


def test_a_person_takes_along_and_erases_that_they_got_a_token_and_nothing_else_is_known(circle: Circle) -> None:
    found, _ = circle.open()
    one, other = sorted(circle.members)[:2]
    for holder in (one, other):
        Browser(holder).fetch_token(found)

    taken = register.export_person(one)["privacy.Issue"]

    assert taken == [{"round__purpose": "step", "round__fingerprint": found.fingerprint}]
    kept = next(kept for kept in register.everything() if kept.model is Issue)
    assert kept.erase(one) == 1
    assert [row.holder for row in Issue.objects.all()] == [other]


def test_two_rounds_never_share_a_key(circle: Circle, key_folder: Path) -> None:
    first = actions.open_round(purpose=Purpose.JAR, scope=circle.scope)
    second = actions.open_round(purpose=Purpose.JAR, scope=circle.scope)
    assert first.fingerprint != second.fingerprint
    assert sorted(path.stat().st_mode & 0o777 for path in key_folder.iterdir()) == [0o600, 0o600]
    assert key_folder.stat().st_mode & 0o777 == 0o700


def test_a_card_is_shown_to_holders_alone_and_is_the_same_before_and_after_they_have_a_token(circle: Circle) -> None:
    found, _ = circle.open()
    holder = min(circle.members)
    before = queries.cards_for(holder, [circle.scope])
    Browser(holder).fetch_token(found)

    assert queries.cards_for(holder, [circle.scope]) == before == [queries.card(found)]
    assert queries.cards_for(uuid4(), [circle.scope]) == []
    assert from_text(before[0].modulus) == bytes(found.modulus)


def test_nothing_is_opened_where_no_organisation_is_entered(db: None, key_folder: Path) -> None:
    with pytest.raises(NotFound):
        actions.open_round(purpose=Purpose.JAR, scope=uuid4(), key=signing_key())
    with pytest.raises(NotFound):
        actions.open_box(purpose=Purpose.JAR, scope=uuid4(), max_length=140)


def test_text_of_a_token_reads_back_and_nonsense_is_refused() -> None:
    data = secrets.token_bytes(33)
    assert from_text(to_text(data)) == data
    with pytest.raises(ValueError, match="base64url"):
        from_text("é!")
