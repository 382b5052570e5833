"""Teams, people, roles: what the four standing people and the administrator get, and what an administrator can do."""

from uuid import uuid4

import pytest
from django.core import mail

from drieslag.core import doors
from drieslag.core.models import DoorKind
from drieslag.people import queries, rules
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from tests.factories.world import World


def test_everyone_sees_the_own_teams_and_only_an_administrator_what_to_set_up(world: World) -> None:
    page = world.client(world.bram).get("/organisation/").content.decode()
    assert "Wijkteam De Linde" in page
    assert "Team Oost" not in page
    assert "/organisation/people/" not in page
    assert "/organisation/people/" in world.client(world.ada).get("/organisation/").content.decode()


def test_a_team_is_seen_by_its_members_and_the_administrator(world: World) -> None:
    path = f"/organisation/teams/{world.team.pk}/"
    for person in (world.anna, world.bram, world.ada):
        assert "Bram Visser" in world.client(person).get(path).content.decode()
    for person in (world.carla, world.dirk):
        answer = world.client(person).get(path)
        assert answer.status_code == 404
        assert "Bram" not in answer.content.decode()


def test_an_administrator_makes_a_team(world: World) -> None:
    answer = world.client(world.ada).post("/organisation/teams/", {"name": "Team West"})
    team = Team.objects.get(name="Team West")
    assert answer.headers["Location"] == f"/organisation/teams/{team.pk}/"


def test_a_team_with_a_name_that_is_taken_is_not_made_and_the_name_is_still_there(world: World) -> None:
    answer = world.client(world.ada).post("/organisation/teams/", {"name": "team oost"})
    assert answer.status_code == 422
    assert 'value="team oost"' in answer.content.decode()
    assert Team.objects.filter(name__iexact="team oost").count() == 1


def test_a_leader_puts_a_colleague_in_the_team_and_takes_the_colleague_out(world: World) -> None:
    path, client = f"/organisation/teams/{world.team.pk}/", world.client(world.lea)
    assert client.post(f"{path}members/", {"person": world.carla.pk, "role": "ambassador"}).status_code == 302
    assert [row.roles for row in queries.list_members(world.team) if row.id == world.carla.pk] == [(Role.AMBASSADOR,)]
    answer = client.post(f"{path}members/{world.carla.pk}/end/", follow=True)
    assert "Carla Bakker" in answer.content.decode()  # it says who went
    assert not rules.is_member(world.carla, world.team)


def test_a_member_cannot_change_who_is_in_the_team(world: World) -> None:
    path, client = f"/organisation/teams/{world.team.pk}/", world.client(world.bram)
    assert client.post(f"{path}members/", {"person": world.carla.pk, "role": "professional"}).status_code == 403
    assert client.post(f"{path}members/{world.lea.pk}/end/").status_code == 403
    assert rules.is_member(world.lea, world.team)
    assert not rules.is_member(world.carla, world.team)


def test_a_leader_who_takes_oneself_out_comes_on_a_page_that_one_may_see(world: World) -> None:
    answer = world.client(world.lea).post(
        f"/organisation/teams/{world.team.pk}/members/{world.lea.pk}/end/", follow=True
    )
    assert answer.redirect_chain == [("/organisation/", 302)]
    assert answer.status_code == 200


def test_somebody_of_another_organisation_cannot_be_put_in_a_team(world: World) -> None:
    answer = world.client(world.ada).post(
        f"/organisation/teams/{world.team.pk}/members/", {"person": world.dirk.pk, "role": "professional"}
    )
    assert answer.status_code == 422


def test_an_invitation_is_mailed_and_shown_once(world: World) -> None:
    answer = world.client(world.ada).post("/organisation/people/", {"name": "Nieuw Hier", "email": "Nieuw@Example.org"})
    (sent,) = mail.outbox
    assert sent.to == ["nieuw@example.org"]
    link = next(word for word in sent.body.split() if "/invitation/" in word)
    assert link in answer.content.decode()
    assert link not in world.client(world.ada).get("/organisation/people/").content.decode()


@pytest.mark.parametrize("email", ["bram.visser@lindestad.example", "dirk.de.wit@elders.example", "geen adres"])
def test_an_address_that_is_taken_or_wrong_is_told_and_nobody_is_invited(world: World, email: str) -> None:
    before = Person.objects.count()
    answer = world.client(world.ada).post("/organisation/people/", {"name": "Iemand", "email": email})
    assert answer.status_code == 422
    assert email in answer.content.decode()
    assert (Person.objects.count(), mail.outbox) == (before, [])


