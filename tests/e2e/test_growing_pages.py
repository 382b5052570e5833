"""Every page on which somebody grows, as people meet it: in both languages, light and dark, phone and desk."""

import json
from typing import Any

import pytest

from tests.e2e import grown
from tests.e2e.house import House
from tests.e2e.people import People
from tests.e2e.test_pages import LOOKS, walk

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

OWN = (
    "/growth/",
    "/growth/plan/",
    "/growth/year/{year}/",
    "/growth/start/",
    "/growth/week/",
    "/growth/settings/",
    "/growth/learning/",
    "/growth/goals/new/",
    "/growth/goals/new/?from=theme:F03:1:voice",
    "/growth/goals/{goal}/",
    "/growth/goals/{goal}/edit/",
    "/growth/goals/{goal}/links/",
    "/growth/goals/{goal}/choice/",
    "/growth/goals/{goal}/look-back/",
    "/growth/goals/{goal}/putting-away/",
    "/growth/activities/{deed}/",
    "/growth/activities/{deed}/done/",
    "/growth/share/goal/{goal}/",
    "/growth/share/reflection/{note}/?words=a",
    "/growth/shared/",
    "/growth/looks/",
    "/growth/evaluations/",
    "/growth/evaluations/{evaluated}/",
    "/growth/evaluations/{evaluating}/",
    "/growth/evaluations/{evaluating}/themes/voice/",
    "/growth/evaluations/{evaluated}/themes/voice/",
    "/growth/profile/",
    "/growth/profile/values/",
    "/growth/profile/ways/",
    "/growth/reflections/",
    "/growth/reflections/?word=niets",
    "/growth/reflections/new/",
    "/growth/reflections/{note}/",
    "/growth/reflections/{note}/words/",
    "/growth/reflections/week/",
    "/growth/reflections/quarter/",
    "/portfolio/",
    "/portfolio/{story}/",
    "/portfolio/{story}/add/",
    "/portfolio/{story}/words/",
    "/portfolio/{story}/parts/{part}/",
    "/portfolio/{story}/preview/",
    "/portfolio/{story}/links/",
    "/registers/",
    "/registers/new/",
    "/registers/{file}/",
    "/registers/{file}/settings/",
    "/registers/{file}/entry/",
    "/registers/{file}/series/",
    "/registers/entry/{entry}/",
    "/registers/entry/{gathered}/people/",
    "/registers/series/{series}/",
    "/registers/series/{series}/words/",
)
WITH_OTHERS = (
    "/talks/",
    "/talks/deck/",
    "/talks/new/",
    "/talks/{talk}/",
    "/talks/{talk}/preparation/",
    "/talks/{talk}/cards/",
    "/talks/{talk}/cards/paper/",
    "/talks/{talk}/moment/",
    "/talks/{agreed}/",
    "/talks/{agreed}/agreements/",
    "/competence/",
    "/competence/moments/new/",
    "/competence/moments/new/film/",
    "/competence/moments/{moment}/",
    "/competence/moments/{moment}/words/",
    "/competence/moments/{moment}/asked/",
    "/competence/declarations/new/",
    "/competence/declarations/{declaration}/",
    "/competence/declarations/{open}/",
    "/competence/declarations/{open}/words/",
    "/competence/declarations/{open}/evidence/",
    "/competence/declarations/{open}/asked/",
    "/competence/tasks/",
    "/competence/tasks/{task}/",
    "/competence/tasks/{task}/qualification/",
    "/badges/",
    "/badges/{badge}/",
    "/badges/check/",
    "/frameworks/",
    "/frameworks/role/",
    "/frameworks/themes/",
    "/frameworks/jeugdprofessional/",
    "/frameworks/jeugdprofessional/?role=youth",
    "/frameworks/t-shaped-wijkteamprofessional/",
    "/offerings/",
    "/offerings/new/",
    "/offerings/new/visit/",
    "/offerings/taken/",
    "/offerings/trainers/",
    "/offerings/{training}/",
    "/offerings/{visit}/",
    "/offerings/{visit}/words/",
    "/budgets/",
    "/budgets/{team_budget}/",
    "/budgets/{team_budget}/request/",
    "/budgets/requests/{request}/",
)
WHO_IS_ASKED = (
    "/growth/",
    "/growth/shared/",
    "/growth/shared/{share}/",
    "/competence/",
    "/competence/views/{asked_view}/",
    "/competence/feedback/{feedback}/",
    "/budgets/",
    "/budgets/requests/{request}/",
    "/registers/",
    "/registers/asked/",
    "/portfolio/",
    "/badges/",
    "/growth/reflections/",
    "/growth/evaluations/",
)
WHO_LEADS = ("/growth/", "/competence/tasks/{task}/people/", "/competence/tasks/{task}/people/{bas}/")
WHO_ADVISES = (
    "/frameworks/",
    "/frameworks/jeugdprofessional/",
    "/own-frameworks/new/",
    "/own-frameworks/import/",
    "/own-frameworks/{slug}/",
    "/own-frameworks/{slug}/about/",
    "/own-frameworks/{slug}/publish/",
    "/budgets/new/",
    "/budgets/all/",
    "/budgets/organisation/",
    "/competence/tasks/new/",
    "/competence/tasks/{task}/words/",
    "/offerings/new/training/",
    "/talks/deck/",
    "/talks/decks/new/",
    "/talks/decks/sheet/",
    "/talks/decks/{deck}/",
    "/talks/decks/{deck}/about/",
    "/talks/decks/{deck}/lines/",
    "/talks/decks/{deck}/sheet/",
    "/talks/decks/{deck}/cards/{card}/",
)


@pytest.fixture(scope="module")
def things(house: House) -> dict[str, str]:
    """One of everything that a page of growing can be about."""
    made: dict[str, str] = json.loads(house.act(grown.ALL))
    return made


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_ones_own(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), OWN, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_with_others(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.sign_in("bas", **look), WITH_OTHERS, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_who_is_asked_leads_or_advises(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    for key, addresses in (("hatice", WHO_IS_ASKED), ("naomi", WHO_LEADS), ("marijke", WHO_ADVISES)):
        assert walk(people.sign_in(key, **look), addresses, things) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_that_lie_open(people: People, things: dict[str, str], look: dict[str, Any]) -> None:
    assert walk(people.device(**look), ("/p/{secret}/", "/badges/check/"), things) == []
