"""The writers of talks. Nothing of it stands in the journal: a talk is private."""

from drieslag.development.talks.actions.agreeing import answer_with_a_sentence, confirm, write_agreements
from drieslag.development.talks.actions.asking import accept, ask_for_talk, call_off, decline, move
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
    "answer_with_a_sentence",
    "ask_for_talk",
    "call_off",
    "close_again",
    "close_talk",
    "confirm",
    "decline",
    "erase_talk",
    "lay_cards",
    "lay_open",
    "move",
    "prepare",
    "read_prepared",
    "take_words_back",
    "write_agreements",
]
