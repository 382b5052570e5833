"""Reading results: frozen records and nothing else, in a fixed number of queries whatever was asked of how many."""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, DateTimeField, DecimalField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.functions import Round as Rounded

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Verdict, require
from drieslag.kernel.instrument import Instrument
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm.enums import State
from drieslag.learning.rhythm.queries.moments import team_moments
from drieslag.library import instruments
from drieslag.people.queries import Me
from drieslag.surveys.enums import About, Asked, RoundKind, RoundState
from drieslag.surveys.findings import Beside, Earlier, Section, by_place, sections
from drieslag.surveys.models import ClosedText, Discussion, Group, Record, ReleasedResult, Round
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.rounds import TURNOUT_FROM
from drieslag.surveys.rules.results import (
    ClosedRound,
    is_own,
    may_read_texts,
    may_see,
    may_see_released,
    may_see_whole,
)

MOST_EARLIER = 11  # rounds before this one
LISTED = 60
LOOK_AHEAD = timedelta(days=35)
USUAL_HOUR = time(10)


@dataclass(frozen=True)
class GroupResult:
    """The result of one report group as one person reads it."""

    asked: ClosedRound
    group: Group
    instrument: Instrument
    sections: tuple[Section, ...]
    is_own: bool
    whole: Verdict  # whether the whole stands beside it
    answers: int
    size: int
    least: int  # answers from which their spread is shown here
    together: tuple[Group, ...]  # whose answers these are, where it is more than one group

    @property
    def round(self) -> Round:
        """The round it is of."""
        return self.asked.round

    @property
    def tells_turnout(self) -> bool:
        """Whether it is told how many answered: from eight members on, and of everybody only where that of smaller
        groups does not follow.
        """
        small = sum(each.size or 0 for each in self.asked.counting if (each.size or 0) < TURNOUT_FROM)
        return self.size >= TURNOUT_FROM and (not self.is_whole or small == 0 or small >= TURNOUT_FROM)

    @property
    def is_whole(self) -> bool:
        """Whether it is of everybody; what one team asked itself is that team's."""
        return self.group.parent_id is None and not self.asked.is_of_one_team


@dataclass(frozen=True)
class Listed:
    """A closed round in a list."""

    round: Round
    group: Group
    is_whole: bool


@dataclass(frozen=True)
class WrittenText:
    """What somebody wrote, without anything else."""

    id: UUID
    item: str
    text: str
    hidden: bool


def get_group(key: UUID) -> tuple[ClosedRound, Group]:
    """Return a report group with its round and all groups of that (two queries). Raises NotFound."""
    found = Group.objects.select_related("round").filter(pk=key).first()
    if found is None:
        raise NotFound
    asked = _asked(found.round)
    return asked, next(group for group in asked.groups if group.pk == key)


def get_asked(key: UUID) -> ClosedRound:
    """Return a closed round with its groups (two queries). Raises NotFound."""
    found = Round.objects.filter(pk=key, kind=RoundKind.SURVEY, state=RoundState.CLOSED).first()
    if found is None:
        raise NotFound
    return _asked(found)


def _asked(round_: Round) -> ClosedRound:
    groups = list(Group.objects.filter(round=round_).order_by("name", "pk"))
    for group in groups:
        group.round = round_
    return ClosedRound(round_, groups)


def readable(me: Me, key: UUID) -> tuple[ClosedRound, Group]:
    """Return a group whose result this person may read now: the one it is counted in. Raises NotFound."""
    asked, group = get_group(key)
    counted = asked.group(group.counted_in_id) if group.counted_in_id else group
    if counted is None or not may_see(me, asked, counted):
        raise NotFound
    return asked, counted


