"""What offerings keep about a person. Who is erased leaves every list, and the seat goes to who waits; what was offered
for others stays, without the name.
"""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.development.offerings.actions import give_up_all
from drieslag.development.offerings.models import Host, Material, Offering, Seat, TakenPart, Trainer
from drieslag.development.offerings.queries import taken_part
from drieslag.privacy.register import Kept, Rows, register

type Words = str | Promise


def _offerings(key: UUID) -> Rows:
    rows = Offering.objects.filter(maker=key).order_by("first_at")
    return [{"kind": r.kind, "title": r.title, "what_for": r.what_for, "ask": r.ask, "at": r.first_at} for r in rows]


def _hosts(key: UUID) -> Rows:
    rows = Host.objects.filter(person=key).select_related("offering").order_by("offering__first_at")
    return [{"title": r.offering.title, "at": r.offering.first_at} for r in rows]


def _materials(key: UUID) -> Rows:
    rows = Material.objects.filter(by=key).order_by("pk")
    return [{"title": r.title, "goal": r.goal, "text": r.text, "link": r.link} for r in rows]


def _seats(key: UUID) -> Rows:
    rows = Seat.objects.filter(person=key).select_related("offering").order_by("asked_at")
    return [{"title": r.offering.title, "standing": r.standing, "at": r.asked_at} for r in rows]


def _taken(key: UUID) -> Rows:
    return [
        {
            "title": r.title, "day": r.day, "minutes": r.minutes, "net_minutes": r.net_minutes, "is_live": r.is_live,
            "host": r.host, "brought": r.brought,
        }
        for r in taken_part(key)
    ]  # fmt: skip


def _trainers(key: UUID) -> Rows:
    return [{"gives": r.gives, "a_quarter": r.a_quarter} for r in Trainer.objects.filter(person=key)]


def _nameless(model: type[Model], field: str) -> Callable[[UUID], int]:
    return lambda key: model._default_manager.filter(**{field: key}).update(**{field: None})


def _keep(
    model: type[Model],
    words: tuple[Words, Words, Words],
    rows: Callable[[UUID], Rows],
    erase: Callable[[UUID], int],
) -> None:
    name, retention, seen = words
    purpose, basis = _("To learn from what colleagues offer"), _("The work that was agreed on")
    register(Kept(model, name, purpose, basis, retention, seen, rows, erase))


def fill() -> None:
    """Put these kinds of rows in the register."""
    everyone, alone = _("Your organisation"), _("You alone, and whom you share it with")
    listed = _("As long as it is on the list")
    _keep(Offering, (_("What you offered to colleagues"), listed, everyone), _offerings, _nameless(Offering, "maker"))
    gives = (_("What you give, or let others look at"), listed, everyone)
    _keep(Host, gives, _hosts, lambda key: Host.objects.filter(person=key).delete()[0])
    added = (_("Links and texts that you put with an offering"), listed, everyone)
    _keep(Material, added, _materials, _nameless(Material, "by"))
    signed = (_("What you signed up for"), _("Until 30 days after it"), _("You and who gives it"))
    _keep(Seat, signed, _seats, lambda key: give_up_all(person=key))
    there = (_("What you took part in, by your own word"), _("Until you erase it"), alone)
    _keep(TakenPart, there, _taken, lambda key: TakenPart.objects.filter(owner=key).delete()[0])
    room = (_("What you give as a trainer, and how often"), _("As long as you are a trainer"), everyone)
    _keep(Trainer, room, _trainers, lambda key: Trainer.objects.filter(person=key).delete()[0])
