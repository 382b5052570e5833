"""What the tests of offerings begin with: a trainer, and something that is offered on a day to come."""

from datetime import datetime, timedelta

from drieslag.core import clock
from drieslag.development.offerings import actions
from drieslag.development.offerings.actions import Draft, When
from drieslag.development.offerings.enums import Kind
from drieslag.development.offerings.models import Offering
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from tests.factories.world import World
from tests.support.roles import with_role


def make_trainer(world: World, name: str = "Tess Jansen") -> Person:
    """An internal trainer of the organisation, in no team."""
    return with_role(world, name, Role.INTERNAL_TRAINER)


def give_role(person: Person, role: Role) -> Person:
    """Give a role: in the organisation where it is one of those, else in the person's team."""
    if role in (Role.LEARNING_ADVISER, Role.DIRECTOR):
        OrganisationRole.objects.create(organisation=person.organisation, person=person, role=role)
        return person
    Membership.objects.filter(person=person).update(role=role)
    return person


def when(days: int = 7, hours: int = 3, pause: int = 30) -> When:
    at = (clock.now() + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
    return When(at, at + timedelta(hours=hours), pause)


def draft(**changes: object) -> Draft:
    given = {
        "title": "Schaalvragen",
        "what_for": "Beter doorvragen",
        "moments": [when()],
        "place": "De Linde",
        **changes,
    }
    return Draft(**given)  # type: ignore[arg-type]


def make_offering(world: World, by: Person | None = None, kind: Kind = Kind.TRAINING, **changes: object) -> Offering:
    return actions.offer(by=by or make_trainer(world), kind=kind, draft=draft(**changes))


def after(offering: Offering, days: float = 0.5) -> datetime:
    """A moment so long after its end."""
    return offering.last_at + timedelta(days=days)


def main_of(world: World, url: str, who: Person | None = None, status: int = 200) -> str:
    page = world.client(who or world.bram).get(url)
    assert page.status_code == status, (page.status_code, url)
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def reads_english(person: Person) -> None:
    """Mails go out in the language of who gets them; the tests compare them as they stand in the code."""
    assert person.account is not None
    person.account.language = "en"
    person.account.save()
