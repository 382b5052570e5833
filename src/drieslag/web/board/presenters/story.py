"""One thread as a line in time: what happened, where it is now, and what would bring it further."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from drieslag.core import clock
from drieslag.kernel.cycle import Facts, Group, NextStep, group, next_step, phase, weeks_still
from drieslag.kernel.format import Phase
from drieslag.learning.threads import rules
from drieslag.learning.threads.enums import Level, Seen, ThreadState, TryOutState
from drieslag.learning.threads.models import Effect, Exploration, Insight, Thread, TryOut
from drieslag.learning.threads.queries import Moment
from drieslag.library import formats
from drieslag.people.models import Person
from drieslag.web.board.presenters.board import asked_by, when_now
from drieslag.web.board.presenters.phases import BY_PHASE, PhaseName
from drieslag.web.components.dates import long_day, past_day
from drieslag.web.components.drawings import loops

FORMATS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Knot:
    """One thing that happened. `try_out` is there when this reader may look back on it or stop it."""

    phase: PhaseName
    at: datetime
    line: str
    words: str
    more: str = ""
    loops: SafeString | str = ""
    meaning: str | Promise = ""
    report_url: str = ""
    try_out: UUID | None = None
    is_due: bool = False
    edit_url: str = ""
    withdrawal_url: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The knot that is still to come: a proposal."""

    step: NextStep
    phase: PhaseName
    line: str
    words: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A format that fits now."""

    name: str
    minutes: int
    why: str
    plan_url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that the page of a thread prints."""

    phase: PhaseName
    now: str
    is_still: bool
    loops: SafeString | str
    knots: tuple[Knot, ...]
    ahead: Ahead | None
    suggested: tuple[Suggested, ...]


def story(thread: Thread, facts: Facts, moments: Iterable[Moment], person: Person) -> Story:
    """Return the story of a thread as this person reads it."""
    today = clock.today()
    moments = list(moments)
    still = weeks_still(facts, today)
    aside = thread.state == ThreadState.ASIDE
    where, among = phase(facts), group(facts, today, tough=thread.tough, aside=aside)
    step = next_step(facts, today)
    return Story(
        phase=BY_PHASE[where],
        now=gettext("laid aside") if aside else when_now(facts, where, still, among),
        is_still=among is Group.STILL,
        loops=_deepest(moments),
        knots=tuple(_knot(moment, person) for moment in moments),
        ahead=None if step is NextStep.NOTHING or aside else _ahead(step, facts),
        suggested=() if step in _WITHOUT_MEETING or aside else suggested(thread, where),
    )


def suggested(thread: Thread, where: Phase) -> tuple[Suggested, ...]:
    """Return the formats that fit where the thread is, with a way to plan each."""
    language = get_language() or ""
    plan = reverse("meetings:new")
    return tuple(
        Suggested(
            each.format.name.get(language),
            each.format.minutes,
            each.format.purpose.get(language),
            f"{plan}?team={thread.team_id}&thread={thread.pk}&format={each.format.code}",
            reverse("meetings:format", args=[each.format.slug]),
        )
        for each in formats.recommend(phase=where.value)[:FORMATS_SHOWN]
    )


_WITHOUT_MEETING = {NextStep.NOTHING, NextStep.KEEP_TRYING, NextStep.SHARE}


def _deepest(moments: Iterable[Moment]) -> SafeString | str:
    levels = [list(Level).index(Level(each.of.level)) for each in moments if isinstance(each.of, Insight)]
    return loops(list(Level)[max(levels)]) if levels else ""


def _knot(moment: Moment, person: Person) -> Knot:
    match moment.of:
        case Thread() as thread:
            return _asked(thread, moment) if moment.phase is Phase.QUESTION else _shared(thread, moment)
        case Exploration() as exploration:
            return _explored(exploration, moment)
        case Insight() as insight:
            return _insight(insight, moment, person)
        case TryOut() as try_out:
            return _tried(try_out, moment, person)
        case Effect() as effect:
            return _effect(effect, moment, person)


def _line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _asked(thread: Thread, moment: Moment) -> Knot:
    who = moment.name or asked_by("", thread.origin)
    changed = gettext("words changed %(day)s") % {"day": past_day(thread.edited_at)} if thread.edited_at else ""
    return Knot(BY_PHASE[Phase.QUESTION], moment.at, _line(long_day(moment.at), who), thread.story, more=changed)


def _shared(thread: Thread, moment: Moment) -> Knot:
    return Knot(BY_PHASE[Phase.SHARED], moment.at, long_day(moment.at), thread.shared_with)


def _explored(exploration: Exploration, moment: Moment) -> Knot:
    try:
        name = formats.get(exploration.format_code).name.get(get_language() or "")
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
        report_url=reverse("meetings:report", args=[exploration.meeting_id]),
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
    return Knot(
        BY_PHASE[Phase.TRY_OUT],
        moment.at,
        _line(until, moment.name or gettext("the whole team")),
        try_out.text,
        more=more,
        try_out=try_out.pk if runs and rules.owns(person, try_out) else None,
        is_due=runs and try_out.due_on <= clock.today(),
    )


def _effect(effect: Effect, moment: Moment, person: Person) -> Knot:
    return Knot(
        BY_PHASE[Phase.EFFECT],
        moment.at,
        _line(long_day(moment.at), moment.name),
        effect.text,
        more=str(Seen(effect.seen).label),
        edit_url=reverse("board:effect", args=[effect.pk]) if effect.by == person.pk else "",
    )


_AHEAD = {
    NextStep.EXPLORE: Phase.EXPLORATION,
    NextStep.FIND_INSIGHT: Phase.INSIGHT,
    NextStep.TRY: Phase.TRY_OUT,
    NextStep.KEEP_TRYING: Phase.EFFECT,
    NextStep.LOOK_BACK: Phase.EFFECT,
    NextStep.SHARE: Phase.SHARED,
}
_PROPOSALS = {
    NextStep.EXPLORE: gettext_lazy("Look at it together. A good question helps more than advice."),
    NextStep.FIND_INSIGHT: gettext_lazy("What do you see now that you did not see before?"),
    NextStep.TRY: gettext_lazy("What is the smallest thing that you can try this week?"),
    NextStep.KEEP_TRYING: gettext_lazy("Then one question: what did you see?"),
    NextStep.LOOK_BACK: gettext_lazy("One question: what did you see?"),
    NextStep.SHARE: gettext_lazy("Who else can use this? Tell them, and the circle is round."),
}


def _ahead(step: NextStep, facts: Facts) -> Ahead:
    line = gettext("this comes next")
    if step is NextStep.LOOK_BACK:
        line = gettext("look back now")
    elif step is NextStep.KEEP_TRYING and facts.due_on:
        line = gettext("looking back on %(day)s") % {"day": long_day(facts.due_on)}
    return Ahead(step, BY_PHASE[_AHEAD[step]], line, str(_PROPOSALS[step]))
