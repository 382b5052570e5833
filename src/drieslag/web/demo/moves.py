"""Questions that were split, joined or handed to another team, and results that other teams may find."""

from typing import Any

from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Next, Seen
from drieslag.learning.threads.models import HandOver
from drieslag.web.demo import content, questions
from drieslag.web.demo.founding import Stage


def put_on_timeline(stage: Stage) -> None:
    """Put all that became of questions as a whole on the timeline."""
    told = content.part("moves")
    for row in told["split"]:
        stage.at(row["ago"], "14:00", _split, stage, row)
    for row in told["joined"]:
        stage.at(row["ago"], "14:10", _join, stage, row)
    for row in told["handed"]:
        stage.at(row["ago"], "14:20", _hand, stage, row)
    for row in told["shared"]:
        stage.at(row["ago"], "16:20", _share, stage, row)


def _split(stage: Stage, row: dict[str, Any]) -> None:
    stage.threads[row["key"]] = actions.split_thread(
        by=stage.people[row["by"]],
        thread=stage.threads[row["thread"]],
        title=row["title"],
        story=row["story"],
    )
    stage.at(row["learned"]["ago"], "11:00", questions.learn, stage, row, row["learned"])


def _join(stage: Stage, row: dict[str, Any]) -> None:
    actions.join_threads(
        by=stage.people[row["by"]], thread=stage.threads[row["thread"]], into=stage.threads[row["into"]]
    )


def _hand(stage: Stage, row: dict[str, Any]) -> None:
    offered = actions.hand_over(
        by=stage.people[row["by"]],
        thread=stage.threads[row["thread"]],
        to_team=stage.teams[row["to"]],
        why=row["why"],
    )
    if taken := row.get("taken"):
        stage.at(taken["ago"], "09:30", _take, stage, row, offered)


def _take(stage: Stage, row: dict[str, Any], offered: HandOver) -> None:
    stage.threads[row["thread"]] = actions.take_thread(by=stage.people[row["taken"]["by"]], hand_over=offered)
    stage.at(row["learned"]["ago"], "11:00", questions.learn, stage, {"key": row["thread"]}, row["learned"])


def _share(stage: Stage, row: dict[str, Any]) -> None:
    try_out = stage.try_outs[row["try_out"]]
    by = stage.people[row["by"]]
    if verdict := row.get("verdict"):
        effect = try_out.effects.latest("noted_at")
        actions.change_effect(
            by=by,
            effect=effect,
            seen=Seen(effect.seen),
            text=effect.text,
            surprise=row.get("surprise"),
            verdict=Next(verdict),
        )
    actions.share_result(by=by, try_out=try_out, tried=row["tried"], learned=row["learned"], seen=Seen(row["seen"]))
