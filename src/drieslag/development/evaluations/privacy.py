"""What self-evaluation keeps about a person. All of it goes along with its owner, and is erased with its shares."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import Evaluation, ProfileField, ThemeView
from drieslag.development.evaluations.words import ways_said
from drieslag.development.sharing.actions import forget
from drieslag.privacy.register import Kept, Rows, register


def _evaluations(key: UUID) -> Rows:
    rows = Evaluation.objects.filter(owner=key).order_by("begun_on", "pk")
    return [
        {"framework": r.code, "version": r.version, "role": r.role, "begun": r.begun_on, "finished": r.finished_on}
        for r in rows
    ]


def _views(key: UUID) -> Rows:
    rows = ThemeView.objects.filter(owner=key).select_related("evaluation").order_by("evaluation__pk", "pk")
    return [_view(row) for row in rows]


def _view(row: ThemeView) -> dict[str, object]:
    seen = row.seen
    return {
        "begun": row.evaluation.begun_on, "theme": seen.name.nl, "standing": seen.standing, "doing": seen.doing,
        "example": seen.example, "wish": seen.wish, "matters": seen.matters, "who": seen.who,
    }  # fmt: skip


def _fields(key: UUID) -> Rows:
    rows = ProfileField.objects.filter(owner=key).order_by("heading")
    return [
        {"heading": row.heading, "said": ways_said(row.said) if row.heading == Heading.WAYS else row.said}
        for row in rows
    ]


def _erase_views(key: UUID) -> int:
    for row in ThemeView.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=row)
    return ThemeView.objects.filter(owner=key).delete()[0]


def _erase_fields(key: UUID) -> int:
    for row in ProfileField.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=row)
    return ProfileField.objects.filter(owner=key).delete()[0]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To see for yourself where you stand"), _("What you chose yourself")
    kept, seen = _("Until you erase it"), _("You alone, and whom you share it with")
    register(
        Kept(
            Evaluation, _("Your self-evaluations"), purpose, basis, kept, _("You alone"), _evaluations,
            lambda key: Evaluation.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
    views = _("What you say of yourself on a theme")
    register(Kept(ThemeView, views, purpose, basis, kept, seen, _views, _erase_views))
    fields = _("Who you are in your work")
    register(Kept(ProfileField, fields, purpose, basis, kept, seen, _fields, _erase_fields))
