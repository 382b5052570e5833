"""A team's question jar: a token a person a week, one box from emptying to emptying, and slips that wait."""

import json
import secrets
import uuid

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.learning.meetings.lots import JAR
from drieslag.learning.meetings.models import JarSlip
from drieslag.learning.meetings.queries.jar import Jar, week_of
from drieslag.learning.meetings.rules import may_use_jar
from drieslag.learning.meetings.scene import Scene
from drieslag.people.models import Person, Team
from drieslag.privacy.anonymous import actions as boxes
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous.enums import BoxState, Purpose, RoundState, Taking
from drieslag.privacy.anonymous.models import Box, Round

QUESTION_MAX = 140
SENT_MAX = 600  # the form around the question, with signs that take more room
NONCE_BYTES = 32


def ensure_jar(*, by: Person, team: Team) -> Jar:
    """Return the team's jar of this week; a new week gets its round, and the last one takes late tokens for a day."""
    with transaction.atomic():
        require(may_use_jar(by, team))
        return _of_this_week(team)


def renew_jars() -> int:
    """Give every jar that was ever set out the round of this week, so that all fetch their token on whatever page they
    see first, and not on the page of the jar. Returns how many jars there are.
    """
    used = Box.objects.filter(purpose=Purpose.JAR, state=BoxState.SHUT).values_list("scope", flat=True)
    teams = list(Team.objects.filter(pk__in=list(used)).order_by("pk"))
    for team in teams:
        with transaction.atomic():
            _of_this_week(team)
    return len(teams)


def _of_this_week(team: Team) -> Jar:
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    return Jar(_round_of_week(team), _box(team))


def _round_of_week(team: Team) -> Round:
    part = week_of(clock.today())
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
    if not isinstance(text, str):
        return ""
    # Half of a character pair can be written in JSON and nowhere else: one such slip would keep the jar shut for good.
    return " ".join(text.encode("utf-8", "replace").decode().split())[:QUESTION_MAX]
