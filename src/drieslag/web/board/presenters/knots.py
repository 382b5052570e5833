"""The knots in the story of a thread: one for each thing that happened."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from drieslag.core import clock
from drieslag.kernel.format import Phase
from drieslag.learning.formats import queries as formats
from drieslag.learning.threads import rules
from drieslag.learning.threads.enums import Level, Next, Seen, TryOutState
from drieslag.learning.threads.models import Effect, Exploration, Insight, Thread, TryOut
from drieslag.learning.threads.queries import Moment, Turn, Turning
from drieslag.people.models import Person
from drieslag.web.board.presenters.board import asked_by
from drieslag.web.board.presenters.phases import BY_PHASE, PhaseName
from drieslag.web.components.dates import long_day, past_day
from drieslag.web.components.drawings import icon, loops


@dataclass(frozen=True, slots=True)
class TurnName:
    """What a turn of the question is called; it has no colour of its own."""

    label: str
    icon: SafeString
    css: str = ""


@dataclass(frozen=True, slots=True)
class Knot:
    """One thing that happened. `try_out` is there when this reader may look back on it or stop it."""

    phase: PhaseName | TurnName
    at: datetime
    line: str
    words: str
    more: str = ""
    details: tuple[tuple[str, str], ...] = ()
    loops: SafeString | str = ""
    meaning: str | Promise = ""
    report_url: str = ""
    try_out: UUID | None = None
    is_due: bool = False
    take_over_url: str = ""
    edit_url: str = ""
    withdrawal_url: str = ""
    share_url: str = ""
    is_shared: bool = False
    other_url: str = ""
    other: str = ""
    undo_url: str = ""
    undo: str = ""


def knot(moment: Moment, thread: Thread, person: Person, own_meetings: Collection[UUID]) -> Knot:
    """Return the knot of a moment, as this person reads it. Only of the team's own meetings it leads to the report."""
    match moment.of:
        case Turn() as turn:
            return turned(turn, moment, thread)
        case Thread():
            return _asked(thread, moment) if moment.phase is Phase.QUESTION else _shared(thread, moment)
        case Exploration() as exploration:
            return _explored(exploration, moment, is_own=exploration.meeting_id in own_meetings)
        case Insight() as insight:
            return _insight(insight, moment, person)
        case TryOut() as try_out:
            return _tried(try_out, moment, person)
        case Effect() as effect:
            return _effect(effect, moment, person)


def _line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _asked(thread: Thread, moment: Moment) -> Knot:
    who = asked_by(moment.name, thread) if thread.handed_at is None else moment.name
    changed = gettext("words changed %(day)s") % {"day": past_day(thread.edited_at)} if thread.edited_at else ""
    return Knot(BY_PHASE[Phase.QUESTION], moment.at, _line(long_day(moment.at), who), thread.story, more=changed)


def _shared(thread: Thread, moment: Moment) -> Knot:
    return Knot(BY_PHASE[Phase.SHARED], moment.at, long_day(moment.at), thread.shared_with)


def _explored(exploration: Exploration, moment: Moment, *, is_own: bool) -> Knot:
    try:
        name = formats.find(exploration.format_code).name.get(get_language() or "")
    except KeyError:
        name = gettext("a meeting")
    people = ""
    if exploration.people:
        count = exploration.people
        people = ngettext("with %(count)d person", "with %(count)d people", count) % {"count": count}
    return Knot(
        BY_PHASE[Phase.EXPLORATION],
        moment.at,
        _line(long_day(moment.at), f"{name} {people}".strip()),
        "",
        report_url=reverse("meetings:report", args=[exploration.meeting_id]) if is_own else "",
    )


MEANING = {
    Level.SINGLE: gettext_lazy("Doing something differently."),
    Level.DOUBLE: gettext_lazy("Not only doing it differently, also looking at it differently."),
    Level.TRIPLE: gettext_lazy("Asking what we stand for."),
}


def _insight(insight: Insight, moment: Moment, person: Person) -> Knot:
    level = Level(insight.level)
    return Knot(
        BY_PHASE[Phase.INSIGHT],
        moment.at,
        _line(long_day(moment.at), moment.name),
        insight.text,
        loops=loops(level),
        meaning=MEANING[level],
        withdrawal_url=reverse("board:insight_withdrawal", args=[insight.pk]) if insight.by == person.pk else "",
    )


