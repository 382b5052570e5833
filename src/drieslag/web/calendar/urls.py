"""Addresses of one's own calendar and messages."""

from django.urls import path

from drieslag.web.calendar.views import feed

app_name = "calendar"
urlpatterns = [
    path("calendar/<str:secret>.ics", feed.feed, name="feed"),
]
