"""Addresses of what a team keeps beside its questions."""

from django.urls import path

from drieslag.web.groundwork.views import changes, cupboard, goals, lessons, rooms

app_name = "groundwork"

urlpatterns = [
    path("cupboard/", cupboard.mine, name="mine"),
    path("teams/<uuid:team>/cupboard/", cupboard.home, name="home"),
    path("teams/<uuid:team>/blind-spots/", cupboard.spots, name="spots"),
    path("found-room/", rooms.index, name="rooms"),
    path("teams/<uuid:team>/found-room/", rooms.new, name="room_new"),
    path("found-room/<uuid:key>/", rooms.change, name="room"),
    path("found-room/<uuid:key>/withdrawal/", rooms.withdrawal, name="room_withdrawal"),
    path("teams/<uuid:team>/changes/", changes.index, name="changes"),
    path("teams/<uuid:team>/change-cap/", changes.cap, name="cap"),
    path("changes/<uuid:key>/", changes.one, name="change"),
    path("changes/<uuid:key>/state/", changes.state, name="change_state"),
    path("change-lines/<uuid:key>/", changes.line, name="line"),
    path("teams/<uuid:team>/goals/", goals.index, name="goals"),
    path("goals/<uuid:key>/", goals.one, name="goal"),
    path("goals/<uuid:key>/end/", goals.end, name="goal_end"),
    path("teams/<uuid:team>/lessons/", lessons.index, name="lessons"),
    path("lessons/<uuid:key>/removal/", lessons.removal, name="lesson_removal"),
]
