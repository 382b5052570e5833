"""Talks in the calendars of both: that there is a talk, and when. Whose it is, with whom, what kind, where and about
what stays on its page, for a calendar lies open on a phone and to whoever its owner shares it with.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from drieslag.development.talks.enums import TalkState
from drieslag.development.talks.models import Talk
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Thing
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.queries import Wanted, add_reader

MINUTES = 60  # a talk keeps no end


def fill() -> None:
    """Put these in people's own calendars."""
    add_reader("talks", of_person)


def of_person(wanted: Wanted) -> list[Entry]:
    """Return the talks of which both agreed on the moment (one query). A talk has no title, whatever was chosen."""
    person, window = wanted.person.pk, wanted.window
    both = Q(owner=person) | Q(other=person)
    was = Q(state=TalkState.CLOSED, planned_at__date__lte=F("closed_on"))
    rows = Talk.objects.filter(both, Q(state=TalkState.PLANNED) | was)
    within = rows.filter(planned_at__gte=window.since, planned_at__lt=window.until).order_by("planned_at", "pk")
    return [_entry(key, at) for key, at in within.values_list("pk", "planned_at")]


def _entry(key: UUID, at: datetime) -> Entry:
    return Entry(
        thing=Thing.MOMENT,
        object_id=key,
        team_id=key,
        team="",
        starts_at=at,
        minutes=MINUTES,
        summary=_("Talk"),
        url=absolute("talks:one", key),
    )