def result_of(me: Me, asked: ClosedRound, group: Group) -> GroupResult:
    """Return the result of a group (six queries). Raises Refused for who may not read it."""
    require(may_see(me, asked, group))
    instrument = instruments.pinned(asked.round.instrument)
    whole = may_see_whole(me, asked)
    is_whole = group.pk == asked.whole.pk
    wanted = {group.pk} if is_whole or not whole else {group.pk, asked.whole.pk}
    records = list(Record.objects.filter(group__in=wanted))
    cells = asked.counting if is_whole else [group]
    beside = Beside(
        own=by_place(records, group.pk),
        whole=by_place(records, asked.whole.pk) if whole and not is_whole and not asked.is_of_one_team else {},
        earlier=_earlier(me, asked, group),
        spread=_spread(asked, instrument) if whole and not asked.is_of_one_team else {},
        closed_at=asked.round.closed_at,
    )
    parts = tuple(asked.read_by(group))
    return GroupResult(
        asked=asked,
        group=group,
        instrument=instrument,
        sections=sections(instrument, beside),
        is_own=is_own(me, asked, group),
        whole=whole,
        answers=sum(each.answers or 0 for each in cells),
        size=sum(each.size or 0 for each in cells),
        least=minimums().distribution,
        together=parts if len(parts) > 1 else (),
    )


def results_for(me: Me, key: UUID) -> GroupResult:
    """Return the result of the group, or of the one that it is counted in (eight queries). Raises NotFound."""
    asked, group = readable(me, key)
    return result_of(me, asked, group)


# When the days are over in which the teams of an earlier round alone read its result.
_READ_BY_OTHERS = ExpressionWrapper(
    F("round__closed_at")
    + ExpressionWrapper(F("round__team_first_days") * Value(timedelta(days=1)), output_field=DurationField()),
    output_field=DateTimeField(),
)


def _before(me: Me, asked: ClosedRound, group: Group) -> QuerySet[Group]:
    """The groups of the same team, or of the same whole, in the rounds before this one that asked the same, as far as
    this reader may read them. What one team asked itself is the past of that team alone.
    """
    before = Group.objects.filter(
        round__instrument_code=asked.round.instrument_code,
        round__kind=RoundKind.SURVEY,
        round__state=RoundState.CLOSED,
        round__closed_at__lt=asked.round.closed_at,
    )
    if group.team_id not in me.team_ids:
        before = before.alias(others_from=_READ_BY_OTHERS).filter(others_from__lte=clock.now())
    if group.team_id is not None:
        return before.filter(team=group.team_id, counted_in=F("pk"))
    whole = before.filter(parent=None, team=None, round__asked=asked.round.asked)
    if asked.round.asked == Asked.ORGANISATION:
        return whole
    if asked.round.asked == Asked.PEOPLE:  # another list is of other people; who they were is kept nowhere
        return whole.filter(round__series=asked.round.series_id, round__series__isnull=False)
    teams = {each.team_id for each in asked.groups if each.team_id}
    parts = Count("parts"), Count("parts", filter=Q(parts__team__in=teams))
    return whole.annotate(asked_teams=parts[0], same_teams=parts[1]).filter(
        asked_teams=len(teams), same_teams=len(teams)
    )


def _earlier(me: Me, asked: ClosedRound, group: Group) -> dict[tuple[str, str], list[Earlier]]:
    """Return what the same group answered to the same questions before, from frozen records (two queries)."""
    latest = _before(me, asked, group).order_by("-round__closed_at").values_list("pk", "round__closed_at")
    closed_at = {key: at for key, at in latest[:MOST_EARLIER] if at is not None}
    rows = Record.objects.filter(group__in=list(closed_at), mean__isnull=False, n__isnull=False)
    asked_of = rows.values_list("about", "of", "group_id", "mean", "n", "variance")
    found: dict[tuple[str, str], list[Earlier]] = defaultdict(list)
    for about, of, key, mean, n, variance in sorted(asked_of, key=lambda row: closed_at[row[2]]):
        found[about, of].append(Earlier(closed_at[key], mean or 0.0, n or 0, math.sqrt(variance or 0.0)))
    return found


def _spread(asked: ClosedRound, instrument: Instrument) -> dict[tuple[str, str], list[tuple[float, int]]]:
    """Return how the shown means of the teams lie, rounded as they are shown and without any order (one query)."""
    scaled = {key for scale in instrument.scales for key in scale.items}
    rows = (
        Record.objects.filter(round=asked.round, mean__isnull=False)
        .exclude(group=asked.whole.pk)
        .exclude(about=About.ITEM, of__in=scaled)
        .annotate(shown=Rounded(Cast("mean", DecimalField(max_digits=12, decimal_places=6)), precision=1))
        .values_list("about", "of", "shown")
        .annotate(teams=Count("pk"))
        .order_by("about", "of", "shown")
    )
    found: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for about, of, mean, teams in rows:
        found[about, of].append((float(mean), teams))
    return found


