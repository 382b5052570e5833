"""What stands beside a goal on its own page: written when one likes, shown when it helps, and seen by nobody else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from drieslag.core import clock
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import Skill, Zone
from drieslag.development.plans.models import Goal
from drieslag.development.portfolio import actions as portfolio
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from drieslag.web.growth.asides import feels
from tests.factories.world import TenantClient, World
from tests.support.roles import with_role

IF_THEN = "Als het druk is, dan begin ik met een vraag."
SETBACK = "Dan bel ik Samir even."
LETS_GO = "Ik vul geen stiltes meer."
BROUGHT = "Ik slaap beter."
FOR_TEAM = "Minder lang wachten."
SENT = {"if_then": IF_THEN, "setback": SETBACK, "lets_go": LETS_GO, "zone": "toomuch", "skill": "new"}
OWN = (IF_THEN, SETBACK, LETS_GO, BROUGHT, FOR_TEAM, "panic zone", "it is new to me", "gives worry", "new to me")


@pytest.fixture
def goal(world: World) -> Goal:
    made = actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")
    return actions.change_goal(
        by=world.bram, goal_id=made.pk, text=made.text, for_residents=made.for_residents, paired="Niemand wacht lang."
    )


@pytest.fixture
def bram(world: World) -> TenantClient:
    return world.client(world.bram)


def text_of(client: TenantClient, path: str, status: int = 200, language: str = "en") -> str:
    response = client.get(path, HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == status, path
    return response.content.decode()


def page(goal: Goal, name: str = "goal") -> str:
    return reverse(f"growth:{name}", args=[goal.pk])


def keep(world: World, goal: Goal, **more: str) -> None:
    given = {"if_then": IF_THEN, "setback": SETBACK, "lets_go": LETS_GO, **more}
    actions.keep_beside(by=world.bram, goal_id=goal.pk, beside=actions.Beside(**given))


def test_it_is_written_on_the_goals_own_page_and_all_of_it_may_be_empty(bram: TenantClient, goal: Goal) -> None:
    before = text_of(bram, page(goal))
    assert "So that it works, also when it is busy" in before
    assert "<details><summary>" in before
    assert bram.post(page(goal, "beside"), {"zone": "notsaid", "skill": "not"})["Location"] == page(goal)
    assert bram.post(page(goal, "beside"), SENT).status_code == 302
    after = text_of(bram, page(goal))
    for said in (IF_THEN, SETBACK, LETS_GO, "too much: my panic zone", "it is new to me"):
        assert said in after
    assert "Much at once, and new as well: that often gives worry." in after


@pytest.mark.parametrize("wrong", [{"setback": "x" * 301}, {"zone": "boos"}, {"skill": ""}])
def test_what_could_not_be_taken_stays_in_an_open_form(bram: TenantClient, goal: Goal, wrong: dict[str, str]) -> None:
    refused = bram.post(page(goal, "beside"), SENT | wrong)
    assert refused.status_code == 422
    assert "<details open>" in refused.content.decode()
    assert IF_THEN in refused.content.decode()


def test_an_ended_goal_shows_it_and_takes_no_more(world: World, bram: TenantClient, goal: Goal) -> None:
    keep(world, goal)
    actions.drop_goal(by=world.bram, goal_id=goal.pk)
    shown = text_of(bram, page(goal))
    assert IF_THEN in shown
    assert page(goal, "beside") not in shown
    refused = bram.post(page(goal, "beside"), SENT)
    assert refused.status_code == 422
    assert "was ended" in refused.content.decode()


def test_each_zone_suggests_what_fits_it(world: World, bram: TenantClient, goal: Goal) -> None:
    keep(world, goal, zone=Zone.COMFORT, skill=Skill.ABLE)
    easy = text_of(bram, page(goal))
    assert "What is one step beyond what you can do already?" in easy
    assert 'href="#id_this_week"' in easy
    assert "often gets boring" in easy
    assert 'href="/support/">Ask' not in easy
    keep(world, goal, zone=Zone.PANIC, skill=Skill.PRACTISING)
    much = text_of(bram, page(goal))
    assert "What is the smallest part that you do dare?" in much
    assert 'href="/support/">Ask your buddy or others for help' in much
    keep(world, goal, zone=Zone.LEARNING, skill=Skill.ABLE)
    right = text_of(bram, page(goal))
    assert "flow" in right
    assert "do dare" not in right
    assert "one step beyond" not in right
    actions.rest_goal(by=world.bram, goal_id=goal.pk)
    assert 'href="#id_this_week"' not in text_of(bram, page(goal))


def test_both_choices_say_together_what_it_often_feels_like() -> None:
    for zone in Zone:
        for skill in Skill:
            said = feels(zone, skill)
            assert bool(said) == (zone != Zone.UNSAID and skill != Skill.UNSAID)
    assert "flow" in feels(Zone.LEARNING, Skill.PRACTISING)
    assert "boring" in feels(Zone.COMFORT, Skill.ABLE)
    assert "worry" in feels(Zone.PANIC, Skill.NEW)


def test_a_week_in_which_it_did_not_work_out_shows_what_one_wrote_for_it(
    world: World, bram: TenantClient, goal: Goal
) -> None:
    keep(world, goal)
    assert SETBACK not in text_of(bram, "/growth/week/")
    name = f"goal-{goal.pk}-answer"
    assert bram.post("/growth/week/", {name: "did"})["Location"] == "/growth/"
    assert SETBACK not in text_of(bram, "/growth/week/")
    assert bram.post("/growth/week/", {name: "not_now"})["Location"] == "/growth/week/"
    for path in ("/growth/week/", page(goal)):
        shown = text_of(bram, path)
        assert re.search(rf"For that you wrote:</p><p class=\"voice\">{SETBACK}", shown)
        assert shown.count(f'class="voice">{SETBACK}') == 1
    with clock.frozen(clock.now() + timedelta(weeks=1)):
        assert SETBACK not in text_of(bram, "/growth/week/")
    keep(world, goal, setback="")
    assert bram.post("/growth/week/", {name: "not_now", f"goal-{goal.pk}-text": "Druk"})["Location"] == "/growth/"
    assert "For that you wrote" not in text_of(bram, page(goal))


def test_looking_back_asks_of_both_goals_and_of_what_one_no_longer_does(
    world: World, bram: TenantClient, goal: Goal
) -> None:
    keep(world, goal, zone=Zone.PANIC)
    asked = text_of(bram, page(goal, "look_back"))
    assert "What did it bring the goal of your team?" in asked
    assert LETS_GO in asked
    sent = {"changed": "Ik wacht.", "lets_go": LETS_GO, "brought_me": BROUGHT, "brought_team": FOR_TEAM}
    assert bram.post(page(goal, "look_back"), {**sent, "brought_me": "x" * 2001}).status_code == 422
    bram.post(page(goal, "look_back"), sent)
    after = text_of(bram, page(goal))
    for said in ("Ik wacht.", LETS_GO, BROUGHT, FOR_TEAM):
        assert after.count(said) == 1
    assert "my panic zone" not in after
    alone = actions.add_goal(by=world.bram, text="Ik rond af.", for_residents="Rust")
    other = text_of(bram, page(alone, "look_back"))
    assert "What did it bring the goal of your team?" not in other
    assert "What do you no longer do?" in other


def test_a_step_is_marked_as_new_and_the_quarter_names_it(world: World, bram: TenantClient, goal: Goal) -> None:
    step = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken met Samir")
    one, done = (reverse(f"growth:{name}", args=[step.pk]) for name in ("activity", "done"))
    bram.post(one, {"text": "Meekijken met Samir", "way": "together", "is_new": "on"})
    assert ", new to me" in text_of(bram, page(goal))
    assert "checked" in text_of(bram, done)
    assert "New to you" not in text_of(bram, "/growth/reflections/quarter/")
    bram.post(done, {"brought": "Lef", "is_new": "on"})
    quarter = text_of(bram, "/growth/reflections/quarter/")
    assert "New to you" in quarter
    assert "Meekijken met Samir" in quarter
    assert "Meekijken met Samir" not in text_of(bram, "/growth/reflections/week/")
    assert "Meekijken met Samir" not in text_of(world.client(world.carla), "/growth/reflections/quarter/")
    bram.post(done, {"brought": "Lef"})
    assert "New to you" not in text_of(bram, "/growth/reflections/quarter/")


def test_one_chooses_the_day_on_which_it_is_asked(world: World, bram: TenantClient) -> None:
    assert '<option value="4" selected>Friday' in text_of(bram, "/growth/settings/")
    assert bram.post("/growth/settings/", {"most": "3", "week_day": "7"}).status_code == 422
    bram.post("/growth/settings/", {"most": "2", "week_day": "0"})
    found = queries.setting(world.bram)
    assert (found.most_active, found.week_day) == (2, 0)
    assert '<option value="0" selected>maandag' in text_of(bram, "/growth/settings/", language="nl")


def others(world: World) -> list[Person]:
    roles = (
        (Role.LEARNING_ADVISER, "Eva Adviseur"), (Role.DIRECTOR, "Dora Directeur"), (Role.LEARNING_COACH, "Coen Coach"),
    )  # fmt: skip
    made = [with_role(world, name, role) for role, name in roles]
    return [world.lea, world.anna, world.ada, world.carla, *made]


def test_nobody_else_sees_any_of_it_also_where_the_goal_is_shared(world: World, bram: TenantClient, goal: Goal) -> None:
    keep(world, goal, zone=Zone.PANIC, skill=Skill.NEW)
    step = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    actions.mark_done(by=world.bram, activity_id=step.pk, is_new=True)
    actions.note_week(by=world.bram, goal_id=goal.pk, answer="not_now", text="Druk")
    came = actions.Came("Ik wacht.", lets_go=LETS_GO, brought_me=BROUGHT, brought_team=FOR_TEAM)
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=came)
    record_consent(
        by=world.ada.pk, scope=ConsentScope.LEADER_SEES_PLANS, body=ConsentBody.WORKS_COUNCIL,
        given_on=clock.today(), document="OR 26-11",
    )  # fmt: skip
    readers = others(world)
    for reader in readers:
        client = world.client(reader)
        text_of(client, page(goal), 404)
        assert client.post(page(goal, "beside"), SENT).status_code == 404
        if reader == world.ada:
            continue  # who learns nowhere here reads nothing of anybody
        for kind, key in ((Kind.GOAL, goal.pk), (Kind.ACTIVITY, step.pk)):
            shared = sharing.share(by=world.bram, kind=kind, key=key, reader=reader)
            read = client.post(reverse("growth:shared_one", args=[shared.pk])).content.decode()
            assert ("Ik wacht." if kind == Kind.GOAL else "Meekijken") in read
            for said in OWN:
                assert said not in read, (reader.name, said)
    made = portfolio.make(by=world.bram, title="Mijn jaar")
    chosen = [(Kind.GOAL, goal.pk), (Kind.ACTIVITY, step.pk)]
    portfolio.add_things(by=world.bram, portfolio_id=made.pk, chosen=chosen)
    story = reverse("portfolio:one", args=[made.pk])
    for path in (reverse("growth:share", args=["goal", goal.pk]), "/growth/year/2026/", story):  # shown to others
        for said in OWN:
            assert said not in text_of(bram, path), said
