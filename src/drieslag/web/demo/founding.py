"""The organisation, its teams and its people, made as an administrator would make them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from drieslag.core.models import Organisation
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.people import actions, queries
from drieslag.people.enums import Role
from drieslag.people.models import Account, Person, Team
from drieslag.surveys.models import Round
from drieslag.web.demo import content
from drieslag.web.demo.content import Figure
from drieslag.web.demo.timeline import Timeline

FOUNDED = timedelta(days=600)


@dataclass
class Stage:
    """All that was made so far, by the keys under which it is written down."""

    organisation: Organisation
    timeline: Timeline
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    try_outs: dict[str, TryOut] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # of questionnaires of their own

    def person(self, row: dict[str, Any], name: str) -> Person | None:
        """Return the person under this name in a row, or None when there is none."""
        key = row.get(name)
        return self.people[key] if key else None

    def at(self, ago: int, hour: str, act: Callable[..., object], *given: Any) -> None:
        """Let something happen so many days ago, at this time of the clock in the Netherlands."""
        self.timeline.add(self.timeline.moment(ago, hour), partial(act, *given))

    def day(self, ago: int) -> date:
        """Return the day so many days ago; below zero, a day to come."""
        return self.timeline.today - timedelta(days=ago)


def _account(figure: Figure) -> Account:
    """Return an account that nobody can sign in to with a password."""
    return actions.make_account(email=figure.email, password=None)


def found() -> Organisation:
    """Make the organisation with its administrator, and enter it."""
    plan = content.organisation()
    figure = _administrator()
    return actions.found_organisation(
        name=plan["name"], slug=plan["slug"], administrator=figure.name, account=_account(figure)
    )


def _administrator() -> Figure:
    return next(figure for figure in content.figures() if Role.ADMINISTRATOR in figure.roles)


def gather(stage: Stage) -> None:
    """Make the teams and the people in them."""
    administrator = queries.get_person(queries.list_people()[0].id)
    since = stage.timeline.today - FOUNDED
    for key, name in content.teams().items():
        stage.teams[key] = actions.make_team(by=administrator, name=name)
    for figure in content.figures():
        person = administrator if Role.ADMINISTRATOR in figure.roles else _invited(administrator, figure)
        stage.people[figure.key] = person
        for team, roles in figure.teams.items():
            for role in roles:
                actions.add_member(by=administrator, team=stage.teams[team], person=person, role=role, since=since)


def _invited(administrator: Person, figure: Figure) -> Person:
    person, _secret = actions.invite(by=administrator, name=figure.name, email=figure.email)
    person = actions.accept_invitation(person=person, account=_account(figure))
    if figure.roles:
        actions.set_roles(by=administrator, person=person, roles=set(figure.roles))
    return person
