"""The writers of people and teams."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from drieslag.core import clock, doors, tenancy
from drieslag.core.models import DoorKind, Organisation
from drieslag.core.verdict import NotFound, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.live.topics import dismiss
from drieslag.people.enums import Role
from drieslag.people.models import AFTER_LEAVING, Account, Membership, OrganisationRole, Person, Team
from drieslag.people.rules import (
    may_administer,
    may_change_team,
    may_erase_oneself,
    may_let_go,
    may_stop_administering,
)
from drieslag.privacy.models import Erasure
from drieslag.privacy.register import erase_person

INVITATION_LASTS = timedelta(days=14)


def found_organisation(*, name: str, slug: str, administrator: str, account: Account) -> Organisation:
    """Make the first organisation of an installation with its administrator, and enter it. Asked for through a setup
    door only.
    """
    with transaction.atomic():
        organisation = Organisation.objects.create(name=name, slug=slug)
        tenancy.enter(organisation.pk)
        account.organisation = organisation
        account.save(update_fields=["organisation"])
        person = Person.objects.create(organisation=organisation, account=account, name=administrator)
        OrganisationRole.objects.create(organisation=organisation, person=person, role=Role.ADMINISTRATOR)
    return organisation


def make_account(*, email: str, password: str | None) -> Account:
    """Make what one signs in with. Who may was said by a door: a setup's or an invitation's."""
    return Account.objects.create_user(email, password)


def make_team(*, by: Person, name: str) -> Team:
    """Make a team."""
    with transaction.atomic():
        require(may_administer(by))
        return Team.objects.create(organisation_id=by.organisation_id, name=name)


def invite(*, by: Person, name: str, email: str) -> tuple[Person, str]:
    """Make a person who can sign in for the first time with the returned secret, which is shown or mailed once."""
    with transaction.atomic():
        require(may_administer(by))
        person = Person.objects.create(organisation_id=by.organisation_id, name=name, invited_email=email.lower())
        secret = doors.make_secret(
            DoorKind.INVITATION,
            organisation_id=by.organisation_id,
            target=person.pk,
            expires_at=clock.now() + INVITATION_LASTS,
        )
    return person, secret


def accept_invitation(*, person: Person, account: Account) -> Person:
    """Join an account to the person who was invited, and close the door behind it."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.account, locked.invited_email = account, ""
        locked.save(update_fields=["account", "invited_email"])
        account.organisation_id = locked.organisation_id
        account.save(update_fields=["organisation"])
        doors.close_doors(locked.pk)
    return locked


def add_member(
    *, by: Person, team: Team, person: Person, role: Role = Role.PROFESSIONAL, since: date | None = None
) -> Membership:
    """Put a person in a team. Doing it twice changes nothing."""
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        require(may_change_team(by, team))
        membership, made = Membership.objects.get_or_create(
            organisation_id=team.organisation_id,
            team=team,
            person=person,
            role=role,
            until=None,
            defaults={"since": since or clock.today()},
        )
        if made:
            record(
                verb=Verb.JOINED_TEAM,
                object_kind="team",
                object_id=team.pk,
                by=by.pk,
                place=team.pk,
                context={"role": role},
            )
    return membership


def end_membership(*, by: Person, team: Team, person: Person) -> int:
    """Let a person leave a team: all roles there end today, and open pages of that team stop. Returns how many roles
    ended.
    """
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        require(may_change_team(by, team))
        ended = Membership.objects.filter(team=team, person=person, until=None).update(until=clock.today())
        if ended:
            record(verb=Verb.LEFT_TEAM, object_kind="team", object_id=team.pk, by=by.pk, place=team.pk)
            dismiss(person.pk)
    return ended


def let_go(*, by: Person, person_id: UUID) -> Person:
    """Note that somebody works here no more: every role ends today. For three months the person can still sign in, to
    take along what is their own; what was shared is closed at once. Raises Refused and NotFound.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id, left_on=None).first()
        if person is None:
            raise NotFound
        require(may_let_go(by, person))
        for team in Team.objects.filter(memberships__person=person, memberships__until=None).distinct():
            record(verb=Verb.LEFT_TEAM, object_kind="team", object_id=team.pk, by=by.pk, place=team.pk)
        Membership.objects.filter(person=person, until=None).update(until=clock.today())
        OrganisationRole.objects.filter(person=person).delete()
        person.left_on = clock.today()
        person.save(update_fields=["left_on"])
        dismiss(person.pk)
    return person


def erase_leavers() -> int:
    """Erase who left more than three months ago, in the organisation of the transaction. Returns how many."""
    gone = Person.objects.filter(left_on__lt=clock.today() - AFTER_LEAVING)
    keys = list(gone.values_list("pk", flat=True))
    for key in keys:
        erase(person_id=key)
    return len(keys)


def give_role(*, by: Person, person: Person, role: Role) -> OrganisationRole:
    """Give a person a role in the organisation."""
    with transaction.atomic():
        require(may_administer(by))
        given, _ = OrganisationRole.objects.get_or_create(
            organisation_id=person.organisation_id, person=person, role=role
        )
    return given


def take_role(*, by: Person, person: Person, role: Role) -> int:
    """Take a role in the organisation away."""
    with transaction.atomic():
        require(may_administer(by))
        return OrganisationRole.objects.filter(person=person, role=role).delete()[0]


def change_profile(*, by: Person, name: str, language: str) -> Person:
    """Change one's own name and the language of one's pages."""
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=by.pk)
        person.name = " ".join(name.split())
        person.save(update_fields=["name"])
        if person.account is not None:
            person.account.language = language
            person.account.save(update_fields=["language"])
    return person


def erase_oneself(*, by: Person) -> dict[str, int]:
    """Erase everything of oneself, the account included. The last administrator passes that on first."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        require(may_erase_oneself(by))
        return erase(person_id=by.pk)


def erase(*, person_id: UUID) -> dict[str, int]:
    """Erase a person from every part, at the person's own request or after leaving. Remembered, so that a restore does
    it again.
    """
    with transaction.atomic():
        erased = erase_person(person_id)
        dismiss(person_id)  # open pages of theirs listen no longer either
        Erasure.objects.create(organisation_id=tenancy.entered(), person=person_id, at=clock.now())
    return erased


def set_roles(*, by: Person, person: Person, roles: set[Role]) -> None:
    """Give a person exactly these roles in the organisation. The last administrator stays one."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        require(may_administer(by))
        held = {Role(role) for role in OrganisationRole.objects.filter(person=person).values_list("role", flat=True)}
        if Role.ADMINISTRATOR in held - roles:
            require(may_stop_administering(person))
        for role in roles - held:
            give_role(by=by, person=person, role=role)
        for role in held - roles:
            take_role(by=by, person=person, role=role)
