"""Addresses of talks."""

from django.urls import path

from drieslag.web.talks.views import agreeing, asking, cards, decks, one, preparing

D = "talks/decks/<uuid:key>/"

app_name = "talks"
urlpatterns = [
    path("talks/", one.listing, name="list"),
    path("talks/deck/", cards.deck, name="deck"),
    path("talks/decks/new/", decks.new, name="deck_new"),
    path("talks/decks/sheet/", decks.bring_in, name="deck_import"),
    path("talks/decks/cards.xlsx", decks.template, name="deck_template"),
    path(D, decks.edit, name="deck_edit"),
    path(D + "about/", decks.about, name="deck_about"),
    path(D + "lines/", decks.lines, name="deck_lines"),
    path(D + "sheet/", decks.bring_into, name="deck_sheet"),
    path(D + "cards.xlsx", decks.export, name="deck_export"),
    path(D + "withdrawal/", decks.withdrawal, name="deck_withdrawal"),
    path(D + "cards/<uuid:card>/", decks.card, name="deck_card"),
    path(D + "cards/<uuid:card>/removal/", decks.removal, name="deck_removal"),
    path("talks/new/", asking.new, name="new"),
    path("talks/new/<uuid:person>/", asking.with_whom, name="with"),
    path("talks/<uuid:key>/", one.talk, name="one"),
    path("talks/<uuid:key>/answer/", asking.answer, name="answer"),
    path("talks/<uuid:key>/moment/", asking.moment, name="moment"),
    path("talks/<uuid:key>/end/", asking.end, name="end"),
    path("talks/<uuid:key>/preparation/", preparing.preparation, name="preparation"),
    path("talks/<uuid:key>/preparation/opening/", preparing.opening, name="opening"),
    path("talks/<uuid:key>/preparation/erasure/", preparing.words_erasure, name="words_erasure"),
    path("talks/<uuid:key>/reading/", preparing.reading, name="reading"),
    path("talks/<uuid:key>/cards/", cards.cards, name="cards"),
    path("talks/<uuid:key>/cards/paper/", cards.table, name="table"),
    path("talks/<uuid:key>/agreements/", agreeing.agreements, name="agreements"),
    path("talks/<uuid:key>/confirmation/", agreeing.confirmation, name="confirmation"),
    path("talks/<uuid:key>/sentence/", agreeing.sentence, name="sentence"),
    path("talks/<uuid:key>/closure/", agreeing.closure, name="closure"),
    path("talks/<uuid:key>/erasure/", agreeing.erasure, name="erasure"),
]
