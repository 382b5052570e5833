"""Promise: a guest waits until let in, sees that meeting only, and has no rights beyond it (trust.md, Ways in)."""

import pytest
from django.test import Client
from django.urls import reverse

from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.models import Participant
from tests.factories.world import World
from tests.meetings.rooms import a_hall
from tests.security.rooms import a_guest, address

pytestmark = pytest.mark.django_db


def test_a_guest_learns_no_name_of_who_is_not_in_the_room(world: World) -> None:
    (absent,) = world.colleagues(1)
    hall = a_hall(world)
    hall.go_to("tries")
    _seat, device = a_guest(world, hall)
    page = device.get(address("room", hall)).text
    assert world.bram.name in page
    assert absent.name not in page
    given = {"text": "Bellen", "kind": "action", "due_on": "2099-01-01", "owner": str(absent.pk)}
    assert absent.name not in device.post(address("try_outs", hall, "tries"), given).text


def test_nobody_lets_themselves_in_by_going_away_first(world: World) -> None:
    hall = a_hall(world)
    seat, device = a_guest(world, hall, admitted=False)
    assert device.post(address("absence", hall), {"what": "leave"}).status_code == 403
    actions.leave(by=seat)
    actions.back(by=Participant.objects.get(pk=seat.pk))
    assert Participant.objects.get(pk=seat.pk).state == SeatState.WAITING


def test_who_left_reads_no_further(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    seat, device = a_guest(world, hall)
    actions.leave(by=seat)
    for page in (address("room", hall), address("mine", hall), address("past", hall, "weather")):
        assert device.get(page).status_code == 404
    actions.leave(by=hall.bram)
    bram = world.client(world.bram)
    assert bram.get(address("mine", hall)).status_code == 302
    assert bram.post(address("enter", hall)).status_code == 302
    assert bram.get(address("mine", hall)).status_code == 200


def test_a_guests_secret_opens_nothing_but_its_meeting(world: World) -> None:
    """A browser sends the cookie below one path; whoever holds the secret can send it anywhere."""
    hall, other = a_hall(world), a_hall(world)
    _seat, device = a_guest(world, hall)
    assert device.get(address("room", other)).status_code == 404
    assert device.post(address("move", hall), {"from": "weather", "to": "cards"}).status_code == 403
    assert device.get(address("facilitator", hall)).status_code == 302
    assert device.get(address("screen", hall)).status_code == 404
    for name in ("account:copy", "today:home", "board:mine", "meetings:list", "meetings:new", "organisation:people"):
        assert device.get(reverse(name)).status_code in {302, 404}, name
    for name in ("meeting", "report", "report_pdf", "qr", "change"):
        assert device.get(address(name, hall)).status_code in {302, 404}, name


def test_a_guests_secret_over_an_account_gives_no_rights_of_either(world: World) -> None:
    """Carla of another team holds a guest's secret as well: her own pages do not open in the guest's name."""
    hall = a_hall(world)
    _seat, device = a_guest(world, hall)
    carla: Client = world.client(world.carla)
    carla.cookies["drieslag_guest"] = device.cookies["drieslag_guest"].value
    assert carla.get(address("report", hall)).status_code == 404
    assert carla.get(reverse("account:copy")).status_code == 404


def test_no_door_leads_back_in(world: World) -> None:
    hall = a_hall(world)
    seat, device = a_guest(world, hall)
    actions.remove_seat(by=hall.anna, other=seat)
    assert device.get(address("room", hall)).status_code in {302, 404}
    _seat, other = a_guest(world, hall)
    actions.close(by=hall.anna, meeting=hall.meeting)
    for name in ("room", "mine", "screen"):
        assert other.get(address(name, hall)).status_code in {302, 404}, name


def test_only_who_is_in_the_room_reads_along_on_the_big_screen(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    (absent,) = world.colleagues(1)
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Dit blijft onder ons")
    unseen = world.client(absent)
    assert unseen.get(address("screen", hall)).status_code == 302
    assert world.client(world.bram).get(address("screen", hall)).status_code == 200
    assert queries.get_seat(hall.fresh(), absent) is None
