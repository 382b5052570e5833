"""The pages of goals: each does its work, and only for whose goals they are."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.urls import reverse

from drieslag.core import clock, tenancy
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import GoalState
from drieslag.development.plans.models import Activity, Goal
from tests.factories.world import TenantClient, World


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")


@pytest.fixture
def bram(world: World) -> TenantClient:
    return world.client(world.bram)


def text_of(client: TenantClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


class _Form(HTMLParser):
    """What somebody meets in the form of the main part: fields to write in, and the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.is_main = False
        self.fields: list[str] = []
        self.buttons: list[str] = []
        self.links: dict[str, str] = {}
        self._in = ""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.is_main = self.is_main or tag == "main"
        if not self.is_main:
            if tag == "a":
                self._in, self._href = "a", said.get("href") or ""
            return
        if tag == "textarea" or (tag == "input" and said.get("type") in {"text", "date", None}):
            self.fields.append(said.get("name") or "")
        if tag in {"button", "a"}:
            self._in, self._href = tag, said.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.is_main = False
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "a" and data.strip():
            self.links[data.strip()] = self._href
        if self._in == "button" and data.strip() and self.is_main:
            self.buttons.append(data.strip())


def seen(client: TenantClient, path: str) -> _Form:
    form = _Form()
    form.feed(text_of(client, path))
    return form


def test_a_goal_takes_three_clicks_and_two_fields_from_the_first_page(world: World, bram: TenantClient) -> None:
    today = seen(bram, "/")
    home = seen(bram, today.links["Growth"])  # click one
    page = seen(bram, home.links["New goal"])  # click two
    assert page.fields == ["text", "for_residents"]
    assert page.buttons == ["Put it down"]  # click three
    sent = {"text": "Ik laat stiltes vallen.", "for_residents": "Zij vertellen meer.", "wish": "mine"}
    made = bram.post(home.links["New goal"], sent)
    (goal,) = queries.active(world.bram)
    assert made["Location"] == reverse("growth:goal", args=[goal.pk])


