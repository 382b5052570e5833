"""What notices keep about a person. All of it is that person's own, and goes with them."""

from uuid import UUID

from django.db.models import Model
from django.db.models.signals import post_delete
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.core import doors
from drieslag.learning.notices.models import Choice, Feed, Outgoing, OwnCalendar, PushDevice, Told
from drieslag.privacy.register import Eraser, Exporter, Kept, Rows, register


def _feeds(key: UUID) -> Rows:
    rows = Feed.objects.filter(person=key).select_related("team").order_by("pk")
    return [
        {"team": row.team.name if row.team else "", "titles": row.with_titles, "since": row.changed_at} for row in rows
    ]


def _choices(key: UUID) -> Rows:
    return [{"name": str(row.get_notice_display()), "on": row.is_on} for row in Choice.objects.filter(person=key)]


def _calendars(key: UUID) -> Rows:
    rows = OwnCalendar.objects.filter(person=key).order_by("pk")
    return [{"from": row.source, "address": row.address, "busy": len(row.busy.split())} for row in rows]


def _devices(key: UUID) -> Rows:
    return [{"since": row.made_on} for row in PushDevice.objects.filter(person=key)]


def _told(key: UUID) -> Rows:
    rows = Told.objects.filter(person=key).select_related("event").order_by("pk")
    return [{"object": row.event.thing, "at": row.event.ends_at} for row in rows]


def _outgoing(key: UUID) -> Rows:
    return [{"object": row.sending, "at": row.not_before} for row in Outgoing.objects.filter(person=key)]


def _erase(model: type[Model]) -> Eraser:
    def erase(key: UUID) -> int:
        return model._default_manager.filter(person=key).delete()[0]

    return erase


def _close_doors(instance: Model, **_: object) -> None:
    """With the row goes every secret that leads to it, also when its person or team goes."""
    doors.close_doors(instance.pk)


def fill() -> None:
    """Put these kinds of rows in the register."""
    for model in (Feed, Choice):
        post_delete.connect(_close_doors, sender=model, dispatch_uid=f"doors of {model.__name__}")
    _keep(Feed, _("Addresses of your calendar here"), _("Until you stop them or leave the team"), _feeds)
    _keep(Choice, _("Which mails you want"), _("Until you leave"), _choices)
    _keep(
        OwnCalendar,
        _("When you are busy: beginnings and ends, without what or with whom"),
        _("At most 26 weeks ahead. What is past goes every night"),
        _calendars,
        _("You alone. Your team sees only whether a moment suits most, about half or few"),
    )
    _keep(PushDevice, _("Devices on which you want messages"), _("Until you switch them off"), _devices)
    _keep(Told, _("Which meetings your calendar was sent"), _("Until a day after the meeting"), _told)
    _keep(Outgoing, _("Mails and messages to you that wait"), _("Until they are sent, at most eight days"), _outgoing)


def _keep(
    model: type[Model],
    name: str | Promise,
    retention: str | Promise,
    export: Exporter,
    who_sees: str | Promise = "",
) -> None:
    purpose = _("So that meetings find you, in your own calendar")
    register(
        Kept(model, name, purpose, _("You chose it"), retention, who_sees or _("You alone"), export, _erase(model))
    )
