"""Who gets what at every address: the walk, the table; `python -m tests.sweeps.authorisation --write` makes it anew.

Each row is an address and a method, each column a persona, each cell the status. Look at every changed cell: 404 for
whatever one may not know of; 403 only for an act refused on a thing that one may see; 302 of somebody who is not signed
in leads to signing in.
"""

import csv
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.core.cache import cache
from django.db import transaction
from django.test.utils import setup_test_environment
from django.urls import URLPattern, URLResolver, get_resolver, reverse

if __name__ == "__main__":  # before the models are imported
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieslag.config.settings.test")
    django.setup()

from drieslag.core import clock, tenancy
from tests.factories.world import make_world
from tests.support import database
from tests.sweeps.stage import PERSONAS, Stage, make_stage

TABLE = Path(__file__).with_suffix(".csv")
METHODS = ("GET", "POST")

type Cell = tuple[str, str]
type Table = dict[Cell, dict[str, str]]


@dataclass(frozen=True)
class Address:
    """One pattern of the whole project."""

    name: str
    parts: frozenset[str]

    def path(self, stage: Stage) -> str:
        """Return a path with real things in it."""
        return reverse(self.name, kwargs=stage.arguments(self.name, dict.fromkeys(self.parts)))


def addresses() -> list[Address]:
    """Return every address, includes expanded, sorted by name."""
    return sorted(_below(get_resolver(), "", frozenset()), key=lambda one: one.name)


def _below(resolver: URLResolver, prefix: str, parts: frozenset[str]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        within = parts | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            deeper = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _below(pattern, deeper, within)
        elif isinstance(pattern, URLPattern):
            if pattern.name is None:
                raise AssertionError(f"the address {pattern.pattern} has no name")
            yield Address(f"{prefix}{pattern.name}", within)


def walk(stage: Stage) -> Table:
    """Ask every address as every persona, each time as if nothing had been asked before, and all at one moment."""
    found: Table = {}
    with clock.frozen(clock.now()):
        for name, path in {one.name: one.path(stage) for one in addresses()}.items():
            for method in METHODS:
                found[name, method] = {who: _ask(stage, who, method, path) for who in PERSONAS}
    return found


def _ask(stage: Stage, who: str, method: str, path: str) -> str:
    browser = stage.browsers[who]
    browser.raise_request_exception = False
    body = "csrfmiddlewaretoken=any" if method == "POST" else ""
    cookies = browser.cookies.output()
    cache.clear()
    with transaction.atomic():
        response: Any = browser.generic(method, path, body, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    browser.cookies.load(cookies.replace("Set-Cookie: ", ""))
    tenancy.enter(stage.world.organisation.pk)
    return str(response.status_code)


def read() -> Table:
    """Return the table that is kept."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["address"], row["method"]): {who: row[who] for who in PERSONAS} for row in rows}


def write(found: Table) -> str:
    """Return the table as it is kept."""
    lines = [",".join(["address", "method", *PERSONAS])]
    for (name, method), cells in sorted(found.items()):
        lines.append(",".join([name, method, *(cells[who] for who in PERSONAS)]))
    return "\n".join(lines) + "\n"


def differences(kept: Table, found: Table) -> list[str]:
    """Return what differs, each with what to do."""
    missing = [
        f"no row for {name} {method}; look at it, then add:\n  {_row(found, name, method)}"
        for name, method in found.keys() - kept.keys()
    ]
    gone = [
        f"{name} {method} is in the table and no address any more: remove its row"
        for name, method in kept.keys() - found.keys()
    ]
    other = [
        f"{name} {method} as {who}: the table says {kept[name, method][who]}, the page answers {cells[who]}"
        for (name, method), cells in found.items()
        if (name, method) in kept
        for who in PERSONAS
        if kept[name, method][who] != cells[who]
    ]
    return sorted(missing) + sorted(gone) + sorted(other)


def _row(found: Table, name: str, method: str) -> str:
    return write({(name, method): found[name, method]}).splitlines()[1]


def main() -> None:
    """Print the present outcome; with --write, keep it."""
    setup_test_environment()
    with database.lent("sweep"), transaction.atomic():
        world = make_world()
        with tenancy.inside(world.organisation.pk):
            text = write(walk(make_stage(world)))
        transaction.set_rollback(True)
    if "--write" in sys.argv:
        TABLE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
