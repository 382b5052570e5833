"""What one leaves behind: one's own until shared, and gone when it has served."""

from datetime import timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.support import actions, queries
from drieslag.learning.support.enums import ItemKind
from drieslag.learning.support.models import Departure, DepartureItem
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from drieslag.learning.threads.models import Insight, TryOut
from drieslag.people import actions as people
from drieslag.people.queries import of_person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.support.conftest import NOW

pytestmark = pytest.mark.django_db
WORDS = "Hoe de wijkraad werkt"


@pytest.fixture
def departure(world: World) -> Departure:
    return actions.begin_departure(by=world.bram, team=world.team)


def add(world: World, departure: Departure, **changes: object) -> DepartureItem:
    given = {"by": world.bram, "departure": departure, "kind": ItemKind.KNOWLEDGE, "text": WORDS}
    return actions.add_item(**{**given, **changes})  # type: ignore[arg-type]


def seen_by(world: World, departure: Departure) -> list[str]:
    found = []
    for who in ("anna", "bram", "lea", "carla", "ada"):
        try:
            queries.get_departure(getattr(world, who), departure.pk)
        except NotFound:
            assert departure not in queries.departures_for(of_person(getattr(world, who)))
            continue
        assert departure in queries.departures_for(of_person(getattr(world, who)))
        found.append(who)
    return found


def test_it_is_the_leavers_then_a_colleagues_then_the_teams(world: World, departure: Departure) -> None:
    assert actions.begin_departure(by=world.bram, team=world.team) == departure
    add(world, departure)
    assert seen_by(world, departure) == ["bram"]
    actions.set_departure(by=world.bram, departure=departure, last_day=clock.today(), colleague=world.anna)
    assert seen_by(world, departure) == ["anna", "bram"]
    assert not Statement.objects.filter(object_kind="departure").exists()
    for _ in range(2):
        actions.share_departure(by=world.bram, departure=departure, shared=True)
    assert seen_by(world, departure) == ["anna", "bram", "lea"]
    assert Statement.objects.filter(object_kind="departure").count() == 1
    actions.share_departure(by=world.bram, departure=departure, shared=False)
    assert seen_by(world, departure) == ["anna", "bram"]


def test_who_fills_it(world: World, departure: Departure) -> None:
    with pytest.raises(Refused, match="with whom it was shared"):
        add(world, departure, by=world.lea)
    actions.share_departure(by=world.bram, departure=departure, shared=True)
    with pytest.raises(Refused, match="the colleague who helps"):
        add(world, departure, by=world.lea)
    asks = add(world, departure, by=world.lea, kind=ItemKind.ASKS, text="Wie belt nu de huisarts?")
    with pytest.raises(Refused, match="Only who made this list"):
        actions.remove_item(by=world.anna, item=asks)
    with pytest.raises(Refused, match="Only who made this list"):
        actions.share_departure(by=world.anna, departure=departure, shared=False)
    [line] = queries.leaving(world.lea, departure).lines[ItemKind.ASKS]
    assert (line.by, line.may_remove) == ("Lea Kok", True)
    actions.remove_item(by=world.lea, item=asks)
    assert not DepartureItem.objects.exists()


@pytest.mark.parametrize("who", ["bram", "carla"])
def test_a_colleague_is_of_the_team(world: World, departure: Departure, who: str) -> None:
    with pytest.raises(Refused, match="colleague of your team"):
        actions.set_departure(by=world.bram, departure=departure, last_day=None, colleague=getattr(world, who))


def test_what_is_passed_on_to_whom(world: World, departure: Departure) -> None:
    key = uuid4()
    item = add(world, departure, passed_to=world.anna, key=key)
    assert item == add(world, departure, passed_to=world.anna, key=key)
    with pytest.raises(Refused, match="colleague of your team"):
        add(world, departure, passed_to=world.carla)
    actions.mark_passed_on(by=world.bram, item=item, done=True)
    [line] = queries.leaving(world.bram, departure).lines[ItemKind.KNOWLEDGE]
    assert (line.passed_to, line.item.passed_on) == ("Anna de Boer", True)
    with pytest.raises(NotFound):
        queries.get_item(world.anna, item.pk)
    assert queries.get_item(world.bram, item.pk) == item


