"""Which themes live: from five people, beside the rest, beside the quarter before, and never of a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from drieslag.core import clock
from drieslag.development.frameworks.actions import publish, writing
from drieslag.development.frameworks.drafting import Part, Place
from drieslag.development.frameworks.models import OwnFramework
from drieslag.development.plans.actions.figures import freeze_themes
from drieslag.development.plans.enums import GoalState, Wish
from drieslag.development.plans.figures import Earlier, figures_of, quarter_of, rounded
from drieslag.development.plans.jobs import every_quarter, quarter_now
from drieslag.development.plans.models import Asked, Goal, ThemeFigure, ThemeQuarter
from drieslag.development.plans.queries.figures import living_themes, next_quarter
from drieslag.kernel.disclosure import SMALL_CLASS, publishable
from drieslag.people.models import Membership, Person, Team
from drieslag.surveys.models import Group
from tests.factories.world import World, make_person
from tests.frameworks.drafts import published
from tests.results.making import an_instrument, close, responses

TEAMS = [UUID(int=number) for number in range(1, 6)]
A, B, C, D, _E = TEAMS
AT = datetime(2026, 10, 2, 4, tzinfo=UTC)


def shown(counts: Mapping[Any, int], sizes: Mapping[Any, int], **earlier: Any) -> dict[Any, int]:
    return {figure.team: figure.about for figure in figures_of(counts, sizes, earlier.get("earlier", {}))}


class TestWhatIsShown:
    def test_fewer_than_five_are_never_shown(self) -> None:
        assert shown({A: 4}, {A: 20}) == {}
        assert shown({A: 5}, {A: 20}) == {None: 5, A: 5}

    def test_a_small_team_is_never_shown_apart(self) -> None:
        assert shown({A: 5, B: 7}, {A: 7, B: 30}) == {None: 10, B: 5}

    def test_a_team_in_which_nearly_everybody_works_at_it_is_not_shown(self) -> None:
        assert shown({A: 7, B: 8}, {A: 8, B: 20}) == {None: 15, B: 10}
        assert shown({A: 8}, {A: 10}) == {}

    def test_the_rest_of_the_whole_is_nobody_or_enough(self) -> None:
        assert shown({A: 6, B: 3}, {A: 20, B: 20}) == {None: 10}
        assert shown({A: 6, B: 3, C: 2}, {A: 20, B: 20, C: 20}) == {None: 10, A: 5}

    def test_what_was_shown_before_stays_beside_it(self) -> None:
        """Three more people in B would give B away beside the whole and A of the quarter before."""
        counts, sizes = {A: 6, B: 5, C: 4}, {A: 20, B: 20, C: 20}
        assert shown(counts, sizes) == {None: 15, A: 5}
        earlier = {None: Earlier(15, 15), B: Earlier(5, 5)}
        assert shown(counts, sizes, earlier=earlier) == {None: 15, B: 5}

    def test_one_or_two_more_change_no_number(self) -> None:
        sizes = {A: 40}
        earlier = {None: Earlier(10, 12), A: Earlier(10, 12)}
        for people in (10, 11, 12, 13, 14):
            assert shown({A: people}, sizes, earlier=earlier) == {None: 10, A: 10}
        assert shown({A: 15}, sizes, earlier=earlier) == {None: 15, A: 15}

    @given(
        st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=5),
        st.sets(st.sampled_from([None, *TEAMS])),
    )
    def test_nothing_of_few_follows(self, rows: list[tuple[int, int]], before: set[UUID | None]) -> None:
        counts: dict[UUID | None, int] = {team: n for team, (n, _more) in zip(TEAMS, rows, strict=False)}
        sizes: dict[UUID | None, int] = {team: n + more for team, (n, more) in zip(TEAMS, rows, strict=False)}
        found = figures_of(counts, sizes, {team: Earlier(10, 10) for team in before})
        people = {figure.team: counts[figure.team] if figure.team else sum(counts.values()) for figure in found}
        assert all(count >= 5 for count in people.values())
        assert all(sizes[team] - count > SMALL_CLASS for team, count in people.items() if team)
        rest = people.get(None, 0) - sum(count for team, count in people.items() if team)
        assert None not in people or rest == 0 or rest >= 5
        assert all(figure.about % 5 == 0 for figure in found)
        unions = {str(team): [team] if team else list(counts) for team in people}
        assert publishable(counts, unions, minimum=5) == unions.keys()

    def test_fives(self) -> None:
        assert [rounded(n) for n in (5, 7, 8, 12, 13, 17, 18, 102)] == [5, 5, 10, 10, 15, 15, 20, 100]
        assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
        assert quarter_of(date(2026, 3, 1)) == date(2026, 1, 1)


def goal(person: Person, own: OwnFramework, key: str = "theme_1", **more: Any) -> Goal:
    state = more.get("state", GoalState.ACTIVE)
    return Goal.objects.create(
        organisation_id=person.organisation_id,
        owner=person.pk,
        text="Mijn doel.",
        for_residents="Rust.",
        theme_code=own.code,
        theme_version=more.get("version", 1),
        theme_key=key,
        wish=more.get("wish", Wish.MINE),
        state=state,
        made_at=clock.now(),
        look_back_on=clock.today(),
        ended_on=None if state in (GoalState.ACTIVE, GoalState.RESTING) else clock.today(),
    )


@pytest.fixture
def own(world: World, eva: Person) -> OwnFramework:
    return published(eva)


@pytest.mark.django_db
class TestFreezing:
    def test_counted_once_a_quarter_and_never_live(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(20)
        with clock.frozen(AT):
            for person in people[:4]:
                goal(person, own)
            assert freeze_themes() is not None
            assert not ThemeFigure.objects.exists()
            goal(people[4], own)
            assert freeze_themes() is None
            assert not ThemeFigure.objects.exists(), "the fifth colleague is not seen to begin"
        with clock.frozen(datetime(2027, 1, 3, tzinfo=UTC)):
            assert freeze_themes() is not None
        rows = ThemeFigure.objects.filter(asked=Asked.WORKS).values_list("team", "theme_key", "about", "people")
        assert set(rows) == {(None, "theme_1", 5, 5), (world.team.pk, "theme_1", 5, 5)}

    def test_a_person_counts_once_and_in_the_first_team(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(12)
        for person in people[:8]:
            goal(person, own)
            goal(person, own)
            Membership.objects.create(
                organisation=world.organisation, person=person, team=world.other_team, since=date(2030, 1, 1)
            )
        freeze_themes()
        assert set(ThemeFigure.objects.filter(asked=Asked.WORKS).values_list("team", "people")) == {
            (None, 8),
            (world.team.pk, 8),
        }

    def test_states_wishes_and_who_left(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(30)
        for person in people[:6]:
            goal(person, own, state=GoalState.RESTING)
        for person in people[6:12]:
            goal(person, own, wish=Wish.TEAM)
        for person in people[12:24]:
            goal(person, own, state=GoalState.DONE)
        for person in people[24:]:
            goal(person, own)
            person.left_on = clock.today()
            person.save()
        freeze_themes()
        assert set(ThemeFigure.objects.filter(team=None).values_list("asked", "people")) == {
            (Asked.WORKS, 6),
            (Asked.WISHES, 6),
        }

    def test_themes_of_few_are_told_together(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(20)
        for person in people[:4]:
            goal(person, own, "theme_1")
        freeze_themes()
        assert not ThemeFigure.objects.exists()
        ThemeQuarter.objects.all().delete()
        for person in people[4:7]:
            goal(person, own, "theme_2")
        freeze_themes()
        rows = ThemeFigure.objects.filter(asked=Asked.WORKS)
        assert list(rows.values_list("theme_code", "theme_key", "people")) == [("", "", 7)]
        living = living_themes(with_teams=True)
        assert living is not None
        assert [(row.is_others, row.about) for row in living.works] == [(True, 5)]

    def test_versions_of_a_theme_are_one_theme(self, world: World, eva: Person, own: OwnFramework) -> None:
        people = world.colleagues(12)
        writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
        publish(by=eva, own=own)
        for person in people[:3]:
            goal(person, own, version=1)
            goal(person, own, "theme_2", version=1)
        for person in people[3:6]:
            goal(person, own, version=2)
            goal(person, own, "theme_2", version=1)
        freeze_themes()
        living = living_themes(with_teams=False)
        assert living is not None
        told = {(row.words.name.nl, row.words.is_dropped, row.about) for row in living.works if row.words}
        assert told == {("Luisteren", False, 5), ("Eigen regie", True, 5)}

    def test_the_job_does_every_organisation_apart(self, world: World, own: OwnFramework) -> None:
        with clock.frozen(AT):
            assert every_quarter() == 2
            quarter_now(0)
            assert every_quarter() == 0
        assert ThemeQuarter.objects.get().begins_on == date(2026, 10, 1)
        with clock.frozen(AT):
            assert next_quarter() == date(2027, 1, 1)


@pytest.mark.django_db
class TestPage:
    def test_the_whole_for_all_and_teams_for_two(
        self, world: World, eva: Person, director: Person, own: OwnFramework
    ) -> None:
        for person in world.colleagues(20)[:9]:
            goal(person, own)
        page = reverse("frameworks:themes")
        empty = world.client(world.bram).get(page).content.decode()
        assert "Nothing was counted yet" in empty
        freeze_themes()
        for person in (eva, director):
            shown = world.client(person).get(page).content.decode()
            assert "about 10 people" in shown
            assert "Wijkteam De Linde" in shown.split("<main", 1)[1]
        for person in (world.bram, world.lea, world.carla):
            shown = world.client(person).get(page).content.decode().split("<main", 1)[1]
            assert "about 10 people" in shown
            assert "larger team" not in shown
            assert "Wijkteam De Linde" not in shown
            assert "Collega" not in shown
        for person in (world.ada, world.dirk):
            answer = world.client(person).get(page)
            assert answer.status_code == (404 if person is world.ada else 200)
            assert b"Luisteren" not in answer.content

    def test_results_about_learning_are_linked_for_who_reads_them(self, world: World) -> None:
        learning = replace(an_instrument(), code="I01")
        for days in (30, 3):
            row = close(
                learning, {world.team: responses([[3, 3, 3, "none"]] * 8)}, at=clock.now() - timedelta(days=days)
            )
        close(an_instrument(), {world.team: responses([[3, 3, 3, "none"]] * 8)})
        page = reverse("frameworks:themes")
        own = reverse("results:one", args=[Group.objects.get(round=row, team=world.team).pk])
        shown = world.client(world.bram).get(page).content.decode()
        assert shown.count("/results/groups/") == 1
        assert own in shown
        other = world.client(world.carla).get(page).content.decode()
        assert "/results/groups/" not in other
        assert reverse("results:list") in other

    def test_as_many_queries_for_many_themes(
        self, world: World, eva: Person, own: OwnFramework, django_assert_num_queries: Any
    ) -> None:
        people = world.colleagues(20)
        for person in people[:9]:
            goal(person, own, "theme_1")
            goal(person, own, "theme_2")
        teams = [Team.objects.create(organisation=world.organisation, name=f"Team {n}") for n in range(3)]
        for team in teams:
            for n in range(9):
                person = make_person(world.organisation, f"{team.name} {n} {uuid4().hex[:6]}", team)
                if n < 6:
                    goal(person, own, "theme_1")
        freeze_themes()
        client = world.client(eva)
        client.get(reverse("frameworks:themes"))
        with django_assert_num_queries(13):
            assert client.get(reverse("frameworks:themes")).status_code == 200


@pytest.mark.django_db
class TestFromQuarterToQuarter:
    def test_what_was_said_stays_while_one_or_two_differ(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(30)
        for person in people[:12]:
            goal(person, own)
        with clock.frozen(AT):
            freeze_themes()
        goal(people[12], own)
        with clock.frozen(datetime(2027, 1, 2, tzinfo=UTC)):
            freeze_themes()
            living = living_themes(with_teams=True)
        assert living is not None
        assert [(row.about, row.teams) for row in living.works] == [(10, (("Wijkteam De Linde", 10),))]
        for person in people[13:15]:
            goal(person, own)
        with clock.frozen(datetime(2027, 4, 2, tzinfo=UTC)):
            freeze_themes()
            living = living_themes(with_teams=False)
        assert living is not None
        assert [row.about for row in living.works] == [15]

    def test_other_themes_and_themes_that_are_gone_have_words(self, world: World, own: OwnFramework) -> None:
        people = world.colleagues(30)
        for person in people[:6]:
            goal(person, own, "theme_gone")
        for number, person in enumerate(people[6:12]):
            goal(person, own, f"theme_{number % 2 + 1}", wish=Wish.TEAM)
        freeze_themes()
        shown = world.client(world.bram).get(reverse("frameworks:themes")).content.decode()
        assert "A theme that is no longer kept here" in shown
        assert "Other themes, each of too few people" in shown
        assert "Luisteren" not in shown

    def test_other_themes_of_nearly_everybody_are_not_shown(self, world: World, own: OwnFramework) -> None:
        people = [*world.colleagues(3), world.bram, world.lea, world.anna, world.carla]
        for number, person in enumerate(people[:6]):
            goal(person, own, f"theme_{number % 2 + 1}")
        freeze_themes()
        assert not ThemeFigure.objects.exists()
