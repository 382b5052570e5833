"""What is there already to choose from: a learning line, questions and try-outs of one's team, meetings, offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core import clock
from drieslag.development.frameworks import queries as frameworks
from drieslag.development.plans.enums import LearningWay, Origin
from drieslag.development.plans.models import LINE_MAX, Goal
from drieslag.learning.meetings import queries as meetings
from drieslag.learning.spread import queries as spread
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.enums import ThreadState, TryOutState
from drieslag.learning.threads.models import TryOut
from drieslag.people.queries import Me

MOST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be laid under a goal with one press."""

    origin: Origin
    of: UUID | str
    text: str
    way: LearningWay
    on: date | None = None
    line: str = ""
    themes: frozenset[tuple[str, str]] = frozenset()  # by their framework and key
    thread: UUID | None = None

    def goes_with(self, goal: Goal) -> bool:
        """Whether it is of the theme or of the question that a goal lies beside."""
        return (goal.theme_code, goal.theme_key) in self.themes or (
            self.thread is not None and self.thread == goal.thread_id
        )

    @property
    def value(self) -> str:
        """What a form sends for it; its words are read again, never taken from the form."""
        return f"{self.origin}:{self.of}"


def candidates(me: Me, language: str) -> list[Candidate]:
    """Return what somebody can choose, in the order of the sources (a fixed number of queries)."""
    found = [*_of_lines(me, language), *_of_meetings(me, language), *_of_teams(me), *_of_others(me)]
    return [one for one in found if one.text]


def _of_lines(me: Me, language: str) -> Iterator[Candidate]:
    chosen = frameworks.current(me.person)
    if chosen is None:
        return
    start = f"{chosen.framework.code}:{chosen.version}"
    of_goal = {goal.key: (chosen.framework.code, theme.key) for theme in chosen.themes for goal in theme.goals}
    for line in chosen.lines:
        for step in line.steps:
            yield Candidate(
                Origin.LINE,
                f"{start}:{line.key}:{step.key}",
                _short(step.text.get(language)),
                LearningWay(step.way.value),
                line=line.name.get(language),
                themes=frozenset(of_goal[key] for key in step.goals if key in of_goal),
            )


def _of_meetings(me: Me, language: str) -> Iterator[Candidate]:
    for row in meetings.upcoming_for(me.person):
        name = row.title or row.format_name.get(language)
        on = row.planned_at.astimezone(clock.AMSTERDAM).date()
        yield Candidate(Origin.MEETING, row.id, _short(name), LearningWay.TOGETHER, on, row.team)


def _of_teams(me: Me) -> Iterator[Candidate]:
    if not me.team_ids:
        return
    running = TryOut.objects.filter(team__in=me.team_ids, state=TryOutState.RUNNING).order_by("due_on", "begun_at")
    for trying in running[:MOST]:
        yield Candidate(
            Origin.TRY_OUT, trying.pk, _short(trying.text), LearningWay.DOING, trying.due_on, thread=trying.thread_id
        )
    open_now = threads.visible_to(me.person).filter(state=ThreadState.OPEN).defer("story").order_by("-opened_at")
    for thread in open_now[:MOST]:
        yield Candidate(Origin.THREAD, thread.pk, _short(thread.title), LearningWay.TOGETHER, thread=thread.pk)


def _of_others(me: Me) -> Iterator[Candidate]:
    if not me.is_colleague:
        return
    for row in spread.offers(most=MOST):
        if row.offer.team_id not in me.team_ids:
            yield Candidate(Origin.OFFER, row.id, _short(row.offer.title), LearningWay.DOING, line=row.team)


def _short(text: str) -> str:
    return text if len(text) <= LINE_MAX else text[: LINE_MAX - 1].rstrip() + "…"
