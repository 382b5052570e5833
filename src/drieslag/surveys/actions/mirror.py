"""A mirror: asking others about one's own work, and sharing what came out, if one likes.

The groups are a tree of relations: the whole, in it "others together", in that each relation. What is too small joins
the others; what is left of too few goes unread. One's leader and oneself answer under the own name, and stand apart.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.doors import close_doors
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Mode
from drieslag.learning.threads.actions.writing import earlier
from drieslag.library.instruments import dump
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.surveys.actions import closing, rounds
from drieslag.surveys.actions.answers import KIND
from drieslag.surveys.actions.grouping import count
from drieslag.surveys.actions.invitations import make_codes
from drieslag.surveys.enums import NAMED_RELATIONS, TAKING, Asked, Relation, RoundKind, RoundState
from drieslag.surveys.models import Group, Invitee, MirrorShare, Round
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.queries.instruments import find
from drieslag.surveys.rules import mirror as rules
from drieslag.surveys.rules.rounds import LONGEST, may_be_anonymous

LASTS = timedelta(days=14)
END_OF_DAY = time(23, 59)
MIRROR = "mirror"  # what a look was at


def make_mirror(
    *, by: Person, instrument_code: str, closes_at: datetime | None = None, key: UUID | None = None
) -> Round:
    """Begin a mirror of one's own work, in which only oneself is asked yet. Raises Refused and NotFound."""
    instrument = find(instrument_code)
    with transaction.atomic():
        require(rules.may_ask(by))
        require(rules.may_be_mirror(instrument))
        require(may_be_anonymous())
        if known := earlier(Round, key, subject=by.pk):
            return known
        made = Round.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            kind=RoundKind.MIRROR,
            asked=Asked.PEOPLE,
            instrument_code=instrument.code,
            instrument_version=instrument.version,
            instrument=dump(instrument),
            title=_("Mirror for %(name)s") % {"name": by.name},
            mode=Mode.ANONYMOUS,
            subject=by.pk,
            made_by=by.pk,
            made_at=clock.now(),
            closes_at=_end(closes_at),
            team_first_days=0,
        )
        _make_groups(made, by)
        record(verb=Verb.PLANNED, object_kind="round", object_id=made.pk, by=by.pk)
    return made


def choose_people(
    *,
    by: Person,
    round_id: UUID,
    people: Mapping[UUID, Relation | None],
    codes: Mapping[Relation, int] | None = None,
    closes_at: datetime | None = None,
) -> Round:
    """Say how each of these stands to oneself, or (None) that they are not asked; the others stay as they are. Each
    counts once, as what was said last. Oneself is in it already. Raises Refused and NotFound.
    """
    with transaction.atomic():
        found = _locked(by, round_id)
        require(rules.may_change(found))
        groups = {Relation(group.relation): group for group in found.groups.exclude(relation="")}
        wanted = {key: relation for key, relation in people.items() if key != by.pk}
        _check_people(wanted)
        found.invitees.filter(person__in=wanted).delete()
        Invitee.objects.bulk_create(
            _invitee(groups[relation], key) for key, relation in sorted(wanted.items()) if relation is not None
        )
        for relation, number in (codes or {}).items():
            _set_codes(groups[relation], number)
        if found.invitees.exclude(group__relation=Relation.SELF).count() > rules.MOST:
            raise _too_many()
        if closes_at is not None:
            found.closes_at = _end(closes_at)
            found.save(update_fields=["closes_at"])
        count(found)
    return found


def ask_for_mirror(
    *,
    by: Person,
    instrument_code: str,
    people: Mapping[UUID, Relation],
    codes: Mapping[Relation, int] | None = None,
    closes_at: datetime,
) -> Round:
    """Begin a mirror and choose whom to ask, at once. It is asked with `open_mirror`."""
    with transaction.atomic():
        made = make_mirror(by=by, instrument_code=instrument_code, closes_at=closes_at)
        return choose_people(by=by, round_id=made.pk, people=people, codes=codes)


def open_mirror(*, by: Person, round_id: UUID) -> Round:
    """Ask everybody who was chosen and is still here. Whether it may be shared later is settled now, since that is what
    everybody is told. Raises Refused.
    """
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once would not see each other
        found = _locked(by, round_id)
        require(rules.may_change(found))
        here = Person.objects.filter(left_on=None, account__is_active=True).values("pk")
        found.invitees.filter(person__isnull=False).exclude(person__in=here).delete()
        count(found)
        same = Round.objects.filter(kind=RoundKind.MIRROR, subject=by.pk, instrument_code=found.instrument_code)
        others = same.filter(state__in=[*TAKING, RoundState.PREPARING]).order_by("pk")
        require(rules.may_differ(queries.pools(found), [pool for other in others for pool in queries.pools(other)]))
        found.shareable = rules.is_sharing_on()
        found.save(update_fields=["shareable"])
        return rounds.open_round(by=by, round_id=found.pk)


def put_away(*, by: Person, round_id: UUID) -> None:
    """Put away a mirror that nobody was asked for yet, or stop one: what was handed in is destroyed unread."""
    with transaction.atomic():
        found = _locked(by, round_id)
        if found.state == RoundState.DRAFT:
            found.delete()
        else:
            rounds.stop_round(by=by, round_id=found.pk)


def remind(*, by: Person, round_id: UUID) -> Round:
    """Remind everybody in the same words, once a week at most."""
    with transaction.atomic():
        _locked(by, round_id)
        return rounds.remind(by=by, round_id=round_id)


