"""The figures of loops: folded from the journal, kept beside each thread, counted by the database. All three agree."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.kernel.folding import Event, fold
from drieslag.kernel.loops import Loop, Report, report
from drieslag.learning.threads import actions, queries
from drieslag.learning.threads.enums import HandOverState, Level, Seen, ThreadState
from drieslag.learning.threads.models import Effect, HandOver, Insight, LoopFacts, Thread, TryOut
from tests.factories.world import World
from tests.threads.lives import ask, look_back, see, take_on

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
FEW, MANY, ACTS = 6, 24, 45


class Finds:
    """Finds something to act on; where there is none, the act is refused."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)

    def any[T](self, rows: list[T]) -> T:
        if not rows:
            raise Refused("there is none")
        return self.chance.choice(rows)

    def thread(self, **given: object) -> Thread:
        return self.any(list(Thread.objects.filter(team=self.world.team, **given).select_related("team")))

    def open(self) -> Thread:
        return self.thread(state=ThreadState.OPEN)

    def try_out(self) -> TryOut:
        return self.any(list(TryOut.objects.filter(team=self.world.team, owner=None)))


class Asks(Finds):
    """Acts on questions and insights."""

    def ask(self) -> None:
        ask(self.world, tough=self.chance.random() < 0.2, named=True)
        if self.chance.random() < 0.2:
            ask(self.world, "Zonder naam", named=False)

    def explore(self) -> None:
        meeting = uuid4()
        for _ in range(self.chance.randint(1, 2)):
            actions.note_exploration(thread=self.open(), meeting_id=meeting)

    def see(self) -> None:
        see(self.world, self.open(), level=self.chance.choice(list(Level)))

    def unsee(self) -> None:
        actions.withdraw_insight(by=self.world.anna, insight=self.any(list(Insight.objects.all())))

    def close(self) -> None:
        actions.close_thread(by=self.world.anna, thread=self.open(), shared_with="Oost")

    def shelve(self) -> None:
        if self.chance.random() < 0.5:
            actions.lay_aside(by=self.world.anna, thread=self.open())
        else:
            actions.take_up(by=self.world.anna, thread=self.thread(state=ThreadState.ASIDE))

    def tough(self) -> None:
        actions.mark_tough(by=self.world.anna, thread=self.thread(), tough=self.chance.random() < 0.5)

    def edit(self) -> None:
        actions.edit_thread(by=self.world.bram, thread=self.open(), title="Beter", story="")

    def withdraw(self) -> None:
        if self.chance.random() < 0.5:
            actions.withdraw_thread(by=self.world.bram, thread=self.open())
        else:
            actions.restore_thread(by=self.world.bram, thread=self.thread(state=ThreadState.WITHDRAWN))


class Tries(Finds):
    """Acts on try-outs."""

    def take_on(self) -> None:
        due = clock.today() + timedelta(days=self.chance.randint(7, 60))
        take_on(self.world, self.open(), due_on=due)

    def look(self) -> None:
        look_back(self.try_out(), self.world.anna, self.chance.choice(list(Seen)))

    def go_on(self) -> None:
        look_back(self.try_out(), self.world.anna, again_on=clock.today() + timedelta(days=14))

    def add(self) -> None:
        actions.add_to_look(by=self.world.bram, try_out=self.try_out(), seen=Seen.NO)

    def stop(self) -> None:
        actions.stop_try_out(by=self.world.anna, try_out=self.try_out())

    def resume(self) -> None:
        actions.resume_try_out(by=self.world.anna, try_out=self.try_out())

    def later(self) -> None:
        actions.change_try_out(by=self.world.anna, try_out=self.try_out(), due_on=clock.today() + timedelta(days=30))

    def unlook(self) -> None:
        effect = self.any(list(Effect.objects.filter(team=self.world.team).select_related("try_out__team")))
        actions.withdraw_effect(by=self.world.anna, effect=effect)


class Moves(Finds):
    """Acts that move questions."""

    def split(self) -> None:
        thread = self.open()
        insights, try_outs = (
            [key for key in rows.values_list("pk", flat=True) if self.chance.random() < 0.6]
            for rows in (thread.insights.all(), thread.try_outs.all())
        )
        actions.split_thread(by=self.world.bram, thread=thread, title="Twee", insights=insights, try_outs=try_outs)

    def unsplit(self) -> None:
        thread = self.thread(split_from__isnull=False, state=ThreadState.OPEN)
        actions.undo_split(by=self.world.bram, thread=thread)

    def join(self) -> None:
        actions.join_threads(by=self.world.bram, thread=self.open(), into=self.open())

    def part(self) -> None:
        found = Thread.objects.filter(state=ThreadState.JOINED).select_related("joined_into", "team")
        actions.part_threads(by=self.world.bram, thread=self.any(list(found)))

    def hand(self) -> None:
        actions.hand_over(by=self.world.bram, thread=self.open(), to_team=self.world.other_team)

    def take(self) -> None:
        offer = self.any(list(HandOver.objects.filter(state=HandOverState.OFFERED)))
        act = self.chance.choice([actions.take_thread, actions.give_back])
        act(by=self.world.carla, hand_over=offer)


