"""Buddies, requests for help, what people said they put in, and the list of somebody who left."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from drieslag.core import clock
from drieslag.learning.support import actions
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import Asked, HelpState, ItemKind, WordKind
from drieslag.learning.support.models import Departure, HelpRequest, Pair, Undertaking
from drieslag.people import actions as people
from drieslag.web.demo import content
from drieslag.web.demo.founding import Stage

LOT = 47  # any number: the pairs that a lot proposes


def put_on_timeline(stage: Stage) -> None:
    """Put all of it on the timeline."""
    told = content.part("support")
    for row in told["buddies"]:
        stage.at(row["ago"], "10:20", _choose, stage, row)
    for ago in told["pairs_settled"]:
        stage.at(ago, "03:20", _settle)
    for row in told["help"]:
        stage.at(row["ago"], "13:20", _write, stage, row)
    for row in told["undertakings"]:
        stage.at(row["ago"], "15:40", _undertake, stage, row)
    for row in told["departures"]:
        stage.at(row["ago"], "15:50", _depart, stage, row)
    stage.at(0, "03:30", actions.forget_old)


def _settle() -> None:
    actions.settle_pairs(seed=LOT)


def _choose(stage: Stage, row: dict[str, Any]) -> None:
    by, other = stage.people[row["by"]], stage.people[row["with"]]
    pair = actions.choose_buddies(by=by, team=stage.teams[row["team"]], others=[other])
    pair = actions.agree(by=other, pair=pair)
    actions.set_rhythm(by=by, pair=pair, every_weeks=row["every"])
    for ago in row["talks"]:
        stage.at(ago, "15:30", _talk, stage, row, pair)


def _talk(stage: Stage, row: dict[str, Any], pair: Pair) -> None:
    actions.note_talk(by=stage.people[row["by"]], pair=pair)


def _write(stage: Stage, row: dict[str, Any]) -> None:
    asked = row["asked"]
    person, team = stage.person(asked, "person"), asked.get("team")
    request = actions.write_request(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        asking=Asking(
            running_into=row["running_into"],
            tried=row.get("tried", ""),
            asking=row["asking"],
            decide_ourselves=row.get("decide_ourselves", ""),
            look_back_on=stage.day(row["look_back"]),
            asked_kind=Asked(asked["kind"]),
            asked_person=person.pk if person else None,
            asked_team=stage.teams[team].pk if team else None,
        ),
    )
    for step in row["then"]:
        stage.at(step["ago"], step.get("at", "13:40"), _go_on, stage, request, step)


def _go_on(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    request.refresh_from_db()
    _STEPS[step["do"]](stage, request, step)


def _question(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    actions.ask_question(by=stage.people[step["by"]], request=request, text=step["text"])


def _answer(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    """Answer the question that waits longest."""
    open_ = request.words.filter(kind=WordKind.QUESTION, answers=None).order_by("said_at", "pk")
    actions.answer(by=stage.people[step["by"]], question=open_[0], text=step["text"])


def _advise(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    actions.advise(by=stage.people[step["by"]], request=request, text=step["text"])


def _wish(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    actions.wish_advice(by=stage.people[step["by"]], request=request, wants=True)


def _meet(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    day = clock.today() + timedelta(days=step["in"])
    actions.propose_talk(by=stage.people[step["by"]], request=request, day=day)


def _bring(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    actions.bring_to(by=stage.people[step["by"]], request=request, state=HelpState(step["state"]))


def _onto_board(stage: Stage, request: HelpRequest, step: dict[str, Any]) -> None:
    stage.threads[step["thread"]] = actions.begin_thread(by=stage.people[step["by"]], request=request)


_STEPS: dict[str, Callable[[Stage, HelpRequest, dict[str, Any]], None]] = {
    "question": _question,
    "answer": _answer,
    "advise": _advise,
    "wish_advice": _wish,
    "propose_talk": _meet,
    "bring_to": _bring,
    "to_board": _onto_board,
}


def _undertake(stage: Stage, row: dict[str, Any]) -> None:
    undertaking = actions.open_undertaking(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        title=row["title"],
        try_out=stage.try_outs[row["try_out"]] if "try_out" in row else None,
    )
    for part in row["parts"]:
        stage.at(part["ago"], "15:45", _take_part, stage, undertaking, part)


def _take_part(stage: Stage, undertaking: Undertaking, part: dict[str, Any]) -> None:
    actions.take_part(
        by=stage.people[part["by"]],
        undertaking=undertaking,
        minutes_a_week=part["minutes"],
        until=stage.day(part["until"]),
    )


def _depart(stage: Stage, row: dict[str, Any]) -> None:
    by, team = stage.people[row["by"]], stage.teams[row["team"]]
    departure = actions.begin_departure(by=by, team=team)
    actions.set_departure(
        by=by,
        departure=departure,
        last_day=stage.timeline.day(row["last_day"]),
        colleague=stage.people[row["colleague"]],
    )
    for item in row["items"]:
        stage.at(item["ago"], "15:55", _add, stage, row, departure, item)
    stage.at(row["shared"], "16:10", _share_list, by, departure)
    stage.at(row["last_day"], "17:20", _leave, stage, row)


def _add(stage: Stage, row: dict[str, Any], departure: Departure, item: dict[str, Any]) -> None:
    departure.refresh_from_db()
    added = actions.add_item(
        by=stage.people[item.get("by", row["by"])],
        departure=departure,
        kind=ItemKind(item["kind"]),
        text=item["text"],
        passed_to=stage.person(item, "to"),
    )
    if item.get("passed_on"):
        actions.mark_passed_on(by=stage.people[row["by"]], item=added, done=True)
    if keeper := stage.person(item, "insight"):
        actions.to_insight(by=keeper, item=added)


def _share_list(by: Any, departure: Departure) -> None:
    actions.share_departure(by=by, departure=departure, shared=True)


def _leave(stage: Stage, row: dict[str, Any]) -> None:
    administrator = stage.people[row["let_go_by"]]
    people.end_membership(by=administrator, team=stage.teams[row["team"]], person=stage.people[row["by"]])
