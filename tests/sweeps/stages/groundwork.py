"""What a team keeps beside its questions."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.learning.groundwork import actions
from drieslag.learning.groundwork.enums import Side, Theme
from drieslag.learning.threads.enums import Level

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each."""
    bram, team = stage.world.bram, stage.world.team
    room = actions.note_room(
        by=bram, team=team, theme=Theme.LAW, title="Langsgaan", thought="Mag niet", found="Mag wel"
    )
    change = actions.begin_change(by=bram, team=team, title="Samen beginnen")
    line = actions.add_line(by=bram, change=change, side=Side.LET_GO, text="De lange lijst")
    goal = actions.set_goal(by=bram, team=team, text="Doorvragen", percent=80, due_on=clock.today() + timedelta(days=9))
    lesson = actions.note_lesson(
        by=bram, team=team, happened="Te laat", made_possible="Geen lijst", next_time="Een lijst", level=Level.SINGLE
    )
    rows = {"room": room, "change": change, "line": line, "goal": goal}
    stage.keys |= {f"groundwork:{name}.key": row.pk for name, row in rows.items()}
    stage.keys |= {
        "groundwork:room_withdrawal.key": room.pk,
        "groundwork:change_state.key": change.pk,
        "groundwork:goal_end.key": goal.pk,
        "groundwork:lesson_removal.key": lesson.pk,
    }
