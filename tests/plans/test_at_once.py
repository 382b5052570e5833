"""Two tabs at the same moment never make a fourth goal."""

from uuid import uuid4

import pytest

from drieslag.core import tenancy
from drieslag.development.plans import actions, queries
from drieslag.development.plans.models import Goal
from tests.factories.world import World
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(found: list[object]) -> list[str]:
    """Return what came, by the name of its kind."""
    return sorted(type(each).__name__ for each in found)


def add(world: World, text: str) -> Goal:
    return actions.add_goal(by=world.bram, text=text, for_residents="Rust")


def test_two_tabs_make_no_fourth_goal(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        for number in range(2):
            add(committed, f"Doel {number}")
    came = kinds(at_once(committed, lambda: add(committed, "Derde"), lambda: add(committed, "Vierde")))
    assert came == ["Goal", "Refused"]
    with tenancy.inside(committed.organisation.pk):
        assert len(queries.active(committed.bram)) == 3


def test_the_very_first_goal_in_two_tabs_is_two_goals(committed: World) -> None:
    came = kinds(at_once(committed, lambda: add(committed, "Eerste"), lambda: add(committed, "Tweede")))
    assert came == ["Goal", "Goal"]


def test_adding_one_while_another_is_taken_up_again_makes_no_fourth(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        resting = add(committed, "Rust")
        actions.rest_goal(by=committed.bram, goal_id=resting.pk)
        for number in range(2):
            add(committed, f"Doel {number}")
    came = at_once(
        committed,
        lambda: add(committed, "Nieuw"),
        lambda: actions.resume_goal(by=committed.bram, goal_id=resting.pk),
    )
    assert kinds(came) == ["Goal", "Refused"]


def test_a_double_click_is_one_goal(committed: World) -> None:
    key = uuid4()

    def put() -> Goal:
        return actions.add_goal(by=committed.bram, text="Eén", for_residents="Rust", key=key)

    assert kinds(at_once(committed, put, put)) == ["Goal", "Goal"]
    with tenancy.inside(committed.organisation.pk):
        assert [goal.pk for goal in Goal.objects.all()] == [key]
