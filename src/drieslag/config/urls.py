"""Every address of the program, one line an area."""

from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include
from django.urls.resolvers import RoutePattern

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


class Area(RoutePattern):
    """The way into an area: for an address whose first word none of its own begin with, its list is not gone through.
    Without it each page would first be compared with some four hundred addresses.
    """

    def __init__(self, module: str) -> None:
        super().__init__("")
        self.module = module

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words before the first stroke."""
        return frozenset(_first_words(import_module(self.module).urlpatterns))

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        """Return what is left to resolve, which is everything, or None."""
        return (path, (), {}) if path.partition("/")[0] in self.first_words else None


def _first_words(listed: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in listed:
        route = str(one.pattern)
        if isinstance(one, URLResolver) and not route:
            yield from _first_words(one.url_patterns)
        else:
            yield route.partition("/")[0]


def _area(module: str) -> URLResolver:
    urlconf, app_name, namespace = include(module)
    return URLResolver(Area(module), urlconf, app_name=app_name, namespace=namespace)


urlpatterns: list[URLPattern | URLResolver] = [
    _area(f"drieslag.web.{area}.urls") for area in ("anonymous", *AREAS, *OTHERS)
]
