"""What the tests of talks begin with: Bram's talk with Anna, asked, planned, prepared, agreed."""

from datetime import UTC, datetime, timedelta

from drieslag.core import clock
from drieslag.development.talks import actions
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.development.talks.models import Agreement, Talk
from drieslag.people.enums import Role
from drieslag.people.models import Person
from tests.factories.world import World
from tests.support.roles import with_role

NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
LINES = (Line(Who.OWNER, "Ik laat in twee gesprekken een stilte vallen"), Line(Who.OTHER, "Anna kijkt een keer mee"))


def asked(world: World, *, by: Person | None = None, other: Person | None = None, **more: object) -> Talk:
    """A talk that Bram asks of Anna; or that a leader asks of Bram."""
    given = {
        "by": by or world.bram, "owner": world.bram, "other": other or world.anna, "kind": TalkKind.COACHING,
        "planned_at": clock.now() + timedelta(days=14), "place": "De Linde", "about": "Over stiltes", **more,
    }  # fmt: skip
    return actions.ask_for_talk(**given)  # type: ignore[arg-type]


def planned(world: World, **more: object) -> Talk:
    """A talk of which the moment was accepted."""
    talk = asked(world, **more)  # type: ignore[arg-type]
    accepter = world.bram if talk.begun_by == "other" else (more.get("other") or world.anna)
    assert isinstance(accepter, Person)
    return actions.accept(by=accepter, talk=talk)


def agreed(world: World, talk: Talk, **more: object) -> Agreement:
    """What Bram writes down."""
    given = {"by": world.bram, "talk": talk, "lines": LINES, "help_": "Anna", "evidence": "Collega's zien het", **more}
    return actions.write_agreements(**given)  # type: ignore[arg-type]


def closed(world: World) -> Talk:
    """A talk that was, with agreements that both signed."""
    talk = planned(world)
    actions.confirm(by=world.anna, talk=talk, number=agreed(world, talk).number)
    return actions.close_talk(by=world.bram, talk=talk)


def outsiders(world: World) -> list[Person]:
    """Everybody with a role that might seem to let them in, and a colleague."""
    made = [world.lea, world.ada, world.carla]
    for name, role in (("Directeur", Role.DIRECTOR), ("Adviseur", Role.LEARNING_ADVISER)):
        made.append(with_role(world, f"De {name}", role))
    return made
