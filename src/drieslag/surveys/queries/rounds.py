# ruff: noqa: A002 — `round` is the word of the trade
"""Reading rounds: what awaits somebody, what somebody asks, and who is read together with whom. Never who answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import Instrument, Mode
from drieslag.library import instruments
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import Me
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous.actions import LATE
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.enums import RoundState as KeyState
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.surveys.enums import TAKING, Asked, RoundKind, RoundState
from drieslag.surveys.models import Group, Invitee, NamedAnswer, Round
from drieslag.surveys.naming import listed
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.rules.rounds import FOR_A_TEAM, FOR_ALL, ask_the_same, may_know, may_manage

TURNOUT_FROM = 8  # members; below that "enough" or "not yet enough"
LISTED = 200
NAMED = 4  # groups that a preview names beside one; more are a number


@dataclass(frozen=True)
class GroupPreview:
    """A group before opening: how many are asked, with whom it is read, and whether it can be asked at all."""

    name: str
    members: int
    read_with: str | None
    asked: bool


@dataclass(frozen=True)
class ToAnswer:
    """A round that awaits somebody. For an anonymous one only the own device knows whether it was answered."""

    id: UUID
    title: str
    minutes: int
    mode: str
    closes_at: datetime
    is_late: bool = False


@dataclass(frozen=True)
class Turnout:
    """How many answered: a number once it is closed and from eight members on, else whether it was enough."""

    answers: int | None
    size: int
    enough: bool


@dataclass(frozen=True)
class ToMail:
    """Somebody to write to."""

    invitee: UUID
    person: UUID
    name: str
    email: str
    language: str


def get_round(by: Person, key: UUID) -> Round:
    """Return a round that somebody may know of: as a maker, as one who is asked, as a member. A mirror has pages of its
    own. Raises NotFound.
    """
    found = Round.objects.filter(pk=key, kind=RoundKind.SURVEY).first()
    if found is None or not may_know(by, found):
        raise NotFound
    return found


def get_organised(by: Person, key: UUID) -> Round:
    """Return a round that somebody may change; a mirror is changed on its own pages. Raises NotFound."""
    found = Round.objects.filter(pk=key, kind=RoundKind.SURVEY).first()
    if found is None or not may_manage(by, found):
        raise NotFound
    return found


def rounds_for_organiser(by: Person) -> list[Round]:
    """Return the rounds that somebody manages, the latest first (a fixed number of queries)."""
    roles = set(OrganisationRole.objects.filter(person=by).values_list("role", flat=True))
    guided = Membership.objects.filter(person=by, until=None, role__in=FOR_A_TEAM).values_list("team_id", flat=True)
    rows = Round.objects.filter(kind=RoundKind.SURVEY).order_by("-made_at").prefetch_related("groups")
    own = set(guided)
    for_all = not roles.isdisjoint(FOR_ALL)
    return [row for row in rows.defer("instrument")[:LISTED] if row.made_by == by.pk or _manages(row, own, for_all)]


def _manages(round: Round, guided: set[UUID], for_all: bool) -> bool:
    teams = {group.team_id for group in round.groups.all() if group.team_id is not None}
    if for_all and (round.asked != Asked.TEAMS or len(teams) > 1):
        return True
    return round.asked == Asked.TEAMS and bool(teams) and teams <= guided


def instrument_of(round: Round) -> Instrument:
    """Return the instrument as this round asks it."""
    return instruments.pinned(round.instrument)


def invitee_of(round: Round, person: Person) -> Invitee | None:
    """Return that somebody is asked, or None. It goes when the round is closed."""
    return Invitee.objects.select_related("group", "group__keyed_in").filter(round=round, person=person.pk).first()


def to_answer(me: Me) -> list[ToAnswer]:
    """Return what awaits somebody, what ends first at the top. What was handed in under a name is left out."""
    asked = Invitee.objects.filter(person=me.id).values("round")
    done = NamedAnswer.objects.filter(person=me.id, handed_in_at__isnull=False).values("round")
    found = Round.objects.filter(pk__in=asked, state__in=TAKING).exclude(pk__in=done).order_by("closes_at", "pk")
    return [
        ToAnswer(
            row.pk, row.title, instrument_of(row).minutes, row.mode, row.closes_at, row.state == RoundState.LATE
        )
        for row in found
    ]  # fmt: skip


def groups_of(round: Round) -> list[Group]:
    """Return the report groups, the whole first, the others by name."""
    return sorted(round.groups.all(), key=lambda group: (group.parent_id is not None, group.name, str(group.pk)))


def preview(round: Round) -> list[GroupPreview]:
    """Return what each group can expect: with whom it is read, and whether it is asked."""
    groups = [group for group in groups_of(round) if group.members]
    anonymous = round.mode == Mode.ANONYMOUS
    together = _together(groups)
    return [
        GroupPreview(
            group.name, group.members, _with(group, together), asked=not anonymous or group.keyed_in_id is not None
        )
        for group in groups
    ]


def _together(groups: list[Group]) -> dict[UUID, list[Group]]:
    found: dict[UUID, list[Group]] = defaultdict(list)
    for group in groups:
        if group.keyed_in_id is not None:
            found[group.keyed_in_id].append(group)
    return found


def _with(group: Group, together: dict[UUID, list[Group]]) -> str | None:
    others = [one for one in together.get(group.keyed_in_id or group.pk, []) if one.pk != group.pk]
    if not others:
        return None
    if len(others) > NAMED:
        said = ngettext("%(count)d other group", "%(count)d other groups", len(others))
        return said % {"count": len(others)}
    return listed([_own_name(one) for one in others])


def _own_name(group: Group) -> str:
    """The whole, named beside its own teams, stands for those in none of them."""
    return group.name if group.team_id or group.parent_id else _("those who are in no team")


def signing(round: Round) -> QuerySet[KeyRound]:
    """Return the signing keys of the round's groups that are not closed."""
    scopes = round.groups.values("pk")
    return KeyRound.objects.filter(purpose=Purpose.SURVEY, scope__in=scopes).exclude(state=KeyState.CLOSED)


