"""What the tests of competence begin with: Bram tries, declares, and has a task that is reserved."""

from datetime import UTC, date, datetime, timedelta

from drieslag.core import clock
from drieslag.development.competence import actions
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import MomentKind
from drieslag.development.competence.models import Declaration, Deployment, Moment, Qualification, ReservedTask, View
from drieslag.development.competence.terms import months_after
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.privacy.actions import record_consent
from tests.factories.world import World, make_person
from tests.support.roles import with_role

NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
TODAY = date(2026, 11, 24)
NEXT_YEAR = date(2027, 11, 24)
FILM = {"film": "link", "link": "https://film.example/abc", "all_agreed": True}


def on(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def moment(world: World, kind: MomentKind = MomentKind.OBSERVATION, **more: object) -> Moment:
    said = {"task": "Een gesprek openen", "prediction": "Ik word stil", "note": "Alleen voor mij", **more}
    return actions.make_moment(by=world.bram, kind=kind, said=Said(**said))  # type: ignore[arg-type]


def declaration(world: World, **more: object) -> Declaration:
    given = {
        "by": world.bram, "can": "stiltes laten vallen", "because": "ik deed het tien keer",
        "until_on": months_after(clock.today(), 12), **more,
    }  # fmt: skip
    return actions.declare(**given)  # type: ignore[arg-type]


def viewed(world: World, found: Declaration, *colleagues: Person) -> list[View]:
    """Let colleagues say that they saw it; Anna and Carla unless others are named."""
    made = []
    for who in colleagues or (world.anna, world.carla):
        view = actions.ask_view(by=world.bram, declaration=found, colleague=who)
        made.append(actions.give_view(by=who, view=view, words=f"Gezien door {who.first_name}"))
    return made


def adviser(world: World) -> Person:
    return with_role(world, "Adviseur Leren", Role.LEARNING_ADVISER)


def task(world: World, **more: object) -> ReservedTask:
    said = {"name": "Medicijnen geven", "why": "Het kan schade doen", "qualifies": "Een diploma", **more}
    return actions.define_task(by=adviser(world), said=Worded(**said))  # type: ignore[arg-type]


def qualified(world: World, found: ReservedTask, **more: object) -> Qualification:
    given = {
        "by": world.bram, "task": found, "evidence": "Diploma verpleegkunde", "number": "BIG 12345",
        "from_on": clock.today() - timedelta(days=400), "until_on": None, **more,
    }  # fmt: skip
    return actions.state_qualified(**given)  # type: ignore[arg-type]


def deployable(world: World, found: ReservedTask, **more: object) -> Deployment:
    given = {
        "by": world.lea, "person": world.bram, "task": found, "from_on": clock.today(),
        "until_on": months_after(clock.today(), 6), "sentence": "Je deed het drie keer goed", **more,
    }  # fmt: skip
    return actions.say_deployable(**given)  # type: ignore[arg-type]


def consent(world: World) -> None:
    record_consent(
        by=world.ada.pk, scope="leader_sees_plans", body="works_council", given_on=clock.today(), document="OR-12"
    )


def outsiders(world: World) -> list[Person]:
    """Everybody with a role that might seem to let them in, and a colleague whom nobody asked."""
    made = [world.lea, world.ada, make_person(world.organisation, "Collega Oost", world.other_team)]
    for name, role in (("Directeur", Role.DIRECTOR), ("Beleid", Role.POLICY_MAKER), ("Advies", Role.LEARNING_ADVISER)):
        made.append(with_role(world, f"De {name}", role))
    return made
