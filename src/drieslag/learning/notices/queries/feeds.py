"""Reading feeds: one's own, and what a secret address shows."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.journal.models import Statement
from drieslag.learning.notices import ics
from drieslag.learning.notices.models import Feed
from drieslag.learning.notices.queries.moments import Window, entries
from drieslag.learning.notices.queries.personal import Wanted, personal
from drieslag.people.models import Membership, Person

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Served:
    """A calendar as it goes out. `changed_at` is empty where that is not known: a seat that was given up leaves no row,
    and a talk keeps no time of its changes.
    """

    body: bytes
    etag: str
    changed_at: datetime | None


def feeds_of(person: Person) -> list[Feed]:
    """Return the addresses that somebody made: that of all teams first (one query)."""
    return list(Feed.objects.filter(person=person).select_related("team").order_by("team__name", "pk"))


def get_feed(person: Person, key: UUID) -> Feed:
    """Return one of one's own addresses. Raises NotFound."""
    found = Feed.objects.filter(person=person, pk=key).select_related("team").first()
    if found is None:
        raise NotFound
    return found


def serve(key: UUID) -> Served:
    """Return what a feed shows now. Raises NotFound where its owner or the membership is gone."""
    feed = Feed.objects.filter(pk=key).select_related("person__account", "team").first()
    if feed is None or feed.person.left_on is not None:
        raise NotFound
    account = feed.person.account
    if account is None or not account.is_active:
        raise NotFound
    teams = teams_of(feed.person)
    if feed.team is not None:
        teams = {key: name for key, name in teams.items() if key == feed.team_id}
        if not teams:
            raise NotFound
    with translation.override(account.language or "nl"):
        name = _("Drieslag: %(team)s") % {"team": feed.team.name} if feed.team else "Drieslag"
        window = window_of(clock.now())
        rows = entries(teams, window, with_titles=feed.with_titles)
        if feed.team is None:
            rows += personal(Wanted(feed.person, window, feed.with_titles))
        body = ics.publish([row for row in rows if not row.cancelled], name)
    changed_at = _changed_at(teams, window, feed) if feed.team else None
    return Served(body, hashlib.sha256(body).hexdigest()[:32], changed_at)


def teams_of(person: Person) -> dict[UUID, str]:
    """Return the teams that somebody is in now, by key (one query)."""
    here = Membership.objects.filter(person=person, until=None, team__closed_on=None)
    return dict(here.values_list("team_id", "team__name"))


def window_of(now: datetime) -> Window:
    """Return which part of time a feed shows: whole months, so that it changes only when something does."""
    month = now.astimezone(clock.AMSTERDAM).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Window((month - BACK).replace(day=1), (month + AHEAD).replace(day=1))


def _changed_at(teams: dict[UUID, str], window: Window, feed: Feed) -> datetime:
    """Return when any of this last changed, at the latest: whatever happened in the teams, or the window moved on."""
    last = Statement.objects.filter(place__in=teams).order_by().aggregate(last=Max("at"))["last"]
    moved = (window.since + BACK + timedelta(days=3)).replace(day=1)
    return max(last or moved, moved, feed.changed_at)
