"""The rhythm of each team in a year and a half: what was agreed on, and what became of its moments.

The last weeks are played by the actions of the pages, day by day. What lies before them past_moments.py writes.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from drieslag.core import clock
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm import actions, queries
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms, starts_at, terms_of
from drieslag.people.models import Person
from drieslag.web.demo import content, past_moments, seasons
from drieslag.web.demo.founding import Stage
from drieslag.web.demo.past_moments import working

AHEAD = timedelta(days=92)
PRESSED = 30  # days that are played press by press
AROUND = timedelta(days=21)  # so near a meeting was the moment of which it was made
WEEK = timedelta(weeks=1)


def put_on_timeline(stage: Stage) -> None:
    """Put all that teams agreed on, and every day of the last weeks, on the timeline."""
    told = content.part("rhythm")
    for row in told["agreements"]:
        stage.at(row["ago"], "09:00", _agree, stage, row)
    for row in told["changes"]:
        stage.at(row["ago"], "09:20", _change, stage, row)
    stage.at(PRESSED, "07:30", past_moments.live_through, stage)
    for row in told["moments"]:
        stage.at(row["ago"], "16:55", _special, stage, row)
    for ago in range(PRESSED, 0, -1):
        stage.at(ago, "17:30", _end_of_day, stage)
    for row in told["moved"]:
        stage.at(row["ago"], "17:40", _move_next, stage, row)
    stage.at(0, "06:00", actions.freeze_week)


def going(stage: Stage, team: str, kind: str) -> Agreement:
    """Return what a team agreed on, as it holds now."""
    return next(each for each in queries.agreements_of(stage.teams[team]) if each.kind == kind)


def join(stage: Stage, row: dict[str, Any], meeting: Meeting) -> None:
    """Let a meeting be that of the moment nearest to it."""
    if "moment" not in row:
        return
    by, agreement = _presser(stage, row["team"]), going(stage, row["team"], row["moment"])
    with clock.frozen(min(clock.now(), meeting.planned_at - timedelta(minutes=5))):
        now = _nearest(agreement, meeting)
        if now is None:
            now = actions.plan_moment(by=by, agreement=agreement, at=meeting.planned_at)
        elif now.state != State.PLANNED:
            now = actions.undo(by=by, occurrence=now)
    now.starts_at, now.meeting = meeting.planned_at, meeting
    now.moved = not now.extra and now.starts_at != starts_at(agreement, now.original_on)
    now.sequence += now.moved
    now.save(update_fields=["starts_at", "meeting", "moved", "sequence"])
    actions.follow_meetings()


def _nearest(agreement: Agreement, meeting: Meeting) -> Occurrence | None:
    day = meeting.planned_at.astimezone(clock.AMSTERDAM).date()
    rows = agreement.occurrences.filter(meeting=None, extra=False).select_related("agreement__team")
    if not meeting.closed_at:
        rows = rows.filter(state=State.PLANNED, starts_at__gt=clock.now())
    near = rows.filter(original_on__range=(day - AROUND, day + 2 * AROUND))
    return min(near, key=lambda each: abs(each.original_on - day), default=None)


def _agree(stage: Stage, row: dict[str, Any]) -> None:
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    holder = stage.person(row, "holder")
    agreement = actions.agree(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        terms=Terms(
            kind=row["kind"],
            minutes=row["minutes"],
            starts_on=monday,
            shape=Shape.AT_LEAST if "at_least_weeks" in row else Shape.RECURS,
            every=row.get("every", 1),
            unit=row.get("unit", "week"),
            weekday=row.get("weekday"),
            nth=row.get("nth"),
            at=time.fromisoformat(row["at"]),
            at_least_weeks=row.get("at_least_weeks"),
            name=row.get("name", ""),
            format_code=row.get("format", ""),
            place=row.get("place", ""),
            holder=holder.pk if holder else None,
        ),
    )
    actions.unfold(agreement, last=stage.timeline.today + AHEAD)
    if hours := row.get("hours"):
        actions.set_hours(by=stage.people[row["by"]], team=stage.teams[row["team"]], hours=hours)


def _change(stage: Stage, row: dict[str, Any]) -> None:
    """Change an agreement "from then on"."""
    old = going(stage, row["team"], row["kind"])
    begins = clock.today() + timedelta(days=7 - clock.today().weekday())
    at = time.fromisoformat(row["at"])
    terms = replace(terms_of(old), weekday=row["weekday"], at=at, minutes=row["minutes"], starts_on=begins)
    new = actions.change(by=stage.people[row["by"]], agreement=old, terms=terms, from_on=begins)
    actions.unfold(new, last=stage.timeline.today + AHEAD)


def _end_of_day(stage: Stage) -> None:
    """Say what became of the moments of the day; of the last of De Linde nobody said so yet."""
    actions.follow_meetings()
    today = clock.today()
    for key, team in stage.teams.items():
        by = _presser(stage, key)
        for each in queries.team_moments([team.pk], today - WEEK, today):
            if each.state is State.PLANNED and each.id and not each.meeting and not _left_open(stage, key, each):
                _say(by, key, queries.get_moment(by, each.id))


def _say(by: Person, team: str, each: Occurrence) -> None:
    fate = seasons.fate(team, each.agreement.kind, each.original_on)
    if isinstance(fate, Reason):
        actions.give_up(by=by, occurrence=each, reason=fate)
    else:
        actions.hold(by=by, occurrence=each)


def _left_open(stage: Stage, team: str, each: queries.Moment) -> bool:
    """Whether it is still to come, or the last board session of De Linde: the home page asks what became of that."""
    asked = team == "linde" and each.agreement.kind == Kind.BOARD_SESSION and each.day > stage.timeline.today - WEEK
    return asked or each.starts_at > clock.now()


def _presser(stage: Stage, team: str) -> Person:
    return stage.people[content.part("rhythm")["pressed_by"][team]]


def _special(stage: Stage, row: dict[str, Any]) -> None:
    """Play a moment that is told of: planned two weeks before, then held or given up; or planned for later."""
    by, agreement = stage.people[row["by"]], going(stage, row["team"], row["kind"])
    at = datetime.combine(clock.today(), time.fromisoformat(row["at"]), clock.AMSTERDAM)
    if ahead := row.get("planned_in"):
        actions.plan_moment(by=by, agreement=agreement, at=working(at, ahead))
        return
    with clock.frozen(clock.now() - 2 * WEEK):
        each = actions.plan_moment(by=by, agreement=agreement, at=at)
    if reason := row.get("given_up"):
        actions.give_up(by=by, occurrence=each, reason=Reason(reason))
        return
    actions.hold(by=by, occurrence=each)
    for key in row.get("there", []):
        actions.say_there(by=stage.people[key], occurrence=each)


def _move_next(stage: Stage, row: dict[str, Any]) -> None:
    """Move the next moment of a kind by some days."""
    agreement = going(stage, row["team"], row["kind"])
    coming = agreement.occurrences.filter(state=State.PLANNED, meeting=None, original_on__gt=stage.day(-2))
    each = coming.order_by("original_on").first()
    assert each is not None
    actions.move(by=stage.people[row["by"]], occurrence=each, to=working(each.starts_at, row["days"]))
