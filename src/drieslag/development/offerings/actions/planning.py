"""Offering something, changing it, calling it off, and saying that it was held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.offerings import models
from drieslag.development.offerings.actions import mails
from drieslag.development.offerings.actions.seats import fill_up, locked
from drieslag.development.offerings.enums import Kind, Standing, State, Where
from drieslag.development.offerings.models import Host, Moment, Offering, Seat
from drieslag.development.offerings.rules import may_change, may_offer, may_plan, may_settle
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.learning.spread.actions import add_training
from drieslag.learning.spread.rules import is_colleague
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

KIND = "offering"
LONGEST = timedelta(hours=24)
AHEAD = timedelta(days=2 * 366)
SETTLES = timedelta(days=1)  # hosts have a day to say that it was not held after all


@dataclass(frozen=True, slots=True)
class When:
    """One day of it."""

    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is said of an offering. `theme` names a theme of a framework: its code, version and key."""

    title: str
    what_for: str
    moments: Sequence[When]
    ask: str = ""
    where: Where = Where.ON_THE_SPOT
    place: str = ""
    link: str = ""
    is_live: bool = True
    seats: int | None = None
    theme: tuple[str, int, str] | None = None
    hosts: Sequence[Person] = ()


def offer(*, by: Person, kind: Kind, draft: Draft, key: UUID | None = None) -> Offering:
    """Put something on the list. Who offers it gives it, unless others are named. The same key again returns it."""
    given = _checked(draft)
    with transaction.atomic():
        if known := earlier(Offering, key, maker=by.pk):
            return known
        require(may_offer(by, kind))
        _future(draft.moments)
        made = Offering.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            kind=kind,
            maker=by.pk,
            made_at=clock.now(),
            **given,
        )
        _moments(made, draft.moments)
        _hosts(made, draft.hosts or [by])
        record(verb=Verb.PLANNED, object_kind=KIND, object_id=made.pk, by=by.pk, context={"sort": str(kind)})
    return made


def change(*, by: Person, offering: Offering, draft: Draft) -> Offering:
    """Change it. Who signed up is told of another day or place; more seats go to who waits at once. Fewer seats than
    were taken are refused.
    """
    given = _checked(draft)
    with transaction.atomic():
        now = locked(offering)
        require(may_change(by, now))
        if draft.seats is not None and draft.seats < now.taken:
            taken = ngettext(
                "%(count)d person has a seat already. Leave at least that many.",
                "%(count)d people have a seat already. Leave at least that many.",
                now.taken,
            )
            raise Refused(taken % {"count": now.taken})
        moved, hosts = _differs(now, draft), list(draft.hosts) or [by]
        for name, value in given.items():
            setattr(now, name, value)
        now.save(update_fields=list(given))
        if moved:
            now.moments.all().delete()
            _moments(now, draft.moments)
        _hosts(now, hosts)
        Seat.objects.filter(offering=now, person__in=[host.pk for host in hosts]).delete()
        _count_again(now)
        fill_up(now)
        if moved:
            mails.tell_changed(now)
        record(verb=Verb.EDITED, object_kind=KIND, object_id=now.pk, by=by.pk)
    return now


def call_off(*, by: Person, offering: Offering) -> Offering:
    """Call it off. Who signed up is told, and keeps the place for when it is planned again. Twice changes nothing."""
    with transaction.atomic():
        now = locked(offering)
        if now.state == State.CANCELLED:
            return now
        require(may_settle(by, now, State.CANCELLED))
        _settle(now, State.CANCELLED)
        mails.tell_changed(now)
        record(verb=Verb.CANCELLED, object_kind=KIND, object_id=now.pk, by=by.pk)
    return now


def plan_again(*, by: Person, offering: Offering) -> Offering:
    """Undo calling it off, before its day."""
    with transaction.atomic():
        now = locked(offering)
        if now.state == State.PLANNED:
            return now
        require(may_settle(by, now, State.PLANNED))
        _settle(now, State.PLANNED)
        fill_up(now)
        mails.tell_changed(now)
        record(verb=Verb.RESUMED, object_kind=KIND, object_id=now.pk, by=by.pk)
    return now


def hold(*, by: Person, offering: Offering) -> Offering:
    """Say that it was held. A training comes on the list of trainings, so that who was there can make a plan."""
    with transaction.atomic():
        now = locked(offering)
        if now.state == State.HELD:
            return now
        require(may_settle(by, now, State.HELD))
        _held(now)
    return now


def hold_past() -> int:
    """Say of everything that ended more than a day ago that it was held: nobody has to press for that. Returns how
    many, in the organisation of the transaction.
    """
    past = Offering.objects.select_for_update(skip_locked=True).filter(
        state=State.PLANNED, last_at__lt=clock.now() - SETTLES
    )
    found = list(past.order_by("pk"))
    for offering in found:
        _held(offering)
    return len(found)


