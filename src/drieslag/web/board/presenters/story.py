"""One thread as a line in time: what happened, where it is now, and what would bring it further."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from drieslag.core import clock
from drieslag.kernel.cycle import Facts, Group, NextStep, group, next_step, phase, weeks_still
from drieslag.kernel.format import Phase
from drieslag.learning.formats.queries import all_for_team
from drieslag.learning.meetings import queries as meetings
from drieslag.learning.threads.enums import Level, Seen, ThreadState
from drieslag.learning.threads.models import Effect, Exploration, Insight, Thread, TryOut
from drieslag.learning.threads.queries import Moment, Turn, Turning
from drieslag.library import formats
from drieslag.people.models import Person
from drieslag.web.board.presenters.board import when_now
from drieslag.web.board.presenters.knots import Knot, knot
from drieslag.web.board.presenters.phases import BY_PHASE, PhaseName
from drieslag.web.components.dates import long_day
from drieslag.web.components.drawings import loops

FORMATS_SHOWN = 3
LONG = 120  # minutes


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
class Tried:
    """One try-out in the log of what was learned: what was thought, what was done, and what was seen."""

    words: str
    thinking: str
    outcome: str


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
    may_be_shared: bool
    is_on_offer: bool
    insights: tuple[str, ...]
    tries: tuple[Tried, ...]
    picture: tuple[tuple[str, str], ...]


def story(thread: Thread, facts: Facts, moments: Iterable[Moment], person: Person) -> Story:
    """Return the story of a thread as this person reads it."""
    today = clock.today()
    moments = list(moments)
    still = weeks_still(facts, today)
    aside = thread.state == ThreadState.ASIDE
    where, among = phase(facts), group(facts, today, tough=thread.tough, aside=aside)
    step = next_step(facts, today, tough=thread.tough)
    held = {each.of.meeting_id for each in moments if isinstance(each.of, Exploration)}
    own = meetings.of_team(thread.team_id, held)
    return Story(
        phase=BY_PHASE[where],
        now=gettext("laid aside") if aside else when_now(facts, where, still, among),
        is_still=among is Group.STILL,
        loops=_deepest(moments),
        knots=tuple(knot(moment, thread, person, own) for moment in moments),
        ahead=None if step is NextStep.NOTHING or aside else _ahead(step, facts),
        suggested=() if step in _WITHOUT_MEETING or aside else suggested(thread, where),
        is_on_offer=any(isinstance(each.of, Turn) and each.of.kind is Turning.OFFERED for each in moments),
        may_be_shared=where is Phase.EFFECT and step is not NextStep.SHARE,
        insights=tuple(each.of.text for each in moments if isinstance(each.of, Insight)),
        tries=tuple(_tries(moments)),
        picture=tuple((str(label), words) for label, words in _picture(thread) if words),
    )


def _tries(moments: list[Moment]) -> Iterator[Tried]:
    seen = {each.of.try_out_id: each.of for each in moments if isinstance(each.of, Effect)}
    for each in moments:
        if isinstance(each.of, TryOut):
            effect = seen.get(each.of.pk)
            outcome = str(Seen(effect.seen).label) if effect else each.of.get_state_display()
            yield Tried(each.of.text, each.of.thinking, outcome)


def _picture(thread: Thread) -> Iterator[tuple[Promise, str]]:
    yield gettext_lazy("What residents need"), thread.needs
    yield gettext_lazy("What they want themselves"), thread.wants
    yield gettext_lazy("What they ask of us"), thread.demands
    yield gettext_lazy("What they can do themselves"), thread.competence


def suggested(thread: Thread, where: Phase) -> tuple[Suggested, ...]:
    """Return the formats that fit where the thread is, with a way to plan each. Half a day is no first suggestion."""
    language = get_language() or ""
    plan = reverse("meetings:new")
    found = formats.recommend(phase=where.value, among=all_for_team(thread.team).values())
    return tuple(
        Suggested(
            each.format.name.get(language),
            each.format.minutes,
            each.format.purpose.get(language),
            f"{plan}?team={thread.team_id}&thread={thread.pk}&format={each.format.code}",
            reverse("meetings:format", args=[each.format.slug]),
        )
        for each in sorted(found, key=lambda one: one.format.minutes > LONG)[:FORMATS_SHOWN]
    )


_WITHOUT_MEETING = {NextStep.NOTHING, NextStep.KEEP_TRYING, NextStep.SHARE}


def _deepest(moments: Iterable[Moment]) -> SafeString | str:
    levels = [list(Level).index(Level(each.of.level)) for each in moments if isinstance(each.of, Insight)]
    return loops(list(Level)[max(levels)]) if levels else ""


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
