"""Themes of the month, and what people do with trainings."""

from datetime import date, timedelta
from typing import Any

from drieslag.kernel.format import Preference
from drieslag.learning.spread import actions
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import NoteKind, Week
from drieslag.learning.spread.models import Theme, Training, TransferPlan
from drieslag.learning.threads.enums import Seen
from drieslag.web.demo import content
from drieslag.web.demo.founding import Stage

FRIDAY = 4


def put_on_timeline(stage: Stage) -> None:
    """Put the themes, each in its month, and the trainings on the timeline."""
    told = content.part("themes")
    for row in told["themes"]:
        month = _month(stage.timeline.today, row["months_ago"])
        _on(stage, month, row["made"], "09:10", _make, row, month)
    for row in told["trainings"]:
        stage.at(row["ago"], "17:10", _train, stage, row)
    stage.at(0, "07:00", actions.freeze_figures)


def _month(today: date, ago: int) -> date:
    """Return the first day of the month so many months ago."""
    months = today.year * 12 + today.month - 1 - ago
    return date(months // 12, months % 12 + 1, 1)


def _working(day: date) -> date:
    """Return the day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)


def _on(stage: Stage, month: date, day: int, hour: str, act: Any, *given: Any) -> None:
    """Let something happen on a day of a month; a day to come is as late as now."""
    ago = (stage.timeline.today - month).days - (day - 1)
    stage.at(max(ago, 0), hour, act, stage, *given)


def _make(stage: Stage, row: dict[str, Any], month: date) -> None:
    by = stage.people[row["by"]]
    theme = actions.make_theme(by=by, title=row["title"], question=row["question"], month=month)
    for each in row["activities"]:
        actions.add_activity(
            by=stage.people[each["by"]],
            theme=theme,
            title=each["title"],
            on=_working(month + timedelta(days=each["day"] - 1)),
            place=each["place"],
            preference=Preference(each["way"]),
        )
    for each in row.get("links", []):
        _on(stage, month, each["day"], "11:50", _link, theme, each)
    for each in row.get("notes", []):
        _on(stage, month, each["day"], "12:10", _note, theme, each)
    if closed := row.get("closed"):
        _on(stage, month, closed["day"], "16:50", _close, theme, closed)


def _link(stage: Stage, theme: Theme, row: dict[str, Any]) -> None:
    thread = stage.threads[row["thread"]]
    actions.link_thread(by=stage.people[row["by"]], theme=theme, thread=thread, title=row["title"])


def _note(stage: Stage, theme: Theme, row: dict[str, Any]) -> None:
    actions.add_note(
        by=stage.people[row["by"]],
        theme=theme,
        kind=NoteKind(row["kind"]),
        text=row["text"],
        link=row.get("link", ""),
        named=row.get("named", True),
    )


def _close(stage: Stage, theme: Theme, closed: dict[str, Any]) -> None:
    actions.close_theme(by=stage.people[closed["by"]], theme=theme, harvest=closed["harvest"])


def _train(stage: Stage, row: dict[str, Any]) -> None:
    trainer = stage.person(row, "trainer")
    training = actions.add_training(
        by=stage.people[row["by"]], title=row["title"], on=stage.timeline.day(row["ago"]), trainer=trainer
    )
    for plan in row["plans"]:
        stage.at(row["ago"] - plan.get("after", 1), "12:30", _plan, stage, training, row["ago"], plan)


def _plan(stage: Stage, training: Training, ago: int, row: dict[str, Any]) -> None:
    by = stage.people[row["by"]]
    plan = actions.make_plan(by=by, training=training, what=row["what"], with_whom=row["with"], when=row["when"])
    for week, look in row.get("looks", {}).items():
        stage.at(ago - 7 * week - 1, "15:10", _look, stage, plan, row["by"], Week(week), look)
    if reader := stage.person(row, "shared_with"):
        actions.share_plan(by=by, plan=plan, reader=reader)


def _look(stage: Stage, plan: TransferPlan, by: str, week: Week, look: list[Any]) -> None:
    """Look back: how often it was tried, what was seen, how much stuck (after twelve weeks), and what is needed."""
    tried, seen, *rest = look
    stuck = rest[0] if rest else None
    need = rest[1] if len(rest) > 1 else ""
    answers = Answers(tried=tried, seen=Seen(seen), need=need, stuck=stuck)
    actions.look_back(by=stage.people[by], plan=plan, week=week, answers=answers)