def _held(offering: Offering) -> None:
    _settle(offering, State.HELD)
    host = _giver(offering)
    if host is not None and is_colleague(host):
        _put_on_list(offering, by=host, trainer=host)
    record(verb=Verb.HELD, object_kind=KIND, object_id=offering.pk, by=None)


def ready_for_plans(*, by: Person, offering: Offering) -> Offering:
    """Put a training that is over on the list of trainings, so that who was there makes a plan at once, also before
    its giver said that it was held. Whose plan it is, stands nowhere here. Twice changes nothing.
    """
    with transaction.atomic():
        now = locked(offering)
        require(may_plan(by, now))
        host = _giver(now)
        _put_on_list(now, by=by, trainer=host if host is not None and is_colleague(host) else None)
    return now


def _put_on_list(offering: Offering, *, by: Person, trainer: Person | None) -> None:
    if offering.kind != Kind.TRAINING or offering.training_id is not None:
        return
    last = offering.last_at.astimezone(clock.AMSTERDAM).date()
    training = add_training(by=by, title=offering.title, on=last, trainer=trainer, key=offering.pk)
    offering.training_id = training.pk
    offering.save(update_fields=["training_id"])


def _giver(offering: Offering) -> Person | None:
    keys = Host.objects.filter(offering=offering).order_by("pk").values_list("person", flat=True)
    people = Person.objects.in_bulk(list(keys))
    return next((people[key] for key in keys if key in people and people[key].left_on is None), None)


def _settle(offering: Offering, state: State) -> None:
    offering.state = state
    offering.ended_at = None if state is State.PLANNED else clock.now()
    offering.save(update_fields=["state", "ended_at"])


def _checked(draft: Draft) -> dict[str, object]:
    """Return the columns of an offering. Raises Refused for words that are too long and days that cannot be."""
    _in_order(draft.moments)
    code, version, theme = draft.theme or ("", None, "")
    return {
        "title": within(draft.title, models.TITLE_MAX),
        "what_for": within(draft.what_for, models.WORDS_MAX),
        "ask": within(draft.ask, models.LINE_MAX, needed=False),
        "where": draft.where,
        "place": within(draft.place, models.LINE_MAX, needed=False),
        "link": within(draft.link, models.LINK_MAX, needed=False),
        "is_live": draft.is_live,
        "seats": draft.seats,
        "theme_code": code,
        "theme_version": version,
        "theme_key": theme,
        "first_at": min(one.starts_at for one in draft.moments),
        "last_at": max(one.ends_at for one in draft.moments),
    }


def _in_order(moments: Sequence[When]) -> None:
    if not moments:
        raise Refused(_("Choose a day."))
    if len(moments) > models.MOST_MOMENTS:
        raise Refused(_("Up to 12 days fit in one offering."))
    ends: datetime | None = None
    for one in sorted(moments, key=lambda each: each.starts_at):
        if one.ends_at <= one.starts_at or one.ends_at - one.starts_at > LONGEST:
            raise Refused(_("The end lies after the beginning, on the same day."))
        if timedelta(minutes=one.break_minutes) >= one.ends_at - one.starts_at:
            raise Refused(_("The breaks are shorter than the whole."))
        if ends is not None and one.starts_at < ends:
            raise Refused(_("Two of these days overlap."))
        ends = one.ends_at


def _future(moments: Sequence[When]) -> None:
    now = clock.now()
    if min(one.starts_at for one in moments) <= now:
        raise Refused(_("This day has passed. Choose a day to come."))
    if max(one.ends_at for one in moments) > now + AHEAD:
        raise Refused(_("Choose a day within two years."))


def _differs(offering: Offering, draft: Draft) -> bool:
    """Whether who signed up has to know: another day, another time, another place."""
    was = {(one.starts_at, one.ends_at, one.break_minutes) for one in offering.moments.all()}
    will = {(one.starts_at, one.ends_at, one.break_minutes) for one in draft.moments}
    places = (offering.place, offering.where, offering.link) != (draft.place.strip(), draft.where, draft.link.strip())
    if was != will:
        _future(draft.moments)
    return was != will or places


def _moments(offering: Offering, moments: Sequence[When]) -> None:
    Moment.objects.bulk_create(
        Moment(
            organisation_id=offering.organisation_id,
            offering=offering,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            break_minutes=one.break_minutes,
        )
        for one in moments
    )


def _hosts(offering: Offering, people: Sequence[Person]) -> None:
    keys = {person.pk for person in people}
    Host.objects.filter(offering=offering).exclude(person__in=keys).delete()
    Host.objects.bulk_create(
        [Host(organisation_id=offering.organisation_id, offering=offering, person=person.pk) for person in people],
        ignore_conflicts=True,
    )


def _count_again(offering: Offering) -> None:
    """Count the seats that are taken: who became a host has none any more."""
    offering.taken = Seat.objects.filter(offering=offering, standing=Standing.SEATED).count()
    offering.save(update_fields=["taken"])
