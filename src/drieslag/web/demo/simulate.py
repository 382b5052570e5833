"""A plausible past for many people: rows made in Python, private texts encrypted there, and written by thousands.

Not by COPY: PostgreSQL takes none into a table with row-level security, and the application may make no other table.

For measuring and for showing how a large organisation looks. The same seed gives the same history, day by day.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from drieslag.core import clock, tenancy
from drieslag.core.ids import new_id
from drieslag.core.models import Organisation
from drieslag.core.queries import is_demo
from drieslag.journal.models import Actor
from drieslag.journal.verbs import Verb
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting, Report
from drieslag.learning.threads.actions import fold_everything
from drieslag.learning.threads.enums import Level, Origin, Seen, ThreadState, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, Exploration, Insight, Thread, TryOut
from drieslag.library import formats
from drieslag.people.enums import Role
from drieslag.people.models import Account, Membership, Person, Team
from drieslag.web.demo import phrases, travels
from drieslag.web.demo.history import TABLES, History

type Progress = Callable[[str, float], None]

SLUG = "simulated-"
NOTHING_FITS = "!"  # Django's sign that nobody signs in with one
TEAM_SIZE = 9
BATCH = 5000
QUESTIONS_A_MONTH = 3  # of a team
MEETINGS_A_MONTH = 4
DAYS_A_MONTH = 30
CHANCE_EXPLORED, CHANCE_INSIGHT, CHANCE_TRIED, CHANCE_LOOKED_BACK, CHANCE_SHARED = 0.7, 0.7, 0.75, 0.7, 0.6


def simulate(*, professionals: int, months: int, seed: int, progress: Progress) -> Organisation:
    """Make an organisation with so many professionals and so many months behind it. A new one each time."""
    organisation = _organisation(professionals, months, seed)
    with tenancy.inside(organisation.pk):
        history = History(organisation, random.Random(seed), clock.today())  # noqa: S311 — made-up days, no secret
        teams = _people(history, professionals)
        for team, members in teams:
            _past_of(history, team, members, months)
        travels.add(history, [team for team, _members in teams], months)
        for number, table in enumerate(TABLES):
            table._default_manager.bulk_create(history.rows[table], batch_size=BATCH)
            progress(str(table._meta.verbose_name_plural), (number + 1) / len(TABLES))
        fold_everything()
    return organisation


def holds_real_people() -> bool:
    """Whether somebody works in this database: it is no demo, and an organisation in it was not made here."""
    return not is_demo() and Organisation.objects.exclude(slug__startswith=SLUG).exists()


def _organisation(professionals: int, months: int, seed: int) -> Organisation:
    slug = f"{SLUG}{professionals}-{months}-{seed}-{new_id().hex[-6:]}"
    return Organisation.objects.create(name=f"Simulatie {professionals} × {months}", slug=slug)


def _people(history: History, professionals: int) -> list[tuple[Team, list[Person]]]:
    """Divide everybody over teams; the first of each team leads it."""
    since = history.today - timedelta(days=3 * 365)
    teams: list[tuple[Team, list[Person]]] = []
    for number in range(professionals):
        if number % TEAM_SIZE == 0:
            teams.append((history.add(Team(name=f"Team {len(teams) + 1}")), []))
        team, members = teams[-1]
        person = _person(history, number)
        role = Role.PROFESSIONAL if members else Role.TEAM_LEADER
        history.add(Membership(person=person, team=team, role=role, since=since))
        members.append(person)
    return teams


def _person(history: History, number: int) -> Person:
    name = f"{history.dice.choice(phrases.FIRST)} {history.dice.choice(phrases.LAST)}"
    account = history.add(Account(email=f"p{number}@{history.organisation.slug}.example", password=NOTHING_FITS))
    account.organisation_id = history.organisation.pk
    person = history.add(Person(name=name, account=account))
    history.actors[person.pk] = history.add(Actor(person=person.pk, key=new_id())).key
    return person


def _past_of(history: History, team: Team, members: list[Person], months: int) -> None:
    days = months * DAYS_A_MONTH
    begin = history.today - timedelta(days=days)
    meetings = [_meeting(history, team, members, begin, days) for _ in range(months * MEETINGS_A_MONTH)]
    for _ in range(months * QUESTIONS_A_MONTH):
        _question(history, team, members, begin + timedelta(days=history.dice.randrange(days)), meetings)


def _meeting(history: History, team: Team, members: list[Person], begin: date, days: int) -> Meeting:
    found = history.dice.choice(list(formats.load_all().values()))
    started = history.moment(begin + timedelta(days=history.dice.randrange(days)))
    closed = started + timedelta(minutes=found.minutes)
    there = history.dice.randint(max(2, len(members) // 2), max(2, len(members)))
    meeting = history.add(
        Meeting(
            team=team,
            format_code=found.code,
            format_version=found.version,
            script=phrases.script(found),
            title=found.name.nl,
            planned_at=started,
            minutes=found.minutes,
            facilitator=history.dice.choice(members),
            phase=MeetingPhase.CLOSED,
            started_at=started,
            closed_at=closed,
            close_reason="finished",
            participants_count=there,
        )
    )
    history.add(Report(meeting=meeting, data=phrases.report(found), made_at=closed))
    history.tell(Verb.STARTED, "meeting", meeting.pk, meeting.facilitator_id, team.pk, started)
    history.tell(Verb.ENDED, "meeting", meeting.pk, meeting.facilitator_id, team.pk, closed)
    return meeting


def _question(history: History, team: Team, members: list[Person], day: date, meetings: Sequence[Meeting]) -> None:
    """Bring a question in, and let come of it what chance and time allow."""
    dice, by = history.dice, history.dice.choice(members)
    thread = history.add(
        Thread(
            team=team,
            title=dice.choice(phrases.QUESTIONS),
            story=dice.choice(phrases.STORIES),
            opened_by=by.pk,
            opened_at=history.moment(day),
            origin=Origin.PERSON,
            tough=dice.random() < 0.05,  # noqa: PLR2004 — one in twenty
            state=ThreadState.OPEN,
        )
    )
    history.tell(Verb.ASKED, "thread", thread.pk, by.pk, team.pk, thread.opened_at)
    after = history.later(day, 3, 30)
    if after and dice.random() < CHANCE_EXPLORED:
        _explore(history, thread, after, meetings)
        if dice.random() < CHANCE_INSIGHT:
            _learn(history, thread, after, dice.choice(members))
        if dice.random() < CHANCE_TRIED:
            _try(history, thread, after, members)


def _explore(history: History, thread: Thread, day: date, meetings: Sequence[Meeting]) -> None:
    meeting = history.dice.choice(meetings)
    history.add(
        Exploration(
            team_id=thread.team_id,
            thread=thread,
            meeting_id=meeting.pk,
            format_code=meeting.format_code,
            people=meeting.participants_count,
            at=history.moment(day),
        )
    )


def _learn(history: History, thread: Thread, day: date, by: Person) -> None:
    text, level = history.dice.choice(phrases.INSIGHTS), history.dice.choice(list(Level))
    at = history.moment(day)
    row = history.add(Insight(team_id=thread.team_id, thread=thread, text=text, level=level, by=by.pk, noted_at=at))
    history.tell(Verb.LEARNED, "insight", row.pk, by.pk, thread.team_id, at)


def _try(history: History, thread: Thread, day: date, members: list[Person]) -> None:
    dice, owner = history.dice, history.dice.choice(members)
    begun, due = history.moment(day), day + timedelta(days=dice.choice((14, 21, 28, 42)))
    row = history.add(
        TryOut(
            team_id=thread.team_id,
            thread=thread,
            kind=dice.choice(list(TryOutKind)),
            text=dice.choice(phrases.TRY_OUTS),
            expectation=dice.choice(phrases.EXPECTATIONS),
            owner=owner.pk,
            due_on=due,
            begun_at=begun,
            state=TryOutState.RUNNING,
        )
    )
    history.tell(Verb.TRIED, "try_out", row.pk, owner.pk, thread.team_id, begun)
    looked = history.later(due, 0, 10)
    if looked and dice.random() < CHANCE_LOOKED_BACK:
        _look_back(history, thread, row, looked, owner)


def _look_back(history: History, thread: Thread, row: TryOut, day: date, by: Person) -> None:
    at = history.moment(day)
    row.state, row.ended_at = TryOutState.LOOKED_BACK, at
    seen, text = history.dice.choice(list(Seen)), history.dice.choice(phrases.EFFECTS)
    history.add(Effect(team_id=thread.team_id, try_out=row, seen=seen, text=text, by=by.pk, noted_at=at))
    history.tell(Verb.NOTED, "try_out", row.pk, by.pk, thread.team_id, at)
    shared = history.later(day, 1, 21)
    if shared and history.dice.random() < CHANCE_SHARED:
        thread.state, thread.closed_at, thread.shared_with = (
            ThreadState.CLOSED,
            history.moment(shared),
            "een ander team",
        )
        history.tell(Verb.SHARED, "thread", thread.pk, by.pk, thread.team_id, thread.closed_at)
