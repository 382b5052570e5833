"""Reading self-declarations: by their owner. Whether one stands is counted here, and kept nowhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence.enums import Standing, ViewState
from drieslag.development.competence.models import TWO, Declaration, Evidence, ReservedTask, View
from drieslag.development.competence.rules import NO_EVIDENCE, standing_of
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.people.models import Person
from drieslag.people.queries import names

SAW = Count("views", filter=Q(views__state=ViewState.SAW))


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration in the list."""

    declaration: Declaration
    standing: Standing
    is_renewed: bool


@dataclass(frozen=True, slots=True)
class Viewed:
    """A colleague who was asked, and what that one saw."""

    view: View
    name: str


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """A declaration with all that belongs to it."""

    declaration: Declaration
    standing: Standing
    views: tuple[Viewed, ...]
    evidence: tuple[things.Told, ...]
    renewed_by: UUID | None

    @property
    def saw(self) -> int:
        """How many colleagues saw it."""
        return sum(row.view.state == ViewState.SAW for row in self.views)

    @property
    def may_ask_more(self) -> bool:
        """Whether one more colleague can be asked."""
        taken = sum(row.view.state in (ViewState.ASKED, ViewState.SAW) for row in self.views)
        return self.standing == Standing.WAITS and taken < TWO


@dataclass(frozen=True, slots=True)
class EvidenceOffered:
    """One of one's own things that can be evidence."""

    told: things.Told
    is_chosen: bool


def declarations(person: Person) -> list[DeclarationRow]:
    """Return one's own declarations, the latest first (one query)."""
    own = Declaration.objects.filter(owner=person.pk).select_related("task")
    rows = list(own.annotate(saw=SAW).order_by("-declared_on", "-pk"))
    renewed = {row.earlier_id for row in rows if row.withdrawn_on is None}
    today = clock.today()
    return [DeclarationRow(row, standing_of(row, row.saw, today), row.pk in renewed) for row in rows]


def get_declaration(person: Person, key: UUID) -> Declaration:
    """Return one's own declaration. Raises NotFound for everybody else, whatever their role."""
    found = Declaration.objects.filter(pk=key, owner=person.pk).select_related("task").first()
    if found is None:
        raise NotFound
    return found


def page_of(person: Person, key: UUID) -> DeclarationPage:
    """Return one's own declaration with its views and evidence. Raises NotFound."""
    declaration = get_declaration(person, key)
    rows = list(View.objects.filter(declaration=declaration).order_by("asked_on", "pk"))
    known = names({row.person for row in rows if row.person})
    saw = sum(row.state == ViewState.SAW for row in rows)
    later = Declaration.objects.filter(earlier=declaration, withdrawn_on=None)
    return DeclarationPage(
        declaration,
        standing_of(declaration, saw, clock.today()),
        tuple(Viewed(row, known.get(row.person, "") if row.person else "") for row in rows),
        tuple(evidence_of(declaration)),
        later.values_list("pk", flat=True).first(),
    )


def evidence_of(declaration: Declaration) -> list[things.Told]:
    """Return the evidence as it is told now; what its owner erased since is missing."""
    wanted: dict[Kind, list[UUID]] = defaultdict(list)
    for kind, key in Evidence.objects.filter(declaration=declaration).order_by("pk").values_list("kind", "object_id"):
        wanted[Kind(kind)].append(key)
    return [told for kind, keys in wanted.items() for told in things.told(declaration.owner, kind, keys)]


def evidence_to_choose(declaration: Declaration) -> dict[Kind, list[EvidenceOffered]]:
    """Return all own things by kind, and which were chosen. Another declaration is no evidence, nor are words for a
    portfolio alone.
    """
    chosen = set(Evidence.objects.filter(declaration=declaration).values_list("object_id", flat=True))
    offered = {kind: rows for kind, rows in things.everything(declaration.owner).items() if kind not in NO_EVIDENCE}
    return {kind: [EvidenceOffered(told, told.id in chosen) for told in rows] for kind, rows in offered.items()}


def standing_for(owner: UUID, tasks: Iterable[ReservedTask], day: date) -> dict[UUID, Declaration]:
    """Return for each of these tasks the declaration that stands on this day, the one that does so longest (one
    query).
    """
    rows = _standing(day).filter(owner=owner, task__in=[task.pk for task in tasks])
    return {row.task_id: row for row in rows if row.task_id}


def standing_of_many(owners: Collection[UUID], task: ReservedTask, day: date) -> dict[UUID, Declaration]:
    """Return for each of these owners the declaration for this task that stands on this day (one query)."""
    return {row.owner: row for row in _standing(day).filter(owner__in=owners, task=task)}


def _standing(day: date) -> QuerySet[Declaration]:
    rows = Declaration.objects.filter(withdrawn_on=None, declared_on__lte=day, until_on__gte=day)
    return rows.annotate(saw=SAW).filter(saw__gte=TWO).order_by("until_on", "pk")
