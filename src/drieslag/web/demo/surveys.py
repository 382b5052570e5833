"""Rounds of questions: asked, answered with real tokens, closed, read together, and gone on with as a question."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.people.models import Team
from drieslag.surveys.actions import closing, release, results, rounds, series, texts
from drieslag.surveys.models import Group, Invitee, Round, Series
from drieslag.surveys.queries.results import all_texts
from drieslag.surveys.queries.rounds import instrument_of, late_until
from drieslag.web.demo import answers_of, content, mirrors, own_instruments, questions, scenes
from drieslag.web.demo.answers_of import Told
from drieslag.web.demo.devices import fill_in
from drieslag.web.demo.founding import Stage

END_OF_DAY = time(17)
SOON, IN_A_WHILE = timedelta(minutes=10), timedelta(minutes=20)
WHOLE = "whole"


def put_on_timeline(stage: Stage) -> None:
    """Put all rounds, and what came of them, on the timeline."""
    told = content.part("surveys")
    own_instruments.put_on_timeline(stage, told["instruments"])
    for row in told["rounds"]:
        stage.at(row["ago"], "08:15", _ask, stage, row)
    for row in told["pulses"]:
        stage.at(row["ago"], "07:55", _plan, stage, row)
    for row in told["mirrors"]:
        stage.at(row["ago"], "12:20", mirrors.ask, stage, row)
    for row in told["meetings"]:
        line = stage.timeline
        at = line.moment(row["ago"], row["at"])
        line.add(at - timedelta(days=1), partial(_talk_about, stage, row, at))
    for row in told["questions"]:
        stage.at(row["ago"], "16:05", _question, stage, row)
    for row in told["texts"]:
        stage.at(row["ago"], "12:40", _look_over, stage, row)
    for row in told["released"]:
        stage.at(row["ago"], "10:40", _release, stage, row)
    stage.at(0, "04:20", closing.note_enough)
    stage.at(0, "04:25", closing.erase_raw)


def _ask(stage: Stage, row: dict[str, Any]) -> None:
    """Make a round and open it."""
    by = stage.people[row["by"]]
    teams = [stage.teams[key].pk for key in row["teams"]] if "teams" in row else None
    made = rounds.make_round(
        by=by,
        instrument_code=stage.codes.get(row["instrument"], row["instrument"]),
        title=row["title"],
        mode=Mode.ANONYMOUS,
        teams=teams,
        closes_at=datetime.combine(clock.today() + timedelta(days=row["days"]), END_OF_DAY, clock.AMSTERDAM),
    )
    _go_on(stage, row["key"], rounds.open_round(by=by, round_id=made.pk), row["answers"])


def _plan(stage: Stage, row: dict[str, Any]) -> None:
    """Plan a pulse. Each of its rounds opens by itself on the day on which it comes back."""
    planned = series.make_series(
        by=stage.people[row["by"]],
        instrument_code=row["instrument"],
        title=row["title"],
        mode=Mode.ANONYMOUS,
        teams=None,
        open_days=row["days"],
        every_weeks=row["every_weeks"],
        first_on=clock.today(),
    )
    begun = clock.now()
    for number, wave in enumerate(row["waves"]):
        at = begun + timedelta(weeks=number * row["every_weeks"], minutes=5)
        stage.timeline.add(at, partial(_come_back, stage, planned, f"{row['key']}-{number + 1}", wave))


def _come_back(stage: Stage, planned: Series, key: str, wave: Told) -> None:
    series.open_due()
    _go_on(stage, key, planned.rounds.latest("opened_at"), wave)


def _go_on(stage: Stage, key: str, asked: Round, told: Told) -> None:
    """Put what happens to an open round on the timeline: answers, and its end when that was before today."""
    line = stage.timeline
    stage.rounds[key] = asked
    line.add(clock.now() + timedelta(hours=25), partial(_answer, stage, key, told))
    if late_until(asked) + IN_A_WHILE < stage.timeline.now:
        line.add(asked.closes_at + SOON, partial(closing.begin_closing, round_id=asked.pk))
        line.add(late_until(asked) + IN_A_WHILE, partial(closing.close_round, round_id=asked.pk))


def _answer(stage: Stage, key: str, told: Told) -> None:
    """Let people hand in, each from a device of their own. When somebody did is kept nowhere, so it is one moment."""
    asked = stage.rounds[key]
    instrument = instrument_of(asked)
    names = {person.pk: name for name, person in stage.people.items()}
    teams = {team.pk: name for name, team in stage.teams.items()}
    words = {where: iter(said) for where, said in told.get("texts", {}).items()}
    for invitee in _invitees(asked):
        assert invitee.person is not None
        who, team = names[invitee.person], invitee.group.team_id
        where = teams[team] if team else WHOLE
        if who in told.get("without", ()):
            continue
        given = answers_of.answers(instrument, told, who=who, where=where, at=key)
        given |= _said(told, words.get(where))
        fill_in(invitee, invitee.person, answers_of.as_text(given))


def _said(told: Told, words: Iterator[str] | None) -> dict[str, str]:
    """Return what somebody writes: the next of the texts of their team; most people write nothing."""
    text = next(words, "") if words else ""
    return {told["text_item"]: text} if text else {}


def _invitees(asked: Round) -> list[Invitee]:
    """Return who is asked, in an order of chance that is always the same."""
    found = list(asked.invitees.filter(named=False, person__isnull=False).select_related("group").order_by("pk"))
    random.Random(asked.instrument_code).shuffle(found)  # noqa: S311 — made-up people
    return found


def _group(stage: Stage, row: dict[str, Any]) -> Group:
    team: Team = stage.teams[row["team"]]
    return stage.rounds[row["round"]].groups.get(team=team)


def _talk_about(stage: Stage, row: dict[str, Any], at: datetime) -> None:
    """Plan the meeting about a result, with the result on the table, and hold it on its day."""
    leader = stage.people[row["facilitator"]]
    meeting = results.discuss(by=leader, group_id=_group(stage, row).pk, planned_at=at)
    stage.timeline.add(at, partial(scenes.hold, stage, row, meeting, at))


def _question(stage: Stage, row: dict[str, Any]) -> None:
    stage.threads[row["key"]] = results.make_question(
        by=stage.people[row["by"]], group_id=_group(stage, row).pk, title=row["title"], story=row["story"]
    )
    questions.go_on(stage, row)


def _look_over(stage: Stage, row: dict[str, Any]) -> None:
    """Look over what a team wrote, keep back what tells too much, and lay the rest open for the team."""
    by, group = stage.people[row["by"]], _group(stage, row)
    texts.look_over(by=by, group_id=group.pk)
    for each in all_texts(group):
        if each.text in row["hides"]:
            texts.hide_text(by=by, text_id=each.id)
    texts.lay_open(by=by, group_id=group.pk)


def _release(stage: Stage, row: dict[str, Any]) -> None:
    release.release(by=stage.people[row["by"]], round_id=stage.rounds[row["round"]].pk, title=row["title"])
