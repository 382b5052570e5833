# ruff: noqa: A001, A002 — `round` is the word of the trade
"""Mails of rounds: who is asked, once more to everybody, and that a result is there. Nothing here knows who answered.

A mail waits as a key without text, and is written when it goes, for whoever still wants it. What was told is all that
is kept of it: `Invitee.told`, which goes with the round, and the waiting row itself, which goes within eight days.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from drieslag.core import clock, tenancy
from drieslag.kernel.instrument import Mode
from drieslag.learning.notices.actions.sending import add_sender
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Notice, Sending
from drieslag.learning.notices.models import Outgoing
from drieslag.learning.notices.queries.choices import wanted_by, wanted_by_all
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.surveys import letters
from drieslag.surveys.enums import Relation, RoundKind, RoundState
from drieslag.surveys.models import Group, Invitee, Round
from drieslag.surveys.queries.asked import minimums

LATELY = timedelta(days=5)  # over a weekend; what waits is kept longer, so that nothing goes twice
MINUTE = timedelta(minutes=1)  # what closes at midnight is open on the day before


def fill() -> None:
    """Say how the mails of rounds are written and sent."""
    add_sender(Sending.ASKING, _send_asking)
    add_sender(Sending.ASKING_ON, _send_asking_on)
    add_sender(Sending.RESULT, _send_result)


def plan_mails() -> int:
    """Let every mail wait that is due: invitations, reminders, results. Returns how many."""
    return _plan_asking() + _plan_asking_on() + _plan_results()


def _plan_asking() -> int:
    rows = Invitee.objects.filter(round__state=RoundState.OPEN, told=False, person__isnull=False)
    found = list(rows.select_for_update(of=("self",), skip_locked=True).values_list("pk", "round_id", "person"))
    waits = _put_out(Sending.ASKING, ((person, round_id, None) for _pk, round_id, person in found if person))
    Invitee.objects.filter(pk__in=[pk for pk, _round, _person in found]).update(told=True)
    return waits


def _plan_asking_on() -> int:
    since = clock.today() - LATELY
    rows = Invitee.objects.filter(
        round__state=RoundState.OPEN, round__reminded_on__gte=since, person__isnull=False, told=True
    ).exclude(group__relation=Relation.SELF)
    found = rows.values_list("person", "round_id", "round__reminded_on")
    return _put_out(Sending.ASKING_ON, ((person, about, day) for person, about, day in found if person))


def _plan_results() -> int:
    """Tell the members of every team that counts, where they can see what they are counted in."""
    groups = Group.objects.filter(
        round__state=RoundState.CLOSED,
        round__closed_at__gte=clock.now() - LATELY,
        team__isnull=False,
        counted_in__isnull=False,
    )
    counted = dict(groups.values_list("team_id", "counted_in_id"))
    members = Membership.objects.filter(team__in=counted, until=None, person__left_on=None)
    pairs = {(person, counted[team]) for person, team in members.values_list("person_id", "team_id")}
    pairs |= set(_mirrors())
    return _put_out(Sending.RESULT, ((person, about, None) for person, about in sorted(pairs) if about))


def _mirrors() -> Iterator[tuple[UUID, UUID]]:
    """Whom a mirror that just closed is about, with the group of everybody in it."""
    wholes = Group.objects.filter(
        round__kind=RoundKind.MIRROR,
        round__state=RoundState.CLOSED,
        round__closed_at__gte=clock.now() - LATELY,
        parent=None,
    )
    for subject, whole in wholes.values_list("round__subject", "pk"):
        if subject is not None:
            yield subject, whole


def _put_out(sending: Sending, due: Iterable[tuple[UUID, UUID, date | None]]) -> int:
    """Let these wait, for who wants such mails; what waits or went already is left as it is."""
    rows = list(due)
    wanted = wanted_by_all({person for person, _about, _day in rows})
    here = set(Person.objects.filter(pk__in=wanted, left_on=None, account__is_active=True).values_list("pk", flat=True))
    waiting = [
        Outgoing(
            organisation_id=tenancy.entered(),
            person_id=person,
            sending=sending,
            about=about,
            week_on=day,
            not_before=clock.now(),
        )
        for person, about, day in rows
        if person in here and Notice.ROUNDS in wanted[person]
    ]
    return len(Outgoing.objects.bulk_create(waiting, ignore_conflicts=True))


def _send_asking(row: Outgoing, email: str) -> bool:
    asked = _asked(row)
    row.delete()
    return asked is not None and letters.asking(row.person, email, asked).send() > 0


def _send_asking_on(row: Outgoing, email: str) -> bool:
    asked = _asked(row)
    _keep_as_sent(row)
    return asked is not None and letters.asking_on(row.person, email, asked).send() > 0


def _send_result(row: Outgoing, email: str) -> bool:
    group = Group.objects.select_related("round").filter(pk=row.about or row.pk).first()
    _keep_as_sent(row)
    if group is None or Notice.ROUNDS not in wanted_by(row.person):
        return False
    if group.round.kind == RoundKind.MIRROR:
        return letters.mirror(row.person, email, absolute("mirror:one", group.round_id)).send() > 0
    return letters.result(row.person, email, group.round.title, absolute("results:one", group.pk)).send() > 0


def _keep_as_sent(row: Outgoing) -> None:
    row.sent_at = clock.now()
    row.save(update_fields=["sent_at"])


def _asked(row: Outgoing) -> letters.Asked | None:
    """Return what to tell, or nothing when the round is over, the person is no longer asked, or wants no such mail."""
    invited = Invitee.objects.select_related("round", "group")
    invitee = invited.filter(round=row.about, person=row.person_id, round__state=RoundState.OPEN).first()
    if invitee is None or Notice.ROUNDS not in wanted_by(row.person):
        return None
    return asked_of(invitee)


def asked_of(invitee: Invitee) -> letters.Asked:
    """Return what this person is told of the round."""
    round = invitee.round
    mode = Mode.OPEN if invitee.named and round.mode == Mode.ANONYMOUS else Mode(round.mode)
    return letters.Asked(
        title=round.title,
        minutes=instruments.pinned(round.instrument).minutes,
        mode=mode,
        last_day=(round.closes_at - MINUTE).astimezone(clock.AMSTERDAM).date(),
        url=absolute("answers:fill", round.pk),
        reader=reader_of(round),
        least=minimums().relation if round.kind == RoundKind.MIRROR else minimums().mean,
        fingerprint=_fingerprint(invitee.group) if mode is Mode.ANONYMOUS else "",
        about=reader_of(round) if round.kind == RoundKind.MIRROR else "",
    )


def reader_of(round: Round) -> str:
    """Return who reads answers that have a name: a role, or a person."""
    if round.reader_role:
        return str(Role(round.reader_role).label)
    key = round.reader or round.subject or round.made_by
    person = Person.objects.filter(pk=key).first() if key else None
    return person.name if person else ""


def _fingerprint(group: Group) -> str:
    if group.keyed_in_id is None:
        return ""
    key = KeyRound.objects.filter(purpose=Purpose.SURVEY, scope=group.keyed_in_id).first()
    return key.fingerprint if key else ""
