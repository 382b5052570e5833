"""The profile as its page prints it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import ProfileField
from drieslag.development.evaluations.words import HELP, ways_said


@dataclass(frozen=True, slots=True)
class Field:
    """One heading, with what stands under it."""

    heading: str
    name: str
    asks: str
    words: str
    shared: str


def fields(written: Mapping[str, ProfileField], shared: Mapping[UUID, Sequence[str]]) -> list[Field]:
    """Return all headings in their order."""
    return [_field(each, written.get(each), shared) for each in Heading]


def _field(heading: Heading, row: ProfileField | None, shared: Mapping[UUID, Sequence[str]]) -> Field:
    said = row.said if row else ""
    names = shared.get(row.pk, ()) if row else ()
    return Field(
        heading.value,
        str(heading.label),
        str(HELP[heading]),
        ways_said(said) if heading is Heading.WAYS else said,
        _("Shared with %(names)s") % {"names": ", ".join(names)} if names else "",
    )


def draft(heading: Heading) -> str:
    """Return the name of a draft on the device."""
    return f"profile:{heading}"
