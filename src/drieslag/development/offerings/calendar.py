"""What colleagues offer, in a calendar: of who gives it and of who has a seat. No name of anybody else stands in it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db.models import Q

from drieslag.development.offerings.enums import Kind, Standing, State
from drieslag.development.offerings.models import Host, Moment, Offering, Seat
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Thing
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.queries import Wanted, add_reader
from drieslag.learning.spread.rules import is_colleague


def fill() -> None:
    """Put these in people's own calendars."""
    add_reader("offerings", of_person)


def of_person(wanted: Wanted) -> list[Entry]:
    """Return all days of what somebody gives or has a seat at, called off or not (two queries). Who waits for a seat
    has none of it yet, and who does not learn here any more cannot open it.
    """
    person, window = wanted.person, wanted.window
    if not is_colleague(person):
        return []
    seated = Seat.objects.filter(person=person.pk, standing=Standing.SEATED).values("offering")
    given = Host.objects.filter(person=person.pk).values("offering")
    rows = Moment.objects.filter(
        Q(offering__in=seated) | Q(offering__in=given),
        offering__first_at__lt=window.until,
        offering__last_at__gte=window.since,
    )
    title = ["offering__title"] if wanted.with_titles else []
    read = ("starts_at", "ends_at", "offering__kind", "offering__state", "offering__place", *title)
    found: dict[UUID, list[Moment]] = defaultdict(list)
    for row in rows.select_related("offering").only(*read).order_by("starts_at", "pk"):
        found[row.offering_id].append(row)
    told = (entries(days[0].offering, days, with_titles=wanted.with_titles) for days in found.values())
    return [entry for days in told for entry in days if window.since <= entry.starts_at < window.until]


def entries(offering: Offering, moments: Iterable[Moment], *, with_titles: bool = True) -> list[Entry]:
    """Return the days of an offering, given all in their order. Without titles it says what kind of thing it is."""
    kind = str(Kind(offering.kind).label)
    return [
        Entry(
            thing=Thing.MOMENT,
            object_id=uuid5(offering.pk, f"{number}"),  # the same when it is read again
            team_id=offering.pk,
            team="",
            starts_at=one.starts_at,
            minutes=one.minutes,
            summary=offering.title if with_titles else kind[:1].upper() + kind[1:],
            place=offering.place,
            url=absolute("offerings:one", offering.pk),
            cancelled=offering.state == State.CANCELLED,
        )
        for number, one in enumerate(moments)
    ]
