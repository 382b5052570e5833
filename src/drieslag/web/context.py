"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

LOOKS = ("light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Return who is signed in, the look that was chosen and the theme of the installation."""
    look = request.COOKIES.get("look", "")
    return {
        "me": getattr(request, "me", None),
        "look": look if look in LOOKS else "",
        "theme": settings.DRIESLAG_THEME,
    }
