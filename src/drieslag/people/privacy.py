"""What `people` keeps about a person."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.journal import actions as journal
from drieslag.journal import queries as journal_queries
from drieslag.journal.models import Actor, Statement
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.sessions import end_sessions
from drieslag.privacy.models import Erasure, Look
from drieslag.privacy.register import Kept, Rows, register


def _person(key: UUID) -> Rows:
    rows = Person.objects.filter(pk=key).select_related("account")
    return [
        {"name": p.name, "email": p.account.email if p.account else p.invited_email, "left_on": p.left_on} for p in rows
    ]


def _erase_person(key: UUID) -> int:
    person = Person.objects.filter(pk=key).select_related("account").first()
    if person is None:
        return 0
    if person.account:
        end_sessions(person.account.pk)
        person.account.delete()
    person.delete()
    return 1


def _memberships(key: UUID) -> Rows:
    return list(Membership.objects.filter(person_id=key).values("team__name", "role", "since", "until"))


def _roles(key: UUID) -> Rows:
    return list(OrganisationRole.objects.filter(person_id=key).values("role"))


def _statements(key: UUID) -> Rows:
    return [
        {"at": h.at, "verb": h.verb.value, "object": h.object_kind, "context": h.context}
        for h in journal_queries.own(person=key)
    ]


def fill() -> None:
    """Put these kinds of rows in the register."""
    work = _("To work and learn together")
    agreement = _("The work that was agreed on")
    register(
        Kept(
            Person,
            _("Name and sign-in"),
            work,
            agreement,
            _("Until three months after leaving"),
            _("Your organisation"),
            _person,
            _erase_person,
        )
    )
    register(
        Kept(
            Membership,
            _("Teams and roles"),
            work,
            agreement,
            _("Until three months after leaving"),
            _("Your team"),
            _memberships,
            lambda key: Membership.objects.filter(person_id=key).delete()[0],
        )
    )
    register(
        Kept(
            OrganisationRole,
            _("Roles in the organisation"),
            work,
            agreement,
            _("As long as the role"),
            _("Your organisation"),
            _roles,
            lambda key: OrganisationRole.objects.filter(person_id=key).delete()[0],
        )
    )
    _fill_journal(agreement)


def _fill_journal(agreement: str | Promise) -> None:
    register(
        Kept(
            Actor,
            _("The key under which the journal knows you"),
            _("To be able to erase your name from the journal"),
            agreement,
            _("Two years"),
            _("Nobody"),
            lambda _key: [],
            lambda key: journal.forget(person=key),
        )
    )
    register(
        Kept(
            Statement,
            _("What you did, without text"),
            _("To follow what a question led to"),
            agreement,
            _("Your key goes after two years"),
            _("You alone"),
            _statements,
            lambda _key: 0,
        )
    )
    register(
        Kept(
            Look,
            _("Who looked at what you shared"),
            _("So that you know who looked"),
            agreement,
            _("One year"),
            _("You alone"),
            lambda key: list(Look.objects.filter(owner=key).values("object_kind", "day")),
            lambda key: Look.objects.filter(owner=key).delete()[0] + Look.objects.filter(viewer=key).delete()[0],
        )
    )
    register(
        Kept(
            Erasure,
            _("That you were erased"),
            _("To erase you again after a backup is put back"),
            _("The law"),
            _("As long as backups are kept"),
            _("Nobody"),
            lambda _key: [],
            lambda _key: 0,
        )
    )
