"""Buddies: proposed or chosen, agreed by each, ended kindly, and spoken of by nobody else."""

from datetime import timedelta

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.support import actions, jobs, queries
from drieslag.learning.support.enums import PAIR_STATES, PairState
from drieslag.learning.support.models import BuddyWish, Pair, PairSeat, PairTalk
from drieslag.people import actions as people
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.support.conftest import NOW

pytestmark = pytest.mark.django_db


def chosen(world: World, *others: Person, by: Person | None = None) -> Pair:
    return actions.choose_buddies(by=by or world.anna, team=world.team, others=others or (world.bram,))


def agreed(world: World, *others: Person) -> Pair:
    pair = chosen(world, *others)
    for other in others or (world.bram,):
        pair = actions.agree(by=other, pair=pair)
    return pair


def in_pair(pair: Pair) -> set[Person]:
    return {seat.person for seat in pair.seats.select_related("person")}


def test_the_lot_keeps_leader_and_member_apart(world: World) -> None:
    [pair] = actions.propose_pairs(by=world.bram, team=world.team, seed=1)
    assert in_pair(pair) == {world.anna, world.bram}
    assert (pair.state, pair.every_weeks) == (PairState.PROPOSED, 2)
    assert actions.propose_pairs(by=world.anna, team=world.team, seed=2) == []


def test_the_lot_puts_leader_and_member_together_when_both_wish_it(world: World) -> None:
    for person in (world.lea, world.bram):
        actions.wish(by=person, team=world.team, no_buddy=False, across_lead=True)
    actions.wish(by=world.anna, team=world.team, no_buddy=True, across_lead=True)
    [pair] = actions.propose_pairs(by=world.anna, team=world.team, seed=1)
    assert in_pair(pair) == {world.lea, world.bram}


def test_it_is_real_with_the_last_yes_and_the_team_sees_who(world: World) -> None:
    [pair] = actions.propose_pairs(by=world.lea, team=world.team, seed=1)
    actions.agree(by=world.anna, pair=pair)
    assert queries.buddies_of(world.lea, world.team.pk).pairs == ()
    assert queries.buddies_of(world.bram, world.team.pk).proposals[0].names == ("Anna de Boer",)
    real = actions.agree(by=world.bram, pair=pair)
    assert actions.agree(by=world.bram, pair=pair) == real
    assert (real.state, real.starts_on) == (PairState.AGREED, clock.today())
    assert queries.buddies_of(world.lea, world.team.pk).pairs == (("Anna de Boer", "Bram Visser"),)
    [statement] = Statement.objects.filter(object_id=pair.pk)
    assert (statement.verb, statement.actor) == ("named", None)


def test_a_no_ends_the_proposal_and_leaves_no_word(world: World) -> None:
    pair = chosen(world)
    actions.decline(by=world.bram, pair=pair)
    assert queries.buddies_of(world.anna, world.team.pk).proposals == ()
    assert not Statement.objects.filter(object_id=pair.pk).exists()
    with pytest.raises(Refused, match="no longer there"):
        actions.agree(by=world.anna, pair=pair)
    with pytest.raises(NotFound):
        queries.get_pair(world.anna, pair.pk)


def test_choosing_each_other_is_a_yes_of_both(world: World) -> None:
    chosen(world)
    pair = chosen(world, world.anna, by=world.bram)
    assert pair.state == PairState.AGREED
    assert Pair.objects.count() == 1


def test_another_choice_replaces_the_first(world: World) -> None:
    first = chosen(world)
    second = chosen(world, world.lea)
    first.refresh_from_db()
    assert (first.state, second.state) == (PairState.ENDED, PairState.PROPOSED)


