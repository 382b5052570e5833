"""Planning a meeting, changing or cancelling the plan, and starting it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.doors import close_doors, join_code, make_door, normal, open_door
from drieslag.core.models import Door, DoorKind
from drieslag.core.verdict import Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel import moves
from drieslag.kernel.format import Format, Use
from drieslag.kernel.script import with_review
from drieslag.learning.formats import queries as known_formats
from drieslag.learning.meetings.actions.anonymous import prepare
from drieslag.learning.meetings.actions.running import arrive
from drieslag.learning.meetings.actions.seats import seat_person
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.pinned import of_sitting
from drieslag.learning.meetings.rules import JOIN_OPENS, may_change_plan, may_plan, may_run, may_start
from drieslag.learning.meetings.scene import on_stage
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads import queries as thread_queries
from drieslag.learning.threads.models import Thread
from drieslag.library import formats
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

CODE_TRIES = 5
DOOR_STANDS = timedelta(hours=24)  # after the planned moment, or after a later start; closing takes it away
TITLE_MAX = 140
PLACE_MAX = 140


def plan(
    *,
    by: Person,
    team: Team,
    format_code: str,
    planned_at: datetime,
    sitting: int = 0,
    minutes: int | None = None,
    title: str = "",
    place: str = "",
    thread: Thread | None = None,
    facilitator: Person | None = None,
    presenter: Person | None = None,
    material: tuple[str, UUID] | None = None,
) -> Meeting:
    """Plan a meeting of a team; it gets a join code at once, whose door opens a quarter of an hour before. Of a format
    of several meetings it is the first one, unless `sitting` says otherwise. `material` is the kind and key of what
    lies on the table, of a part above this one: its page shows it, under its own rule.
    """
    with transaction.atomic():
        require(may_plan(by, team))
        format_, sitting = usable_format(team, format_code, sitting)
        if format_.use is Use.LOG:
            raise Refused(_("This is held elsewhere. Write down afterwards that you held it."))
        meeting = Meeting.objects.create(
            organisation_id=team.organisation_id,
            team=team,
            thread=thread,
            format_code=format_.code,
            format_version=format_.version,
            sitting=sitting,
            title=_line(title, TITLE_MAX) or (thread.title if thread else ""),
            place=_line(place, PLACE_MAX),
            planned_at=planned_at,
            minutes=minutes or format_.minutes,
            facilitator=facilitator,
            presenter=presenter,
            material_kind=material[0] if material else "",
            material_id=material[1] if material else None,
        )
        _give_code(meeting)
        _record(meeting, Verb.PLANNED, by)
        announce(f"team:{team.pk}")
    return meeting


def usable_format(team: Team, code: str, sitting: int = 0) -> tuple[Format, int]:
    """Return what a meeting of this team with this format runs on, and which of its meetings it is (0: the only one).

    Raises Refused for a format that the team cannot use, and for a meeting that the format does not have.
    """
    found = known_formats.all_for_team(team).get(code) if known_formats.is_own(code) else formats.load_all().get(code)
    if found is None:
        raise Refused(_("There is no such format."))
    if found.sittings == 1:
        return found, 0
    number = sitting or 1
    if not 1 <= number <= found.sittings:
        raise Refused(_("This format does not have that many meetings."))
    return of_sitting(found, number), number


def _line(text: str, most: int) -> str:
    line = " ".join(text.split())
    if len(line) > most:
        raise Refused(_("This is too long. Keep to %(count)d characters.") % {"count": most})
    return line


def _give_code(meeting: Meeting) -> None:
    """Draw codes until one is free: another meeting that runs may have it."""
    for _attempt in range(CODE_TRIES):
        code = join_code()
        try:
            with transaction.atomic():
                make_door(
                    kind=DoorKind.JOIN,
                    secret=code,
                    organisation_id=meeting.organisation_id,
                    target=meeting.pk,
                    opens_at=meeting.planned_at - JOIN_OPENS,
                    expires_at=meeting.planned_at + DOOR_STANDS,
                )
        except IntegrityError:
            continue
        meeting.join_code = code
        meeting.save(update_fields=["join_code"])
        return
    raise Refused(_("No free code was found. Try again."))


def change_plan(
    *,
    by: Person,
    meeting: Meeting,
    planned_at: datetime | None = None,
    place: str | None = None,
    title: str | None = None,
    facilitator: Person | None = None,
    presenter: Person | None = None,
) -> Meeting:
    """Change what is given, until the meeting starts."""
    with on_stage(meeting) as scene:
        row = scene.meeting
        require(may_change_plan(by, row))
        row.planned_at = planned_at or row.planned_at
        row.place = row.place if place is None else _line(place, PLACE_MAX)
        row.title = row.title if title is None else _line(title, TITLE_MAX)
        row.facilitator = facilitator or row.facilitator
        row.presenter = presenter or row.presenter
        row.save(update_fields=["planned_at", "place", "title", "facilitator", "presenter"])
        _doors(row).update(opens_at=row.planned_at - JOIN_OPENS, expires_at=row.planned_at + DOOR_STANDS)
        _record(row, Verb.CHANGED, by)
        announce(f"team:{row.team_id}")
        scene.announce()
        return row


def cancel(*, by: Person, meeting: Meeting) -> Meeting:
    """Call a planned meeting off. Twice is once."""
    with on_stage(meeting) as scene:
        row = scene.meeting
        if row.phase == MeetingPhase.CANCELLED:
            return row
        require(may_change_plan(by, row))
        row.phase, row.cancelled_at, row.join_code = MeetingPhase.CANCELLED, scene.now, ""
        row.save(update_fields=["phase", "cancelled_at", "join_code"])
        close_doors(row.pk)
        row.seats.all().delete()
        _record(row, Verb.CANCELLED, by)
        announce(f"team:{row.team_id}")
        scene.announce()
        return row


def start(*, by: Person, meeting: Meeting) -> Meeting:
    """Begin: pin the script, with looking back first when try-outs are due, and seat the facilitator. Twice is once."""
    with on_stage(meeting) as scene:
        row = scene.meeting
        if row.is_live:
            return row
        require(may_start(by, row))
        require(may_run(scene.format))
        due = thread_queries.due_try_outs(row.team, clock.today())
        scene.format = with_review(scene.format) if due else scene.format
        row.script = formats.dump(scene.format)
        row.format_version = scene.format.version
        row.started_at = row.facilitator_seen_at = scene.now
        if not scene.happen(moves.Started(scene.now, by.pk), by.pk):
            raise Refused(_("This meeting has ended."))
        row.save(update_fields=["format_version", "facilitator_seen_at"])
        seat_person(scene, by)
        prepare(scene)
        arrive(scene)
        _doors(row).filter(opens_at__gt=scene.now).update(opens_at=scene.now)
        _doors(row).update(expires_at=scene.now + DOOR_STANDS)
        if row.thread:
            threads.note_exploration(
                thread=row.thread, meeting_id=row.pk, team_id=row.team_id, format_code=row.format_code, by=by
            )
        announce(f"team:{row.team_id}")
        scene.announce()
        return row


def _doors(meeting: Meeting) -> QuerySet[Door]:
    return Door.objects.filter(kind=DoorKind.JOIN, target=meeting.pk)


def _record(meeting: Meeting, verb: Verb, by: Person) -> None:
    record(verb=verb, object_kind="meeting", object_id=meeting.pk, by=by.pk, place=meeting.team_id)


def open_join_code(code: str) -> tuple[UUID, UUID] | None:
    """Return the organisation and the meeting that a join code leads to now, or None. Needs no organisation."""
    door = open_door(kind=DoorKind.JOIN, secret=normal(code))
    if door is None or door.organisation_id is None or door.target is None:
        return None
    return door.organisation_id, door.target
