"""Slips go in, are changed and taken back by whoever holds their secret, and come out all at once."""

import secrets
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.privacy.anonymous import actions, compaction, keyfolder, queries, rules, seal
from drieslag.privacy.anonymous.actions import Receipt
from drieslag.privacy.anonymous.enums import BoxState, Purpose, RoundState, Taking
from drieslag.privacy.anonymous.models import Box, Issue, Ready, Round, Slip, Spent
from drieslag.privacy.anonymous.tokens import Token
from tests.privacy.anonymous.people import Browser, Circle


@pytest.fixture
def opened(circle: Circle) -> tuple[Round, Box, list[Browser]]:
    found, box = circle.open()
    return found, box, circle.browsers(found)


Opened = tuple[Round, Box, list[Browser]]


def texts(box: Box) -> list[str]:
    return sorted(content.text for content in actions.open_slips(box_id=box.pk))


def test_everyones_slips_come_out_together(opened: Opened) -> None:
    found, box, browsers = opened
    for number, browser in enumerate(browsers):
        assert browser.hand_in(found, box, f"tekst {number}") == Receipt.RECEIVED
    browsers[0].hand_in(found, box, "nog een")

    assert not Spent.objects.exists()
    assert len({len(bytes(slip.sealed)) for slip in Slip.objects.all()}) == 1
    assert texts(box) == ["nog een", *(f"tekst {number}" for number in range(6))]
    assert not Slip.objects.exists()


def test_opening_happens_once_and_ends_adding_changing_and_readiness(opened: Opened) -> None:
    found, box, browsers = opened
    secret = secrets.token_bytes(32)
    browsers[0].hand_in(found, box, "eerst", secret)
    token = browsers[0].token
    assert token is not None
    actions.set_ready(round_id=found.pk, box_id=box.pk, token=token, ready=True)
    actions.open_slips(box_id=box.pk)

    assert not Ready.objects.exists()
    for late in (
        lambda: actions.open_slips(box_id=box.pk),
        lambda: browsers[1].hand_in(found, box, "te laat"),
        lambda: actions.change(box_id=box.pk, secret=secret, text="anders"),
        lambda: actions.set_ready(round_id=found.pk, box_id=box.pk, token=token, ready=True),
    ):
        with pytest.raises(Refused, match="opened"):
            late()


def test_who_holds_the_secret_changes_and_withdraws_and_nobody_else(opened: Opened) -> None:
    found, box, browsers = opened
    mine, other = secrets.token_bytes(32), secrets.token_bytes(32)
    browsers[0].hand_in(found, box, "eerste versie", mine)
    browsers[1].hand_in(found, box, "blijft")
    browsers[2].hand_in(found, box, "gaat weg", other)

    actions.change(box_id=box.pk, secret=mine, text="tweede versie")
    actions.withdraw(box_id=box.pk, secret=other)
    with pytest.raises(NotFound):
        actions.change(box_id=box.pk, secret=bytes(32), text="x")
    with pytest.raises(NotFound):
        actions.withdraw(box_id=box.pk, secret=bytes(32))

    assert Slip.objects.count() == 3, "a withdrawn slip leaves no gap to be seen"
    assert texts(box) == ["blijft", "tweede versie"]


def test_an_opened_slip_is_taken_back_by_the_mark_beside_its_text(circle: Circle, opened: Opened) -> None:
    found, box, browsers = opened
    secret = secrets.token_bytes(32)
    browsers[0].hand_in(found, box, "toch liever niet", secret)
    (content,) = actions.open_slips(box_id=box.pk)
    circle.marks.add(content.mark)

    actions.withdraw(box_id=box.pk, secret=secret)

    assert circle.recalled == [(circle.scope, seal.mark_of(secret))]
    with pytest.raises(NotFound):
        actions.withdraw(box_id=box.pk, secret=bytes(32))


def test_a_slip_sent_twice_counts_once(opened: Opened) -> None:
    found, box, browsers = opened
    secret = secrets.token_bytes(32)
    assert browsers[0].hand_in(found, box, "een keer", secret) == Receipt.RECEIVED
    assert browsers[0].hand_in(found, box, "een keer", secret) == Receipt.ALREADY
    assert texts(box) == ["een keer"]


