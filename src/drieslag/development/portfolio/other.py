"""How things of one's own in lower parts are told: plans after a training, and what came out of a mirror."""

from collections.abc import Collection
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told, register
from drieslag.learning.spread.models import TransferPlan
from drieslag.library import instruments
from drieslag.surveys.enums import About, RoundKind, RoundState
from drieslag.surveys.models import Record, Round
from drieslag.surveys.rules.mirror import is_sharing_on


def transfer_plans(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Return plans after a training (one query)."""
    rows = TransferPlan.objects.filter(owner=owner).select_related("training").order_by("-made_at", "-pk")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return [
        Told(
            Kind.TRANSFER, row.pk, row.training.title, row.from_on,
            ((_("What I use"), row.what), (_("With whom"), row.with_whom), (_("When"), row.when)),
        )
        for row in rows
    ]  # fmt: skip


def mirrors(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Return closed mirrors of one's own work with the means of all who answered (three queries), where they may go
    beyond whom they are about: the council agrees now, and who answered was told so. The others stay on their own page.
    What people wrote and what a leader answered was said to the owner alone, and stays out.
    """
    if not is_sharing_on():
        return []
    rows = Round.objects.filter(kind=RoundKind.MIRROR, subject=owner, state=RoundState.CLOSED, shareable=True)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    found = list(rows.order_by("-closed_at", "-pk"))
    means: dict[UUID, list[tuple[str, str]]] = {row.pk: [] for row in found}
    names = {row.pk: instruments.pinned(row.instrument) for row in found}
    shown = Record.objects.filter(round__in=found, about=About.SCALE, mean__isnull=False, group__parent=None)
    for record in shown.order_by("pk"):
        scale = next((one for one in names[record.round_id].scales if one.key == record.of), None)
        if scale is not None:
            said = _("%(mean)s on average") % {"mean": number_format(round(record.mean or 0, 1), 1)}
            means[record.round_id].append((scale.name.get(get_language() or "nl"), said))
    return [
        Told(Kind.MIRROR, row.pk, row.title, row.closed_at.date(), tuple(means[row.pk]), "mirror:one")
        for row in found
        if row.closed_at is not None
    ]


def fill() -> None:
    """Let these be told."""
    register(Kind.TRANSFER, transfer_plans)
    register(Kind.MIRROR, mirrors)
