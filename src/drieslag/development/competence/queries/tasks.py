"""Reading reserved tasks and the three facts about somebody. A leader reads what leaders said, and what was shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence.enums import Fact
from drieslag.development.competence.models import Declaration, Deployment, Qualification, ReservedTask, Shown
from drieslag.development.competence.queries.declarations import standing_for, standing_of_many
from drieslag.development.competence.rules import leads_now, may_be_seen
from drieslag.development.competence.terms import Term, Three, holding
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.people.queries import names
from drieslag.privacy.models import Look


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task and the three facts about its reader."""

    task: ReservedTask
    three: Three
    declaration: Declaration | None
    qualifications: tuple[Qualification, ...]
    deployments: tuple[tuple[Deployment, str], ...]  # with who said it
    shown: tuple[tuple[Shown, str], ...]  # with whom it is shown to
    leaders: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact that somebody showed to a leader: whether it holds and until when, once that leader opened it today."""

    key: UUID
    fact: Fact
    is_open: bool = False
    holds: Term | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """One person whom a leader leads, for one task: what leaders said, and what this person showed to this leader."""

    person: UUID
    name: str
    deployments: tuple[Deployment, ...] = ()
    holds: Term | None = None
    shown: tuple[ShownFact, ...] = ()


def tasks(*, also_ended: bool = False) -> list[ReservedTask]:
    """Return the tasks that the organisation reserves, by name (one query; names are encrypted)."""
    rows = ReservedTask.objects.all() if also_ended else ReservedTask.objects.filter(ended_on=None)
    return sorted(rows, key=lambda task: task.name.lower())


def get_task(key: UUID) -> ReservedTask:
    """Return a task of the organisation. Raises NotFound."""
    found = ReservedTask.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def three_of(owner: UUID, wanted: Sequence[ReservedTask]) -> dict[UUID, Three]:
    """Return the three facts that hold today about somebody, for each of these tasks (three queries)."""
    today = clock.today()
    declared = standing_for(owner, wanted, today)
    qualified = _terms(Qualification.objects.filter(owner=owner, withdrawn_on=None))
    deployable = _terms(Deployment.objects.filter(owner=owner, withdrawn_on=None))
    return {
        task.pk: Three(
            holding(qualified[task.pk], today),
            _competent(declared.get(task.pk)),
            holding(deployable[task.pk], today),
        )
        for task in wanted
    }


def _terms(rows: Iterable[Qualification | Deployment]) -> dict[UUID, list[Term]]:
    found: dict[UUID, list[Term]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(Term(row.from_on, row.until_on))
    return found


def _competent(declaration: Declaration | None) -> Term | None:
    return Term(declaration.declared_on, declaration.until_on) if declaration else None


def task_page(person: Person, key: UUID) -> TaskPage:
    """Return a task with the facts about its reader (nine queries at most). Raises NotFound."""
    task = get_task(key)
    today = clock.today()
    declaration = standing_for(person.pk, [task], today).get(task.pk)
    qualified = list(Qualification.objects.filter(owner=person.pk, task=task).order_by("-from_on", "-pk"))
    said = list(Deployment.objects.filter(owner=person.pk, task=task).order_by("-from_on", "-pk"))
    shown = list(Shown.objects.filter(owner=person.pk, task=task).order_by("shown_on", "pk"))
    leaders = leaders_of(person)
    known = names({row.given_by for row in said if row.given_by} | {row.person for row in shown})
    return TaskPage(
        task=task,
        three=Three(holding(_lasting(qualified), today), _competent(declaration), holding(_lasting(said), today)),
        declaration=declaration,
        qualifications=tuple(qualified),
        deployments=tuple((row, known.get(row.given_by, "") if row.given_by else "") for row in said),
        shown=tuple((row, known[row.person]) for row in shown if row.person in known),
        leaders=tuple(leaders),
    )


def _lasting(rows: Iterable[Qualification | Deployment]) -> list[Term]:
    return [Term(row.from_on, row.until_on) for row in rows if row.withdrawn_on is None]


def leaders_of(person: Person) -> list[tuple[UUID, str]]:
    """Return who leads a team of this person, by name (one query)."""
    teams = Membership.objects.filter(person=person, until=None, team__closed_on=None).values("team")
    led = Membership.objects.filter(role=Role.TEAM_LEADER, until=None, team__in=teams, person__left_on=None)
    found = led.exclude(person=person).values_list("person", "person__name")
    return sorted(set(found), key=lambda pair: pair[1])


def get_qualification(person: Person, key: UUID) -> Qualification:
    """Return one's own. Raises NotFound."""
    found = Qualification.objects.filter(pk=key, owner=person.pk).select_related("task").first()
    if found is None:
        raise NotFound
    return found


