"""What teams keep beside their questions: found room, changes, goals of the group and lessons without names."""

from datetime import timedelta
from typing import Any

from drieslag.learning.groundwork import actions
from drieslag.learning.groundwork.enums import ChangeState, Side, Theme
from drieslag.learning.groundwork.models import Change, Goal
from drieslag.learning.threads.enums import Level
from drieslag.web.demo import content
from drieslag.web.demo.founding import Stage


def put_on_timeline(stage: Stage) -> None:
    """Put all of it on the timeline."""
    told = content.part("ground")
    for row in told["rooms"]:
        stage.at(row["ago"], "14:30", _find, stage, row)
    for row in told["changes"]:
        stage.at(row["ago"], "14:40", _change, stage, row)
    for row in told["caps"]:
        stage.at(row["ago"], "14:35", _agree_on_cap, stage, row)
    for row in told["goals"]:
        stage.at(row["ago"], "14:50", _aim, stage, row)
    for row in told["lessons"]:
        stage.at(row["ago"], "15:00", _learn, stage, row)


def _find(stage: Stage, row: dict[str, Any]) -> None:
    actions.note_room(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        theme=Theme(row["theme"]),
        title=row["title"],
        thought=row["thought"],
        found=row["found"],
        rule=row.get("rule", ""),
    )


def _change(stage: Stage, row: dict[str, Any]) -> None:
    by = stage.people[row["by"]]
    change = actions.begin_change(by=by, team=stage.teams[row["team"]], title=row["title"], why=row["why"])
    for side in Side:
        for text, *done in row[side.value]:
            line = actions.add_line(by=by, change=change, side=side, text=text)
            if done:
                stage.at(done[0], "14:45", _mark, stage, row, line)
    if settled := row.get("settled"):
        stage.at(settled, "16:15", _settle, stage, row, change)


def _agree_on_cap(stage: Stage, row: dict[str, Any]) -> None:
    actions.set_cap(by=stage.people[row["by"]], team=stage.teams[row["team"]], most=row["most"])


def _mark(stage: Stage, row: dict[str, Any], line: Any) -> None:
    actions.mark_line(by=stage.people[row["by"]], line=line, done=True)


def _settle(stage: Stage, row: dict[str, Any], change: Change) -> None:
    actions.put_change(by=stage.people[row["by"]], change=change, state=ChangeState.SETTLED)


def _aim(stage: Stage, row: dict[str, Any]) -> None:
    goal = actions.set_goal(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        text=row["text"],
        percent=row["percent"],
        due_on=stage.day(row["ago"]) + timedelta(days=row["due"]),
    )
    for ago, able, people in row["counts"]:
        stage.at(ago, "14:55", _count, stage, row, goal, able, people)


def _count(stage: Stage, row: dict[str, Any], goal: Goal, able: int, people: int) -> None:
    actions.count_goal(by=stage.people[row["by"]], goal=goal, able=able, people=people)


def _learn(stage: Stage, row: dict[str, Any]) -> None:
    actions.note_lesson(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        happened=row["happened"],
        made_possible=row["made_possible"],
        next_time=row["next_time"],
        level=Level(row["level"]),
    )
