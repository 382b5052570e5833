"""Addresses of evaluations."""

from django.urls import path

from drieslag.web.evaluations.views import evaluating, profile

app_name = "evaluations"
ONE = "growth/evaluations/<uuid:key>/"
THEME = ONE + "themes/<slug:theme>/"
urlpatterns = [
    path("growth/evaluations/", evaluating.home, name="home"),
    path("growth/evaluations/new/", evaluating.new, name="new"),
    path(ONE, evaluating.one, name="one"),
    path(ONE + "finish/", evaluating.finish, name="finish"),
    path(ONE + "resumption/", evaluating.go_on, name="go_on"),
    path(ONE + "erasure/", evaluating.erasure, name="erasure"),
    path(THEME, evaluating.theme, name="theme"),
    path("growth/evaluations/views/<uuid:key>/", evaluating.view, name="view"),
    path("growth/evaluations/views/<uuid:key>/erasure/", evaluating.view_erasure, name="view_erasure"),
    path("growth/profile/", profile.home, name="profile"),
    path("growth/profile/fields/<uuid:key>/", profile.field_of, name="field_of"),
    path("growth/profile/<slug:heading>/", profile.field, name="field"),
    path("growth/profile/<slug:heading>/erasure/", profile.erasure, name="field_erasure"),
]
