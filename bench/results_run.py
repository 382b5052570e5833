"""The measuring itself; prints one row as JSON."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import numpy as np
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from bench.live_make import _persons, _session
from bench.scores import answers, questionnaire
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.models import Team
from drieslag.surveys.freezing import figures_of
from drieslag.surveys.models import Group, Round
from tests.results.making import close
from tests.support import database

TEAMS, PEOPLE, ITEMS, SCALES, ROUNDS, SERIES = 30, 10, 40, 8, 12, 25


def an_instrument() -> Instrument:
    """Return forty items in eight scales."""
    labels = [{"nl": word, "en": word} for word in ("nooit", "zelden", "soms", "vaak", "altijd")]
    each = ITEMS // SCALES
    data = {
        "schema": 1, "code": "I98", "slug": "lang", "version": 1, "minutes": 9, "licence": "own",
        "sources": ["Van ons"],
        "uses": ["team"], "modes": ["anonymous"], "responses": [{"key": "often", "labels": labels}],
        **{key: {"nl": "Hoe gaat het hier?", "en": "How is it here?"} for key in ("name", "purpose", "intro")},
        "pages": [
            {
                "title": {"nl": f"Deel {part}", "en": f"Part {part}"},
                "answers": "often",
                "items": [
                    {"key": f"i{part}_{n}", "text": {"nl": f"Stelling {part}.{n}", "en": f"Statement {part}.{n}"}}
                    for n in range(each)
                ],
            }
            for part in range(SCALES)
        ],
        "scales": [
            {
                "key": f"s{part}",
                "name": {"nl": f"Onderwerp {part}", "en": f"Subject {part}"},
                "items": [f"i{part}_{n}" for n in range(each)],
            }
            for part in range(SCALES)
        ],
    }  # fmt: skip
    found = instruments.load(json.dumps(data, ensure_ascii=False), file="bench", trusted=True)
    assert isinstance(found, Instrument), found
    return found


def make() -> tuple[str, Round, Group, float]:
    """Make the rounds; return a session, the last round, one team's group in it, and how long freezing took."""
    organisation, instrument, took = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex), an_instrument(), []
    chance = random.Random(11)
    keys_ = [item.key for item in instrument.items]
    with tenancy.inside(organisation.pk):
        teams = [Team.objects.create(organisation=organisation, name=f"Wijkteam {n}") for n in range(TEAMS)]
        person = _persons(organisation, teams[0], 1)[0]
        for back in reversed(range(ROUNDS)):
            answers: dict[Team | None, list[dict[str, int]]] = {
                team: [{key: chance.randint(1, 5) for key in keys_ if chance.random() > 0.03} for _ in range(PEOPLE)]
                for team in teams
            }
            began = time.perf_counter()
            made = close(instrument, answers, at=clock.now() - timedelta(days=9 + 60 * back))
            took.append(time.perf_counter() - began)
        return _session(person), made, Group.objects.get(round=made, team=teams[0]), statistics.median(took) * 1000


def milliseconds(ask: Callable[[], object]) -> tuple[float, float]:
    """Return the median of some askings, after one for what is kept: elapsed, and of the processor for the program."""
    ask()
    elapsed, own = [], []
    for _ in range(SERIES):
        began, own_began = time.perf_counter(), time.process_time()
        ask()
        elapsed.append(time.perf_counter() - began)
        own.append(time.process_time() - own_began)
    return statistics.median(elapsed) * 1000, statistics.median(own) * 1000


def measure() -> dict[str, float]:
    """Ask for both pages."""
    session, made, group, freeze_ms = make()
    handler, factory = WSGIHandler(), RequestFactory()

    def ask(path: str) -> Callable[[], object]:
        def asked() -> object:
            request = factory.get(path)
            request.COOKIES["sessionid"] = session
            response = handler.get_response(request)
            assert response.status_code == 200, response.status_code
            return response

        return asked

    own, whole = ask(f"/results/groups/{group.pk}/"), ask(f"/results/rounds/{made.pk}/")
    (page_ms, page_cpu_ms), (whole_ms, _cpu) = milliseconds(own), milliseconds(whole)
    with CaptureQueriesContext(connection) as queries:
        own()
    return {
        "page_ms": page_ms,
        "page_cpu_ms": page_cpu_ms,
        "whole_ms": whole_ms,
        "freeze_ms": freeze_ms,
        "queries": len(queries),
        "all_s": all_at_once(),
    }


def all_at_once() -> float:
    """Return the seconds for every item and scale of 50,000 responses in 5,000 teams, with what may be shown."""
    asked = questionnaire()
    given, teams, members = answers(np.random.default_rng(60))
    began = time.process_time()
    figures_of(asked, given, teams, members.tolist())
    return time.process_time() - began


def main() -> None:
    with database.lent():
        row = measure()
    json.dump(row, sys.stdout)


if __name__ == "__main__":
    main()
