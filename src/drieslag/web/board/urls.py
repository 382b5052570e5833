"""Addresses of boards, threads, try-outs and their effects."""

from django.urls import path

from drieslag.web.board import live, views
from drieslag.web.board.views import effects, figures, handing, lessons, moving, questions, threads, try_outs

app_name = "board"

urlpatterns = [
    path("board/", views.mine, name="mine"),
    path("board/lessons/", lessons.find, name="lessons"),
    path("board/<uuid:team>/", views.team, name="team"),
    path("board/<uuid:team>/figures/", figures.team, name="figures"),
    path("fragments/team/<uuid:key>/<slug:audience>/", live.fragment, name="fragment"),
    path("questions/new/", questions.ask, name="ask"),
    path("threads/<uuid:key>/", threads.thread, name="thread"),
    path("threads/<uuid:key>/words/", questions.edit, name="edit"),
    path("threads/<uuid:key>/picture/", questions.picture, name="picture"),
    path("threads/<uuid:key>/withdrawal/", questions.withdrawal, name="withdrawal"),
    path("threads/<uuid:key>/return/", questions.restoration, name="restoration"),
    path("threads/<uuid:key>/shelf/", threads.shelf, name="shelf"),
    path("threads/<uuid:key>/toughness/", threads.toughness, name="toughness"),
    path("threads/<uuid:key>/sides/", threads.sides, name="sides"),
    path("threads/<uuid:key>/insights/", threads.insights, name="insights"),
    path("insights/<uuid:key>/withdrawal/", threads.insight_withdrawal, name="insight_withdrawal"),
    path("threads/<uuid:key>/closure/", threads.closure, name="closure"),
    path("threads/<uuid:key>/split/", moving.split, name="split"),
    path("threads/<uuid:key>/split/undoing/", moving.split_undoing, name="split_undoing"),
    path("threads/<uuid:key>/joining/", moving.joining, name="joining"),
    path("threads/<uuid:key>/parting/", moving.parting, name="parting"),
    path("threads/<uuid:key>/hand-over/", handing.hand_over, name="hand_over"),
    path("hand-overs/<uuid:key>/", handing.offer, name="offer"),
    path("hand-overs/<uuid:key>/acceptance/", handing.acceptance, name="acceptance"),
    path("hand-overs/<uuid:key>/giving-back/", handing.giving_back, name="giving_back"),
    path("hand-overs/<uuid:key>/recall/", handing.recall, name="recall"),
    path("threads/<uuid:key>/try-outs/", try_outs.new, name="try_out_new"),
    path("try-outs/<uuid:key>/", try_outs.change, name="try_out"),
    path("try-outs/<uuid:key>/next/", try_outs.follow_up, name="follow_up"),
    path("try-outs/<uuid:key>/owner/", try_outs.take_over, name="take_over"),
    path("try-outs/<uuid:key>/stop/", try_outs.stop, name="stop"),
    path("try-outs/<uuid:key>/effect/", effects.look_back, name="look_back"),
    path("try-outs/<uuid:key>/sharing/", lessons.share, name="share"),
    path("try-outs/<uuid:key>/sharing/withdrawal/", lessons.unshare, name="unshare"),
    path("effects/<uuid:key>/", effects.effect, name="effect"),
    path("effects/<uuid:key>/withdrawal/", effects.withdrawal, name="effect_withdrawal"),
]