class Player(Asks, Tries, Moves):
    """Does things at random, as a team would; what is refused is refused."""

    def __init__(self, world: World, seed: int) -> None:
        super().__init__(world, seed)
        self.acts: list[Callable[[], object]] = [
            self.ask, self.explore, self.see, self.take_on, self.look, self.go_on, self.add, self.stop, self.resume,
            self.unsee, self.unlook, self.close, self.shelve, self.tough, self.edit, self.withdraw, self.split,
            self.unsplit, self.join, self.part, self.hand, self.take, self.later,
        ]  # fmt: skip

    def play(self, acts: int) -> datetime:
        at = START
        for _ in range(acts):
            at += timedelta(hours=self.chance.randint(1, 400))
            with clock.frozen(at):
                act = self.chance.choice([self.ask, self.see, self.take_on, self.look, *self.acts])
                try:
                    act()
                except Refused:
                    continue
        return at


def folded() -> dict[str, Loop]:
    """Fold the whole journal. Of a nameless question it knows nothing but what came of it."""
    rows = Statement.objects.order_by("seq").values_list("at", "verb", "object_kind", "object_id", "context")
    asked = set(Statement.objects.filter(verb="asked").values_list("object_id", flat=True))
    nameless = Thread.objects.exclude(pk__in=asked).filter(split_from=None)
    days = {str(key): at for key, at in nameless.values_list("pk", "opened_at")}
    return fold((Event(at, verb, kind, str(key), context) for at, verb, kind, key, context in rows), days)


def kept() -> dict[str, Loop]:
    rows = {}
    for row in LoopFacts.objects.select_related("thread__team"):
        facts = queries.facts_of(row.thread)
        same = (
            row.asked_at, row.explored_at, row.insight_at, row.tried_at, row.looked_back_at, row.shared_at,
            row.moved_at, row.running, row.due_on,
        )  # fmt: skip
        assert same == (
            facts.asked_at, facts.explored_at, facts.insight_at, facts.tried_at, facts.looked_back_at,
            facts.shared_at, facts.moved_at, facts.running, facts.due_on,
        )  # fmt: skip
        rows[str(row.pk)] = Loop(facts, row.tough, row.aside, (row.singles, row.doubles, row.triples))
    return rows


def agree(first: Report, second: Report) -> bool:
    """Whether two reports are the same, middle ones to the second."""
    for where, stay in first.stays.items():
        assert stay.count == second.stays[where].count
        assert stay.days == pytest.approx(second.stays[where].days, abs=1e-5)
    assert first.days_to_round == pytest.approx(second.days_to_round, abs=1e-5)
    return (first.asked, first.closed, first.tough, first.stalled, first.levels) == (
        second.asked, second.closed, second.tough, second.stalled, second.levels,
    )  # fmt: skip


@pytest.mark.parametrize(
    "seed", [*range(FEW), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(FEW, MANY))]
)
def test_the_journal_the_kept_facts_and_the_database_say_the_same(world: World, seed: int) -> None:
    at = Player(world, seed).play(ACTS)
    loops, told = kept(), folded()
    assert told == loops
    assert loops
    for later in (0, 30, 90):
        today = (at + timedelta(days=later)).date()
        assert agree(queries.report_of_all(today), report(loops.values(), today))
    teams = {str(key): team for key, team in LoopFacts.objects.values_list("thread", "team")}
    apart = queries.reports_of_teams(today)
    for team in {world.team, world.other_team}:
        own = report([loop for key, loop in loops.items() if teams[key] == team.pk], today)
        assert agree(queries.report_of(team, today), own)
        assert agree(apart.get(team.pk, own), own)


def test_folding_everything_anew_changes_nothing(world: World) -> None:
    Player(world, 99).play(30)
    before = list(LoopFacts.objects.order_by("pk").values())
    LoopFacts.objects.filter(pk=before[0]["id"]).delete()
    actions.fold_everything()
    assert list(LoopFacts.objects.order_by("pk").values()) == before


def test_a_team_without_questions_has_figures_of_nothing(world: World) -> None:
    found = queries.report_of(world.team)
    assert (found.asked, found.closed, found.share, found.days_to_round) == (0, 0, None, None)
    assert queries.report_of_all().asked == 0
    assert queries.reports_of_teams() == {}


def test_undoing_an_act_undoes_it_in_the_figures(world: World) -> None:
    thread = ask(world)
    insight = see(world, thread)
    effect = look_back(take_on(world, thread), world.anna)
    assert queries.report_of(world.team).levels == (0, 1, 0)
    actions.withdraw_insight(by=world.anna, insight=insight)
    actions.withdraw_effect(by=world.anna, effect=effect)
    row = LoopFacts.objects.get()
    assert (row.insight_at, row.looked_back_at, row.running, row.doubles) == (None, None, 1, 0)
    assert str(row) == "folded facts"


def test_the_figures_hold_no_actor(world: World) -> None:
    names = {field.name for field in LoopFacts._meta.concrete_fields}
    assert names & {"by", "owner", "opened_by", "person", "actor"} == set()
    with clock.frozen(START):
        see(world, ask(world))
    Statement.objects.update(actor=None)
    assert folded() == kept()