def fingerprints(round: Round) -> dict[UUID, str]:
    """Return the fingerprint of each group's key, by the group that it is of, as long as the round is open."""
    return dict(signing(round).values_list("scope", "fingerprint"))


def is_lost(round: Round) -> bool:
    """Say whether an open round has lost a key, so that it has to be asked again."""
    if round.mode != Mode.ANONYMOUS or round.state not in TAKING:
        return round.lost
    return store.any_lost(Purpose.SURVEY, [group.pk for group in round.groups.all()])


def late_until(round: Round) -> datetime:
    """Until when unspent tokens are taken, said from the start."""
    return round.closes_at + LATE


def turnout(group: Group) -> Turnout:
    """Return what may be said of how many answered."""
    size = group.size if group.size is not None else group.members
    if group.answers is None:
        return Turnout(None, size, bool(group.enough))
    shown = group.answers if size >= TURNOUT_FROM else None
    return Turnout(shown, size, group.answers >= minimums().mean)


def pools(round: Round) -> list[frozenset[object]]:
    """Return who is read together in a round, as it is now (one query). Codes beside people count as if the same held
    them in every round, which is the worst that can be; of codes alone nobody knows who holds them.
    """
    people: dict[UUID, set[object]] = defaultdict(set)
    codes: dict[UUID, int] = defaultdict(int)
    asked = Invitee.objects.filter(round=round).values_list("group__keyed_in", "group", "person")
    for keyed, group, person in asked:
        if person is None:
            codes[keyed or group] += 1
        else:
            people[keyed or group].add(person)
    return [frozenset(found | set(range(codes[pool]))) for pool, found in people.items()]


def asked_at_once(round: Round) -> list[list[frozenset[object]]]:
    """Return who is read together in each other round that asks one of the same questions now."""
    going = Round.objects.filter(kind=RoundKind.SURVEY, state__in=[*TAKING, RoundState.PREPARING]).exclude(pk=round.pk)
    own = instrument_of(round)
    return [pools(other) for other in going.order_by("pk") if ask_the_same(own, instrument_of(other))]


def to_mail(round: Round, *, again: bool = False) -> list[ToMail]:
    """Return whom to write an invitation, or (`again`) everybody, for a reminder in the same words."""
    asked = Invitee.objects.filter(round=round, person__isnull=False)
    rows = (asked if again else asked.filter(told=False)).values_list("person", "pk")
    invitees = {person: key for person, key in rows if person is not None}
    people = Person.objects.filter(pk__in=invitees, left_on=None, account__isnull=False).select_related("account")
    return [
        ToMail(invitees[one.pk], one.pk, one.name, one.account.email, one.account.language)
        for one in people.order_by("pk")
        if one.account is not None and one.account.is_active
    ]


def rounds_to_tell() -> list[Round]:
    """Return open rounds in which somebody was not told yet."""
    untold = Invitee.objects.filter(told=False, person__isnull=False).values("round")
    return list(Round.objects.filter(state=RoundState.OPEN, pk__in=untold).order_by("pk"))


def keys_in(state: RoundState) -> list[UUID]:
    """Return the keys of the rounds in a state, the oldest first."""
    return list(Round.objects.filter(state=state).order_by("pk").values_list("pk", flat=True))
