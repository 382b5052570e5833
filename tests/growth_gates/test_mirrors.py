"""A mirror goes beyond whom it is about only where the council agreed and who answered was told so: by no other way."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.competence import actions as competence
from drieslag.development.competence import queries as showing
from drieslag.development.portfolio import actions as portfolio
from drieslag.development.portfolio.models import Item
from drieslag.development.sharing import actions
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.people.actions import let_go
from drieslag.privacy.actions import end_consent
from drieslag.privacy.models import Consent, ConsentScope
from drieslag.surveys.actions import mirror
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Round
from drieslag.surveys.queries import mirror as queries
from tests.factories.world import World
from tests.mirror.mirrors import answered, opened, people
from tests.surveys.asking import close, consent

pytestmark = [pytest.mark.django_db]


def closed_mirror(world: World) -> Round:
    found = opened(world, colleague=people(world, 8))
    answered(found, Relation.COLLEAGUE, [2, 3, 3, 4, 4, 4, 5, 2])
    return close(found)


def test_it_is_not_shared_past_the_mirrors_own_rule(world: World) -> None:
    found = closed_mirror(world)
    with pytest.raises((Refused, NotFound)):
        actions.share(by=world.anna, kind=Kind.MIRROR, key=found.pk, reader=world.bram)
    assert not Share.objects.exists()


def test_it_is_no_evidence_for_who_may_not_read_it(world: World) -> None:
    found = closed_mirror(world)
    made = competence.declare(
        by=world.anna, can="Ik kan luisteren.", because="Ik deed het.",
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    assert Kind.MIRROR not in showing.evidence_to_choose(made)
    with pytest.raises(Refused):
        competence.lay_evidence(by=world.anna, declaration=made, chosen={found.pk: Kind.MIRROR})


def shown_by_link(world: World, found: Round) -> bool:
    made = portfolio.make(by=world.anna, title="Mijn jaar")
    try:
        portfolio.add_things(by=world.anna, portfolio_id=made.pk, chosen=[(Kind.MIRROR, found.pk)])
    except NotFound:
        Item.objects.create(
            organisation=world.organisation, portfolio=made, place=1, kind=Kind.MIRROR, object_id=found.pk
        )
    link, _secret = portfolio.make_link(by=world.anna, portfolio_id=made.pk, until=clock.today())
    return portfolio.open_by_link(link_id=link.pk).parts[0].thing is not None


def test_an_address_of_a_portfolio_does_not_carry_it_out(world: World) -> None:
    found = closed_mirror(world)
    assert not shown_by_link(world, found)


def test_where_all_agreed_it_goes_along_until_the_consent_ends(world: World) -> None:
    consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    found = closed_mirror(world)
    assert shown_by_link(world, found)
    given = Consent.objects.get(scope=ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    end_consent(by=world.ada.pk, consent_id=given.pk)
    assert not shown_by_link(world, found)


def test_who_left_reads_no_mirror_of_a_colleague(world: World) -> None:
    consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    found = closed_mirror(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.carla)
    assert queries.shared_with(world.carla)
    carla = let_go(by=world.ada, person_id=world.carla.pk)
    assert queries.shared_with(carla) == []
    with pytest.raises(NotFound):
        mirror.look(by=carla, round_id=found.pk)