@pytest.mark.parametrize(("who", "reason"), [("anna", "Choose one colleague"), ("carla", "somebody of your team")])
def test_nobody_chooses_themself_or_another_team(world: World, who: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        chosen(world, getattr(world, who))


def test_who_has_a_buddy_cannot_be_chosen_or_choose(world: World) -> None:
    agreed(world)
    with pytest.raises(Refused, match="has a buddy already"):
        chosen(world, world.bram, by=world.lea)
    with pytest.raises(Refused, match="You have a buddy"):
        chosen(world, world.lea)


def test_a_third_may_join_when_all_three_want_it(world: World) -> None:
    pair = agreed(world)
    three = chosen(world, world.anna, world.bram, by=world.lea)
    actions.agree(by=world.anna, pair=three)
    assert queries.buddies_of(world.anna, world.team.pk).own is not None
    real = actions.agree(by=world.bram, pair=three)
    pair.refresh_from_db()
    assert (pair.state, real.state, len(in_pair(real))) == (PairState.ENDED, PairState.AGREED, 3)


def test_two_yeses_to_different_pairs_make_one(world: World) -> None:
    [cor, dia] = world.colleagues(2)
    first = chosen(world, world.bram)
    second = chosen(world, world.bram, by=cor)
    actions.agree(by=world.bram, pair=first)
    with pytest.raises(Refused, match="no longer there"):
        actions.agree(by=world.bram, pair=second)
    assert queries.buddies_of(dia, world.team.pk).pairs == (("Anna de Boer", "Bram Visser"),)


def test_a_third_cannot_break_another_pair_by_the_last_yes(world: World) -> None:
    [cor, dia] = world.colleagues(2)
    three = chosen(world, world.bram, cor)
    PairSeat.objects.filter(pair=three, person=cor).update(agreed=True)
    other = Pair.objects.create(
        organisation=world.organisation, team=world.team, state=PairState.AGREED, proposed_on=clock.today(),
        starts_on=clock.today(), ends_on=clock.today(),
    )  # fmt: skip
    for person in (cor, dia):
        PairSeat.objects.create(organisation=world.organisation, pair=other, person=person)
    with pytest.raises(Refused, match="another buddy by now"):
        actions.agree(by=world.bram, pair=three)


def test_a_wish_for_none_is_private_and_kept_by_the_lot(world: World) -> None:
    pair = chosen(world)
    actions.wish(by=world.bram, team=world.team, no_buddy=True, across_lead=False)
    pair.refresh_from_db()
    assert pair.state == PairState.ENDED
    assert actions.propose_pairs(by=world.anna, team=world.team, seed=3) == []
    assert queries.buddies_of(world.bram, world.team.pk).wish.no_buddy
    assert not queries.buddies_of(world.anna, world.team.pk).wish.no_buddy


def test_a_talk_is_a_date_and_due_again_after_the_rhythm(world: World) -> None:
    pair = agreed(world)
    assert queries.due_talks(world.anna) == []
    with clock.frozen(NOW + timedelta(weeks=2)):
        [due] = queries.due_talks(world.anna)
        assert (due.key, due.name, due.weeks) == (pair.pk, "Bram", 2)
        for person in (world.anna, world.bram):
            actions.note_talk(by=person, pair=pair)
        assert PairTalk.objects.count() == 1
        assert queries.due_talks(world.bram) == []
        actions.take_talk_back(by=world.bram, pair=pair)
        assert len(queries.due_talks(world.anna)) == 1
        actions.set_rhythm(by=world.anna, pair=pair, every_weeks=4)
        assert queries.due_talks(world.anna) == []
    assert queries.due_talks(world.lea) == []
    assert not Statement.objects.filter(object_id=pair.pk).exclude(verb="named").exists()


def test_nobody_else_reaches_a_pair(world: World) -> None:
    pair = agreed(world)
    for person in (world.lea, world.carla, world.ada):
        with pytest.raises(NotFound):
            queries.get_pair(person, pair.pk)
        with pytest.raises(Refused, match="Only who is in this pair"):
            actions.note_talk(by=person, pair=pair)
    with pytest.raises(Refused, match="members of this team"):
        actions.propose_pairs(by=world.carla, team=world.team, seed=1)
    with pytest.raises(Refused, match="Only who is in this pair"):
        actions.decline(by=world.lea, pair=pair)


def test_a_wish_for_another_ends_the_pair_in_the_night_and_says_not_whose(world: World) -> None:
    [cor, _dia] = world.colleagues(2)
    pair = agreed(world)
    actions.note_talk(by=world.anna, pair=pair)
    actions.wish_change(by=world.anna, pair=pair, wants=True)
    own = queries.buddies_of(world.bram, world.team.pk).own
    assert own is not None
    assert not own.wants_change
    tenancy.enter(world.organisation.pk)
    jobs.settle_now(0)
    tenancy.enter(world.organisation.pk)
    pair.refresh_from_db()
    assert pair.state == PairState.ENDED
    assert not PairTalk.objects.exists()
    assert not PairSeat.objects.filter(pair=pair, wants_change=True).exists()
    [proposal] = queries.buddies_of(world.bram, world.team.pk).proposals
    assert "Anna de Boer" not in proposal.names
    assert set(Statement.objects.filter(object_id=pair.pk).values_list("actor", flat=True)) == {None}
    with pytest.raises(Refused, match="not each other's buddy"):
        actions.note_talk(by=world.anna, pair=pair)
    assert queries.buddies_of(cor, world.team.pk).proposals


def test_a_wish_for_another_can_be_undone(world: World) -> None:
    pair = agreed(world)
    actions.wish_change(by=world.anna, pair=pair, wants=True)
    actions.wish_change(by=world.anna, pair=pair, wants=False)
    assert actions.settle_pairs(seed=1) == 0


def test_leaving_the_team_ends_the_pair_and_proposes_a_new_one(world: World) -> None:
    [cor, dia] = world.colleagues(2)
    pair = agreed(world)
    actions.agree(by=dia, pair=chosen(world, dia, by=cor))
    people.end_membership(by=world.lea, team=world.team, person=world.bram)
    with clock.frozen(NOW + timedelta(weeks=3)):
        assert queries.due_talks(world.anna) == []
        assert queries.buddies_of(world.lea, world.team.pk).pairs == (("Collega 0", "Collega 1"),)
        assert actions.settle_pairs(seed=1) == 1
    pair.refresh_from_db()
    assert pair.state == PairState.ENDED
    [proposal] = queries.buddies_of(world.anna, world.team.pk).proposals
    assert proposal.names == ("Collega 0", "Collega 1")


def test_a_pair_ends_on_its_day(world: World) -> None:
    pair = agreed(world)
    with clock.frozen(NOW + timedelta(weeks=26)):
        assert actions.settle_pairs(seed=1) == 1
        [proposal] = queries.buddies_of(world.anna, world.team.pk).proposals
    assert proposal.names == ("Bram Visser",)
    assert proposal.pair != pair


def test_a_team_that_is_closed_gets_no_new_pairs(world: World) -> None:
    agreed(world)
    world.team.closed_on = clock.today()
    world.team.save()
    with clock.frozen(NOW + timedelta(weeks=26)):
        assert queries.due_talks(world.anna) == []
        assert actions.settle_pairs(seed=1) == 1
    assert not Pair.objects.exclude(state=PairState.ENDED).exists()


def test_every_state_is_in_the_machine() -> None:
    assert set(PAIR_STATES) == set(PairState)


def test_erasing_takes_the_pair_and_the_wish(world: World) -> None:
    pair = agreed(world)
    actions.note_talk(by=world.anna, pair=pair)
    actions.wish(by=world.bram, team=world.team, no_buddy=False, across_lead=True)
    taken = export_person(world.bram.pk)
    assert taken["support.PairTalk"] == [{"at": clock.today()}]
    assert taken["support.BuddyWish"] == [{"no_buddy": False, "across_lead": True}]
    erase_person(world.bram.pk)
    assert not Pair.objects.exists()
    assert not BuddyWish.objects.exists()


def test_what_is_over_goes_after_a_year(world: World) -> None:
    pair = agreed(world)
    actions.wish(by=world.bram, team=world.team, no_buddy=True, across_lead=False)
    people.end_membership(by=world.lea, team=world.team, person=world.bram)
    actions.settle_pairs(seed=1)
    with clock.frozen(NOW + timedelta(days=366)):
        actions.forget_old()
    assert not Pair.objects.filter(pk=pair.pk).exists()
    assert not BuddyWish.objects.exists()


def test_a_talk_tells_the_day_and_not_the_hour(world: World) -> None:
    assert actions.note_talk(by=world.anna, pair=agreed(world)).pk.version == 4  # a time-ordered key holds the moment