def test_the_two_fields_are_needed_and_what_was_written_stays(bram: TenantClient, world: World) -> None:
    response = bram.post("/growth/goals/new/", {"text": "Ik wacht.", "for_residents": "", "wish": "mine"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write what residents notice of it." in page
    assert "Ik wacht." in page
    assert not Goal.objects.exists()


def test_a_fourth_goal_asks_which_one_rests(bram: TenantClient, world: World) -> None:
    made = [actions.add_goal(by=world.bram, text=f"Doel {n}", for_residents="Rust") for n in range(3)]
    sent = {"text": "Doel 4", "for_residents": "Rust", "wish": "team"}
    refused = bram.post("/growth/goals/new/", sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Choose which one rests." in page
    assert f'value="{made[0].pk}"' in page
    assert "The new one waits its turn" in page
    assert bram.post("/growth/goals/new/", {**sent, "rests": "nonsense"}).status_code == 422
    assert bram.post("/growth/goals/new/", {**sent, "rests": str(made[0].pk)}).status_code == 302
    assert queries.get_goal(world.bram, made[0].pk).state == GoalState.RESTING
    bram.post("/growth/goals/new/", {**sent, "text": "Doel 5", "rests": "waits"})
    assert [goal.state for goal in queries.goals(world.bram)].count(GoalState.RESTING) == 2


def test_home_shows_goals_what_is_due_and_who_sees_them(bram: TenantClient, world: World, goal: Goal) -> None:
    actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken met Samir")
    page = text_of(bram, "/growth/")
    assert "Ik laat stiltes vallen." in page
    assert "1 of 3 goals active" in page
    assert "Meekijken met Samir" in page
    assert "Only you, until you share something" in page
    assert "Look back today" not in page
    with clock.frozen(clock.now() + timedelta(weeks=6)):
        assert "Look back today" in text_of(bram, "/growth/")
    assert "What do you want to be able to do, and who notices?" in text_of(world.client(world.carla), "/growth/")


def test_home_of_who_is_in_no_team_is_there_as_well(world: World) -> None:
    assert "New goal" in text_of(world.client(world.ada), "/growth/")


def test_a_goal_of_somebody_else_is_not_there(world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    names = ["goal", "goal_edit", "links", "look_back", "put_away", "choose"]
    for other in (world.lea, world.anna, world.ada, world.carla, world.dirk):
        client = world.client(other)
        for name in names:
            text_of(client, reverse(f"growth:{name}", args=[goal.pk]), 404)
        for name in (
            "step",
            "rest",
            "resume",
            "later",
            "goal_erasure",
            "activities",
            "choose",
            "goal_edit",
            "look_back",
        ):
            assert client.post(reverse(f"growth:{name}", args=[goal.pk])).status_code == 404, name
        for name in ("activity", "done"):
            text_of(client, reverse(f"growth:{name}", args=[activity.pk]), 404)
        for name in ("activity", "done", "undone", "activity_erasure"):
            assert client.post(reverse(f"growth:{name}", args=[activity.pk])).status_code == 404, name
        for path in ("/growth/", "/growth/plan/", "/growth/week/", "/growth/year/2026/", "/growth/start/"):
            assert "Ik laat stiltes vallen." not in text_of(client, path)
    with tenancy.inside(world.organisation.pk):
        assert queries.get_goal(world.bram, goal.pk).is_active


def test_changing_a_goal_and_its_step_of_the_week(bram: TenantClient, world: World, goal: Goal) -> None:
    path = reverse("growth:goal_edit", args=[goal.pk])
    assert "Zij vertellen meer." in text_of(bram, path)
    sent = {
        "text": "Ik wacht langer.", "for_residents": "Rust", "wish": "resident", "seen_by": "Zij belt zelf",
        "this_week": "", "paired": "Minder haast", "look_back_on": "2027-01-08",
    }  # fmt: skip
    assert bram.post(path, {**sent, "look_back_on": "2020-01-01"}).status_code == 422
    assert bram.post(path, sent).status_code == 302
    bram.post(reverse("growth:step", args=[goal.pk]), {"this_week": "Eén keer stil"})
    page = text_of(bram, reverse("growth:goal", args=[goal.pk]))
    for said in ("Ik wacht langer.", "a resident&#x27;s", "Zij belt zelf", "Minder haast", "Eén keer stil"):
        assert said in page
    too_long = bram.post(reverse("growth:step", args=[goal.pk]), {"this_week": "x" * 301})
    assert too_long.status_code == 422
    assert "1 sign too long" in too_long.content.decode()


def test_what_may_be_long_is_written_where_all_of_it_can_be_read(bram: TenantClient, goal: Goal) -> None:
    page = text_of(bram, reverse("growth:goal", args=[goal.pk]))
    for name in ("this_week", "text"):
        assert re.search(rf'<textarea name="{name}"', page), name


def test_resting_and_taking_it_up_again_asks_which_one_rests(bram: TenantClient, world: World, goal: Goal) -> None:
    bram.post(reverse("growth:rest", args=[goal.pk]))
    assert "It rests." in text_of(bram, reverse("growth:goal", args=[goal.pk]))
    others = [actions.add_goal(by=world.bram, text=f"Doel {n}", for_residents="Rust") for n in range(3)]
    again = reverse("growth:resume", args=[goal.pk])
    refused = bram.post(again)
    assert refused.status_code == 422
    assert "This one rests" in refused.content.decode()
    assert bram.post(again, {"rests": "no key"}).status_code == 404
    assert bram.post(again, {"rests": str(others[1].pk)}).status_code == 302
    assert queries.get_goal(world.bram, goal.pk).is_active
    assert not queries.get_goal(world.bram, others[1].pk).is_active


def test_looking_back_and_undoing_it(bram: TenantClient, world: World, goal: Goal) -> None:
    path = reverse("growth:look_back", args=[goal.pk])
    assert "Zij vertellen meer." in text_of(bram, path)
    assert bram.post(path, {"changed": ""}).status_code == 422
    bram.post(path, {"changed": "Ik wacht.", "changed_for": "Mevrouw", "known_by": "Zij zei het"})
    page = text_of(bram, reverse("growth:goal", args=[goal.pk]))
    assert "You looked back on it" in page
    assert "Zij zei het" in page
    assert bram.post(path, {"changed": "Nog eens"}).status_code == 422
    bram.post(reverse("growth:resume", args=[goal.pk]))
    assert queries.get_goal(world.bram, goal.pk).is_active


def test_looking_back_later(bram: TenantClient, world: World, goal: Goal) -> None:
    path = reverse("growth:later", args=[goal.pk])
    assert bram.post(path, {"look_back_on": "2020-01-01"}).status_code == 422
    assert bram.post(path, {"look_back_on": "morgen"}).status_code == 422
    bram.post(path, {"look_back_on": "2027-02-01"})
    assert queries.get_goal(world.bram, goal.pk).look_back_on == date(2027, 2, 1)


def test_putting_away_and_erasing(bram: TenantClient, world: World, goal: Goal) -> None:
    path = reverse("growth:put_away", args=[goal.pk])
    text_of(bram, path)
    bram.post(path, {"reason": "Het past niet meer"})
    page = text_of(bram, reverse("growth:goal", args=[goal.pk]))
    assert "You put it away" in page
    assert "Het past niet meer" in page
    assert bram.post(path, {"reason": ""}).status_code == 422
    assert "Put away" in text_of(bram, "/growth/plan/")
    bram.post(reverse("growth:goal_erasure", args=[goal.pk]))
    assert not Goal.objects.exists()


def test_something_to_do_in_own_words(bram: TenantClient, world: World, goal: Goal) -> None:
    path = reverse("growth:activities", args=[goal.pk])
    assert bram.post(path, {"text": "", "way": "doing"}).status_code == 422
    bram.post(path, {"text": "Meekijken met Samir", "way": "together"})
    (activity,) = queries.activities_of(goal)
    one = reverse("growth:activity", args=[activity.pk])
    assert "Meekijken met Samir" in text_of(bram, one)
    assert bram.post(one, {"text": "", "way": "doing"}).status_code == 422
    bram.post(one, {"text": "Lezen", "way": "formal", "on": "2026-12-01"})
    done = reverse("growth:done", args=[activity.pk])
    assert "One line is enough." in text_of(bram, done)
    bram.post(done, {"brought": "Wachten tot zeven"})
    page = text_of(bram, reverse("growth:goal", args=[goal.pk]))
    assert "Wachten tot zeven" in page
    assert "done on 18 November" in page
    bram.post(reverse("growth:undone", args=[activity.pk]))
    bram.post(reverse("growth:activity_erasure", args=[activity.pk]))
    assert not Activity.objects.exists()


def test_an_ended_goal_refuses_new_activities_in_words(bram: TenantClient, world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Lezen")
    actions.drop_goal(by=world.bram, goal_id=goal.pk)
    for name, key in (("activities", goal.pk), ("activity", activity.pk)):
        response = bram.post(reverse(f"growth:{name}", args=[key]), {"text": "Nog iets", "way": "doing"})
        assert response.status_code == 422
        assert "was ended" in response.content.decode()
    sent = {"text": "Anders", "for_residents": "Rust", "wish": "mine", "look_back_on": "2027-01-08"}
    assert bram.post(reverse("growth:goal_edit", args=[goal.pk]), sent).status_code == 422


def test_the_plan_in_ten_minutes_goes_on_where_one_left(bram: TenantClient, world: World) -> None:
    assert "In six weeks, unless you choose another day." in text_of(bram, "/growth/start/")
    assert bram.post("/growth/start/", {"text": "", "for_residents": "", "wish": "mine"}).status_code == 422
    sent = {"text": "Wachten", "for_residents": "Rust", "wish": "mine"}
    plan = bram.post("/growth/start/", sent)["Location"]
    (goal,) = queries.active(world.bram)
    assert plan == reverse("growth:start_one", args=[goal.pk])
    assert bram.get("/growth/start/")["Location"] == plan
    page = text_of(bram, plan)
    assert "Wachten" in page
    assert "30 December" in page
    for place in (
        "/growth/",
        "/growth/plan/",
        *(reverse(f"growth:{name}", args=[goal.pk]) for name in ("goal", "choose")),
    ):
        assert plan in text_of(bram, place)
    path = reverse("growth:activities", args=[goal.pk])
    wrong = bram.post(path, {"text": "", "way": "formal", "back": "start"})
    assert wrong.status_code == 422
    assert "A plan in ten minutes" in wrong.content.decode()
    assert bram.post(path, {"text": "Lezen", "way": "formal", "back": "start"})["Location"] == plan
    assert bram.post(plan, {"look_back_on": "2020-01-01"}).status_code == 422
    assert bram.post(plan, {"look_back_on": "2027-02-10"})["Location"] == "/growth/"
    assert queries.get_goal(world.bram, goal.pk).look_back_on == date(2027, 2, 10)
    for place in ("/growth/", "/growth/plan/", reverse("growth:goal", args=[goal.pk])):
        assert plan not in text_of(bram, place)


def test_a_plan_can_be_made_for_each_goal(bram: TenantClient, world: World, goal: Goal) -> None:
    assert 'href="/growth/start/"' in text_of(bram, "/growth/")
    assert 'href="/growth/start/"' in text_of(bram, "/growth/plan/")
    sent = {"text": "Wachten", "for_residents": "Rust", "wish": "mine"}
    first = bram.post("/growth/start/", sent)["Location"]
    assert "/growth/start/?new=1" in text_of(bram, first)
    assert "What will I do?" in text_of(bram, "/growth/start/?new=1")
    second = bram.post("/growth/start/?new=1", {**sent, "text": "Doorvragen"})["Location"]
    assert second != first
    assert bram.get("/growth/start/")["Location"] == second
    bram.post(second, {"look_back_on": "2027-02-10"})
    assert bram.get("/growth/start/")["Location"] == first
    refused = bram.post("/growth/start/?new=1", sent)
    assert "Choose which one rests." in refused.content.decode()
    actions.drop_goal(by=world.bram, goal_id=UUID(first.split("/")[-2]))
    assert bram.get(first)["Location"].startswith("/growth/goals/")
    assert "What will I do?" in text_of(bram, "/growth/start/")
    assert text_of(bram, reverse("growth:start_one", args=[goal.pk]))
    assert text_of(world.client(world.carla), reverse("growth:start_one", args=[goal.pk]), 404)


def test_one_minute_a_week(bram: TenantClient, world: World, goal: Goal) -> None:
    other = actions.add_goal(by=world.bram, text="Doel 2", for_residents="Rust")
    assert "Not this week" in text_of(bram, "/growth/week/")
    sent = {f"goal-{goal.pk}-answer": "did", f"goal-{goal.pk}-text": "Tot zeven geteld"}
    assert bram.post("/growth/week/", {**sent, f"goal-{goal.pk}-text": "x" * 301}).status_code == 422
    assert bram.post("/growth/week/", sent)["Location"] == "/growth/"
    assert [note.text for note in queries.notes_of(goal)] == ["Tot zeven geteld"]
    assert queries.notes_of(other) == []
    assert "Tot zeven geteld" in text_of(bram, reverse("growth:goal", args=[goal.pk]))
    assert bram.post("/growth/week/", {}).status_code == 302
    assert "no goal that you work at" in text_of(world.client(world.carla), "/growth/week/")


def test_a_second_answer_in_a_week_begins_with_the_first(bram: TenantClient, world: World, goal: Goal) -> None:
    other = actions.add_goal(by=world.bram, text="Doel 2", for_residents="Rust")
    answer, text, known = (f"goal-{goal.pk}-{name}" for name in ("answer", "text", "known"))
    bram.post("/growth/week/", {answer: "did", text: "Tot zeven geteld"})
    page = text_of(bram, "/growth/week/")
    assert "Tot zeven geteld" in page
    assert re.search(rf'name="{answer}" value="did"[^>]*checked', page)
    sent = {f"goal-{other.pk}-answer": "not_now"}
    bram.post("/growth/week/", {**sent, answer: "not_now", text: ""})  # by a page that was opened before
    assert [(note.answer, note.text) for note in queries.notes_of(goal)] == [("not_now", "Tot zeven geteld")]
    bram.post("/growth/week/", {answer: "not_now", text: "", known: "True"})
    assert [(note.answer, note.text) for note in queries.notes_of(goal)] == [("not_now", "")]
    with clock.frozen(clock.now() + timedelta(days=1)):
        bram.post("/growth/week/", {answer: "not_now", text: "", known: "True"})
    assert [note.on for note in queries.notes_of(goal)] == [date(2026, 11, 18)]
    refused = bram.post("/growth/week/", {text: "Zonder keuze"})
    assert refused.status_code == 422
    assert "Zonder keuze" in refused.content.decode()


def test_what_has_changed_can_be_looked_back_on_at_once(bram: TenantClient, world: World, goal: Goal) -> None:
    look_back = reverse("growth:look_back", args=[goal.pk])
    assert look_back not in text_of(bram, "/growth/week/")
    assert bram.post("/growth/week/", {f"goal-{goal.pk}-answer": "changed"})["Location"] == "/growth/week/"
    page = text_of(bram, "/growth/week/")
    assert "you can look back now" in page
    assert look_back in page
    assert bram.post("/growth/week/", {f"goal-{goal.pk}-answer": "did"})["Location"] == "/growth/"


def test_how_many_at_once_and_a_time_to_apply(bram: TenantClient, world: World) -> None:
    assert bram.post("/growth/settings/", {"most": "9"}).status_code == 422
    bram.post("/growth/settings/", {"most": "2"})
    assert queries.setting(world.bram).most_active == 2
    assert bram.post("/growth/applying/", {"until": "2020-01-01"}).status_code == 422
    assert bram.post("/growth/applying/", {"until": "straks"}).status_code == 422
    bram.post("/growth/applying/", {"until": "2026-12-20"})
    assert "Until 20 December." in text_of(bram, "/growth/settings/")
    assert "You apply what you learned, until 20 December" in text_of(bram, "/growth/")
    bram.post("/growth/applying/end/")
    assert not queries.is_applying(world.bram)


def test_the_plan_and_the_year_show_all_goals(bram: TenantClient, world: World, goal: Goal) -> None:
    actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    ended = actions.add_goal(by=world.bram, text="Vroeger doel", for_residents="Rust")
    actions.end_goal(by=world.bram, goal_id=ended.pk, came=actions.Came("Het lukt nu", "Allen", "Zij zeiden het"))
    for path in ("/growth/plan/", "/growth/year/2026/"):
        page = text_of(bram, path)
        assert "Ik laat stiltes vallen." in page
        assert "Meekijken" in page
        assert "Vroeger doel" in page
    assert "Zij zeiden het" in text_of(bram, "/growth/year/2026/")
    for year in (2025, 2027, 99999):
        text_of(bram, f"/growth/year/{year}/", 404)
    with clock.frozen(clock.now() + timedelta(days=100)):
        later = text_of(bram, "/growth/year/2027/")
        assert "Ik laat stiltes vallen." in later
        assert "Vroeger doel" not in later
    assert "Nothing stands in this year." in text_of(world.client(world.carla), "/growth/year/2026/")


def test_signs_of_markup_in_ones_own_words_stay_words(bram: TenantClient, world: World) -> None:
    odd = '<b>A & B</b> "x"'
    goal = actions.add_goal(by=world.bram, text=odd, for_residents=odd)
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text=odd)
    actions.mark_done(by=world.bram, activity_id=activity.pk, brought=odd)
    for path in ("/growth/", "/growth/plan/", "/growth/year/2026/", reverse("growth:goal", args=[goal.pk])):
        page = text_of(bram, path)
        assert "<b>A" not in page
        assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
