"""Who may share what with whom, and who may read it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.sharing.enums import FOR_PORTFOLIO, GATED, Kind
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import of_person
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope

BY_CONSENT = _("A leader sees plans and declarations only once the works council agreed to that. You can tell it.")


def leads_person(leader: UUID, person: UUID) -> bool:
    """Return whether somebody leads a team of this person, or the organisation."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    led = Membership.objects.filter(person=leader, role=Role.TEAM_LEADER, until=None, team__in=teams)
    return led.exists() or OrganisationRole.objects.filter(person=leader, role=Role.DIRECTOR).exists()


def kept_from(reader: UUID, owners: Collection[UUID]) -> set[UUID]:
    """Return of whom this reader reads no plan and no declaration, however it was shared: of those whom one leads,
    unless the works council agreed to it (one query where there is nothing to ask, four at most).
    """
    if not owners or is_allowed(ConsentScope.LEADER_SEES_PLANS):
        return set()
    if OrganisationRole.objects.filter(person=reader, role=Role.DIRECTOR).exists():
        return set(owners)
    led = Membership.objects.filter(person=reader, role=Role.TEAM_LEADER, until=None).values("team")
    return set(Membership.objects.filter(person__in=owners, until=None, team__in=led).values_list("person", flat=True))


def leads(person: UUID) -> Combinable | Q:
    """Return what says of a row of Person whether that is a leader of this person, or of the organisation."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    led = Membership.objects.filter(person=OuterRef("pk"), role=Role.TEAM_LEADER, until=None, team__in=teams)
    return Exists(led) | Exists(OrganisationRole.objects.filter(person=OuterRef("pk"), role=Role.DIRECTOR))


def kept_readers(owner: UUID, readers: Collection[UUID], kind: Kind) -> set[UUID]:
    """Return which of these read nothing of this kind of this owner now: who leads the owner, unless the works council
    agreed to it (one query, two where somebody leads; none where there is nothing to ask).
    """
    if not readers or kind not in GATED:
        return set()
    found = set(Person.objects.filter(leads(owner), pk__in=readers).values_list("pk", flat=True))
    return set() if found and is_allowed(ConsentScope.LEADER_SEES_PLANS) else found


def may_share(by: Person, reader: Person, kind: Kind) -> Verdict:
    """With a colleague, by name. Plans and declarations reach a leader only where a works council consented."""
    if reader.pk == by.pk:
        return no(_("This is yours already."))
    if reader.left_on is not None or not of_person(reader).is_colleague:
        return no(_("You can share this with a colleague."))
    if kind in FOR_PORTFOLIO:
        return no(_("Your colleague agreed to a portfolio, and to nothing more. You can put it in there."))
    return may_reach(by.pk, reader.pk, kind)


def may_reach(owner: UUID, reader: UUID, kind: Kind) -> Verdict:
    """Say whether a thing of this kind may reach this reader now. Asked at sharing and at each reading."""
    if kind in GATED and leads_person(reader, owner) and not is_allowed(ConsentScope.LEADER_SEES_PLANS):
        return no(BY_CONSENT)
    return YES
