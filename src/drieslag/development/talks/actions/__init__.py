"""The writers of talks, and of the decks for them. Of talks nothing stands in the journal: a talk is private."""

from drieslag.development.talks.actions.agreeing import answer_with_a_sentence, confirm, write_agreements
from drieslag.development.talks.actions.asking import accept, ask_for_talk, call_off, decline, move
from drieslag.development.talks.actions.decks import (
    add_cards,
    change_about,
    change_card,
    make_deck,
    offer_again,
    remove_card,
    replace_cards,
    withdraw_deck,
)
from drieslag.development.talks.actions.ending import close_talk, erase_talk
from drieslag.development.talks.actions.preparing import (
    close_again,
    lay_cards,
    lay_open,
    prepare,
    read_prepared,
    take_words_back,
)

__all__ = [
    "accept",
    "add_cards",
    "answer_with_a_sentence",
    "ask_for_talk",
    "call_off",
    "change_about",
    "change_card",
    "close_again",
    "close_talk",
    "confirm",
    "decline",
    "erase_talk",
    "lay_cards",
    "lay_open",
    "make_deck",
    "move",
    "offer_again",
    "prepare",
    "read_prepared",
    "remove_card",
    "replace_cards",
    "take_words_back",
    "withdraw_deck",
    "write_agreements",
]
