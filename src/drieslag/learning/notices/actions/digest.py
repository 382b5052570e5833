"""The mail of the week: on the first working morning, for whoever wants it."""

from datetime import datetime, time, timedelta

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import ngettext

from drieslag.core import clock, tenancy
from drieslag.kernel.working import is_working_time
from drieslag.learning.notices import letters
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Notice, Sending
from drieslag.learning.notices.models import Outgoing
from drieslag.learning.notices.queries.choices import wanted_by, wanted_by_all
from drieslag.learning.notices.queries.feeds import teams_of
from drieslag.learning.notices.queries.moments import Window, coming
from drieslag.learning.threads import queries as threads
from drieslag.people.models import Person

WEEK = timedelta(days=7)
LAST_DAY = 2  # a week whose first working day comes after Wednesday gets none


def plan_week() -> int:
    """Let the mail of this week wait for everybody who wants it, once. Only in working time, early in the week."""
    now, today = clock.now(), clock.today()
    if not is_working_time(now) or today.weekday() > LAST_DAY:
        return 0
    monday = today - timedelta(days=today.weekday())
    if Outgoing.objects.filter(sending=Sending.DIGEST, week_on=monday).exists():
        return 0
    people = Person.objects.filter(left_on=None, account__is_active=True).values_list("pk", flat=True)
    wanted = [key for key, kinds in wanted_by_all(people).items() if Notice.DIGEST in kinds]
    rows = [
        Outgoing(
            organisation_id=tenancy.entered(), person_id=key, sending=Sending.DIGEST, week_on=monday, not_before=now
        )
        for key in wanted
    ]
    return len(Outgoing.objects.bulk_create(rows, ignore_conflicts=True))


def week_mail(person: Person, email: str) -> EmailMultiAlternatives | None:
    """Return the mail of the week, or nothing: where there is nothing to say, no mail comes."""
    wanted = wanted_by(person)
    if Notice.DIGEST not in wanted:
        return None
    today = clock.today()
    end = datetime.combine(today - timedelta(days=today.weekday()) + WEEK, time(), clock.AMSTERDAM)
    rows = coming(teams_of(person), Window(clock.now(), end), with_titles=Notice.TITLES in wanted)
    due = _due(person, end, with_titles=Notice.TITLES in wanted)
    if not rows and not due:
        return None
    return letters.digest(person, email, rows, due, absolute("today:home"))


def _due(person: Person, end: datetime, *, with_titles: bool) -> list[str]:
    """Return what one takes on oneself and looks back on before the end of the week: how many, or each in one's own
    words.
    """
    rows = [row for row in threads.my_try_outs(person) if row.due_on and row.due_on < end.date()]
    if not rows:
        return []
    text = ngettext("You look back on %(count)d try-out.", "You look back on %(count)d try-outs.", len(rows))
    lines = [f"- {row.text}" for row in rows] if with_titles else []
    return [text % {"count": len(rows)}, *lines]
