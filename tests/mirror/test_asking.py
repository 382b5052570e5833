"""Asking for a mirror: whom, in which relation, who is read together, and what is refused."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole
from drieslag.people.queries import of_person
from drieslag.surveys.actions import invitations, mirror, rounds
from drieslag.surveys.actions.answers import hand_in_named
from drieslag.surveys.enums import Relation, RoundState
from drieslag.surveys.models import Invitee, NamedAnswer, Round
from drieslag.surveys.queries.rounds import to_answer
from tests.factories.world import World
from tests.mirror.mirrors import CODE, drafted, given, group_of, of, opened, people
from tests.surveys.asking import ENDS, answer, close

pytestmark = [pytest.mark.django_db]


def test_a_mirror_is_about_whoever_asks_and_awaits_nobody_before_it_is_asked(world: World) -> None:
    found = drafted(world, colleague=people(world, 5), leader=[world.lea])

    assert (found.subject, found.made_by, found.state) == (world.anna.pk, world.anna.pk, RoundState.DRAFT)
    assert [one.person for one in of(found, Relation.SELF)] == [world.anna.pk]
    assert to_answer(of_person(world.lea)) == []
    assert Invitee.objects.filter(round=found, named=True).count() == 2


def test_one_answers_about_oneself_before_anybody_is_asked(world: World) -> None:
    found = drafted(world, colleague=people(world, 5))
    hand_in_named(by=world.anna, round_id=found.pk, answers=given(3))
    mirror.open_mirror(by=world.anna, round_id=found.pk)

    assert NamedAnswer.objects.get(round=found).person == world.anna.pk
    with pytest.raises(NotFound):
        hand_in_named(by=world.bram, round_id=found.pk, answers=given(3))


def test_a_leader_answers_only_once_it_is_open(world: World) -> None:
    found = drafted(world, colleague=people(world, 5), leader=[world.lea])
    with pytest.raises(Refused):
        hand_in_named(by=world.lea, round_id=found.pk, answers=given(3))


def test_a_relation_of_four_has_a_key_of_its_own_and_a_smaller_one_joins_the_others(world: World) -> None:
    found = opened(
        world, colleague=people(world, 4), report=people(world, 3, "Wie ik leid"), codes={Relation.RESIDENT: 2}
    )

    others = group_of(found, "")
    assert group_of(found, Relation.COLLEAGUE).keyed_in_id == group_of(found, Relation.COLLEAGUE).pk
    assert group_of(found, Relation.REPORT).keyed_in_id == others.pk
    assert group_of(found, Relation.RESIDENT).keyed_in_id == others.pk
    assert group_of(found, Relation.SELF).keyed_in_id is None


def test_what_is_left_over_takes_the_smallest_relation_in(world: World) -> None:
    found = opened(world, colleague=people(world, 5), report=people(world, 4, "Wie ik leid"), partner=[world.carla])

    others = group_of(found, "")
    assert group_of(found, Relation.PARTNER).keyed_in_id == others.pk
    assert group_of(found, Relation.REPORT).keyed_in_id == others.pk
    assert group_of(found, Relation.COLLEAGUE).keyed_in_id == group_of(found, Relation.COLLEAGUE).pk


def test_fewer_than_four_in_all_are_not_asked(world: World) -> None:
    found = drafted(world, colleague=people(world, 3), leader=[world.lea])
    with pytest.raises(Refused, match="fewer than 4"):
        mirror.open_mirror(by=world.anna, round_id=found.pk)
    assert Round.objects.get(pk=found.pk).state == RoundState.DRAFT


def test_somebody_asked_in_two_relations_counts_in_the_last(world: World) -> None:
    found = drafted(world, colleague=[*people(world, 4), world.bram])
    mirror.choose_people(by=world.anna, round_id=found.pk, people={world.bram.pk: Relation.PARTNER})

    assert [row.group.relation for row in Invitee.objects.filter(round=found, person=world.bram.pk)] == ["partner"]
    mirror.choose_people(by=world.anna, round_id=found.pk, people={world.bram.pk: None})
    assert not Invitee.objects.filter(round=found, person=world.bram.pk).exists()


def test_asking_oneself_again_changes_nothing(world: World) -> None:
    found = drafted(world, colleague=[*people(world, 4), world.anna])
    assert [
        one.group.relation for one in Invitee.objects.filter(round=found, person=world.anna.pk).select_related("group")
    ] == ["self"]


def test_nobody_else_is_the_one_whom_it_is_about(world: World) -> None:
    with pytest.raises(Refused, match="in your own mirror already"):
        drafted(world, self=[world.bram])


def test_people_of_elsewhere_or_gone_cannot_be_asked(world: World) -> None:
    with pytest.raises(NotFound):
        drafted(world, colleague=[world.dirk])
    world.carla.left_on = clock.today()
    world.carla.save()
    with pytest.raises(NotFound):
        drafted(world, colleague=[world.carla])


def test_forty_people_are_enough(world: World) -> None:
    with pytest.raises(Refused, match="40 people at most"):
        drafted(world, colleague=people(world, 35), codes={Relation.RESIDENT: 6})
    assert drafted(world, colleague=people(world, 35, "Ander"), codes={Relation.RESIDENT: 5})


def test_codes_are_for_partners_and_residents(world: World) -> None:
    with pytest.raises(Refused, match="residents and partners"):
        drafted(world, colleague=people(world, 5, "Eerst"), codes={Relation.LEADER: 1})
    found = drafted(world, colleague=people(world, 5), codes={Relation.RESIDENT: 4})
    mirror.choose_people(by=world.anna, round_id=found.pk, people={}, codes={Relation.RESIDENT: 2})
    assert len(of(found, Relation.RESIDENT)) == 2


def test_each_kind_of_code_is_made_once_and_opens_its_own_relation(world: World) -> None:
    found = opened(world, colleague=people(world, 5), codes={Relation.RESIDENT: 4, Relation.PARTNER: 4})
    made = mirror.make_paper(by=world.anna, round_id=found.pk)

    assert {relation: len(codes) for relation, codes in made.items()} == {Relation.PARTNER: 4, Relation.RESIDENT: 4}
    assert invitations.through_door(secret=made[Relation.RESIDENT][0]).group.relation == Relation.RESIDENT
    with pytest.raises(Refused, match="shown once"):
        mirror.make_paper(by=world.anna, round_id=found.pk)


def test_a_questionnaire_of_another_kind_or_a_resident_who_asks_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="not meant"):
        mirror.make_mirror(by=world.anna, instrument_code="I06")
    with pytest.raises(Refused, match="works here"):
        mirror.make_mirror(by=world.ada, instrument_code=CODE)
    with pytest.raises(NotFound):
        mirror.make_mirror(by=world.anna, instrument_code="I99")


def test_it_lasts_two_weeks_unless_something_else_is_said(world: World) -> None:
    found = mirror.make_mirror(by=world.anna, instrument_code=CODE)
    assert (found.closes_at - clock.now()).days == 14
    for wrong in (clock.now() - timedelta(days=1), clock.now() + timedelta(days=200)):
        with pytest.raises(Refused):
            mirror.make_mirror(by=world.anna, instrument_code=CODE, closes_at=wrong)


def test_making_it_twice_with_one_key_is_one(world: World) -> None:
    key = Round().pk
    first = mirror.make_mirror(by=world.anna, instrument_code=CODE, key=key)
    assert mirror.make_mirror(by=world.anna, instrument_code=CODE, key=key).pk == first.pk


def test_nothing_changes_once_it_is_asked(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    with pytest.raises(Refused, match="asked already"):
        mirror.choose_people(by=world.anna, round_id=found.pk, people={world.bram.pk: Relation.COLLEAGUE})
    with pytest.raises(Refused, match="asked already"):
        mirror.open_mirror(by=world.anna, round_id=found.pk)


def test_who_left_before_it_is_asked_is_not_asked(world: World) -> None:
    asked = people(world, 5)
    found = drafted(world, colleague=asked, leader=[world.lea])
    for gone in (asked[0], world.lea):
        gone.left_on = clock.today()
        gone.save()
    mirror.open_mirror(by=world.anna, round_id=found.pk)

    assert len(of(found, Relation.COLLEAGUE)) == 4
    assert of(found, Relation.LEADER) == []


def test_nobody_else_changes_stops_reminds_or_prints_it(world: World) -> None:
    found = opened(world, colleague=people(world, 5), leader=[world.lea])
    director = people(world, 1, "Directeur")[0]
    OrganisationRole.objects.create(organisation=world.organisation, person=director, role=Role.DIRECTOR)
    for other in (world.lea, world.ada, director, world.bram):
        for act in (mirror.open_mirror, mirror.put_away, mirror.remind, mirror.make_paper):
            with pytest.raises(NotFound):
                act(by=other, round_id=found.pk)
        with pytest.raises(NotFound):
            mirror.choose_people(by=other, round_id=found.pk, people={})
        with pytest.raises(Refused):
            rounds.stop_round(by=other, round_id=found.pk)


def test_everybody_is_reminded_once_a_week(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    mirror.remind(by=world.anna, round_id=found.pk)
    with pytest.raises(Refused, match="less than a week"):
        mirror.remind(by=world.anna, round_id=found.pk)


def test_stopping_destroys_what_was_handed_in_and_a_draft_goes_whole(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    answer(of(found, Relation.COLLEAGUE)[0], given(4))
    hand_in_named(by=world.anna, round_id=found.pk, answers=given(3))
    mirror.put_away(by=world.anna, round_id=found.pk)
    assert Round.objects.get(pk=found.pk).state == RoundState.STOPPED
    assert not NamedAnswer.objects.filter(round=found).exists()

    draft = drafted(world, colleague=people(world, 1, "Nog"))
    mirror.put_away(by=world.anna, round_id=draft.pk)
    assert not Round.objects.filter(pk=draft.pk).exists()


class TestTwoAtOnce:
    def test_almost_the_same_people_are_not_asked_the_same_at_once(self, world: World) -> None:
        asked = people(world, 7)
        opened(world, colleague=asked[:5])
        for others in (asked[:6], asked[:4], asked[:5], [*asked[:4], asked[6]], asked):
            again = drafted(world, colleague=others)
            with pytest.raises(Refused, match="almost the same people"):
                mirror.open_mirror(by=world.anna, round_id=again.pk)

    def test_people_who_differ_by_three_are(self, world: World) -> None:
        asked = people(world, 8)
        opened(world, colleague=asked[:5])
        assert opened(world, colleague=asked).state == RoundState.OPEN

    def test_a_part_told_by_itself_counts_as_much_as_the_whole(self, world: World) -> None:
        asked, led = people(world, 5), people(world, 8, "Wie ik leid")
        opened(world, colleague=asked, report=led[:4])
        again = drafted(world, colleague=[*asked, *led[4:]], report=[])
        assert mirror.open_mirror(by=world.anna, round_id=again.pk)
        third = drafted(world, colleague=[*asked[:4]], report=led[4:])
        with pytest.raises(Refused, match="almost the same people"):
            mirror.open_mirror(by=world.anna, round_id=third.pk)

    def test_codes_count_as_if_the_same_people_held_them(self, world: World) -> None:
        asked = people(world, 5)
        opened(world, colleague=asked, codes={Relation.RESIDENT: 4})
        again = drafted(world, colleague=asked, codes={Relation.RESIDENT: 5})
        with pytest.raises(Refused, match="almost the same people"):
            mirror.open_mirror(by=world.anna, round_id=again.pk)

    def test_after_closing_of_another_questionnaire_or_by_somebody_else_it_can(self, world: World) -> None:
        asked = people(world, 5)
        first = opened(world, colleague=asked)
        assert opened(world, by=world.bram, colleague=asked)
        other = mirror.ask_for_mirror(
            by=world.anna,
            instrument_code="I16",
            people=dict.fromkeys([one.pk for one in asked], Relation.COLLEAGUE),
            closes_at=ENDS,
        )
        assert mirror.open_mirror(by=world.anna, round_id=other.pk)
        close(first)
        assert opened(world, colleague=[*asked, world.carla])


def test_a_subject_who_leaves_stops_their_open_mirror(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    draft = drafted(world, colleague=people(world, 1, "Nog"))
    world.anna.left_on = clock.today()
    world.anna.save()
    Membership.objects.filter(person=world.anna).update(until=clock.today())

    assert mirror.end_of_leavers() == 2
    assert {row.state for row in Round.objects.filter(pk__in=[found.pk, draft.pk])} == {RoundState.STOPPED}
    assert not Invitee.objects.filter(round=found).exists()
