"""Bringing questions in, and who may do what with them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.kernel.format import Phase
from drieslag.learning.threads import actions, jobs, queries, rules
from drieslag.learning.threads.enums import THREAD_STATES, Level, Origin, Seen, ThreadState, TryOutKind
from drieslag.learning.threads.models import Insight, Thread
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TITLE = "Wanneer laat je een gezin los?"
STORY = "Ik kom al anderhalf jaar bij een gezin."


def ask(world: World, **changes: object) -> Thread:
    given = {"by": world.bram, "team": world.team, "origin": Origin.PERSON, "title": TITLE, "story": STORY}
    return actions.open_thread(**{**given, **changes})  # type: ignore[arg-type]


def verbs(thread: Thread) -> list[str]:
    return list(Statement.objects.filter(object_id=thread.pk).order_by("seq").values_list("verb", flat=True))


def test_a_question_is_its_teams_and_encrypted(world: World) -> None:
    thread = ask(world, title=f"  {TITLE}\r\n")
    assert (thread.title, thread.story, thread.opened_by) == (TITLE, STORY, world.bram.pk)
    assert [list(queries.visible_to(person)) for person in (world.anna, world.carla, world.ada)] == [[thread], [], []]
    with connection.cursor() as cursor:
        cursor.execute("select title || story from threads_thread")
        [(kept,)] = cursor.fetchall()
    assert TITLE.encode() not in bytes(kept)
    assert verbs(thread) == ["asked"]
    assert thread.pk not in tenant_of_dirk(world)


def tenant_of_dirk(world: World) -> set[object]:
    with tenancy.inside(world.elsewhere.pk):
        return set(Thread.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("who", ["carla", "ada"])
def test_another_team_has_no_such_thread_and_may_not_ask_there(world: World, who: str) -> None:
    thread, person = ask(world), getattr(world, who)
    with pytest.raises(NotFound):
        queries.get_thread(person, thread.pk)
    with pytest.raises(Refused, match="members of this team"):
        ask(world, by=person)
    assert queries.get_thread(world.anna, thread.pk) == thread


def test_without_a_name_nobody_is_kept_anywhere(world: World) -> None:
    with clock.frozen(datetime(2026, 9, 14, 14, 37, tzinfo=UTC)):
        thread = ask(world, named=False)
    assert thread.opened_by is None
    assert thread.opened_at == datetime(2026, 9, 13, 22, tzinfo=UTC)
    assert thread.pk.version == 4
    assert verbs(thread) == []
    assert queries.board(world.team)[0].asked_by == ""
    assert not rules.may_edit(world.bram, thread)


def test_the_same_key_again_is_the_same_question(world: World) -> None:
    key = uuid4()
    first, second = ask(world, key=key), ask(world, key=key, title=f" {TITLE}")
    assert first == second
    assert verbs(first) == ["asked"]


def test_other_words_under_a_used_key_are_another_question(world: World) -> None:
    """Back in the browser, and a second question in the same form: nothing of it may be lost."""
    key = uuid4()
    first, second = ask(world, key=key), ask(world, key=key, title="Iets anders", named=False)
    assert first.pk == key != second.pk
    assert {each.title for each in Thread.objects.all()} == {TITLE, "Iets anders"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "   "}, "There are no words in it yet."),
        ({"title": "x" * 141}, "1 sign too long. Keep it to 140."),
        ({"story": "x" * 100_000}, "96000 signs too long. Keep it to 4000."),
    ],
)
def test_too_long_and_empty_are_refused_in_words(world: World, changes: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        ask(world, **changes)
    assert not Thread.objects.exists()


def test_only_who_asked_changes_the_words(world: World) -> None:
    thread = ask(world)
    with pytest.raises(Refused, match="Only who brought this question in"):
        actions.edit_thread(by=world.anna, thread=thread, title="Van mij", story="")
    changed = actions.edit_thread(by=world.bram, thread=thread, title="Beter", story="", tough=True)
    assert (changed.title, changed.story, changed.tough) == ("Beter", "", True)
    again = actions.edit_thread(by=world.bram, thread=thread, title="Beter", story="nog iets")
    assert again.tough
    assert verbs(thread) == ["asked", "edited", "edited"]


def test_taking_back_and_undoing_that(world: World) -> None:
    thread = ask(world)
    gone = actions.withdraw_thread(by=world.bram, thread=thread)
    assert not rules.may_view(world.bram, gone)
    with pytest.raises(NotFound):
        queries.get_thread(world.bram, thread.pk)
    with pytest.raises(NotFound):
        queries.get_withdrawn(world.anna, thread.pk)
    with pytest.raises(Refused, match="Only who took this question back"):
        actions.restore_thread(by=world.anna, thread=gone)
    back = actions.restore_thread(by=world.bram, thread=queries.get_withdrawn(world.bram, thread.pk))
    assert queries.get_thread(world.bram, thread.pk) == back
    assert not rules.may_restore(world.bram, back)
    assert verbs(thread) == ["asked", "withdrew", "resumed"]


def test_what_was_taken_back_is_erased_after_a_day(world: World) -> None:
    thread = actions.withdraw_thread(by=world.bram, thread=ask(world))
    kept = ask(world)
    assert actions.erase_withdrawn() == 0
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert jobs.erase_taken_back() == 1
        jobs.erase_taken_back_now(0)
    assert [each.pk for each in Thread.objects.all()] == [kept.pk] != [thread.pk]


def test_what_others_worked_on_is_not_taken_away(world: World) -> None:
    thread = ask(world)
    actions.add_insight(by=world.anna, team=world.team, thread=thread, text="We vragen het nooit.", level=Level.DOUBLE)
    with pytest.raises(Refused, match="You can lay it aside"):
        actions.withdraw_thread(by=world.bram, thread=thread)
    assert Thread.objects.get().state == ThreadState.OPEN


def test_an_insight_survives_the_question_that_was_taken_back(world: World) -> None:
    thread = actions.withdraw_thread(by=world.bram, thread=ask(world))
    insight = actions.add_insight(by=None, team=world.team, thread=thread, text="Toch.", level=Level.SINGLE)
    assert (insight.thread, insight.team) == (None, world.team)
    assert actions.note_exploration(thread=thread, meeting_id=uuid4()) is None


def test_any_member_lays_aside_and_takes_up_and_twice_changes_nothing(world: World) -> None:
    thread = ask(world)
    for _ in range(2):
        aside = actions.lay_aside(by=world.anna, thread=thread)
    assert aside.state == ThreadState.ASIDE
    for _ in range(2):
        back = actions.take_up(by=world.lea, thread=thread)
    assert (back.state, back.aside_at) == (ThreadState.OPEN, None)
    assert verbs(thread) == ["asked", "paused", "resumed"]
    with pytest.raises(Refused, match="members of this team"):
        actions.lay_aside(by=world.carla, thread=thread)


def test_a_tough_question_is_marked_by_any_member(world: World) -> None:
    thread = ask(world)
    assert actions.mark_tough(by=world.anna, thread=thread, tough=True).tough
    assert Thread.objects.get().tough


def test_a_question_is_round_after_looking_back_and_stays_so(world: World) -> None:
    thread = ask(world)
    with pytest.raises(Refused, match="First try something out"):
        actions.close_thread(by=world.bram, thread=thread, shared_with="Team Oost")
    try_out = actions.add_try_out(
        by=world.bram, team=world.team, thread=thread, kind=TryOutKind.ACTION, text="Vragen",
        owner=world.bram, due_on=clock.today(),
    )  # fmt: skip
    actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.YES)
    for words in ("Team Oost", "iets anders"):
        closed = actions.close_thread(by=world.anna, thread=thread, shared_with=words)
    assert (closed.state, closed.shared_with) == (ThreadState.CLOSED, "Team Oost")
    [row] = queries.board(world.team)
    assert row.phase is Phase.SHARED
    with pytest.raises(Refused, match="“round”"):
        actions.lay_aside(by=world.anna, thread=thread)
    with pytest.raises(Refused, match="“round”"):
        actions.edit_thread(by=world.bram, thread=thread, title="Anders", story="")


def test_a_withdrawn_question_refuses_everything(world: World) -> None:
    thread = actions.withdraw_thread(by=world.bram, thread=ask(world))
    for rule in (rules.may_edit, rules.may_withdraw, rules.may_lay_aside, rules.may_take_up, rules.may_close):
        assert rule(world.bram, thread).reason == "This question was taken back."


def test_every_state_is_in_the_machine_and_the_database_keeps_its_moment(world: World) -> None:
    assert set(THREAD_STATES) == set(ThreadState) == set().union(*THREAD_STATES.values())
    thread = ask(world)
    with pytest.raises(IntegrityError, match="thread_closed_at"), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(state=ThreadState.CLOSED)


def test_erasing_a_person_leaves_the_words_and_takes_the_name(world: World) -> None:
    thread = ask(world)
    insight = actions.add_insight(by=world.bram, team=world.team, text="Zo dus.", level=Level.SINGLE)
    taken = export_person(world.bram.pk)
    assert taken["threads.Thread"][0]["story"] == STORY
    assert taken["threads.Insight"][0]["text"] == "Zo dus."
    erased = erase_person(world.bram.pk)
    assert (erased["threads.Thread"], erased["threads.Insight"]) == (1, 1)
    assert Thread.objects.get(pk=thread.pk).opened_by is None
    assert Insight.objects.get(pk=insight.pk).by is None
    assert queries.story(Thread.objects.get(pk=thread.pk))[0].name == ""


def test_the_rule_and_the_query_agree(world: World) -> None:
    threads = [
        ask(world),
        ask(world, by=world.carla, team=world.other_team),
        actions.lay_aside(by=world.anna, thread=ask(world)),
    ]
    threads.append(actions.withdraw_thread(by=world.bram, thread=ask(world)))
    for person in (world.anna, world.bram, world.lea, world.carla, world.ada):
        visible = set(queries.visible_to(person).values_list("pk", flat=True))
        assert [thread.pk in visible for thread in threads] == [
            bool(rules.may_view(person, thread)) for thread in threads
        ]


def test_a_meeting_writes_without_an_author(world: World) -> None:
    thread = ask(world, by=None, origin=Origin.MEETING)
    try_out = actions.add_try_out(
        by=None, team=world.team, thread=thread, kind=TryOutKind.ACTION, text="Vragen", owner=None, due_on=clock.today()
    )
    actions.note_effect(by=None, try_out=try_out, seen=Seen.NO)
    closed = actions.close_thread(by=None, thread=thread, shared_with="wie erbij was")
    assert (closed.opened_by, closed.state) == (None, ThreadState.CLOSED)
    assert set(Statement.objects.filter(place=world.team.pk).values_list("actor", flat=True)) == {None}


def test_no_row_gives_its_words_away_when_it_is_printed(world: World) -> None:
    thread = ask(world)
    insight = actions.add_insight(by=None, team=world.team, text="Geheim", level=Level.TRIPLE)
    explored = actions.note_exploration(thread=thread, meeting_id=uuid4())
    try_out = actions.add_try_out(
        by=None, team=world.team, kind=TryOutKind.ACTION, text="Geheim", owner=None, due_on=clock.today()
    )
    effect = actions.note_effect(by=None, try_out=try_out, seen=Seen.NO, text="Geheim")
    printed = [str(each) for each in (thread, insight, explored, try_out, effect)]
    assert printed == ["open thread", "triple loop insight", "exploration", "running action", "effect: no"]
