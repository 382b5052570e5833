"""One's own part of the room: what one may do now, what one wrote, and what was wrong with it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.kernel.format import StepKind
from drieslag.learning.meetings import queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.queries import Item, Mine, Reading, Room
from drieslag.web.meetings.forms import EffectForm, InsightForm, TryOutForm
from drieslag.web.meetings.presenters.formats import say

WRITES = frozenset({StepKind.COMPOSE, StepKind.COLLECT, StepKind.ROUND, StepKind.ASK, StepKind.GROUPS})
TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True)
class Box:
    """One box to write in: its name, its draft key on the device, what stands in it, what is wrong."""

    key: str
    name: str
    draft: str
    text: str
    problem: str | Promise


@dataclass(frozen=True)
class ScaleBox:
    """One scale to choose on."""

    key: str
    title: str
    low_word: str
    high_word: str
    values: tuple[int, ...]
    chosen: int | None


@dataclass(frozen=True)
class Own:
    """Everything in `mine.html`."""

    mine: Mine
    step_key: str
    writes: bool
    boxes: tuple[Box, ...]
    items: tuple[Item, ...]
    scales: tuple[ScaleBox, ...]
    options: tuple[tuple[str, str, int], ...]
    cards: tuple[tuple[Item, int], ...]
    dots: int
    form: Any
    effects: tuple[tuple[Any, EffectForm], ...]
    over: str | Promise
    kept_over: str
    my_turn: bool
    in_turns: bool
    later_key: str
    later_title: str
    may_take_over: bool
    may_give_back: bool
    shield: str
    wants_number: bool
    hint: bool


def own(
    room: Room,
    meeting: Meeting,
    seat: Participant,
    *,
    reading: Reading | None = None,
    problem: str | Promise = "",
    kept: str = "",
    field: str = "",
    over: bool = False,
    form: Any = None,
) -> Own:
    """Return one's own part; with a problem, what was typed stands beside its reason."""
    mine, step = queries.mine(meeting, seat, reading=reading), room.step
    assert step is not None
    may = queries.may(meeting, seat, reading=reading)
    later = step.guard.advice_held_until
    return Own(
        mine=mine,
        step_key=step.key,
        writes=step.kind in WRITES and not step.is_anonymous,
        boxes=tuple(_boxes(room, meeting, "" if over else kept, field, "" if over else problem)),
        items=mine.items,
        scales=tuple(_scale(s, mine) for s in step.scales),
        options=tuple((o.key, say(o.name), mine.option_dots.get(o.key, 0)) for o in step.options),
        cards=tuple((item, mine.card_dots.get(item.id, 0)) for item in room.cards),
        dots=step.dots,
        form=form or _form(room, meeting, seat),
        effects=_effects(room),
        over=problem if over else "",
        kept_over=kept if over else "",
        my_turn=mine.my_turn,
        in_turns=bool(room.turns),
        later_key=later,
        later_title=say(room.format.step(later).title) if later else "",
        may_take_over=bool(may["take_over"]),
        may_give_back=bool(may["give_back"]),
        shield=reverse("meetings:shield", args=[meeting.pk]),
        wants_number=_wants_number(room),
        hint=step.guard.open_questions,
    )


def _wants_number(room: Room) -> bool:
    """Return whether a number helps the draw: there are slips, none is drawn, and numbers are still needed."""
    drawn = room.drawn
    return drawn is not None and bool(drawn.hashes) and not drawn.is_drawn and drawn.needed > 0


def draft_key(meeting: UUID, step: str, field: str = "") -> str:
    """Return the key under which a device keeps what is typed for this box."""
    return f"meeting:{meeting}:{step}" + (f":{field}" if field else "")


def _boxes(room: Room, meeting: Meeting, kept: str, field: str, problem: str | Promise) -> list[Box]:
    step = room.step
    assert step is not None
    named = [(one.key, say(one.name)) for one in step.fields] or [("", _("Your words"))]
    return [
        Box(
            key,
            name,
            draft_key(meeting.pk, step.key, key),
            kept if key == field else "",
            problem if key == field else "",
        )
        for key, name in named
    ]


def _scale(scale: Any, mine: Mine) -> ScaleBox:
    values = tuple(range(scale.low, scale.high + 1))
    return ScaleBox(
        scale.key, say(scale.title), say(scale.low_word), say(scale.high_word), values, mine.ratings.get(scale.key)
    )


def _form(room: Room, meeting: Meeting, seat: Participant) -> Any:
    """Return an empty form for a try-out or an insight, when the step asks for one."""
    step = room.step
    assert step is not None
    if step.kind is StepKind.DECIDE:
        within = timedelta(days=step.due_within_days) if step.due_within_days else TWO_WEEKS
        return TryOutForm(meeting, is_guest=seat.is_guest, initial={"due_on": clock.today() + within})
    return InsightForm() if step.kind is StepKind.HARVEST else None


def _effects(room: Room) -> tuple[tuple[Any, EffectForm], ...]:
    noted = {effect.try_out_id for effect in room.outcomes.effects}
    return tuple((row, EffectForm(auto_id=f"id_{row.id}_%s")) for row in room.due if row.id not in noted)
