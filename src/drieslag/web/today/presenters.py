"""What the home page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.learning.meetings.queries import Upcoming
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.queries import DueTryOut
from drieslag.people.queries import Hat, Me
from drieslag.web.components.dates import coming, day_of, long_day, moment, week_day

MARKED = 3  # the highlighter means you: at most three a page
MORNING, AFTERNOON, EVENING = 6, 12, 18
SOON = timedelta(hours=12)
HOUR = 60


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A meeting to come, or one that runs."""

    url: str
    enter_url: str
    is_live: bool
    time: str
    when: str
    what: str
    who: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class TryOut:
    """Something that one tries out. `key` makes a double press one answer."""

    url: str
    text: str
    is_due: bool
    is_marked: bool
    line: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Today:
    """All that the page prints."""

    day: str
    greeting: str
    first: NextMeeting | None
    later: tuple[NextMeeting, ...]
    try_outs: tuple[TryOut, ...]
    answers: tuple[tuple[str, str], ...]
    teams: tuple[Hat, ...]


def today(me: Me, upcoming: Sequence[Upcoming], try_outs: Sequence[DueTryOut]) -> Today:
    """Return the home page of one person."""
    meetings = tuple(_meeting(each) for each in upcoming)
    return Today(
        day=week_day(clock.now()),
        greeting=_greeting(me.person.first_name),
        first=meetings[0] if meetings else None,
        later=meetings[1:],
        try_outs=tuple(_try_outs(try_outs)),
        answers=tuple((seen.value, str(seen.label)) for seen in Seen),
        teams=me.hats,
    )


def _greeting(name: str) -> str:
    hour = clock.now().astimezone(clock.AMSTERDAM).hour
    if MORNING <= hour < AFTERNOON:
        said = gettext("Good morning, %(name)s")
    elif AFTERNOON <= hour < EVENING:
        said = gettext("Good afternoon, %(name)s")
    else:
        said = gettext("Good evening, %(name)s")
    return said % {"name": name}


def _meeting(each: Upcoming) -> NextMeeting:
    name = each.format_name.get(get_language() or "")
    return NextMeeting(
        url=reverse("meetings:meeting", args=[each.id]),
        enter_url=reverse("meetings:enter", args=[each.id]),
        is_live=each.is_live,
        time=moment(each.planned_at),
        when=gettext("now") if each.is_live else until(each.planned_at),
        what=ngettext("%(name)s, %(count)d minute", "%(name)s, %(count)d minutes", each.minutes)
        % {"name": name, "count": each.minutes},
        who=gettext("%(name)s facilitates") % {"name": each.facilitator} if each.facilitator else each.team,
        title=each.title,
        place=each.place,
    )


def until(at: datetime) -> str:
    """Return in how long something begins: in 25 minutes, in 2 hours, tomorrow, tuesday 24 november."""
    left = at - clock.now()
    minutes = max(round(left.total_seconds() / 60), 0)
    if not minutes:
        return gettext("now")
    if minutes < HOUR:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    if left < SOON and day_of(at) == clock.today():
        hours = round(minutes / HOUR)
        return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
    return gettext("tomorrow") if day_of(at) == clock.today() + timedelta(days=1) else week_day(at)


def _try_outs(rows: Iterable[DueTryOut]) -> Iterable[TryOut]:
    for number, row in enumerate(rows):
        due = row.due_on <= clock.today()
        since = gettext("Since %(day)s") % {"day": long_day(row.begun_on)}
        from_ = gettext("from “%(question)s”") % {"question": row.thread_title} if row.thread_title else ""
        line = " · ".join(part for part in (since, from_) if part)
        ahead = "" if due else gettext("Looking back %(when)s") % {"when": coming(row.due_on)}
        yield TryOut(
            url=reverse("board:look_back", args=[row.id]),
            text=row.text,
            is_due=due,
            is_marked=due and number < MARKED,
            line=line if due else ahead,
            key=new_id(),
        )