def test_a_spent_token_gets_already_received_whatever_comes_with_it(circle: Circle) -> None:
    found, box = circle.open(Taking.ONCE)
    first, second = circle.browsers(found)[:2]
    assert first.hand_in(found, box, "antwoord") == Receipt.RECEIVED
    for body in ("ander antwoord", "", "x" * 100_000):
        assert first.hand_in(found, box, body) == Receipt.ALREADY
    assert second.hand_in(found, box, "mijn antwoord") == Receipt.RECEIVED
    assert texts(box) == ["antwoord", "mijn antwoord"]
    assert not Spent.objects.exists()


def test_a_token_serves_every_step_of_its_meeting_and_looks_new_in_each(circle: Circle, opened: Opened) -> None:
    found, box, browsers = opened
    vote = actions.open_box(
        purpose=Purpose.STEP, scope=circle.scope, part="vote", taking=Taking.ONCE, max_length=200, present=6
    )
    actions.open_slips(box_id=box.pk)
    again = actions.open_box(
        purpose=Purpose.STEP, scope=circle.scope, part="vote-2", taking=Taking.ONCE, max_length=200, present=6
    )
    browsers[0].hand_in(found, vote, "ja")
    browsers[0].hand_in(found, again, "nee")
    first, second = Spent.objects.all()
    assert bytes(first.token_hash) != bytes(second.token_hash)


def test_a_token_of_elsewhere_or_made_up_is_refused(circle: Circle, opened: Opened) -> None:
    found, box, browsers = opened
    elsewhere = Circle()
    other_box = actions.open_box(
        purpose=Purpose.STEP, scope=elsewhere.scope, part="collect", max_length=2000, present=6
    )
    with pytest.raises(Refused, match="belong together"):
        browsers[0].hand_in(found, other_box, "verkeerd")
    browsers[0].token = Token(bytes(64), bytes(256))
    with pytest.raises(Refused, match="not valid"):
        browsers[0].hand_in(found, box, "verzonnen")
    browsers[1].token = Token(b"short", bytes(256))
    with pytest.raises(Refused, match="not valid"):
        browsers[1].hand_in(found, box, "verzonnen")
    assert not Slip.objects.exists()


def test_no_row_tells_anything_of_itself_in_a_list() -> None:
    """What stands in an error page or a shell must not give away more than that there is a row."""
    assert str(Issue(holder=uuid4())) == "issue"
    assert [str(model()) for model in (Spent, Ready, Slip)] == ["spent token", "ready", "slip"]
    assert str(Round(purpose=Purpose.JAR)) == "jar round"
    assert str(Box(purpose=Purpose.JAR)) == "jar box"


def test_a_survey_groups_token_is_not_taken_for_another_group(circle: Circle) -> None:
    found = Round(purpose=Purpose.SURVEY, scope=circle.scope, part="noord")
    box = Box(purpose=Purpose.SURVEY, scope=circle.scope, part="zuid")
    assert not rules.may_use(found, box)


@pytest.mark.parametrize(("text", "reason"), [("  \n ", "nothing in it"), ("é" * 2001, "longer than 2000")])
def test_an_empty_slip_and_one_too_long_are_refused_in_words(opened: Opened, text: str, reason: str) -> None:
    found, box, browsers = opened
    with pytest.raises(Refused, match=reason):
        browsers[0].hand_in(found, box, text)
    assert not Slip.objects.exists()


def test_the_longest_slip_of_the_widest_letters_fits(opened: Opened) -> None:
    found, box, browsers = opened
    browsers[0].hand_in(found, box, "🌱" * 2000)
    assert texts(box) == ["🌱" * 2000]


def test_a_box_holds_only_so_many_slips_a_token(circle: Circle) -> None:
    found, box = circle.open(max_each=2)
    browser = Browser(min(circle.members))
    browser.fetch_token(found)
    browser.hand_in(found, box, "een")
    browser.hand_in(found, box, "twee")
    with pytest.raises(Refused, match="No more slips"):
        browser.hand_in(found, box, "drie")


