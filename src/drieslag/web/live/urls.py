"""Addresses of the live pages' own."""

from django.urls import path

from drieslag.web.live import views

urlpatterns = [
    path("tickets/", views.renew, name="live_ticket"),
    path("fragments/farewell/", views.farewell, name="live_farewell"),
]
