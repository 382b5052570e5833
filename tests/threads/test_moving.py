"""Making two questions of one and one of two, and undoing that."""

from uuid import uuid4

import pytest

from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Seen, ThreadState
from drieslag.learning.threads.models import Exploration, Insight, LoopFacts, Thread, TryOut
from drieslag.learning.threads.queries import Turn, Turning
from tests.factories.world import World
from tests.threads.lives import ask, look_back, see, take_on

pytestmark = pytest.mark.django_db


def turns(thread: Thread) -> list[Turning]:
    return [each.of.kind for each in queries.story(thread) if isinstance(each.of, Turn)]


def test_what_is_chosen_goes_along_with_the_second_question(world: World) -> None:
    thread = ask(world)
    stays, goes = see(world, thread), see(world, thread, "Anders")
    try_out = take_on(world, thread, world.bram)
    look_back(try_out, world.bram)
    made = actions.split_thread(
        by=world.anna, thread=thread, title="Nee zeggen", insights=[goes.pk], try_outs=[try_out.pk]
    )
    assert (made.team, made.opened_at, made.split_from, made.opened_by) == (
        world.team, thread.opened_at, thread, world.anna.pk,
    )  # fmt: skip
    assert [each.pk for each in thread.insights.all()] == [stays.pk]
    assert [each.pk for each in made.insights.all()] == [goes.pk]
    assert queries.facts_of(made).looked_back_at is not None
    assert queries.facts_of(thread).tried_at is None
    assert LoopFacts.objects.get(pk=made.pk).tried_at == try_out.begun_at
    assert LoopFacts.objects.get(pk=thread.pk).tried_at is None
    assert (turns(thread), turns(made)) == ([Turning.SPLIT_OFF], [Turning.SPLIT_FROM])


def test_splitting_twice_with_one_key_makes_one(world: World) -> None:
    thread, key = ask(world), uuid4()
    first, second = (actions.split_thread(by=world.bram, thread=thread, title="Twee", key=key) for _ in range(2))
    assert first == second
    other = actions.split_thread(by=world.bram, thread=first, title="Drie", key=key)
    assert other.pk != key


def test_undoing_a_split_puts_everything_back(world: World) -> None:
    thread = ask(world)
    insight, try_out = see(world, thread), take_on(world, thread)
    made = actions.split_thread(
        by=world.bram, thread=thread, title="Twee", insights=[insight.pk], try_outs=[try_out.pk]
    )
    for _ in range(2):
        assert actions.undo_split(by=world.anna, thread=made) == thread
    assert set(thread.insights.all()) | set(thread.try_outs.all()) == {insight, try_out}
    assert Insight.objects.get().came_from is None
    assert Thread.objects.get(pk=made.pk).state == ThreadState.WITHDRAWN
    assert not LoopFacts.objects.filter(pk=made.pk).exists()
    assert turns(thread) == []


def test_a_split_on_which_was_worked_is_not_undone(world: World) -> None:
    thread = ask(world)
    made = actions.split_thread(by=world.bram, thread=thread, title="Twee")
    see(world, made)
    with pytest.raises(Refused, match="join the two instead"):
        actions.undo_split(by=world.bram, thread=made)
    alone = actions.split_thread(by=world.bram, thread=thread, title="Drie")
    actions.join_threads(by=world.bram, thread=thread, into=made)
    with pytest.raises(Refused, match="nothing to put it back in"):
        actions.undo_split(by=world.bram, thread=alone)


def test_only_the_team_splits_and_joins_and_only_what_is_open(world: World) -> None:
    thread, other = ask(world), ask(world, "Wachttijd")
    with pytest.raises(Refused, match="members of this team"):
        actions.split_thread(by=world.carla, thread=thread, title="Twee")
    with pytest.raises(Refused, match="members of this team"):
        actions.join_threads(by=world.carla, thread=thread, into=other)
    with pytest.raises(Refused, match="another question of your own team"):
        actions.join_threads(by=world.bram, thread=thread, into=thread)
    look_back(take_on(world, other))
    actions.close_thread(by=world.bram, thread=other, shared_with="Team Oost")
    with pytest.raises(Refused, match="“round”"):
        actions.split_thread(by=world.bram, thread=other, title="Twee")
    with pytest.raises(Refused, match="“round”"):
        actions.join_threads(by=world.bram, thread=thread, into=other)


