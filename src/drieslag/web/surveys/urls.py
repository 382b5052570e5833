"""Addresses of rounds."""

from django.urls import path

from drieslag.web.surveys.views import acts, making, minimums, papers, rounds, series

app_name = "surveys"

urlpatterns = [
    path("rounds/", rounds.index, name="list"),
    path("rounds/new/", making.new, name="new"),
    path("rounds/minimums/", minimums.home, name="minimums"),
    path("rounds/<uuid:key>/", rounds.one, name="one"),
    path("rounds/<uuid:key>/questions/", rounds.questions, name="questions"),
    path("rounds/<uuid:key>/progress/", rounds.progress, name="progress"),
    path("rounds/<uuid:key>/opening/", acts.opening, name="opening"),
    path("rounds/<uuid:key>/reminder/", acts.reminder, name="reminder"),
    path("rounds/<uuid:key>/extension/", acts.extension, name="extension"),
    path("rounds/<uuid:key>/stop/", acts.stop, name="stop"),
    path("rounds/<uuid:key>/again/", acts.again, name="again"),
    path("rounds/<uuid:key>/codes/", papers.codes, name="codes"),
    path("rounds/<uuid:key>/council/", papers.council, name="council"),
    path("pulses/<uuid:key>/", series.one, name="series"),
    path("pulses/<uuid:key>/end/", series.end, name="series_end"),
]
