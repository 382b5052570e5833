"""Handing a question to another team."""

from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import HAND_OVER_STATES, HandOverState
from drieslag.learning.threads.models import HandOver, LoopFacts, Thread, TryOut
from drieslag.learning.threads.queries import Turn, Turning
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.threads.lives import ask, leave, look_back, see, take_on

pytestmark = pytest.mark.django_db


def offer(world: World, thread: Thread, **changes: object) -> HandOver:
    given = {"by": world.bram, "thread": thread, "to_team": world.other_team, "why": "Meer van jullie"}
    return actions.hand_over(**{**given, **changes})  # type: ignore[arg-type]


def kinds(thread: Thread) -> list[Turning]:
    return [each.of.kind for each in queries.story(thread) if isinstance(each.of, Turn)]


def test_an_offer_waits_on_the_other_board_and_the_question_stays(world: World) -> None:
    thread = ask(world)
    made = offer(world, thread)
    assert [each.pk for each in queries.offers_to(world.other_team)] == [made.pk]
    assert queries.offers_to(world.team) == []
    assert queries.get_thread(world.bram, thread.pk) == thread
    with pytest.raises(NotFound):
        queries.get_thread(world.carla, thread.pk)
    assert [queries.get_hand_over(who, made.pk) for who in (world.carla, world.anna)] == [made, made]
    with pytest.raises(NotFound):
        queries.get_hand_over(world.ada, made.pk)
    assert kinds(thread) == [Turning.OFFERED]
    with pytest.raises(Refused, match="offered to another team"):
        actions.split_thread(by=world.bram, thread=thread, title="Twee")


def test_taking_over_brings_all_of_it_without_names(world: World) -> None:
    thread = ask(world)
    see(world, thread)
    running, done = take_on(world, thread, world.bram), take_on(world, thread, world.bram)
    look_back(done, world.bram)
    actions.note_exploration(thread=thread, meeting_id=uuid4(), format_code="W01")
    made = offer(world, thread)
    for _ in range(2):
        now = actions.take_thread(by=world.carla, hand_over=made)
    assert (now.team, now.handed_at is not None) == (world.other_team, True)
    assert queries.get_thread(world.carla, thread.pk) == thread
    with pytest.raises(NotFound):
        queries.get_thread(world.bram, thread.pk)
    assert queries.handed_on(world.bram, thread.pk) == made
    with pytest.raises(NotFound):
        queries.handed_on(world.carla, thread.pk)
    assert {each.name for each in queries.story(now)} == {""}
    assert queries.board(world.other_team)[0].asked_by == ""
    assert queries.board(world.team) == []
    assert queries.facts_of(now).looked_back_at is not None
    assert LoopFacts.objects.get().team == world.other_team
    [waits] = queries.offered_try_outs(world.other_team)
    assert (waits.id, waits.owner_id, waits.owner_name, waits.is_offered) == (running.pk, None, "", True)
    assert kinds(now) == [Turning.TAKEN]


def test_the_team_that_took_it_over_makes_it_its_own(world: World) -> None:
    thread = ask(world)
    made = offer(world, thread)
    actions.take_thread(by=world.carla, hand_over=made)
    changed = actions.edit_thread(by=world.carla, thread=thread, title="Van ons", story="")
    assert changed.title == "Van ons"
    see(world, thread, by=world.carla, team=world.other_team)
    assert "Carla Bakker" in {each.name for each in queries.story(changed)}
    with pytest.raises(Refused, match="members of this team"):
        actions.edit_thread(by=world.bram, thread=thread, title="Toch van mij", story="")
    again = offer(world, Thread.objects.get(), by=world.carla, to_team=world.team)
    assert again.team == world.other_team


