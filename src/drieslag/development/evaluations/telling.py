"""How a view of a theme and a field of the profile are told to whom they are shared with, and in a portfolio."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import ProfileField, ThemeView
from drieslag.development.evaluations.words import ASKED, standing_word, ways_said
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told


def views(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell what somebody said of themes, where they stand in a word as well: they chose to share it (one query)."""
    rows = ThemeView.objects.filter(owner=owner).select_related("evaluation").order_by("-evaluation__pk", "pk")
    return [_view(row) for row in (rows if keys is None else rows.filter(pk__in=keys))]


def _view(row: ThemeView) -> Told:
    seen = row.seen
    lines = [(_("Where I stand"), standing_word(seen.standing))] if seen.standing else []
    lines += [(str(label), getattr(seen, name)) for name, label in ASKED.items() if getattr(seen, name)]
    on = row.evaluation.finished_on or row.evaluation.begun_on
    return Told(Kind.VIEW, row.pk, seen.name.get(get_language() or ""), on, tuple(lines), "evaluations:view")


def fields(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell the fields of a profile, each by itself (one query)."""
    rows = ProfileField.objects.filter(owner=owner).order_by("-changed_on", "pk")
    return [_field(row) for row in (rows if keys is None else rows.filter(pk__in=keys))]


def _field(row: ProfileField) -> Told:
    heading = Heading(row.heading)
    said = ways_said(row.said) if heading is Heading.WAYS else row.said
    return Told(Kind.PROFILE, row.pk, str(heading.label), row.changed_on, (("", said),), "evaluations:field_of")
