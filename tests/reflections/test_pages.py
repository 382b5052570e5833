"""The pages of reflections: without a script, nobody else's, and with words that say what is there."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.development.plans import actions as plans
from drieslag.development.reflections import actions, queries
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.marks import Marks
from drieslag.development.reflections.models import TEXT_MAX, LookBack, Reflection
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.kernel.prompting import Occasion
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.people.queries import of_person
from drieslag.web.today.waiting import waiting
from tests.factories.world import TenantClient, World, make_person
from tests.offerings.things import make_offering
from tests.spread.things import make_try_out

pytestmark = [pytest.mark.django_db]
HOME = "/growth/reflections/"
NEW = f"{HOME}new/"
NOW = datetime(2026, 11, 19, 10, tzinfo=UTC)
MOST_QUERIES = 16


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace("&#x27;", "’")


def get(client: TenantClient, address: str, language: str = "en") -> Any:
    return client.get(address, HTTP_ACCEPT_LANGUAGE=language)


def post(client: TenantClient, address: str, given: Mapping[str, object] | None = None) -> Any:
    return client.post(address, dict(given or {}), HTTP_ACCEPT_LANGUAGE="en")


def value(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def a_note(world: World, text: str = "Ik bleef stil.", **marks: object) -> Reflection:
    return actions.write(by=world.bram, text=text, marks=Marks(**marks))  # type: ignore[arg-type]


class TestWriting:
    def test_one_field_is_enough_and_it_is_kept(self, world: World) -> None:
        client = world.client(world.bram)
        page = get(client, NEW)
        key = value(page, "client_key")
        assert "What stays with you of today?" in words(page)
        assert "Only you see this" in words(page)
        given = {"client_key": key, "prompt": value(page, "prompt"), "text": "Ik bleef stil."}
        for _press in range(2):
            answer = post(client, NEW, given)
        note = Reflection.objects.get(owner=world.bram.pk)
        assert answer["Location"] == f"{HOME}{note.pk}/?kept=reflection:new"
        shown = get(client, answer["Location"])
        assert 'data-received="reflection:new"' in shown.content.decode()
        assert "Ik bleef stil." in words(shown)
        assert "What stays with you of today?" in words(shown)

    def test_another_question_costs_no_word_and_comes_from_the_chosen_occasion(self, world: World) -> None:
        client = world.client(world.bram)
        prompt = value(get(client, NEW), "prompt")
        given = {"prompt": prompt, "text": "Half", "tags": "geld", "occasion": "quiet", "do": "another"}
        page = post(client, NEW, given)
        assert page.status_code == 200
        assert "Half" in words(page)
        assert "geld" in page.content.decode()
        assert value(page, "prompt") not in {"", prompt}
        moral = post(client, NEW, given | {"occasion": "moral"})
        assert value(moral, "prompt").startswith("moral_")
        without = post(client, NEW, given | {"do": "without"})
        assert value(without, "prompt") == ""
        assert "What do you want to remember?" in words(without)
        assert not Reflection.objects.exists()

    def test_the_question_of_last_time_is_not_asked_again(self, world: World) -> None:
        client = world.client(world.bram)
        first = value(get(client, NEW), "prompt")
        post(client, NEW, {"prompt": first, "text": "Iets."})
        assert value(get(client, NEW), "prompt") != first

    def test_own_words_come_back_to_press_and_a_goal_can_be_chosen(self, world: World) -> None:
        goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Meer ruimte.")
        a_note(world, tags=("grenzen",))
        client = world.client(world.bram)
        page = get(client, f"{NEW}?about=goal:{goal.pk}")
        assert re.search(r'type="checkbox"[^>]*value="grenzen"', page.content.decode())
        assert "Ik laat stiltes vallen." in words(page)
        given = {"text": "Rust.", "known": ["grenzen"], "tags": "Avonddienst, geld", "goal": str(goal.pk)}
        post(client, NEW, given | {"occasion": "hard"})
        marks = queries.listed(world.bram).notes[0].marks
        assert marks == Marks(Occasion.HARD, goal=goal.pk, tags=("grenzen", "avonddienst", "geld"))

    def test_about_a_try_out_asks_what_fits(self, world: World) -> None:
        tried = make_try_out(world)
        client = world.client(world.bram)
        address = f"{NEW}?about=try_out:{tried.pk}"
        page = get(client, address)
        assert "After trying out “Tel tot tien.”" in words(page)
        assert value(page, "prompt").startswith("try_out_")
        post(client, address, {"text": "Rustig.", "occasion": "try_out"})
        about = queries.listed(world.bram).notes[0].marks.about
        assert about
        assert about.key == tried.pk

    def test_about_what_a_colleague_offered_keeps_its_title(self, world: World) -> None:
        offering = make_offering(world)
        client = world.client(world.bram)
        address = f"{NEW}?about=offering:{offering.pk}"
        page = get(client, address)
        assert "After “Schaalvragen”" in words(page)
        assert value(page, "prompt").startswith("training_")
        made = post(client, address, {"text": "Doorvragen lukt.", "occasion": "training"})
        assert "After “Schaalvragen”" in words(get(client, made["Location"]))
        assert "Na ‘Schaalvragen’" in words(get(client, made["Location"], "nl"))
        for other in (world.ada, world.dirk):
            assert get(world.client(other), address).status_code == 404

    def test_what_is_not_for_this_person_is_not_there(self, world: World) -> None:
        tried = make_try_out(world)
        for said in (f"try_out:{tried.pk}", f"meeting:{uuid4()}", "goal:x", "boom"):
            assert get(world.client(world.carla), f"{NEW}?about={said}").status_code == 404

    @pytest.mark.parametrize("text", ["", "woord " * TEXT_MAX])
    def test_what_cannot_be_taken_stays_on_the_page(self, world: World, text: str) -> None:
        answer = post(world.client(world.bram), NEW, {"text": text, "tags": "a,b,c,d,e,f,g,h,i,j"})
        assert answer.status_code == 422
        assert "a,b,c" in answer.content.decode()
        answer = post(world.client(world.bram), NEW, {"text": "Goed.", "tags": "a,b,c,d,e,f,g,h,i,j"})
        assert answer.status_code == 422
        assert "Choose 8 at most" in words(answer)


class TestList:
    def test_empty_it_begins_and_says_who_sees_it(self, world: World) -> None:
        said = words(get(world.client(world.bram), HOME))
        assert "Nobody reads along" in said
        assert "Write a reflection" in said

    def test_it_finds_by_word_mark_and_time_without_an_own_word_in_the_address(self, world: World) -> None:
        a_note(world, "Over geld gepraat.", tags=("geld",))
        a_note(world, "Boos geworden.", tags=("grenzen",))
        client = world.client(world.bram)
        assert "Over geld" in words(get(client, HOME))
        found = post(client, HOME, {"words": "boos"})
        assert "Boos geworden." in words(found)
        assert "Over geld" not in words(found)
        assert "Boos" not in words(post(client, HOME, {"tag": "geld"}))
        assert "Boos" in words(post(client, HOME, {"since": "month"}))
        assert "Nothing of that" in words(post(client, HOME, {"words": "kat"}))
        assert post(client, HOME, {"words": "kat " * 40}).status_code == 422
        assert post(client, HOME).status_code == 200

    def test_older_ones_are_a_press_away(self, world: World) -> None:
        for number in range(22):
            a_note(world, f"Notitie {number}.")
        client = world.client(world.bram)
        assert "?page=2" in get(client, HOME).content.decode()
        older = get(client, f"{HOME}?page=2")
        assert "Notitie 0." in words(older)
        assert "Notitie 21." not in words(older)
        assert get(client, f"{HOME}?page=999999").status_code == 200

    def test_with_whom_it_is_shared_stands_beside_it(self, world: World) -> None:
        note = a_note(world)
        sharing.share(by=world.bram, kind=Kind.REFLECTION, key=note.pk, reader=world.anna)
        client = world.client(world.bram)
        assert "Shared with Anna de Boer" in words(get(client, HOME))
        assert "Shared with Anna de Boer" in words(get(client, f"{HOME}{note.pk}/"))

    def test_the_line_on_today_can_be_switched_off(self, world: World) -> None:
        make_try_out(world)
        client = world.client(world.bram)
        lines = [item.what for item in (*waiting(of_person(world.bram)).first, *waiting(of_person(world.bram)).later)]
        assert "Two minutes for yourself" in lines
        post(client, f"{HOME}asking/", {"asks": "no"})
        both = waiting(of_person(world.bram))
        assert "Two minutes for yourself" not in [item.what for item in (*both.first, *both.later)]
        assert "Today does not ask you" in words(get(client, HOME))
        post(client, f"{HOME}asking/", {"asks": "yes"})
        assert queries.asks(world.bram)


class TestOne:
    def test_it_is_changed_and_erased(self, world: World) -> None:
        note = a_note(world, tags=("rust",))
        client, address = world.client(world.bram), f"{HOME}{note.pk}/"
        page = get(client, f"{address}words/")
        assert "Ik bleef stil." in words(page)
        assert re.search(r'value="rust"[^>]*checked', page.content.decode())
        assert post(client, f"{address}words/", {"text": ""}).status_code == 422
        assert post(client, f"{address}words/", {"text": "Anders."})["Location"] == address
        assert "Anders." in words(get(client, address))
        assert post(client, f"{address}erasure/")["Location"] == HOME
        assert get(client, address).status_code == 404

    def test_for_anybody_else_there_is_no_such_page(self, world: World) -> None:
        note = a_note(world)
        back = actions.close(by=world.bram, span=Span.WEEK, day=clock.today(), closing="Rust.")
        others = [world.lea, world.anna, world.carla, world.ada]
        for role in (Role.DIRECTOR, Role.LEARNING_ADVISER):
            made = make_person(world.organisation, f"Iemand {role}")
            OrganisationRole.objects.create(organisation=world.organisation, person=made, role=role)
            others.append(made)
        for other in others:
            client = world.client(other)
            for page in ("", "words/"):
                assert get(client, f"{HOME}{note.pk}/{page}").status_code == 404
            assert post(client, f"{HOME}{note.pk}/words/", {"text": "Van mij."}).status_code == 404
            assert post(client, f"{HOME}{note.pk}/erasure/").status_code == 404
            assert get(client, f"{HOME}backs/{back.pk}/").status_code == 404
            assert post(client, f"{HOME}backs/{back.pk}/erasure/").status_code == 404
            for page in ("", "week/", "quarter/"):
                assert "bleef" not in words(get(client, HOME + page))
                assert "Rust." not in words(get(client, HOME + page))
        assert get(world.client(), f"{HOME}{note.pk}/").status_code == 302


class TestLookingBack:
    def written(self, world: World) -> None:
        goal = plans.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Meer ruimte.")
        for day in range(4):
            with clock.frozen(NOW - timedelta(days=day)):
                tags = ("grenzen", "avonddienst") if day else ("grenzen",)
                a_note(world, tags=tags, goal=goal.pk, occasion=Occasion.RESIDENT)

    def test_proposals_are_kept_reworded_or_put_away(self, world: World) -> None:
        self.written(world)
        with clock.frozen(NOW):
            client = world.client(world.bram)
            page = get(client, f"{HOME}week/")
            said = words(page)
            assert "Week 47 of 2026" in said
            assert "“grenzen” came back in 4 of your 4 notes." in said
            assert "4 of your 4 notes had this occasion: after a talk with a resident." in said
            assert "4 of your 4 notes go with your goal “Ik laat stiltes vallen”." in said
            key = "recurs:tag:grenzen"
            week = f"{HOME}week/?of=2026-11-16"
            assert post(client, week, {"key": key, "words": "Ik zeg vaker nee."})["Location"] == week
            assert post(client, week, {"key": "recurs:tag:avonddienst", "do": "away"})["Location"] == week
            closing = post(client, week, {"closing": "Een goede week."})
            after = words(get(client, closing["Location"]))
            assert "Ik zeg vaker nee." in after
            assert "Een goede week." in after
            assert "“grenzen” came back" not in after
            assert "“avonddienst” came back" not in after
            row = LookBack.objects.get()
            assert get(client, f"{HOME}backs/{row.pk}/")["Location"] == week
            assert "Week 47 of 2026" in words(get(client, HOME))
            post(client, f"{HOME}backs/{row.pk}/erasure/")
            assert "“grenzen” came back" in words(get(client, f"{HOME}week/"))

    @pytest.mark.parametrize(("language", "said"), [("en", "on a Tuesday."), ("nl", "op een dinsdag.")])
    def test_a_day_of_the_week_is_written_as_the_language_does(self, world: World, language: str, said: str) -> None:
        for week in range(4):
            with clock.frozen(NOW - timedelta(days=2, weeks=week)):
                a_note(world)
        with clock.frozen(NOW):
            assert said in words(get(world.client(world.bram), f"{HOME}quarter/", language))

    def test_few_notes_say_so_and_days_to_come_are_not_there(self, world: World) -> None:
        with clock.frozen(NOW):
            client = world.client(world.bram)
            assert "From 4 notes on something can come back." in words(get(client, f"{HOME}week/"))
            assert "Fourth quarter of 2026" in words(get(client, f"{HOME}quarter/"))
            for day in ("2026-11-20", "x", "0001-01-01"):
                assert get(client, f"{HOME}quarter/?of={day}").status_code == 404
            assert "Third quarter of 2026" in words(get(client, f"{HOME}quarter/?of=2026-09-30"))

    def test_what_cannot_be_taken_stays(self, world: World) -> None:
        self.written(world)
        with clock.frozen(NOW):
            client = world.client(world.bram)
            for given in ({"key": "recurs:tag:grenzen", "words": "lang " * 200}, {"closing": "lang " * 400}):
                answer = post(client, f"{HOME}week/", given)
                assert answer.status_code == 422
                assert "lang lang" in words(answer)


def test_each_page_asks_a_bounded_number_of_queries(world: World) -> None:
    for number in range(30):
        note = a_note(world, f"Notitie {number}.", tags=("geld",), occasion=Occasion.MEETING)
        sharing.share(by=world.bram, kind=Kind.REFLECTION, key=note.pk, reader=world.anna)
    client = world.client(world.bram)
    for page in ("", "new/", f"{note.pk}/", f"{note.pk}/words/", "week/", "quarter/"):
        get(client, HOME + page)
        with CaptureQueriesContext(connection) as asked:
            assert get(client, HOME + page).status_code == 200
        sql = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(sql) <= MOST_QUERIES, page


def test_in_dutch_it_speaks_dutch(world: World) -> None:
    client = world.client(world.bram)
    assert "Wat blijft er hangen van vandaag?" in words(get(client, NEW, "nl"))