def listed(me: Me) -> list[Listed]:
    """Return the results that somebody reads, the latest first: of the own teams, and of the whole (two queries)."""
    closed = Round.objects.filter(kind=RoundKind.SURVEY, state=RoundState.CLOSED).order_by("-closed_at", "-pk")
    rounds = {row.pk: row for row in closed.defer("instrument")[:LISTED]}
    groups: dict[UUID, list[Group]] = defaultdict(list)
    for group in Group.objects.filter(round__in=list(rounds)).order_by("name", "pk"):
        group.round = rounds[group.round_id]
        groups[group.round_id].append(group)
    found: list[Listed] = []
    for key, row in rounds.items():
        asked = ClosedRound(row, groups[key])
        parts = [group for group in asked.groups if group.parent_id]
        own = [group for group in parts or [asked.whole] if group.team_id in me.team_ids]
        found += [Listed(row, group, is_whole=False) for group in own]
        if may_see_whole(me, asked) and not (asked.is_of_one_team and own):
            found.append(Listed(row, asked.whole, is_whole=True))
    return found


def groups_to_read(me: Me, asked: ClosedRound) -> list[Group]:
    """Return the groups of a round that somebody may read, by name: for learning advisers. Never in another order."""
    return [group for group in asked.counting if group.parent_id and may_see(me, asked, group)]


def meeting_of(group: Group) -> Meeting | None:
    """Return the meeting in which the group reads its result, or None (one query)."""
    held = Discussion.objects.filter(group=group).exclude(meeting__phase=MeetingPhase.CANCELLED)
    found = held.select_related("meeting").order_by("-meeting__planned_at").first()
    return found.meeting if found else None


def next_moment(group: Group) -> datetime:
    """Return when the team comes together next, or else the next working day at ten (two queries at most)."""
    today = clock.today()
    if group.team_id is not None:
        for moment in team_moments([group.team_id], today, today + LOOK_AHEAD):
            if moment.starts_at > clock.now() and moment.meeting is None and moment.state is State.PLANNED:
                return moment.starts_at
    day = today + timedelta(days=1)
    while day.weekday() >= 5:  # noqa: PLR2004 — Saturday
        day += timedelta(days=1)
    return at_ten(day)


def at_ten(day: date) -> datetime:
    """Return ten o'clock of a day in the Netherlands."""
    return datetime.combine(day, USUAL_HOUR, clock.AMSTERDAM)


def texts_of(me: Me, group: Group) -> list[WrittenText]:
    """Return what the team wrote, in no order but that of random keys, without what was hidden (one query).

    Raises Refused.
    """
    require(may_read_texts(me, group))
    return [text for text in all_texts(group) if not text.hidden]


def all_texts(group: Group) -> list[WrittenText]:
    """Return everything that was written in a group, for who looks it over. The keys are random, so the order is."""
    rows = ClosedText.objects.filter(group=group).order_by("item", "pk")
    return [WrittenText(row.pk, row.item, row.text, row.hidden) for row in rows]


def released(me: Me) -> list[ReleasedResult]:
    """Return what was let go to the municipality, the latest first (one query). Raises NotFound."""
    if not may_see_released(me):
        raise NotFound
    return list(ReleasedResult.objects.order_by("-released_at")[:LISTED])


def get_released(me: Me, key: UUID) -> ReleasedResult:
    """Return one. Raises NotFound."""
    found = ReleasedResult.objects.filter(pk=key).first()
    if found is None or not may_see_released(me):
        raise NotFound
    return found


def copies_of(asked: ClosedRound) -> list[ReleasedResult]:
    """Return the copies of a round that were let go."""
    return list(ReleasedResult.objects.filter(round=asked.round).order_by("-released_at"))
