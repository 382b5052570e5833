"""Where the world finds an issuer: made of the address of this installation and the organisation's short name, both of
which have to stay as they are once a badge was issued.
"""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse


def origin() -> str:
    """Return where people find this installation."""
    return str(settings.DRIESLAG_ADDRESS).rstrip("/")


def did(slug: str) -> str:
    """Return the name of an issuer, under which a verifier looks up its keys (did:web)."""
    host = urlsplit(origin()).netloc
    return f"did:web:{quote(host, safe='')}:badges:{slug}"


def key_id(slug: str, number: int) -> str:
    """Return the name of one of its keys."""
    return f"{did(slug)}#key-{number}"


def issuer(slug: str) -> str:
    """Return the page of the issuer."""
    return origin() + reverse("badges:issuer", args=[slug])


def status(slug: str) -> str:
    """Return the list of badges that stand no longer."""
    return origin() + reverse("badges:status", args=[slug])


def achievement(slug: str, code: str) -> str:
    """Return the page that tells what a badge is for."""
    return origin() + reverse("badges:achievement", args=[slug, code])


def is_reachable() -> bool:
    """Whether others can look the keys up: a verifier asks over https alone."""
    return urlsplit(origin()).scheme == "https"
