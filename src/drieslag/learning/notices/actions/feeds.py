"""Making, changing and stopping secret addresses of calendars."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from drieslag.core import clock, doors
from drieslag.core.models import DoorKind
from drieslag.core.verdict import require
from drieslag.learning.notices.models import Feed
from drieslag.learning.notices.rules import may_have_feed
from drieslag.people.models import Membership, Person, Team


def make_feed(*, by: Person, team: Team | None = None, with_titles: bool = False) -> tuple[Feed, str]:
    """Make the address of one's own calendar, or of one's team's. The one that was there before opens no longer.

    The secret is returned once and kept nowhere.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        require(may_have_feed(by, team))
        feed, made = Feed.objects.get_or_create(
            organisation_id=by.organisation_id,
            person=by,
            team=team,
            defaults={"with_titles": with_titles, "changed_at": clock.now()},
        )
        if not made:
            doors.close_doors(feed.pk)
            feed.with_titles, feed.changed_at = with_titles, clock.now()
            feed.save(update_fields=["with_titles", "changed_at"])
        secret = doors.make_secret(DoorKind.CALENDAR, organisation_id=by.organisation_id, target=feed.pk)
    return feed, secret


def choose_titles(*, by: Person, feed: Feed, with_titles: bool) -> Feed:
    """Let a feed of one's own show the titles of questions, or no longer. Its address stays the same."""
    with transaction.atomic():
        row = Feed.objects.select_for_update().get(pk=feed.pk, person=by)
        row.with_titles, row.changed_at = with_titles, clock.now()
        row.save(update_fields=["with_titles", "changed_at"])
    return row


def stop_feed(*, by: Person, feed: Feed) -> None:
    """Close an address of one's own for good. Twice is once."""
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk, person=by).delete()


def drop_ended() -> int:
    """Close the team addresses of who is no longer in the team. Returns how many."""
    with transaction.atomic():
        here = Membership.objects.filter(person=OuterRef("person"), team=OuterRef("team"), until=None)
        return Feed.objects.filter(~Exists(here), team__isnull=False).delete()[0]
