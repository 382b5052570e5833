"""Agreeing on a rhythm, changing it from some day on, ending it, and saying who sees to it."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.rhythm.actions.telling import alone, line, locked_agreement, tell_agreement
from drieslag.learning.rhythm.actions.unfolding import unfold
from drieslag.learning.rhythm.enums import Shape, State
from drieslag.learning.rhythm.models import NAME_MAX, PLACE_MAX, Agreement, Occurrence
from drieslag.learning.rhythm.rules import may_agree, may_change, may_hold_it
from drieslag.learning.rhythm.terms import DATED, Terms, sound, starts_at
from drieslag.learning.threads.actions.writing import earlier
from drieslag.people.models import Person, Team

DAY = timedelta(days=1)


def agree(*, by: Person, team: Team, terms: Terms, key: UUID | None = None) -> Agreement:
    """Agree on one thing to come back to. The same `key` again returns the first."""
    with transaction.atomic():
        alone(team)
        require(may_agree(by, team))
        return earlier(Agreement, key, team_id=team.pk) or _agree(by, team, terms, key)


def agree_on_all(*, by: Person, team: Team, offered: Iterable[Terms]) -> list[Agreement]:
    """Agree in one press on what is offered; a kind that the team has already is not made twice."""
    with transaction.atomic():
        alone(team)
        require(may_agree(by, team))
        going = set(Agreement.objects.filter(team=team, ended_at=None).values_list("kind", flat=True))
        return [_agree(by, team, terms, None) for terms in offered if terms.kind not in going]


def change(*, by: Person, agreement: Agreement, terms: Terms, from_on: date | None = None) -> Agreement:
    """Change what was agreed. When, how often or how long changes from a day on (today, unless said): the old
    agreement ends before it and a new one begins; all else changes in place. Returns the one that holds.
    """
    with transaction.atomic():
        now = locked_agreement(agreement)
        require(may_change(by, now))
        begins = max(from_on or clock.today(), _free_from(now))
        plain = sound(replace(terms, starts_on=begins), clock.today())
        same = all(getattr(now, field) == getattr(plain, field) for field in DATED)
        if not same and Shape.RECURS in (now.shape, plain.shape):
            return succeed(by, now, plain, cut=begins)
        now.until = plain.until
        _write(now, plain)
        now.sequence += 1
        now.save()
        _planned(now).filter(original_on__gt=now.until or date.max).delete()
        unfold(now)
        tell_agreement(now, Verb.CHANGED, by)
        return now


def succeed(by: Person, old: Agreement, terms: Terms, *, cut: date) -> Agreement:
    """End a locked agreement before the day `cut`, and let the terms follow.

    What was said already of moments to come (given up for a holiday, a meeting planned) goes along to the new moment
    with the same number.
    """
    coming = old.occurrences.filter(original_on__gte=cut, extra=False).exclude(state=State.HELD)
    rows = list(coming.order_by("original_on"))
    new = Agreement(id=new_id(), organisation_id=old.organisation_id, team=old.team, previous=old)
    new.kind, new.agreed_at, new.starts_on, new.until = old.kind, clock.now(), terms.starts_on, terms.until
    _write(new, terms)
    new.save(force_insert=True)
    _end(old, cut - DAY)
    unfold(new)
    _carry(rows, new)
    old.occurrences.filter(extra=True, state=State.PLANNED).update(agreement=new)
    tell_agreement(new, Verb.CHANGED, by, previous=old.pk)
    return new


def end(*, by: Person, agreement: Agreement) -> Agreement:
    """Stop with it: what was stays, what was still planned goes. Twice is once."""
    with transaction.atomic():
        now = locked_agreement(agreement)
        if not now.is_going:
            return now
        require(may_change(by, now))
        _end(now, clock.today() - DAY)
        _planned(now).filter(original_on__gte=clock.today()).delete()
        tell_agreement(now, Verb.CLOSED, by)
    return now


def resume(*, by: Person, agreement: Agreement) -> Agreement:
    """Undo ending: it goes on from today, unless something else followed it. Twice is once."""
    with transaction.atomic():
        now = locked_agreement(agreement)
        require(may_agree(by, now.team))
        if now.is_going or now.next.exists():
            return now
        now.ended_at, now.until = None, None
        now.sequence += 1
        now.save(update_fields=["ended_at", "until", "sequence"])
        unfold(now)
        tell_agreement(now, Verb.RESUMED, by)
    return now


def name_holder(*, by: Person, agreement: Agreement, holder: Person | None) -> Agreement:
    """Say who sees to it that it goes on, so that it does when somebody leaves."""
    with transaction.atomic():
        now = locked_agreement(agreement)
        require(may_change(by, now))
        if holder is not None:
            require(may_hold_it(holder, now))
        if now.holder != (holder.pk if holder else None):
            now.holder = holder.pk if holder else None
            now.save(update_fields=["holder"])
            tell_agreement(now, Verb.NAMED, by)
    return now


def _agree(by: Person, team: Team, terms: Terms, key: UUID | None) -> Agreement:
    plain = sound(terms, clock.today())
    agreement = Agreement(id=key or new_id(), organisation_id=team.organisation_id, team=team, agreed_at=clock.now())
    agreement.kind, agreement.starts_on, agreement.until = plain.kind, plain.starts_on, plain.until
    _write(agreement, plain)
    agreement.save(force_insert=True)
    unfold(agreement)
    tell_agreement(agreement, Verb.AGREED, by, shape=agreement.shape)
    return agreement


def _write(agreement: Agreement, terms: Terms) -> None:
    """Put the terms in the row; the days between which it holds are for the caller."""
    given = asdict(terms)
    for field in (*DATED, "format_code", "holder"):
        setattr(agreement, field, given[field])
    agreement.name, agreement.place = line(terms.name, NAME_MAX), line(terms.place, PLACE_MAX)


def _end(agreement: Agreement, last: date) -> None:
    agreement.ended_at = clock.now()
    agreement.until = last if agreement.shape == Shape.RECURS else None
    agreement.sequence += 1
    agreement.save(update_fields=["ended_at", "until", "sequence"])


def _planned(agreement: Agreement) -> QuerySet[Occurrence]:
    return agreement.occurrences.filter(state=State.PLANNED)


def _free_from(agreement: Agreement) -> date:
    """Return the first day of which nothing was said yet."""
    today = clock.today()
    said = agreement.occurrences.filter(original_on=today).exclude(state=State.PLANNED).exists()
    return today + DAY if said else today


def _carry(rows: list[Occurrence], new: Agreement) -> None:
    """Hand what was said of the old moments to the new ones, one by one, and drop the old."""
    fresh = list(_planned(new).order_by("original_on"))
    for old, now in zip(rows, fresh, strict=False):
        if old.state == State.GIVEN_UP or old.meeting_id:
            now.state, now.reason, now.settled_at = old.state, old.reason, old.settled_at
            now.meeting_id = old.meeting_id
            now.starts_at = old.starts_at if old.meeting_id else starts_at(new, now.original_on)
            now.moved = now.starts_at != starts_at(new, now.original_on)
            now.save()
    Occurrence.objects.filter(pk__in=[row.pk for row in rows]).delete()
