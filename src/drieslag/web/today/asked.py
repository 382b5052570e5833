"""Questionnaires on the home page: what waits to be answered, and what a team can look at together."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.people.queries import Me
from drieslag.surveys.queries.rounds import to_answer
from drieslag.surveys.queries.told import results_of_teams
from drieslag.web.components.dates import day_of, week_day

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Card:
    """One questionnaire. Of an anonymous one only the own device knows whether it was answered, so the card stays."""

    key: UUID
    title: str
    line: str
    sight: str
    is_anonymous: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A result that is there for one's team."""

    group: UUID
    line: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows of questionnaires."""

    cards: tuple[Card, ...]
    results: tuple[Result, ...]


def asked(me: Me) -> Asked:
    """Return what waits for this person and what came out for the teams, in a fixed number of queries."""
    cards = []
    for row in to_answer(me):
        takes = ngettext("about %(count)d minute", "about %(count)d minutes", row.minutes) % {"count": row.minutes}
        until = _("until the end of %(day)s") % {"day": week_day(day_of(row.closes_at - MINUTE))}
        line = _("%(takes)s, for what you had begun") % {"takes": takes} if row.is_late else f"{takes}, {until}"
        is_anonymous = row.mode == Mode.ANONYMOUS
        cards.append(Card(row.id, row.title, line, "anonymous" if is_anonymous else "named", is_anonymous))
    results = tuple(
        Result(group, _("The result of %(title)s is there. Look at it together.") % {"title": title})
        for group, title in results_of_teams(me.team_ids, since=clock.now() - timedelta(days=7))
    )
    return Asked(tuple(cards), results)
