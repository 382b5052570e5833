"""Trying something out, looking back on it, and the story that this makes."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.kernel.cycle import Group
from drieslag.kernel.format import Phase
from drieslag.learning.threads import actions, queries
from drieslag.learning.threads.enums import TRY_OUT_STATES, Level, Origin, Seen, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, Insight, Thread, TryOut
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World

pytestmark = pytest.mark.django_db
START = datetime(2026, 9, 14, 9, tzinfo=UTC)


@pytest.fixture
def thread(world: World) -> Thread:
    with clock.frozen(START):
        return actions.open_thread(
            by=world.bram, team=world.team, origin=Origin.PERSON, title="Loslaten", story="Al lang"
        )


def take_on(world: World, thread: Thread | None = None, owner: Person | None = None, **changes: object) -> TryOut:
    given = {
        "by": owner, "team": world.team, "thread": thread, "kind": TryOutKind.EXPERIMENT, "text": "Eerst luisteren",
        "owner": owner, "due_on": date(2026, 10, 26),
    }  # fmt: skip
    return actions.add_try_out(**{**given, **changes})  # type: ignore[arg-type]


def test_somebody_of_the_team_takes_something_on(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram, expectation=" Rust ")
    assert (try_out.text, try_out.expectation, try_out.owner) == ("Eerst luisteren", "Rust", world.bram.pk)
    [mine] = queries.my_try_outs(world.bram)
    assert (mine.id, mine.owner_name, mine.thread_title) == (try_out.pk, "Bram Visser", "Loslaten")
    assert queries.my_try_outs(world.anna) == []
    with pytest.raises(NotFound):
        queries.get_try_out(world.carla, try_out.pk)
    assert queries.get_try_out(world.anna, try_out.pk) == try_out


def test_nobody_of_another_team_is_given_something_to_do(world: World, thread: Thread) -> None:
    with pytest.raises(Refused, match="members of this team"):
        take_on(world, thread, world.carla, by=None)
    with pytest.raises(Refused, match="members of this team"):
        take_on(world, None, None, by=world.carla)


def test_the_same_key_again_is_the_same_row(world: World, thread: Thread) -> None:
    key = uuid4()
    assert take_on(world, thread, world.bram, key=key) == take_on(world, thread, world.bram, key=key)
    assert take_on(world, thread, world.bram, key=key, text="Anders").pk != key
    for words in ("Eén", "Eén", "Twee"):
        actions.add_insight(by=world.bram, team=world.team, text=words, level=Level.TRIPLE, key=key)
    assert sorted(each.text for each in Insight.objects.all()) == ["Eén", "Twee"]
    try_out = take_on(world, thread, world.bram)
    for seen in (Seen.YES, Seen.NO):
        effect = actions.note_effect(by=world.bram, try_out=try_out, seen=seen, key=key)
    assert effect.seen == Seen.YES
    assert (TryOut.objects.count(), Effect.objects.count()) == (3, 1)


def test_only_the_owner_changes_it_and_a_try_out_of_the_team_is_anyones(world: World, thread: Thread) -> None:
    own, shared = take_on(world, thread, world.bram), take_on(world, thread)
    with pytest.raises(Refused, match="Only who tries this out"):
        actions.change_try_out(by=world.anna, try_out=own, text="Van mij")
    with pytest.raises(Refused, match="members of this team"):
        actions.change_try_out(by=world.carla, try_out=shared, text="Van mij")
    changed = actions.change_try_out(
        by=world.anna,
        try_out=shared,
        text="Langer luisteren",
        owner=world.anna,
        due_on=date(2026, 11, 2),
        expectation="?",
    )
    assert (changed.text, changed.owner, changed.due_on) == ("Langer luisteren", world.anna.pk, date(2026, 11, 2))
    assert actions.change_try_out(by=world.anna, try_out=shared, owner=None).owner is None
    assert actions.change_try_out(by=None, try_out=own).text == "Eerst luisteren"
    with pytest.raises(Refused):
        actions.change_try_out(by=world.bram, try_out=own, owner=world.carla)


def test_looking_back_and_undoing_that(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram)
    with pytest.raises(Refused, match="Only who tries this out"):
        actions.note_effect(by=world.anna, try_out=try_out, seen=Seen.YES)
    effect = actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.BIT, text="Soms")
    assert queries.my_try_outs(world.bram) == []
    assert queries.facts_of(thread).looked_back_at == effect.noted_at
    with pytest.raises(Refused, match="“looked back on”"):
        actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.NO)
    with pytest.raises(Refused, match="Only who wrote this"):
        actions.withdraw_effect(by=world.anna, effect=queries.get_effect(world.anna, effect.pk))
    with pytest.raises(NotFound):
        queries.get_effect(world.carla, effect.pk)
    changed = actions.change_effect(by=world.bram, effect=effect, seen=Seen.YES, text="Vaker dan ik dacht")
    assert (changed.seen, changed.text) == (Seen.YES, "Vaker dan ik dacht")
    again = actions.withdraw_effect(by=world.bram, effect=effect)
    assert (again.state, again.ended_at) == (TryOutState.RUNNING, None)
    assert not Effect.objects.exists()


def test_going_on_after_looking_back(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram)
    effect = actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.BIT, again_on=date(2026, 12, 1))
    [mine] = queries.my_try_outs(world.bram)
    assert mine.due_on == date(2026, 12, 1)
    assert actions.withdraw_effect(by=world.bram, effect=effect).state == TryOutState.RUNNING


def test_one_meeting_looks_back_once_and_may_change_its_mind(world: World, thread: Thread) -> None:
    try_out, meeting = take_on(world, thread, world.bram), uuid4()
    for seen in (Seen.NO, Seen.YES):
        actions.note_effect(by=None, try_out=try_out, seen=seen, text=f"We zagen het: {seen}", meeting_id=meeting)
    [effect] = queries.of_meeting(meeting).effects
    assert (effect.seen, effect.text) == (Seen.YES, "We zagen het: yes")
    with pytest.raises(IntegrityError, match="effect_once_a_meeting"), transaction.atomic():
        Effect.objects.create(
            organisation=world.organisation, team=world.team, try_out=try_out, seen=Seen.NO, meeting_id=meeting,
            noted_at=clock.now(),
        )  # fmt: skip


def test_stopping_is_a_fact_and_can_be_undone(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram)
    for _ in range(2):
        stopped = actions.stop_try_out(by=world.bram, try_out=try_out)
    assert stopped.state == TryOutState.STOPPED
    assert queries.due_try_outs(world.team, date(2027, 1, 1)) == []
    for _ in range(2):
        assert actions.resume_try_out(by=world.bram, try_out=try_out).state == TryOutState.RUNNING
    with pytest.raises(Refused):
        actions.stop_try_out(by=world.anna, try_out=try_out)
    assert list(Statement.objects.filter(object_id=try_out.pk).order_by("seq").values_list("verb", flat=True)) == [
        "tried", "changed", "resumed",
    ]  # fmt: skip


def test_the_machine_is_whole_and_the_database_keeps_its_moment(world: World) -> None:
    assert set(TRY_OUT_STATES) == set(TryOutState) == set().union(*TRY_OUT_STATES.values())
    try_out = take_on(world)
    with pytest.raises(IntegrityError, match="try_out_ended_at"), transaction.atomic():
        TryOut.objects.filter(pk=try_out.pk).update(state=TryOutState.STOPPED)


def test_the_next_meeting_opens_with_what_is_due(world: World, thread: Thread) -> None:
    late = take_on(world, thread, world.bram, due_on=date(2026, 10, 1))
    today = take_on(world, None, None, due_on=date(2026, 10, 8))
    take_on(world, thread, world.bram, due_on=date(2026, 10, 9))
    due = queries.due_try_outs(world.team, date(2026, 10, 8))
    assert [(each.id, each.owner_name) for each in due] == [(late.pk, "Bram Visser"), (today.pk, "")]
    assert queries.due_try_outs(world.other_team, date(2026, 10, 8)) == []


def live_through(world: World, thread: Thread) -> Insight:
    """A thread from question to sharing, a fortnight each."""
    meeting = uuid4()
    with clock.frozen(START + timedelta(weeks=2)):
        actions.note_exploration(thread=thread, meeting_id=meeting, format_code="W01")
        actions.note_exploration(thread=thread, meeting_id=meeting, people=7)
    with clock.frozen(START + timedelta(weeks=4)):
        insight = actions.add_insight(by=world.anna, team=world.team, thread=thread, text="Nooit", level=Level.DOUBLE)
    with clock.frozen(START + timedelta(weeks=6)):
        try_out = take_on(world, thread, world.bram)
    with clock.frozen(START + timedelta(weeks=8)):
        actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.YES, text="Lachen")
    with clock.frozen(START + timedelta(weeks=9)):
        actions.close_thread(by=world.anna, thread=thread, shared_with="Team Oost")
    return insight


def test_the_story_is_everything_in_time(world: World, thread: Thread) -> None:
    live_through(world, thread)
    moments = queries.story(Thread.objects.get())
    assert [(each.phase, each.name) for each in moments] == [
        (Phase.QUESTION, "Bram Visser"),
        (Phase.EXPLORATION, ""),
        (Phase.INSIGHT, "Anna de Boer"),
        (Phase.TRY_OUT, "Bram Visser"),
        (Phase.EFFECT, "Bram Visser"),
        (Phase.SHARED, ""),
    ]
    [row] = queries.board(world.team)
    assert (row.phase, row.group, row.level, row.title) == (Phase.SHARED, Group.ROUND, Level.DOUBLE, "Loslaten")
    assert row.facts == queries.facts_of(Thread.objects.get())


def test_an_own_insight_is_taken_back_once(world: World, thread: Thread) -> None:
    insight = live_through(world, thread)
    with pytest.raises(Refused, match="Only who wrote this"):
        actions.withdraw_insight(by=world.bram, insight=insight)
    for _ in range(2):
        actions.withdraw_insight(by=world.anna, insight=insight)
    assert not Insight.objects.exists()


def test_a_meeting_keeps_how_many_were_there(world: World, thread: Thread) -> None:
    meeting = uuid4()
    for people in (None, 6, None):
        noted = actions.note_exploration(thread=thread, meeting_id=meeting, people=people)
    assert noted is not None
    assert noted.people == 6
    assert queries.open_threads(world.team) == [thread]


def test_what_somebody_tries_is_taken_along_and_let_go(world: World, thread: Thread) -> None:
    live_through(world, thread)
    taken = export_person(world.bram.pk)
    assert taken["threads.TryOut"][0]["text"] == "Eerst luisteren"
    assert taken["threads.Effect"][0]["text"] == "Lachen"
    erase_person(world.bram.pk)
    assert (TryOut.objects.get().owner, Effect.objects.get().by) == (None, None)


@pytest.mark.parametrize("count", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_the_board_costs_three_queries(world: World, django_assert_num_queries: object, count: int) -> None:
    fill_board(world, count)
    with django_assert_num_queries(3):  # type: ignore[operator]
        rows = queries.board(world.team)
        titles = {row.title for row in rows}
    assert len(rows) == count
    assert titles == {f"Vraag {number}" for number in range(count)}


def fill_board(world: World, count: int) -> list[Thread]:
    """Put so many threads on the board at once, each with an insight and a try-out that was looked back on."""
    here = {"organisation": world.organisation, "team": world.team}
    threads = Thread.objects.bulk_create(
        Thread(**here, title=f"Vraag {n}", story="", opened_by=world.bram.pk, opened_at=START, origin=Origin.PERSON)
        for n in range(count)
    )
    Insight.objects.bulk_create(
        Insight(**here, thread=each, text="Zo", level=Level.DOUBLE, noted_at=START) for each in threads
    )
    try_outs = TryOut.objects.bulk_create(
        TryOut(
            **here,
            thread=each,
            kind=TryOutKind.ACTION,
            text="Doen",
            due_on=START.date(),
            begun_at=START,
            owner=world.anna.pk,
        )
        for each in threads
    )
    Effect.objects.bulk_create(Effect(**here, try_out=each, seen=Seen.BIT, noted_at=START) for each in try_outs)
    return threads
