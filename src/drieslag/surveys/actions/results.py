"""What a team does with its result: a meeting to read it together, and a practice question of what it found."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core.verdict import NotFound, Refused, require
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin
from drieslag.learning.threads.models import TITLE_MAX, Thread
from drieslag.people.models import Person, Team
from drieslag.people.queries import of_person
from drieslag.surveys.models import Discussion, Group
from drieslag.surveys.queries.results import meeting_of
from drieslag.surveys.rules.results import is_closed, may_discuss

MATERIAL = "round"  # the kind of what lies on the table of such a meeting; its key is the report group's
FORMAT = "W48"


def discuss(*, by: Person, group_id: UUID, planned_at: datetime, begin: bool = False) -> Meeting:
    """Plan a meeting of the team with its result on the table, or begin it at once.

    There is one at a time: who presses a little later gets the meeting that is planned. Raises NotFound and Refused.
    """
    with transaction.atomic():
        group, team = _locked(by, group_id)
        found = meeting_of(group)
        if found is None or found.phase == MeetingPhase.CLOSED:
            found = meetings.plan(
                by=by,
                team=team,
                format_code=FORMAT,
                planned_at=planned_at,
                title=_title(_("What the answers say: %(title)s") % {"title": group.round.title}),
                material=(MATERIAL, group.pk),
            )
            Discussion.objects.create(organisation_id=group.organisation_id, group=group, meeting=found)
        if begin and found.phase == MeetingPhase.PLANNED:
            found = meetings.start(by=by, meeting=found)
        return found


def make_question(*, by: Person, group_id: UUID, title: str, story: str = "", key: UUID | None = None) -> Thread:
    """Make a practice question of the team out of a finding; it says from which round it came."""
    with transaction.atomic():
        group, team = _locked(by, group_id)
        return threads.open_thread(
            by=by,
            team=team,
            origin=Origin.SURVEY,
            title=title,
            story=story,
            source_id=group.round_id,
            key=key,
        )


def _locked(by: Person, group_id: UUID) -> tuple[Group, Team]:
    """Return a group of a closed round and its team, for a member. Raises NotFound, or Refused with the reason."""
    group = Group.objects.select_for_update(of=("self",)).select_related("round", "team").filter(pk=group_id).first()
    if group is None or group.team is None or not is_closed(group.round):
        raise NotFound
    require(may_discuss(of_person(by), group))
    if group.counted_in_id is None:
        raise Refused(_("There is no result to talk about: too few people answered."))
    return group, group.team


def _title(text: str) -> str:
    return text if len(text) <= TITLE_MAX else f"{text[: TITLE_MAX - 1]}…"
