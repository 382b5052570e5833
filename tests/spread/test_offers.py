"""Offering, carrying, taking over, telling: through the actions."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.spread import actions, queries
from drieslag.learning.spread.enums import AmbassadorState, OfferKind, Stage
from drieslag.learning.spread.models import Adoption, Ambassador, Offer
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Seen, ThreadState
from drieslag.learning.threads.models import TryOut
from drieslag.people import actions as people
from drieslag.people.models import Membership, Person
from tests.factories.world import World
from tests.spread.things import make_offer, make_thread, make_try_out

pytestmark = pytest.mark.django_db
LATER = timedelta(days=42)


def adopt(world: World, offer: Offer, **changes: object) -> Adoption:
    given = {
        "by": world.carla, "offer": offer, "team": world.other_team, "text": "Wij tellen tot vijf.",
        "differently": "Bij ons korter.", "due_on": clock.today() + LATER,
    }  # fmt: skip
    return actions.adopt(**{**given, **changes})  # type: ignore[arg-type]


def name(world: World, offer: Offer, person: Person, by: Person | None = None) -> Ambassador:
    until = clock.today() + timedelta(weeks=12)
    return actions.name_ambassador(by=by or world.lea, offer=offer, person=person, until=until)


def test_an_offer_keeps_its_own_words_when_its_question_changes(world: World) -> None:
    thread = make_thread(world)
    offer = make_offer(world, make_try_out(world, thread))
    threads.edit_thread(by=world.bram, thread=thread, title="Iets anders", story="")
    offer.refresh_from_db()
    assert (offer.title, offer.what) == ("Tien tellen stil", "Na een vraag tel je tot tien.")
    assert [row.pk for row in queries.offers_of_thread(thread.pk)] == [offer.pk]


def test_only_what_was_looked_back_on_is_offered(world: World) -> None:
    with pytest.raises(Refused):
        make_offer(world, make_try_out(world, seen=None))
    thread = make_thread(world)
    with pytest.raises(Refused):
        make_offer(world, thread)


def test_what_did_not_work_is_offered_as_well(world: World) -> None:
    offer = make_offer(world, make_try_out(world, seen=Seen.NO), kind=OfferKind.DID_NOT)
    found = queries.offers(kind=OfferKind.DID_NOT)
    assert [row.id for row in found] == [offer.pk]
    assert queries.offers(kind=OfferKind.WORKS) == []


def test_an_offer_of_a_question_points_at_what_was_tried_last_and_rounds_the_question_off(world: World) -> None:
    thread = make_thread(world)
    tried = make_try_out(world, thread)
    offer = make_offer(world, thread, and_close=True)
    thread.refresh_from_db()
    assert offer.try_out_id == tried.pk
    assert thread.state == ThreadState.CLOSED


def test_another_team_cannot_offer_what_is_not_its_own(world: World) -> None:
    with pytest.raises(Refused):
        make_offer(world, make_try_out(world), by=world.carla)


def test_the_same_key_offers_once(world: World) -> None:
    source = make_try_out(world)
    key = make_offer(world, source).pk
    assert make_offer(world, source, key=key).pk == key
    assert Offer.objects.count() == 1


def test_taking_back_hides_it_for_others_and_can_be_undone(world: World) -> None:
    offer = make_offer(world)
    actions.withdraw_offer(by=world.anna, offer=offer)
    with pytest.raises(NotFound):
        queries.get_offer(world.carla, offer.pk)
    assert queries.get_offer(world.bram, offer.pk).offer.withdrawn_at
    assert queries.offers() == []
    with pytest.raises(Refused):
        actions.change_offer(by=world.bram, offer=offer, kind=OfferKind.WORKS, title="A", what="B", needed="", came="C")
    with pytest.raises(Refused):
        actions.restore_offer(by=world.carla, offer=offer)
    actions.restore_offer(by=world.bram, offer=offer)
    assert queries.get_offer(world.carla, offer.pk)


def test_only_its_team_changes_an_offer(world: World) -> None:
    offer = make_offer(world)
    with pytest.raises(Refused):
        actions.withdraw_offer(by=world.carla, offer=offer)
    with pytest.raises(Refused):
        name(world, offer, world.bram, by=world.carla)


@pytest.mark.parametrize(("who", "sees"), [("carla", True), ("anna", True), ("ada", False)])
def test_colleagues_read_offers_and_an_administrator_does_not_by_that(world: World, who: str, sees: bool) -> None:
    offer = make_offer(world)
    if sees:
        assert queries.get_offer(getattr(world, who), offer.pk)
        return
    with pytest.raises(NotFound):
        queries.get_offer(getattr(world, who), offer.pk)


def test_searching_reads_the_words(world: World) -> None:
    offer = make_offer(world)
    assert [row.id for row in queries.offers(text="TELLEN bewoners")] == [offer.pk]
    assert queries.offers(text="tellen huisbezoek") == []


def test_taking_over_makes_a_try_out_of_the_other_team_that_says_where_it_came_from(world: World) -> None:
    offer = make_offer(world)
    adoption = adopt(world, offer)
    tried = TryOut.objects.get(pk=adoption.try_out_id)
    assert (tried.team_id, tried.text, tried.owner) == (world.other_team.pk, "Wij tellen tot vijf.", None)
    assert tried.adopted_from == offer.try_out_id
    row = queries.get_offer(world.bram, offer.pk)
    assert [(one.team, one.differently, one.seen) for one in row.travels] == [("Team Oost", "Bij ons korter.", None)]


def test_taking_over_twice_is_once(world: World) -> None:
    offer = make_offer(world)
    assert adopt(world, offer).pk == adopt(world, offer, text="Nog eens").pk
    assert TryOut.objects.filter(team=world.other_team).count() == 1


def test_ones_own_offer_is_not_taken_over_and_neither_is_one_that_was_taken_back(world: World) -> None:
    offer = make_offer(world)
    with pytest.raises(Refused):
        adopt(world, offer, by=world.bram, team=world.team)
    with pytest.raises(Refused):
        adopt(world, offer, by=world.bram)
    actions.withdraw_offer(by=world.bram, offer=offer)
    with pytest.raises(Refused):
        adopt(world, offer)


def test_what_was_seen_is_shown_only_once_the_team_tells_it(world: World) -> None:
    offer = make_offer(world)
    adoption = adopt(world, offer)
    tried = TryOut.objects.get(pk=adoption.try_out_id)
    threads.note_effect(by=world.carla, try_out=tried, seen=Seen.NO, text="Het werkte niet bij ons")
    assert queries.get_offer(world.bram, offer.pk).travels[0].seen is None
    with pytest.raises(Refused):
        actions.tell_what_was_seen(by=world.bram, adoption=adoption, seen=Seen.YES, told="")
    actions.tell_what_was_seen(by=world.carla, adoption=adoption, seen=Seen.NO, told="Vijf is te kort.")
    told = queries.get_offer(world.bram, offer.pk).travels[0]
    assert (told.seen, told.told) == (Seen.NO, "Vijf is te kort.")
    actions.take_back_what_was_seen(by=world.carla, adoption=adoption)
    assert queries.get_offer(world.bram, offer.pk).travels[0].told == ""


def test_who_is_asked_to_carry_it_answers_in_one_press(world: World) -> None:
    offer = make_offer(world)
    asked = name(world, offer, world.bram)
    assert [one.offer_id for one in queries.asked_of(world.bram)] == [offer.pk]
    with pytest.raises(Refused):
        actions.answer(by=world.anna, ambassador=asked, state=AmbassadorState.ACCEPTED)
    for _press in range(2):
        actions.answer(by=world.bram, ambassador=asked, state=AmbassadorState.ACCEPTED)
    carrier = queries.carrier_of(offer)
    assert carrier
    assert (carrier.name, carrier.state, carrier.stage) == ("Bram Visser", AmbassadorState.ACCEPTED, Stage.DEEPEN)
    actions.move_stage(by=world.bram, ambassador=asked, stage=Stage.TRY)
    with pytest.raises(Refused):
        actions.move_stage(by=world.anna, ambassador=asked, stage=Stage.TELL)
    with pytest.raises(Refused):
        actions.answer(by=world.bram, ambassador=asked, state=AmbassadorState.DECLINED)


def test_a_no_keeps_no_name(world: World) -> None:
    offer = make_offer(world)
    asked = name(world, offer, world.bram)
    actions.answer(by=world.bram, ambassador=asked, state=AmbassadorState.DECLINED)
    asked.refresh_from_db()
    assert (asked.person, asked.state) == (None, AmbassadorState.DECLINED)
    assert queries.carrier_of(offer) is None
    assert name(world, offer, world.lea).state == AmbassadorState.ACCEPTED  # naming oneself is a yes


def test_somebody_of_another_team_is_not_asked(world: World) -> None:
    with pytest.raises(Refused):
        name(world, make_offer(world), world.carla)


def test_naming_another_lets_the_first_go(world: World) -> None:
    offer = make_offer(world)
    first = name(world, offer, world.bram)
    name(world, offer, world.anna)
    first.refresh_from_db()
    assert first.state == AmbassadorState.ENDED
    assert queries.asked_of(world.bram) == []


def test_past_the_term_the_team_carries_it(world: World) -> None:
    offer = make_offer(world)
    name(world, offer, world.lea)
    assert queries.carrier_of(offer)
    with clock.frozen(clock.now() + timedelta(weeks=13)):
        assert queries.carrier_of(offer) is None


def test_who_leaves_the_team_or_is_erased_carries_it_no_longer(world: World) -> None:
    offer = make_offer(world)
    name(world, offer, world.bram)
    Membership.objects.filter(person=world.bram).update(until=clock.today())
    assert queries.carrier_of(offer) is None
    Membership.objects.filter(person=world.bram).update(until=None)
    people.erase(person_id=world.bram.pk)
    assert not Ambassador.objects.exists()
    assert queries.get_offer(world.carla, offer.pk).offer.title == "Tien tellen stil"


def test_what_can_be_offered_is_what_ones_team_looked_back_on_and_offers_nowhere(world: World) -> None:
    tried = make_try_out(world)
    make_try_out(world, seen=None)
    assert [row.pk for row in queries.to_offer(world.bram)] == [tried.pk]
    assert queries.to_offer(world.carla) == []
    make_offer(world, tried)
    assert queries.to_offer(world.bram) == []


def test_another_organisation_sees_nothing(world: World) -> None:
    offer = make_offer(world)
    adopt(world, offer)
    from drieslag.core import tenancy

    with tenancy.inside(world.elsewhere.pk):
        assert queries.offers() == []
        assert not Adoption.objects.exists()
