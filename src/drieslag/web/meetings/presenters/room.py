"""The room as words and markup, for a page and for what the stream brings."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.kernel import script
from drieslag.kernel.format import Step, StepKind
from drieslag.learning.meetings.queries import Item, Room
from drieslag.web.components.marks import remaining
from drieslag.web.meetings import words
from drieslag.web.meetings.presenters import tallies
from drieslag.web.meetings.presenters.formats import say
from drieslag.web.meetings.presenters.items import by_field, cards

FAR = timedelta(minutes=1)
QUIET = frozenset({StepKind.VOTE, StepKind.DRAW, StepKind.DECIDE, StepKind.HARVEST, StepKind.RATE, StepKind.REVIEW})


@dataclass(frozen=True)
class Stage:
    """Everything that a template shows of the step that runs."""

    room: Room
    step: Step
    kind: str
    title: str
    number: int
    total: int
    ask: str
    say: str
    prompts: tuple[str, ...]
    silence: str
    tips: tuple[tuple[str, str], ...]
    names: object
    names_kind: str
    presenter: str
    question: str
    turn: str
    after: str
    ready: str
    tally: tallies.Tally | None
    ends_at: Any
    seconds: int
    paused: bool
    until: str
    said: str
    next_title: str
    next_key: str
    back_key: str
    own_key: str
    hides: bool
    token: str

    @cached_property
    def boxes(self) -> list[tuple[str, SafeString]]:
        """The cards as markup, made only for a part of the page that shows them."""
        meeting, shown = self.room.meeting.pk, _boxes(self.room, self.step)
        return [(name, cards(own, meeting, hides=self.hides, token=self.token)) for name, own in shown]


def stage(room: Room, *, hides: bool = False, token: str = "") -> Stage:
    """Return the step that runs as words. `hides` gives the facilitator's buttons to hide something."""
    step = room.step
    assert step is not None
    presenter, question = _presented(room)
    after, before = script.neighbour(room.format, step.key, 1), script.neighbour(room.format, step.key, -1)
    turn, next_turn = _turn(room)
    return Stage(
        room=room,
        step=step,
        kind=step.kind.value,
        title=say(step.title),
        number=room.index + 1,
        total=len(room.steps),
        ask=say(step.ask),
        say=say(step.say),
        prompts=tuple(say(prompt) for prompt in step.prompts),
        silence=say(step.silence),
        tips=tuple((say(tip.when), say(tip.say)) for tip in step.tips),
        names=words.say_names(step.kind, step.showing),
        names_kind="anonymous" if step.is_anonymous else "named",
        presenter=presenter,
        question=question,
        turn=turn,
        after=next_turn,
        ready=_ready(room),
        tally=tallies.of(room, step),
        ends_at=room.deadline or clock.now() + timedelta(seconds=room.seconds_left),
        seconds=script.planned_seconds(room.format, room.state, step.key),
        paused=room.deadline is None,
        until=_until(room),
        said=_said(room, step, turn),
        next_title=say(after.title) if after else "",
        next_key=after.key if after else "",
        back_key=before.key if before else "",
        hides=hides,
        token=token,
        own_key=own_key(room),
    )


def own_key(room: Room) -> str:
    """Return what one's own part depends on, as a short mark: a browser fetches its own part anew when this differs."""
    step = room.step
    assert step is not None
    whose = next((str(row.seat_id) for row in room.turns if row.state == "now"), "")
    drawn = (room.drawn.needed, room.drawn.is_drawn, room.drawn.is_shown, len(room.drawn.hashes)) if room.drawn else ()
    box = (bool(room.slips.box), bool(room.slips.may_open)) if room.slips else ()
    parts = (step.key, whose, step.key in room.state.opened, drawn, box, len(room.cards), len(room.outcomes.effects))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _boxes(room: Room, step: Step) -> list[tuple[str, list[Item]]]:
    shown = room.cards if step.kind is StepKind.VOTE else room.items
    if step.kind is StepKind.DRAW:
        return []
    return by_field(shown, step)


def _presented(room: Room) -> tuple[str, str]:
    """Return who brought something in, and the words: the last thing that one person wrote before this step."""
    for row in reversed(room.steps[: room.index]):
        if row.kind == StepKind.COMPOSE.value and room.past.get(row.key):
            item = room.past[row.key][-1]
            return first_name(item.author), item.text
        if row.kind == StepKind.DRAW.value and room.past.get(row.key):
            return "", room.past[row.key][-1].text
    return "", room.meeting.own_thread.title if room.meeting.own_thread else room.meeting.title


def _turn(room: Room) -> tuple[str, str]:
    now = next((row.name for row in room.turns if row.state == "now"), "")
    waiting = [row.name for row in room.turns if row.state == "waits"]
    return first_name(now), first_name(waiting[0]) if waiting else ""


def first_name(name: str) -> str:
    """Return the name by which colleagues say it."""
    return name.split(maxsplit=1)[0] if name else ""


def _ready(room: Room) -> str:
    """Return how many are ready; nothing before the first one is."""
    if not room.ready:
        return ""
    return ngettext("%(ready)s of %(n)s is ready", "%(ready)s of %(n)s are ready", room.ready) % {
        "ready": room.ready,
        "n": room.present,
    }


def _until(room: Room) -> str:
    if room.deadline is None:
        return ""
    from django.utils.formats import time_format

    return _("until %(time)s") % {"time": time_format(room.deadline.astimezone(clock.AMSTERDAM).time(), "TIME_FORMAT")}


def _said(room: Room, step: Step, turn: str) -> str:
    """Return the sentence for who listens instead of looks: step, time and turn."""
    where = _("Step %(number)s of %(total)s: %(title)s") % {
        "number": room.index + 1,
        "total": len(room.steps),
        "title": say(step.title),
    }
    time = _("The clock stands still.") if room.deadline is None else remaining(room.seconds_left)
    whose = _("It is %(name)s's turn.") % {"name": turn} if turn else ""
    return " ".join(_sentence(words) for words in (where, time, whose) if words)


def _sentence(words: str) -> str:
    """Begin with a capital and end with one mark: a title may bring its own."""
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
