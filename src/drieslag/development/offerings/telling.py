"""How “I was there” is told to whom its owner shares it with."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.development.offerings.enums import Kind
from drieslag.development.offerings.queries import TakenRow, taken_part
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind as Thing


def fill() -> None:
    """Say how it is told."""
    things.register(Thing.TAKEN_PART, tell)


def tell(owner: UUID, keys: Collection[UUID] | None) -> list[things.Told]:
    """Return an owner's own rows, the latest first (one query)."""
    return [_told(row) for row in taken_part(owner, keys)]


def _told(row: TakenRow) -> things.Told:
    lines = [(_("What it was"), str(Kind(row.kind).label)), (_("Time, without breaks"), in_words(row.net_minutes))]
    if row.host:
        lines.append((_("Given by"), row.host))
    if row.brought:
        lines.append((_("What it brought me"), row.brought))
    return things.Told(Thing.TAKEN_PART, row.id, row.title, row.day, tuple(lines), "offerings:taken")


def in_words(minutes: int) -> str:
    """Return how long it lasts: 2 hours and 30 minutes."""
    whole, part = divmod(minutes, 60)
    said = [
        ngettext("%(count)d hour", "%(count)d hours", whole) % {"count": whole} if whole else "",
        ngettext("%(count)d minute", "%(count)d minutes", part) % {"count": part} if part or not whole else "",
    ]
    return _("%(hours)s and %(minutes)s") % {"hours": said[0], "minutes": said[1]} if all(said) else "".join(said)
