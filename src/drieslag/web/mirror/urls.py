"""Addresses of mirror."""

from django.urls import path

from drieslag.web.mirror.views import asking, expecting, onward, result, sharing

app_name = "mirror"
urlpatterns = [
    path("mirror/", asking.home, name="home"),
    path("mirror/new/", asking.new, name="new"),
    path("mirror/<uuid:key>/", result.one, name="one"),
    path("mirror/<uuid:key>/people/", asking.people, name="people"),
    path("mirror/<uuid:key>/expectation/", expecting.expectation, name="expectation"),
    path("mirror/<uuid:key>/expectation/erasure/", expecting.expectation_erasure, name="expectation_erasure"),
    path("mirror/<uuid:key>/opening/", asking.opening, name="opening"),
    path("mirror/<uuid:key>/reminder/", asking.reminder, name="reminder"),
    path("mirror/<uuid:key>/stop/", asking.stop, name="stop"),
    path("mirror/<uuid:key>/codes/", asking.codes, name="codes"),
    path("mirror/<uuid:key>/plan/", onward.plan, name="plan"),
    path("mirror/<uuid:key>/shares/", sharing.shares, name="shares"),
    path("mirror/<uuid:key>/shares/<uuid:person>/end/", sharing.end, name="share_end"),
]
