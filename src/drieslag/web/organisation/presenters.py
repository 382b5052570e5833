"""Rows for the organisation's pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.people import queries
from drieslag.people.models import Team
from drieslag.privacy import queries as privacy
from drieslag.privacy.consents import RULES_VERSION
from drieslag.privacy.models import Consent, ConsentBody, ConsentScope


@dataclass(frozen=True)
class PersonRow:
    """Someone, with the roles in words."""

    id: UUID
    name: str
    roles: str


@dataclass(frozen=True)
class ConsentRow:
    """A consent in words; `counts` says whether it holds now."""

    id: UUID
    what: str
    who: str
    given_on: date
    ended_on: date | None
    document: str
    reason: str
    counts: bool


def teams() -> list[Team]:
    """Return the teams with the number of their members as `size`."""
    return queries.list_teams()


def members(team: Team) -> list[PersonRow]:
    """Return who is in the team now."""
    return _rows(queries.list_members(team))


def people() -> list[PersonRow]:
    """Return everyone in the organisation, with roles of the organisation."""
    return _rows(queries.list_people())


def _rows(found: list[queries.MemberRow]) -> list[PersonRow]:
    return [PersonRow(row.id, row.name, ", ".join(str(role.label) for role in row.roles)) for row in found]


SCOPES: dict[ConsentScope, Callable[[], str]] = {
    ConsentScope.CONFIDENTIAL_ROUNDS: lambda: _("Questionnaires with names, under promise of secrecy"),
    ConsentScope.FEEDBACK_BEYOND_SUBJECT: lambda: _(
        "Feedback from colleagues, read by others than the one it is about"
    ),
    ConsentScope.ATTENDANCE_SERIES: lambda: _("A signed list of attendance for a register"),
    ConsentScope.TIMES_OF_ACTS: lambda: _("Showing another when someone did something"),
    ConsentScope.ACTORS_IN_EXPORT: lambda: _("Keys of persons in an export"),
    ConsentScope.LEADER_SEES_PLANS: lambda: _("Plans and self-declarations, seen by a leader"),
}
BODIES: dict[ConsentBody, Callable[[], str]] = {
    ConsentBody.WORKS_COUNCIL: lambda: _("the works council"),
    ConsentBody.STAFF_REPRESENTATION: lambda: _("the staff representation"),
    ConsentBody.STAFF_MEETING: lambda: _("the staff meeting"),
    ConsentBody.NO_BODY: lambda: _("nobody: there is no such body"),
}


def consents() -> list[ConsentRow]:
    """Return the consents, newest first."""
    return [_consent(row) for row in privacy.list_consents()]


def _consent(row: Consent) -> ConsentRow:
    return ConsentRow(
        id=row.pk,
        what=SCOPES[ConsentScope(row.scope)](),
        who=BODIES[ConsentBody(row.body)](),
        given_on=row.given_on,
        ended_on=row.ended_on,
        document=row.document,
        reason=row.reason,
        counts=row.ended_on is None and row.rules_version == RULES_VERSION,
    )


def scope_choices() -> list[tuple[str, str]]:
    """Return what can be allowed, for a form."""
    return [(scope.value, words()) for scope, words in SCOPES.items()]


def body_choices() -> list[tuple[str, str]]:
    """Return who can allow it, for a form."""
    return [(body.value, words()[:1].upper() + words()[1:]) for body, words in BODIES.items()]


def scopes() -> list[tuple[str, bool]]:
    """Return what is off until a consent names it, and whether one does."""
    on = privacy.allowed_scopes()
    return [(words(), scope in on) for scope, words in SCOPES.items()]


def minimums() -> list[tuple[str, int]]:
    """Return under how many nothing is shown."""
    return [
        (_("The mean of a scale"), MINIMUMS.mean),
        (_("How answers are spread, and answers in own words"), MINIMUMS.distribution),
        (_("A vote or rating without names in a meeting"), MINIMUMS.live_anonymous),
        (_("Feedback of residents, taken together"), MINIMUMS.resident),
        (_("Any other figure from what people did for themselves"), MINIMUMS.private_acts),
    ]
