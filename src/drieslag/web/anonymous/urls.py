"""Addresses of anonymous acts. Nothing but these words is in them: what an act is about travels in its body."""

from django.urls import path

from drieslag.web.anonymous import views

urlpatterns = [
    path("anonymous/token/", views.token, name="anonymous_token"),
    path("meetings/<uuid:meeting>/anonymous/token/", views.token, name="anonymous_guest_token"),
    path("anonymous/slip/", views.slip, name="anonymous_slip"),
    path("anonymous/slip/change/", views.slip_change, name="anonymous_slip_change"),
    path("anonymous/slip/withdrawal/", views.slip_withdrawal, name="anonymous_slip_withdrawal"),
    path("anonymous/ready/", views.ready, name="anonymous_ready"),
    path("anonymous/shield/", views.shield, name="anonymous_shield"),
]
