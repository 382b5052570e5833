"""Every address of the program, one line an area."""

from django.urls import URLPattern, URLResolver, include, path

handler404 = "drieslag.web.errors.not_found"
handler500 = "drieslag.web.errors.failed"

AREAS = (
    "components",
    "today",
    "board",
    "formats",
    "meetings",
    "rhythm",
    "calendar",
    "spread",
    "support",
    "groundwork",
    "instruments",
    "surveys",
    "answers",
    "results",
    "mirror",
    "organisation",
    "account",
)
OTHERS = ("anonymous", "shield", "live", "gallery", "demo")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"drieslag.web.{area}.urls")) for area in (*AREAS, *OTHERS)
]
