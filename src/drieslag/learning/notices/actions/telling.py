"""Finding out what calendars should be told, and to whom: what teams planned, changed and called off.

Who plans knows nothing of calendars. The journal says in which teams something happened; what is to be told follows
from comparing what is there with what was told last, so that reading a statement twice tells nothing twice.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from drieslag.core import clock, tenancy
from drieslag.core.ids import new_id
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.learning.notices.enums import Notice, Sending, Thing
from drieslag.learning.notices.ics import Entry, Key
from drieslag.learning.notices.models import CalendarEvent, Cursor, Outgoing, Told
from drieslag.learning.notices.queries.choices import wanted_by_all
from drieslag.learning.notices.queries.moments import Window, entries
from drieslag.people.models import Membership, Team

AGAIN = timedelta(minutes=10)  # a statement may become visible later than one that was written after it
FIRST = timedelta(hours=1)
AHEAD = timedelta(days=366)
BACK = timedelta(days=31)  # what ended lately is looked at still: that it ended has to be told
KEPT = timedelta(days=1)
TELLING = frozenset(
    {
        Verb.PLANNED, Verb.CHANGED, Verb.CANCELLED, Verb.RESCHEDULED, Verb.GAVE_UP, Verb.AGREED, Verb.CLOSED,
        Verb.RESUMED, Verb.WITHDREW, Verb.JOINED_TEAM, Verb.LEFT_TEAM,
    }
)  # fmt: skip


def tell_changes() -> int:
    """Put out what has to be told since the journal was read last. Returns how many mails wait because of it."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().first()
        since = _earlier(cursor.read_to, AGAIN) if cursor else _earlier(new_id(), FIRST)
        rows = Statement.objects.filter(pk__gt=since, verb__in=TELLING, place__isnull=False)
        places = {place for place in rows.values_list("place", flat=True) if place}
        last = Statement.objects.order_by("-pk").values_list("pk", flat=True).first() or since
        if cursor is None:
            Cursor.objects.create(organisation_id=tenancy.entered(), read_to=last)
        elif last > cursor.read_to:
            cursor.read_to = last
            cursor.save(update_fields=["read_to"])
        teams = Team.objects.filter(pk__in=places, closed_on=None)
        return sum(tell_team(team) for team in teams.order_by("pk"))


def _earlier(key: UUID, by: timedelta) -> UUID:
    """Return the lowest key of that much before this key was made."""
    millis = max(0, (key.int >> 80) - int(by.total_seconds() * 1000))
    return UUID(int=millis << 80)


def tell_team(team: Team) -> int:
    """Compare what stands in a team's calendar with what was told, and put out the difference."""
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        now = clock.now()
        events = _events(team, now)
        return _invite(team, events, now) + _say_farewell(team, now)


@dataclass(frozen=True)
class News:
    """An entry and what was told of it."""

    entry: Entry
    event: CalendarEvent


def _events(team: Team, now: datetime) -> list[News]:
    """Bring what is told up to date: a version more for whatever differs."""
    known = {_key(row): row for row in CalendarEvent.objects.filter(team=team)}
    news = []
    for key, entry in current(team, known, with_titles=True).items():
        event = known.get(key)
        if _matters(entry, event, now):
            news.append(News(entry, _versioned(entry, event, now)))
    return news


def _key(row: CalendarEvent) -> Key:
    return Thing(row.thing), row.object_id, row.original_on


def current(team: Team, known: Mapping[Key, CalendarEvent], *, with_titles: bool) -> dict[Key, Entry]:
    """Return what is to be told of a team now. What was told and is there no longer is called off."""
    now = clock.now()
    rows = entries({team.pk: team.name}, Window(now - BACK, now + AHEAD), with_titles=with_titles)
    found = {row.key: row for row in rows}
    gone = (row for key, row in known.items() if key not in found and row.thing != Thing.CHANGE)
    return found | {_key(row): _gone(team, row) for row in gone if row.ends_at > now}


def _gone(team: Team, row: CalendarEvent) -> Entry:
    return Entry(
        thing=Thing(row.thing),
        object_id=row.object_id,
        team_id=team.pk,
        team=team.name,
        starts_at=row.starts_at,
        minutes=30,
        summary=team.name,
        sequence=row.sequence,
        cancelled=True,
    )


def _matters(entry: Entry, event: CalendarEvent | None, now: datetime) -> bool:
    """Whether there is something to tell: of what is to come, and of a moment of a series only how it differs."""
    if event is not None:
        return event.ends_at > now or ends_at(entry) > now
    if ends_at(entry) <= now or (entry.cancelled and entry.thing is not Thing.CHANGE):
        return False
    return entry.differs


