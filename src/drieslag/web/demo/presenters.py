"""Rows for the page on which one chooses who to be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from drieslag.people import queries
from drieslag.people.enums import Role
from drieslag.people.models import Account
from drieslag.web.demo import content


@dataclass(frozen=True)
class PersonaRow:
    """Someone one can be."""

    key: str
    name: str
    role: str
    comes_for: str
    team: str


def personas() -> list[PersonaRow]:
    """Return everybody one can be, in order of the design's table."""
    teams, comes_for = content.teams(), _comes_for()
    rows = []
    for figure in content.personas():
        assert figure.persona is not None
        where = ", ".join(teams[key] for key in figure.teams)
        rows.append(PersonaRow(figure.key, figure.name, str(figure.persona.label), comes_for[figure.persona], where))
    return rows


def account_of(key: str) -> Account | None:
    """Return the account of a persona."""
    found = next((figure for figure in content.personas() if figure.key == key), None)
    return queries.account_of(found.email) if found else None


def _comes_for() -> dict[Role, str]:
    return {
        Role.PROFESSIONAL: _("Brings in a question and tries something out"),
        Role.TEAM_LEADER: _("Follows what the team learns, never who came"),
        Role.LEARNING_COACH: _("Runs meetings, in two teams"),
        Role.LEARNING_ADVISER: _("Helps teams with ways of working"),
        Role.DOMAIN_HOLDER: _("Keeps knowledge about money worries alive"),
        Role.AMBASSADOR: _("Carries a new way of working to other teams"),
        Role.INTERNAL_TRAINER: _("Gives trainings to colleagues"),
        Role.DIRECTOR: _("Looks after the direction, sees no team's questions"),
        Role.POLICY_MAKER: _("Works for the municipality, sees what is shared"),
        Role.RESIDENT: _("Has the last word on own words"),
        Role.ADMINISTRATOR: _("Sets up teams and people, reads nothing of theirs"),
    }
