"""What a team agreed on, in words, with what that asks of its time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from drieslag.core import clock
from drieslag.kernel.cadence import minutes_a_week, occurrences
from drieslag.learning.rhythm import queries
from drieslag.learning.rhythm.enums import Kind, Shape
from drieslag.learning.rhythm.models import Agreement
from drieslag.learning.rhythm.queries import Asked, Held
from drieslag.learning.rhythm.terms import PRESETS, Preset, Terms, cadence_of, rule_of, terms_of
from drieslag.people.models import Person, Team
from drieslag.web.components.dates import long_day
from drieslag.web.components.moments import format_name, often

TUESDAY, NINE = 1, time(9)


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement."""

    key: str
    title: str
    when: str
    what: str
    asks: str
    holder: str
    holder_left: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Past:
    """What the team stopped with."""

    key: str
    title: str
    often: str
    ended: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page prints."""

    rows: tuple[Row, ...]
    past: tuple[Past, ...]
    sum: str
    sum_why: str
    is_over: bool
    offered: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


def agreements(person: Person, team: Team) -> Page:
    """Return the page of what a team agreed on."""
    going = queries.agreements_of(team)
    asked = queries.asked_of(team, going)
    taken = {each.kind for each in going}
    return Page(
        rows=tuple(_row(each, person) for each in queries.with_holders(going)),
        past=tuple(
            Past(str(each.pk), each.title, often(each), long_day(each.ended_at) if each.ended_at else "")
            for each in queries.history_of(team)
        ),
        sum=minutes_words(asked),
        sum_why=cap_words(asked),
        is_over=asked.is_over,
        offered=tuple(str(each.kind.label) for each in queries.offered(going, asked)),
        others=tuple((kind.value, str(kind.label)) for kind in Kind if kind == Kind.OTHER or kind not in taken),
    )


def minutes_words(asked: Asked) -> str:
    """95 minutes a week, 6.6 % of 24 hours."""
    minutes = round(asked.minutes)
    said = ngettext(
        "%(count)d minute a week: %(percent)s %% of %(hours)d hours",
        "%(count)d minutes a week: %(percent)s %% of %(hours)d hours",
        minutes,
    )
    percent = number_format(round(asked.percent, 1), decimal_pos=None if asked.percent % 1 else 0)
    return said % {"count": minutes, "percent": percent, "hours": asked.hours}


def cap_words(asked: Asked) -> str:
    """Say calmly how that stands to what the organisation keeps for learning."""
    given = {"cap": asked.cap}
    if asked.is_over:
        return _(
            "That is more than the %(cap)d %% that your organisation keeps for learning. You may choose that. "
            "Talk about what then waits."
        ) % given  # fmt: skip
    return _("Your organisation keeps %(cap)d %% for learning. This fits in it.") % given


def when_words(agreement: Agreement) -> str:
    """Tuesday at 9.00, every 2 weeks."""
    if agreement.shape == Shape.AT_LEAST or agreement.weekday is None or agreement.at is None:
        return often(agreement)
    day = str(WEEKDAYS[agreement.weekday])
    at = agreement.at.strftime(_("%H:%M"))
    words = _("%(often)s on %(day)s at %(time)s")
    if agreement.nth is not None:
        nth = _nths()[agreement.nth]
        day = f"{nth} {day}"
        words = _("%(often)s on the %(day)s at %(time)s")
    return words % {"often": often(agreement), "day": day, "time": at}


def _nths() -> dict[int, str]:
    return {
        1: pgettext("weekday of a month", "first"),
        2: pgettext("weekday of a month", "second"),
        3: pgettext("weekday of a month", "third"),
        4: pgettext("weekday of a month", "fourth"),
        -1: pgettext("weekday of a month", "last"),
    }


def _row(held: Held, person: Person) -> Row:
    each = held.agreement
    length = ngettext("%(count)d minute", "%(count)d minutes", each.minutes) % {"count": each.minutes}
    weekly = round(minutes_a_week([rule_of(each)]))
    return Row(
        key=str(each.pk),
        title=each.title,
        when=when_words(each),
        what=" · ".join(filter(None, (length, format_name(each.format_code), each.place))),
        asks=ngettext("%(count)d minute a week", "%(count)d minutes a week", weekly) % {"count": weekly},
        holder=held.holder,
        holder_left=held.has_left,
        is_mine=each.holder == person.pk,
    )


def offered_terms(
    offered: Iterable[Preset], chosen: Sequence[str], starts_on: date, at: time, person: Person
) -> list[Terms]:
    """Return what was chosen of what is offered, as terms for the weekly hour of the team."""
    return [each.terms(starts_on, at, person.pk) for each in offered if each.kind.value in chosen]


def offered_rows(offered: Iterable[Preset]) -> list[tuple[str, str, str]]:
    """Return what is offered as choices: value, name, and how often and how long."""
    rows = []
    for each in offered:
        terms = each.terms(clock.today(), NINE)
        shown = Agreement(shape=terms.shape, every=terms.every, unit=terms.unit, at_least_weeks=terms.at_least_weeks)
        length = ngettext("%(count)d minute", "%(count)d minutes", each.minutes) % {"count": each.minutes}
        rows.append((each.kind.value, str(each.kind.label), f"{often(shown)}, {length}"))
    return rows


def offered_sum(offered: Sequence[Preset], asked: Asked) -> str:
    """Say what all of it would ask, with what the team has already."""
    more = sum(each.minutes_a_week for each in offered)
    return minutes_words(replace(asked, minutes=asked.minutes + more)) if offered else ""


def beginning_initial(offered: Iterable[Preset]) -> dict[str, object]:
    """Begin next Tuesday at nine, with all that is offered."""
    ahead = (TUESDAY - clock.today().weekday()) % 7 or 7
    return {
        "day": clock.today() + timedelta(days=ahead),
        "at": NINE,
        "kinds": [each.kind.value for each in offered],
    }


def new_terms(kind: str) -> Terms:
    """Begin with how a kind mostly goes."""
    preset = PRESETS[Kind(kind) if kind in Kind.values else Kind.OTHER]
    ahead = (TUESDAY - clock.today().weekday()) % 7 or 7
    return preset.terms(clock.today() + timedelta(days=ahead), NINE)


def current_terms(agreement: Agreement) -> Terms:
    """Return an agreement as it stands, from its next moment on."""
    rule = cadence_of(agreement)
    today = clock.today()
    coming = occurrences(rule, today, today + timedelta(days=400)) if rule else []
    return replace(terms_of(agreement), starts_on=coming[0] if coming else max(today, agreement.starts_on))
