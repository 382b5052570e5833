"""What one team wrote stays its own when a question goes to another: names, titles, reports and shared words."""

from uuid import uuid4

import pytest

from drieslag.core.verdict import Refused
from drieslag.learning.threads import actions, queries
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import SharedResult, Thread
from drieslag.learning.threads.queries import Turn
from tests.factories.world import World
from tests.threads.lives import ask, look_back, see, take_on

pytestmark = pytest.mark.django_db


def hand(world: World, thread: Thread) -> Thread:
    made = actions.hand_over(by=world.bram, thread=thread, to_team=world.other_team)
    return actions.take_thread(by=world.carla, hand_over=made)


def test_what_is_split_off_or_joined_after_a_hand_over_brings_no_names(world: World) -> None:
    thread = ask(world)
    goes, stays = see(world, thread), see(world, thread, "Iets anders")
    try_out = take_on(world, thread, world.bram)
    look_back(try_out, world.bram)
    now = hand(world, thread)
    made = actions.split_thread(
        by=world.carla, thread=now, title="Twee", insights=[goes.pk], try_outs=[try_out.pk]
    )  # fmt: skip
    assert {each.name for each in queries.story(made)} == {"", "Carla Bakker"}
    own = ask(world, "Van ons", by=world.carla, team=world.other_team)
    actions.join_threads(by=world.carla, thread=now, into=own)
    assert stays in {each.of for each in queries.story(own)}
    assert {each.name for each in queries.story(own)} == {"", "Carla Bakker"}


def test_the_titles_of_a_teams_other_questions_stay_with_it(world: World) -> None:
    thread, joined = ask(world), ask(world, "Van vroeger")
    actions.split_thread(by=world.bram, thread=thread, title="De andere helft")
    actions.join_threads(by=world.bram, thread=joined, into=thread)
    assert {each.of.thread.title for each in queries.story(thread) if isinstance(each.of, Turn) and each.of.thread} == {
        "De andere helft", "Van vroeger",
    }  # fmt: skip
    now = hand(world, thread)
    assert [each.of.thread for each in queries.story(now) if isinstance(each.of, Turn) and each.of.thread] == []


def test_a_meeting_of_the_first_team_is_not_noted_with_the_other(world: World) -> None:
    thread = ask(world)
    now = hand(world, thread)
    assert actions.note_exploration(thread=now, meeting_id=uuid4(), team_id=world.team.pk, people=4) is None
    assert not now.explorations.exists()


def test_what_a_team_shared_is_not_reworded_by_the_team_that_took_the_question_over(world: World) -> None:
    thread = ask(world)
    try_out = take_on(world, thread, None)
    look_back(try_out, world.bram)
    shared = actions.share_result(by=world.bram, try_out=try_out, tried="A", learned="A", seen=Seen.NO)
    hand(world, thread)
    with pytest.raises(Refused, match="shared"):
        actions.share_result(by=world.carla, try_out=try_out, tried="B", learned="B", seen=Seen.YES)
    assert (SharedResult.objects.get().tried, SharedResult.objects.get().team) == ("A", world.team)
    actions.unshare_result(by=world.anna, shared=shared)
    assert actions.share_result(by=world.carla, try_out=try_out, tried="B", learned="B", seen=Seen.NO)
    assert SharedResult.objects.get().team == world.other_team
