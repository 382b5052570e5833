"""Findings of the shield as a page gets them, signed in or anonymous."""

from django.utils.translation import gettext as _

from drieslag.privacy import shield
from drieslag.privacy.shield import Kind


def rows(text: str) -> list[dict[str, object]]:
    """What could point at a client in `text`, each with a noun for "Is this a …?" in the reader's language."""
    labels = _labels()
    return [
        {
            "start": found.start,
            "end": found.end,
            "kind": found.kind.value,
            "kind_label": labels[found.kind],
            "text": found.text,
            "neutral": found.neutral,
        }
        for found in shield.find(text)
    ]


def _labels() -> dict[Kind, str]:
    return {
        Kind.NAME: _("name"),
        Kind.INITIALS: _("person's initial"),
        Kind.ADDRESS: _("home address"),
        Kind.POSTCODE: _("postcode"),
        Kind.PLACE: _("place"),
        Kind.PHONE: _("phone number"),
        Kind.EMAIL: _("mail address"),
        Kind.BSN: _("citizen service number"),
        Kind.IBAN: _("bank account number"),
        Kind.DATE_OF_BIRTH: _("date of birth"),
        Kind.DATE: _("date that points at someone"),
        Kind.SCHOOL: _("school or class"),
        Kind.INSTITUTION: _("place of care"),
        Kind.PLATE: _("number plate"),
        Kind.URL: _("page or account"),
        Kind.NUMBER: _("number of someone"),
    }
