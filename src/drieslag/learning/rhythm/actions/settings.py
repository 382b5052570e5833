"""How much somebody of a team works in a week, and how much of that an organisation lets defaults ask."""

from django.db import transaction

from drieslag.core import tenancy
from drieslag.core.verdict import require
from drieslag.learning.rhythm.models import Cap, WorkingTime
from drieslag.learning.rhythm.rules import may_agree, may_set_cap
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team


def set_hours(*, by: Person, team: Team, hours: int) -> WorkingTime:
    """Say how many hours a week somebody of this team mostly works."""
    with transaction.atomic():
        require(may_agree(by, team))
        row, _made = WorkingTime.objects.update_or_create(
            organisation_id=team.organisation_id, team=team, defaults={"hours": hours}
        )
        announce(f"team:{team.pk}")
    return row


def set_cap(*, by: Person, percent: int) -> Cap:
    """Say how much of working time defaults may ask."""
    with transaction.atomic():
        require(may_set_cap(by))
        row, _made = Cap.objects.update_or_create(organisation_id=tenancy.entered(), defaults={"percent": percent})
    return row
