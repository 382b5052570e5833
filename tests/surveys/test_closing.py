"""Answering without a name and closing: what is taken, what is refused, and what is left."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Mode
from drieslag.people import actions as people
from drieslag.people.models import Membership, Person
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous import compaction, keyfolder
from drieslag.privacy.anonymous.actions import Receipt
from drieslag.privacy.anonymous.models import Box, Issue, Slip, Spent
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.surveys import freezing, jobs
from drieslag.surveys.actions import closing, invitations, rounds
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedAnswer, ClosedText, Group, Invitee, NamedAnswer, Record, Round
from drieslag.surveys.queries import rounds as queries
from tests.factories.world import World
from tests.privacy.anonymous.people import Browser
from tests.surveys.asking import (
    ENDS,
    a_round,
    answer,
    answers,
    box_of,
    close,
    group,
    hand_in,
    invitees,
    key_of,
    learning_adviser,
    opened,
    team_of,
)

pytestmark = [pytest.mark.django_db]
LATE = ENDS + timedelta(hours=3)
OVER = ENDS + timedelta(days=1, hours=3)


@pytest.fixture
def found(world: World) -> Round:
    """An open round of a team of nine."""
    world.colleagues(6)
    return opened(world)


def browser_of(invitee: Invitee) -> Browser:
    made = Browser(invitee.person or invitee.pk)
    made.fetch_token(key_of(invitee.group))
    return made


# Answering


def test_a_token_is_taken_once_whatever_it_brings(found: Round) -> None:
    asked = invitees(found)[0]
    browser = answer(asked)
    assert hand_in(browser, asked.group, answers(1)) == Receipt.ALREADY
    assert hand_in(browser, asked.group, {"nonsense": 1}) == Receipt.ALREADY
    assert Slip.objects.count() == Spent.objects.count() == 1


def test_a_second_device_gets_no_second_token(found: Round) -> None:
    asked = invitees(found)[0]
    browser_of(asked)
    with pytest.raises(Refused, match="another device"):
        browser_of(asked)


def test_answers_that_are_impossible_spend_nothing(found: Round) -> None:
    asked = invitees(found)[0]
    browser = browser_of(asked)
    for given in ({"calm": 9}, {"calm": 4, "other": 1}, {"hurry": 3}):
        with pytest.raises(Refused):
            hand_in(browser, asked.group, given)
    assert not Spent.objects.exists()
    assert hand_in(browser, asked.group) == Receipt.RECEIVED


def test_a_token_of_another_round_or_forged_is_refused(world: World, found: Round) -> None:
    other = opened(world, title="Nog een")
    browser = browser_of(invitees(other)[0])
    with pytest.raises(Refused, match="not valid here"):
        hand_in(browser, invitees(found)[0].group)
    assert browser.token is not None
    crossed = {"round_id": key_of(invitees(other)[0].group).pk, "box_id": box_of(invitees(found)[0].group).pk}
    with pytest.raises(Refused, match="not belong together"):
        anonymous.hand_in(token=browser.token, text="{}", change_hash=bytes(32), mark=bytes(32), **crossed)
    assert not Slip.objects.exists()


def test_who_is_not_asked_gets_no_token(world: World, found: Round) -> None:
    key = key_of(invitees(found)[0].group)
    for stranger in (world.carla.pk, uuid4(), invitees(found)[0].pk):
        with pytest.raises(Refused, match="not asked"):
            Browser(stranger).fetch_token(key)


def test_late_answers_are_taken_for_a_day_and_late_tokens_are_not_given(found: Round) -> None:
    first, second, third = invitees(found)[:3]
    one, two = browser_of(first), browser_of(second)
    with clock.frozen(ENDS + timedelta(minutes=1)), pytest.raises(Refused, match="it is closed"):
        browser_of(third)  # also before the job came by
    with clock.frozen(LATE):
        assert closing.begin_closing(round_id=found.pk).state == RoundState.LATE
        assert closing.begin_closing(round_id=found.pk).state == RoundState.LATE
        with pytest.raises(Refused):
            browser_of(third)
        assert hand_in(one, first.group) == Receipt.RECEIVED
        assert closing.close_round(round_id=found.pk).state == RoundState.LATE, "its day is not over"
    with clock.frozen(OVER + timedelta(days=1)), pytest.raises(Refused, match="closed"):
        hand_in(two, second.group)


# Closing


def test_a_round_of_a_team_closes_with_all_that_was_said_and_nobody(
    world: World, found: Round, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    for number, asked in enumerate(invitees(found)):
        answer(asked, answers(1 + number % 5, words=f"woord {number}", where="b"))
    with django_capture_on_commit_callbacks(execute=True):
        closed = close(found)
    assert (closed.state, closed.closed_at) == (RoundState.CLOSED, ENDS + timedelta(days=1, minutes=10))
    team = group(found, world.team.name)
    assert (team.answers, team.size, team.counted_in_id) == (9, 9, team.pk)
    rows = [json.loads(row.answers) for row in ClosedAnswer.objects.all()]
    assert sorted(row["calm"] for row in rows) == [1, 1, 2, 2, 3, 3, 4, 4, 5]
    assert all(set(row) == {"calm", "where"} for row in rows)
    assert {row.text for row in ClosedText.objects.all()} == {f"woord {number}" for number in range(9)}
    assert Record.objects.filter(group=team, of="calm", n=9).exists()
    for model in (Invitee, Issue, Slip, Spent):
        assert not model._default_manager.exists(), model
    assert list(keyfolder.folder().iterdir()) == [], "no key is left"
    assert queries.turnout(team).answers == 9
    statements = Statement.objects.filter(object_kind="round", object_id=found.pk)
    assert [(row.verb, row.actor is not None) for row in statements.order_by("at", "pk")] == [
        (Verb.PLANNED, True), (Verb.OPENED, True), (Verb.CLOSED, False),
    ]  # fmt: skip


def test_closing_twice_or_before_its_time_changes_nothing(found: Round) -> None:
    for asked in invitees(found):
        answer(asked)
    assert closing.close_round(round_id=found.pk).state == RoundState.OPEN
    close(found)
    before = set(ClosedAnswer.objects.values_list("pk", flat=True))
    with clock.frozen(OVER):
        assert closing.close_round(round_id=found.pk).state == RoundState.CLOSED
    assert set(ClosedAnswer.objects.values_list("pk", flat=True)) == before


def three(world: World) -> tuple[Round, Person]:
    """Twenty-two people in three teams; the one of four is read with the one of eight."""
    teams = [team_of(world, name, size) for name, size in (("A", 10), ("B", 8), ("C", 4))]
    adviser = learning_adviser(world)
    return opened(world, adviser, teams=[team.pk for team in teams]), adviser


def test_a_small_team_is_read_with_its_neighbour(world: World) -> None:
    found, _ = three(world)
    for asked in invitees(found):
        answer(asked)
    close(found)
    root = Group.objects.get(round=found, parent=None)
    assert (root.answers, root.size) == (12, 12)
    assert group(found, "A").answers == 10
    assert {group(found, name).counted_in_id for name in ("B", "C")} == {root.pk}
    assert (group(found, "B").answers, group(found, "C").size) == (None, None)
    assert ClosedAnswer.objects.filter(group=root).count() == 12


def test_a_team_from_which_too_few_answered_is_read_with_the_whole(world: World) -> None:
    found, _ = three(world)
    for asked in [*invitees(found, "A")[:4], *invitees(found, "B", "C")]:
        answer(asked)
    close(found)
    root = Group.objects.get(round=found, parent=None)
    assert {row.counted_in_id for row in found.groups.all()} == {root.pk}
    assert (root.answers, root.size) == (16, 22)
    assert not ClosedAnswer.objects.exclude(group=root).exists()


def test_a_rest_from_which_too_few_answered_takes_the_other_team_in(world: World) -> None:
    found, _ = three(world)
    for asked in [*invitees(found, "A"), *invitees(found, "B")[:1], *invitees(found, "C")[:2]]:
        answer(asked)
    close(found)
    root = Group.objects.get(round=found, parent=None)
    assert group(found, "A").counted_in_id == root.pk
    assert root.answers == 13


def test_of_too_few_answers_in_all_nothing_is_kept(found: Round) -> None:
    for asked in invitees(found)[:4]:
        answer(asked, answers(words="van mij"))
    closed = close(found)
    assert closed.state == RoundState.CLOSED
    assert not ClosedAnswer.objects.exists()
    assert not ClosedText.objects.exists()
    assert not Record.objects.exclude(withheld="too_few").exists()
    only = Group.objects.get(round=found)
    assert (only.counted_in_id, only.answers) == (None, None)
    assert queries.turnout(only) == queries.Turnout(None, 9, enough=False)


def test_words_of_fewer_than_eight_are_not_kept_at_all(found: Round) -> None:
    for asked in invitees(found)[:7]:
        answer(asked, answers(words="van mij"))
    close(found)
    assert ClosedAnswer.objects.count() == 7
    assert not ClosedText.objects.exists()


def test_a_round_in_which_nobody_answered_closes(found: Round) -> None:
    assert close(found).state == RoundState.CLOSED


def test_a_slip_that_nobody_can_read_does_not_keep_the_others_shut(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drieslag.privacy.anonymous import holders

    for asked in invitees(found)[:5]:
        answer(asked)
    with monkeypatch.context() as patch:
        patch.setattr(holders, "checked", lambda _purpose, _scope, text: text)
        answer(invitees(found)[5], {"was": "something else"})
    close(found)
    assert ClosedAnswer.objects.count() == 5


# People come and go


def test_a_team_that_shrinks_below_five_keeps_its_round(world: World, found: Round) -> None:
    for asked in invitees(found)[:6]:
        answer(asked)
    Membership.objects.filter(team=world.team).exclude(person=world.anna).update(until=clock.today())
    close(found)
    team = group(found, world.team.name)
    assert (team.answers, team.size) == (6, 9)


def test_who_is_erased_leaves_an_answer_that_nobody_knows(world: World, found: Round) -> None:
    everyone = invitees(found)
    for asked in everyone[:-1]:
        answer(asked)
    last = browser_of(everyone[-1])
    gone = next(row.person for row in everyone[:-1] if row.person)
    people.erase(person_id=gone)
    assert len(invitees(found)) == 8
    assert Issue.objects.count() == 8
    assert hand_in(last, everyone[-1].group) == Receipt.RECEIVED, "the box has room for all who had a token"
    close(found)
    assert group(found, world.team.name).answers == 9


def test_who_left_is_asked_no_more(world: World, found: Round) -> None:
    Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
    assert invitations.forget_leavers() == 1
    assert queries.invitee_of(found, world.bram) is None


# What goes wrong


def test_a_round_that_lost_its_keys_says_that_it_must_be_asked_again(found: Round) -> None:
    asked = invitees(found)
    for one in asked[:6]:
        answer(one)
    assert not queries.is_lost(found)
    for path in keyfolder.folder().iterdir():
        path.unlink()
    assert queries.is_lost(found)
    with pytest.raises(Refused, match="asked again"):
        browser_of(asked[7])
    closed = close(found)
    assert (closed.state, closed.lost) == (RoundState.STOPPED, True)
    assert queries.is_lost(closed)
    assert not Invitee.objects.exists()
    assert not Slip.objects.exists()
    assert not ClosedAnswer.objects.exists()


def test_while_it_closes_only_the_key_that_opens_is_needed(found: Round) -> None:
    for asked in invitees(found):
        answer(asked)
    with clock.frozen(LATE):
        closing.begin_closing(round_id=found.pk)
    for path in keyfolder.folder().glob("*.sign"):
        path.unlink()
    with clock.frozen(OVER + timedelta(hours=1)):
        assert closing.close_round(round_id=found.pk).state == RoundState.CLOSED


def test_a_failure_while_closing_leaves_all_as_it_was(found: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in invitees(found):
        answer(asked)

    def broken(**_given: object) -> None:
        raise RuntimeError("out of paper")

    with monkeypatch.context() as patch:
        patch.setattr(freezing, "freeze", broken)
        with pytest.raises(RuntimeError):
            close(found)
    assert Slip.objects.count() == len(invitees(found)) == 9
    assert len(list(keyfolder.folder().iterdir())) == 2
    assert not ClosedAnswer.objects.exists()
    assert close(found).state == RoundState.CLOSED


def test_keys_that_a_crash_left_after_closing_are_destroyed_later(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in invitees(found):
        answer(asked)
    close(found)  # what a commit would have done after it never runs here, as in a crash
    assert len(list(keyfolder.folder().iterdir())) == 2
    monkeypatch.setattr(compaction, "GRACE", timedelta(days=-365))
    assert compaction.destroy_stale_keys() == 2
    assert list(keyfolder.folder().iterdir()) == []


# After closing


def test_raw_answers_go_after_half_a_year_and_records_stay(found: Round) -> None:
    for asked in invitees(found):
        answer(asked, answers(words="woord"))
    close(found)
    kept = Record.objects.count()
    with clock.frozen(OVER + timedelta(days=180)):
        assert closing.erase_raw() == 0
    with clock.frozen(OVER + timedelta(days=184)):
        assert closing.erase_raw() == 1
        assert closing.erase_raw() == 0
    assert not ClosedAnswer.objects.exists()
    assert not ClosedText.objects.exists()
    assert Record.objects.count() == kept > 0


def test_while_it_is_open_only_enough_or_not_is_told_and_once_a_night(world: World, found: Round) -> None:
    team = group(found, world.team.name)
    for asked in invitees(found)[:4]:
        answer(asked)
    assert queries.turnout(team) == queries.Turnout(None, 9, enough=False)
    closing.note_enough()
    answer(invitees(found)[4])
    assert not queries.turnout(group(found, world.team.name)).enough
    assert closing.note_enough() == 1
    assert closing.note_enough() == 0
    assert queries.turnout(group(found, world.team.name)) == queries.Turnout(None, 9, enough=True)


def test_a_small_team_never_gets_a_number(world: World) -> None:
    world.colleagues(3)
    found = opened(world)
    for asked in invitees(found)[:5]:
        answer(asked)
    close(found)
    assert queries.turnout(group(found, world.team.name)) == queries.Turnout(None, 6, enough=True)


# With names


def test_a_round_with_names_closes_by_the_same_minimums(world: World) -> None:
    world.colleagues(2)
    found = opened(world, mode=Mode.OPEN, reader=world.lea.pk)
    for asked in invitees(found):
        NamedAnswer.objects.create(
            organisation=world.organisation, round=found, group=asked.group, person=asked.person or asked.pk,
            answers=json.dumps(answers(words="woord")),
            handed_in_at=None if asked.person == world.bram.pk else clock.now(),
        )  # fmt: skip
    closed = close(found)
    assert closed.state == RoundState.CLOSED
    only = Group.objects.get(round=found)
    assert (only.answers, only.counted_in_id) == (None, None), "four of five answered"
    assert NamedAnswer.objects.count() == 4, "a draft that was never handed in goes"
    assert not ClosedAnswer.objects.exists(), "what has a name has no copy without it"
    assert not Invitee.objects.exists()


def test_stopping_a_round_with_names_erases_them(world: World) -> None:
    found = opened(world, mode=Mode.OPEN, reader=world.lea.pk)
    NamedAnswer.objects.create(
        organisation=world.organisation, round=found, group=Group.objects.get(round=found), person=world.bram.pk,
        answers="{}",
    )  # fmt: skip
    rounds.stop_round(by=world.anna, round_id=found.pk)
    assert not NamedAnswer.objects.exists()


# Jobs


@pytest.mark.django_db(transaction=True)
def test_the_job_begins_closes_and_leaves_nothing_on_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tidied = []
    monkeypatch.setattr(jobs, "tidy_anonymous", lambda: tidied.append(True))
    world.colleagues(4)
    found = opened(world)
    for asked in invitees(found):
        answer(asked)
    assert jobs.close_everywhere() == 0
    with clock.frozen(LATE):
        assert jobs.close_everywhere() == 0
    with clock.frozen(OVER + timedelta(hours=3)):
        assert jobs.close_everywhere() == 1
        assert jobs.close_everywhere() == 0
    assert tidied == [True]
    found.refresh_from_db()
    assert found.state == RoundState.CLOSED
    assert not KeyRound.objects.exclude(state="closed").exists()
    assert not Box.objects.filter(state="shut").exists()


@pytest.mark.django_db(transaction=True)
def test_a_round_that_cannot_be_closed_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "tidy_anonymous", lambda: None)
    world.colleagues(4)
    first, second = opened(world), opened(world)
    freeze = freezing.freeze

    def broken(*, round: Round, **given: Any) -> None:  # noqa: A002
        if round.pk == first.pk:
            raise RuntimeError("out of paper")
        freeze(round=round, **given)

    with clock.frozen(LATE):
        jobs.close_everywhere()
    monkeypatch.setattr(freezing, "freeze", broken)
    with clock.frozen(OVER + timedelta(hours=3)), pytest.raises(ExceptionGroup):
        jobs.close_everywhere()
    assert [row.state for row in Round.objects.order_by("pk")] == [RoundState.LATE, RoundState.CLOSED]
    assert second.pk > first.pk


def test_the_nightly_job_does_all_its_work(world: World) -> None:
    world.colleagues(4)
    opened(world)
    a_round(world)
    Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
    # One group is told that there is not enough yet, and Bram is asked no more, in a round and in a draft.
    assert jobs.every_night() == 3
