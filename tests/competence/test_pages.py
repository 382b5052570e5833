"""The pages of competence, as their owner, a colleague who was asked, a team leader and everybody else get them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.development.badges import actions as badges
from drieslag.development.competence import actions, queries
from drieslag.development.competence.enums import MomentKind
from drieslag.development.competence.models import Declaration, Deployment, Feedback, Moment, Qualification, Shown, View
from drieslag.development.plans import actions as plans
from drieslag.people.models import Person
from tests.competence.showing import (
    FILM,
    NEXT_YEAR,
    NOW,
    adviser,
    consent,
    declaration,
    deployable,
    moment,
    on,
    outsiders,
    qualified,
    task,
    viewed,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def main_of(world: World, url: str, who: Person | None = None, status: int = 200) -> str:
    page = world.client(who or world.bram).get(url)
    assert page.status_code == status, (page.status_code, url)
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def test_a_moment_from_trying_to_feedback(world: World) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen", for_residents="Rust")
    bram, anna = world.client(world.bram), world.client(world.anna)
    assert "A short film" in main_of(world, "/competence/moments/new/?goal=x")
    assert f'/moments/new/case/?goal={goal.pk}"' in main_of(world, f"/competence/moments/new/?goal={goal.pk}")
    assert f'/competence/moments/new/?goal={goal.pk}"' in main_of(world, f"/growth/goals/{goal.pk}/")
    url = f"/competence/moments/new/observation/?goal={goal.pk}"
    assert f'value="{goal.pk}" selected' in main_of(world, url)
    sent = {"task": "Een gesprek openen", "prediction": "Ik word stil", "goal": str(goal.pk), "theme": ""}
    answer = bram.post(url, sent)
    row = Moment.objects.get()
    at = f"/competence/moments/{row.pk}/"
    assert answer["Location"] == at
    assert "Ik laat stiltes vallen" in main_of(world, at)
    bram.post(f"{at}words/", {**sent, "tried_on": "2026-11-24", "next": "Langer", "note": "Alleen voor mij"})
    page = main_of(world, at)
    assert "Somebody looks along at work, tried on 24 November" in page
    assert "Alleen voor mij" in page
    assert bram.post(f"{at}asked/", {"person": str(world.anna.pk)})["Location"] == at
    feedback = Feedback.objects.get()
    theirs = f"/competence/feedback/{feedback.pk}/"
    assert "Bram Visser asks you to look along" in main_of(world, "/competence/", world.anna)
    closed = main_of(world, theirs, world.anna)
    assert "There is no mark" in closed
    assert "Een gesprek openen" not in closed
    anna.post(f"{theirs}opening/")
    opened = main_of(world, theirs, world.anna)
    assert "Een gesprek openen" in opened
    assert "Alleen voor mij" not in opened
    anna.post(theirs, {"saw": "Je wachtte", "effect": "Zij ging praten", "idea": "Langer"})
    assert "Zij ging praten" in main_of(world, at)
    anna.post(f"{theirs}end/")
    assert "Zij ging praten" not in main_of(world, at)
    bram.post(f"/competence/moments/new/observation/?earlier={row.pk}", {"task": "Nog eens", "goal": "", "theme": ""})
    assert "Nog eens" in main_of(world, at)
    bram.post(f"{at}erasure/")
    assert Moment.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "asks", "before", "reads"),
    [
        (MomentKind.OBSERVATION, "What will you do?", "What do you expect of yourself?", "What your colleague expects"),
        (MomentKind.CASE, "What is the case about?", "What would you do, and why?", "What your colleague would do"),
        (MomentKind.PEER, "What will you both do?", "With which question do you look", "The question with which you"),
    ],
)
def test_the_questions_fit_the_kind(world: World, kind: MomentKind, asks: str, before: str, reads: str) -> None:
    form = main_of(world, f"/competence/moments/new/{kind}/")
    assert asks in form
    assert before in form
    assert ("Something that somebody can see" in form) is (kind == MomentKind.OBSERVATION)
    empty = world.client(world.bram).post(f"/competence/moments/new/{kind}/", {"task": ""}).content.decode()
    assert ("Write what the case is about." in empty) is (kind == MomentKind.CASE)
    row = moment(world, kind)
    assert asks in main_of(world, f"/competence/moments/{row.pk}/words/")
    assert (">What I expected<" in main_of(world, f"/competence/moments/{row.pk}/")) is (kind == MomentKind.OBSERVATION)
    feedback = actions.ask_feedback(by=world.bram, moment=row, colleague=world.anna)
    actions.open_moment(by=world.anna, feedback=feedback)
    at, anna = f"/competence/feedback/{feedback.pk}/", world.client(world.anna)
    page = main_of(world, at, world.anna)
    assert reads in page
    assert ("What did it do with the other?" in page) is (kind != MomentKind.CASE)
    assert ("What do you find strong in it?" in page) is (kind == MomentKind.CASE)
    anna.post(at, {"saw": "Je begint bij de moeder"})
    assert "Je begint bij de moeder" in main_of(world, f"/competence/moments/{row.pk}/")


def test_declining_and_asking_no_longer(world: World) -> None:
    feedback = actions.ask_feedback(by=world.bram, moment=moment(world), colleague=world.anna)
    world.client(world.anna).post(f"/competence/feedback/{feedback.pk}/end/")
    assert "Does not fit now" in main_of(world, f"/competence/moments/{feedback.moment_id}/")
    assert "does not fit now" in main_of(world, f"/competence/feedback/{feedback.pk}/", world.anna)
    again = world.client(world.anna).post(f"/competence/feedback/{feedback.pk}/end/", follow=True)
    assert "answered already" in again.content.decode()
    end = f"/competence/moments/{feedback.moment_id}/asked/{feedback.pk}/end/"
    assert world.client(world.bram).post(end).status_code == 302
    assert world.client(world.bram).post(end).status_code == 404


def test_a_film_stays_elsewhere_and_its_link_is_forgotten(world: World) -> None:
    bram = world.client(world.bram)
    sent = {"task": "Kijk mee", "film": "link", "link": FILM["link"], "goal": "", "theme": ""}
    wrong = bram.post("/competence/moments/new/film/", sent)
    assert (wrong.status_code, "everybody in the picture" in wrong.content.decode()) == (422, True)
    bram.post("/competence/moments/new/film/", {**sent, "all_agreed": "on"})
    row = Moment.objects.get()
    at = f"/competence/moments/{row.pk}/"
    assert "Forgotten on 8 December" in main_of(world, at)
    feedback = actions.ask_feedback(by=world.bram, moment=row, colleague=world.anna)
    actions.open_moment(by=world.anna, feedback=feedback)
    assert "film.example" in main_of(world, f"/competence/feedback/{feedback.pk}/", world.anna)
    with clock.frozen(NOW + timedelta(days=14)):
        assert "The link is forgotten" in main_of(world, at)
        actions.open_moment(by=world.anna, feedback=feedback)
        assert "film.example" not in main_of(world, f"/competence/feedback/{feedback.pk}/", world.anna)
    bram.post(f"{at}link/end/")
    assert queries.get_moment(world.bram, row.pk).link == ""
    assert bram.get("/competence/moments/new/other/").status_code == 404
    assert bram.get("/competence/moments/new/case/?earlier=x").status_code == 404


def test_a_declaration_from_words_to_two_views_and_anew(world: World) -> None:
    mine = moment(world)
    bram = world.client(world.bram)
    assert "You say yourself what you can do" in main_of(world, "/competence/")
    assert 'value="2027-11-24"' in main_of(world, "/competence/declarations/new/")
    sent = {"can": "stiltes laten vallen", "because": "tien keer", "about": "", "until_on": "2027-11-24"}
    bram.post("/competence/declarations/new/", sent)
    row = Declaration.objects.get()
    at = f"/competence/declarations/{row.pk}/"
    bram.post(f"{at}words/", {**sent, "because": "twintig keer"})
    assert "twintig keer" in main_of(world, at)
    bram.post(f"{at}evidence/", {"moment": [str(mine.pk)]})
    assert "Een gesprek openen" in main_of(world, at)
    for page in (main_of(world, f"{at}asked/"), bram.post(f"{at}asked/", {"words": "lea"}).content.decode()):
        assert f'value="{world.lea.pk}"' not in page  # no button that is refused, but the reason
        assert "Lea Kok<br>" in page
        assert "Ask somebody who does not lead you." in page
    assert f'value="{world.anna.pk}"' in main_of(world, f"{at}asked/")
    wrong = bram.post(f"{at}asked/", {"person": str(world.lea.pk)})
    assert (wrong.status_code, "does not lead you" in wrong.content.decode()) == (422, True)
    for who in (world.anna, world.carla):
        bram.post(f"{at}asked/", {"person": str(who.pk)})
        view = View.objects.get(person=who.pk)
        theirs = f"/competence/views/{view.pk}/"
        client = world.client(who)
        assert "stiltes laten vallen" not in main_of(world, theirs, who)
        client.post(f"{theirs}opening/")
        opened = main_of(world, theirs, who)
        assert "Een gesprek openen" in opened
        assert "Alleen voor mij" not in opened
        assert "can show your words outside the organisation as well" in opened
        client.post(theirs, {"words": f"Gezien door {who.first_name}"})
    page = main_of(world, at)
    assert "Stands, until 24 November 2027" in page
    assert "Gezien door Carla" in page
    assert bram.get(f"{at}words/").status_code == 403
    with clock.frozen(on(NEXT_YEAR - timedelta(days=30))):
        assert "Look at your declaration again" in main_of(world, "/competence/")
        assert "Time to look again" in main_of(world, at)
        form = main_of(world, f"/competence/declarations/new/?earlier={row.pk}")
        assert "twintig keer" in form
        bram.post(f"/competence/declarations/new/?earlier={row.pk}", {**sent, "until_on": "2028-10-01"})
        assert "You declared it anew" in main_of(world, at)
    world.client(world.anna).post(f"/competence/views/{View.objects.get(person=world.anna.pk).pk}/end/")
    assert "Waits for two colleagues" in main_of(world, at)
    with clock.frozen(on(NEXT_YEAR - timedelta(days=200))):
        assert "Then it holds until 24 November 2027" in main_of(world, at)  # also when it is near
    bram.post(f"{at}withdrawal/")
    assert "Withdrawn" in main_of(world, at)
    assert bram.get(f"{at}evidence/").status_code == 403
    bram.post(f"{at}erasure/")
    assert Declaration.objects.count() == 1
    assert bram.get("/competence/declarations/new/?earlier=x").status_code == 404


def test_withdrawing_asks_first_names_the_badge_and_leaves_a_way_to_declare_anew(world: World) -> None:
    found = declaration(world, task=task(world))
    viewed(world, found)
    at, bram = f"/competence/declarations/{found.pk}/", world.client(world.bram)
    page = main_of(world, at)
    assert f'href="{at}withdrawal/"' in page
    assert f'action="{at}withdrawal/"' not in page
    asked = main_of(world, f"{at}withdrawal/")
    assert "no longer says that you are competent for “Medicijnen geven”" in asked
    assert "badge" not in asked
    badge = badges.issue(by=world.bram, about=found.pk, name="Bram Visser")
    assert "Your badge “Medicijnen geven” is taken back with it." in main_of(world, f"{at}withdrawal/")
    found.refresh_from_db()
    assert found.withdrawn_on is None
    bram.post(f"{at}withdrawal/")
    badge.refresh_from_db()
    assert badge.ended_on is not None
    page = main_of(world, at)
    assert f'href="/competence/declarations/new/?earlier={found.pk}"' in page
    assert "the two whom you ask" not in page
    assert bram.get(f"{at}withdrawal/").status_code == 403
    sent = {"can": "stiltes laten vallen", "because": "twintig keer", "about": "", "until_on": "2027-11-24"}
    bram.post(f"/competence/declarations/new/?earlier={found.pk}", sent)
    page = main_of(world, at)
    assert "You declared it anew" in page
    assert "?earlier=" not in page


def test_reserving_a_task_no_longer_asks_first(world: World) -> None:
    found = task(world)
    advises = Person.objects.get(name="Adviseur Leren")
    at = f"/competence/tasks/{found.pk}/"
    page = main_of(world, at, advises)
    assert f'href="{at}end/"' in page
    assert f'action="{at}end/"' not in page
    assert "You cannot undo that." in main_of(world, f"{at}end/", advises)
    main_of(world, f"{at}end/", status=403)
    client = world.client(advises)
    client.post(f"{at}end/")
    assert client.get(f"{at}end/")["Location"] == at


def test_a_view_that_does_not_fit_and_one_that_is_asked_no_longer(world: World) -> None:
    found = declaration(world)
    view = actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    other = actions.ask_view(by=world.bram, declaration=found, colleague=world.carla)
    at = f"/competence/declarations/{found.pk}/asked/{other.pk}/end/"
    assert [world.client(world.bram).post(at).status_code for _press in range(2)] == [302, 404]
    for _press in range(2):
        answer = world.client(world.anna).post(f"/competence/views/{view.pk}/end/", follow=True)
    assert "answered already" in answer.content.decode()
    assert "does not fit now" in main_of(world, f"/competence/views/{view.pk}/", world.anna)


def test_the_three_facts_stand_apart_for_the_owner_and_the_leader(world: World) -> None:
    advises = adviser(world)
    sent = {"name": "Medicijnen", "why": "Schade", "qualifies": "Diploma", "competent_months": 12}
    assert world.client(world.bram).get("/competence/tasks/new/").status_code == 403
    assert "reserves no task" in main_of(world, "/competence/tasks/")
    client = world.client(advises)
    client.post("/competence/tasks/new/", {**sent, "deployable_months": 6})
    (found,) = queries.tasks()
    at = f"/competence/tasks/{found.pk}/"
    client.post(f"{at}words/", {**sent, "name": "Medicijnen geven", "deployable_months": 6})
    assert "None of the three stands here now" in main_of(world, "/competence/tasks/")
    bram, lea = world.client(world.bram), world.client(world.lea)
    bram.post(
        f"{at}qualification/", {"evidence": "Diploma", "number": "BIG 1", "from_on": "2020-01-01", "until_on": ""}
    )
    assert "Qualified: without end" in main_of(world, at)
    assert "Missing: competent, deployable" in main_of(world, at)
    assert "BIG 1" not in main_of(world, f"{at}people/", world.lea)
    sent = {"from_on": "2026-11-24", "until_on": "2027-05-24", "sentence": "Je deed het drie keer"}
    lea.post(f"{at}people/{world.bram.pk}/", sent)
    assert "Je deed het drie keer" in main_of(world, at)
    assert "Deployable through 24 May" in main_of(world, f"{at}people/", world.lea)
    wrong = lea.post(f"{at}people/{world.bram.pk}/", sent)
    assert (wrong.status_code, "overlaps" in wrong.content.decode()) == (422, True)
    viewed(world, declaration(world, task=found))
    assert "You are qualified, competent and deployable now, until 24 May" in main_of(world, at)
    assert "works council" in main_of(world, at)
    show = {"fact": "competent", "person": str(world.lea.pk), "show": "yes"}
    assert "works council" in bram.post(f"{at}showing/", show, follow=True).content.decode()
    consent(world)
    bram.post(f"{at}showing/", show)
    shown = Shown.objects.get()
    assert "Competent: look, Bram Visser sees it" in main_of(world, f"{at}people/", world.lea)
    lea.post(f"/competence/shown/{shown.pk}/opening/")
    assert "Competent: through 24 November 2027" in main_of(world, f"{at}people/", world.lea)
    bram.post(f"{at}showing/", {**show, "show": "no"})
    assert not Shown.objects.exists()
    said = Deployment.objects.get()
    assert lea.post(f"/competence/deployments/{said.pk}/withdrawal/", {"reason": ""}).status_code == 422
    lea.post(f"/competence/deployments/{said.pk}/withdrawal/", {"reason": "Ander werk"})
    assert "Ander werk" in main_of(world, at)
    own = Qualification.objects.get()
    for left in (1, 0):
        bram.post(f"/competence/qualifications/{own.pk}/end/")
        assert Qualification.objects.count() == left
    assert bram.post(f"{at}showing/", {"fact": "x"}).status_code == 404
    assert bram.post(f"{at}showing/", {"fact": "competent", "person": "x"}).status_code == 404
    client.post(f"{at}end/")
    assert "not reserved any more" in main_of(world, at)


def test_what_cannot_be_taken_stays_on_the_page(world: World) -> None:
    found, row, own = declaration(world), task(world), moment(world)
    feedback = actions.ask_feedback(by=world.bram, moment=own, colleague=world.anna)
    view = actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    actions.open_moment(by=world.anna, feedback=feedback)
    actions.open_declaration(by=world.anna, view=view)
    long = "lang woord " * 300
    for who, url, sent in (
        (world.bram, "moments/new/case/", {"task": long}),
        (world.bram, f"moments/{own.pk}/words/", {"task": "x", "tried_on": "2027-01-01", "note": "lang woord"}),
        (world.bram, f"moments/{own.pk}/asked/", {"words": long}),
        (world.bram, "declarations/new/", {"can": "x", "because": "lang woord", "until_on": "2030-01-01"}),
        (
            world.bram,
            f"declarations/{found.pk}/words/",
            {"can": "x", "because": "lang woord", "until_on": "2030-01-01"},
        ),
        (world.bram, f"declarations/{found.pk}/asked/", {"words": long}),
        (world.bram, f"tasks/{row.pk}/qualification/", {"evidence": "lang woord"}),
        (world.anna, f"feedback/{feedback.pk}/", {"saw": long}),
        (world.anna, f"views/{view.pk}/", {"words": long}),
        (world.lea, f"tasks/{row.pk}/people/{world.bram.pk}/", {"sentence": "lang woord"}),
    ):
        answer = world.client(who).post(f"/competence/{url}", sent)
        assert (answer.status_code, "lang woord" in answer.content.decode()) == (422, True), url


def test_nobody_else_finds_anything(world: World) -> None:
    found, row = declaration(world), task(world)
    own = moment(world, MomentKind.FILM, **FILM)
    view = viewed(world, found)[0]
    feedback = actions.ask_feedback(by=world.bram, moment=own, colleague=world.anna)
    held, said = qualified(world, row), deployable(world, row)
    pages = (
        f"moments/{own.pk}/", f"moments/{own.pk}/words/", f"moments/{own.pk}/asked/", f"declarations/{found.pk}/",
        f"declarations/{found.pk}/words/", f"declarations/{found.pk}/evidence/", f"declarations/{found.pk}/asked/",
        f"views/{view.pk}/", f"feedback/{feedback.pk}/",
    )  # fmt: skip
    acts = (
        f"moments/{own.pk}/erasure/", f"moments/{own.pk}/link/end/", f"declarations/{found.pk}/withdrawal/",
        f"moments/{own.pk}/asked/{feedback.pk}/end/", f"declarations/{found.pk}/asked/{view.pk}/end/",
        f"declarations/{found.pk}/erasure/", f"views/{view.pk}/opening/", f"views/{view.pk}/end/",
        f"feedback/{feedback.pk}/opening/", f"feedback/{feedback.pk}/end/", f"qualifications/{held.pk}/end/",
    )  # fmt: skip
    leading = (f"tasks/{row.pk}/people/", f"tasks/{row.pk}/people/{world.bram.pk}/")
    others = outsiders(world)
    for who in [*others, world.dirk]:
        client = world.client(who)
        for page in pages:
            assert client.get(f"/competence/{page}").status_code == 404, (who.name, page)
        for act in acts:
            assert client.post(f"/competence/{act}").status_code == 404, (who.name, act)
        listed = main_of(world, "/competence/", who)
        assert "stiltes" not in listed
        assert "Een gesprek openen" not in listed
        if who is not world.lea:
            for page in (*leading, f"deployments/{said.pk}/withdrawal/"):
                assert client.get(f"/competence/{page}").status_code == 404, (who.name, page)
    assert "Diploma verpleegkunde" not in main_of(world, f"/competence/{leading[0]}", world.lea)
    assert "stands" not in main_of(world, f"/competence/{leading[0]}", world.lea)
    assert world.client(world.ada).get("/competence/tasks/").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_pages_cost_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    found = [declaration(world) for _number in range(count)]
    own = [moment(world) for _number in range(count)]
    row = task(world)
    client = world.client(world.bram)
    client.get("/competence/")
    at = (
        ("/competence/", 12),
        (f"/competence/declarations/{found[0].pk}/", 14),
        (f"/competence/moments/{own[0].pk}/", 13),
        ("/competence/tasks/", 12),
        (f"/competence/tasks/{row.pk}/", 15),
    )
    for address, most in at:
        with django_assert_num_queries(most):
            client.get(address)
