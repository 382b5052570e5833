"""Sharing a mirror: off until the works council agreed and everybody who answered knew; seen, and taken back."""

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.people.queries import of_person
from drieslag.privacy.models import Consent, ConsentScope, Look
from drieslag.privacy.register import erase_person, export_person
from drieslag.surveys.actions import mirror
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import MirrorShare, Round
from drieslag.surveys.queries import answers as answer_queries
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.queries import results, rounds
from tests.factories.world import World
from tests.mirror.mirrors import answered, opened, people, told
from tests.surveys.asking import close, consent

pytestmark = [pytest.mark.django_db]


def a_closed_one(world: World, *, agreed: bool = True) -> Round:
    if agreed:
        consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    found = opened(world, colleague=people(world, 8), leader=[world.lea])
    answered(found, Relation.COLLEAGUE, [2, 3, 3, 4, 4, 4, 5, 2], valued="Rust")
    told(found, world.anna, 3)
    told(found, world.lea, 4, valued="Je inzet.")
    return close(found)


def test_without_consent_it_is_off(world: World) -> None:
    found = a_closed_one(world, agreed=False)
    with pytest.raises(Refused, match="Sharing is off"):
        mirror.share(by=world.anna, round_id=found.pk, person=world.bram)


def test_a_consent_from_after_opening_opens_nothing_that_was_promised_closed(world: World) -> None:
    found = a_closed_one(world, agreed=False)
    consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    with pytest.raises(Refused, match="promised"):
        mirror.share(by=world.anna, round_id=found.pk, person=world.bram)


def test_whom_it_is_shared_with_reads_figures_and_neither_words_nor_the_leader(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    seen = mirror.look(by=world.bram, round_id=found.pk)

    assert not seen.is_own
    assert (seen.name, seen.texts, seen.leaders) == ("Anna de Boer", {}, ())
    assert seen.own is not None
    assert len(seen.columns) == 1
    assert [(look.owner, look.viewer) for look in Look.objects.all()] == [(world.anna.pk, world.bram.pk)]
    assert [(one.name, one.days) for one in queries.shares_of(world.anna, found)] == [("Bram Visser", (clock.today(),))]
    assert [name for _round, name in queries.shared_with(world.bram)] == ["Anna de Boer"]


def test_a_leader_with_whom_it_is_shared_reads_the_own_answers_beside_it(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.lea)
    assert [one.person for one in mirror.look(by=world.lea, round_id=found.pk).leaders] == [world.lea.pk]


def test_taking_back_ends_it_at_once_and_the_looks_stay(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    mirror.look(by=world.bram, round_id=found.pk)
    mirror.take_back(by=world.anna, round_id=found.pk, person_id=world.bram.pk)

    with pytest.raises(NotFound):
        mirror.look(by=world.bram, round_id=found.pk)
    with pytest.raises(NotFound):
        mirror.take_back(by=world.anna, round_id=found.pk, person_id=world.bram.pk)
    assert [(one.is_on, len(one.days)) for one in queries.shares_of(world.anna, found)] == [(False, 1)]
    assert queries.shared_with(world.bram) == []


def test_it_ends_with_the_consent(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    Consent.objects.update(ended_on=clock.today())
    with pytest.raises(NotFound):
        mirror.look(by=world.bram, round_id=found.pk)
    assert queries.shared_with(world.bram) == []


def test_whoever_is_not_whom_it_is_about_shares_nothing_and_finds_nothing(world: World) -> None:
    found = a_closed_one(world)
    director = people(world, 1, "Directeur")[0]
    OrganisationRole.objects.create(organisation=world.organisation, person=director, role=Role.DIRECTOR)
    for other in (world.lea, world.ada, world.bram, director):
        with pytest.raises(NotFound):
            mirror.look(by=other, round_id=found.pk)
        with pytest.raises(NotFound):
            mirror.share(by=other, round_id=found.pk, person=world.bram)
        with pytest.raises(NotFound):
            queries.shares_of(other, found)
        with pytest.raises(NotFound):
            queries.get_own(other, found.pk)
        assert queries.mine(other) == []
        assert rounds.rounds_for_organiser(other) == []
        assert results.listed(of_person(other)) == []
        for read in (rounds.get_round, rounds.get_organised, answer_queries.reading_for):
            with pytest.raises(NotFound):
                read(other, found.pk)
        with pytest.raises(NotFound):
            results.get_asked(found.pk)
        for group in found.groups.all():
            with pytest.raises(NotFound):
                results.readable(of_person(other), group.pk)


def test_not_with_oneself_nor_with_who_left(world: World) -> None:
    found = a_closed_one(world)
    world.carla.left_on = clock.today()
    world.carla.save()
    for person in (world.anna, world.carla):
        with pytest.raises(NotFound):
            mirror.share(by=world.anna, round_id=found.pk, person=person)


def test_not_before_it_is_closed(world: World) -> None:
    consent(world, ConsentScope.FEEDBACK_BEYOND_SUBJECT)
    found = opened(world, colleague=people(world, 5))
    with pytest.raises(Refused, match="nothing to share"):
        mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    with pytest.raises(NotFound):
        mirror.look(by=world.anna, round_id=found.pk)


def test_sharing_ends_when_either_leaves_and_when_either_is_erased(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    mirror.share(by=world.anna, round_id=found.pk, person=world.carla)
    world.carla.left_on = clock.today()
    world.carla.save()
    assert mirror.end_of_leavers() == 1
    erase_person(world.bram.pk)
    assert not MirrorShare.objects.exists()

    mirror.share(by=world.anna, round_id=found.pk, person=world.lea)
    world.anna.left_on = clock.today()
    world.anna.save()
    assert mirror.end_of_leavers() == 1
    with pytest.raises(NotFound):
        mirror.look(by=world.lea, round_id=found.pk)


def test_the_own_copy_has_the_figures_and_what_is_shared_and_nobody_elses_has(world: World) -> None:
    found = a_closed_one(world)
    mirror.share(by=world.anna, round_id=found.pk, person=world.bram)
    own, other = (str(export_person(one.pk)) for one in (world.anna, world.bram))

    assert "'of': 'together', 'group': 'colleagues'" in own
    assert "'of': 'together'" not in other
    assert "shared_on" not in other
    assert "Rust" not in own + other
