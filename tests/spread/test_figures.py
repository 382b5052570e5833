"""A training's figure gives nobody away: from five, renewed from three more, nothing when all are alike."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.core import clock
from drieslag.learning.spread import actions, figures, jobs, queries
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.figures import Frozen
from drieslag.learning.spread.models import Training, TransferFigure, TransferLook, TransferPlan
from drieslag.learning.threads.enums import Seen
from drieslag.people.models import Person
from tests.factories.world import World
from tests.spread.things import make_training

NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("counted", "fresh", "due"),
    [
        (0, 4, False),
        (0, 5, True),
        (5, 1, False),
        (5, 2, False),
        (5, 3, True),
        (2, 3, True),
        (1, 3, False),
        (8, 0, False),
    ],
)
def test_a_figure_is_due_from_five_and_then_from_three_more(counted: int, fresh: int, due: bool) -> None:
    assert figures.due(counted, fresh) is due


@given(st.lists(st.booleans(), max_size=60))
def test_between_two_figures_lie_never_one_or_two_people(came: list[bool]) -> None:
    """Each step somebody looks back (True) or the job runs (False); what two figures differ by is three or more."""
    counted = fresh = 0
    shown: list[int] = []
    for one in came:
        if one:
            fresh += 1
        elif figures.due(counted, fresh):
            counted, fresh = counted + fresh, 0
            shown.append(counted)
    assert all(first >= 5 for first in shown[:1])
    assert all(after - before >= 3 for before, after in itertools.pairwise(shown))


def test_a_figure_is_a_mean_and_a_rounded_share() -> None:
    answers = [
        Answers(tried, Seen.YES, stuck=stuck)
        for tried, stuck in zip([0, 1, 2, 3, 4], [10, 30, 50, 70, 50], strict=True)
    ]
    assert figures.freeze(answers) == Frozen(5, 2.0, 40)


def test_answers_that_are_all_alike_give_no_figure() -> None:
    assert figures.freeze([Answers(0, Seen.NO, stuck=0)] * 6) == Frozen(6, None, None)


def test_somebody_who_tried_very_often_moves_it_little() -> None:
    answers = [Answers(tried, Seen.YES) for tried in (0, 1, 2, 3, 99)]
    assert figures.freeze(answers).tried == 3.2


def test_the_figure_over_all_comes_from_what_is_shown_alone() -> None:
    assert figures.over_all([Frozen(5, 1.0, 40), Frozen(15, 1.0, 60), Frozen(9, 2.0, None)]) == 55
    assert figures.over_all([]) is None


@pytest.fixture
def training(world: World) -> Training:
    with clock.frozen(NOW):
        return make_training(world)


def look(training: Training, people: list[Person], tried: list[int]) -> None:
    for person, often in zip(people, tried, strict=True):
        with clock.frozen(NOW):
            plan = actions.make_plan(by=person, training=training, what="Vragen", with_whom="", when="")
        with clock.frozen(NOW + timedelta(weeks=2)):
            actions.look_back(by=person, plan=plan, week=Week.TWO, answers=Answers(often, Seen.BIT))


def shown(world: World, training: Training) -> Frozen | None:
    return queries.get_training(world.bram, training.pk).figures.get(Week.TWO)


@pytest.mark.django_db
def test_it_is_frozen_in_batches_and_stays_when_answers_change_or_go(world: World, training: Training) -> None:
    people = world.colleagues(9)
    look(training, people[:4], [0, 1, 2, 3])
    assert actions.freeze_figures() == 0
    look(training, people[4:5], [4])
    assert shown(world, training) is None  # not at the moment of an answer
    assert jobs.freeze_all() == 1
    assert shown(world, training) == Frozen(5, 2.0, None)
    look(training, people[5:7], [9, 9])
    look(training, people[:1], [9])  # somebody changes an answer that was counted
    TransferPlan.objects.filter(owner=people[1].pk).delete()
    assert actions.freeze_figures() == 0
    assert shown(world, training) == Frozen(5, 2.0, None)
    look(training, people[7:8], [9])
    assert actions.freeze_figures() == 1
    assert shown(world, training) == Frozen(7, 6.4, None)
    assert TransferFigure.objects.count() == 2
    assert not TransferLook.objects.filter(counted_in=None).exists()
    assert actions.freeze_figures() == 0


@pytest.mark.django_db
def test_a_figure_changes_only_with_its_week(world: World, training: Training) -> None:
    people = world.colleagues(5)
    look(training, people, [0, 1, 2, 3, 4])
    actions.freeze_figures()
    assert set(queries.get_training(world.bram, training.pk).figures) == {Week.TWO}
