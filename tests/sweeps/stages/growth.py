"""Goals of Bram: one that he works at with something to do, and one that rests. Shared with Carla, with no leader.

Everybody but Bram finds nothing at any of their addresses, whatever their role.
"""

from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.plans import actions
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    bram, carla = stage.world.bram, stage.world.carla
    goal = actions.add_goal(by=bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")
    resting = actions.add_goal(by=bram, text="Ik rond af.", for_residents="Rust.", waits=True)
    activity = actions.add_activity(by=bram, goal_id=goal.pk, text="Meekijken", way="together")
    done = actions.add_activity(by=bram, goal_id=goal.pk, text="Lezen", way="formal")
    actions.mark_done(by=bram, activity_id=done.pk)
    actions.note_week(by=bram, goal_id=goal.pk, answer="did")
    share = sharing.share(by=bram, kind=Kind.GOAL, key=goal.pk, reader=carla)
    stage.keys |= {
        "growth.key": goal.pk,
        "growth.kind": Kind.GOAL.value,
        "growth.person": carla.pk,
        "growth:resume.key": resting.pk,
        "growth:goal_erasure.key": resting.pk,
        "growth:year.year": clock.today().year,
        "growth:shared_one.key": share.pk,
    }
    stage.keys |= {f"growth:{page}.key": activity.pk for page in ("activity", "done", "activity_erasure")}
    stage.keys["growth:undone.key"] = done.pk
