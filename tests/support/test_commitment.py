"""Taking part: said before the start, seen by those who take part, withdrawn at any time."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.support import actions, queries
from drieslag.learning.support.models import Commitment, Undertaking
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.support.conftest import NOW

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 1, 15)


@pytest.fixture
def undertaking(world: World) -> Undertaking:
    return actions.open_undertaking(by=world.bram, team=world.team, title="  Samen   lezen ")


def join(person: Person, undertaking: Undertaking, minutes: int = 30) -> Commitment:
    return actions.take_part(by=person, undertaking=undertaking, minutes_a_week=minutes, until=UNTIL)


def test_who_takes_part_is_seen_by_who_takes_part(world: World, undertaking: Undertaking) -> None:
    join(world.bram, undertaking)
    join(world.anna, undertaking, 60)
    join(world.anna, undertaking, 15)
    [mine] = queries.undertakings_of(world.bram, world.team.pk)
    assert mine.own is not None
    assert [(one.person.name, one.minutes_a_week, one.until) for one in mine.others] == [("Anna de Boer", 15, UNTIL)]
    [leads] = queries.undertakings_of(world.lea, world.team.pk)
    assert (leads.own, leads.others, leads.undertaking.title) == (None, (), "Samen lezen")


def test_one_stops_at_any_time(world: World, undertaking: Undertaking) -> None:
    join(world.anna, undertaking)
    with pytest.raises(Refused, match="Colleagues take part"):
        actions.remove_undertaking(by=world.bram, undertaking=undertaking)
    with pytest.raises(Refused, match="Only who put this here"):
        actions.remove_undertaking(by=world.anna, undertaking=undertaking)
    for _ in range(2):
        actions.withdraw(by=world.anna, undertaking=undertaking)
    assert queries.own_part(world.anna, undertaking) is None
    actions.remove_undertaking(by=world.bram, undertaking=undertaking)
    assert not Undertaking.objects.exists()


def test_a_try_out_has_one_and_a_double_press_too(world: World) -> None:
    try_out = threads.add_try_out(
        by=world.bram, team=world.team, kind=TryOutKind.ACTION, text="Vragen", owner=None, due_on=clock.today()
    )
    first = actions.open_undertaking(by=world.bram, team=world.team, title="", try_out=try_out)
    assert first.title == "Vragen"
    assert first == actions.open_undertaking(by=world.anna, team=world.team, title="Anders", try_out=try_out)
    key = uuid4()
    free = [actions.open_undertaking(by=world.bram, team=world.team, title="Lezen", key=key) for _ in range(2)]
    assert free[0] == free[1]


def test_others_have_no_such_thing(world: World, undertaking: Undertaking) -> None:
    for person in (world.carla, world.ada):
        with pytest.raises(NotFound):
            queries.get_undertaking(person, undertaking.pk)
        with pytest.raises(Refused, match="members of this team"):
            join(person, undertaking)
        with pytest.raises(Refused, match="members of this team"):
            actions.open_undertaking(by=person, team=world.team, title="Lezen")
    assert queries.get_undertaking(world.anna, undertaking.pk) == undertaking


def test_it_goes_three_months_after_its_end(world: World, undertaking: Undertaking) -> None:
    join(world.anna, undertaking)
    with clock.frozen(NOW + timedelta(days=52 + 91)):
        actions.forget_old()
        actions.forget_old()
    assert not Commitment.objects.exists()
    assert not Undertaking.objects.exists()


def test_erasing_and_taking_along(world: World, undertaking: Undertaking) -> None:
    join(world.bram, undertaking)
    taken = export_person(world.bram.pk)
    assert taken["support.Commitment"][0]["minutes"] == 30
    assert taken["support.Undertaking"][0]["title"] == "Samen lezen"
    erase_person(world.bram.pk)
    assert Undertaking.objects.get().opened_by is None
    assert not Commitment.objects.exists()
