"""Reading what a team keeps. Each list is a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.kernel.cycle import Group
from drieslag.kernel.format import Kolb, LearningFunction, Phase
from drieslag.learning.groundwork.enums import ChangeState, Theme
from drieslag.learning.groundwork.models import (
    CAP_DEFAULT,
    Change,
    ChangeCap,
    ChangeLine,
    FoundRoom,
    Goal,
    GoalCount,
    Lesson,
)
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.pinned import format_of
from drieslag.learning.threads.queries import board, running_experiments
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import members

MOST_SEARCHED = 2_000  # encrypted text has no index: so many rows are opened for one search
LOOKED_BACK = timedelta(weeks=26)
MOST_MEETINGS = 200
KOLB_OF: Mapping[Phase, Kolb] = {
    Phase.QUESTION: Kolb.EXPERIENCE,
    Phase.EXPLORATION: Kolb.REFLECT,
    Phase.INSIGHT: Kolb.THINK,
    Phase.TRY_OUT: Kolb.DO,
    Phase.EFFECT: Kolb.DO,
}


@dataclass(frozen=True, slots=True)
class RoomForChange:
    """How much a team changes at the same time now, and how much it agreed on. Its experiments count as well."""

    changes: int
    experiments: int
    most: int

    @property
    def running(self) -> int:
        """Everything that is under way."""
        return self.changes + self.experiments

    @property
    def is_full(self) -> bool:
        """Whether one more would be too much."""
        return self.running >= self.most


@dataclass(frozen=True, slots=True)
class Spots:
    """What a team's meetings and questions passed through, and where nothing is.

    `stuck` counts the questions that stand still in each phase of learning from experience.
    """

    meetings: int
    functions: Mapping[LearningFunction, int]
    kolb: Mapping[Kolb, int]
    stuck: Mapping[Kolb, int]


def rooms(*, text: str = "", theme: Theme | None = None) -> list[FoundRoom]:
    """Return the room that teams of the organisation found, newest first (one query)."""
    rows = FoundRoom.objects.select_related("team").filter(withdrawn_at=None).order_by("-noted_at")
    if theme is not None:
        rows = rows.filter(theme=theme)
    wanted = text.casefold().split()
    found = rows[:MOST_SEARCHED]
    return [row for row in found if all(word in _said(row) for word in wanted)]


def _said(row: FoundRoom) -> str:
    return f"{row.title} {row.thought} {row.found} {row.rule} {row.team.name}".casefold()


def get_room(person: Person, key: UUID) -> FoundRoom:
    """Return one; also one that the person took back a moment ago. Raises NotFound."""
    row = FoundRoom.objects.select_related("team").filter(pk=key).first()
    if row is None or (row.withdrawn_at is not None and row.by != person.pk):
        raise NotFound
    return row


def room_for_change(team: Team) -> RoomForChange:
    """Return how much the team changes now: its changes and its experiments (three queries)."""
    cap = ChangeCap.objects.filter(team=team).values_list("most", flat=True).first()
    changes = Change.objects.filter(team=team, state=ChangeState.RUNNING).count()
    return RoomForChange(changes, running_experiments(team), cap or CAP_DEFAULT)


def changes_of(team: UUID) -> list[Change]:
    """Return the team's changes with their lines, those under way first (two queries)."""
    lines = Prefetch("lines", ChangeLine.objects.order_by("id"))
    rows = Change.objects.filter(team=team).prefetch_related(lines).order_by("-begun_at")
    return sorted(rows, key=lambda row: row.state != ChangeState.RUNNING)


def get_change(person: Person, key: UUID) -> Change:
    """Return a change of a team of this person, with its lines. Raises NotFound."""
    lines = Prefetch("lines", ChangeLine.objects.order_by("id"))
    return _found(
        Change.objects.select_related("team").prefetch_related(lines).filter(_own(person, "team"), pk=key).first()
    )


def get_line(person: Person, key: UUID) -> ChangeLine:
    """Return a line of such a change. Raises NotFound."""
    rows = ChangeLine.objects.select_related("change__team")
    return _found(rows.filter(_own(person, "change__team"), pk=key).first())


def goals_of(team: UUID) -> list[Goal]:
    """Return the team's goals with what was counted, those still open first (two queries)."""
    counts = Prefetch("counts", GoalCount.objects.order_by("counted_at"))
    rows = Goal.objects.filter(team=team).prefetch_related(counts).order_by("-begun_at")
    return sorted(rows, key=lambda row: row.ended_at is not None)


def get_goal(person: Person, key: UUID) -> Goal:
    """Return a goal of a team of this person, with its counts. Raises NotFound."""
    counts = Prefetch("counts", GoalCount.objects.order_by("counted_at"))
    rows = Goal.objects.select_related("team").prefetch_related(counts)
    return _found(rows.filter(_own(person, "team"), pk=key).first())


def trios(team: Team, seed: int) -> list[Sequence[str]]:
    """Return the members in random threes, a four or a pair where it does not come out; the same seed, the same."""
    people = [person.name for person in members(team)]
    Random(seed).shuffle(people)  # noqa: S311 — who helps whom is no secret
    whole = len(people) // 3 * 3
    groups = [people[at : at + 3] for at in range(0, whole, 3)]
    rest = people[whole:]
    if len(rest) == 1 and groups:
        groups[-1] += rest
    elif rest:
        groups.append(rest)
    return list(groups)


def lessons_of(team: UUID) -> list[Lesson]:
    """Return what the team learned from mistakes, newest first (one query)."""
    return list(Lesson.objects.filter(team=team, removed_on=None).order_by("-noted_on", "id"))


def get_lesson(person: Person, key: UUID) -> Lesson:
    """Return a lesson of a team of this person. Raises NotFound."""
    return _found(Lesson.objects.select_related("team").filter(_own(person, "team"), pk=key).first())


def spots(team: Team) -> Spots:
    """Return what the last half year of a team passed through, from the formats of its meetings and its board."""
    since = clock.now() - LOOKED_BACK
    held = Meeting.objects.filter(team=team, phase=MeetingPhase.CLOSED, closed_at__gte=since).order_by("-closed_at")
    functions: Counter[LearningFunction] = Counter()
    kolb: Counter[Kolb] = Counter()
    rows = held[:MOST_MEETINGS]
    for meeting in rows:
        format_ = format_of(meeting)
        functions.update(format_.functions)
        kolb.update(format_.kolb)
    still = Counter(KOLB_OF[row.phase] for row in board(team) if row.group is Group.STILL and row.phase in KOLB_OF)
    return Spots(
        meetings=len(rows),
        functions={one: functions[one] for one in LearningFunction},
        kolb={one: kolb[one] for one in Kolb},
        stuck={one: still[one] for one in Kolb},
    )


def _own(person: Person, team: str) -> Exists:
    """Only rows of a team that the person is in now."""
    return Exists(Membership.objects.filter(team=OuterRef(team), person=person, until=None))


def _found[T](row: T | None) -> T:
    if row is None:
        raise NotFound
    return row
