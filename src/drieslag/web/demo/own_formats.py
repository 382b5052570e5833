"""Formats that a team wrote itself: one in use in its second version, and one that is still being written."""

from typing import Any

from drieslag.kernel.format import Format, StepKind
from drieslag.learning.formats import actions
from drieslag.learning.formats.models import OwnFormat
from drieslag.library import formats
from drieslag.web.demo import content
from drieslag.web.demo.founding import Stage

CODE = "X00"  # only while the text is read: an own format gets a code of its own


def put_on_timeline(stage: Stage) -> None:
    """Put beginning, changing and publishing on the timeline."""
    told = content.part("formats")
    for row in told["published"]:
        stage.at(row["ago"], "13:00", _import, stage, row)
    for row in told["drafts"]:
        stage.at(row["ago"], "13:05", _begin, stage, row)


def _import(stage: Stage, row: dict[str, Any]) -> None:
    by, team = stage.people[row["by"]], stage.teams[row["team"]]
    found = formats.load(content.text(row["file"]), file=CODE)
    assert isinstance(found, Format), found
    own = actions.import_format(by=by, team=team, format_=found)
    actions.publish(by=by, own=own)
    for change in row["changes"]:
        stage.at(change["ago"], "13:10", _change, stage, own, change)


def _change(stage: Stage, own: OwnFormat, change: dict[str, Any]) -> None:
    by = stage.people[change["by"]]
    for step, values in change["steps"].items():
        actions.change_step(by=by, own=own, key=step, values=values)
    actions.publish(by=by, own=own)


def _begin(stage: Stage, row: dict[str, Any]) -> None:
    by, team = stage.people[row["by"]], stage.teams[row["team"]]
    own = actions.new_format(by=by, team=team, name=row["name"])
    actions.change_part(by=by, own=own, values={"purpose": {"nl": row["purpose"], "en": ""}})
    for step in row["steps"]:
        key = actions.add_step(by=by, own=own, kind=StepKind(step["kind"]))
        actions.change_step(by=by, own=own, key=key, values=step["values"])
