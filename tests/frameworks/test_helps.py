"""What helps, beside the themes that live: as far as the result of the questionnaire may be told, and not further."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.library import instruments
from drieslag.people.models import Person, Team
from tests.factories.world import World
from tests.results.making import close, responses

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
KEYS = ("helps_colleagues", "helps_elearning", "helps_budget")
SOME = [(5, 2, 5), (4, 1, 1), (4, 5, 1), (5, 4, 1), (4, 2, 1), (2, 1, 1), (1, 4, 1), (5, 1, 1), (4, 2, 1), (3, 1, 1)]


def page(world: World, who: Person) -> str:
    with clock.frozen(NOW + timedelta(days=8)):
        return world.client(who).get("/frameworks/themes/").content.decode()


def asked(world: World, rows: Sequence[tuple[int, ...]]) -> None:
    given: dict[Team | None, list[dict[str, object]]] = {
        team: responses(rows, KEYS) for team in (world.team, world.other_team)
    }
    close(instruments.get("I01"), given, at=NOW)


def test_what_helps_most_people_stands_first(world: World, director: Person) -> None:
    asked(world, SOME)
    shown = page(world, director)
    assert "14 of 20 say: much or very much" in shown
    assert shown.index("working with colleagues") < shown.index("e-learning")


def test_what_is_withheld_is_not_told_here_either(world: World, director: Person) -> None:
    asked(world, SOME)
    shown = page(world, director)
    assert "career budget" not in shown
    assert "2 of 20" not in shown


def test_who_reads_no_result_is_told_no_figure(world: World, director: Person) -> None:
    asked(world, SOME[:2])
    assert "much or very much" not in page(world, director)
    assert "much or very much" not in page(world, world.ada)
