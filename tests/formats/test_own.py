"""A format of one's own is found, planned, started and put away as the library's are."""

from datetime import timedelta

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.formats import actions, queries
from drieslag.learning.formats.actions.publishing import NotReady
from drieslag.learning.formats.models import OwnFormat, ReleasedFormat
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings import queries as meeting_queries
from drieslag.learning.meetings.models import Meeting
from drieslag.library import formats as library
from tests.factories.world import World
from tests.formats.drafts import begun, published, renamed

pytestmark = pytest.mark.django_db


def planned(world: World, code: str, **more: object) -> Meeting:
    at = clock.now() + timedelta(minutes=5)
    return meetings.plan(
        by=world.anna, team=world.team, format_code=code, planned_at=at, facilitator=world.anna, **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_draft_is_used_by_nobody(world: World) -> None:
    own = begun(world.anna, world.team)
    assert own.code.startswith("X-")
    assert own.code not in queries.all_for(world.anna)
    with pytest.raises(queries.UnknownFormat):
        queries.find(own.code)
    with pytest.raises(Refused):
        planned(world, own.code)


def test_published_it_is_found_with_those_of_the_library(world: World) -> None:
    own = published(world)
    assert {own.code, "W03"} <= set(queries.all_for(world.anna))
    found = queries.find(own.code)
    assert (found.code, found.slug, found.version) == (own.code, own.code.lower(), 1)
    assert queries.find("W03") == library.get("W03")
    assert queries.find_by_slug("bordsessie").code == "W03"
    assert library.load(queries.text_of(own.code), file="x.yaml") == found


def test_a_teams_format_is_its_own_until_it_is_given(world: World) -> None:
    own = published(world)
    assert own.code not in queries.all_for(world.carla)
    with pytest.raises(NotFound):
        queries.get_own(world.carla, own.code)
    actions.give_to_organisation(by=world.bram, own=own)
    assert own.code in queries.all_for(world.carla)
    assert queries.get_format(world.carla, own.slug).code == own.code


def test_another_organisation_knows_nothing_of_it(world: World) -> None:
    own = published(world, ours=True)
    with tenancy.inside(world.elsewhere.pk):
        assert own.code not in queries.all_for(world.dirk)
        with pytest.raises(queries.UnknownFormat):
            queries.find(own.code)


def test_another_team_cannot_plan_with_it(world: World) -> None:
    own = published(world)
    with pytest.raises(Refused):
        meetings.plan(by=world.carla, team=world.other_team, format_code=own.code, planned_at=clock.now())


def test_it_is_planned_and_started(world: World) -> None:
    own = published(world)
    meeting = planned(world, own.code)
    assert [row.format_name.nl for row in meeting_queries.upcoming_for(world.anna)] == ["Klein"]
    started = meetings.start(by=world.anna, meeting=meeting)
    assert library.pinned(started.script).code == own.code


def test_a_meeting_keeps_the_version_with_which_it_was_planned_and_runs(world: World) -> None:
    own = published(world)
    first = planned(world, own.code)
    running = meetings.start(by=world.anna, meeting=planned(world, own.code))
    renamed(own, world.anna, "Groter")
    later = planned(world, own.code)
    names = [meeting_queries.format_of(meeting).name.nl for meeting in (first, running, later)]
    assert names == ["Klein", "Klein", "Groter"]
    assert [version.number for version in queries.versions_of(own)] == [2, 1]


def test_put_away_it_is_planned_no_more_and_what_was_planned_goes_on(world: World) -> None:
    own = published(world)
    meeting = planned(world, own.code)
    actions.retire(by=world.anna, own=own)
    assert own.code not in queries.all_for(world.anna)
    with pytest.raises(Refused):
        planned(world, own.code)
    assert meetings.start(by=world.anna, meeting=meeting).is_live
    actions.take_back(by=world.anna, own=own)
    assert own.code in queries.all_for(world.anna)


def test_a_list_of_meetings_costs_one_query_more(world: World, django_assert_num_queries: object) -> None:
    for _ in range(3):
        planned(world, published(world).code)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(meeting_queries.upcoming_for(world.anna)) == 3


def test_publishing_says_what_is_missing(world: World) -> None:
    own = actions.new_format(by=world.anna, team=world.team, name="Leeg")
    with pytest.raises(NotReady) as caught:
        actions.publish(by=world.anna, own=own)
    assert caught.value.problems


def test_publishing_twice_makes_one_version(world: World) -> None:
    own = published(world)
    assert actions.publish(by=world.anna, own=own).number == 1


def test_going_back_is_a_new_version(world: World) -> None:
    own = published(world)
    renamed(own, world.anna, "Groter")
    assert actions.go_back(by=world.anna, own=own, number=1).number == 3
    assert queries.find(own.code).name.nl == "Klein"


def test_others_cannot_change_it(world: World) -> None:
    own = published(world, ours=True)
    with pytest.raises(Refused):
        actions.change_part(by=world.bram, own=own, values={"name": {"nl": "Anders", "en": ""}})
    actions.change_part(by=world.ada, own=own, values={"name": {"nl": "Anders", "en": ""}})


def test_english_that_is_missing_is_taken_from_the_dutch(world: World) -> None:
    own = begun(world.anna, world.team)
    actions.change_part(by=world.anna, own=own, values={"name": {"nl": "Terugblik", "en": ""}})
    actions.publish(by=world.anna, own=own)
    assert queries.find(own.code).name.en == "Terugblik"


class TestOthers:
    def test_a_frozen_copy_crosses_and_nothing_else(self, world: World) -> None:
        own = published(world, ours=True)
        actions.release(by=world.ada, own=own, number=1, with_name=False)
        renamed(own, world.ada, "Groter")
        with tenancy.inside(world.elsewhere.pk):
            (found,) = queries.released()
            assert (found.format.name.nl, found.made_known_as) == ("Klein", "")
            taken = actions.take_released(by=world.dirk, team=world.team_elsewhere, released=found.key)
            actions.publish(by=world.dirk, own=taken)
            assert taken.code != own.code
            assert queries.find(taken.code).name.nl == "Klein"

    def test_the_name_goes_along_only_when_agreed(self, world: World) -> None:
        own = published(world, ours=True)
        actions.release(by=world.ada, own=own, number=1, with_name=True)
        with tenancy.inside(world.elsewhere.pk):
            (found,) = queries.released()
            taken = actions.take_released(by=world.dirk, team=world.team_elsewhere, released=found.key)
            assert taken.draft["origin"]["sources"] == [world.organisation.name]

    def test_withdrawing_deletes_the_copy(self, world: World) -> None:
        own = published(world, ours=True)
        actions.release(by=world.ada, own=own, number=1, with_name=True)
        actions.withdraw_release(by=world.ada, own=own)
        assert not ReleasedFormat.objects.exists()

    def test_a_new_copy_replaces_the_old_one(self, world: World) -> None:
        own = published(world, ours=True)
        actions.release(by=world.ada, own=own, number=1, with_name=True)
        renamed(own, world.ada, "Groter")
        actions.release(by=world.ada, own=own, number=2, with_name=False)
        (found,) = queries.released()
        assert found.format.name.nl == "Groter"

    @pytest.mark.parametrize("who", ["anna", "bram", "carla"])
    def test_only_who_speaks_for_the_organisation_lets_it_go(self, world: World, who: str) -> None:
        own = published(world, ours=True)
        with pytest.raises(Refused):
            actions.release(by=getattr(world, who), own=own, number=1, with_name=False)

    def test_a_teams_format_stays_inside(self, world: World) -> None:
        with pytest.raises(Refused):
            actions.release(by=world.ada, own=published(world), number=1, with_name=False)


class TestSteps:
    @pytest.fixture
    def own(self, world: World) -> OwnFormat:
        return begun(world.anna, world.team)

    def keys(self, own: OwnFormat) -> list[str]:
        own.refresh_from_db()
        return [step["key"] for step in own.draft["steps"]]

    def test_move_copy_remove_and_undo(self, world: World, own: OwnFormat) -> None:
        actions.move_step(by=world.anna, own=own, key="questions", places=-1)
        assert self.keys(own) == ["questions", "write"]
        actions.move_step(by=world.anna, own=own, key="questions", places=-1)
        assert self.keys(own) == ["questions", "write"]
        assert actions.duplicate_step(by=world.anna, own=own, key="questions") == "ask_1"
        actions.remove_step(by=world.anna, own=own, key="questions")
        assert self.keys(own) == ["ask_1", "write"]
        actions.restore_step(by=world.anna, own=own)
        actions.restore_step(by=world.anna, own=own)
        assert self.keys(own) == ["questions", "ask_1", "write"]

    def test_two_colleagues_change_two_steps(self, world: World, own: OwnFormat) -> None:
        from drieslag.learning.formats.actions.writing import digest

        seen = {step["key"]: digest(step) for step in own.draft["steps"]}
        actions.change_step(by=world.bram, own=own, key="write", values={"minutes": 12}, was=seen["write"])
        actions.change_step(by=world.anna, own=own, key="questions", values={"minutes": 9}, was=seen["questions"])
        with pytest.raises(actions.ChangedMeanwhile):
            actions.change_step(by=world.anna, own=own, key="write", values={"minutes": 3}, was=seen["write"])
        own.refresh_from_db()
        assert [step["minutes"] for step in own.draft["steps"]] == [12, 9]

    def test_sixty_steps_are_enough(self, world: World, own: OwnFormat) -> None:
        own.draft["steps"] *= 30
        own.save()
        with pytest.raises(Refused):
            actions.duplicate_step(by=world.anna, own=own, key="write")

    def test_a_draft_does_not_grow_without_end(self, world: World, own: OwnFormat) -> None:
        texts = [{"nl": "a" * 900, "en": "a" * 900}] * 150
        with pytest.raises(Refused):
            actions.change_part(by=world.anna, own=own, values={"conditions": texts})