def test_coming_in_by_an_invitation(world: World) -> None:
    world.client(world.ada).post("/organisation/people/", {"name": "Nieuw Hier", "email": "nieuw@example.org"})
    path = next(word for word in mail.outbox[0].body.split() if "/invitation/" in word).removeprefix(
        "http://testserver"
    )
    client = world.client()
    assert client.post(path, {"password": "kort"}).status_code == 422
    assert client.post(path, {"password": "de lucht is vandaag blauw"}).headers["Location"] == "/"
    assert "Nieuw Hier" in client.get("/account/").content.decode()
    assert world.client().get(path).status_code == 404  # it works once


def test_a_secret_that_is_none_opens_nothing(world: World) -> None:
    for path in ("/invitation/nothing/", "/start/nothing/"):
        assert world.client().get(path).status_code == 404


def test_the_first_organisation_is_made_once(world: World) -> None:
    secret = doors.make_secret(DoorKind.SETUP, organisation_id=None)
    given = {
        "organisation": "Nieuwe Stad",
        "name": "Eef",
        "email": "eef@example.org",
        "password": "de lucht is vandaag blauw",
    }
    client = world.client()
    taken = client.post(
        f"/start/{secret}/", {**given, "organisation": "Lindestad", "email": "ada.smit@lindestad.example"}
    )
    assert taken.status_code == 422
    assert client.post(f"/start/{secret}/", given).headers["Location"] == "/organisation/"
    assert "Nieuwe Stad" in client.get("/organisation/").content.decode()
    assert world.client().post(f"/start/{secret}/", given).status_code == 404


def test_roles_are_given_on_a_page_of_the_administrator(world: World) -> None:
    path = f"/organisation/people/{world.bram.pk}/roles/"
    assert world.client(world.ada).post(path, {"roles": ["director"]}).status_code == 302
    assert queries.of_person(world.bram).organisation_roles == {Role.DIRECTOR}
    assert world.client(world.bram).get(path).status_code == 404
    assert world.client(world.ada).get(f"/organisation/people/{uuid4()}/roles/").status_code == 404


def test_the_last_administrator_is_told_why_not(world: World) -> None:
    answer = world.client(world.ada).post(f"/organisation/people/{world.ada.pk}/roles/", {"roles": []})
    assert answer.status_code == 403
    assert rules.may_administer(world.ada)


CONSENT = {"scope": "attendance_series", "body": "works_council", "given_on": "2026-01-15", "document": "Besluit 4"}


def test_a_consent_is_written_down_read_by_all_and_ended(world: World) -> None:
    assert world.client(world.ada).post("/organisation/consents/", CONSENT).status_code == 302
    page = world.client(world.bram).get("/organisation/consents/").content.decode()
    assert "Besluit 4" in page
    assert "Besluit 4" not in world.client(world.dirk).get("/organisation/consents/").content.decode()
    ending = page_of_ending(world)
    assert world.client(world.dirk).post(ending).status_code == 404
    assert world.client(world.bram).post(ending).status_code == 403
    assert world.client(world.ada).post(ending).status_code == 302
    assert ending not in world.client(world.ada).get("/organisation/consents/").content.decode()


def page_of_ending(world: World) -> str:
    from drieslag.privacy.queries import list_consents

    return f"/organisation/consents/{list_consents()[0].pk}/end/"


@pytest.mark.parametrize(
    "wrong", [{"given_on": "2100-01-01"}, {"body": "no_body"}, {"scope": "everything"}, {"document": ""}]
)
def test_a_consent_that_cannot_be_is_told(world: World, wrong: dict[str, str]) -> None:
    answer = world.client(world.ada).post("/organisation/consents/", {**CONSENT, **wrong})
    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode() or "ds-field--wrong" in answer.content.decode()


def test_the_sheet_shows_the_whole_register(world: World) -> None:
    from drieslag.privacy.register import everything

    page = world.client(world.bram).get("/organisation/council/").content.decode()
    assert all(str(kept.name).replace("'", "&#x27;") in page for kept in everything())


@pytest.mark.parametrize("more", [0, 12])
def test_a_team_costs_the_same_however_large(world: World, django_assert_num_queries: object, more: int) -> None:
    world.colleagues(more)
    client = world.client(world.bram)
    with django_assert_num_queries(13):  # type: ignore[operator]
        client.get(f"/organisation/teams/{world.team.pk}/")
