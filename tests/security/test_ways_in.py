"""Promise: the first address opens once, an invitation is one person's, a demo is only a demo (trust.md, Ways in)."""

import threading
from http import HTTPStatus

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from drieslag.core import tenancy
from drieslag.core.doors import make_secret
from drieslag.core.models import DoorKind, Organisation
from drieslag.people import actions
from drieslag.people.models import Account, Person
from tests.factories.world import World, make_world

PASSWORD = "zeven-fietsen-onder-de-linde"
FOUND, MISSING, BROKEN = HTTPStatus.FOUND, HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR


def found(secret: str, number: int) -> int:
    device = Client(raise_request_exception=False)
    given = {
        "organisation": f"Zorg {number}",
        "name": "Ada",
        "email": f"ada{number}@zorg.example",
        "password": PASSWORD,
    }
    return device.post(reverse("organisation:start", args=[secret]), given).status_code


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_found_one_organisation() -> None:
    secret = make_secret(DoorKind.SETUP, organisation_id=None)
    answers: list[int] = []
    start = threading.Barrier(2)

    def press(number: int) -> None:
        start.wait()
        answers.append(found(secret, number))
        connections.close_all()

    threads = [threading.Thread(target=press, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [FOUND, MISSING]
    assert Organisation.objects.count() == 1
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_an_invitation_is_for_one_and_once(world: World) -> None:
    person, secret = actions.invite(by=world.ada, name="Nieuw", email="nieuw@lindestad.example")
    path = reverse("organisation:invitation", args=[secret])
    device = world.client(world.dirk)  # whoever is signed in elsewhere on this device is so no longer
    assert device.post(path, {"password": PASSWORD}).status_code == FOUND
    assert device.get(path).status_code == MISSING
    joined = Person.objects.get(pk=person.pk)
    assert joined.account is not None
    assert joined.account.organisation_id == world.organisation.pk
    assert device.session["_auth_user_id"] == str(joined.account.pk)


@pytest.mark.django_db
def test_one_address_that_two_organisations_invite_breaks_nothing(world: World) -> None:
    _here, first = actions.invite(by=world.ada, name="Nieuw", email="zelfde@mail.example")
    with tenancy.inside(world.elsewhere.pk):
        Person.objects.create(organisation=world.elsewhere, name="Zelfde", invited_email="zelfde@mail.example")
        there = Person.objects.get(name="Zelfde")
        second = make_secret(DoorKind.INVITATION, organisation_id=world.elsewhere.pk, target=there.pk)
    device = world.client()
    device.raise_request_exception = False
    assert device.post(reverse("organisation:invitation", args=[first]), {"password": PASSWORD}).status_code == FOUND
    other = world.client()
    other.raise_request_exception = False
    answer = other.post(reverse("organisation:invitation", args=[second]), {"password": PASSWORD})
    assert answer.status_code < BROKEN
    assert "_auth_user_id" not in other.session


@pytest.mark.django_db
def test_no_secret_opens_another_kind_of_door(world: World) -> None:
    secret = make_secret(DoorKind.GUEST, organisation_id=world.organisation.pk, target=world.bram.pk)
    for name in ("organisation:start", "organisation:invitation"):
        assert world.client().get(reverse(name, args=[secret])).status_code == MISSING
    guest = world.client()
    guest.cookies["drieslag_guest"] = make_secret(DoorKind.INVITATION, organisation_id=world.organisation.pk)
    assert guest.get(reverse("today:home")).status_code == FOUND


@pytest.mark.django_db(transaction=True)
def test_what_a_thread_served_before_is_nobodys_now() -> None:
    """A thread and its connection serve many: after Bram's page, nobody's page is in no organisation."""
    world = make_world()
    world.client(world.bram).get(reverse("today:home"))
    assert tenancy.current() is None
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('drieslag.organisation', true)")
        assert cursor.fetchone()[0] in {None, ""}
    assert Person.objects.count() == 0
