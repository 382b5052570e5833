# ruff: noqa: A002 — `round` is the word of the trade
"""Asking in words: who is read together with whom and from how many, and what everybody is told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Verdict
from drieslag.people.models import Person
from drieslag.surveys.enums import NAMED_RELATIONS, Relation, RoundState
from drieslag.surveys.models import Group, Round
from drieslag.surveys.naming import listed
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.expectations import expected, questions_of
from drieslag.surveys.queries.mirror import Chosen
from drieslag.surveys.queries.rounds import instrument_of, is_lost, late_until
from drieslag.surveys.relations import to_subject, together
from drieslag.surveys.rules.mirror import is_sharing_on
from drieslag.surveys.rules.rounds import BETWEEN_REMINDERS, may_remind
from drieslag.web.components.dates import long_day, moment, week_day


@dataclass(frozen=True)
class Listed:
    """A mirror in the list."""

    key: UUID
    name: str
    said: str


def language() -> str:
    """The reader's language."""
    return get_language() or "nl"


def listed_mirrors(rounds: Sequence[Round]) -> list[Listed]:
    """Say where each mirror is."""
    return [Listed(row.pk, row.title, _state(row)) for row in rounds]


def _state(round: Round) -> str:
    closes = {"day": long_day(round.closes_at)}
    return {
        RoundState.DRAFT: _("Nobody was asked yet"),
        RoundState.PREPARING: _("Nobody was asked yet"),
        RoundState.OPEN: _("Open until %(day)s") % closes,
        RoundState.LATE: _("Closed on %(day)s. The result is there within a day or so.") % closes,
        RoundState.CLOSED: _("Ready, closed on %(day)s") % closes,
        RoundState.STOPPED: _("Stopped: its keys are gone"),
    }[RoundState(round.state)]


def rows_to_choose(person: Person, round: Round, words: str) -> tuple[list[Chosen], list[Chosen], list[Chosen]]:
    """Return who was chosen, who was found by name, and who is close by; everybody once."""
    there = queries.chosen(round)
    seen = {one.id for one in there}
    found = [one for one in queries.found_by_name(person, words) if one.id not in seen]
    seen |= {one.id for one in found}
    return there, found, [one for one in queries.close_by(person) if one.id not in seen]


def preview(person: Person, round: Round) -> dict[str, Any]:
    """Return what stands on the page before anybody is asked."""
    groups = queries.groups_of(round)
    instrument = instrument_of(round)
    least = minimums()
    people = queries.chosen(round)
    residents = Relation.RESIDENT in {group.relation for group in groups if group.members}
    unnamed = sum(group.members for group in groups if group.relation not in NAMED_RELATIONS)
    return {
        "round": round,
        "name": instrument.name.get(language()),
        "minutes": instrument.minutes,
        "closes": week_day(round.closes_at),
        "asked": sum(group.members for group in groups if group.relation != Relation.SELF),
        "lines": lines(groups, least.relation),
        "leaders": [one.name for one in people if one.relation == Relation.LEADER],
        "least": least.relation,
        "texts_from": least.open_text,
        "no_resident": not residents,
        "too_few_for_words": unnamed < least.open_text,
        "own_is_in": queries.own_is_in(person, round),
        **_expecting(person, round),
        "can_be_asked": any(group.keyed_in_id for group in groups),
        "shareable": is_sharing_on(),
        "on_paper": sum(queries.codes_of(round).values()),
    }


def _expecting(person: Person, round: Round) -> dict[str, bool]:
    """Whether there is something to expect, and whether it was written down."""
    return {"may_expect": bool(questions_of(round)), "is_expected": bool(expected(person, round))}


def lines(groups: Sequence[Group], least: int) -> list[str]:
    """Say for each relation with which it is read, and from how many."""
    asked = [group for group in groups if group.members and group.relation and group.relation not in NAMED_RELATIONS]
    ends: dict[UUID | None, list[Group]] = defaultdict(list)
    for group in asked:
        ends[group.keyed_in_id].append(group)
    said = []
    for end, rows in ends.items():
        names = listed([_counted(group) for group in rows])
        if end is None:
            text = _("%(who)s: together fewer than %(least)d, so nobody would be anonymous. Ask more people.")
        elif len(rows) > 1:
            text = _("%(who)s are read together, so that nobody stands apart.")
        else:
            text = _("%(who)s have a view of their own, from %(least)d answers on.")
        said.append(_capital(text % {"who": names, "least": least}))
    return said


def _counted(group: Group) -> str:
    return _("%(name)s (%(count)d)") % {"name": to_subject(group.relation), "count": group.members}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def while_open(person: Person, round: Round) -> dict[str, Any]:
    """Return what stands on the page while it is open: nothing of who answered."""
    groups = queries.groups_of(round)
    may = may_remind(round)
    late = late_until(round)
    return {
        "round": round,
        "name": instrument_of(round).name.get(language()),
        "is_open": round.state == RoundState.OPEN,
        "closes": week_day(round.closes_at),
        "late_day": week_day(late),
        "late_at": moment(late),
        "enough": any(group.enough for group in groups if group.relation not in NAMED_RELATIONS),
        "who": together(
            {group.relation for group in groups if group.members and group.relation not in {"", Relation.SELF}}
        ),
        "own_is_in": queries.own_is_in(person, round),
        **_expecting(person, round),
        "may_remind": bool(may),
        "why_not": _why_not(round, may),
        "on_paper": bool(queries.codes_of(round)),
        "lost": is_lost(round),
    }


def _why_not(round: Round, may: Verdict) -> str:
    if may or round.reminded_on is None:
        return str(may.reason)
    days = (round.reminded_on + BETWEEN_REMINDERS - clock.today()).days
    said = ngettext(
        "Everybody was reminded. It can be done again in %(days)d day.",
        "Everybody was reminded. It can be done again in %(days)d days.",
        days,
    )
    return said % {"days": days}