def test_a_try_out_is_left_to_the_team(world: World, departure: Departure) -> None:
    try_out = threads.add_try_out(
        by=world.bram, team=world.team, kind=TryOutKind.ACTION, text="Vragen", owner=world.bram, due_on=clock.today()
    )
    assert [one.id for one in queries.leaving(world.bram, departure).try_outs] == [try_out.pk]
    with pytest.raises(Refused, match="Only who made this list"):
        actions.offer_try_out(by=world.anna, departure=departure, try_out=try_out)
    actions.offer_try_out(by=world.bram, departure=departure, try_out=try_out)
    assert TryOut.objects.get().owner is None
    assert queries.leaving(world.bram, departure).try_outs == []


def test_a_shared_line_becomes_an_insight_that_stays(world: World, departure: Departure) -> None:
    item = add(world, departure)
    with pytest.raises(Refused, match="First share the list"):
        actions.to_insight(by=world.bram, item=item)
    actions.share_departure(by=world.bram, departure=departure, shared=True)
    item = queries.get_item(world.bram, item.pk)
    with pytest.raises(Refused, match="the colleague who helps"):
        actions.to_insight(by=world.lea, item=item)
    actions.to_insight(by=world.bram, item=item)
    with pytest.raises(Refused, match="insight of your team already"):
        actions.to_insight(by=world.bram, item=item)
    with pytest.raises(Refused, match="Only who made this list"):
        actions.erase_departure(by=world.anna, departure=departure)
    actions.erase_departure(by=world.bram, departure=departure)
    assert Insight.objects.get().text == WORDS
    assert not DepartureItem.objects.exists()


def test_the_leaver_keeps_it_after_leaving_and_it_goes_after_three_months(world: World, departure: Departure) -> None:
    actions.set_departure(by=world.bram, departure=departure, last_day=clock.today(), colleague=None)
    people.end_membership(by=world.lea, team=world.team, person=world.bram)
    assert seen_by(world, departure) == ["bram"]
    with clock.frozen(NOW + timedelta(days=90)):
        assert actions.forget_old() == 0
    with clock.frozen(NOW + timedelta(days=91)):
        assert actions.forget_old() == 1


def test_one_without_a_day_goes_after_a_year(world: World, departure: Departure) -> None:
    with clock.frozen(NOW + timedelta(days=366)):
        assert actions.forget_old() == 1
    assert not Departure.objects.filter(pk=departure.pk).exists()


def test_nobody_begins_one_for_another_team(world: World) -> None:
    with pytest.raises(Refused, match="members of this team"):
        actions.begin_departure(by=world.carla, team=world.team)
    with pytest.raises(NotFound):
        queries.get_departure(world.bram, uuid4())
    with pytest.raises(NotFound):
        queries.get_item(world.bram, uuid4())


def test_erasing_takes_ones_own_list_and_ones_name_from_others(world: World, departure: Departure) -> None:
    actions.set_departure(by=world.bram, departure=departure, last_day=None, colleague=world.anna)
    add(world, departure, by=world.anna, passed_to=world.anna)
    assert export_person(world.bram.pk)["support.Departure"] == [{"from": clock.today(), "until": None}]
    assert export_person(world.anna.pk)["support.DepartureItem"][0]["text"] == WORDS
    erase_person(world.anna.pk)
    departure.refresh_from_db()
    item = DepartureItem.objects.get()
    assert (departure.colleague, item.by, item.passed_to) == (None, None, None)
    erase_person(world.bram.pk)
    assert not Departure.objects.exists()
