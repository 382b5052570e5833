"""Goals beside themes of a framework, and what is chosen from its lines: also when the role or the version changes."""

import pytest
from django.urls import reverse

from drieslag.development.frameworks.actions import publish, take_role, writing
from drieslag.development.frameworks.drafting import Part, Place
from drieslag.development.frameworks.models import OwnFramework
from drieslag.development.plans import actions, queries
from drieslag.development.plans.models import Goal
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin, TryOutKind
from drieslag.people.models import Person
from tests.factories.world import TenantClient, World
from tests.frameworks.drafts import published
from tests.offerings.things import make_offering, make_trainer


@pytest.fixture
def own(world: World, eva: Person) -> OwnFramework:
    made = published(eva)
    take_role(by=world.bram, code=made.code, role="role_1")
    return made


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")


@pytest.fixture
def bram(world: World) -> TenantClient:
    return world.client(world.bram)


def page(client: TenantClient, name: str, goal: Goal) -> str:
    return client.get(reverse(f"growth:{name}", args=[goal.pk])).content.decode()


def test_a_goal_lies_beside_a_theme_and_a_question(
    world: World, bram: TenantClient, own: OwnFramework, goal: Goal
) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie belt er eerst?")
    offered = page(bram, "links", goal)
    assert "Luisteren" in offered
    assert "Wie belt er eerst?" in offered
    path = reverse("growth:links", args=[goal.pk])
    assert bram.post(path, {"theme": "F01:1:nonsense", "thread": ""}).status_code == 422
    assert bram.post(path, {"theme": f"{own.code}:1:theme_2", "thread": str(thread.pk)}).status_code == 302
    shown = page(bram, "goal", goal)
    assert "Eigen regie" in shown
    assert "Wie belt er eerst?" in shown
    bram.post(path, {"theme": "", "thread": ""})
    assert "Eigen regie" not in page(bram, "goal", goal)


def test_a_new_goal_begins_beside_a_theme(world: World, bram: TenantClient, own: OwnFramework) -> None:
    address = reverse("growth:new_goal")
    theme = f"{own.code}:1:theme_1"
    assert "Beside the theme: Luisteren" in bram.get(address, {"theme": theme}).content.decode()
    assert "Beside the theme" not in bram.get(address, {"theme": "nonsense"}).content.decode()
    bram.post(address, {"text": "Ik wacht.", "for_residents": "Rust", "wish": "mine", "theme": theme})
    (goal,) = queries.active(world.bram)
    assert (goal.theme_code, goal.theme_version, goal.theme_key) == (own.code, 1, "theme_1")
    assert "Luisteren" in bram.get("/growth/year/2026/").content.decode()
    refused = bram.post(address, {"text": "Ik wacht.", "for_residents": "Rust", "wish": "mine", "theme": "nonsense"})
    assert refused.status_code == 422


def test_a_theme_that_a_new_version_dropped_stays_readable_and_is_told(
    world: World, bram: TenantClient, eva: Person, own: OwnFramework, goal: Goal
) -> None:
    actions.link_theme(by=world.bram, goal_id=goal.pk, theme=f"{own.code}:1:theme_2")
    writing.remove_part(by=eva, own=own, place=Place(Part.THEME, "theme_2"))
    publish(by=eva, own=own)
    shown = page(bram, "goal", goal)
    assert "Eigen regie" in shown
    assert "The new version no longer has this theme." in shown
    assert "Eigen regie" in page(bram, "links", goal)
    sent = {"theme": f"{own.code}:1:theme_2", "thread": ""}
    assert bram.post(reverse("growth:links", args=[goal.pk]), sent).status_code == 302


def test_a_theme_of_which_nothing_is_left_leaves_the_goal_as_it_is(
    world: World, bram: TenantClient, goal: Goal
) -> None:
    actions.link_theme(by=world.bram, goal_id=goal.pk, theme="T-GONE:1:luisteren")
    shown = page(bram, "goal", goal)
    assert "These themes are no longer kept here." in shown
    assert "luisteren" in page(bram, "links", goal)