def ends_at(entry: Entry) -> datetime:
    """Return when an entry is over; a series after its last moment."""
    if entry.ends_on is None:
        return entry.ends_at
    return datetime.combine(entry.ends_on, entry.ends_at.timetz(), entry.ends_at.tzinfo)


def _versioned(entry: Entry, event: CalendarEvent | None, now: datetime) -> CalendarEvent:
    digest = digest_of(entry)
    if event is None:
        return CalendarEvent.objects.create(
            organisation_id=tenancy.entered(),
            team_id=entry.team_id,
            thing=entry.thing,
            object_id=entry.object_id,
            original_on=entry.key[2],
            sequence=entry.sequence,
            digest=digest,
            cancelled=entry.cancelled,
            changed_at=now,
            starts_at=entry.starts_at,
            ends_at=ends_at(entry),
        )
    if event.digest != digest:
        event.sequence, event.digest = max(event.sequence + 1, entry.sequence), digest
        event.cancelled, event.changed_at = entry.cancelled, now
        event.starts_at, event.ends_at = entry.starts_at, max(ends_at(entry), event.ends_at)
        event.save()
    return event


def digest_of(entry: Entry) -> str:
    """Return what an entry comes to, under the installation's key: the words in it cannot be guessed from it.

    Of a series the moments without are left out (each is told by itself); of a change the series' version is in it,
    since some calendars forget their changes when the series is told again.
    """
    parts = (
        entry.starts_at.isoformat(), entry.minutes, entry.summary, entry.place, entry.rule, entry.cancelled,
        entry.recurrence and entry.recurrence.isoformat(), entry.series,
    )  # fmt: skip
    plain = "\x1f".join(str(part) for part in parts).encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"calendar:" + plain, hashlib.sha256).hexdigest()


def _invite(team: Team, news: list[News], now: datetime) -> int:
    members = _receivers(team)
    told = {
        (row.person_id, row.event_id): row.sequence
        for row in Told.objects.filter(event__in=[one.event for one in news], person__in=members)
    }
    waiting = []
    for one in news:
        for person in members:
            sequence = told.get((person, one.event.pk))
            if sequence is None and not _is_new_to(person, one, news, told, now):
                continue
            if sequence is None or sequence < one.event.sequence:
                waiting.append(_waits(person, Sending.INVITATION, one.event.pk, now))
    return _put_out(waiting)


def _is_new_to(person: UUID, one: News, news: list[News], told: Mapping[tuple[UUID, UUID], int], now: datetime) -> bool:
    """Whether to tell this to somebody who knows nothing of it. Not what is over or called off; but of a series that
    their calendar has, that a moment of it was given up. Who gets the series only now, gets it without that moment.
    """
    if not one.event.cancelled:
        return ends_at(one.entry) > now
    if one.entry.thing is not Thing.CHANGE:
        return False
    return any(
        (person, other.event.pk) in told
        for other in news
        if other.entry.thing is Thing.SERIES and other.entry.object_id == one.entry.object_id
    )


def _receivers(team: Team) -> set[UUID]:
    here = Membership.objects.filter(team=team, until=None, person__left_on=None, person__account__is_active=True)
    people = set(here.values_list("person_id", flat=True))
    return {key for key, wanted in wanted_by_all(people).items() if Notice.INVITATION in wanted}


def _say_farewell(team: Team, now: datetime) -> int:
    """Take out of the calendars of who left what is still to come. Changes go with their series."""
    here = Membership.objects.filter(team=team, until=None).values("person")
    gone = Told.objects.filter(event__team=team, event__cancelled=False, event__ends_at__gt=now)
    rows = gone.exclude(person__in=here).exclude(event__thing=Thing.CHANGE)
    return _put_out(_waits(row.person_id, Sending.FAREWELL, row.event_id, now) for row in rows)


def _waits(person: UUID, sending: Sending, about: UUID, not_before: datetime) -> Outgoing:
    return Outgoing(
        organisation_id=tenancy.entered(), person_id=person, sending=sending, about=about, not_before=not_before
    )


def _put_out(rows: Iterable[Outgoing]) -> int:
    """Let these wait to go out; what waits already waits once."""
    return len(Outgoing.objects.bulk_create(list(rows), ignore_conflicts=True))


def forget_past() -> int:
    """Forget what was told of what is over, and what went out more than a week ago. Returns how many rows went."""
    now = clock.now()
    past = CalendarEvent.objects.filter(ends_at__lt=now - KEPT).delete()[0]
    return past + Outgoing.objects.filter(not_before__lt=now - timedelta(days=8)).delete()[0]