def _tried(try_out: TryOut, moment: Moment, person: Person) -> Knot:
    runs = try_out.state == TryOutState.RUNNING
    until = gettext("%(begun)s until %(due)s") % {"begun": long_day(moment.at), "due": long_day(try_out.due_on)}
    stopped = try_out.state == TryOutState.STOPPED
    more = gettext("Stopped.") if stopped else ""
    if try_out.expectation and not stopped:
        more = gettext("What we hope to see: %(words)s") % {"words": try_out.expectation}
    nobody = gettext("nobody now") if moment.is_offered else gettext("the whole team")
    return Knot(
        BY_PHASE[Phase.TRY_OUT],
        moment.at,
        _line(until, moment.name or nobody),
        try_out.text,
        more=more,
        details=tuple((str(label), words) for label, words in _plan(try_out) if words),
        try_out=try_out.pk if runs and not moment.is_offered and rules.owns(person, try_out) else None,
        is_due=runs and try_out.due_on <= clock.today(),
        take_over_url=reverse("board:take_over", args=[try_out.pk]) if moment.is_offered else "",
    )


def _plan(try_out: TryOut) -> Iterator[tuple[Promise, str]]:
    yield gettext_lazy("What we think"), try_out.thinking
    yield gettext_lazy("With whom"), try_out.with_whom
    yield gettext_lazy("How small"), try_out.how_small
    yield gettext_lazy("When we stop earlier"), try_out.stop_rule


def _effect(effect: Effect, moment: Moment, person: Person) -> Knot:
    verdict = str(Next(effect.verdict).label) if effect.verdict else ""
    mine = moment.is_shared or effect.by == person.pk
    return Knot(
        BY_PHASE[Phase.EFFECT],
        moment.at,
        _line(long_day(moment.at), moment.name),
        effect.text,
        more=" · ".join(each for each in (str(Seen(effect.seen).label), verdict) if each),
        details=tuple((str(label), words) for label, words in _said(effect) if words),
        edit_url=reverse("board:effect", args=[effect.pk]) if effect.by == person.pk else "",
        share_url=reverse("board:share", args=[effect.try_out_id]) if mine else "",
        is_shared=moment.is_shared,
    )


def _said(effect: Effect) -> Iterator[tuple[Promise, str]]:
    yield gettext_lazy("What surprised us"), effect.surprise
    yield gettext_lazy("Life is better for residents"), effect.get_better_life_display()
    yield gettext_lazy("Less expensive care was needed"), effect.get_less_costly_display()
    yield gettext_lazy("Residents take part more"), effect.get_taking_part_display()


_TURNS = {
    Turning.SPLIT_FROM: ("git-branch", gettext_lazy("Split")),
    Turning.SPLIT_OFF: ("git-branch", gettext_lazy("Split")),
    Turning.JOINED: ("link", gettext_lazy("Joined")),
    Turning.OFFERED: ("handshake", gettext_lazy("Offered")),
    Turning.TAKEN: ("handshake", gettext_lazy("Taken over")),
    Turning.GIVEN_BACK: ("arrow-u-up-left", gettext_lazy("Given back")),
    Turning.ADOPTED: ("share-network", gettext_lazy("Travelled on")),
    Turning.ADOPTED_FROM: ("share-network", gettext_lazy("Came along")),
}
_WORDS = {
    Turning.SPLIT_FROM: gettext_lazy("This question was split from another."),
    Turning.SPLIT_OFF: gettext_lazy("A second question was split off."),
    Turning.JOINED: gettext_lazy("Another question was joined with this one."),
    Turning.OFFERED: gettext_lazy("Offered to %(team)s. It waits for their answer."),
    Turning.TAKEN: gettext_lazy("Taken over from %(team)s."),
    Turning.GIVEN_BACK: gettext_lazy("%(team)s gave it back."),
    Turning.ADOPTED: gettext_lazy("%(team)s tries this as well."),
    Turning.ADOPTED_FROM: gettext_lazy("Taken over from what %(team)s tried."),
}


def turned(turn: Turn, moment: Moment, thread: Thread) -> Knot:
    """Return the knot of a turn that the question took, with a way back where there is one."""
    name, label = _TURNS[turn.kind]
    undo_url, undo = _way_back(turn, thread)
    title = turn.thread.title if turn.thread else ""
    joined = turn.kind is Turning.JOINED  # its address leads here, so it is named and not linked
    return Knot(
        TurnName(str(label), icon(name)),
        moment.at,
        long_day(moment.at),
        title if joined else "",
        more=str(_WORDS[turn.kind]) % {"team": turn.team},
        other_url=reverse("board:thread", args=[turn.thread.pk]) if turn.thread and not joined else "",
        other=title,
        undo_url=undo_url,
        undo=undo,
    )


def _way_back(turn: Turn, thread: Thread) -> tuple[str, str]:
    match turn.kind:
        case Turning.JOINED if turn.thread:
            return reverse("board:parting", args=[turn.thread.pk]), gettext("Part them again")
        case Turning.SPLIT_FROM:
            return reverse("board:split_undoing", args=[thread.pk]), gettext("Make it one question again")
        case Turning.OFFERED if turn.hand_over:
            return reverse("board:recall", args=[turn.hand_over.pk]), gettext("Take the offer back")
    return "", ""
