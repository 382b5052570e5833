"""Decks of the organisation's own: who makes them, what is refused, and that a talk keeps the words of its cards."""

import pytest
from django.db import IntegrityError, transaction

from drieslag.core import clock, tenancy
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.talks import actions, piles, queries, table
from drieslag.development.talks.actions.decks import MOST_DECKS, NotTaken, PointsAtSomebody
from drieslag.development.talks.actions.preparing import MOST_LAID
from drieslag.development.talks.deck import CARDS as OURS
from drieslag.development.talks.deck import DECK
from drieslag.development.talks.enums import Side, Whom
from drieslag.development.talks.models import Deck, DeckCard
from drieslag.development.talks.written import MOST_CARDS, Words, lines_of, points_at
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.learning.support.enums import Room
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.privacy.register import export_person
from tests.factories.world import World
from tests.support.roles import director, eva, with_role
from tests.talks.decking import CARDS, card_of, keys, made, texts
from tests.talks.talking import NOW, closed, planned

__all__ = ["director", "eva"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


class TestOurOwn:
    def test_every_dimension_has_cards_and_the_leader_has_three(self) -> None:
        cards = [card for suit in DECK for card in suit.cards]
        for dimension in Room:
            assert sum(card.dimension == dimension for card in cards) >= 3, dimension
        assert [card.key for card in cards if card.whom == Whom.LEADER] == ["busy_self", "busy_right", "busy_close"]

    def test_one_who_leads_lays_them_and_the_owner_may_take_them_away(self, world: World) -> None:
        talk = planned(world)
        with pytest.raises(Refused, match="not offered"):
            actions.lay_cards(by=world.bram, talk=talk, cards=["busy_self"])
        actions.lay_cards(by=world.anna, talk=talk, cards=["busy_self", "work_day"])
        actions.lay_cards(by=world.bram, talk=talk, cards=["busy_self"])
        assert [one.key for one in queries.cards_of(queries.get_talk(world.bram, talk.pk))] == ["busy_self"]
        actions.lay_cards(by=world.bram, talk=talk, cards=[])
        assert queries.cards_of(queries.get_talk(world.anna, talk.pk)) == ()

    def test_not_more_lie_there_than_a_talk_can_use(self, world: World) -> None:
        talk = planned(world)
        with pytest.raises(Refused, match=f"{MOST_LAID} cards"):
            actions.lay_cards(by=world.anna, talk=talk, cards=list(OURS)[: MOST_LAID + 1])


class TestMaking:
    def test_who_gives_direction_makes_one_once(self, world: World, eva: Person) -> None:
        key = new_id()
        first = made(eva, key=key)
        assert made(eva, key=key, name="Anders") == first
        assert (first.name, first.source, texts(first)) == ("Goed gesprek", "Van onszelf", [one.text for one in CARDS])
        said = Statement.objects.get(object_kind="deck")
        assert (said.verb, said.object_id, said.context) == (Verb.PUBLISHED, first.pk, {})

    def test_nobody_else_makes_or_changes_one(self, world: World, eva: Person, director: Person) -> None:
        deck = made(eva)
        card = card_of(deck)
        coach = with_role(world, "Cor Coach", Role.LEARNING_COACH)
        for who in (world.bram, world.anna, world.lea, world.ada, world.carla, director, coach):
            with pytest.raises(Refused, match="learning adviser"):
                made(who)
            with pytest.raises(Refused, match="learning adviser"):
                actions.change_about(by=who, deck=deck, name="Van mij", source="Van mij")
            with pytest.raises(Refused, match="learning adviser"):
                actions.add_cards(by=who, deck=deck, cards=CARDS)
            with pytest.raises(Refused, match="learning adviser"):
                actions.replace_cards(by=who, deck=deck, cards=CARDS)
            with pytest.raises(Refused, match="learning adviser"):
                actions.change_card(by=who, card=card, words=Words("Anders?"), was=1)
            with pytest.raises(Refused, match="learning adviser"):
                actions.remove_card(by=who, card=card)
            with pytest.raises(Refused, match="learning adviser"):
                actions.withdraw_deck(by=who, deck=deck)
            with pytest.raises(Refused, match="learning adviser"):
                actions.offer_again(by=who, deck=deck)
        assert (Deck.objects.count(), texts(deck)) == (1, [one.text for one in CARDS])

    def test_another_organisation_finds_nothing(self, world: World, eva: Person) -> None:
        deck = made(eva)
        card = card_of(deck)
        dirk = world.dirk
        with tenancy.inside(world.elsewhere.pk):
            assert [pile.key for pile in piles.piles()] == [piles.OURS]
            assert piles.decks() == []
            for act in (
                lambda: piles.get_deck(deck.pk),
                lambda: actions.withdraw_deck(by=dirk, deck=deck),
                lambda: actions.remove_card(by=dirk, card=card),
            ):
                with pytest.raises(NotFound):
                    act()
        tenancy.enter(world.organisation.pk)
        assert Deck.objects.get().withdrawn_at is None

    def test_all_that_is_wrong_is_said_at_once(self, world: World, eva: Person) -> None:
        cards = [Words("Eén?"), Words("  "), Words("x" * 201), Words("EÉN?"), Words("Twee?", "k" * 61)]
        with pytest.raises(NotTaken) as wrong:
            made(eva, cards=cards)
        assert [one.place for one in wrong.value.problems] == ["2", "3", "4", "5"]
        assert "The same question stands here: 1." in str(wrong.value.reason)
        for more, reason in (
            ({"name": "n" * 61}, "too long"),
            ({"name": " "}, "no words"),
            ({"source": "s" * 201}, "too long"),
            ({"source": ""}, "no words"),
            ({"cards": []}, "one question"),
            ({"cards": [Words("Wat?", dimension="height")]}, "no such choice"),
            ({"cards": [Words("Wat?", whom="nobody")]}, "no such choice"),
            ({"cards": [Words(f"Vraag {n}?") for n in range(MOST_CARDS + 1)]}, "100 cards at most"),
        ):
            with pytest.raises(Refused, match=reason):
                made(eva, **more)
        assert not Deck.objects.exists()

    def test_there_is_an_end_to_how_many_are_offered(self, world: World, eva: Person) -> None:
        decks = [made(eva, name=f"Goed gesprek, deel {n}") for n in range(MOST_DECKS)]
        with pytest.raises(Refused, match="very many decks"):
            made(eva)
        actions.withdraw_deck(by=eva, deck=decks[0])
        made(eva)
        with pytest.raises(Refused, match="very many decks"):
            actions.offer_again(by=eva, deck=decks[0])


class TestNobodyStandsInIt:
    def test_a_name_is_asked_about_and_can_be_nobody(self, world: World, eva: Person) -> None:
        named = [Words("Wat leerde Jan de Vries jou?")]
        with pytest.raises(PointsAtSomebody, match="Jan de Vries"):
            made(eva, cards=named)
        with pytest.raises(PointsAtSomebody, match="Jan de Vries"):
            made(eva, name="Kaarten van Jan de Vries")
        assert not Deck.objects.exists()
        deck = made(eva, cards=named, looked_over=True)
        with pytest.raises(PointsAtSomebody):
            actions.change_about(by=eva, deck=deck, name="Vragen van Jan de Vries", source="Van ons")
        with pytest.raises(PointsAtSomebody):
            actions.add_cards(by=eva, deck=deck, cards=[Words("Wat?", "Over Jan de Vries")])
        with pytest.raises(PointsAtSomebody):
            actions.replace_cards(by=eva, deck=deck, cards=[Words("Bel jij 06 12345678?")])
        with pytest.raises(PointsAtSomebody):
            actions.change_card(by=eva, card=card_of(deck), words=Words("Wat zei Piet Jansen?"), was=1)

    def test_whose_questions_they_are_may_be_a_name(self, world: World, eva: Person) -> None:
        assert made(eva, source="Jan de Vries, met zijn goedvinden").source.startswith("Jan")

    def test_our_own_cards_are_nobody(self) -> None:
        assert points_at(str(text) for text in OURS.values()) == []


class TestChanging:
    def test_a_talk_keeps_the_words_that_lie_on_its_table(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        first, _leads, last = keys(deck)
        actions.lay_cards(by=world.bram, talk=talk, cards=[last, first, "work_day"])
        actions.change_card(by=eva, card=card_of(deck), words=Words("Wat ging anders?"), was=1)
        actions.remove_card(by=eva, card=card_of(deck, 2))
        actions.change_about(by=eva, deck=deck, name="Nieuw", source="Iemand anders")
        actions.withdraw_deck(by=eva, deck=deck)
        there = queries.cards_of(queries.get_talk(world.anna, talk.pk))
        assert [(one.text, one.source) for one in there if one.deck] == [
            ("Wat ging beter dan je dacht?", "Van onszelf"),
            ("Wat proberen we uit?", "Van onszelf"),
        ]
        actions.lay_cards(by=world.anna, talk=talk, cards=[first])
        assert [one.key for one in queries.cards_of(queries.get_talk(world.bram, talk.pk))] == [first]
        with pytest.raises(Refused, match="not offered"):
            actions.lay_cards(by=world.anna, talk=talk, cards=[last])

    def test_a_card_for_who_leads_is_laid_by_that_one(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        leads = keys(deck)[1]
        with pytest.raises(Refused, match="not offered"):
            actions.lay_cards(by=world.bram, talk=talk, cards=[leads])
        actions.lay_cards(by=world.anna, talk=talk, cards=[leads])
        assert [one.text for one in queries.cards_of(queries.get_talk(world.bram, talk.pk))] == [CARDS[1].text]

    def test_a_closed_talk_takes_no_more_cards_and_its_owner_takes_them_along(self, world: World, eva: Person) -> None:
        deck, talk = made(eva), planned(world)
        actions.lay_cards(by=world.bram, talk=talk, cards=keys(deck)[:1])
        assert [row["cards"] for row in export_person(world.bram.pk)["talks.Talk"]] == [[CARDS[0].text]]
        with pytest.raises(Refused, match="over"):
            actions.lay_cards(by=world.bram, talk=closed(world), cards=keys(deck)[:1])

    def test_other_words_are_another_card_and_other_tags_are_not(self, world: World, eva: Person) -> None:
        deck = made(eva)
        first = card_of(deck)
        same = actions.change_card(
            by=eva, card=first, words=Words(first.text, "Terug", Room.FUTURE, Whom.LEADER), was=1
        )
        assert (same.version, same.heading, same.dimension, same.whom) == (1, "Terug", "future", "leader")
        assert actions.change_card(by=eva, card=first, words=Words("Wat viel mee?"), was=1).version == 2
        with pytest.raises(Refused, match="meanwhile"):
            actions.change_card(by=eva, card=first, words=Words("Wat viel tegen?"), was=1)
        with pytest.raises(NotTaken, match=r"^This question stands in the deck already\.$"):
            actions.change_card(by=eva, card=first, words=Words(CARDS[1].text), was=2)
        actions.remove_card(by=eva, card=first)
        with pytest.raises(NotFound):
            actions.change_card(by=eva, card=first, words=Words("Weg?"), was=2)

    def test_more_questions_come_under_the_others(self, world: World, eva: Person) -> None:
        deck = made(eva)
        actions.add_cards(by=eva, deck=deck, cards=[Words("Nog een?")])
        assert texts(deck)[-1] == "Nog een?"
        with pytest.raises(NotTaken, match="in the deck already"):
            actions.add_cards(by=eva, deck=deck, cards=[Words("nog EEN?")])
        many = [Words(f"Vraag {n}?") for n in range(MOST_CARDS - 3)]
        with pytest.raises(NotTaken, match="Here it would be 101"):
            actions.add_cards(by=eva, deck=deck, cards=many)

    def test_a_question_that_stays_is_the_same_card(self, world: World, eva: Person) -> None:
        deck = made(eva)
        first, _leads, last = keys(deck)
        actions.replace_cards(
            by=eva, deck=deck, cards=[Words(CARDS[2].text), Words("Nieuw?"), Words(CARDS[0].text, "Anders")]
        )
        assert [keys(deck)[0], keys(deck)[2]] == [last, first]
        assert texts(deck) == [CARDS[2].text, "Nieuw?", CARDS[0].text]
        assert card_of(deck, 2).heading == "Anders"

    def test_the_last_card_stays(self, world: World, eva: Person) -> None:
        deck = made(eva, cards=CARDS[:1])
        with pytest.raises(Refused, match="last card"):
            actions.remove_card(by=eva, card=card_of(deck))
        actions.add_cards(by=eva, deck=deck, cards=CARDS[1:])
        card = card_of(deck)
        for _press in range(2):
            actions.remove_card(by=eva, card=card)
        assert texts(deck) == [one.text for one in CARDS[1:]]

    def test_one_that_was_withdrawn_is_not_offered_and_not_changed(self, world: World, eva: Person) -> None:
        deck = made(eva)
        for _press in range(2):
            actions.withdraw_deck(by=eva, deck=deck)
        assert [pile.key for pile in piles.piles()] == [piles.OURS]
        assert [(row, count) for row, count in piles.decks()] == [(deck, 3)]
        with pytest.raises(Refused, match="Offer it again"):
            actions.add_cards(by=eva, deck=deck, cards=[Words("Nog een?")])
        for _press in range(2):
            actions.offer_again(by=eva, deck=deck)
        assert [pile.key for pile in piles.piles()] == [piles.OURS, str(deck.pk)]
        verbs = [Verb(one.verb) for one in Statement.objects.filter(object_kind="deck").order_by("seq")]
        assert verbs == [Verb.PUBLISHED, Verb.WITHDREW, Verb.RESUMED]

    def test_the_database_keeps_a_question_once_in_a_deck(self, world: World, eva: Person) -> None:
        card = card_of(made(eva))
        card.pk = new_id()
        with pytest.raises(IntegrityError), transaction.atomic():
            card.save(force_insert=True)
        assert DeckCard.objects.count() == 3


def test_cards_stand_by_headings_wherever_they_were_added(world: World, eva: Person) -> None:
    deck = made(eva)
    actions.add_cards(by=eva, deck=deck, cards=[Words("Wat liet je los?", "Je werk"), Words("Zonder kopje?")])
    pile = piles.piles()[1]
    assert [(suit.title, len(suit.cards)) for suit in pile.suits] == [("", 1), ("Je werk", 3), ("Vooruit", 1)]
    assert [str(card.text) for card in pile.narrowed(dimension=Room.FUTURE).cards] == ["Wat proberen we uit?"]
    assert CARDS[1].text not in {str(card.text) for card in pile.narrowed(side=Side.OWNER).cards}


def test_what_lies_on_a_table_is_kept_as_short_as_it_can_be() -> None:
    laid = [table.Laid("work_day", "Which day"), table.Laid("x:1", "Wat?", "Stapel", "Van ons")]
    text = table.to_text(laid)
    assert text == '["work_day", ["x:1", "Wat?", "Stapel", "Van ons"]]'
    assert [one.key for one in table.from_text(text)] == ["work_day", "x:1"]
    assert table.from_text('["dropped_later"]') == ()


def test_pasted_lines_lose_the_signs_of_a_list() -> None:
    pasted = "1. Wat ging goed?\r\n\n  - Wat\u200b ging\tmis?\n• \n3 dagen vrij: waarvoor?"
    assert lines_of(pasted) == [(1, "Wat ging goed?"), (3, "Wat ging mis?"), (5, "3 dagen vrij: waarvoor?")]