def test_giving_back_and_taking_back_leave_it_where_it_was(world: World) -> None:
    thread = ask(world)
    first = offer(world, thread)
    for _ in range(2):
        assert actions.give_back(by=world.carla, hand_over=first).state == HandOverState.GIVEN_BACK
    assert kinds(thread) == [Turning.GIVEN_BACK]
    second = offer(world, thread)
    for _ in range(2):
        assert actions.recall(by=world.anna, hand_over=second).state == HandOverState.RECALLED
    assert queries.offers_to(world.other_team) == []
    with pytest.raises(Refused, match="“taken back”"):
        actions.take_thread(by=world.carla, hand_over=second)
    with pytest.raises(Refused, match="“given back”"):
        actions.recall(by=world.anna, hand_over=first)


def test_who_may_offer_answer_and_recall(world: World) -> None:
    thread = ask(world)
    with pytest.raises(Refused, match="Only who brought this question in"):
        offer(world, thread, by=world.anna)
    with pytest.raises(Refused, match="members of this team"):
        offer(world, thread, by=world.carla)
    with pytest.raises(Refused, match="another team"):
        offer(world, thread, to_team=world.team)
    made = offer(world, thread)
    for act in (actions.take_thread, actions.give_back):
        with pytest.raises(Refused, match="members of this team"):
            act(by=world.bram, hand_over=made)
    with pytest.raises(Refused, match="members of this team"):
        actions.recall(by=world.carla, hand_over=made)


def test_a_question_without_a_name_any_member_hands_on(world: World) -> None:
    assert offer(world, ask(world, named=False), by=world.anna).state == HandOverState.OFFERED
    left = ask(world)
    leave(world.bram, world.team.pk)
    assert rules.may_offer(world.anna, left)


def test_a_team_that_closed_is_offered_nothing(world: World) -> None:
    world.other_team.closed_on = clock.today()
    with pytest.raises(Refused, match="another team"):
        offer(world, ask(world))


def test_the_same_key_again_is_one_offer(world: World) -> None:
    thread, key = ask(world), uuid4()
    assert offer(world, thread, key=key) == offer(world, thread, key=key)
    assert set(HAND_OVER_STATES) == set(HandOverState)


def test_what_a_meeting_of_the_old_team_writes_does_not_land_with_the_new(world: World) -> None:
    thread = ask(world)
    actions.take_thread(by=world.carla, hand_over=offer(world, thread))
    assert see(world, thread, by=None).thread is None
    assert take_on(world, thread).thread is None


def test_erasing_who_offered_leaves_the_offer(world: World) -> None:
    made = offer(world, ask(world))
    assert export_person(world.bram.pk)["threads.HandOver"][0]["why"] == "Meer van jullie"
    erase_person(world.bram.pk)
    assert HandOver.objects.get(pk=made.pk).by is None
    assert str(made) == "offered hand-over"


def test_what_somebody_tried_who_left_is_offered_to_the_team(world: World) -> None:
    thread = ask(world)
    try_out = take_on(world, thread, world.bram)
    assert queries.offered_try_outs(world.team) == []
    with pytest.raises(Refused, match="somebody's already"):
        actions.take_over_try_out(by=world.anna, try_out=try_out)
    leave(world.bram, world.team.pk)
    [waits] = queries.offered_try_outs(world.team)
    assert (waits.id, waits.owner_name) == (try_out.pk, "")
    [due] = queries.due_try_outs(world.team, try_out.due_on)
    assert due.is_offered
    [moment] = [each for each in queries.story(thread) if isinstance(each.of, TryOut)]
    assert (moment.is_offered, moment.name) == (True, "")
    with pytest.raises(Refused, match="Only who tries this out"):
        look_back(try_out, world.anna)
    for _ in range(2):
        assert actions.take_over_try_out(by=world.anna, try_out=try_out).owner == world.anna.pk
    assert queries.offered_try_outs(world.team) == []
    with pytest.raises(Refused, match="somebody's already"):
        actions.take_over_try_out(by=world.lea, try_out=try_out)
    with pytest.raises(Refused, match="members of this team"):
        actions.take_over_try_out(by=world.carla, try_out=try_out)
    assert not rules.has_left(take_on(world, thread))
