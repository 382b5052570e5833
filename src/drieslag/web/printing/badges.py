"""A badge as a file: its picture with the signed credential in it, for its owner alone."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.badges.baking import into_png, into_svg
from drieslag.development.badges.models import Badge
from drieslag.development.badges.queries import achievement_name
from drieslag.web.printing import pictures


def svg(badge: Badge, issuer: str) -> bytes:
    """Return the drawing."""
    return into_svg(pictures.badge_svg(**_words(badge, issuer)), badge.credential)


def png(badge: Badge, issuer: str) -> bytes:
    """Return the image."""
    return into_png(pictures.badge_png(**_words(badge, issuer)), badge.credential)


def _words(badge: Badge, issuer: str) -> dict[str, str]:
    line = _("Self-declaration, with the view of two colleagues")
    return {"title": achievement_name(badge), "issuer": issuer, "line": line, "language": get_language()[:2]}
