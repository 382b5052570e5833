"""The pages of budgets: for who asks, who decides, who sets up, and for everybody else nothing."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.development.budgets import actions
from drieslag.development.budgets.enums import Kind
from drieslag.development.budgets.models import Budget, Request
from drieslag.people.enums import Role
from drieslag.people.models import Person
from tests.budgets.things import ask, main_of, make_adviser, make_budget
from tests.factories.world import World
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
ASK = {"what": "Cursus rouw", "amount": "1.250,50", "purpose": "growing"}


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


def test_asking_granting_and_spending_on_pages(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, cents=200000)
    assert "€ 2.000,00 left of € 2.000,00" in plain(main_of(world, "/budgets/"))
    form = main_of(world, f"/budgets/{budget.pk}/request/")
    assert "data-shield-url" in form
    assert "You and a learning adviser see this" in form
    assert 'name="hours"' not in form
    at = world.client(world.bram).post(f"/budgets/{budget.pk}/request/", ASK)["Location"]
    assert Request.objects.get().cents == 125050
    assert "This waits for your word" in main_of(world, "/budgets/", adviser)
    assert "Grant it" in main_of(world, at, adviser)
    assert "Grant it" not in main_of(world, at)
    refused = world.client(adviser).post(f"{at}decision/", {"answer": "no"})
    assert (refused.status_code, "Say why, in a sentence." in refused.content.decode()) == (422, True)
    world.client(adviser).post(f"{at}decision/", {"answer": "yes", "reason": "Veel plezier"})
    page = plain(main_of(world, at))
    assert "€ 1.250,50 is set aside for this." in page
    assert "Decided by Els Mulder" in page
    too_much = world.client(world.bram).post(f"{at}cost/", {"amount": "1.300"})
    assert "Ask who decided to grant more first." in too_much.content.decode()
    world.client(adviser).post(f"{at}more/", {"amount": "1300"})
    world.client(world.bram).post(f"{at}cost/", {"amount": "1.299,95"})
    assert "It cost € 1.299,95. € 1.300,00 was granted." in plain(main_of(world, at))
    assert "€ 700,05 left of" in plain(main_of(world, f"/budgets/{budget.pk}/"))
    for step in ("cost/end/", "giving-back/", "return/", "withdrawal/", "return/"):
        assert world.client(world.bram).post(f"{at}{step}").status_code == 302
    assert "It waits for a decision." in main_of(world, at)


def test_a_personal_budget_speaks_to_its_owner_and_repeats_no_name(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    ask(world, budget)
    page = main_of(world, f"/budgets/{budget.pk}/")
    assert "You and a learning adviser see this" in page
    assert "Bram Visser" not in page
    assert "The owner and a learning adviser see this" in main_of(world, f"/budgets/{budget.pk}/", adviser)
    team = make_budget(world, adviser, Kind.TEAM)
    ask(world, team)
    assert "Bram Visser" in main_of(world, f"/budgets/{team.pk}/", world.lea)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "1.25"}, "Write an amount like this: 1.250,50."),
        ({"amount": ""}, "Write an amount, or hours."),
        ({"amount": "501"}, "500,00 and 10 hours left in this budget."),
        ({"what": ""}, "Write what you want to do with it."),
        ({"hours": "7:70"}, "Write hours like this: 7,5 or 7:30."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, wrong: dict[str, str], said: str) -> None:
    budget = make_budget(world, make_adviser(world), minutes=600)
    given = {**ASK, "amount": "12", **wrong}
    answer = world.client(world.bram).post(f"/budgets/{budget.pk}/request/", given)
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    assert given["amount"] in page
    assert Request.objects.count() == 0


def test_what_is_asked_is_changed_until_it_is_decided(world: World) -> None:
    adviser = make_adviser(world)
    request = ask(world, make_budget(world, adviser))
    at = f"/budgets/requests/{request.pk}/"
    assert 'value="200,00"' in main_of(world, f"{at}words/")
    wrong = world.client(world.bram).post(f"{at}words/", {**ASK, "amount": "501"})
    assert wrong.status_code == 422
    world.client(world.bram).post(f"{at}words/", {**ASK, "what": "Boek", "amount": "39,95"})
    request.refresh_from_db()
    assert (request.what, request.cents) == ("Boek", 3995)
    assert world.client(adviser).get(f"{at}words/").status_code == 403


def test_a_team_decides_together_with_names(world: World) -> None:
    request = ask(world, make_budget(world, make_adviser(world), Kind.TEAM))
    at = f"/budgets/requests/{request.pk}/"
    page = main_of(world, at, world.lea)
    assert "2 other members decide together. With your name." in page
    assert "The members of your team see this" in page
    world.client(world.lea).post(f"{at}decision/", {"answer": "yes"})
    assert "1 of 2 colleagues agree." in main_of(world, at)
    assert "You said yes." in main_of(world, at, world.lea)
    world.client(world.anna).post(f"{at}decision/", {"answer": "yes"})
    assert "is set aside for this" in main_of(world, at)
    assert world.client(world.carla).get(at).status_code == 404


def test_nobody_else_finds_a_personal_budget_or_what_was_asked(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    budget = make_budget(world, adviser)
    request = ask(world, budget, what="Iets heel eigens")
    actions.decide(by=adviser, request=request, agrees=True)
    pages = ("", "csv/", "request/", "amount/")
    for person in (world.lea, world.carla, world.ada, world.anna, director, world.dirk):
        client = world.client(person)
        for page in pages:
            assert client.get(f"/budgets/{budget.pk}/{page}").status_code == 404
        for page in ("", "words/"):
            assert client.get(f"/budgets/requests/{request.pk}/{page}").status_code == 404
        for page in ("decision", "more", "cost", "cost/end", "withdrawal", "giving-back", "return"):
            assert client.post(f"/budgets/requests/{request.pk}/{page}/").status_code == 404
        for page in ("/budgets/", "/budgets/organisation/"):
            assert "Iets heel eigens" not in client.get(page).content.decode()
    request.refresh_from_db()
    assert request.state == "granted"


def test_the_sheet_holds_what_the_page_shows_and_no_formula(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    actions.decide(by=adviser, request=ask(world, budget, what="=1+1"), agrees=True)
    answer = world.client(world.bram).get(f"/budgets/{budget.pk}/csv/")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "2026-11-24;Bram Visser;'=1+1;personal development;granted;200,00;200,00;300,00"
    team = make_budget(world, adviser, Kind.TEAM)
    ask(world, team, what="Van het team")
    assert "Van het team" not in world.client(adviser).get(f"/budgets/{team.pk}/csv/").content.decode()
    page = main_of(world, f"/budgets/{team.pk}/", adviser)
    assert "amounts alone" in page
    assert "Van het team" in main_of(world, f"/budgets/{team.pk}/", world.lea)


def test_everybody_gets_the_same_after_a_look_at_what_comes_of_it(world: World) -> None:
    adviser = make_adviser(world)
    given = {"kind": "personal", "amount": "750", "starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    client = world.client(adviser)
    page = plain(client.post("/budgets/all/", given).content.decode())
    assert "5 people get € 750,00 each." in page
    assert "Together € 3.750,00." in page
    assert Budget.objects.count() == 0
    for _press in range(2):
        answer = client.post("/budgets/all/", {**given, "sure": "on"})
        assert answer["Location"] == "/budgets/organisation/"
    assert Budget.objects.count() == 5
    assert "5 people have such a budget" in client.post("/budgets/all/", given).content.decode()
    assert client.post("/budgets/all/", {**given, "amount": "veel"}).status_code == 422
    assert client.post("/budgets/all/", {**given, "ends_on": "2026-01-01", "sure": "on"}).status_code == 422
    for person in (world.bram, world.lea):
        assert world.client(person).get("/budgets/all/").status_code == 403


def test_one_budget_is_set_up_and_changed(world: World) -> None:
    adviser = make_adviser(world)
    client = world.client(adviser)
    given = {"kind": "domain", "amount": "1000", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    wrong = client.post("/budgets/new/", given)
    assert "Choose a person." in wrong.content.decode()
    assert "Write which domain it is." in wrong.content.decode()
    assert "Choose a team." in client.post("/budgets/new/", {**given, "kind": "team"}).content.decode()
    at = client.post("/budgets/new/", {**given, "owner": str(world.anna.pk), "name": "Jeugd"})["Location"]
    team = {**given, "kind": "team", "team": str(world.team.pk)}
    assert client.post("/budgets/new/", team).status_code == 302
    assert client.post("/budgets/new/", team).status_code == 422
    assert "Budget of a domain · Jeugd" in main_of(world, at, adviser)
    assert "Anna de Boer decides" in main_of(world, "/budgets/", world.carla)
    client.post(f"{at}amount/", {"amount": "900"})
    assert "€ 900,00 left of € 900,00" in plain(main_of(world, at, world.anna))
    carla = world.client(world.carla).post(f"{at}request/", {**ASK, "amount": "900"})["Location"]
    world.client(world.anna).post(f"{carla}decision/", {"answer": "yes"})
    less = client.post(f"{at}amount/", {"amount": "899,99"})
    assert (less.status_code, "granted already" in less.content.decode()) == (422, True)
    assert "Jeugd · Anna de Boer" in main_of(world, "/budgets/organisation/", adviser)


def test_a_director_sees_sums_and_no_list(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    make_budget(world, adviser)
    page = main_of(world, "/budgets/organisation/", director)
    assert "Fewer than 5 people. We do not show this." in page
    assert "Bram Visser" not in page
    assert "Bram Visser" in main_of(world, "/budgets/organisation/", adviser)
    assert world.client(world.lea).get("/budgets/organisation/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_a_fixed_number_of_queries(world: World, count: int) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    made = [ask(world, budget, cents=100) for _number in range(count)]
    found = [
        queries_of(world, who, url)
        for who, url in (
            (world.bram, "/budgets/"),
            (adviser, "/budgets/"),
            (world.bram, f"/budgets/{budget.pk}/"),
            (adviser, f"/budgets/requests/{made[0].pk}/"),
            (adviser, "/budgets/organisation/"),
        )
    ]
    assert found == [16, 17, 12, 19, 16]


def queries_of(world: World, who: Person, url: str) -> int:
    client = world.client(who)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)
