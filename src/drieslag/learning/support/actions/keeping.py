"""What has been kept long enough goes."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from drieslag.core import clock
from drieslag.learning.support.enums import HelpState, PairState
from drieslag.learning.support.models import BuddyWish, Commitment, Departure, HelpRequest, Pair, Tally, Undertaking
from drieslag.people.models import Membership

PAIRS_KEPT = timedelta(days=365)
REQUESTS_KEPT = timedelta(days=2 * 365)
TALLIES_KEPT = timedelta(days=2 * 365)
DEPARTURES_KEPT = timedelta(days=90)  # after the last day
UNDATED_DEPARTURES_KEPT = timedelta(days=365)
COMMITMENTS_KEPT = timedelta(days=90)


def forget_old() -> int:
    """Erase what is over and has served, in the organisation of the transaction. Returns how many rows went."""
    today, now = clock.today(), clock.now()
    there = Membership.objects.filter(person=OuterRef("person"), team=OuterRef("team"), until=None)
    old = (
        BuddyWish.objects.filter(~Exists(there)),
        Pair.objects.filter(state=PairState.ENDED, ended_on__lt=today - PAIRS_KEPT),
        HelpRequest.objects.filter(state=HelpState.ROUNDED, rounded_at__lt=now - REQUESTS_KEPT),
        Tally.objects.filter(frozen_at__lt=now - TALLIES_KEPT),
        Departure.objects.filter(
            Q(last_day__lt=today - DEPARTURES_KEPT) | Q(last_day=None, began_on__lt=today - UNDATED_DEPARTURES_KEPT)
        ),
        Commitment.objects.filter(until__lt=today - COMMITMENTS_KEPT),
        Undertaking.objects.filter(commitments=None, opened_at__lt=now - COMMITMENTS_KEPT),
    )
    return sum(rows.delete()[0] for rows in old)
