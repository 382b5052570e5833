"""Whom a round asks: people, each once, in the report group of a team or of the whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from drieslag.kernel.disclosure import MINIMUMS, Minimums
from drieslag.people.enums import LEARNING_ROLES
from drieslag.people.models import Membership, Person, Team
from drieslag.surveys.enums import Asked
from drieslag.surveys.models import Minimum


@dataclass(frozen=True)
class Asking:
    """The teams that are asked, and everybody with the team as whose member they count; none for the whole."""

    teams: tuple[Team, ...]
    people: dict[UUID, UUID | None]


def place(asked: str, teams: Collection[UUID] = (), persons: Sequence[UUID] = ()) -> Asking:
    """Return who is asked as it is now. Somebody of two teams counts in the one of which they were a member first."""
    if asked == Asked.PEOPLE:
        here = Person.objects.filter(pk__in=persons, left_on=None)
        return Asking((), dict.fromkeys(here.order_by("pk").values_list("pk", flat=True)))
    open_teams = Team.objects.filter(closed_on=None).order_by("name", "pk")
    if asked == Asked.TEAMS:
        open_teams = open_teams.filter(pk__in=teams)
    there = list(open_teams)
    people: dict[UUID, UUID | None] = {}
    held = Membership.objects.filter(team__in=there, until=None, person__left_on=None).order_by("since", "pk")
    for person, team in held.values_list("person_id", "team_id"):
        people.setdefault(person, team)
    if asked == Asked.ORGANISATION:
        without = Person.objects.filter(left_on=None, organisation_roles__role__in=LEARNING_ROLES)
        for person in without.order_by("pk").values_list("pk", flat=True):
            people.setdefault(person, None)
    filled = set(people.values())
    return Asking(tuple(team for team in there if team.pk in filled), people)


def minimums() -> Minimums:
    """Return from how many answers this organisation shows something: the kernel's numbers, or its own higher ones."""
    own = Minimum.objects.first()
    if own is None:
        return MINIMUMS
    return Minimums(
        mean=own.mean, distribution=own.distribution, open_text=own.distribution, relation=own.relation,
        resident=own.mean, complement=own.mean,
    )  # fmt: skip
