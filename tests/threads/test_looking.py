"""Looking back: what follows, what surprised, two at once, and sharing it with other teams."""

from datetime import date, timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Level, Next, Origin, Seen, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, SharedResult, Thread, TryOut
from drieslag.learning.threads.queries import Turn
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.threads.lives import ask, leave, look_back, see, take_on

pytestmark = pytest.mark.django_db
PLAN = {
    "thinking": "Zij durft niet", "with_whom": "Twee gezinnen", "how_small": "Twee gesprekken",
    "expectation": "Meer rust", "stop_rule": "Als het onrust geeft",
}  # fmt: skip


def test_an_experiment_says_what_is_thought_done_and_expected(world: World) -> None:
    made = take_on(world, ask(world), world.bram, **PLAN)
    kept = TryOut.objects.get()
    assert {name: getattr(kept, name) for name in PLAN} == PLAN
    changed = actions.change_try_out(by=world.bram, try_out=made, thinking="Anders", stop_rule="")
    assert (changed.thinking, changed.stop_rule, changed.how_small) == ("Anders", "", "Twee gesprekken")
    with pytest.raises(Refused, match="1 sign too long"):
        take_on(world, None, how_small="x" * 201)
    assert export_person(world.bram.pk)["threads.TryOut"][0]["thinking"] == "Anders"


def test_adapting_makes_a_try_out_that_follows(world: World) -> None:
    first = take_on(world, ask(world), world.bram)
    assert rules.may_adapt(world.bram, first).reason == "First look back on it."
    look_back(first, world.bram, verdict=Next.ADAPT, surprise="Stilte")
    assert rules.may_adapt(world.bram, first)
    assert not rules.may_adapt(world.anna, first)
    second = take_on(world, first.thread, world.bram, follows=first)
    assert (second.follows, [*first.followed_by.all()]) == (first, [second])
    effect = Effect.objects.get()
    assert (effect.verdict, effect.surprise) == (Next.ADAPT, "Stilte")
    with pytest.raises(Refused, match="your own team"):
        take_on(world, None, by=world.carla, team=world.other_team, follows=first)


def test_who_comes_second_sees_the_words_and_adds(world: World) -> None:
    try_out = take_on(world, ask(world))
    first = look_back(try_out, world.anna, Seen.YES, text="Rustiger", verdict=Next.GO_ON)
    with pytest.raises(Refused, match="“looked back on”"):
        look_back(try_out, world.bram)
    try_out.refresh_from_db()
    assert [each.text for each in queries.looks_of(try_out)] == ["Rustiger"]
    second = actions.add_to_look(by=world.bram, try_out=try_out, seen=Seen.NO, text="Bij mij niet")
    again = actions.add_to_look(by=world.bram, try_out=try_out, seen=Seen.NO, text="Bij mij niet", key=second.pk)
    assert again == second
    assert {each.text for each in queries.looks_of(try_out)} == {"Rustiger", "Bij mij niet"}
    assert queries.look_by(world.bram, try_out) == second
    assert actions.withdraw_effect(by=world.anna, effect=first).state == TryOutState.LOOKED_BACK
    back = actions.withdraw_effect(by=world.bram, effect=second)
    assert (back.state, queries.looks_of(back)) == (TryOutState.RUNNING, [])


def test_a_look_before_going_on_does_not_keep_a_try_out_looked_back_on(world: World) -> None:
    try_out = take_on(world, ask(world))
    look_back(try_out, world.anna, again_on=date(2026, 12, 1))
    last = look_back(try_out, world.anna)
    assert actions.withdraw_effect(by=world.anna, effect=last).state == TryOutState.RUNNING


def test_adding_is_for_who_may_look_back(world: World) -> None:
    try_out = take_on(world, ask(world), world.bram)
    look_back(try_out, world.bram)
    with pytest.raises(Refused, match="Only who tries this out"):
        actions.add_to_look(by=world.anna, try_out=try_out, seen=Seen.NO)
    other = take_on(world, None, world.bram)
    actions.stop_try_out(by=world.bram, try_out=other)
    with pytest.raises(Refused, match="You stopped"):
        actions.add_to_look(by=world.bram, try_out=other, seen=Seen.NO)


def test_three_questions_about_what_it_gave_residents(world: World) -> None:
    effect = look_back(take_on(world, ask(world), world.bram), world.bram)
    said = actions.evaluate(by=world.bram, effect=effect, better_life=Seen.YES, less_costly=None, taking_part=Seen.BIT)
    assert (said.better_life, said.less_costly, said.taking_part) == ("yes", "", "bit")
    with pytest.raises(Refused, match="Only who wrote this"):
        actions.evaluate(by=world.anna, effect=effect, better_life=None, less_costly=None, taking_part=None)
    kept = actions.change_effect(by=world.bram, effect=effect, seen=Seen.NO, text="Toch", verdict=Next.STOP)
    assert (kept.verdict, kept.surprise) == (Next.STOP, "")


