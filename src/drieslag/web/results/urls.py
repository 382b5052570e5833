"""Addresses of results."""

from django.urls import path

from drieslag.web.results.views import acting, files, letting_go, reading, texts

app_name = "results"

urlpatterns = [
    path("results/", reading.index, name="list"),
    path("results/certainty/", reading.certainty, name="certainty"),
    path("results/groups/<uuid:group>/", reading.one, name="one"),
    path("results/groups/<uuid:group>/panel/", reading.panel, name="panel"),
    path("results/rounds/<uuid:round>/", reading.whole, name="round"),
    path("results/groups/<uuid:group>/meeting/", acting.meeting, name="discuss"),
    path("results/groups/<uuid:group>/question/", acting.question, name="question"),
    path("results/groups/<uuid:group>/texts/", texts.index, name="texts"),
    path("results/texts/<uuid:text>/", texts.hide, name="text"),
    path("results/groups/<uuid:group>/report.pdf", files.pdf, name="pdf"),
    path("results/groups/<uuid:group>/figures.csv", files.csv, name="csv"),
    path("results/rounds/<uuid:round>/release/", letting_go.new, name="release"),
    path("results/released/", letting_go.index, name="released"),
    path("results/released/<uuid:key>/", letting_go.one, name="released_one"),
    path("results/released/<uuid:key>/withdrawal/", letting_go.withdrawal, name="withdrawal"),
]
