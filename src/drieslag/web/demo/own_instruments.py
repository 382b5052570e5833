"""Questionnaires that the organisation wrote itself, and permissions for those of others."""

from datetime import timedelta
from typing import Any

from drieslag.surveys.actions import instruments, permissions, versions
from drieslag.surveys.composing import AnswerScale, items_of
from drieslag.surveys.models import OwnInstrument
from drieslag.web.demo.founding import Stage


def put_on_timeline(stage: Stage, told: dict[str, Any]) -> None:
    """Put writing, putting to use and changing on the timeline."""
    for row in told["own"]:
        stage.at(row["ago"], "08:05", _write, stage, row)
    for row in told["permissions"]:
        stage.at(row["ago"], "13:20", _permit, stage, row)


def _write(stage: Stage, row: dict[str, Any]) -> None:
    by = stage.people[row["by"]]
    own = instruments.begin(
        by=by, team=None, name=row["name"], lines="\n".join(row["lines"]), answers=AnswerScale(row["answers"])
    )
    values = {name: {"nl": row[name], "en": ""} for name in ("purpose", "intro")}
    instruments.change_part(by=by, own=own, values=values)
    versions.publish(by=by, own=own)
    stage.codes[row["key"]] = own.code
    if changed := row.get("changed"):
        stage.at(changed["ago"], "16:35", _change, stage, own, changed)


def _change(stage: Stage, own: OwnInstrument, row: dict[str, Any]) -> None:
    """Ask a question in other words from now on: it becomes another question, which replaces the one before."""
    by = stage.people[row["by"]]
    own.refresh_from_db()
    key = next(item["key"] for item in items_of(own.draft) if item["text"]["nl"] == row["was"])
    instruments.change_item(by=by, own=own, key=key, values={"text": {"nl": row["now"], "en": ""}})
    versions.publish(by=by, own=own)


def _permit(stage: Stage, row: dict[str, Any]) -> None:
    permissions.note_permission(
        by=stage.people[row["by"]],
        code=row["code"],
        whose=row["whose"],
        given_on=stage.day(row["ago"]) - timedelta(days=row["after"]),
        document=row["document"],
    )
