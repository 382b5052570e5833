"""What formats keep about a person: who began one, published it, or noted a consent. Erasing takes the name away."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.learning.formats.models import FormatVersion, MaterialConsent, OwnFormat
from drieslag.privacy.register import Kept, Rows, register


def _formats(key: UUID) -> Rows:
    rows = OwnFormat.objects.filter(made_by=key).order_by("code")
    return [{"code": row.code, "name": row.draft.get("name"), "changed": row.changed_at} for row in rows]


def _versions(key: UUID) -> Rows:
    rows = FormatVersion.objects.filter(by=key).select_related("format").order_by("published_at")
    return [{"code": row.format.code, "number": row.number, "at": row.published_at, "text": row.text} for row in rows]


def _consents(key: UUID) -> Rows:
    rows = MaterialConsent.objects.filter(by=key).order_by("noted_at")
    return [{"format": row.format_code, "whose": row.whose, "on": row.given_on, "at": row.noted_at} for row in rows]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To write ways of working together"), _("The work that was agreed on")
    retention = _("As long as your organisation keeps the format; your name goes when you are erased")
    team, house = _("Nobody: it is kept and not shown"), _("Whoever looks after learning in your organisation")
    register(
        Kept(
            OwnFormat, _("Formats that you began"), purpose, basis, retention, team, _formats,
            lambda key: OwnFormat.objects.filter(made_by=key).update(made_by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            FormatVersion, _("Versions of formats that you published"), purpose, basis, retention, team, _versions,
            lambda key: FormatVersion.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            MaterialConsent, _("Consents for materials that you wrote down"), purpose, basis, retention, house,
            _consents, lambda key: MaterialConsent.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
