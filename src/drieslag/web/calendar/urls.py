"""Addresses of one's own calendar and messages."""

from django.urls import path

from drieslag.web.calendar.views import feed, home, moments, off, push

app_name = "calendar"
urlpatterns = [
    path("calendar/", home.home, name="home"),
    path("calendar/addresses/", home.make, name="make"),
    path("calendar/addresses/<uuid:key>/titles/", home.titles, name="titles"),
    path("calendar/addresses/<uuid:key>/end/", home.stop, name="stop"),
    path("calendar/own/file/", home.upload, name="upload"),
    path("calendar/own/address/", home.subscribe, name="subscribe"),
    path("calendar/own/<uuid:key>/end/", home.forget, name="forget"),
    path("calendar/messages/", home.choose, name="choose"),
    path("calendar/push/", push.add, name="push"),
    path("calendar/push/end/", push.remove, name="push_end"),
    path("calendar/<str:secret>.ics", feed.feed, name="feed"),
    path("messages/<str:secret>/off/", off.off, name="off"),
    path("teams/<uuid:team>/fitting-moments/", moments.fitting, name="fitting"),
    path("fitting-moments/", moments.mine, name="moments"),
]
