"""Addresses of boards, threads, try-outs and their effects."""

from django.urls import path

from drieslag.web.board import live, views
from drieslag.web.board.views import effects, questions, threads, try_outs

app_name = "board"

urlpatterns = [
    path("board/", views.mine, name="mine"),
    path("board/<uuid:team>/", views.team, name="team"),
    path("fragments/team/<uuid:key>/<slug:audience>/", live.fragment, name="fragment"),
    path("questions/new/", questions.ask, name="ask"),
    path("threads/<uuid:key>/", threads.thread, name="thread"),
    path("threads/<uuid:key>/words/", questions.edit, name="edit"),
    path("threads/<uuid:key>/withdrawal/", questions.withdrawal, name="withdrawal"),
    path("threads/<uuid:key>/return/", questions.restoration, name="restoration"),
    path("threads/<uuid:key>/shelf/", threads.shelf, name="shelf"),
    path("threads/<uuid:key>/toughness/", threads.toughness, name="toughness"),
    path("threads/<uuid:key>/insights/", threads.insights, name="insights"),
    path("insights/<uuid:key>/withdrawal/", threads.insight_withdrawal, name="insight_withdrawal"),
    path("threads/<uuid:key>/closure/", threads.closure, name="closure"),
    path("threads/<uuid:key>/try-outs/", try_outs.new, name="try_out_new"),
    path("try-outs/<uuid:key>/", try_outs.change, name="try_out"),
    path("try-outs/<uuid:key>/stop/", try_outs.stop, name="stop"),
    path("try-outs/<uuid:key>/effect/", effects.look_back, name="look_back"),
    path("effects/<uuid:key>/", effects.effect, name="effect"),
    path("effects/<uuid:key>/withdrawal/", effects.withdrawal, name="effect_withdrawal"),
]
