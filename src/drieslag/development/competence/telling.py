"""How a moment and a declaration are told: to whom they are shared with, in a portfolio, as evidence.

Of a moment only its owner's words: what a colleague wrote was for the owner alone. Where that colleague agreed, it is a
thing of its own, for a portfolio, and the owner chooses each by itself. With a declaration the views of
colleagues go along: they were asked for it, and were told so before they wrote.
"""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.competence.enums import SAID_BEFORE, FeedbackState, MomentKind, ViewState
from drieslag.development.competence.models import Declaration, Feedback, Moment, View
from drieslag.development.competence.rules import standing_of
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told
from drieslag.people.queries import names

type Lines = tuple[tuple[str, str], ...]


def moments(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell formative moments (one query); a note for oneself and the link stay with the owner."""
    found = Moment.objects.filter(owner=owner).order_by("-made_on", "-pk")
    if keys is not None:
        found = found.filter(pk__in=keys)
    return [
        Told(Kind.MOMENT, row.pk, row.task, row.tried_on or row.made_on, _moment(row), "competence:moment")
        for row in found
    ]


def _moment(row: Moment) -> Lines:
    return _said(
        (_("How"), str(MomentKind(row.kind).label)),
        (str(SAID_BEFORE[MomentKind(row.kind)]), row.prediction),
        (_("What comes next"), row.next),
    )


def feedback(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell what colleagues saw, under their names, where they agreed to that (two queries)."""
    found = Feedback.objects.filter(moment__owner=owner, state=FeedbackState.GIVEN, may_show=True)
    if keys is not None:
        found = found.filter(pk__in=keys)
    rows = list(found.select_related("moment").order_by("-given_on", "-pk"))
    known = names({row.person for row in rows}) if rows else {}
    return [_feedback(row, known.get(row.person, "")) for row in rows]


def _feedback(row: Feedback, name: str) -> Told:
    given = {"name": name or _("A colleague"), "task": row.moment.task}
    assert row.given_on is not None
    lines = _said(
        (_("%(name)s saw") % given, row.saw),
        (_("What it did with the other"), row.effect),
        (_("To try next time"), row.idea),
    )
    return Told(Kind.FEEDBACK, row.pk, _("%(name)s looked along: %(task)s") % given, row.given_on, lines)


def declarations(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell declarations that were not withdrawn, with what colleagues saw (three queries)."""
    found = Declaration.objects.filter(owner=owner, withdrawn_on=None).order_by("-declared_on", "-pk")
    if keys is not None:
        found = found.filter(pk__in=keys)
    rows = list(found.select_related("task"))
    views: dict[UUID, list[View]] = defaultdict(list)
    for view in View.objects.filter(declaration__in=rows, state=ViewState.SAW).order_by("saw_on", "pk"):
        views[view.declaration_id].append(view)
    known = names({view.person for seen in views.values() for view in seen if view.person})
    return [
        Told(
            Kind.DECLARATION, row.pk, row.can, row.declared_on, _declaration(row, views[row.pk], known),
            "competence:declaration",
        )
        for row in rows
    ]  # fmt: skip


def _declaration(row: Declaration, views: list[View], known: dict[UUID, str]) -> Lines:
    standing = standing_of(row, len(views), clock.today())
    seen = [(_seen_by(view, known), view.words) for view in views]
    return _said(
        (_("I declare that I can"), row.can),
        (_("because"), row.because),
        (_("Task"), row.task.name if row.task else ""),
        (_("Where it is"), str(standing.label)),
        (_("Until"), date_format(row.until_on, "j F Y")),
        *seen,
    )


def _seen_by(view: View, known: dict[UUID, str]) -> str:
    name = known.get(view.person, "") if view.person else ""
    return _("%(name)s saw") % {"name": name} if name else _("A colleague saw")


def _said(*lines: tuple[str, str]) -> Lines:
    return tuple((label, text) for label, text in lines if text)
