"""Reading budgets and requests: one's own, those of one's team, and those about which one decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.budgets.enums import OF_A_PERSON, Kind, State
from drieslag.development.budgets.models import Budget, Request, Voice
from drieslag.development.budgets.rules import (
    may_ask,
    may_read_words,
    may_see,
    may_see_request,
    voices_needed,
)
from drieslag.learning.spread.rules import is_colleague
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import Me, names

KEPT_IN_SIGHT = timedelta(days=366)
MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of a budget. `what` is empty for who sees amounts alone; `left` is what was left after it."""

    request: Request
    asker: str
    what: str
    cents: int
    minutes: int
    cents_left: int
    minutes_left: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request for who asked or decides: whose it is, and how many of the team agree."""

    request: Request
    asker: str
    decider: str
    needed: int
    agree: int
    disagree: int
    mine: bool | None  # what the reader said


def mine(person: Person) -> list[Budget]:
    """Return one's own budgets, those of one's teams and of domains that one holds, not longer than a year past, the
    newest first (one query).
    """
    teams = Membership.objects.filter(person=person, until=None).values("team")
    found = Budget.objects.filter(Q(owner=person.pk) | Q(team__in=teams), ends_on__gte=clock.today() - KEPT_IN_SIGHT)
    return list(found.select_related("team").order_by("-starts_on", "kind", "pk"))


def askable(person: Person) -> list[tuple[Budget, str]]:
    """Return the domains of which any colleague can ask now, with who holds them (two queries beside the rule)."""
    if not is_colleague(person):
        return []
    today = clock.today()
    found = Budget.objects.filter(kind=Kind.DOMAIN, starts_on__lte=today, ends_on__gte=today, owner__isnull=False)
    rows = list(found.exclude(owner=person.pk).order_by("pk"))
    known = names({row.owner for row in rows if row.owner})
    return [(row, known[row.owner]) for row in rows if row.owner in known]


def get_budget(person: Person, key: UUID) -> Budget:
    """Return a budget that this person may see. Raises NotFound."""
    found = Budget.objects.select_related("team").filter(pk=key).first()
    if found is None or not may_see(person, found):
        raise NotFound
    return found


def to_ask_of(person: Person, key: UUID) -> Budget:
    """Return a budget that this person may see or ask of. Raises NotFound."""
    found = Budget.objects.select_related("team").filter(pk=key).first()
    if found is None or not (may_see(person, found) or may_ask(person, found)):
        raise NotFound
    return found


def ledger(person: Person, budget: Budget) -> list[LedgerRow]:
    """Return what was asked, granted and spent of a budget, the oldest first, with what was left (two queries beside
    the rules).
    """
    requests = list(Request.objects.filter(budget=budget).order_by("asked_on", "pk"))
    with_words = bool(may_read_words(person, budget))
    known = names({row.asker for row in requests if row.asker}) if with_words else {}
    cents, minutes, found = budget.cents, budget.minutes, []
    for row in requests:
        held_cents, held_minutes = row.held
        cents, minutes = cents - held_cents, minutes - held_minutes
        asker = known.get(row.asker, "") if row.asker else ""
        what = row.what if with_words else ""
        found.append(LedgerRow(row, asker, what, held_cents, held_minutes, cents, minutes))
    return found


def get_request(person: Person, key: UUID) -> RequestRow:
    """Return a request for who asked or decides. Raises NotFound."""
    found = Request.objects.select_related("budget__team").filter(pk=key).first()
    if found is None or not may_see_request(person, found):
        raise NotFound
    known = names({one for one in (found.asker, found.decider) if one})
    voices = dict(Voice.objects.filter(request=found).values_list("person", "agrees"))
    return RequestRow(
        found,
        known.get(found.asker, "") if found.asker else "",
        known.get(found.decider, "") if found.decider else "",
        voices_needed(found),
        sum(voices.values()),
        len(voices) - sum(voices.values()),
        voices.get(person.pk),
    )


def my_requests(person: Person) -> list[Request]:
    """Return what this person asked, of whichever budget, the newest first (one query)."""
    found = Request.objects.filter(asker=person.pk).select_related("budget__team")
    return list(found.order_by("-asked_on", "-pk")[:MOST_WAITING])


def to_decide(person: Person) -> list[tuple[Request, str]]:
    """Return what waits for this person's word, the oldest first, with who asked. What `may_decide` says, as one
    question to the database.
    """
    roles = {Role(each) for each in OrganisationRole.objects.filter(person=person).values_list("role", flat=True)}
    rows = list(_waiting(person, roles).select_related("budget__team").order_by("asked_on", "pk")[:MOST_WAITING])
    known = names({row.asker for row in rows if row.asker})
    return [(row, known.get(row.asker, "") if row.asker else "") for row in rows]


def has_to_decide(me: Me) -> bool:
    """Return whether a request waits for this person's word (one query)."""
    return _waiting(me.person, me.organisation_roles).exists()


def _waiting(person: Person, roles: Collection[Role]) -> QuerySet[Request]:
    said = Voice.objects.filter(person=person.pk).values("request")
    asked = Request.objects.filter(_about(person, roles), state=State.ASKED)
    return asked.exclude(asker=person.pk).exclude(pk__in=said)


def _about(person: Person, roles: Collection[Role]) -> Q:
    """Of one's own teams and domains; of persons, and of what has nobody else to decide, a learning adviser; what an
    adviser asks there, also a director.
    """
    teams = Membership.objects.filter(person=person, until=None).values("team")
    team, domain = Q(budget__kind=Kind.TEAM), Q(budget__kind=Kind.DOMAIN)
    own = team & Q(budget__team__in=teams) | domain & Q(budget__owner=person.pk)
    others = Membership.objects.filter(team=OuterRef("budget__team"), until=None, person__left_on=None)
    alone = team & ~Exists(others.exclude(person=OuterRef("asker")))
    unheld = domain & (Q(budget__owner=None) | Q(budget__owner=F("asker")))
    advisers_word = Q(budget__kind__in=OF_A_PERSON) | alone | unheld
    if Role.LEARNING_ADVISER in roles:
        return own | advisers_word
    if Role.DIRECTOR in roles:
        advisers = OrganisationRole.objects.filter(role=Role.LEARNING_ADVISER).values("person")
        return own | advisers_word & Q(asker__in=advisers)
    return own
