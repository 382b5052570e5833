"""What a colleague, an adviser or whoever reads the page's source could work out from results, and must not."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.core import clock
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.format import Option, Text
from drieslag.kernel.instrument import Item, ItemKind
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import of_person
from drieslag.surveys import figures, options
from drieslag.surveys.actions import release
from drieslag.surveys.actions import rounds as round_actions
from drieslag.surveys.actions import texts as text_actions
from drieslag.surveys.enums import Asked
from drieslag.surveys.findings import flat
from drieslag.surveys.models import Group, Round
from drieslag.surveys.queries import results as queries
from drieslag.web.mirror.presenters.drawing import on_scale
from drieslag.web.results.presenters import page as pages
from drieslag.web.results.presenters import paper, words
from tests.factories.world import World
from tests.results.making import an_instrument, close, responses
from tests.results.test_freezing import NINE
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
LATER = NOW + timedelta(days=8)
YEAR = timedelta(days=360)
SIX = [(1, 2, 4, "none"), (2, 3, 3, "some"), (3, 4, 2, "much")] * 2


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def group_of(round_: Round, team: Team | None) -> Group:
    return Group.objects.get(round=round_, team=team)


def adviser(world: World) -> Person:
    return with_role(world, "Iris", Role.LEARNING_ADVISER)


def more_teams(world: World, count: int) -> list[Team]:
    return [Team.objects.create(organisation=world.organisation, name=f"Team {n}") for n in range(count)]


def closed(world: World, rows: dict[Team | None, list[Any]], **given: Any) -> Round:
    return close(an_instrument(), {team: responses(found) for team, found in rows.items()}, **given)


def of_one_team(world: World, team: Team, rows: list[Any], **given: Any) -> Round:
    """A round in which a team asked itself: the team is the whole."""
    row = closed(world, {team: rows}, **given)
    part = group_of(row, team)
    Group.objects.filter(pk=part.pk).update(parent=None)
    row.records.filter(group__team=None).delete()
    Group.objects.filter(round=row, team=None).delete()
    return row


def trend_of(person: Person, group: Group) -> list[datetime]:
    """The earlier rounds that are told beside any figure of a result."""
    found = flat(queries.results_for(of_person(person), group.pk).sections)
    return [at for each in found for at in ([each.since] if each.since else []) + [one.at for one in each.trend]]


# What came before


def test_what_a_team_asked_itself_is_never_the_past_of_another_or_of_everybody(world: World) -> None:
    of_one_team(world, world.other_team, NINE, at=NOW - YEAR)
    own = of_one_team(world, world.team, NINE)
    assert trend_of(world.bram, group_of(own, world.team)) == []
    both = closed(world, {world.team: NINE, world.other_team: NINE}, at=NOW + timedelta(days=1))
    with clock.frozen(LATER + timedelta(days=2)):
        assert trend_of(world.bram, group_of(both, None)) == []


def test_the_past_of_the_whole_is_of_the_same_teams(world: World) -> None:
    third, fourth = more_teams(world, 2)
    closed(world, {third: NINE, fourth: NINE}, at=NOW - YEAR)
    now = closed(world, {world.team: NINE, world.other_team: NINE})
    with clock.frozen(LATER):
        assert trend_of(world.bram, group_of(now, None)) == []
    closed(world, {world.team: NINE, world.other_team: NINE}, at=NOW - YEAR / 2)
    with clock.frozen(LATER):
        assert set(trend_of(world.bram, group_of(now, None))) == {NOW - YEAR / 2}


def test_one_list_of_people_is_not_the_past_of_another(world: World) -> None:
    closed(world, {None: NINE, world.team: []}, at=NOW - YEAR, asked=Asked.PEOPLE)
    now = closed(world, {None: NINE, world.team: []}, asked=Asked.PEOPLE)
    Group.objects.filter(team=world.team).delete()
    with clock.frozen(LATER):
        assert trend_of(world.bram, group_of(now, None)) == []


def test_the_past_is_not_told_before_its_own_days_are_over(world: World) -> None:
    rows: dict[Team | None, list[Any]] = {world.team: NINE, world.other_team: NINE}
    closed(world, rows, at=NOW - timedelta(days=20), team_first_days=90)
    now = closed(world, rows, team_first_days=1)
    iris = adviser(world)
    with clock.frozen(LATER):
        assert trend_of(iris, group_of(now, None)) == []
        assert trend_of(iris, group_of(now, world.team)) == []
        assert trend_of(world.bram, group_of(now, world.team))
        assert trend_of(world.bram, group_of(now, None)) == []
    with clock.frozen(NOW + timedelta(days=80)):
        assert trend_of(iris, group_of(now, None))


# Precision


def test_no_picture_places_a_mean_more_exactly_than_it_is_written(world: World) -> None:
    rows: dict[Team | None, list[Any]] = {world.team: NINE, world.other_team: [*NINE, (4, 2, 1, "some")]}
    for months in (24, 16, 8):
        closed(world, rows, at=NOW - timedelta(days=30 * months))
    now = closed(world, rows)
    with clock.frozen(LATER):
        result = queries.results_for(of_person(world.bram), group_of(now, world.team).pk)
        page = pages.page_of(result)
    exact = [each for row in page.rows if (each := row.found.record) is not None and each.mean is not None]
    assert any(round(each.mean or 0, 1) != each.mean for each in exact)
    for row in page.rows:
        record, whole = row.found.record, row.found.whole
        for value in re.findall(r'class="(?:dot|ring)" cx="([\d.]+)%"', row.interval):
            assert any(
                value == f"{3 + 94 * (round(each.mean, 1) - 1) / 4:.2f}"
                for each in (record, whole) if each is not None and each.mean is not None
            )  # fmt: skip
        for point in re.findall(r'cy="([\d.]+)"', row.trend):
            assert point in {f"{62 - 50 * (step / 10 - 1) / 4:.1f}" for step in range(10, 51)}
    for part in paper.document(page)["parts"]:
        for figure in part["figures"]:
            for value in (figure["mean"], figure["low"], figure["high"], figure["whole"]):
                assert value is None or value == round(value, 1)
    assert on_scale(3.5714, (1, 5), "others") == on_scale(3.6, (1, 5), "others")


def test_no_picture_names_the_lowest_and_highest_team(world: World) -> None:
    teams = [world.team, world.other_team, *more_teams(world, 4)]
    now = closed(world, {team: NINE if n % 2 else [*NINE, (4, 2, 1, "some")] for n, team in enumerate(teams)})
    with clock.frozen(LATER):
        page = pages.page_of(queries.results_for(of_person(world.bram), group_of(now, None).pk))
    labels = [re.findall(r'aria-label="([^"]*)"', row.spread) for row in page.rows if row.spread]
    assert labels
    assert not any(re.search(r"\d", said) for found in labels for said in found)


# Turnout


def test_how_many_of_a_small_team_answered_does_not_follow_from_the_whole(world: World) -> None:
    now = closed(
        world, {world.team: NINE, world.other_team: SIX}, sizes={world.team: 10, world.other_team: 7}
    )  # of ten nine: so six of the seven others
    with clock.frozen(LATER):
        page = pages.page_of(queries.results_for(of_person(world.bram), group_of(now, None).pk))
        assert "15" not in page.turnout
        copy = release.copy_of(of_person(adviser(world)), queries.get_asked(now.pk))
    assert not copy["told"]


def test_how_many_of_a_small_team_answered_is_said_in_no_sentence(world: World) -> None:
    now = closed(world, {world.team: SIX, world.other_team: NINE}, sizes={world.team: 7})
    page = pages.page_of(queries.results_for(of_person(world.bram), group_of(now, world.team).pk))
    assert "6" not in page.certainty
    assert "6" not in page.turnout


# One group beside the others


def numbers(teams: list[list[int]]) -> figures.Figures:
    values = np.array([value for team in teams for value in team], dtype=np.float64).reshape(-1, 1)
    cell = np.repeat(np.arange(len(teams)), [len(team) for team in teams])
    return figures.numeric(values, cell, [len(team) for team in teams], [(1.0, 5.0)])


VARIED = [1, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize("alike", [[5] * 8, [4, 4, 4, 5, 5, 5, 5, 5], [1] * 5, [3] * 6])
def test_the_mean_of_a_team_that_is_alike_does_not_follow_from_the_whole(alike: list[int]) -> None:
    found = numbers([VARIED, alike])
    assert found.one_class[1, 0] >= 0
    assert np.isnan(found.mean[1, 0])
    assert not np.isnan(found.mean[0, 0])
    assert np.isnan(found.mean[2, 0])
    assert found.withheld[2, 0] == figures.COMPLEMENT


def test_of_many_teams_the_smallest_gives_way_to_hide_one_that_is_alike() -> None:
    found = numbers([VARIED, VARIED, VARIED, VARIED, [1, 2, 3, 4, 5], [5] * 8])
    assert not np.isnan(found.mean[6, 0])
    assert np.isnan(found.mean[4, 0])
    assert found.withheld[4, 0] == figures.COMPLEMENT
    both = numbers([VARIED, VARIED, VARIED, VARIED, [4, 4, 5, 5, 5], [5] * 8])
    told = [row for row in range(6) if not np.isnan(both.mean[row, 0])]
    assert np.isnan(both.mean[6, 0]) or len(told) < 4


def test_what_a_hidden_rest_answered_alike_does_not_follow() -> None:
    """Of two small parts no mean is shown; together they are large enough, and all said the same."""
    found = numbers([VARIED, [5, 5, 5], [5, 5, 5]])
    assert found.withheld[3, 0] == figures.COMPLEMENT


def test_a_team_of_which_the_class_is_told_hides_nobody_in_the_bar_of_the_whole() -> None:
    found = numbers([VARIED, [5] * 8, [1, 1, 1, 5, 5]])
    assert found.blocks[2, 0] == figures.NO_BAR  # five: no bar
    assert found.blocks[3, 0] == figures.NO_BAR
    big = numbers([VARIED, [5] * 8, [1, 1, 1, 2, 2, 2, 4, 4]])
    ways = figures.BLOCKS[big.blocks[3, 0]]
    if ways:
        rest = [sum(1 for value in [1, 1, 1, 2, 2, 2, 4, 4] if figures.class_of(value, (1, 5)) in way) for way in ways]
        own = figures.BLOCKS[big.blocks[2, 0]]
        assert own or not any(0 < each <= 2 for each in rest)


# Options


def item(kind: ItemKind) -> Item:
    named = tuple(Option(key, Text(key, key)) for key in "abcd")
    return Item("what", kind, Text("Wat?", "What?"), options=named)


def test_who_did_not_tick_what_nearly_all_did_does_not_follow_from_the_whole() -> None:
    ticked = item(ItemKind.CHOICES)
    one = [["a", "b"]] * 4 + [["a", "c"]] * 3 + [["b"]]
    other = [["a", "b"]] * 4 + [["b", "c"]] * 4
    shown = [options.counts_of(ticked, each) for each in (one, other)]
    assert shown[0] is not None
    assert (["a"], options.NEARLY_ALL) in shown[0]
    assert shown[1] is not None
    assert (["a"], 4) in shown[1]
    whole = options.whole_of(ticked, [one, other], shown, minimums=MINIMUMS) or []
    assert not any(keys == ["a"] and count is not None for keys, count in whole)


def test_a_place_on_which_a_team_agrees_does_not_follow_from_the_whole() -> None:
    ranked = item(ItemKind.RANK)
    one = [["a", "b", "c", "d"]] * 4 + [["a", "c", "b", "d"]] * 4
    other = [["b", "a", "c", "d"], ["d", "c", "b", "a"], ["c", "d", "a", "b"], ["a", "b", "d", "c"]] * 2
    shown = [options.counts_of(ranked, each) for each in (one, other)]
    assert shown[0] is not None
    assert all(mean is None for _keys, mean in shown[0])
    whole = options.whole_of(ranked, [one, other], shown, minimums=MINIMUMS) or []
    assert all(mean is None for _keys, mean in whole)


# Words


def test_who_comes_to_lead_the_team_reads_no_words_that_were_not_laid_open(world: World) -> None:
    now = closed(world, {world.team: NINE, world.other_team: NINE}, texts={world.team: ["Te druk hier."]})
    group = group_of(now, world.team)
    text_actions.look_over(by=world.bram, group_id=group.pk)
    client, address = world.client(world.bram), f"/results/groups/{group.pk}/texts/"
    assert "Te druk hier." in client.get(address).content.decode()
    Membership.objects.filter(person=world.bram, team=world.team).update(role=Role.TEAM_LEADER)
    assert "Te druk hier." not in client.get(address).content.decode()


def test_pages_say_the_minimum_that_holds_here(world: World) -> None:
    iris = adviser(world)
    round_actions.set_minimums(by=iris, mean=6, distribution=12, relation=5)
    now = closed(world, {world.team: NINE, world.other_team: NINE})
    page = pages.page_of(queries.results_for(of_person(world.bram), group_of(now, world.team).pk))
    said = [row.no_bar for row in page.rows if row.no_bar]
    assert said
    assert all("12" in each and "8" not in each for each in said), said
    assert words.certainty(5, told=True)


@given(st.lists(st.lists(st.integers(1, 5), max_size=10), min_size=2, max_size=7))
def test_whatever_teams_answer_the_rest_of_the_whole_is_enough_people_who_differ(teams: list[list[int]]) -> None:
    """Whoever takes the means that are told off that of everybody is left with the others together."""
    found = numbers(teams)
    if np.isnan(found.mean[-1, 0]):
        return
    rest = [value for team, mean in zip(teams, found.mean[:-1, 0], strict=True) if np.isnan(mean) for value in team]
    if not rest:
        return
    assert len(rest) >= MINIMUMS.mean
    assert len(set(rest)) > 1
    assert {figures.class_of(value, (1.0, 5.0)) for value in rest} not in ({0}, {2})
