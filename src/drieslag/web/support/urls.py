"""Addresses of buddies, requests for help, tallies, lists of who leaves and what one takes part in."""

from django.urls import path

from drieslag.web.support.views import buddies, commitment, departure, helping, home, request, tally

app_name = "support"
T = "support/<uuid:team>/"

urlpatterns = [
    path("support/", home.home, name="home"),
    path(T + "buddies/", buddies.buddies, name="buddies"),
    path(T + "buddies/lot/", buddies.lot, name="lot"),
    path(T + "buddies/choice/", buddies.choice, name="choice"),
    path(T + "buddies/wish/", buddies.wish, name="wish"),
    path("buddies/<uuid:key>/agreement/", buddies.agreement, name="agreement"),
    path("buddies/<uuid:key>/refusal/", buddies.refusal, name="refusal"),
    path("buddies/<uuid:key>/change/", buddies.change, name="change"),
    path("buddies/<uuid:key>/talk/", buddies.talk, name="talk"),
    path("buddies/<uuid:key>/talk/withdrawal/", buddies.talk_withdrawal, name="talk_withdrawal"),
    path("buddies/<uuid:key>/rhythm/", buddies.rhythm, name="rhythm"),
    path(T + "help/", helping.requests, name="requests"),
    path(T + "help/new/", helping.new, name="request_new"),
    path("help/asked/", helping.asked, name="asked"),
    path("help/<uuid:key>/", request.page, name="request"),
    path("help/<uuid:key>/words/", helping.edit, name="request_edit"),
    path("help/<uuid:key>/state/", request.state, name="request_state"),
    path("help/<uuid:key>/removal/", request.removal, name="request_removal"),
    path("help/<uuid:key>/questions/", request.questions, name="questions"),
    path("help/<uuid:key>/advice/", request.advice, name="advice"),
    path("help/<uuid:key>/advice/wish/", request.advice_wish, name="advice_wish"),
    path("help/<uuid:key>/talk/", request.talk, name="help_talk"),
    path("help/<uuid:key>/thread/", request.thread, name="help_thread"),
    path("help/words/<uuid:key>/withdrawal/", request.word_withdrawal, name="word_withdrawal"),
    path("help/questions/<uuid:key>/answer/", request.answer, name="answer"),
    path("tallies/", tally.tallies, name="tallies"),
    path("tallies/<uuid:key>/", tally.tally, name="tally"),
    path("tallies/<uuid:key>/taps/", tally.taps, name="taps"),
    path("tallies/<uuid:key>/silence/", tally.silence, name="silence"),
    path("tallies/<uuid:key>/sliders/", tally.sliders, name="sliders"),
    path("tallies/<uuid:key>/sliders/withdrawal/", tally.sliders_withdrawal, name="sliders_withdrawal"),
    path("tallies/<uuid:key>/figures/", tally.figures, name="figures"),
    path("leaving/", departure.departures, name="departures"),
    path("leaving/<uuid:key>/", departure.departure, name="departure"),
    path("leaving/<uuid:key>/lines/", departure.lines, name="lines"),
    path("leaving/<uuid:key>/frame/", departure.frame, name="frame"),
    path("leaving/<uuid:key>/sharing/", departure.sharing, name="sharing"),
    path("leaving/<uuid:key>/removal/", departure.removal, name="departure_removal"),
    path("leaving/<uuid:key>/try-outs/<uuid:try_out>/", departure.try_out, name="departure_try_out"),
    path("leaving/lines/<uuid:key>/removal/", departure.line_removal, name="line_removal"),
    path("leaving/lines/<uuid:key>/passing/", departure.passing, name="passing"),
    path("leaving/lines/<uuid:key>/insight/", departure.insight, name="line_insight"),
    path(T + "taking-part/", commitment.undertakings, name="undertakings"),
    path("taking-part/<uuid:key>/", commitment.part, name="part"),
    path("taking-part/<uuid:key>/withdrawal/", commitment.withdrawal, name="part_withdrawal"),
    path("taking-part/<uuid:key>/removal/", commitment.removal, name="undertaking_removal"),
]
