"""Whole addresses for calendars and mails, which are made where nobody asks for a page."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def origin() -> str:
    """Return where people find this installation."""
    return str(settings.DRIESLAG_ADDRESS).rstrip("/")


def absolute(name: str, *args: object) -> str:
    """Return the whole address of a named page, or of the first page where there is no such."""
    try:
        return origin() + reverse(name, args=args)
    except NoReverseMatch:
        return f"{origin()}/"
