"""What registers keep about a person: all of it that person's own, but for what a colleague was asked to confirm."""

import json
from functools import partial
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieslag.development.registers.models import Confirmation, Entry, RegisterFile, Series
from drieslag.privacy.register import Kept, Rows, register

YOURS = _("Only you")
WISH = _("What you chose yourself")
UNTIL = _("Until you erase it or leave")


def _files(key: UUID) -> Rows:
    rows = RegisterFile.objects.filter(owner=key).order_by("first")
    return [
        {"register": r.code, "version": r.version, "first": r.first, "last": r.last, "until": r.registered_until,
         "own": json.loads(r.own or "{}")} for r in rows
    ]  # fmt: skip


def _entries(key: UUID) -> Rows:
    return [json.loads(row.text) for row in Entry.objects.filter(owner=key).order_by("pk")]


def _series(key: UUID) -> Rows:
    return [json.loads(row.text) for row in Series.objects.filter(owner=key).order_by("pk")]


def _confirmations(key: UUID) -> Rows:
    rows = Confirmation.objects.filter(Q(person=key) | Q(owner=key)).order_by("pk")
    return [{"asked_of_you": r.person == key, "state": r.state, "answered_on": r.answered_on} for r in rows]


def fill() -> None:
    """Put it in the register."""
    to_keep = _("To keep up a registration of your own")
    for model, name, export in (
        (RegisterFile, _("Your periods in a professional register"), _files),
        (Entry, _("What you noted for a register"), _entries),
        (Series, _("Your series of gatherings"), _series),
    ):
        register(Kept(model, name, to_keep, WISH, UNTIL, YOURS, export, partial(_drop, model)))
    register(
        Kept(
            Confirmation, _("What you and colleagues confirmed to each other for a register"), to_keep,
            _("The consent of the works council"), _("As long as the list that it belongs to"),
            _("You and who asked it"), _confirmations,
            lambda key: Confirmation.objects.filter(Q(person=key) | Q(owner=key)).delete()[0],
        )
    )  # fmt: skip


def _drop(model: type[RegisterFile] | type[Entry] | type[Series], key: UUID) -> int:
    return model._default_manager.filter(owner=key).delete()[0]
