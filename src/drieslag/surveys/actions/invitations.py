"""Codes on paper for people without an account: each opens one round, once, for whoever holds it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import doors, tenancy
from drieslag.core.models import Door, DoorKind
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.people.models import Person
from drieslag.surveys.enums import TAKING
from drieslag.surveys.models import Invitee, Round
from drieslag.surveys.rules.rounds import may_manage


def make_codes(*, by: Person, round_id: UUID, group_id: UUID | None = None) -> list[str]:
    """Make the codes of a round's invitations without a person, or those of one group, and return them: shown once,
    kept nowhere.

    The order is that of random keys, and nothing says which code went to whom. Raises Refused when they were made.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
        if found is None:
            raise NotFound
        require(may_manage(by, found))
        if found.state not in TAKING:
            raise Refused(_("Codes are made once the round is open."))
        on_paper = found.invitees.filter(person=None, **({"group": group_id} if group_id else {}))
        without = list(on_paper.order_by("pk").values_list("pk", flat=True))
        made = set(Door.objects.filter(kind=DoorKind.ANSWER, target__in=without).values_list("target", flat=True))
        if without and made.issuperset(without):
            raise Refused(_("The codes of this round were shown once and are kept nowhere."))
        return [
            doors.make_paper_code(DoorKind.ANSWER, organisation_id=found.organisation_id, target=key)
            for key in without
            if key not in made
        ]


def through_door(*, secret: str) -> Invitee:
    """Enter the organisation to which a code leads, however it was typed, and return its invitation. Raises NotFound
    for a code that is wrong, or of a round that takes no answers any more.
    """
    door = doors.open_door(kind=DoorKind.ANSWER, secret=doors.normal(secret))
    if door is None or door.organisation_id is None or door.target is None:
        raise NotFound
    tenancy.enter(door.organisation_id)
    asked = Invitee.objects.select_related("round", "group", "group__keyed_in")
    found = asked.filter(pk=door.target, person=None, round__state__in=TAKING).first()
    if found is None:
        raise NotFound
    return found


def forget_leavers() -> int:
    """Ask nobody any more who left the organisation. What they handed in stays: nobody knows which it is."""
    gone = Person.objects.filter(left_on__isnull=False).values("pk")
    return Invitee.objects.filter(person__in=gone).delete()[0]
