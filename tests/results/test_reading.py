"""Who reads which result, when; what stands beside a figure; and what the pages cost."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.change import Verdict
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person, Team
from drieslag.people.queries import of_person
from drieslag.surveys.enums import Asked
from drieslag.surveys.findings import Finding, flat
from drieslag.surveys.models import Group, Round
from drieslag.surveys.queries import results as queries
from drieslag.surveys.rules import results as rules
from tests.factories.world import World, make_person
from tests.results.making import an_instrument, close, responses
from tests.results.test_freezing import NINE

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
LATER = NOW + timedelta(days=8)
TEN = [*NINE, (4, 2, 1, "some")]


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def a_round(world: World, at: datetime = NOW) -> Round:
    return close(
        an_instrument(), {world.team: responses(NINE), world.other_team: responses(TEN)}, sizes={world.team: 10}, at=at
    )


def group_of(round_: Round, team: Team | None) -> Group:
    return Group.objects.get(round=round_, team=team)


def with_role(world: World, role: Role) -> Person:
    person = make_person(world.organisation, f"Rol {role}")
    OrganisationRole.objects.create(organisation=world.organisation, person=person, role=role)
    return person


def findings(person: Person, group: Group) -> dict[str, Finding]:
    return {each.of: each for each in flat(queries.results_for(of_person(person), group.pk).sections)}


def sees(person: Person, group: Group) -> bool:
    try:
        queries.results_for(of_person(person), group.pk)
    except NotFound:
        return False
    return True


def test_the_team_sees_its_result_first(world: World) -> None:
    round_ = a_round(world)
    own, other, whole = (group_of(round_, team) for team in (world.team, world.other_team, None))
    adviser, director, maker = (
        with_role(world, role) for role in (Role.LEARNING_ADVISER, Role.DIRECTOR, Role.POLICY_MAKER)
    )
    everybody = (world.bram, world.carla, adviser, director, maker, world.ada)
    assert [sees(person, own) for person in everybody] == [True, False, False, False, False, False]
    assert not any(sees(person, whole) for person in everybody)
    with clock.frozen(LATER):
        assert [sees(person, own) for person in everybody] == [True, False, True, False, False, False]
        assert [sees(person, other) for person in everybody] == [False, True, True, False, False, False]
        assert [sees(person, whole) for person in everybody] == [True, True, True, True, False, False]


def test_the_whole_stands_beside_it_once_the_teams_had_their_days(world: World) -> None:
    group = group_of(a_round(world), world.team)
    me = of_person(world.bram)
    assert all(each.whole is None for each in flat(queries.results_for(me, group.pk).sections))
    with clock.frozen(LATER):
        found = {each.of: each for each in flat(queries.results_for(me, group.pk).sections)}
    whole = found["mistakes"].whole
    assert whole is not None
    assert whole.n == 19


def test_what_one_team_asks_itself_stays_in_the_team(world: World) -> None:
    round_ = close(an_instrument(), {world.team: responses(NINE)}, asked=Asked.TEAMS)
    whole, adviser = group_of(round_, None), with_role(world, Role.LEARNING_ADVISER)
    with clock.frozen(LATER):
        assert not sees(adviser, whole)
        assert not sees(adviser, group_of(round_, world.team))
        assert not sees(world.carla, whole)
        assert not rules.may_release(of_person(adviser), queries.get_asked(round_.pk))


def test_what_one_team_asks_itself_is_its_own_on_every_page(world: World) -> None:
    round_ = close(an_instrument(), {None: responses(NINE)}, joined=[world.team], asked=Asked.TEAMS)
    Group.objects.filter(round=round_, parent__isnull=False).delete()
    Group.objects.filter(round=round_).update(team=world.team)
    with clock.frozen(LATER):
        listed = queries.listed(of_person(world.bram))
        result = queries.results_for(of_person(world.bram), group_of(round_, world.team).pk)
    assert [row.is_whole for row in listed] == [False]
    assert not result.is_whole
    assert result.is_own


def test_a_team_that_was_joined_reads_the_group_that_it_is_counted_in(world: World) -> None:
    round_ = close(an_instrument(), {world.team: responses(NINE), None: responses(TEN)}, joined=[world.other_team])
    found = queries.results_for(of_person(world.carla), group_of(round_, world.other_team).pk)
    assert found.is_whole
    assert found.answers == 19
    assert not sees(world.bram, group_of(round_, world.other_team))


def test_change_is_told_from_frozen_records(world: World) -> None:
    low, high = TEN, [(row[0], min(row[1] + 2, 5), row[2], row[3]) for row in TEN]
    close(an_instrument(), {world.team: responses(low), world.other_team: responses(TEN)}, at=NOW - timedelta(days=200))
    round_ = close(an_instrument(), {world.team: responses(high), world.other_team: responses(TEN)})
    found = findings(world.bram, group_of(round_, world.team))
    assert found["time"].change is not None
    assert found["time"].change.verdict is Verdict.BETTER
    assert found["mistakes"].change is not None
    assert found["mistakes"].change.verdict in {Verdict.SAME, Verdict.UNCLEAR}
    assert found["time"].trend == ()
    page = world.client(world.bram).get(f"/results/groups/{group_of(round_, world.team).pk}/").content.decode()
    assert "Higher than in May. Such a difference seldom comes by chance." in page


def test_below_six_answers_no_change_is_claimed(world: World) -> None:
    low, high = [(1, 1, 1, "none")] * 4, [(5, 5, 5, "much")] * 4
    close(an_instrument(), {world.team: responses([*low, (3, 1, 1, "none")])}, at=NOW - timedelta(days=200))
    round_ = close(an_instrument(), {world.team: responses([*high, (2, 5, 5, "much")])})
    found = findings(world.bram, group_of(round_, world.team))
    assert found["mistakes"].since is not None
    assert found["mistakes"].change is None


def test_three_rounds_make_a_line(world: World) -> None:
    for days in (400, 200):
        a_round(world, NOW - timedelta(days=days))
    group = group_of(a_round(world), world.team)
    found = {each.of: each for each in flat(queries.results_for(of_person(world.bram), group.pk).sections)}
    assert [each.n for each in found["learning"].trend] == [9, 9, 9]
    assert found["time"].trend == ()  # the items of a scale leave that to the scale
    assert 'class="ds-trend"' in world.client(world.bram).get(f"/results/groups/{group.pk}/").content.decode()


def test_the_spread_shows_teams_without_names_from_five_on(world: World) -> None:
    teams = [Team.objects.create(organisation=world.organisation, name=f"Team {n}") for n in range(3)]
    rows: dict[Team | None, list[dict[str, object]]]
    rows = {team: responses(NINE[n:] + NINE[:n] + [(n + 1, 2, 2, "some")]) for n, team in enumerate(teams)}
    round_ = close(an_instrument(), {world.team: responses(NINE), world.other_team: responses(TEN), **rows})
    group = group_of(round_, world.team)
    me = of_person(world.bram)
    with clock.frozen(LATER):
        found = {each.of: each for each in flat(queries.results_for(me, group.pk).sections)}
        page = world.client(world.bram).get(f"/results/groups/{group.pk}/").content.decode()
    assert sum(count for _mean, count in found["learning"].spread) == 5
    assert "ds-spread" in page
    assert "Team 1" not in page


def test_the_page_says_everything_in_sentences(world: World) -> None:
    group = group_of(a_round(world), world.team)
    page = world.client(world.bram).get(f"/results/groups/{group.pk}/").content.decode()
    assert "9 of the 10 colleagues answered." in page
    assert "Most say ‘true’: 6 of 9." in page
    assert "On average 3.8, probably between" in page
    assert "This is no norm." in page
    assert "What eats our time to learn?" in page
    assert "Until 1 December only your team sees this." in page
    table = world.client(world.bram).get(f"/results/groups/{group.pk}/?view=table").content.decode()
    assert "3 not true or sometimes, 6 true" in table


def test_what_is_withheld_keeps_its_place_with_the_reason(world: World) -> None:
    round_ = close(an_instrument(), {world.team: responses(NINE), world.other_team: responses(NINE[:4])})
    page = world.client(world.carla).get(f"/results/groups/{group_of(round_, world.other_team).pk}/").content.decode()
    assert page.count("With so few answers you could guess who said what.") >= 5
    assert "4 of" not in page


@pytest.mark.parametrize(("rounds", "earlier"), [(1, 0), (2, 1), (4, 1)])
def test_a_page_costs_the_same_however_much_came_before(
    world: World, django_assert_num_queries: Counting, rounds: int, earlier: int
) -> None:
    """What came before is one query more, once there is anything."""
    for number in range(rounds):
        group = group_of(a_round(world, NOW - timedelta(days=30 * (rounds - number))), world.team)
    browser = world.client(world.bram)
    browser.get(f"/results/groups/{group.pk}/")
    with django_assert_num_queries(16 + earlier):
        assert browser.get(f"/results/groups/{group.pk}/").status_code == 200
    with django_assert_num_queries(10):
        assert browser.get("/results/").status_code == 200
    with clock.frozen(LATER), django_assert_num_queries(14 + earlier):
        assert browser.get(f"/results/rounds/{group.round_id}/").status_code == 200


def test_papers_hold_what_the_page_shows(world: World) -> None:
    group = group_of(a_round(world), world.team)
    browser = world.client(world.bram)
    pdf = browser.get(f"/results/groups/{group.pk}/report.pdf")
    assert pdf.content.startswith(b"%PDF")
    sheet = browser.get(f"/results/groups/{group.pk}/figures.csv").content.decode("utf-8-sig").splitlines()
    assert sheet[0] == "Subject;Answers;Mean;Probably between"
    assert "You can discuss mistakes here;3 not true or sometimes, 6 true;3.8;" in "\n".join(sheet)
    assert world.client(world.carla).get(f"/results/groups/{group.pk}/report.pdf").status_code == 404


def test_before_everybody_reads_the_whole_its_address_leads_to_ones_own(world: World) -> None:
    round_ = a_round(world)
    own = world.client(world.bram).get(f"/results/rounds/{round_.pk}/")
    assert own["Location"] == f"/results/groups/{group_of(round_, world.team).pk}/"
    assert world.client(with_role(world, Role.DIRECTOR)).get(f"/results/rounds/{round_.pk}/").status_code == 404


def test_rules_refuse_with_a_reason(world: World) -> None:
    asked = queries.get_asked(a_round(world).pk)
    with pytest.raises(Refused, match="first"):
        queries.result_of(of_person(world.bram), asked, asked.whole)


def test_the_help_page_tells_how_large_a_change_must_be(world: World) -> None:
    answer = world.client(world.bram).get("/results/certainty/", HTTP_ACCEPT_LANGUAGE="en")
    said = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert "5 2 of 10 times 6 of 10 times" in said
    assert "15 6 of 10 times 10 of 10 times" in said
