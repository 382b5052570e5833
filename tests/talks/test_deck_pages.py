"""The pages of cards: reading and choosing them, and making a deck without a script."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drieslag.core import clock
from drieslag.development.talks import actions, queries
from drieslag.development.talks.models import Deck, DeckCard
from drieslag.development.talks.written import Words
from drieslag.people.enums import Role
from drieslag.people.models import Person
from tests.factories.world import World
from tests.support.roles import director, eva, with_role
from tests.talks.decking import CARDS, card_of, keys, made, texts, workbook
from tests.talks.talking import NOW, planned

__all__ = ["director", "eva"]
pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NEW, IMPORT, DECK = (reverse(f"talks:{name}") for name in ("deck_new", "deck_import", "deck"))
ONE = ("edit", "about", "lines", "sheet", "export")


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def of(deck: Deck, name: str, *more: object) -> str:
    return reverse(f"talks:deck_{name}", args=[deck.pk, *more])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split("<main")[1].split("</main>")[0].split())


def main_of(world: World, who: Person, url: str, status: int = 200) -> str:
    answer = world.client(who).get(url)
    assert answer.status_code == status, (answer.status_code, url)
    return text_of(answer)


class TestReading:
    def test_every_colleague_reads_them_and_filters_by_kind(self, world: World, eva: Person) -> None:
        deck = made(eva)
        page = main_of(world, world.carla, DECK)
        for text in (*(one.text for one in CARDS), "Goed gesprek", "Van onszelf", "When it is busy"):
            assert text in page, text
        assert "Make a deck" not in page
        future = main_of(world, world.carla, f"{DECK}?dimension=future")
        assert (CARDS[2].text in future, CARDS[0].text in future) == (True, False)
        assert "What will your work ask of you in two years?" in future
        own = main_of(world, world.carla, f"{DECK}?deck={deck.pk}")
        assert (CARDS[0].text in own, "When it is busy" in own) == (True, False)
        none = main_of(world, world.carla, f"{DECK}?deck={deck.pk}&dimension=organising")
        assert "There are no cards of this kind." in none
        for odd in ("?dimension=height", "?deck=x", "?deck=%00"):
            assert "When it is busy" in main_of(world, world.carla, DECK + odd)

    def test_one_that_was_withdrawn_stands_only_with_the_advisers(self, world: World, eva: Person) -> None:
        actions.withdraw_deck(by=eva, deck=made(eva))
        assert "Goed gesprek" not in main_of(world, world.bram, DECK)
        page = main_of(world, eva, DECK)
        assert ("Goed gesprek" in page, "withdrawn" in page, CARDS[0].text in page) == (True, True, False)

    def test_another_organisation_reads_nothing_of_it(self, world: World, eva: Person) -> None:
        made(eva)
        page = main_of(world, world.dirk, DECK)
        assert ("When it is busy" in page, "Goed gesprek" in page, CARDS[0].text in page) == (True, False, False)


class TestChoosing:
    def test_both_choose_beside_our_own_deck(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        url = reverse("talks:cards", args=[talk.pk])
        page = main_of(world, world.bram, url)
        assert (CARDS[0].text in page, CARDS[1].text in page, "When it is busy" in page) == (True, False, False)
        page = main_of(world, world.anna, url)
        assert (CARDS[1].text in page, "When it is busy" in page, "for who leads the talk" in page) == (True,) * 3
        world.client(world.bram).post(url, {"cards": [keys(deck)[0], "work_day"]})
        for who in (world.bram, world.anna):
            page = main_of(world, who, reverse("talks:one", args=[talk.pk]))
            assert (CARDS[0].text in page, "Van onszelf" in page, "Which day of last month" in page) == (True,) * 3
            paper = main_of(world, who, reverse("talks:table", args=[talk.pk]))
            assert (CARDS[0].text in paper, "Van onszelf" in paper, "data-print" in paper) == (True,) * 3

    def test_what_is_ticked_stays_while_one_looks_and_draws(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        client, url = world.client(world.bram), reverse("talks:cards", args=[talk.pk])
        looked = client.post(url, {"cards": ["work_day"], "deck": str(deck.pk), "show": "yes"})
        page = text_of(looked)
        assert (looked.status_code, page.count(" checked"), "Chosen already" in page) == (200, 1, True)
        assert "What changes" not in page
        drawn = client.post(url, {"cards": ["work_day"], "deck": str(deck.pk), "draw": "yes"})
        page = text_of(drawn)
        assert (drawn.status_code, page.count(" checked"), "that were drawn are ticked" in page) == (200, 3, True)
        assert queries.cards_of(queries.get_talk(world.bram, talk.pk)) == ()
        drawn = client.post(url, {"draw": "yes", "dimension": "future"})
        assert text_of(drawn).count(" checked") == 3

    def test_a_card_that_is_gone_is_said_and_the_others_stay_ticked(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        client, url = world.client(world.bram), reverse("talks:cards", args=[talk.pk])
        key = keys(deck)[0]
        actions.withdraw_deck(by=eva, deck=deck)
        for odd in ({"cards": [key, "work_day"]}, {"cards": ["work_day"], "deck": str(deck.pk)}):
            answer = client.post(url, odd)
            assert (answer.status_code, text_of(answer).count(" checked")) == (422, 1), odd
        assert client.post(url, {"cards": [key, "x"], "draw": "yes"}).status_code == 422

    def test_more_than_a_talk_can_use_is_refused_and_stays_ticked(self, world: World) -> None:
        from drieslag.development.talks.deck import CARDS as OURS

        talk = planned(world)
        answer = world.client(world.anna).post(reverse("talks:cards", args=[talk.pk]), {"cards": list(OURS)[:13]})
        assert (answer.status_code, text_of(answer).count(" checked")) == (422, 13)

    def test_who_is_not_one_of_the_two_finds_no_table(self, world: World, eva: Person, director: Person) -> None:
        talk = planned(world)
        for who in (world.carla, world.lea, world.ada, eva, director, world.dirk):
            assert world.client(who).get(reverse("talks:table", args=[talk.pk])).status_code == 404


class TestMaking:
    def test_from_pasted_lines_to_a_deck_that_changed(self, world: World, eva: Person) -> None:
        client = world.client(eva)
        assert "Make a deck" in main_of(world, eva, DECK)
        main_of(world, eva, NEW)
        sent = {
            "name": "Goed gesprek", "source": "Van onszelf", "lines": "1. Wat ging goed?\r\n- Wat niet?\r\n",
            "heading": "Je werk", "dimension": "reflecting", "whom": "everyone",
        }  # fmt: skip
        answer = client.post(NEW, sent)
        deck = Deck.objects.get()
        assert answer["Location"] == of(deck, "edit")
        assert texts(deck) == ["Wat ging goed?", "Wat niet?"]
        assert {(one.heading, one.dimension, one.whom) for one in DeckCard.objects.all()} == {
            ("Je werk", "reflecting", "everyone")
        }
        client.post(of(deck, "about"), {"name": "Beter gesprek", "source": "Van team Oost"})
        client.post(of(deck, "lines"), {"lines": "Wat nu?", "whom": "leader"})
        card = card_of(deck)
        assert "Wat ging goed?" in main_of(world, eva, of(deck, "card", card.pk))
        client.post(of(deck, "card", card.pk), {"was": "1", "text": "Wat ging beter?", "whom": "everyone"})
        client.post(of(deck, "removal", card_of(deck, 1).pk))
        page = main_of(world, eva, of(deck, "edit"))
        for there in ("Beter gesprek", "Van team Oost", "Wat ging beter?", "Wat nu?", "for who leads the talk"):
            assert there in page, there
        assert "Wat niet?" not in page
        client.post(of(deck, "withdrawal"))
        page = main_of(world, eva, of(deck, "edit"))
        assert ("Offer it again" in page, of(deck, "lines") in page) == (True, False)
        client.post(of(deck, "withdrawal"), {"back": "yes"})
        assert Deck.objects.get().withdrawn_at is None

    def test_what_cannot_be_taken_stays_on_the_page(self, world: World, eva: Person) -> None:
        deck = made(eva)
        client, card = world.client(eva), card_of(deck)
        whole = {"name": "Merkwoord", "source": "Van ons", "lines": "Merkwoord?", "whom": "everyone"}
        for url, sent, reason in (
            (NEW, whole | {"source": ""}, "required"),
            (NEW, whole | {"lines": "Merkwoord?\nmerkwoord?\n" + "x" * 201}, "Line 3: This is 1 sign too long"),
            (NEW, whole | {"lines": " - \n"}, "one question at least"),
            (NEW, whole | {"lines": "Wat zei Jan de Vries?"}, "Is it a person: ‘Jan de Vries’"),
            (NEW, whole | {"dimension": "height"}, "Merkwoord"),
            (of(deck, "about"), {"name": "Merkwoord", "source": "s" * 201}, "too long"),
            (of(deck, "lines"), {"lines": f"Merkwoord?\n{CARDS[0].text}"}, "Line 2: This question stands"),
            (of(deck, "card", card.pk), {"was": "9", "text": "Merkwoord?", "whom": "leader"}, "meanwhile"),
            (of(deck, "card", card.pk), {"was": "1", "text": CARDS[2].text, "whom": "leader"}, "stands in the deck"),
        ):
            answer = client.post(url, sent)
            page = text_of(answer)
            assert (answer.status_code, reason in page) == (422, True), (url, reason)
            assert any(word in page for word in ("Merkwoord", CARDS[2].text)), url
        assert (Deck.objects.count(), texts(deck)) == (1, [one.text for one in CARDS])

    def test_a_name_that_is_nobody_is_kept_once_that_is_said(self, world: World, eva: Person) -> None:
        sent = {"name": "Vragen", "source": "Van ons", "lines": "Wat zou Jan de Vries doen?", "whom": "everyone"}
        client = world.client(eva)
        asked = client.post(NEW, sent)
        assert 'name="looked_over"' in text_of(asked)
        assert 'name="looked_over"' not in main_of(world, eva, NEW)
        client.post(NEW, sent | {"looked_over": "on"})
        assert texts(Deck.objects.get()) == ["Wat zou Jan de Vries doen?"]

    def test_a_deck_that_was_withdrawn_meanwhile_keeps_what_was_typed(self, world: World, eva: Person) -> None:
        deck = actions.withdraw_deck(by=eva, deck=made(eva))
        answer = world.client(eva).post(of(deck, "lines"), {"lines": "Merkwoord?", "whom": "everyone"})
        page = text_of(answer)
        assert (answer.status_code, "Offer it again first" in page, "Merkwoord?" in page) == (422, True, True)
        assert world.client(eva).get(of(deck, "lines")).status_code == 403
        world.client(eva).post(of(deck, "removal", card_of(deck).pk))
        assert len(texts(deck)) == 3

    def test_the_last_card_and_one_deck_too_many_say_why(self, world: World, eva: Person) -> None:
        deck = made(eva, cards=CARDS[:1])
        client = world.client(eva)
        answer = client.post(of(deck, "removal", card_of(deck).pk), follow=True)
        assert "This is the last card." in answer.content.decode()
        actions.withdraw_deck(by=eva, deck=deck)
        for number in range(12):
            made(eva, name=f"Goed gesprek, deel {number}")
        answer = client.post(of(deck, "withdrawal"), {"back": "yes"}, follow=True)
        assert "offers very many decks" in answer.content.decode()


class TestSheets:
    def file(self, *rows: tuple[str | None, ...]) -> SimpleUploadedFile:
        return SimpleUploadedFile("kaarten.xlsx", workbook(*rows))

    def test_a_sheet_becomes_a_deck_and_goes_out_and_in(self, world: World, eva: Person) -> None:
        client = world.client(eva)
        main_of(world, eva, IMPORT)
        file = self.file(("Vraag", "Voor wie"), ("Wat ging goed?", ""), ("Wat niet?", "wie leidt"))
        client.post(IMPORT, {"name": "Goed gesprek", "source": "Van ons", "file": file})
        deck = Deck.objects.get()
        assert texts(deck) == ["Wat ging goed?", "Wat niet?"]
        before = keys(deck)
        out = client.get(of(deck, "export"))
        back = SimpleUploadedFile("terug.xlsx", BytesIO(out.content).read())
        client.post(of(deck, "sheet"), {"file": back})
        assert keys(deck) == before
        client.post(of(deck, "sheet"), {"file": SimpleUploadedFile("een.csv", b"Vraag\nWat ging goed?\n")})
        assert keys(deck) == before[:1]
        assert client.get(reverse("talks:deck_template")).content[:2] == b"PK"

    def test_nothing_is_brought_in_when_something_is_wrong(self, world: World, eva: Person) -> None:
        deck, client = made(eva), world.client(eva)
        rows = (("Vraag", "Voor wie"), ("Wat?", "de baas"), ("x" * 201, ""))
        for url, more in ((IMPORT, {"name": "Merkwoord", "source": "Van ons"}), (of(deck, "sheet"), {})):
            answer = client.post(url, {**more, "file": self.file(*rows)})
            page = text_of(answer)
            assert answer.status_code == 422
            for there in ("2 things to mend", "B2", "A3", *more.values()):
                assert there in page, there
            named = client.post(url, {**more, "file": self.file(("Vraag",), ("Wat zei Jan de Vries?",))})
            assert (named.status_code, 'name="looked_over"' in text_of(named)) == (422, True)
            assert client.post(url, more).status_code == 422
        assert (Deck.objects.count(), texts(deck)) == (1, [one.text for one in CARDS])


def test_others_find_no_page_where_decks_are_made(world: World, eva: Person, director: Person) -> None:
    deck = made(eva)
    card = card_of(deck)
    coach = with_role(world, "Cor Coach", Role.LEARNING_COACH)
    pages = [NEW, IMPORT, reverse("talks:deck_template"), *(of(deck, name) for name in ONE), of(deck, "card", card.pk)]
    acts = [*pages, of(deck, "removal", card.pk), of(deck, "withdrawal")]
    for who in (world.bram, world.anna, world.lea, world.ada, world.carla, director, coach, world.dirk):
        client = world.client(who)
        assert {client.get(page).status_code for page in pages} == {404}, who.name
        assert {client.post(act).status_code for act in acts} <= {404, 405}, who.name
    other = with_role(world, "Els Adviseur", Role.LEARNING_ADVISER)
    assert {world.client(other).get(page).status_code for page in pages} == {200}
    assert world.client(eva).get(of(deck, "card", deck.pk)).status_code == 404
    assert world.client(eva).get(of(deck, "edit").replace(str(deck.pk), str(card.pk))).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_deck_and_for_many(
    world: World, eva: Person, django_assert_num_queries: Counting, count: int
) -> None:
    cards = [Words(f"Vraag {n}?", f"Over deel {n}") for n in range(count * 5)]
    decks = [made(eva, name=f"Goed gesprek, deel {n}", cards=cards) for n in range(count)]
    talk = planned(world)
    actions.lay_cards(by=world.bram, talk=talk, cards=keys(decks[0])[:count])
    cards_of, one_of, table_of = (reverse(f"talks:{name}", args=[talk.pk]) for name in ("cards", "one", "table"))
    asked = (
        (world.bram, DECK, 9), (eva, DECK, 10), (eva, of(decks[0], "edit"), 11),
        (world.bram, cards_of, 14), (world.bram, one_of, 13), (world.bram, table_of, 13),
    )  # fmt: skip
    for who, address, most in asked:
        client = world.client(who)
        client.get(DECK)
        with django_assert_num_queries(most):
            client.get(address)