def make_paper(*, by: Person, round_id: UUID) -> dict[Relation, list[str]]:
    """Make the codes on paper, by the relation for which they are. Shown once, kept nowhere. Raises Refused."""
    with transaction.atomic():
        found = _locked(by, round_id)
        groups = found.groups.filter(relation__in=rules.ON_PAPER, invitees__person=None, invitees__isnull=False)
        return {
            Relation(group.relation): make_codes(by=by, round_id=round_id, group_id=group.pk)
            for group in groups.distinct().order_by("relation")
        }


def share(*, by: Person, round_id: UUID, person: Person) -> MirrorShare:
    """Let one person look at the figures of one's own mirror. Twice changes nothing. Raises Refused."""
    with transaction.atomic():
        found = _locked(by, round_id)
        require(rules.may_share(found))
        if person.pk == by.pk or person.left_on is not None:
            raise NotFound
        shared, is_new = MirrorShare.objects.get_or_create(
            round=found,
            person=person.pk,
            defaults={"organisation_id": found.organisation_id, "shared_on": clock.today()},
        )
        if is_new:
            record(verb=Verb.SHARED, object_kind="round", object_id=found.pk, by=by.pk)
    return shared


def take_back(*, by: Person, round_id: UUID, person_id: UUID) -> None:
    """Share it no longer with somebody; what they looked at stays written down for oneself."""
    with transaction.atomic():
        found = _locked(by, round_id)
        if not found.shares.filter(person=person_id).delete()[0]:
            raise NotFound
        record(verb=Verb.WITHDREW, object_kind="round", object_id=found.pk, by=by.pk)


def look(*, by: Person, round_id: UUID) -> queries.Mirror:
    """Look into one's own mirror, or into one that was shared. Each look at what somebody said under their own name,
    and each look of somebody else, is written down for whose it is. Raises NotFound.
    """
    with transaction.atomic():
        seen = queries.look_into(by, round_id)
        looks = [(KIND, given.key, given.person) for given in seen.leaders]
        if not seen.is_own:
            looks.append((MIRROR, seen.round.pk, seen.subject))
        Look.objects.bulk_create(
            [
                Look(
                    organisation_id=seen.round.organisation_id,
                    owner=owner,
                    viewer=by.pk,
                    object_kind=kind,
                    object_id=key,
                    day=clock.today(),
                )
                for kind, key, owner in looks
                if owner != by.pk
            ],
            ignore_conflicts=True,
        )
    return seen


def end_of_leavers() -> int:
    """Stop the mirrors of who left, which nobody would read, and share nothing any more from or with them."""
    gone = Person.objects.filter(left_on__isnull=False).values("pk")
    changed = MirrorShare.objects.filter(round__subject__in=gone).delete()[0]
    changed += MirrorShare.objects.filter(person__in=gone).delete()[0]
    unread = Round.objects.select_for_update(of=("self",)).filter(kind=RoundKind.MIRROR, subject__in=gone)
    for found in unread.exclude(state__in=[RoundState.CLOSED, RoundState.STOPPED]).order_by("pk"):
        closing.put_away(found)
        changed += 1
    return changed


def _locked(by: Person, round_id: UUID) -> Round:
    """Return one's own mirror, locked. Raises NotFound, which tells nobody that there is one."""
    found = rounds.locked(round_id)
    if not rules.is_of(by, found):
        raise NotFound
    return found


def _end(closes_at: datetime | None) -> datetime:
    end = closes_at or last_moment(clock.today() + LASTS)
    if end <= clock.now():
        raise Refused(_("That moment is over. Choose a later one to close."))
    if end > clock.now() + LONGEST:
        said = ngettext("A round lasts at most %(days)d day.", "A round lasts at most %(days)d days.", LONGEST.days)
        raise Refused(said % {"days": LONGEST.days})
    return end


def _too_many() -> Refused:
    said = _("You can ask %(most)d people at most. More of them do not tell you more.")
    return Refused(said % {"most": rules.MOST})


def last_moment(day: date) -> datetime:
    """Return when a mirror that is open until a day ends."""
    return datetime.combine(day, END_OF_DAY, clock.AMSTERDAM)


def _make_groups(made: Round, by: Person) -> None:
    common = {"organisation_id": made.organisation_id, "round": made}
    root = Group.objects.create(name=_("Everybody together"), **common)
    others = Group.objects.create(name=_("Others together"), parent=root, **common)
    for relation in Relation:
        parent = root if relation in NAMED_RELATIONS else others
        group = Group.objects.create(name=str(relation.label), relation=relation, parent=parent, **common)
        if relation is Relation.SELF:
            Invitee.objects.create(group=group, person=by.pk, named=True, told=True, **common)
    count(made)


def _invitee(group: Group, person: UUID | None) -> Invitee:
    return Invitee(
        organisation_id=group.organisation_id,
        round_id=group.round_id,
        group=group,
        person=person,
        named=group.relation in NAMED_RELATIONS,
    )


def _check_people(wanted: Mapping[UUID, Relation | None]) -> None:
    asked = {key for key, relation in wanted.items() if relation is not None}
    if any(relation is Relation.SELF for relation in wanted.values()):
        raise Refused(_("You are in your own mirror already."))
    if queries.can_be_asked().filter(pk__in=asked).count() != len(asked):
        raise NotFound


def _set_codes(group: Group, number: int) -> None:
    """Let so many come with a code. Nobody holds one yet: they are made once it is open."""
    if group.relation not in rules.ON_PAPER:
        raise Refused(_("Codes on paper are for residents and partners."))
    if not 0 <= number <= rules.MOST:
        raise _too_many()
    without = list(group.invitees.filter(person=None).order_by("pk").values_list("pk", flat=True))
    for key in without[number:]:
        close_doors(key)
    Invitee.objects.filter(pk__in=without[number:]).delete()
    Invitee.objects.bulk_create(_invitee(group, None) for _one in range(number - len(without)))
