"""What the tests of budgets begin with: an adviser, and a budget of each kind."""

from datetime import date

from drieslag.core import clock
from drieslag.development.budgets import actions
from drieslag.development.budgets.enums import Kind, Purpose
from drieslag.development.budgets.models import Budget, Request
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from tests.factories.world import World
from tests.support.roles import with_role


def make_adviser(world: World, name: str = "Els Mulder") -> Person:
    return with_role(world, name, Role.LEARNING_ADVISER)


def this_year() -> tuple[date, date]:
    year = clock.today().year
    return date(year, 1, 1), date(year, 12, 31)


def make_budget(
    world: World, adviser: Person, kind: Kind = Kind.PERSONAL, *, cents: int = 50000, minutes: int = 0, **more: object
) -> Budget:
    """Bram's own, that of his team, or that of a domain which Anna holds."""
    starts, ends = this_year()
    of: dict[Kind, dict[str, object]] = {
        Kind.PERSONAL: {"owner": world.bram},
        Kind.CHOICE: {"owner": world.bram},
        Kind.TEAM: {"team": world.team},
        Kind.DOMAIN: {"owner": world.anna, "name": "Jeugd"},
    }
    given = {"by": adviser, "kind": kind, "starts_on": starts, "ends_on": ends, "cents": cents, "minutes": minutes}
    return actions.set_up(**{**given, **of[kind], **more})  # type: ignore[arg-type]


def ask(world: World, budget: Budget, *, by: Person | None = None, cents: int = 20000, **more: object) -> Request:
    given = {"by": by or world.bram, "budget": budget, "what": "Cursus rouw", "purpose": Purpose.GROWING}
    return actions.ask(**{**given, "cents": cents, **more})  # type: ignore[arg-type]


def leave_team(person: Person) -> None:
    Membership.objects.filter(person=person).update(until=clock.today())


def main_of(world: World, url: str, who: Person | None = None, status: int = 200) -> str:
    page = world.client(who or world.bram).get(url)
    assert page.status_code == status, (page.status_code, url)
    return str(page.content.decode().split("<main")[1].split("</main>")[0])
