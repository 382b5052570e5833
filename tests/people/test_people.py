"""Who may set up teams and people, coming in by invitation, and going."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session

from drieslag.core import clock, doors, tenancy
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.people import actions, jobs, queries, rules
from drieslag.people.enums import Role
from drieslag.people.models import AFTER_LEAVING, Account, Membership, OrganisationRole, Person
from tests.factories.world import World

type Counting = Callable[[int], AbstractContextManager[object]]


def test_an_administrator_makes_a_team_and_a_member_does_not(world: World) -> None:
    assert actions.make_team(by=world.ada, name="Team West").name in [team.name for team in queries.list_teams()]
    with pytest.raises(Refused, match=r"administrator|beheerder"):
        actions.make_team(by=world.bram, name="Team Noord")
    assert not queries.is_team_called("team noord")


def test_an_invitation_is_a_door_that_closes_behind_the_first(world: World) -> None:
    person, secret = actions.invite(by=world.ada, name="Nieuw", email="Nieuw@Example.org")
    door = doors.open_door(kind=DoorKind.INVITATION, secret=secret)
    assert door is not None
    assert (door.organisation_id, door.target) == (world.organisation.pk, person.pk)
    account = actions.make_account(email=person.invited_email, password="een lange zin om te onthouden")
    actions.accept_invitation(person=person, account=account)
    assert doors.open_door(kind=DoorKind.INVITATION, secret=secret) is None
    joined = queries.me(account)
    assert joined is not None
    assert (joined.person.name, joined.person.invited_email, account.organisation_id) == (
        "Nieuw",
        "",
        world.organisation.pk,
    )


def test_a_team_leader_says_who_is_in_the_team_and_a_member_does_not(world: World) -> None:
    actions.add_member(by=world.lea, team=world.team, person=world.carla)
    assert rules.is_member(world.carla, world.team)
    with pytest.raises(Refused):
        actions.end_membership(by=world.bram, team=world.team, person=world.carla)
    actions.end_membership(by=world.lea, team=world.team, person=world.carla)
    assert not rules.is_member(world.carla, world.team)
    assert [row.verb for row in Statement.objects.order_by("seq")] == [Verb.JOINED_TEAM, Verb.LEFT_TEAM]


def test_putting_somebody_in_a_team_twice_is_once(world: World) -> None:
    first = actions.add_member(by=world.lea, team=world.team, person=world.carla)
    assert actions.add_member(by=world.lea, team=world.team, person=world.carla) == first
    assert Membership.objects.filter(person=world.carla, team=world.team).count() == 1


def test_ending_what_is_no_membership_writes_nothing(world: World) -> None:
    assert actions.end_membership(by=world.lea, team=world.team, person=world.carla) == 0
    assert not Statement.objects.exists()


def test_a_person_in_two_teams_has_both_with_all_roles(world: World) -> None:
    actions.add_member(by=world.ada, team=world.other_team, person=world.anna)
    actions.add_member(by=world.ada, team=world.team, person=world.anna, role=Role.AMBASSADOR)
    hats = {hat.team: set(hat.roles) for hat in queries.of_person(world.anna).hats}
    assert hats == {
        "Wijkteam De Linde": {Role.LEARNING_COACH, Role.AMBASSADOR},
        "Team Oost": {Role.PROFESSIONAL},
    }
    rows = {row.name: set(row.roles) for row in queries.list_members(world.team)}
    assert rows["Anna de Boer"] == {Role.LEARNING_COACH, Role.AMBASSADOR}
    assert [vars(team)["size"] for team in queries.list_teams()] == [2, 3]


def test_who_can_still_be_put_in_a_team_are_the_others_of_the_organisation(world: World) -> None:
    names = [person.name for person in queries.candidates(world.team)]
    assert names == ["Ada Smit", "Carla Bakker"]
    assert list(queries.nobody()) == []


def test_roles_of_the_organisation_are_given_and_taken_as_a_whole(world: World) -> None:
    actions.set_roles(by=world.ada, person=world.bram, roles={Role.DIRECTOR, Role.LEARNING_ADVISER})
    actions.set_roles(by=world.ada, person=world.bram, roles={Role.DIRECTOR})
    assert queries.of_person(world.bram).organisation_roles == {Role.DIRECTOR}
    assert queries.of_person(world.bram).has(Role.DIRECTOR)
    with pytest.raises(Refused):
        actions.set_roles(by=world.bram, person=world.bram, roles={Role.ADMINISTRATOR})


def test_the_last_administrator_stays_until_another_takes_over(world: World) -> None:
    with pytest.raises(Refused):
        actions.set_roles(by=world.ada, person=world.ada, roles=set())
    with pytest.raises(Refused):
        actions.erase_oneself(by=world.ada)
    actions.give_role(by=world.ada, person=world.bram, role=Role.ADMINISTRATOR)
    actions.set_roles(by=world.ada, person=world.ada, roles=set())
    assert not rules.may_administer(world.ada)


def test_a_team_of_another_organisation_is_not_there(world: World) -> None:
    with pytest.raises(NotFound):
        queries.get_team(world.ada, world.team_elsewhere.pk)
    with pytest.raises(NotFound):
        queries.get_team(world.carla, world.team.pk)
    with pytest.raises(NotFound):
        queries.get_person(world.dirk.pk)
    with pytest.raises(NotFound):
        queries.get_person(uuid4())
    assert queries.get_team(world.ada, world.team.pk) == world.team


def test_reading_people_costs_the_same_however_many_there_are(
    world: World, django_assert_num_queries: Counting
) -> None:
    world.colleagues(12)
    with django_assert_num_queries(2):
        assert len(queries.list_people()) == 17
    with django_assert_num_queries(1):
        assert len(queries.list_members(world.team)) == 15
    with django_assert_num_queries(1):
        assert len(queries.list_teams()) == 2


def test_erasing_oneself_ends_every_session_and_nobody_elses(world: World) -> None:
    for person in (world.bram, world.bram, world.lea):
        world.client(person)
    actions.erase_oneself(by=world.bram)
    assert Session.objects.count() == 1
    assert not Person.objects.filter(pk=world.bram.pk).exists()


def test_a_name_is_kept_on_one_line_with_the_language_of_the_account(world: World) -> None:
    changed = actions.change_profile(by=world.bram, name="  Bram   de Visser ", language="en")
    assert (changed.name, changed.first_name) == ("Bram de Visser", "Bram")
    assert changed.account is not None
    assert changed.account.language == "en"


def test_a_person_without_an_account_can_be_renamed(world: World) -> None:
    person, _secret = actions.invite(by=world.ada, name="Nog niet", email="nog@example.org")
    assert actions.change_profile(by=person, name="Nu wel", language="nl").name == "Nu wel"


def test_names_of_who_is_gone_are_missing(world: World) -> None:
    assert queries.names({world.bram.pk, uuid4()}) == {world.bram.pk: "Bram Visser"}
    assert queries.count_members(world.team.pk) == 3
    assert queries.is_here("bram.visser@lindestad.example")
    assert queries.account_of("nobody@example.org") is None


def test_the_first_organisation_has_its_administrator(db: None) -> None:
    account = actions.make_account(email="eerste@example.org", password=None)
    made = actions.found_organisation(name="Nieuw", slug="nieuw", administrator="Eef", account=account)
    with tenancy.inside(made.pk):
        assert OrganisationRole.objects.get().role == Role.ADMINISTRATOR
        found = queries.me(account)
        assert found is not None
        assert rules.may_administer(found.person)


def test_who_leaves_keeps_what_is_their_own_for_three_months_and_is_then_erased(world: World) -> None:
    bram = actions.let_go(by=world.ada, person_id=world.bram.pk)
    assert not Membership.objects.filter(person=bram, until=None).exists()
    account = bram.account
    assert account is not None
    last = clock.now() + AFTER_LEAVING
    with clock.frozen(last):
        found = queries.me(account)
        assert found is not None
        assert (found.hats, found.is_colleague) == ((), False)
        assert jobs.erase_all_leavers() == 0
    with clock.frozen(last + timedelta(days=1)):
        assert queries.me(account) is None
        assert jobs.erase_all_leavers() == 1
    assert not Person.objects.filter(pk=bram.pk).exists()
    assert not Account.objects.filter(pk=account.pk).exists()


def test_only_an_administrator_notes_that_somebody_left_and_the_last_one_stays(world: World) -> None:
    with pytest.raises(Refused):
        actions.let_go(by=world.lea, person_id=world.bram.pk)
    with pytest.raises(Refused):
        actions.let_go(by=world.ada, person_id=world.ada.pk)
    assert world.client(world.lea).post(f"/organisation/people/{world.bram.pk}/leaving/").status_code == 404
    assert world.client(world.ada).post(f"/organisation/people/{world.bram.pk}/leaving/").status_code == 302
    assert world.client(world.ada).post(f"/organisation/people/{world.bram.pk}/leaving/").status_code == 404
    assert "Bram" not in world.client(world.lea).get(f"/organisation/teams/{world.team.pk}/").content.decode()


def test_whoever_asks_is_read_with_every_column_in_its_place(world: World) -> None:
    row = Person.objects.get(pk=world.bram.pk)
    assert row.account is not None
    found = queries.me(row.account)
    assert found is not None
    columns = [field.attname for field in Person._meta.concrete_fields]
    assert [getattr(found.person, name) for name in columns] == [getattr(row, name) for name in columns]
    assert found == queries.of_person(row)
