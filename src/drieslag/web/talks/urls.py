"""Addresses of talks."""

from django.urls import path

from drieslag.web.talks.views import agreeing, asking, one, preparing

app_name = "talks"
urlpatterns = [
    path("talks/", one.listing, name="list"),
    path("talks/deck/", one.deck, name="deck"),
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
    path("talks/<uuid:key>/cards/", preparing.cards, name="cards"),
    path("talks/<uuid:key>/agreements/", agreeing.agreements, name="agreements"),
    path("talks/<uuid:key>/confirmation/", agreeing.confirmation, name="confirmation"),
    path("talks/<uuid:key>/sentence/", agreeing.sentence, name="sentence"),
    path("talks/<uuid:key>/closure/", agreeing.closure, name="closure"),
    path("talks/<uuid:key>/erasure/", agreeing.erasure, name="erasure"),
]
