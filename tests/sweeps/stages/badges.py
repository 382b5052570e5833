"""A badge of Bram's: everybody but Bram finds nothing at its addresses. What the world may ask, anybody may."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.badges import actions
from drieslag.development.badges.models import Achievement
from tests.badges.declaring import declared

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Two declarations that stand: one with a badge, one that could have one."""
    world = stage.world
    until = clock.today() + timedelta(days=200)
    first, second = (
        declared(world, can=can, until=until) for can in ("Ik kan een groep begeleiden", "Ik kan luisteren")
    )
    badge = actions.issue(by=world.bram, about=first.pk, name="Bram Visser")
    achievement = Achievement.objects.first()
    assert achievement is not None
    stage.keys |= {
        "badges.key": badge.pk,
        "badges:new.key": second.pk,
        "badges:file.kind": "json",
        "badges.organisation": world.organisation.slug,
        "badges:achievement.code": achievement.code,
    }
