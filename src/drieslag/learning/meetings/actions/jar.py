"""A team's question jar: a token a person a week, one box from emptying to emptying, and slips that wait."""

import json
import secrets
import uuid
from dataclasses import dataclass

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.learning.meetings.lots import JAR
from drieslag.learning.meetings.models import JarSlip
from drieslag.learning.meetings.rules import may_use_jar
from drieslag.learning.meetings.scene import Scene
from drieslag.people.models import Person, Team
from drieslag.privacy.anonymous import actions as boxes
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous.enums import Purpose, RoundState, Taking
from drieslag.privacy.anonymous.models import Box, Round

QUESTION_MAX = 140
SENT_MAX = 600  # the form around the question, with signs that take more room
NONCE_BYTES = 32


@dataclass(frozen=True)
class Jar:
    """What a page needs to offer the jar: the week's round and the box that stands open."""

    round: Round
    box: Box


def ensure_jar(*, by: Person, team: Team) -> Jar:
    """Return the team's jar of this week; a new week gets its round, and the last one takes late tokens for a day."""
    with transaction.atomic():
        require(may_use_jar(by, team))
        Team.objects.select_for_update(no_key=True).get(pk=team.pk)
        return Jar(_round_of_week(team), _box(team))


def _round_of_week(team: Team) -> Round:
    year, week, _day = clock.today().isocalendar()
    part = f"{year}-W{week:02}"
    rounds = list(Round.objects.filter(purpose=Purpose.JAR, scope=team.pk).exclude(state=RoundState.CLOSED))
    for old in (one for one in rounds if one.part != part):
        if old.state == RoundState.OPEN:
            boxes.begin_closing(round_id=old.pk)
        elif old.takes_until is not None and old.takes_until < clock.now():
            boxes.close_round(round_id=old.pk)
    there = next((one for one in rounds if one.part == part), None)
    return there or boxes.open_round(purpose=Purpose.JAR, scope=team.pk, part=part)


def _box(team: Team) -> Box:
    return boxes.open_box(purpose=Purpose.JAR, scope=team.pk, taking=Taking.ONCE, max_length=SENT_MAX)


def empty_jar(scene: Scene) -> None:
    """Take the slips out of the box when a draw from the jar begins; they stay unread, with the day as only date."""
    if scene.step.source != JAR:
        return
    box = store.shut_box(Purpose.JAR, scene.meeting.team_id)
    if box is None:
        return
    for content in boxes.open_slips(box_id=box.pk):
        if question := _question(content.text):
            JarSlip.objects.create(
                id=uuid.uuid4(),
                organisation_id=scene.meeting.organisation_id,
                team=scene.meeting.team,
                text=question,
                nonce=secrets.token_bytes(NONCE_BYTES),
                mark=content.mark,
                batch_on=clock.today(),
            )
    _box(scene.meeting.team)


def _question(sent: str) -> str:
    """Return the question in what a device sent; anybody can send anything."""
    try:
        found = json.loads(sent)
    except ValueError:
        return ""
    text = found.get("text") if isinstance(found, dict) else None
    return " ".join(text.split())[:QUESTION_MAX] if isinstance(text, str) else ""
