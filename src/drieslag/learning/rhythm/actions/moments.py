"""Saying what becomes of a moment: held, moved, given up for a reason, and taking that back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm.actions.agreeing import succeed
from drieslag.learning.rhythm.actions.telling import locked, locked_agreement, tell_moment
from drieslag.learning.rhythm.enums import Reason, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.rules import (
    in_time,
    may_agree,
    may_change,
    may_move,
    may_plan_meeting,
    may_settle,
    may_undo,
)
from drieslag.learning.rhythm.terms import nth_of, sound, starts_at, terms_of
from drieslag.people.models import Person, Team


def hold(*, by: Person, occurrence: Occurrence) -> Occurrence:
    """Say that a moment went on. Two people pressing it are one answer."""
    with transaction.atomic():
        now = locked(occurrence)
        if now.state == State.HELD and may_agree(by, now.agreement.team):
            return now
        require(may_settle(by, now, State.HELD))
        return _settle(now, State.HELD, by)


def hold_day(*, by: Person, team: Team, day: date) -> list[Occurrence]:
    """Say that all that was planned on a day went on. Returns what was not said yet."""
    first, last = (datetime.combine(each, time(), clock.AMSTERDAM) for each in (day, day + timedelta(days=1)))
    with transaction.atomic():
        require(may_agree(by, team))
        rows = Occurrence.objects.filter(
            agreement__team=team, state=State.PLANNED, starts_at__gte=first, starts_at__lt=last
        ).order_by("starts_at", "pk")
        return [hold(by=by, occurrence=row) for row in rows]


def give_up(*, by: Person, occurrence: Occurrence, reason: Reason) -> Occurrence:
    """Say what a moment gave way to. A meeting that was planned for it is called off."""
    with transaction.atomic():
        now = locked(occurrence)
        if (now.state, now.reason) == (State.GIVEN_UP, reason) and may_agree(by, now.agreement.team):
            return now
        require(may_settle(by, now, State.GIVEN_UP))
        if now.meeting and now.meeting.phase == MeetingPhase.PLANNED:
            meetings.cancel(by=by, meeting=now.meeting)
        now.reason, now.meeting = reason, None
        now.sequence += 1
        return _settle(now, State.GIVEN_UP, by, reason=reason)


def move(*, by: Person, occurrence: Occurrence, to: datetime) -> Occurrence:
    """Move one moment, with the meeting that was planned for it. To where it is already changes nothing."""
    with transaction.atomic():
        now = locked(occurrence)
        if now.starts_at == to and now.state == State.PLANNED and may_agree(by, now.agreement.team):
            return now
        require(may_move(by, now, to))
        if now.meeting and now.meeting.phase == MeetingPhase.PLANNED:
            meetings.change_plan(by=by, meeting=now.meeting, planned_at=to)
        now.before_move_at, now.starts_at = now.starts_at, to
        now.moved = to != starts_at(now.agreement, now.original_on) and not now.extra
        now.sequence += 1
        now.save(update_fields=["before_move_at", "starts_at", "moved", "sequence"])
        tell_moment(now, Verb.RESCHEDULED, by)
    return now


def move_from_then_on(*, by: Person, occurrence: Occurrence, to: datetime) -> Agreement:
    """Move this moment and all after it: the agreement goes on with the new weekday and time."""
    with transaction.atomic():
        agreement = locked_agreement(occurrence.agreement)
        now = locked(occurrence)
        require(may_change(by, agreement) and may_move(by, now, to))
        if now.extra or agreement.shape == Shape.AT_LEAST:
            move(by=by, occurrence=now, to=to)
            return agreement
        local = to.astimezone(clock.AMSTERDAM)
        terms = replace(
            terms_of(agreement),
            weekday=local.weekday(),
            nth=nth_of(local.date()) if agreement.nth else None,
            at=local.time().replace(tzinfo=None),
            starts_on=local.date(),
        )
        return succeed(by, agreement, sound(terms, clock.today()), cut=min(now.original_on, local.date()))


def undo(*, by: Person, occurrence: Occurrence) -> Occurrence:
    """Take back what was said last: that it was held or given up, or else where it was moved to. Twice is once."""
    with transaction.atomic():
        now = locked(occurrence)
        if now.is_untouched and may_agree(by, now.agreement.team):
            return now
        require(may_undo(by, now))
        if now.state == State.PLANNED:
            return _move_back(now, by)
        now.state, now.reason, now.settled_at = State.PLANNED, "", None
        now.sequence += 1
        now.save(update_fields=["state", "reason", "settled_at", "sequence"])
        tell_moment(now, Verb.WITHDREW, by)
    return now


def plan_meeting(*, by: Person, occurrence: Occurrence, begin: bool = False) -> Meeting:
    """Make a meeting of a moment, with the format, the place and the time that were agreed on; `begin` starts it now.

    Of two who press at once, both get the same meeting.
    """
    with transaction.atomic():
        now = locked(occurrence)
        meeting = now.meeting
        if meeting is None or meeting.phase == MeetingPhase.CANCELLED:
            require(may_plan_meeting(by, now))
            meeting = meetings.plan(
                by=by,
                team=now.agreement.team,
                format_code=now.format,
                planned_at=now.starts_at if now.starts_at > clock.now() and not begin else clock.now(),
                minutes=now.lasts,
                title=now.agreement.name,
                place=now.agreement.place,
            )
            now.meeting = meeting
            now.save(update_fields=["meeting"])
    if begin and meeting.phase == MeetingPhase.PLANNED:
        meetings.start(by=by, meeting=meeting)
        meeting.refresh_from_db()
    return meeting


def plan_moment(
    *, by: Person, agreement: Agreement, at: datetime, format_code: str = "", minutes: int | None = None
) -> Occurrence:
    """Plan a moment outside of the recurrence: what a team comes back to “at least every so often”, or one to make up
    for what was given up. The same day again is the same moment.
    """
    with transaction.atomic():
        now = locked_agreement(agreement)
        require(may_change(by, now) and in_time(at))
        day = at.astimezone(clock.AMSTERDAM).date()
        known = now.occurrences.select_related("agreement__team", "meeting").filter(original_on=day).first()
        if known is not None and known.state == State.PLANNED:
            return known
        if known is not None:
            raise Refused(_("There was a moment on that day already. Choose another day."))
        occurrence = Occurrence.objects.create(
            organisation_id=now.organisation_id,
            agreement=now,
            original_on=day,
            starts_at=at,
            extra=True,
            format_code="" if format_code == now.format_code else format_code,
            minutes=None if minutes == now.minutes else minutes,
        )
        tell_moment(occurrence, Verb.PLANNED, by)
    return occurrence


def not_now(*, by: Person, agreement: Agreement, until: date) -> Agreement:
    """Say “not now” to a proposal: it stays away until that day."""
    with transaction.atomic():
        now = locked_agreement(agreement)
        require(may_change(by, now))
        now.quiet_until = until
        now.save(update_fields=["quiet_until"])
    return now


def _settle(now: Occurrence, state: State, by: Person | None, *, reason: Reason | None = None) -> Occurrence:
    now.state, now.settled_at = state, clock.now()
    now.save(update_fields=["state", "settled_at", "reason", "meeting", "sequence"])
    if reason is None:
        tell_moment(now, Verb.HELD, by)
    else:
        tell_moment(now, Verb.GAVE_UP, by, reason=reason)
    return now


def _move_back(now: Occurrence, by: Person) -> Occurrence:
    assert now.before_move_at is not None
    require(in_time(now.before_move_at))
    now.starts_at, now.before_move_at = now.before_move_at, None
    now.moved = not now.extra and now.starts_at != starts_at(now.agreement, now.original_on)
    now.sequence += 1
    if now.meeting and now.meeting.phase == MeetingPhase.PLANNED:
        meetings.change_plan(by=by, meeting=now.meeting, planned_at=now.starts_at)
    now.save(update_fields=["starts_at", "before_move_at", "moved", "sequence"])
    tell_moment(now, Verb.RESCHEDULED, by)
    return now
