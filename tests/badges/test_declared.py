"""Badges of real self-declarations: only what stands by the views of two, and no longer than it does."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.badges import actions, declared, queries
from drieslag.development.badges.models import Achievement, Badge
from drieslag.development.badges.queries import State
from drieslag.development.competence import actions as competence
from drieslag.development.competence.models import ReservedTask, View
from drieslag.privacy.register import erase_person
from tests.badges import declaring
from tests.factories.world import World

pytestmark = pytest.mark.django_db

UNTIL = timedelta(days=300)


def test_words_of_ones_own_are_in_no_public_place(world: World) -> None:
    made = declaring.declared(world, can="Ik kan Jan van drie hoog helpen", until=clock.today() + UNTIL)
    (found,) = declared.of_owner(world.bram.pk)
    assert (found.own, found.name, found.is_standing, found.views) == (made.can, "Self-declaration", True, 2)
    badge = actions.issue(by=world.bram, about=made.pk, name="Bram")
    public = Achievement.objects.get()
    assert "Jan" not in public.name + public.description + public.criteria + badge.credential
    actions.withdraw(by=world.bram, badge_id=badge.pk)
    assert "Jan" in actions.issue(by=world.bram, about=made.pk, name="Bram", with_words=True).credential


def test_a_reserved_task_gives_its_name(world: World) -> None:
    task = ReservedTask.objects.create(
        organisation=world.organisation,
        name="Medicatie aanreiken",
        why="Dat is niet zonder gevaar.",
        qualifies="Diploma",
    )
    declaring.declared(world, can="Ik kan medicatie aanreiken", until=clock.today() + UNTIL, task=task)
    (found,) = declared.of_owner(world.bram.pk)
    assert (found.name, found.meaning) == ("Medicatie aanreiken", "Dat is niet zonder gevaar.")


def test_a_theme_gives_its_name_and_what_it_asks(world: World) -> None:
    theme = _some_theme()
    declaring.declared(world, can="Ik kan het", until=clock.today() + UNTIL, theme=theme)
    (found,) = declared.of_owner(world.bram.pk)
    assert found.name not in {"", "Self-declaration"}
    assert found.meaning


def _some_theme() -> str:
    from drieslag.development.plans.themes import ThemeRef
    from drieslag.library.frameworks import load_all

    framework = next(iter(load_all().values()))
    return str(ThemeRef(framework.code, framework.version, framework.themes[0].key))


def test_one_view_is_too_few(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL, views=1)
    with pytest.raises(Refused):
        actions.issue(by=world.bram, about=made.pk, name="Bram")
    with pytest.raises(NotFound):
        actions.issue(by=world.anna, about=made.pk, name="Anna")
    assert queries.could_have(world.bram) == []


def test_taking_the_declaration_back_takes_the_badge_back(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL)
    badge = actions.issue(by=world.bram, about=made.pk, name="Bram")
    assert badge.valid_until == made.until_on
    competence.withdraw(by=world.bram, declaration=made)
    assert queries.revoked() == [badge.place.number]
    assert queries.get_own(world.bram, badge.pk).state is State.WITHDRAWN
    assert actions.follow_declarations() == 0  # that was done with it
    assert queries.revoked() == [badge.place.number]


def test_a_colleague_who_takes_a_view_back_takes_the_ground_away(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL)
    badge = actions.issue(by=world.bram, about=made.pk, name="Bram")
    view = View.objects.get(declaration=made, person=world.anna.pk)
    competence.take_view_back(by=world.anna, view=view)
    assert queries.get_own(world.bram, badge.pk).state is State.WITHDRAWN


def test_after_its_term_a_badge_is_over_and_not_withdrawn(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL)
    badge = actions.issue(by=world.bram, about=made.pk, name="Bram")
    with clock.frozen(clock.now() + UNTIL + timedelta(days=1)):
        assert queries.get_own(world.bram, badge.pk).state is State.EXPIRED
        assert queries.revoked() == []
        assert actions.follow_declarations() == 0


def test_who_leaves_takes_a_badge_along_that_stays_good(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL)
    actions.issue(by=world.bram, about=made.pk, name="Bram")
    erase_person(world.bram.pk)
    assert not Badge.objects.exists()
    assert queries.revoked() == []


def test_a_colleague_who_leaves_takes_no_ground_away(world: World) -> None:
    made = declaring.declared(world, can="Ik kan luisteren", until=clock.today() + UNTIL)
    badge = actions.issue(by=world.bram, about=made.pk, name="Bram")
    erase_person(world.anna.pk)
    assert queries.get_own(world.bram, badge.pk).state is State.STANDS
