"""Reminding of what comes: by mail the working day before, on a device an hour before. In working time only."""

from datetime import datetime, timedelta
from uuid import UUID

from drieslag.core import clock, tenancy
from drieslag.kernel.working import is_working_time, working_day_before
from drieslag.learning.notices.enums import Notice, Sending
from drieslag.learning.notices.models import Choice, Outgoing, PushDevice
from drieslag.learning.notices.queries.moments import Window, coming
from drieslag.people.models import Membership

AHEAD = timedelta(days=12)  # the longest row of days on which nobody works, with room
PUSH_BEFORE = timedelta(hours=1)
TOO_LATE = timedelta(minutes=30)  # with so little time left a mail helps nobody


def plan_reminders() -> int:
    """Let the reminders that are due now wait to go out, each once. Returns how many moments were looked at."""
    now = clock.now()
    if not is_working_time(now):
        return 0
    by_mail = set(Choice.objects.filter(notice=Notice.REMINDER, is_on=True).values_list("person_id", flat=True))
    by_push = set(PushDevice.objects.values_list("person_id", flat=True))
    members = Membership.objects.filter(person__in=by_mail | by_push, until=None, team__closed_on=None)
    rows = list(members.values_list("team_id", "team__name", "person_id").distinct())
    moments = coming({team: name for team, name, _person in rows}, Window(now, now + AHEAD))
    due: list[Outgoing] = []
    for moment in moments:
        people = {person for team, _name, person in rows if team == moment.team_id}
        assert moment.row_id is not None
        if working_day_before(moment.starts_at) <= now < moment.starts_at - TOO_LATE:
            due += [_waits(person, Sending.REMINDER, moment.row_id, now) for person in people & by_mail]
        if moment.starts_at - PUSH_BEFORE <= now:
            due += [_waits(person, Sending.PUSH, moment.row_id, now) for person in people & by_push]
    Outgoing.objects.bulk_create(due, ignore_conflicts=True)
    return len(due)


def _waits(person: UUID, sending: Sending, about: UUID, now: datetime) -> Outgoing:
    return Outgoing(organisation_id=tenancy.entered(), person_id=person, sending=sending, about=about, not_before=now)
