"""Setting up for everybody, sums over all, who sees what, and what stays when somebody is erased."""

from contextlib import AbstractContextManager
from datetime import date

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.budgets import actions, queries
from drieslag.development.budgets.enums import Kind, State
from drieslag.development.budgets.models import Budget, Request, Voice
from drieslag.development.budgets.rules import may_decide, may_see, may_see_request
from drieslag.journal.models import Statement
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.privacy.register import export_person
from tests.budgets.things import ask, leave_team, make_adviser, make_budget, this_year
from tests.factories.world import World
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
NEXT = (date(2027, 1, 1), date(2027, 12, 31))


def for_all(by: Person, cents: int = 75000, kind: Kind = Kind.PERSONAL) -> int:
    return actions.set_up_for_all(by=by, kind=kind, starts_on=NEXT[0], ends_on=NEXT[1], cents=cents)


def test_everybody_who_learns_here_gets_one_and_pressing_twice_gives_nobody_two(world: World) -> None:
    adviser = make_adviser(world)
    assert queries.preview(adviser, Kind.PERSONAL, NEXT[0]) == (5, 0)
    assert (for_all(adviser), for_all(adviser), for_all(adviser, 1)) == (5, 0, 0)
    assert queries.preview(adviser, Kind.PERSONAL, NEXT[0]) == (0, 5)
    owners = set(Budget.objects.values_list("owner", flat=True))
    assert owners == {one.pk for one in (world.anna, world.bram, world.lea, world.carla, adviser)}
    assert set(Budget.objects.values_list("cents", flat=True)) == {75000}
    world.colleagues(2)
    assert for_all(adviser) == 2
    assert for_all(adviser, kind=Kind.CHOICE) == 7


@pytest.mark.parametrize("who", ["bram", "lea", "ada", "anna"])
def test_nobody_but_an_adviser_sets_up_or_looks_ahead(world: World, who: str) -> None:
    adviser, person = make_adviser(world), getattr(world, who)
    budget = make_budget(world, adviser)
    for act in (
        lambda: for_all(person),
        lambda: make_budget(world, person, Kind.TEAM),
        lambda: actions.change_budget(by=person, budget=budget, cents=1),
        lambda: queries.preview(person, Kind.PERSONAL, NEXT[0]),
        lambda: queries.list_budgets(person),
        lambda: queries.totals(person),
    ):
        with pytest.raises(Refused):
            act()


def test_what_cannot_be_a_budget_is_refused(world: World) -> None:
    adviser = make_adviser(world)
    make_budget(world, adviser)
    wrong: list[dict[str, object]] = [
        {},
        {"owner": None, "kind": Kind.PERSONAL},
        {"starts_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)},
        {"starts_on": date(2027, 1, 1), "ends_on": date(2047, 1, 1)},
        {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 1, 2), "cents": 0},
    ]
    for more in wrong:
        with pytest.raises(Refused):
            make_budget(world, adviser, **more)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        for_all(adviser, kind=Kind.TEAM)
    with pytest.raises(Refused):
        make_budget(world, adviser, Kind.DOMAIN, name="")
    domain = make_budget(world, adviser, Kind.DOMAIN)
    assert make_budget(world, adviser, Kind.DOMAIN, key=domain.pk) == domain
    assert Budget.objects.count() == 2