def get_deployment(person: Person, key: UUID) -> Deployment:
    """Return what was said about somebody whom this person leads now. Raises NotFound."""
    found = Deployment.objects.filter(pk=key).select_related("task").first()
    if found is None or not leads_now(person.pk, found.owner):
        raise NotFound
    return found


def led_by(leader: Person, task: ReservedTask) -> list[Led]:
    """Return whom this person leads as team leader, by name, with what leaders said for the task and what each showed
    to this leader (seven queries at most). Raises NotFound when this person leads nobody.
    """
    mine = Membership.objects.filter(person=leader, role=Role.TEAM_LEADER, until=None, team__closed_on=None)
    there = Membership.objects.filter(team__in=mine.values("team"), until=None, person__left_on=None)
    people = dict(there.exclude(person=leader).values_list("person", "person__name"))
    if not people:
        raise NotFound
    said: dict[UUID, list[Deployment]] = defaultdict(list)
    for row in Deployment.objects.filter(task=task, owner__in=people).order_by("-from_on", "-pk"):
        said[row.owner].append(row)
    shown = _shown_to(leader, task, set(people))
    today = clock.today()
    return [
        Led(key, name, tuple(said[key]), holding(_lasting(said[key]), today), shown.get(key, ()))
        for key, name in sorted(people.items(), key=lambda pair: pair[1])
    ]


def _shown_to(leader: Person, task: ReservedTask, people: set[UUID]) -> dict[UUID, tuple[ShownFact, ...]]:
    """Return what each showed to this leader; whether it holds only where the leader opened it today, in sight of the
    owner (four queries at most).
    """
    if not may_be_seen():
        return {}
    today = clock.today()
    rows = list(Shown.objects.filter(task=task, person=leader.pk, owner__in=people).order_by("fact"))
    opened = Look.objects.filter(viewer=leader.pk, day=today, object_id__in=[row.pk for row in rows])
    seen = set(opened.values_list("object_id", flat=True))
    owners = {row.owner for row in rows if row.pk in seen}
    competent = standing_of_many(owners, task, today)
    qualified: dict[UUID, list[Qualification]] = defaultdict(list)
    for row in Qualification.objects.filter(owner__in=owners, task=task, withdrawn_on=None):
        qualified[row.owner].append(row)
    found: dict[UUID, list[ShownFact]] = defaultdict(list)
    for shown in rows:
        if shown.pk not in seen:
            found[shown.owner].append(ShownFact(shown.pk, Fact(shown.fact)))
            continue
        term = (
            _competent(competent.get(shown.owner))
            if shown.fact == Fact.COMPETENT
            else holding(_lasting(qualified[shown.owner]), today)
        )
        found[shown.owner].append(ShownFact(shown.pk, Fact(shown.fact), is_open=True, holds=term))
    return {owner: tuple(facts) for owner, facts in found.items()}


def get_shown(leader: Person, key: UUID) -> Shown:
    """Return what was shown to this leader, as long as this is so and may be. Raises NotFound."""
    found = Shown.objects.filter(pk=key, person=leader.pk).first()
    if found is None or not leads_now(leader.pk, found.owner) or not may_be_seen():
        raise NotFound
    return found
