"""Making the rows of moments that come: three months ahead, at agreeing and every night."""

from datetime import date, timedelta

from drieslag.core import clock
from drieslag.kernel.cadence import occurrences
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import cadence_of, starts_at

AHEAD = timedelta(days=92)


def unfold(agreement: Agreement, *, last: date | None = None) -> int:
    """Make the moments up to three months ahead that are not there yet. Returns how many days were looked at.

    Safe to do twice at once: a day has one moment.
    """
    rule = cadence_of(agreement)
    if rule is None:
        return 0
    days = occurrences(rule, agreement.starts_on, last or clock.today() + AHEAD)
    known = set(agreement.occurrences.values_list("original_on", flat=True))
    Occurrence.objects.bulk_create(
        [
            Occurrence(
                organisation_id=agreement.organisation_id,
                agreement=agreement,
                original_on=day,
                starts_at=starts_at(agreement, day),
            )
            for day in days
            if day not in known
        ],
        ignore_conflicts=True,
    )
    return len(days)


def unfold_all() -> int:
    """Make the coming moments of every agreement, in the organisation of the transaction."""
    return sum(unfold(each) for each in Agreement.objects.filter(ended_at=None, team__closed_on=None))