def test_who_changes_roles_halfway_keeps_the_goal_and_chooses_from_the_new_role(
    world: World, bram: TenantClient, own: OwnFramework, goal: Goal
) -> None:
    actions.link_theme(by=world.bram, goal_id=goal.pk, theme=f"{own.code}:1:theme_2")
    take_role(by=world.bram, code=own.code, role="role_2")
    offered = page(bram, "links", goal)
    assert "Luisteren" in offered  # of the new role
    assert "Eigen regie" in offered  # of the goal itself
    assert "Eigen regie" in page(bram, "goal", goal)
    assert "Loop een dienst mee." not in page(bram, "choose", goal)


def test_one_press_lays_what_is_there_under_a_goal(
    world: World, bram: TenantClient, own: OwnFramework, goal: Goal
) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie belt er eerst?")
    tried = threads.add_try_out(
        by=world.anna, team=world.team, thread=thread, kind=TryOutKind.EXPERIMENT, text="Eerst bellen " + "x" * 300,
        owner=world.anna, due_on=goal.look_back_on,
    )  # fmt: skip
    other = threads.open_thread(by=world.carla, team=world.other_team, origin=Origin.PERSON, title="Van Carla")
    offered = page(bram, "choose", goal)
    for said in ("Loop een dienst mee.", "Wie belt er eerst?", "Eerst bellen"):
        assert said in offered
    assert "Van Carla" not in offered
    path = reverse("growth:choose", args=[goal.pk])
    step = f"line:{own.code}:1:line_1:step_1"
    for wanted in (step, f"thread:{thread.pk}", f"try_out:{tried.pk}", step):
        assert bram.post(path, {"of": wanted}).status_code == 302
    for wrong in ("", "nonsense", f"thread:{other.pk}"):
        assert bram.post(path, {"of": wrong}).status_code == 404
    rows = queries.activities_of(goal)
    assert [row.origin_kind for row in rows] == ["line", "thread", "try_out"]
    assert rows[2].text.endswith("x…")
    assert "stands under it" in page(bram, "choose", goal)


def test_what_goes_with_the_theme_of_a_goal_comes_first(
    world: World, bram: TenantClient, own: OwnFramework, goal: Goal
) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie belt er eerst?")
    threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie kookt er?")
    theme = (own.code, 1, "theme_1")
    offering = make_offering(world, make_trainer(world), title="Stilte oefenen", theme=theme)
    offered = page(bram, "choose", goal)
    assert "This goes with your goal" not in offered
    assert "Lay your goal beside a theme" in offered
    actions.link_theme(by=world.bram, goal_id=goal.pk, theme=f"{own.code}:1:theme_1")
    actions.link_thread(by=world.bram, goal_id=goal.pk, thread_id=thread.pk)
    offered = page(bram, "choose", goal)
    assert "Lay your goal beside a theme" not in offered
    first, rest = offered.split("This goes with your goal")[1].split("From your learning line")
    for said in ("Loop een dienst mee.", "Wie belt er eerst?", offering.title):
        assert said in first
        assert said not in rest
    for said in ("Vraag een collega mee te kijken.", "Wie kookt er?"):
        assert said in rest
        assert said not in first


def test_nothing_is_offered_while_one_applies_what_was_learned(
    world: World, bram: TenantClient, own: OwnFramework, goal: Goal
) -> None:
    actions.begin_applying(by=world.bram, until=goal.look_back_on)
    offered = page(bram, "choose", goal)
    assert "Loop een dienst mee." not in offered
    assert "You apply what you learned now" in offered
    path = reverse("growth:choose", args=[goal.pk])
    assert bram.post(path, {"of": f"line:{own.code}:1:line_1:step_1"}).status_code == 404
    assert reverse("offerings:list") not in bram.get("/growth/").content.decode()
    assert reverse("offerings:list") in world.client(world.carla).get("/growth/").content.decode()