def test_readiness_is_a_number_that_goes_up_and_down(opened: Opened) -> None:
    found, box, browsers = opened
    for browser, ready in [(0, True), (1, True), (1, True), (0, False)]:
        token = browsers[browser].token
        assert token is not None
        actions.set_ready(round_id=found.pk, box_id=box.pk, token=token, ready=ready)
    assert queries.count_ready(box) == 1


def test_unspent_tokens_are_taken_for_a_day_after_closing_begins(opened: Opened) -> None:
    found, box, browsers = opened
    closing = actions.begin_closing(round_id=found.pk)
    assert closing.takes_until is not None
    with clock.frozen(closing.takes_until - timedelta(minutes=1)):
        assert browsers[0].hand_in(found, box, "net op tijd") == Receipt.RECEIVED
    with clock.frozen(closing.takes_until + timedelta(minutes=1)), pytest.raises(Refused, match="round is closed"):
        browsers[1].hand_in(found, box, "te laat")


def test_a_step_needs_five_people(circle: Circle) -> None:
    for present in (None, 1, 4):
        with pytest.raises(Refused, match="five people"):
            actions.open_box(purpose=Purpose.STEP, scope=uuid4(), part="a", max_length=100, present=present)
    assert actions.open_box(purpose=Purpose.STEP, scope=uuid4(), part="a", max_length=100, present=5)


def test_opening_a_step_twice_gives_one_box_and_opening_it_again_later_a_new_one(circle: Circle) -> None:
    _, box = circle.open()
    again = actions.open_box(purpose=Purpose.STEP, scope=circle.scope, part="collect", max_length=2000, present=6)
    assert again.pk == box.pk
    actions.open_slips(box_id=box.pk)
    later = actions.open_box(purpose=Purpose.STEP, scope=circle.scope, part="collect", max_length=2000, present=6)
    assert later.pk != box.pk


def test_keys_go_when_the_box_is_opened_and_the_round_closed_and_not_before(
    opened: Opened, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    found, box, browsers = opened
    browsers[0].hand_in(found, box, "ja")
    with django_capture_on_commit_callbacks(execute=True):
        assert texts(box) == ["ja"]
        assert keyfolder.is_there(keyfolder.SEAL, box.pk), "a transaction that fails must be able to open it again"
    assert not keyfolder.is_there(keyfolder.SEAL, box.pk)
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_round(round_id=found.pk)
    assert not keyfolder.is_there(keyfolder.SIGN, found.pk)
    with pytest.raises(keyfolder.KeyLost):
        keyfolder.read(keyfolder.SIGN, found.pk)
    keyfolder.destroy(keyfolder.SIGN, found.pk)


def test_closing_a_meeting_throws_away_unread_what_was_not_opened(circle: Circle, opened: Opened) -> None:
    found, box, browsers = opened
    browsers[0].hand_in(found, box, "nooit gelezen")
    actions.close_scope(purpose=Purpose.STEP, scope=circle.scope)

    assert not Slip.objects.exists()
    assert queries.get_box(box.pk).state == BoxState.OPENED
    assert queries.get_round(found.pk).state == RoundState.CLOSED
    assert queries.shut_box(Purpose.STEP, circle.scope, "collect") is None
    actions.discard(box_id=box.pk)
    with pytest.raises(Refused, match="round is closed"):
        browsers[1].hand_in(found, box, "te laat")


def test_keys_that_a_crash_left_behind_are_destroyed_and_living_and_young_ones_kept(
    opened: Opened, key_folder: Path
) -> None:
    found, box, _ = opened
    keyfolder.keep(keyfolder.SEAL, orphan := uuid4(), b"old")
    (key_folder / "note.txt").write_text("not a key")
    assert compaction.destroy_stale_keys() == 0
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert compaction.destroy_stale_keys() == 1
    assert not keyfolder.is_there(keyfolder.SEAL, orphan)
    assert keyfolder.is_there(keyfolder.SEAL, box.pk)
    assert keyfolder.is_there(keyfolder.SIGN, found.pk)
