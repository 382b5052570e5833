"""What travelled between teams: offers, who carries them, and who took them over."""

from datetime import timedelta
from typing import Any

from drieslag.learning.spread import actions
from drieslag.learning.spread.enums import AmbassadorState, OfferKind
from drieslag.learning.spread.enums import Stage as Round
from drieslag.learning.spread.models import Adoption, Ambassador, Offer
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads import queries
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import TryOut
from drieslag.web.demo import content
from drieslag.web.demo.founding import Stage


def put_on_timeline(stage: Stage) -> None:
    """Put every offer on the timeline."""
    for row in content.part("spread")["offers"]:
        stage.at(row["ago"], "16:45", _offer, stage, row)


def _offer(stage: Stage, row: dict[str, Any]) -> None:
    source = stage.threads[row["thread"]] if "thread" in row else stage.try_outs[row["try_out"]]
    offer = actions.offer(
        by=stage.people[row["by"]],
        source=source,
        kind=OfferKind(row["kind"]),
        title=row["title"],
        what=row["what"],
        needed=row.get("needed", ""),
        came=row["came"],
    )
    for adoption in row.get("adopted", []):
        stage.at(adoption["ago"], "11:40", _adopt, stage, offer, adoption)
    for named in row.get("ambassadors", []):
        stage.at(named["ago"], "10:10", _name, stage, offer, row["by"], named)
    if taken := row.get("withdrawn"):
        stage.at(taken["ago"], "12:00", _withdraw, stage, offer, taken)


def _withdraw(stage: Stage, offer: Offer, taken: dict[str, Any]) -> None:
    actions.withdraw_offer(by=stage.people[taken["by"]], offer=offer)


def _adopt(stage: Stage, offer: Offer, row: dict[str, Any]) -> None:
    adoption = actions.adopt(
        by=stage.people[row["by"]],
        offer=offer,
        team=stage.teams[row["team"]],
        text=row["text"],
        differently=row["differently"],
        due_on=stage.day(row["ago"]) + timedelta(days=row["due"]),
        owner=stage.person(row, "owner"),
        expectation=row.get("expectation", ""),
        thread=stage.threads[row["thread"]] if "thread" in row else None,
    )
    try_out = queries.get_try_out(stage.people[row["by"]], adoption.try_out_id)
    if key := row.get("key"):
        stage.try_outs[key] = try_out
    if told := row.get("told"):
        stage.at(told["ago"], "16:00", _tell, stage, adoption, try_out, told)


def _tell(stage: Stage, adoption: Adoption, try_out: TryOut, told: dict[str, Any]) -> None:
    by, seen = stage.people[told["by"]], Seen(told["seen"])
    threads.note_effect(by=by, try_out=try_out, seen=seen, text=told["text"])
    actions.tell_what_was_seen(by=by, adoption=adoption, seen=seen, told=told["text"])


def _name(stage: Stage, offer: Offer, by: str, row: dict[str, Any]) -> None:
    person = stage.people[row["person"]]
    asked = actions.name_ambassador(
        by=stage.people[row.get("by", by)], offer=offer, person=person, until=stage.day(row["until"])
    )
    if answered := row.get("answered"):
        stage.at(answered, "13:00", _answer, stage, asked, row)
    for name, ago in row.get("rounds", {}).items():
        stage.at(ago, "13:10", _go_on, stage, asked, row, Round(name))


def _answer(stage: Stage, asked: Ambassador, row: dict[str, Any]) -> None:
    actions.answer(by=stage.people[row["person"]], ambassador=asked, state=AmbassadorState(row["says"]))


def _go_on(stage: Stage, asked: Ambassador, row: dict[str, Any], stage_of: Round) -> None:
    actions.move_stage(by=stage.people[row["person"]], ambassador=asked, stage=stage_of)
