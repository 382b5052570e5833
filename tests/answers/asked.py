"""Rounds that await the people of the tests."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.surveys.actions.invitations import make_codes
from drieslag.surveys.models import Round
from tests.factories.world import World
from tests.surveys.asking import consent, opened

WEEK = timedelta(days=7)


def anonymous(world: World, by: Person | None = None, **given: object) -> Round:
    """Anna's team of seven is asked without names."""
    if not world.more:
        world.colleagues(4)
    return opened(world, by, **{"closes_at": clock.now() + WEEK, **given})


def named(world: World, mode: Mode = Mode.OPEN, **given: object) -> Round:
    """Lea asks her team with names: she reads it herself, or as its leader."""
    asked: dict[str, object] = {"mode": mode, "closes_at": clock.now() + WEEK}
    if mode == Mode.CONFIDENTIAL:
        consent(world)
        return opened(world, world.lea, **{"reader_role": Role.TEAM_LEADER, **asked, **given})
    return opened(world, world.lea, **{"reader": world.lea.pk, **asked, **given})


def codes_of(found: Round, by: Person) -> list[str]:
    """The codes of a round, as they are printed."""
    return make_codes(by=by, round_id=found.pk)
