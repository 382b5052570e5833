"""What the attacks share: a guest's device, and reading a page as somebody."""

from django.urls import reverse

from drieslag.learning.meetings import actions
from drieslag.learning.meetings.models import Participant
from tests.factories.world import TenantClient, World
from tests.meetings.rooms import Hall


def a_guest(world: World, hall: Hall, name: str = "Gijs", *, admitted: bool = True) -> tuple[Participant, TenantClient]:
    """Let a guest come to the door, and in; return the seat and the guest's device."""
    seat, secret = actions.join_as_guest(meeting=hall.fresh(), name=name)
    if admitted:
        actions.admit_guest(by=hall.anna, guest=seat)
    device = world.client()
    device.cookies["drieslag_guest"] = secret
    device.raise_request_exception = False
    return Participant.objects.get(pk=seat.pk), device


def address(name: str, hall: Hall, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[hall.meeting.pk, *more])
