"""Practice questions and what came of them outside meetings, put on the timeline."""

from datetime import timedelta
from functools import partial
from typing import Any

from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Level, Next, Origin, Seen, TryOutKind
from drieslag.web.demo.founding import Stage

PLAN = ("thinking", "with_whom", "how_small", "expectation", "stop_rule")


def put_on_timeline(stage: Stage, row: dict[str, Any]) -> None:
    """Put one question and all that is told of it on the timeline."""
    line = stage.timeline
    line.add(line.moment(row["ago"], "08:40"), partial(_open, stage, row))
    go_on(stage, row)


def go_on(stage: Stage, row: dict[str, Any]) -> None:
    """Put what became of a question on the timeline."""
    line = stage.timeline
    for insight in row.get("insights", []):
        line.add(line.moment(insight["ago"], "11:00"), partial(learn, stage, row, insight))
    for try_out in row.get("try_outs", []):
        line.add(line.moment(try_out["ago"], "11:30"), partial(_try, stage, row, try_out))
    if aside := row.get("aside"):
        line.add(line.moment(aside["ago"], "16:40"), partial(_lay_aside, stage, row, aside))
    if closed := row.get("closed"):
        line.add(line.moment(closed["ago"], "16:30"), partial(_close, stage, row, closed))


def _open(stage: Stage, row: dict[str, Any]) -> None:
    stage.threads[row["key"]] = actions.open_thread(
        by=stage.person(row, "by"),
        team=stage.teams[row["team"]],
        origin=Origin(row.get("origin", Origin.PERSON)),
        title=row["title"],
        story=row.get("story", ""),
        named=row.get("named", True),
        tough=row.get("tough", False),
    )


def learn(stage: Stage, row: dict[str, Any], insight: dict[str, Any]) -> None:
    """Write down what somebody came to see of a question."""
    actions.add_insight(
        by=stage.person(insight, "by"),
        team=stage.threads[row["key"]].team,
        text=insight["text"],
        level=Level(insight["level"]),
        thread=stage.threads[row["key"]],
    )


def _try(stage: Stage, row: dict[str, Any], try_out: dict[str, Any]) -> None:
    stage.try_outs[try_out["key"]] = actions.add_try_out(
        by=stage.person(try_out, "by"),
        team=stage.teams[row["team"]],
        kind=TryOutKind(try_out["kind"]),
        text=try_out["text"],
        owner=stage.person(try_out, "owner"),
        due_on=stage.timeline.today - timedelta(days=try_out["ago"] - try_out["due"]),
        **{name: try_out.get(name, "") for name in PLAN},
        thread=stage.threads[row["key"]],
    )
    put_effects_on_timeline(stage, try_out)


def put_effects_on_timeline(stage: Stage, try_out: dict[str, Any]) -> None:
    """Let somebody look back on a try-out, alone."""
    for effect in try_out.get("effects", []):
        stage.timeline.add(stage.timeline.moment(effect["ago"], "16:00"), partial(_note, stage, try_out, effect))


def _note(stage: Stage, try_out: dict[str, Any], effect: dict[str, Any]) -> None:
    actions.note_effect(
        by=stage.person(effect, "by"),
        try_out=stage.try_outs[try_out["key"]],
        seen=Seen(effect["seen"]),
        text=effect["text"],
        surprise=effect.get("surprise", ""),
        verdict=Next(effect["verdict"]) if "verdict" in effect else None,
    )


def _lay_aside(stage: Stage, row: dict[str, Any], aside: dict[str, Any]) -> None:
    actions.lay_aside(by=stage.people[aside["by"]], thread=stage.threads[row["key"]])


def _close(stage: Stage, row: dict[str, Any], closed: dict[str, Any]) -> None:
    actions.close_thread(by=stage.people[closed["by"]], thread=stage.threads[row["key"]], shared_with=closed["with"])
