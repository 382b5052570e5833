"""What is offered as pages print it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.development.frameworks.queries import theme_words
from drieslag.development.offerings.calendar import entries
from drieslag.development.offerings.enums import Kind, Standing, State, Where
from drieslag.development.offerings.models import Moment, Offering
from drieslag.development.offerings.queries import Row, TakenRow, TrainerRow
from drieslag.development.offerings.telling import in_words
from drieslag.learning.notices import ics
from drieslag.web.components.dates import day_of, long_day, moment, week_day

ICONS = {Kind.TRAINING: "presentation", Kind.ACTIVITY: "users-three", Kind.VISIT: "eye"}


@dataclass(frozen=True, slots=True)
class Card:
    """One offering on the list."""

    url: str
    title: str
    kind: str
    icon: str
    when: str
    line: str
    seats: str
    standing: str


def card(row: Row) -> Card:
    """Return an offering as the list prints it."""
    offering = row.offering
    kind = Kind(offering.kind)
    return Card(
        reverse("offerings:one", args=[offering.pk]), offering.title, str(kind.label), ICONS[kind], when(row),
        " · ".join(filter(None, (" & ".join(row.hosts), place(offering)))), seats(row), standing(row),
    )  # fmt: skip


def when(row: Row) -> str:
    """Return its first day, and how many more there are."""
    first = day_line(row.moments[0])
    more = len(row.moments) - 1
    if not more:
        return first
    return ngettext("%(first)s, and %(count)d day more", "%(first)s, and %(count)d days more", more) % {
        "first": first,
        "count": more,
    }


def day_line(one: Moment) -> str:
    """Return one day: dinsdag 24 november, 9.00 to 12.00."""
    return _("%(day)s, %(begin)s to %(end)s") % {
        "day": week_day(one.starts_at),
        "begin": moment(one.starts_at),
        "end": moment(one.ends_at),
    }


def lasts(row: Row) -> str:
    """Return how long it lasts, and how much of that is learning."""
    if row.net_minutes == row.minutes:
        return in_words(row.minutes)
    return _("%(all)s, of which %(net)s without breaks") % {
        "all": in_words(row.minutes),
        "net": in_words(row.net_minutes),
    }


def place(offering: Offering) -> str:
    """Return where one meets."""
    if offering.where == Where.ONLINE:
        live = _("online, with live sound and picture") if offering.is_live else _("online")
        return f"{live} · {offering.place}" if offering.place else live
    return offering.place


def seats(row: Row) -> str:
    """Return how many seats are free, in words; no names."""
    if row.left is None:
        return _("There is room for everybody.")
    if row.left == 0:
        return _("All seats are taken.") if row.is_host else _("All seats are taken. You can wait for one.")
    return ngettext("%(count)d seat is free.", "%(count)d seats are free.", row.left) % {"count": row.left}


def standing(row: Row) -> str:
    """Return how the reader stands to it."""
    if row.is_host:
        return _("you give this")
    return str(Standing(row.standing).label) if row.standing else ""


def theme(offering: Offering) -> str:
    """Return the theme that it fits, in the words of then."""
    if not offering.theme_code or offering.theme_version is None:
        return ""
    found = theme_words(offering.theme_code, offering.theme_version, offering.theme_key)

    return found.name.get(get_language() or "nl") if found else ""


def state_line(offering: Offering, now: datetime) -> str:
    """Return what there is to know before anything else."""
    if offering.state == State.CANCELLED:
        return _("This is called off.")
    if offering.state == State.HELD or offering.last_at <= now:
        return _("This has been, on %(day)s.") % {"day": long_day(offering.last_at)}
    return ""


def taken_line(row: TakenRow) -> str:
    """Return one row of one's own: the day, and how long one learned."""
    return f"{long_day(row.day)} · {in_words(row.net_minutes)}"


def room(row: TrainerRow) -> str:
    """Return how often a trainer still can, in words."""
    if row.room is None:
        return ""
    if row.room == 0:
        return _("This quarter is full.")
    said = ngettext("Can give %(count)d more this quarter.", "Can give %(count)d more this quarter.", row.room)
    return said % {"count": row.room}


def calendar(row: Row) -> bytes:
    """Return its days for one's own calendar."""
    return ics.publish(entries(row.offering, row.moments), row.offering.title)


def file_name(row: Row) -> str:
    """Return a name for that file which tells nothing."""
    return f"drieslag-{day_of(row.offering.first_at):%Y-%m-%d}.ics"
