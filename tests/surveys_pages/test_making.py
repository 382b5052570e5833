"""Asking something: the form, what it comes to, and opening it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.privacy.actions import record_consent
from drieslag.surveys.enums import Asked, RoundState
from drieslag.surveys.models import Round, Series
from tests.factories.world import TenantClient, World
from tests.surveys.asking import CODE, team_of

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NEW = f"/rounds/new/?instrument={CODE}"


def advised(world: World) -> TenantClient:
    """Let Ada be a learning adviser as well, and return her browser."""
    OrganisationRole.objects.create(organisation=world.organisation, person=world.ada, role=Role.LEARNING_ADVISER)
    return world.client(world.ada)


def fields(page: str) -> dict[str, str]:
    """Read what a form says by itself: what somebody sends who changes nothing."""
    from html.parser import HTMLParser

    found: dict[str, str] = {}

    class Reader(HTMLParser):
        select = ""
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = {key: value or "" for key, value in attrs}
            if tag == "form":
                self.inside = "form measure" in given.get("class", "")
            if not self.inside:
                return
            if tag == "select":
                self.select = given["name"]
            elif tag == "option" and "selected" in given:
                found[self.select] = given["value"]
            elif tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
                found[given["name"]] = given.get("value", "")

        def handle_endtag(self, tag: str) -> None:
            if tag == "form":
                self.inside = False

    Reader().feed(page.split("<main")[1])
    return found


def main_of(client: TenantClient, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def test_two_presses_and_no_field_ask_ones_own_team(world: World) -> None:
    """From the page of the questionnaire: look at it, open it."""
    world.colleagues(5)
    bram = world.client(world.bram)
    page = bram.get(NEW).content.decode()
    made = bram.post(NEW, fields(page))
    assert made.status_code == 302, made.content.decode()
    preview = main_of(bram, made["Location"])
    assert "8 people are asked" in preview
    assert "Wijkteam De Linde (8): a result of its own." in preview
    assert bram.post(f"{made['Location']}opening/").status_code == 302
    round_ = Round.objects.get()
    assert (round_.state, round_.mode, round_.asked) == (RoundState.OPEN, Mode.ANONYMOUS, Asked.TEAMS)
    assert (round_.title, round_.team_first_days) == ("Proef", 7)
    assert clock.today() + timedelta(days=14) == round_.closes_at.astimezone(clock.AMSTERDAM).date()
    assert "Remind everybody" in main_of(bram, made["Location"])


def test_the_same_form_twice_is_one_round(world: World) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    sent = fields(bram.get(NEW).content.decode())
    first, second = bram.post(NEW, sent), bram.post(NEW, sent)
    assert first["Location"] == second["Location"]
    assert Round.objects.count() == 1


def test_who_is_read_together_stands_in_words(world: World) -> None:
    ada = advised(world)
    north, south, west = team_of(world, "Noord", 10), team_of(world, "Zuid", 8), team_of(world, "West", 4)
    sent = fields(ada.get(NEW).content.decode()) | {"whom": "teams", "teams": [north.pk, south.pk, west.pk]}
    made = ada.post(NEW, sent)
    preview = main_of(ada, made["Location"])
    assert "Noord (10): a result of its own." in preview
    assert "are read together, because West has fewer than 5 people." in preview
    assert "Zuid (8) and West (4)" in preview or "West (4) and Zuid (8)" in preview


def test_of_many_groups_the_list_is_short(world: World) -> None:
    ada = advised(world)
    for number in range(14):
        team_of(world, f"Buurt {number}", 5)
    team_of(world, "Klein", 2)
    made = ada.post(NEW, fields(ada.get(NEW).content.decode()) | {"whom": "all"})
    preview = main_of(ada, made["Location"])
    assert "groups get a result of their own." in preview
    assert "All groups" in preview
    assert "Klein" in preview.split("<details")[0]


def test_a_list_of_people_keeps_what_was_typed_and_names_who_is_not_found(world: World) -> None:
    ada = advised(world)
    people = [*world.colleagues(4), world.carla]
    lines = "\n".join([*(one.name for one in people[:4]), "carla.bakker@lindestad.example", "Niemand Hier"])
    sent = fields(ada.get(NEW).content.decode()) | {"whom": "people", "people": lines}
    answer = ada.post(NEW, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "niemand hier" in page
    assert "Niemand Hier" in page  # what was typed is still there
    made = ada.post(NEW, sent | {"people": lines.replace("Niemand Hier", "")})
    round_ = Round.objects.get()
    assert (round_.asked, round_.invitees.count()) == (Asked.PEOPLE, 5)
    assert "A list of 5 people" in main_of(ada, made["Location"])


def test_confidential_is_off_with_its_reason_until_there_is_a_consent(world: World) -> None:
    lea = world.client(world.lea)
    page = lea.get(NEW).content.decode()
    assert "Confidential rounds are off until the works council has agreed" in page
    sent = fields(page) | {"mode": "confidential", "reader_role": "learning_adviser"}
    assert lea.post(NEW, sent).status_code == 422
    record_consent(
        by=world.ada.pk, scope="confidential_rounds", body="works_council", given_on=clock.today(), document="Besluit 7"
    )
    made = lea.post(NEW, sent)
    assert made.status_code == 302
    assert "learning adviser reads your answers with your name" in main_of(lea, made["Location"])


def test_too_few_people_cannot_be_asked_anonymously(world: World) -> None:
    bram = world.client(world.bram)
    made = bram.post(NEW, fields(bram.get(NEW).content.decode()))
    preview = main_of(bram, made["Location"])
    assert "fewer than 5 people, so nothing can be asked here anonymously" in preview
    assert "Open it" not in preview
    refused = bram.post(f"{made['Location']}opening/")
    assert refused.status_code == 422
    assert "nobody is anonymous" in refused.content.decode()


def test_a_draft_is_changed_with_all_that_was_filled_in_or_put_away(world: World) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    made = bram.post(NEW, fields(bram.get(NEW).content.decode()) | {"title": "Herfst"})
    first = Round.objects.get()
    back = f"{NEW}&from={first.pk}"
    again = fields(bram.get(back).content.decode())
    assert again["title"] == "Herfst"
    changed = bram.post(back, again | {"title": "Late herfst"})
    first.refresh_from_db()
    assert (first.state, changed.status_code) == (RoundState.STOPPED, 302)
    assert changed["Location"] != made["Location"]
    assert bram.post(f"{changed['Location']}stop/")["Location"] == "/rounds/"
    assert not Round.objects.filter(state=RoundState.DRAFT).exists()


def test_a_pulse_begins_with_a_round_to_look_at_and_goes_with_it(world: World) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    sent = fields(bram.get(NEW).content.decode()) | {"every_weeks": "4"}
    made = bram.post(NEW, sent)
    series = Series.objects.get()
    assert (series.every_weeks, series.next_on, series.plan["open_days"]) == (4, clock.today() + timedelta(weeks=4), 14)
    assert "comes back by itself" in main_of(bram, made["Location"])
    assert bram.post(NEW, sent)["Location"] == made["Location"]
    bram.post(f"{made['Location']}stop/")
    series.refresh_from_db()
    assert series.ended_at is not None


def test_too_short_a_rhythm_is_refused_with_its_reason(world: World) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    answer = bram.post(NEW, fields(bram.get(NEW).content.decode()) | {"every_weeks": "2"})
    assert answer.status_code == 422
    assert "closed before the next one begins" in answer.content.decode()
    assert not Series.objects.exists()


@pytest.mark.parametrize("change", [{"closes_on": "2020-01-01"}, {"closes_on": "x"}, {"title": ""}, {"codes": "-1"}])
def test_what_is_wrong_is_said_and_nothing_is_made(world: World, change: dict[str, str]) -> None:
    bram = world.client(world.bram)
    sent = fields(bram.get(NEW).content.decode()) | change
    assert bram.post(NEW, sent).status_code == 422
    assert not Round.objects.exists()


def test_who_cannot_ask_anybody_finds_no_form(world: World) -> None:
    assert world.client(world.ada).get(NEW).status_code == 404
    assert world.client(world.bram).get("/rounds/new/?instrument=NONE").status_code == 404
    assert world.client(world.bram).get("/rounds/new/").status_code == 302


def test_the_form_costs_a_fixed_number_of_queries(world: World, django_assert_num_queries: Counting) -> None:
    ada = advised(world)
    for number in range(6):
        team_of(world, f"Buurt {number}", 1)
    with django_assert_num_queries(10):
        ada.get(NEW)
