"""Every address of the program, one line an area."""

from django.urls import URLPattern, URLResolver, include, path

handler404 = "drieslag.web.errors.not_found"
handler500 = "drieslag.web.errors.failed"

AREAS = (
    "answers",  # first: a whole organisation asks for these within the minute in which its invitation comes
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
    "results",
    "mirror",
    "growth",
    "frameworks",
    "evaluations",
    "reflections",
    "talks",
    "competence",
    "offerings",
    "budgets",
    "portfolio",
    "badges",
    "registers",
    "organisation",
    "account",
)
OTHERS = ("shield", "live", "gallery", "demo")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"drieslag.web.{area}.urls")) for area in ("anonymous", *AREAS, *OTHERS)
]