def test_both_sides_are_asked_for_before_it_is_round(world: World) -> None:
    thread = ask(world)
    actions.note_exploration(thread=thread, meeting_id=thread.pk, format_code="W39")
    assert Thread.objects.get().both_sides
    look_back(take_on(world, thread))
    with pytest.raises(Refused, match="thinking and doing"):
        actions.close_thread(by=world.bram, thread=thread, shared_with="Oost")
    see(world, thread)
    assert actions.close_thread(by=world.bram, thread=thread, shared_with="Oost").shared_with == "Oost"
    other = actions.work_both_sides(by=world.anna, thread=ask(world), both=True)
    assert other.both_sides
    assert not actions.work_both_sides(by=world.anna, thread=other, both=False).both_sides


def test_what_is_going_on_with_residents(world: World) -> None:
    thread = ask(world)
    assert (thread.needs, Thread.objects.get().needs) == ("", "")
    actions.describe_picture(by=world.anna, thread=thread, needs="Rust", wants="", demands=" Hulp ", competence="Veel")
    now = Thread.objects.get()
    assert (now.needs, now.wants, now.demands, now.competence) == ("Rust", "", "Hulp", "Veel")
    with pytest.raises(Refused, match="members of this team"):
        actions.describe_picture(by=world.carla, thread=thread, needs="", wants="", demands="", competence="")


def test_every_origin_comes_through_the_one_door(world: World) -> None:
    source = world.other_team.pk
    made = [ask(world, origin=origin, source_id=source) for origin in Origin]
    assert {each.origin for each in Thread.objects.filter(source_id=source)} == set(Origin)
    assert len(made) == 9


def test_sharing_is_found_by_other_teams_and_taken_back(world: World) -> None:
    try_out = take_on(world, ask(world, "Geheime vraag"), world.bram, text="Bij Fatima thuis")
    with pytest.raises(Refused, match="First look back"):
        actions.share_result(by=world.bram, try_out=try_out, tried="x", learned="y", seen=Seen.NO)
    look_back(try_out, world.bram, text="Fatima sloeg dicht")
    with pytest.raises(Refused, match="Only who tried this out"):
        actions.share_result(by=world.anna, try_out=try_out, tried="x", learned="y", seen=Seen.NO)
    assert queries.findable(world.carla) == []
    for words in ("Eerst bellen", "Eerst langsgaan"):
        shared = actions.share_result(by=world.bram, try_out=try_out, tried=words, learned="Bel niet", seen=Seen.NO)
    [found] = queries.findable(world.carla, "LANGSGAAN bel", seen=Seen.NO)
    assert (found.tried, found.learned, found.team, found.said) == (
        "Eerst langsgaan", "Bel niet", "Wijkteam De Linde", "It did not work",
    )  # fmt: skip
    assert not {"Fatima", "Bram", "Geheime"} & set(repr(found).replace("'", " ").split())
    assert queries.findable(world.carla, "langsgaan fatima") == []
    assert queries.findable(world.carla, seen=Seen.YES) == []
    assert queries.findable(world.carla, team_id=world.other_team.pk) == []
    assert queries.findable(world.ada) == []
    with pytest.raises(Refused, match="members of this team"):
        actions.unshare_result(by=world.carla, shared=shared)
    with pytest.raises(NotFound):
        queries.get_shared(world.carla, try_out.pk)
    for _ in range(2):
        actions.unshare_result(by=world.anna, shared=shared)
    assert queries.findable(world.carla) == []
    assert not SharedResult.objects.exists()


def test_what_was_shared_says_nothing_of_who(world: World) -> None:
    try_out = take_on(world, None, world.bram)
    look_back(try_out, world.bram)
    leave(world.bram, world.team.pk)
    shared = actions.share_result(by=world.anna, try_out=try_out, tried="Bellen", learned="Doe het niet", seen=Seen.BIT)
    assert str(shared) == "shared result: bit"
    assert export_person(world.anna.pk)["threads.SharedResult"][0]["tried"] == "Bellen"
    erase_person(world.anna.pk)
    assert SharedResult.objects.get().by is None
    assert rules.may_share(world.carla, try_out).reason == "Only the members of this team can bring something in here."


def test_the_number_of_running_experiments(world: World) -> None:
    take_on(world, None)
    take_on(world, None, kind=TryOutKind.ACTION)
    look_back(take_on(world, None))
    assert queries.running_experiments(world.team) == 1
    assert queries.running_experiments(world.other_team) == 0


def test_where_a_try_out_travelled_to_stands_in_both_stories(world: World) -> None:
    source = take_on(world, ask(world), world.bram)
    theirs = ask(world, "Oost", by=world.carla, team=world.other_team)
    take_on(world, theirs, world.carla, team=world.other_team, adopted_from=source.pk)
    found = {}
    for thread in (source.thread, theirs):
        assert thread is not None
        found[thread.title] = [(e.of.kind.value, e.of.team) for e in queries.story(thread) if isinstance(e.of, Turn)]
    assert found == {"Loslaten": [("adopted", "Team Oost")], "Oost": [("adopted_from", "Wijkteam De Linde")]}


def test_a_tough_issue_never_stands_still_and_gets_a_new_try_out(world: World) -> None:
    with clock.frozen(clock.now() - timedelta(weeks=30)):
        thread = ask(world, tough=True)
        see(world, thread, level=Level.TRIPLE)
        look_back(take_on(world, thread))
    [row] = queries.board(world.team)
    assert (row.group.value, row.next_step.value) == ("tough", "try")
    report = queries.report_of(world.team)
    assert (report.asked, report.tough, sum(report.stalled.values()), report.levels) == (0, 1, 0, (0, 0, 1))
