"""Accounts to sign in with, and the persons, teams and memberships of an organisation."""

from datetime import timedelta
from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now

from drieslag.core.ids import new_id
from drieslag.core.models import Organisation, TenantModel
from drieslag.people.enums import ORGANISATION_ROLES, TEAM_ROLES, Role

# So long somebody who left can still sign in, to take along what is their own; then everything of them is erased.
AFTER_LEAVING: Final = timedelta(days=92)


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; django-allauth calls `create_user`."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """What one signs in with. Lies outside row-level security and says only which organisation to enter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    # Django would keep the moment of the last sign-in; nobody needs to know it (trust.md).
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        return "account"


class Person(TenantModel):
    """Someone of the organisation. Below `people` a person is this row's bare key."""

    account = models.OneToOneField(Account, null=True, on_delete=models.SET_NULL, related_name="person")
    name = models.CharField(max_length=80)
    invited_email = models.EmailField(blank=True)
    left_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "name"], name="person_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name by which colleagues say it."""
        return self.name.split()[0]


class Team(TenantModel):
    """A group that learns together."""

    name = models.CharField(max_length=80)
    closed_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organisation", Lower("name"), condition=models.Q(closed_on=None), name="team_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person in a team, with a role. Ends by a date, so that it can be said who was a member when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=20, choices=[(r.value, r.label) for r in Role if r in TEAM_ROLES], default=Role.PROFESSIONAL
    )
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "team", "role"], condition=models.Q(until=None), name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="membership_until"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="membership_team")]

    def __str__(self) -> str:
        return f"{self.role} of a team"


class OrganisationRole(TenantModel):
    """A role that a person has for the whole organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organisation_roles")
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in Role if r in ORGANISATION_ROLES])

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "role"], name="organisation_role_once")]

    def __str__(self) -> str:
        return self.role