def test_a_budget_becomes_larger_or_smaller_and_never_less_than_was_granted(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    actions.decide(by=adviser, request=ask(world, budget), agrees=True)
    with pytest.raises(Refused, match="granted already"):
        actions.change_budget(by=adviser, budget=budget, cents=19999)
    changed = actions.change_budget(by=adviser, budget=budget, cents=20000, minutes=60)
    assert (changed.cents_left, changed.minutes_left) == (0, 60)


def personal(person: Person) -> int | None:
    return {one.kind: one.used_cents for one in queries.totals(person)}[Kind.PERSONAL]


def in_month(month: int) -> AbstractContextManager[None]:
    """Somewhere in this month, after its sums were made."""
    return clock.frozen(clock.now().replace(month=month, day=20))


def test_sums_of_personal_budgets_are_made_from_five_people_as_of_the_first_of_the_month(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    people_of = [world.bram, world.anna, world.lea, world.carla, *world.colleagues(1)]
    with clock.frozen(clock.now().replace(month=5, day=20)):
        budgets = [make_budget(world, adviser, owner=person) for person in people_of]
        team = make_budget(world, adviser, Kind.TEAM)
        for person, budget in zip(people_of[:4], budgets[:4], strict=True):
            actions.decide(by=adviser, request=ask(world, budget, by=person, cents=1000), agrees=True)
        request = ask(world, team, cents=700)
        for voice in (world.lea, world.anna):
            actions.decide(by=voice, request=request, agrees=True)
    with in_month(6):
        assert actions.sum_up() == 0
        found = {one.kind: one for one in queries.totals(director)}
        assert (found[Kind.PERSONAL].budgets, found[Kind.PERSONAL].cents) == (5, 250000)
        assert (found[Kind.PERSONAL].used_cents, found[Kind.TEAM].used_cents) == (None, 700)
        fifth = ask(world, budgets[4], by=people_of[4], cents=500)
        actions.decide(by=adviser, request=fifth, agrees=True)
        assert (actions.sum_up(), personal(adviser)) == (0, None)
    with clock.frozen(clock.now().replace(month=7, day=2)):
        actions.spend(by=people_of[4], request=fifth, cents=100)
        assert (actions.sum_up(), personal(director)) == (1, 4500)


def test_two_sums_never_tell_what_one_person_got_or_gave_back(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    people_of = [world.bram, world.anna, world.lea, world.carla, *world.colleagues(5)]

    def granted(person: Person) -> Request:
        budget = make_budget(world, adviser, owner=person)
        return actions.decide(by=adviser, request=ask(world, budget, by=person, cents=1000), agrees=True)

    with in_month(3):
        rows = [granted(person) for person in people_of[:5]]
    with in_month(4):
        assert (actions.sum_up(), personal(director)) == (1, 5000)
        actions.take_back(by=world.bram, request=rows[0])
        assert personal(director) == 5000
        rows += [granted(person) for person in people_of[5:7]]
    with in_month(5):
        assert (actions.sum_up(), personal(director)) == (0, 5000)
        rows += [granted(person) for person in people_of[7:]]
        actions.decide(by=adviser, request=actions.ask_again(by=world.bram, request=rows[0]), agrees=True)
    with in_month(6):
        assert (actions.sum_up(), personal(director)) == (1, 9000)
        actions.take_back(by=world.anna, request=rows[1])
        assert (actions.sum_up(), personal(director)) == (0, 9000)


def test_one_person_with_two_budgets_is_one_person(world: World) -> None:
    adviser = make_adviser(world)
    begins = this_year()[0]
    budgets = [(person, begins) for person in (world.bram, world.anna, world.lea, world.carla)]
    with in_month(3):
        for person, starts_on in [*budgets, (world.bram, begins.replace(month=2))]:
            budget = make_budget(world, adviser, owner=person, starts_on=starts_on)
            actions.decide(by=adviser, request=ask(world, budget, by=person, cents=1000), agrees=True)
    with in_month(4):
        assert (actions.sum_up(), personal(adviser)) == (0, None)


def test_what_somebody_who_was_erased_asked_waits_for_nobody(world: World) -> None:
    adviser = make_adviser(world)
    ask(world, make_budget(world, adviser))
    assert queries.to_decide(adviser)
    people.erase(person_id=world.bram.pk)
    assert queries.to_decide(adviser) == []


def test_a_voice_of_who_left_the_team_decides_nothing(world: World) -> None:
    adviser = make_adviser(world)
    request = ask(world, make_budget(world, adviser, Kind.TEAM))
    (more,) = world.colleagues(1)
    actions.decide(by=world.anna, request=request, agrees=True)
    leave_team(world.anna)
    assert actions.decide(by=world.lea, request=request, agrees=True).state == State.ASKED
    assert actions.decide(by=more, request=request, agrees=True).state == State.GRANTED


def test_a_ledger_is_read_by_its_owner_and_an_adviser_and_by_nobody_else(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    budget = make_budget(world, adviser)
    request = ask(world, budget)
    for person in (world.bram, adviser):
        assert [row.what for row in queries.ledger(person, queries.get_budget(person, budget.pk))] == ["Cursus rouw"]
        assert queries.get_request(person, request.pk).request.what == "Cursus rouw"
    for person in (world.lea, world.ada, world.carla, world.anna, director, world.dirk):
        for read in (queries.get_budget, queries.to_ask_of, queries.get_request):
            with pytest.raises(NotFound):
                read(person, budget.pk if read is not queries.get_request else request.pk)
        assert queries.to_decide(person) == []
        assert queries.my_requests(person) == []
        assert budget not in queries.mine(person)


def test_a_team_reads_its_own_requests_and_an_adviser_only_the_amounts(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, Kind.TEAM)
    request = ask(world, budget)
    assert [row.what for row in queries.ledger(world.lea, budget)] == ["Cursus rouw"]
    assert [(row.what, row.asker, row.request.cents) for row in queries.ledger(adviser, budget)] == [("", "", 20000)]
    for person in (adviser, world.carla):
        with pytest.raises(NotFound):
            queries.get_request(person, request.pk)
    with pytest.raises(NotFound):
        queries.get_budget(world.carla, budget.pk)


def test_any_colleague_finds_a_domain_to_ask_of_and_not_what_others_asked(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, Kind.DOMAIN)
    ask(world, budget)
    assert [(one.name, who) for one, who in queries.askable(world.carla)] == [("Jeugd", "Anna de Boer")]
    assert queries.to_ask_of(world.carla, budget.pk) == budget
    with pytest.raises(NotFound):
        queries.get_budget(world.carla, budget.pk)
    assert queries.askable(world.anna) == queries.askable(world.ada) == []


def test_what_waits_is_what_one_may_decide(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    other = make_adviser(world, "Eva Prins")
    asked = [
        ask(world, make_budget(world, adviser)),
        ask(world, make_budget(world, adviser, Kind.CHOICE, owner=other), by=other),
        ask(world, make_budget(world, adviser, Kind.TEAM)),
        ask(world, make_budget(world, adviser, Kind.TEAM, team=world.other_team), by=world.carla),
        ask(world, domain := make_budget(world, adviser, Kind.DOMAIN)),
        ask(world, domain, by=world.anna),
        ask(world, domain, by=adviser),
        actions.withdraw(by=world.bram, request=ask(world, domain)),
    ]
    for person in (world.bram, world.anna, world.lea, world.carla, world.ada, adviser, other, director):
        may = {row.pk for row in asked if may_decide(person, row, State.GRANTED)}
        assert {row.pk for row, _asker in queries.to_decide(person)} == may, person.name
        for row in asked:
            if may_decide(person, row, State.GRANTED):
                assert may_see_request(person, row)
    assert not may_see(world.carla, domain)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_a_fixed_number_of_queries(world: World, count: int, django_assert_num_queries: object) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    for _number in range(count):
        ask(world, budget, cents=100)
    for most, read in (
        (1, lambda: queries.mine(world.bram)),
        (1, lambda: queries.my_requests(world.bram)),
        (3, lambda: queries.to_decide(adviser)),
        (2, lambda: queries.ledger(world.bram, budget)),
        (3, lambda: queries.list_budgets(adviser)),
        (3, lambda: queries.totals(adviser)),
    ):
        with django_assert_num_queries(most):  # type: ignore[operator]
            read()


def test_amounts_and_days_stay_without_words_or_name(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    actions.decide(by=adviser, request=ask(world, budget), agrees=True)
    team = ask(world, make_budget(world, adviser, Kind.TEAM), by=world.lea)
    actions.decide(by=world.bram, request=team, agrees=True)
    mine = export_person(world.bram.pk)
    assert mine["budgets.Request"][0]["what"] == "Cursus rouw"
    assert (len(mine["budgets.Budget"]), len(mine["budgets.Voice"])) == (1, 1)
    people.erase(person_id=world.bram.pk)
    row = Request.objects.get(budget=budget)
    assert (row.asker, row.what, row.reason, row.state, row.granted_cents) == (None, "", "", "granted", 20000)
    assert (Budget.objects.get(pk=budget.pk).owner, Voice.objects.count()) == (None, 0)
    assert [one.cents for one in queries.ledger(adviser, Budget.objects.get(pk=budget.pk))] == [20000]
    people.erase(person_id=adviser.pk)
    assert Request.objects.get(budget=budget).decider is None


def test_no_statement_tells_of_any_of_it(world: World) -> None:
    adviser = make_adviser(world)
    actions.decide(by=adviser, request=ask(world, make_budget(world, adviser)), agrees=True)
    assert Statement.objects.count() == 0
    assert this_year()[0].month == 1
