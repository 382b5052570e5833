"""The pages of talks: what each of the two sees at each moment, and that nobody else finds them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.development.talks import actions, queries
from drieslag.development.talks.deck import CARDS
from drieslag.development.talks.enums import TalkState
from drieslag.development.talks.models import Talk
from drieslag.people.models import Person
from tests.factories.world import World
from tests.talks.talking import NOW, agreed, asked, closed, outsiders, planned

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


def test_from_nothing_to_a_talk_that_both_signed(world: World) -> None:
    bram, anna = world.client(world.bram), world.client(world.anna)
    assert "With whom do you talk about how you grow?" in main_of(world, "/talks/")
    page = bram.post("/talks/new/", {"words": "anna"}).content.decode()
    assert "Anna de Boer" in page
    assert "Lea Kok" in main_of(world, "/talks/new/")  # in the same team
    answer = bram.post("/talks/new/", {"person": str(world.anna.pk)})
    assert answer["Location"] == f"/talks/new/{world.anna.pk}/"
    sent = {"kind": "coaching", "day": "2026-12-08", "at": "14:00", "place": "De Linde", "about": "Over stiltes"}
    assert bram.post(answer["Location"], sent).status_code == 302
    talk = Talk.objects.get()
    assert talk.planned_at.isoformat() == "2026-12-08T13:00:00+00:00"
    url = f"/talks/{talk.pk}/"
    assert "This fits me" in main_of(world, url, world.anna)
    assert "This fits me" not in main_of(world, url)
    anna.post(f"{url}answer/", {"fits": "yes"})
    assert "Coaching talk with Anna de Boer" in main_of(world, "/talks/")
    assert "Tuesday 8 December at 14:00" in main_of(world, url)

    bram.post(f"{url}preparation/", {"does": "Ik wacht langer"})
    assert "Ik wacht langer" in main_of(world, url)
    assert "Ik wacht langer" not in main_of(world, url, world.anna)
    bram.post(f"{url}preparation/opening/", {"open": "yes"})
    closed_still = main_of(world, url, world.anna)
    assert "Bram Visser sees that you read this" in closed_still
    assert "Ik wacht langer" not in closed_still
    anna.post(f"{url}reading/")
    assert "Ik wacht langer" in main_of(world, url, world.anna)

    assert "Bram Visser reads what you write here" in main_of(world, f"{url}preparation/", world.anna)
    anna.post(f"{url}preparation/", {"saw": "Je telde tot tien"})
    assert "Je telde tot tien" in main_of(world, url)
    anna.post(f"{url}cards/", {"cards": [next(iter(CARDS))]})
    assert str(CARDS[next(iter(CARDS))]) in main_of(world, url)

    said = {"after": "0", "what_0": "Twee stiltes", "who_0": "owner", "by_0": "2027-01-15", "what_4": "Meekijken"}
    bram.post(f"{url}agreements/", {**said, "who_4": "other", "help": "Anna", "evidence": "Zij praat meer"})
    page = main_of(world, url, world.anna)
    assert "Twee stiltes" in page
    assert "I confirm this" in page
    anna.post(f"{url}sentence/", {"number": "1", "sentence": "Liever na kerst"})
    assert "Liever na kerst" in main_of(world, url)
    anna.post(f"{url}confirmation/", {"number": "1"})
    assert "Confirmed by both" in main_of(world, url)
    bram.post(f"{url}closure/")
    page = main_of(world, url)
    assert "Share the agreements with somebody" in page
    assert "Share the agreements with somebody" not in main_of(world, url, world.anna)
    bram.post(f"{url}erasure/")
    assert not Talk.objects.exists()


def test_a_leader_asks_for_a_talk_about_somebody(world: World) -> None:
    page = main_of(world, f"/talks/new/{world.bram.pk}/", world.lea)
    assert "That of Bram Visser" in page
    assert "About whose growth" not in main_of(world, f"/talks/new/{world.anna.pk}/")
    sent = {"kind": "expectations", "day": "2026-12-08", "at": "09:00", "whose": "other"}
    world.client(world.lea).post(f"/talks/new/{world.bram.pk}/", sent)
    talk = Talk.objects.get()
    assert (talk.owner, talk.other) == (world.bram.pk, world.lea.pk)
    assert "You decide what is written down" in main_of(world, f"/talks/{talk.pk}/")
    assert world.client(world.lea).get(f"/talks/{talk.pk}/agreements/").status_code == 403
    world.client(world.bram).post(f"/talks/{talk.pk}/answer/", {"fits": "no"})
    talk.refresh_from_db()
    assert talk.state == TalkState.DECLINED
    assert "Does not fit now" in main_of(world, "/talks/", world.lea)


def test_what_cannot_be_taken_stays_on_the_page(world: World) -> None:
    bram, talk = world.client(world.bram), planned(world)
    long = "lang woord " * 300
    for url, sent in (
        ("/talks/new/", {"words": long}),
        (f"/talks/new/{world.anna.pk}/", {"kind": "coaching", "day": "", "about": long}),
        (
            f"/talks/new/{world.anna.pk}/",
            {"kind": "coaching", "day": "2020-01-01", "at": "10:00", "about": "lang woord"},
        ),
        (f"/talks/{talk.pk}/moment/", {"day": "2020-01-01", "at": "10:00", "place": "lang woord"}),
        (f"/talks/{talk.pk}/preparation/", {"does": long}),
        (f"/talks/{talk.pk}/agreements/", {"help": "lang woord"}),
        (f"/talks/{talk.pk}/agreements/", {"what_5": long}),
    ):
        answer = bram.post(url, sent)
        assert (answer.status_code, "lang woord" in answer.content.decode()) == (422, True), url
    agreed(world, talk)
    wrong = world.client(world.anna).post(f"/talks/{talk.pk}/sentence/", {"number": "1", "sentence": long})
    assert wrong.status_code == 422
    agreed(world, talk, evidence="Anders")
    wrong = world.client(world.anna).post(f"/talks/{talk.pk}/sentence/", {"number": "1", "sentence": "lang woord"})
    assert (wrong.status_code, "changed meanwhile" in wrong.content.decode()) == (422, True)


def test_acts_that_are_too_late_say_why(world: World) -> None:
    talk = closed(world)
    for who, act, sent in (
        (world.anna, "answer", {"fits": "yes"}),
        (world.bram, "end", {}),
        (world.anna, "confirmation", {"number": "1"}),
        (world.anna, "closure", {}),
    ):
        answer = world.client(who).post(f"/talks/{talk.pk}/{act}/", sent, follow=True)
        assert "utrecht-alert--warning" in answer.content.decode(), act
    assert world.client(world.bram).get(f"/talks/{talk.pk}/preparation/").status_code == 403
    assert world.client(world.anna).post(f"/talks/{talk.pk}/erasure/").status_code == 403
    assert world.client(world.anna).post(f"/talks/{talk.pk}/confirmation/", {"number": "x"}).status_code == 404
    assert world.client(world.anna).get(f"/talks/{planned(world).pk}/sentence/").status_code == 404


def test_calling_off_moving_and_taking_back(world: World) -> None:
    talk = planned(world)
    anna, bram = world.client(world.anna), world.client(world.bram)
    anna.post(f"/talks/{talk.pk}/moment/", {"day": "2026-12-10", "at": "11:30", "place": "Oost"})
    assert "Anna de Boer proposes Thursday 10 December at 11:30" in main_of(world, f"/talks/{talk.pk}/")
    anna.post(f"/talks/{talk.pk}/preparation/", {"saw": "Iets"})
    anna.post(f"/talks/{talk.pk}/preparation/erasure/")
    assert queries.seen(world.bram, talk.pk).theirs is None
    bram.post(f"/talks/{talk.pk}/preparation/", {"does": "Iets", "open": "yes"})
    assert queries.seen(world.anna, talk.pk).theirs is not None
    bram.post(f"/talks/{talk.pk}/preparation/opening/", {"open": "no"})
    assert queries.seen(world.anna, talk.pk).theirs is None
    bram.post(f"/talks/{talk.pk}/end/")
    assert "Called off" in main_of(world, "/talks/")


def test_calling_off_asks_first_and_one_can_ask_for_a_new_one(world: World) -> None:
    talk = planned(world)
    url = f"/talks/{talk.pk}/"
    for who in (world.bram, world.anna):
        page = main_of(world, url, who)
        assert f'href="{url}end/"' in page
        assert f'action="{url}end/"' not in page
        assert "You cannot undo that." in main_of(world, f"{url}end/", who)
    talk.refresh_from_db()
    assert talk.state == TalkState.PLANNED
    world.client(world.anna).post(f"{url}end/")
    assert f'href="/talks/new/{world.anna.pk}/"' in main_of(world, url)
    assert "/talks/new/" not in main_of(world, url, world.anna)
    main_of(world, f"{url}end/", status=403)


def test_nobody_but_the_two_finds_it(world: World) -> None:
    talk = planned(world)
    actions.prepare(by=world.anna, talk=talk, answers={"saw": "Alleen voor Bram"})
    parts = ("", "moment/", "end/", "preparation/", "cards/", "agreements/", "sentence/")
    acts = ("answer/", "end/", "preparation/opening/", "preparation/erasure/", "reading/", "confirmation/", "closure/")
    for who in [*outsiders(world), world.dirk]:
        client = world.client(who)
        for part in parts:
            assert client.get(f"/talks/{talk.pk}/{part}").status_code == 404, (who.name, part)
        for act in (*acts, "erasure/"):
            assert client.post(f"/talks/{talk.pk}/{act}").status_code == 404, (who.name, act)
        assert str(talk.pk) not in main_of(world, "/talks/", who)
    assert world.client(world.ada).get("/talks/new/").status_code == 404
    assert world.client(world.bram).get(f"/talks/new/{world.dirk.pk}/").status_code == 404
    assert world.client(world.bram).post("/talks/new/", {"person": "nobody"}).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_pages_cost_the_same_for_one_talk_and_for_many(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    talks = [asked(world, planned_at=NOW + timedelta(days=day + 1)) for day in range(count)]
    client = world.client(world.bram)
    client.get("/talks/")
    for address, most in (("/talks/", 10), (f"/talks/{talks[0].pk}/", 13)):
        with django_assert_num_queries(most):
            client.get(address)