def test_joining_moves_all_that_came_of_it_and_parting_brings_it_back(world: World) -> None:
    thread, into, both = ask(world), ask(world, "Wachttijd"), uuid4()
    insight, try_out = see(world, thread), take_on(world, thread, world.bram)
    look_back(try_out, world.bram, Seen.YES)
    own = see(world, into)
    for each in (thread, into):
        actions.note_exploration(thread=each, meeting_id=both)
    actions.note_exploration(thread=thread, meeting_id=uuid4())
    for _ in range(2):
        assert actions.join_threads(by=world.anna, thread=thread, into=into) == into
    assert set(into.insights.all()) == {insight, own}
    assert into.explorations.count() == 2
    assert [each.pk for each in into.try_outs.all()] == [try_out.pk]
    assert turns(into) == [Turning.JOINED]
    with pytest.raises(NotFound):
        queries.get_thread(world.bram, thread.pk)
    assert queries.get_joined(world.bram, thread.pk).joined_into == into
    with pytest.raises(NotFound):
        queries.get_joined(world.carla, thread.pk)
    assert [row.thread.pk for row in queries.board(world.team)] == [into.pk]
    assert not LoopFacts.objects.filter(pk=thread.pk).exists()
    for _ in range(2):
        back = actions.part_threads(by=world.bram, thread=as_a_page_has_it(world, thread))
    assert back.state == ThreadState.OPEN
    assert ([*thread.insights.all()], [*into.insights.all()]) == ([insight], [own])
    assert (thread.explorations.count(), into.explorations.count()) == (2, 1)
    assert TryOut.objects.get(pk=try_out.pk).thread == thread
    assert LoopFacts.objects.get(pk=thread.pk).looked_back_at is not None


def as_a_page_has_it(world: World, thread: Thread) -> Thread:
    found = Thread.objects.select_related("joined_into", "team").get(pk=thread.pk)
    if found.joined_into is None:  # the second press: the page that asked for it is an old one
        found.joined_into = Thread.objects.exclude(pk=thread.pk).get()
    return found


def test_what_a_meeting_writes_of_a_joined_question_lands_where_it_was_joined(world: World) -> None:
    thread, into = ask(world), ask(world, "Wachttijd")
    actions.join_threads(by=world.bram, thread=thread, into=into)
    assert see(world, thread, by=None).thread == into
    assert take_on(world, thread).thread == into
    assert actions.note_exploration(thread=thread, meeting_id=uuid4()) == Exploration.objects.get(thread=into)


def test_a_joined_question_refuses_the_rest(world: World) -> None:
    thread, into = ask(world), ask(world, "Wachttijd")
    actions.join_threads(by=world.bram, thread=thread, into=into)
    now = Thread.objects.get(pk=thread.pk)
    for rule in (rules.may_view, rules.may_edit, rules.may_close, rules.may_split):
        assert rule(world.bram, now).reason == "This question was joined with another."
    with pytest.raises(Refused, match="worked on this question already"):
        actions.withdraw_thread(by=world.bram, thread=into)
    look_back(take_on(world, into))
    actions.close_thread(by=world.bram, thread=into, shared_with="Oost")
    with pytest.raises(Refused, match="“round”"):
        actions.part_threads(by=world.bram, thread=as_a_page_has_it(world, thread))


def test_only_open_questions_of_the_team_can_be_joined_with(world: World) -> None:
    thread, other, aside = ask(world), ask(world, "Twee"), ask(world, "Drie")
    actions.lay_aside(by=world.bram, thread=aside)
    ask(world, "Oost", by=world.carla, team=world.other_team)
    actions.hand_over(by=world.bram, thread=ask(world, "Weg"), to_team=world.other_team)
    assert set(queries.joinable(thread)) == {other, aside}


def test_each_thing_that_moves_is_a_statement(world: World) -> None:
    thread, into = ask(world), ask(world, "Wachttijd")
    insight = see(world, thread)
    actions.join_threads(by=world.bram, thread=thread, into=into)
    told = Statement.objects.filter(object_id=insight.pk, verb="changed").get()
    assert told.context == {"thread": str(into.pk), "was": str(thread.pk)}
    assert Statement.objects.get(object_id=thread.pk, verb="merged").context == {"into": str(into.pk)}
