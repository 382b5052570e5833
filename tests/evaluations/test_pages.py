"""The pages of self-evaluation and of the profile: theme by theme, without a script, and nobody else's."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drieslag.core import clock
from drieslag.development.evaluations import actions, queries
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import Evaluation, ProfileField
from drieslag.development.frameworks.actions import leave_role, take_role
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.kernel.framework import Standing
from drieslag.library import frameworks
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.surveys.enums import Relation
from tests.evaluations.test_evaluating import begun, first_theme, said, write
from tests.factories.world import TenantClient, World
from tests.mirror.mirrors import answered, opened, people, told
from tests.support.roles import with_role
from tests.surveys.asking import close
from tests.surveys.conftest import _keys_made_before, _now, key_folder

__all__ = ["_keys_made_before", "_now", "key_folder"]  # fixtures: a mirror is asked in rounds
pytestmark = [pytest.mark.django_db]
HOME = "/growth/evaluations/"
PROFILE = "/growth/profile/"
MOST_QUERIES = 18


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace("&#x27;", "’")


def get(client: TenantClient, address: str) -> Any:
    return client.get(address, HTTP_ACCEPT_LANGUAGE="en")


def post(client: TenantClient, address: str, given: Mapping[str, object] | None = None) -> Any:
    return client.post(address, dict(given or {}), HTTP_ACCEPT_LANGUAGE="en")


def of(evaluation: Evaluation, theme: str = "") -> str:
    return f"{HOME}{evaluation.pk}/" + (f"themes/{theme}/" if theme else "")


@pytest.fixture
def mine(world: World, eva: Person) -> Evaluation:
    return begun(world, eva)


class TestHome:
    def test_without_a_role_it_leads_to_choosing_one(self, world: World) -> None:
        client = world.client(world.bram)
        page = get(client, HOME)
        assert "Choose your role" in words(page)
        assert "Nobody reads along" in words(page)
        answer = post(client, f"{HOME}new/")
        assert (answer.status_code, "Choose your role first" in words(answer)) == (422, True)
        assert get(client, f"{HOME}new/")["Location"] == HOME

    def test_who_learns_nowhere_here_is_sent_to_no_page_that_is_not_theirs(self, world: World) -> None:
        page = get(world.client(world.ada), HOME)
        assert "You have none here" in words(page)
        for name in ("frameworks:role", "evaluations:profile", "evaluations:new"):
            assert reverse(name) not in page.content.decode()

    def test_it_goes_on_where_one_was(self, world: World, mine: Evaluation) -> None:
        client = world.client(world.bram)
        assert "Go on where you were" in words(get(client, HOME))
        assert post(client, f"{HOME}new/")["Location"] == of(mine)
        write(mine, world.bram, said("Ik begin met wat iemand zelf doet.", Standing.STANDS))
        page = get(client, HOME)
        assert "Ik begin met wat iemand zelf doet." in words(page)
        assert re.search(r'aria-current="true">it stands<', page.content.decode())
        assert "%" not in words(page)

    def test_the_last_mirror_stands_beside_it_in_figures_and_no_words(self, world: World) -> None:
        found = opened(world, world.bram, colleague=people(world, 8), leader=[world.lea])
        answered(found, Relation.COLLEAGUE, [2, 3, 3, 4, 4, 4, 5, 2], valued="Rust")
        told(found, world.bram, 5)
        told(found, world.lea, 1, valued="Je inzet.")
        client = world.client(world.bram)
        assert "Your last mirror" not in words(get(client, HOME))
        close(found)
        page = get(client, HOME)
        assert "Your last mirror beside it" in words(page)
        assert "5.0" in words(page)
        assert "3.4" in words(page)
        assert "Je inzet." not in words(page)
        assert f"/mirror/{found.pk}/" in page.content.decode()
        assert "Your last mirror" not in words(get(world.client(world.lea), HOME))


class TestTheme:
    def test_own_words_and_where_one_stands_with_what_others_would_see(self, world: World, mine: Evaluation) -> None:
        client, theme = world.client(world.bram), first_theme(mine)
        asked = queries.opened(mine).theme(theme)
        page = get(client, of(mine, theme))
        assert asked.name.en in words(page)
        for standing in Standing:
            assert asked.levels[standing].en.replace("'", "’") in words(page)
        given = {"doing": "Ik luister.", "standing": "grows", "who": "Samir"}
        answer = post(client, of(mine, theme), given)
        assert answer["Location"] == f"{of(mine)}?kept=view:{mine.pk}:{theme}#{theme}"
        assert "Ik luister." in words(get(client, answer["Location"]))
        again = get(client, of(mine, theme))
        assert re.search(r'value="grows"[^>]*checked', again.content.decode())
        goal = f"/growth/goals/new/?theme={mine.code}:{mine.version}:{theme}"
        assert goal in again.content.decode()
        assert get(client, goal).status_code == 200

    def test_on_to_the_next_theme(self, world: World, mine: Evaluation) -> None:
        keys = [each.key for each in queries.opened(mine).themes]
        client = world.client(world.bram)
        answer = post(client, of(mine, keys[0]), {"doing": "Iets.", "do": "next"})
        assert answer["Location"].startswith(of(mine, keys[1]))
        last = post(client, of(mine, keys[-1]), {"doing": "Iets.", "do": "next"})
        assert last["Location"].startswith(f"{of(mine)}?kept=")
        assert get(client, of(mine, "nowhere")).status_code == 404

    def test_what_cannot_be_taken_stays_on_the_page(self, world: World, mine: Evaluation) -> None:
        client, theme = world.client(world.bram), first_theme(mine)
        answer = post(client, of(mine, theme), {"doing": "lang " * 400, "wish": "Kort."})
        assert answer.status_code == 422
        assert "Kort." in words(answer)
        assert post(client, of(mine, theme), {"standing": "9"}).status_code == 422

    def test_last_time_stands_beside_it_and_what_is_rounded_off_is_read(self, world: World, mine: Evaluation) -> None:
        client, theme = world.client(world.bram), first_theme(mine)
        row = write(mine, world.bram, said("Vroeger deed ik dit."))
        post(client, f"{of(mine)}finish/")
        read = get(client, of(mine, theme))
        assert "Vroeger deed ik dit." in words(read)
        assert "<textarea" not in read.content.decode()
        assert "rounded this off" not in words(get(client, of(mine)))
        with clock.frozen(clock.now() + timedelta(days=90)):
            new = post(client, f"{HOME}new/")["Location"]
            page = get(client, f"{new}themes/{theme}/")
            assert "Last time you wrote" in words(page)
            assert "Vroeger deed ik dit." in words(page)
            refused = post(client, f"{of(mine)}resumption/")
            assert (refused.status_code, "another one now" in words(refused)) == (422, True)
        assert get(client, f"{HOME}views/{row.pk}/")["Location"] == of(mine, theme)

    def test_another_role_is_said_and_nothing_is_lost(self, world: World, mine: Evaluation) -> None:
        row = write(mine, world.bram)
        other = frameworks.get("F01").roles[-1]
        leave_role(by=world.bram)
        take_role(by=world.bram, code="F01", role=other.key)
        client = world.client(world.bram)
        page = words(get(client, of(mine)))
        if other.key != mine.role:
            assert f"Your role is {other.name.en} now" in page
        assert "Ik wacht." in page
        assert get(client, of(mine, row.theme)).status_code == 200

    def test_erasing_a_theme_and_all_of_it(self, world: World, mine: Evaluation) -> None:
        client = world.client(world.bram)
        row = write(mine, world.bram)
        assert post(client, f"{HOME}views/{row.pk}/erasure/")["Location"] == of(mine)
        assert queries.views_of(mine) == {}
        assert post(client, f"{of(mine)}erasure/")["Location"] == HOME
        assert get(client, of(mine)).status_code == 404


class TestProfile:
    def test_a_heading_is_written_and_shared_by_itself(self, world: World) -> None:
        client = world.client(world.bram)
        assert "What do you stand for in your work" in words(get(client, PROFILE))
        answer = post(client, f"{PROFILE}values/", {"words": "Rust en eerlijkheid."})
        assert answer["Location"] == f"{PROFILE}?kept=profile:values#values"
        row = ProfileField.objects.get()
        sharing.share(by=world.bram, kind=Kind.PROFILE, key=row.pk, reader=world.anna)
        page = words(get(client, PROFILE))
        assert "Rust en eerlijkheid." in page
        assert "Shared with Anna de Boer" in page
        assert "Shared with Anna de Boer" in words(get(client, f"{PROFILE}values/"))
        assert get(client, f"{PROFILE}fields/{row.pk}/")["Location"] == f"{PROFILE}values/"
        assert post(client, f"{PROFILE}values/", {"words": "lang " * 400}).status_code == 422
        assert post(client, f"{PROFILE}values/erasure/")["Location"] == PROFILE
        assert not ProfileField.objects.exists()
        for page in ("nowhere/", "nowhere/erasure/"):
            assert post(client, PROFILE + page).status_code == 404

    def test_ways_of_learning_are_chosen(self, world: World) -> None:
        client = world.client(world.bram)
        post(client, f"{PROFILE}ways/", {"ways": ["copying", "discovering"]})
        assert "Watching how others do it" in words(get(client, PROFILE))
        assert post(client, f"{PROFILE}ways/", {"ways": ["flying"]}).status_code == 422
        post(client, f"{PROFILE}ways/")
        assert not ProfileField.objects.exists()


def test_for_anybody_else_there_is_no_such_page(world: World, eva: Person, mine: Evaluation) -> None:
    row = write(mine, world.bram)
    field = actions.write_field(by=world.bram, heading=Heading.VALUES, words="Rust en eerlijkheid.")
    assert field
    director = with_role(world, "Dora Directeur", Role.DIRECTOR)
    for other in (world.lea, world.anna, world.ada, world.carla, eva, director):
        client = world.client(other)
        for page in (of(mine), of(mine, row.theme), f"{HOME}views/{row.pk}/", f"{PROFILE}fields/{field.pk}/"):
            assert get(client, page).status_code == 404
        for page in (f"{of(mine)}finish/", f"{of(mine)}resumption/", f"{of(mine)}erasure/", of(mine, row.theme)):
            assert post(client, page, {"doing": "Van mij."}).status_code == 404
        assert post(client, f"{HOME}views/{row.pk}/erasure/").status_code == 404
        assert "Ik wacht." not in words(get(client, HOME))
        assert "eerlijkheid" not in words(get(client, PROFILE))
    assert get(world.client(), of(mine)).status_code == 302


def test_each_page_asks_a_bounded_number_of_queries(world: World, mine: Evaluation) -> None:
    theme = first_theme(mine)
    for each in queries.opened(mine).themes:
        row = write(mine, world.bram, theme=each.key)
        sharing.share(by=world.bram, kind=Kind.VIEW, key=row.pk, reader=world.anna)
    for heading in Heading:
        actions.write_field(by=world.bram, heading=heading, words="Rust.")
    client = world.client(world.bram)
    for page in (HOME, of(mine), of(mine, theme), PROFILE, f"{PROFILE}values/"):
        get(client, page)
        with CaptureQueriesContext(connection) as asked:
            assert get(client, page).status_code == 200
        sql = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(sql) <= MOST_QUERIES, page
