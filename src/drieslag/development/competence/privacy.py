"""What competence keeps about a person.

What a colleague wrote about somebody is about that person, and was written for that person; it is kept and taken along
as the subject's. It is also its writer's: who takes it back, or is erased, takes the words and the name away. What
stays of a view is that a colleague saw it, and when, so that a declaration does not fall because somebody left. What
stays of “deployable” are its days. Feedback on a moment goes wholly.
"""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.development.competence.enums import ViewState
from drieslag.development.competence.models import (
    Declaration,
    Deployment,
    Evidence,
    Feedback,
    Moment,
    Qualification,
    Shown,
    View,
)
from drieslag.development.sharing.actions import forget
from drieslag.privacy.register import Kept, Rows, register


def _moments(key: UUID) -> Rows:
    return [
        {
            "kind": r.kind, "task": r.task, "prediction": r.prediction, "tried_on": r.tried_on, "next": r.next,
            "note": r.note, "theme": r.theme_key, "film": r.film, "link": r.link, "made_on": r.made_on,
        }
        for r in Moment.objects.filter(owner=key).order_by("made_on", "pk")
    ]  # fmt: skip


def _feedback(key: UUID) -> Rows:
    rows = Feedback.objects.filter(Q(moment__owner=key) | Q(person=key)).order_by("asked_on", "pk")
    return [
        {
            "state": r.state, "saw": r.saw, "effect": r.effect, "idea": r.idea, "given_on": r.given_on,
            "may_show": r.may_show,
            "you_wrote_it": r.person == key,
        }
        for r in rows
    ]  # fmt: skip


def _declarations(key: UUID) -> Rows:
    rows = Declaration.objects.filter(owner=key).select_related("task").order_by("declared_on", "pk")
    return [
        {
            "can": r.can, "because": r.because, "task": r.task.name if r.task else "", "theme": r.theme_key,
            "declared_on": r.declared_on, "until_on": r.until_on, "withdrawn_on": r.withdrawn_on,
        }
        for r in rows
    ]  # fmt: skip


def _evidence(key: UUID) -> Rows:
    return [{"kind": r.kind} for r in Evidence.objects.filter(owner=key).order_by("declaration_id", "pk")]


def _views(key: UUID) -> Rows:
    rows = View.objects.filter(Q(declaration__owner=key) | Q(person=key)).order_by("asked_on", "pk")
    return [{"state": r.state, "words": r.words, "saw_on": r.saw_on, "you_wrote_it": r.person == key} for r in rows]


def _qualifications(key: UUID) -> Rows:
    rows = Qualification.objects.filter(owner=key).select_related("task").order_by("from_on", "pk")
    return [
        {
            "task": r.task.name, "evidence": r.evidence, "number": r.number, "from_on": r.from_on,
            "until_on": r.until_on, "withdrawn_on": r.withdrawn_on,
        }
        for r in rows
    ]  # fmt: skip


def _deployments(key: UUID) -> Rows:
    """What was said of somebody; what a leader said of others is theirs to take along."""
    rows = Deployment.objects.filter(owner=key).select_related("task").order_by("from_on", "pk")
    return [
        {
            "task": r.task.name, "sentence": r.sentence, "from_on": r.from_on, "until_on": r.until_on,
            "withdrawn_on": r.withdrawn_on, "reason": r.reason,
        }
        for r in rows
    ]  # fmt: skip


def _shown(key: UUID) -> Rows:
    rows = Shown.objects.filter(owner=key).select_related("task").order_by("shown_on", "pk")
    return [{"task": r.task.name, "fact": r.fact, "shown_on": r.shown_on} for r in rows]


def _erase_moments(key: UUID) -> int:
    for own in Moment.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=own)
    return Moment.objects.filter(owner=key).delete()[0]


def _erase_feedback(key: UUID) -> int:
    return Feedback.objects.filter(Q(moment__owner=key) | Q(person=key)).delete()[0]


def _erase_declarations(key: UUID) -> int:
    for own in Declaration.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=own)
    return Declaration.objects.filter(owner=key).delete()[0]


def _erase_views(key: UUID) -> int:
    gone = View.objects.filter(person=key).exclude(state=ViewState.SAW).delete()[0]
    for row in View.objects.select_for_update().filter(person=key):
        row.person, row.words = None, ""
        row.save(update_fields=["person", "words"])
        gone += 1
    return gone


def _erase_deployments(key: UUID) -> int:
    gone = Deployment.objects.filter(owner=key).delete()[0]
    for row in Deployment.objects.select_for_update().filter(given_by=key):
        row.given_by, row.sentence, row.reason = None, "", ""
        row.save(update_fields=["given_by", "sentence", "reason"])
        gone += 1
    return gone


def _erase_shown(key: UUID) -> int:
    return Shown.objects.filter(Q(owner=key) | Q(person=key)).delete()[0]


def _keep(
    model: type[Model], name: Promise, seen: Promise, rows: Callable[[UUID], Rows], erase: Callable[[UUID], int]
) -> None:
    purpose, basis = _("To show what you can, to learn by it and to rely on it"), _("What you chose yourself")
    register(Kept(model, name, purpose, basis, _("As long as you keep it"), seen, rows, erase))


def fill() -> None:
    """Put these kinds of rows in the register."""
    alone = _("You alone, and whom you share it with")
    two = _("You and the colleague whom you asked")
    agreed = _("You and the colleague whom you asked; in a portfolio where that colleague agreed")
    shown = _("You and the team leader whom you show it to")
    leaders = _("You, and the team leaders of your teams")
    _keep(Moment, _("Your formative moments"), _("You, and whom you ask to look"), _moments, _erase_moments)
    _keep(Feedback, _("Feedback on a moment"), agreed, _feedback, _erase_feedback)
    _keep(
        Declaration, _("Your self-declarations"), _("You, and the two colleagues whom you asked"), _declarations,
        _erase_declarations,
    )  # fmt: skip
    _keep(
        Evidence, _("What you laid under a declaration"), _("You, and the two colleagues whom you asked"), _evidence,
        lambda key: Evidence.objects.filter(owner=key).delete()[0],
    )  # fmt: skip
    _keep(View, _("What a colleague saw of a declaration"), two, _views, _erase_views)
    _keep(
        Qualification, _("What you are qualified for"), alone, _qualifications,
        lambda key: Qualification.objects.filter(owner=key).delete()[0],
    )  # fmt: skip
    _keep(Deployment, _("What you are deployable for"), leaders, _deployments, _erase_deployments)
    _keep(Shown, _("What you show to your team leader"), shown, _shown, _erase_shown)
