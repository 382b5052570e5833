"""Sharing a goal by name: what they read, who looked, taking it back, and what a leader reads only by consent."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drieslag.core import clock
from drieslag.development.plans import actions
from drieslag.development.plans.models import Goal
from drieslag.development.reflections import actions as reflections
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import queries
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.privacy.actions import end_consent, record_consent
from drieslag.privacy.models import Consent, ConsentBody, ConsentScope, Look
from tests.factories.world import TenantClient, World, make_person
from tests.support.roles import with_role

type Counting = Callable[[int], AbstractContextManager[object]]
BOUNDS = {
    "home": 17, "plan": 11, "year": 12, "week": 9, "share": 12, "looks": 10, "goal": 12, "choose": 17, "shared": 13
}  # fmt: skip
SECRET = "Ik laat stiltes vallen."


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text=SECRET, for_residents="Zij vertellen meer.")


@pytest.fixture
def bram(world: World) -> TenantClient:
    return world.client(world.bram)


def share_page(goal: Goal) -> str:
    return reverse("growth:share", args=["goal", goal.pk])


def consent(world: World) -> Consent:
    return record_consent(
        by=world.ada.pk, scope=ConsentScope.LEADER_SEES_PLANS, body=ConsentBody.WORKS_COUNCIL,
        given_on=clock.today(), document="OR 26-11",
    )  # fmt: skip


def test_finding_somebody_sharing_and_taking_back(world: World, bram: TenantClient, goal: Goal) -> None:
    page = share_page(goal)
    assert SECRET in bram.get(page).content.decode()
    found = bram.post(page, {"words": "carl"}).content.decode()
    assert f'value="{world.carla.pk}"' in found
    assert f'value="{world.bram.pk}"' not in bram.post(page, {"words": "Bram"}).content.decode()
    assert f'value="{world.ada.pk}"' not in bram.post(page, {"words": "Ada"}).content.decode()
    bram.post(page, {"person": str(world.carla.pk)})
    assert "Has not looked yet" in bram.get(page).content.decode()
    assert f'value="{world.carla.pk}"' not in bram.post(page, {"words": "carl"}).content.decode()
    assert "Shared with Carla" in bram.get("/growth/").content.decode()
    bram.post(reverse("growth:share_end", args=["goal", goal.pk, world.carla.pk]))
    assert not Share.objects.exists()


@pytest.mark.parametrize("words", ["x" * 81, "%", "\x00"])
def test_odd_words_find_nobody(bram: TenantClient, goal: Goal, words: str) -> None:
    response = bram.post(share_page(goal), {"words": words})
    assert response.status_code == (422 if len(words) > 80 else 200)
    assert 'name="person"' not in response.content.decode()


def test_sharing_with_who_is_no_colleague_is_refused_in_words(world: World, bram: TenantClient, goal: Goal) -> None:
    refused = bram.post(share_page(goal), {"person": str(world.ada.pk)})
    assert refused.status_code == 422
    assert "You can share this with a colleague." in refused.content.decode()
    for nobody in (str(world.dirk.pk), str(uuid4()), "nobody"):
        assert bram.post(share_page(goal), {"person": nobody}).status_code == 404


def test_nobody_shares_a_thing_of_somebody_else(world: World, goal: Goal) -> None:
    for other in (world.lea, world.anna, world.ada, world.carla, world.dirk):
        client = world.client(other)
        assert client.get(share_page(goal)).status_code == 404
        assert client.post(share_page(goal), {"person": str(world.carla.pk)}).status_code == 404
        assert client.post(reverse("growth:share_end", args=["goal", goal.pk, world.carla.pk])).status_code == 404
    assert world.client(world.bram).get(reverse("growth:share", args=["nonsense", goal.pk])).status_code == 404
    assert world.client(world.bram).get(reverse("growth:share", args=["activity", goal.pk])).status_code == 404


def test_reading_is_a_press_that_the_owner_sees(world: World, bram: TenantClient, goal: Goal) -> None:
    shared = sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla)
    carla = world.client(world.carla)
    listed = carla.get("/growth/shared/").content.decode()
    assert "Bram Visser: goal" in listed
    assert SECRET not in listed
    path = reverse("growth:shared_one", args=[shared.pk])
    before = carla.get(path).content.decode()
    assert "Bram Visser sees that you read this, by day." in before
    assert SECRET not in before
    assert not Look.objects.exists()
    assert (
        "Bram Visser ziet op welke dagen je dit leest." in carla.get(path, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    )
    assert SECRET in carla.post(path).content.decode()
    carla.post(path)
    assert Look.objects.count() == 1
    looks = bram.get("/growth/looks/").content.decode()
    assert re.search(r"<strong>Carla Bakker</strong> read: goal", looks)
    assert SECRET in looks
    assert "Wednesday 18 November" in bram.get("/growth/").content.decode()
    assert "Looked on 18 November" in bram.get(share_page(goal)).content.decode()
    for other in (world.lea, world.anna, world.ada, world.bram, world.dirk):
        client = world.client(other)
        assert client.get(path).status_code == client.post(path).status_code == 404
        if other != world.dirk:
            assert "Bram Visser: goal" not in client.get("/growth/shared/").content.decode()


def test_what_was_taken_back_is_gone_and_its_look_stays_in_sight(world: World, bram: TenantClient, goal: Goal) -> None:
    shared = sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla)
    carla = world.client(world.carla)
    path = reverse("growth:shared_one", args=[shared.pk])
    carla.post(path)
    sharing.stop_sharing(by=world.bram, key=goal.pk, reader=world.carla.pk)
    assert carla.get(path).status_code == carla.post(path).status_code == 404
    page = bram.get(share_page(goal)).content.decode()
    assert "You took it back." in page
    assert "Looked on 18 November" in page


def test_a_look_of_who_is_gone_has_no_name(world: World, bram: TenantClient, goal: Goal) -> None:
    Look.objects.create(
        organisation=world.organisation, viewer=uuid4(), owner=world.bram.pk, object_id=uuid4(),
        object_kind="transfer_plan", day=clock.today(),
    )  # fmt: skip
    page = bram.get("/growth/looks/").content.decode()
    assert re.search(r"<strong>Somebody who is gone</strong> read: something of yours", page)
    assert "Nobody read anything of yours." in world.client(world.carla).get("/growth/looks/").content.decode()


@pytest.mark.parametrize("who", ["lea", "director"])
def test_a_leader_reads_a_goal_only_while_there_is_consent(
    world: World, bram: TenantClient, goal: Goal, who: str
) -> None:
    leader = world.lea
    if who == "director":
        leader = make_person(world.organisation, "Dora Directeur")
        OrganisationRole.objects.create(organisation=world.organisation, person=leader, role=Role.DIRECTOR)
    refused = bram.post(share_page(goal), {"person": str(leader.pk)})
    assert refused.status_code == 422
    assert "only once the works council agreed" in refused.content.decode()
    given = consent(world)
    assert bram.post(share_page(goal), {"person": str(leader.pk)}).status_code == 302
    client = world.client(leader)
    (row,) = queries.shared_with(leader)
    path = reverse("growth:shared_one", args=[row.key])
    assert SECRET in client.post(path).content.decode()
    end_consent(by=world.ada.pk, consent_id=given.pk)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert "Bram Visser" not in client.get("/growth/shared/").content.decode()
    assert queries.shared_with(leader) == []


@pytest.mark.parametrize("who", ["lea", "director"])
def test_what_a_leader_cannot_read_now_is_said_so(world: World, bram: TenantClient, goal: Goal, who: str) -> None:
    leader = world.lea if who == "lea" else with_role(world, "Dora Directeur", Role.DIRECTOR)
    first = leader.name.split()[0]
    given = consent(world)
    sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=leader)
    pages = ("/growth/", "/growth/plan/", reverse("growth:goal", args=[goal.pk]))
    for page in pages:
        assert f"Shared with {first}<" in bram.get(page).content.decode()
    assert "Cannot read it now." not in bram.get(share_page(goal)).content.decode()
    end_consent(by=world.ada.pk, consent_id=given.pk)
    for page in pages:
        assert f"Only you. {first} cannot read it now<" in bram.get(page).content.decode()
    shown = bram.get(share_page(goal)).content.decode()
    assert "Cannot read it now." in shown
    assert "only once the works council agreed" in shown
    sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla)
    assert f"Shared with Carla. {first} cannot read it now<" in bram.get("/growth/").content.decode()
    assert queries.names_shared_with(world.bram) == {goal.pk: ["Carla Bakker"]}


def test_a_leader_is_named_with_the_reason_and_not_offered(world: World, bram: TenantClient, goal: Goal) -> None:
    others = world.colleagues(3)
    director = with_role(world, "Dora Directeur", Role.DIRECTOR)
    for leader in (world.lea, director):
        shown = bram.post(share_page(goal), {"words": leader.name}).content.decode()
        assert leader.name in shown
        assert "only once the works council agreed" in shown
        assert f'value="{leader.pk}"' not in shown
    assert f'value="{others[0].pk}"' in bram.post(share_page(goal), {"words": others[0].name}).content.decode()
    note = reflections.write(by=world.bram, text="Stil.")
    free = bram.post(reverse("growth:share", args=["reflection", note.pk]), {"words": "Lea"}).content.decode()
    assert f'value="{world.lea.pk}"' in free
    consent(world)
    assert f'value="{world.lea.pk}"' in bram.post(share_page(goal), {"words": "Lea"}).content.decode()


def test_a_leader_of_another_team_reads_what_is_shared(world: World, goal: Goal) -> None:
    other = make_person(world.organisation, "Leo van Oost", world.other_team, Role.TEAM_LEADER)
    sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=other)
    assert [row.owner for row in queries.shared_with(other)] == ["Bram Visser"]


@pytest.fixture
def asked() -> Counting:
    @contextmanager
    def counted(bound: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as found:
            yield
        assert len(found) == bound

    return counted


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_a_fixed_number_of_queries(world: World, bram: TenantClient, asked: Counting, count: int) -> None:
    readers = world.colleagues(3)
    for number in range(count):
        goal = actions.add_goal(by=world.bram, text=f"Doel {number}", for_residents="Rust")
        for step in range(count):
            actions.add_activity(by=world.bram, goal_id=goal.pk, text=f"Stap {step}")
        share = sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=readers[number])
        sharing.read(by=readers[number], share_id=share.pk)
        sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla)
    carla = world.client(world.carla)
    for client, path, bound in (
        (bram, "/growth/", BOUNDS["home"]), (bram, "/growth/plan/", BOUNDS["plan"]),
        (bram, "/growth/year/2026/", BOUNDS["year"]), (bram, "/growth/week/", BOUNDS["week"]),
        (bram, share_page(goal), BOUNDS["share"]), (bram, "/growth/looks/", BOUNDS["looks"]),
        (bram, reverse("growth:goal", args=[goal.pk]), BOUNDS["goal"]),
        (bram, reverse("growth:choose", args=[goal.pk]), BOUNDS["choose"]),
        (carla, "/growth/shared/", BOUNDS["shared"]),
    ):  # fmt: skip
        with asked(bound):
            assert client.get(path).status_code == 200


def test_what_was_shared_last_week_stays_readable(world: World, goal: Goal) -> None:
    shared: UUID = sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla).pk
    with clock.frozen(clock.now() + timedelta(days=8)):
        world.client(world.carla).post(reverse("growth:shared_one", args=[shared]))
    assert [look.day for look in queries.looks_at(world.bram)] == [clock.today() + timedelta(days=8)]
