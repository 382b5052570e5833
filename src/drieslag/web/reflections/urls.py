"""Addresses of reflections."""

from django.urls import path

from drieslag.development.reflections.enums import Span
from drieslag.web.reflections.views import backs, notes

app_name = "reflections"
urlpatterns = [
    path("growth/reflections/", notes.listing, name="list"),
    path("growth/reflections/new/", notes.new, name="new"),
    path("growth/reflections/asking/", notes.asking, name="asking"),
    path("growth/reflections/week/", backs.look, {"span": Span.WEEK}, name="week"),
    path("growth/reflections/quarter/", backs.look, {"span": Span.QUARTER}, name="quarter"),
    path("growth/reflections/backs/<uuid:key>/", backs.back, name="back"),
    path("growth/reflections/backs/<uuid:key>/erasure/", backs.erasure, name="back_erasure"),
    path("growth/reflections/<uuid:key>/", notes.one, name="one"),
    path("growth/reflections/<uuid:key>/words/", notes.edit, name="edit"),
    path("growth/reflections/<uuid:key>/erasure/", notes.erasure, name="erasure"),
]
