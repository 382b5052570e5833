"""A portfolio: told with things of one's own, read by an address that ends, carried along on paper and in one file."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.db import connection

from drieslag.core import clock, doors
from drieslag.core.models import Door, DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions as plans
from drieslag.development.plans.models import Goal
from drieslag.development.portfolio import actions, choosing, jobs, queries, rules
from drieslag.development.portfolio.models import Item, Link, Opening, Portfolio
from drieslag.development.sharing.enums import Kind
from drieslag.people.models import Person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import TenantClient, World

pytestmark = [pytest.mark.django_db]
DAY, MONTH = timedelta(days=1), timedelta(days=30)
GOAL = "Ik laat stiltes vallen in een moeilijk gesprek"


def a_goal(world: World, text: str = GOAL) -> Goal:
    return plans.add_goal(by=world.bram, text=text, for_residents="Mensen vertellen zelf wat er speelt")


def a_portfolio(world: World, *goals: Goal) -> Portfolio:
    made = actions.make(by=world.bram, title="Mijn jaar in De Linde")
    actions.tell(by=world.bram, portfolio_id=made.pk, title="Mijn jaar in De Linde", story="Ik wilde leren zwijgen.")
    actions.add_things(by=world.bram, portfolio_id=made.pk, chosen=[(Kind.GOAL, goal.pk) for goal in goals])
    return made


def a_link(world: World, made: Portfolio, days: int = 30) -> tuple[Link, str]:
    return actions.make_link(
        by=world.bram, portfolio_id=made.pk, until=clock.today() + timedelta(days=days), whom="Nieuwe werkgever"
    )


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class TestTelling:
    def test_parts_stand_in_the_order_that_one_gives_them(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world, "Eerste doel"), a_goal(world, "Tweede doel"))
        actions.add_words(by=world.bram, portfolio_id=made.pk, caption="Tussendoor werd ik ziek van mijn eigen haast.")
        third = made.items.order_by("place").last()
        assert third is not None
        actions.move(by=world.bram, portfolio_id=made.pk, item_id=third.pk, up=True)
        parts = queries.story(made, "Bram").parts
        assert [part.thing.title if part.thing else part.caption[:10] for part in parts] == [
            "Eerste doel", "Tussendoor", "Tweede doel",
        ]  # fmt: skip

    def test_a_thing_stands_in_it_once(self, world: World) -> None:
        goal = a_goal(world)
        made = a_portfolio(world, goal)
        assert actions.add_things(by=world.bram, portfolio_id=made.pk, chosen=[(Kind.GOAL, goal.pk)] * 2) == 0
        assert made.items.count() == 1

    def test_nothing_of_somebody_else_comes_in(self, world: World) -> None:
        other = plans.add_goal(by=world.carla, text="Van Carla", for_residents="Rust")
        made = a_portfolio(world)
        with pytest.raises(NotFound):
            actions.add_things(by=world.bram, portfolio_id=made.pk, chosen=[(Kind.GOAL, other.pk)])
        assert not made.items.exists()

    def test_it_shows_things_as_they_are_now_and_leaves_out_what_is_erased(self, world: World) -> None:
        goal = a_goal(world)
        made = a_portfolio(world, goal)
        plans.erase_goal(by=world.bram, goal_id=goal.pk)
        assert [part.is_gone for part in queries.story(made, "Bram").parts] == [True]
        page = world.client(world.bram).get(f"/portfolio/{made.pk}/preview/")
        assert GOAL not in page.content.decode()

    def test_what_it_costs_does_not_grow_with_its_parts(self, world: World, django_assert_max_num_queries: Any) -> None:
        made = a_portfolio(world, *(a_goal(world, f"Doel {number}") for number in range(3)))
        for number in range(20):
            actions.add_words(by=world.bram, portfolio_id=made.pk, caption=f"Woord {number}")
        with django_assert_max_num_queries(5):
            assert len(queries.story(made, "Bram").parts) == 23

    def test_its_words_are_readable_nowhere_in_the_database(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        actions.add_words(by=world.bram, portfolio_id=made.pk, caption="Zwijgen is lastig")
        a_link(world, made)
        with connection.cursor() as cursor:
            found = []
            for model in (Portfolio, Item, Link):
                cursor.execute(f"select t::text from {model._meta.db_table} t")
                found += [row[0] for row in cursor.fetchall()]
        assert found
        assert not [row for row in found if "Linde" in row or "wijgen" in row or "werkgever" in row]


class TestPrivate:
    @pytest.mark.parametrize("who", ["lea", "anna", "carla", "ada"])
    def test_nobody_else_finds_it_whatever_their_role(self, world: World, who: str) -> None:
        goal = a_goal(world)
        made = a_portfolio(world, goal)
        part = made.items.get()
        link, _secret = a_link(world, made)
        browser = world.client(getattr(world, who))
        base = f"/portfolio/{made.pk}/"
        for address in ("", "add/", "words/", f"parts/{part.pk}/", "preview/", "portfolio.pdf", "links/"):
            assert browser.get(base + address).status_code == 404, address
        for address in (f"parts/{part.pk}/place/", f"parts/{part.pk}/removal/", "erasure/", f"links/{link.pk}/end/"):
            assert browser.post(base + address).status_code == 404, address
        assert "Mijn jaar" not in words(browser.get("/portfolio/"))

    def test_it_goes_with_its_owner(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        a_link(world, made)
        kept = export_person(world.bram.pk)["portfolio.Portfolio"]
        assert kept[0]["title"] == "Mijn jaar in De Linde"
        erase_person(world.bram.pk)
        assert not Portfolio.objects.exists()
        assert not Door.objects.filter(kind=DoorKind.PORTFOLIO).exists()


class TestAddress:
    def test_who_has_the_address_reads_it_and_the_owner_sees_the_day(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        link, secret = a_link(world, made)
        stranger = TenantClient()
        landing = stranger.get(f"/p/{secret}/")
        assert landing.status_code == 200
        assert GOAL not in landing.content.decode()
        assert not Opening.objects.exists(), "a program that follows addresses in mails is no reader"
        opened = stranger.post(f"/p/{secret}/")
        assert GOAL in opened.content.decode()
        assert opened["Referrer-Policy"] == "strict-origin"  # never the address itself
        assert "noindex" in opened["X-Robots-Tag"]
        assert stranger.post(f"/p/{secret}/portfolio.pdf").content.startswith(b"%PDF")
        row = queries.links_of(made)[0]
        assert (row.key, row.days) == (link.pk, ((clock.today(), 2),))
        assert "2 times" in words(
            world.client(world.bram).get(f"/portfolio/{made.pk}/links/", HTTP_ACCEPT_LANGUAGE="en")
        )

    def test_it_works_until_the_end_of_its_day_and_no_longer(self, world: World) -> None:
        _link, secret = a_link(world, a_portfolio(world, a_goal(world)), days=3)
        last, after = (clock.now() + timedelta(days=days) for days in (3, 4))
        with clock.frozen(last):
            assert TenantClient().post(f"/p/{secret}/").status_code == 200
        with clock.frozen(after):
            assert TenantClient().get(f"/p/{secret}/").status_code == 404
            assert TenantClient().post(f"/p/{secret}/").status_code == 404
            assert TenantClient().post(f"/p/{secret}/portfolio.pdf").status_code == 404

    def test_taken_back_it_works_no_more(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        link, secret = a_link(world, made)
        world.client(world.bram).post(f"/portfolio/{made.pk}/links/{link.pk}/end/")
        assert TenantClient().post(f"/p/{secret}/").status_code == 404
        assert queries.links_of(made)[0].is_withdrawn

    def test_a_wrong_one_and_one_of_another_kind_open_nothing(self, world: World) -> None:
        made = a_portfolio(world)
        other = doors.make_secret(DoorKind.CALENDAR, organisation_id=world.organisation.pk, target=made.pk)
        for secret in ("geraden", other):
            assert TenantClient().get(f"/p/{secret}/").status_code == 404

    def test_one_that_opens_nothing_says_so_to_a_stranger_and_says_not_why(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        link, withdrawn = a_link(world, made)
        actions.withdraw_link(by=world.bram, portfolio_id=made.pk, link_id=link.pk)
        _link, ended = a_link(world, made, days=1)
        Link.objects.filter(withdrawn_on=None).update(made_on=clock.today() - MONTH, until=clock.today() - DAY)
        pages = {words(TenantClient().get(f"/p/{secret}/")) for secret in ("geraden", withdrawn, ended)}
        assert len(pages) == 1, "unknown, withdrawn and ended look the same"
        assert "Ask whoever gave it to you for a new address." in pages.pop()
        for answer in (TenantClient().get("/p/geraden/"), TenantClient().post(f"/p/{ended}/portfolio.pdf")):
            assert answer.status_code == 404
            assert 'href="/"' not in answer.content.decode(), "no way to a page for colleagues"
            assert "noindex" in answer["X-Robots-Tag"]

    def test_it_lives_a_year_at_most_and_not_in_the_past(self, world: World) -> None:
        made = a_portfolio(world)
        a_link(world, made, days=rules.LONGEST.days)
        for days in (-1, rules.LONGEST.days + 1):
            with pytest.raises(Refused):
                a_link(world, made, days=days)

    def test_the_address_of_somebody_who_left_opens_nothing(self, world: World) -> None:
        _link, secret = a_link(world, a_portfolio(world, a_goal(world)))
        Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
        assert TenantClient().post(f"/p/{secret}/").status_code == 404
        assert jobs.withdraw_all() == 1
        assert not Door.objects.filter(kind=DoorKind.PORTFOLIO).exists()

    def test_the_address_is_shown_once(self, world: World) -> None:
        made = a_portfolio(world)
        browser = world.client(world.bram)
        given = {"until": str(clock.today() + timedelta(days=5)), "whom": "Jury"}
        page = browser.post(f"/portfolio/{made.pk}/links/", given).content.decode()
        shown = re.search(r"<code>(http://[^<]+/p/[^<]+)</code>", page)
        assert shown
        assert f'data-copy="{shown[1]}" data-copy-from="#address"' in page
        assert shown[1] not in browser.get(f"/portfolio/{made.pk}/links/").content.decode()
        assert TenantClient().get(shown[1]).status_code == 200


class TestPaperAndArchive:
    def test_the_paper_is_tagged_and_says_what_the_page_says(self, world: World) -> None:
        made = a_portfolio(world, a_goal(world))
        actions.add_words(by=world.bram, portfolio_id=made.pk, caption="Voor het eerst zweeg ik een hele minuut 🙂")
        body = world.client(world.bram).get(f"/portfolio/{made.pk}/portfolio.pdf").content
        with pikepdf.open(io.BytesIO(body)) as found:
            assert found.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in found.Root
            assert str(found.Root.Lang).startswith(("nl", "en"))
            assert str(found.docinfo["/Title"]) == "Mijn jaar in De Linde"
            assert b"pdfuaid" in found.Root.Metadata.read_bytes()

    def test_the_archive_holds_everything_in_open_formats(self, world: World) -> None:
        a_portfolio(world, a_goal(world))
        body = world.client(world.bram).get("/portfolio/archive.zip").content
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            content = json.loads(archive.read("growth.json"))
            assert GOAL in archive.read("goal.md").decode()
            assert GOAL in archive.read("index.html").decode()
            assert archive.read(next(name for name in names if name.endswith(".pdf"))).startswith(b"%PDF")
        assert content["things"][0]["title"] == GOAL
        assert content["kept"]["portfolio.Portfolio"][0]["story"] == "Ik wilde leren zwijgen."

    def test_another_persons_archive_holds_nothing_of_it(self, world: World) -> None:
        a_portfolio(world, a_goal(world))
        body = world.client(world.lea).get("/portfolio/archive.zip").content
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert not [name for name in archive.namelist() if GOAL.encode() in archive.read(name)]


class TestPages:
    def test_from_nothing_to_a_story(self, world: World) -> None:
        goal = a_goal(world)
        browser = world.client(world.bram)
        assert "Begin with a name" in words(browser.get("/portfolio/", HTTP_ACCEPT_LANGUAGE="en"))
        refused = browser.post("/portfolio/", {"title": ""})
        assert refused.status_code == 422
        browser.post("/portfolio/", {"title": "Mijn verhaal"})
        made = Portfolio.objects.get()
        assert GOAL in words(browser.get(f"/portfolio/{made.pk}/add/"))
        browser.post(f"/portfolio/{made.pk}/add/", {"thing": [f"goal:{goal.pk}", "goal:niets", "onzin"]})
        part = made.items.get()
        browser.post(f"/portfolio/{made.pk}/parts/{part.pk}/", {"caption": "Dit kostte moeite."})
        assert "Dit kostte moeite." in words(browser.get(f"/portfolio/{made.pk}/preview/"))
        browser.post(f"/portfolio/{made.pk}/parts/{part.pk}/removal/")
        assert not made.items.exists()
        assert Goal.objects.filter(pk=goal.pk).exists()
        browser.post(f"/portfolio/{made.pk}/erasure/")
        assert not Portfolio.objects.exists()

    def test_a_goal_comes_with_what_was_done_for_it(self, world: World) -> None:
        goal, other = a_goal(world), a_goal(world, "Een ander doel")
        first, second, planned = (
            plans.add_activity(by=world.bram, goal_id=goal.pk, text=text) for text in ("Oefenen", "Vragen", "Straks")
        )
        elsewhere = plans.add_activity(by=world.bram, goal_id=other.pk, text="Elders")
        for done in (first, second, elsewhere):
            plans.mark_done(by=world.bram, activity_id=done.pk, brought="Rust")
        made, browser = a_portfolio(world), world.client(world.bram)
        page = browser.get(f"/portfolio/{made.pk}/add/").content.decode()
        under = page[page.index(GOAL) :]
        assert [under.count(text) for text in ("Oefenen", "Straks", "not done yet")] == [1, 1, 1]
        browser.post(f"/portfolio/{made.pk}/add/", {"goal": str(goal.pk)})
        told = [part.thing.title for part in queries.story(made, "Bram").parts if part.thing]
        assert told == [GOAL, "Oefenen", "Vragen"]
        left = choosing.to_choose(world.bram, made).goals
        assert [(row.goal.id, row.is_in, [deed.thing.id for deed in row.deeds]) for row in left] == [
            (other.pk, False, [elsewhere.pk]), (goal.pk, True, [planned.pk]),
        ]  # fmt: skip
        assert f'name="goal" value="{goal.pk}"' not in browser.get(f"/portfolio/{made.pk}/add/").content.decode()

    def test_a_goal_of_somebody_else_brings_nothing_in(self, world: World) -> None:
        other = plans.add_goal(by=world.carla, text="Van Carla", for_residents="Rust")
        made, browser = a_portfolio(world), world.client(world.bram)
        assert browser.post(f"/portfolio/{made.pk}/add/", {"goal": str(other.pk)}).status_code == 404
        assert browser.post(f"/portfolio/{made.pk}/add/", {"goal": "onzin"}).status_code == 302
        assert not made.items.exists()

    def test_sending_twice_makes_one(self, world: World) -> None:
        browser = world.client(world.bram)
        found = re.search(r'name="client_key"[^>]*value="([^"]+)"', browser.get("/portfolio/").content.decode())
        assert found
        for _time in range(2):
            browser.post("/portfolio/", {"title": "Een", "client_key": found[1]})
        assert Portfolio.objects.count() == 1

    def test_each_page_asks_a_fixed_number_of_queries(self, world: World, django_assert_max_num_queries: Any) -> None:
        made = a_portfolio(world, *(a_goal(world, f"Doel {number}") for number in range(3)))
        a_link(world, made)
        browser = world.client(world.bram)
        for address, most in (("", 11), (f"{made.pk}/", 12), (f"{made.pk}/preview/", 12), (f"{made.pk}/links/", 13)):
            browser.get(f"/portfolio/{address}")
            with django_assert_max_num_queries(most):
                assert browser.get(f"/portfolio/{address}").status_code == 200
