"""Addresses of a team's rhythm: its page, what was agreed, and each moment."""

from django.urls import path

from drieslag.web.rhythm.views import agreements, moments, pages

app_name = "rhythm"

urlpatterns = [
    path("rhythm/", pages.mine, name="mine"),
    path("rhythm/<uuid:team>/", pages.team, name="team"),
    path("rhythm/<uuid:team>/question/", pages.question, name="question"),
    path("rhythm/<uuid:team>/agreements/", agreements.home, name="agreements"),
    path("rhythm/<uuid:team>/agreements/new/", agreements.new, name="new"),
    path("rhythm/<uuid:team>/beginning/", agreements.beginning, name="beginning"),
    path("rhythm/<uuid:team>/hours/", agreements.hours, name="hours"),
    path("rhythm/<uuid:team>/days/<slug:day>/held/", moments.day_held, name="day_held"),
    path("rhythm/cap/", agreements.cap, name="cap"),
    path("rhythm/undo/", moments.undo, name="undo"),
    path("agreements/<uuid:key>/", agreements.change, name="change"),
    path("agreements/<uuid:key>/end/", agreements.end, name="end"),
    path("agreements/<uuid:key>/return/", agreements.resume, name="resume"),
    path("agreements/<uuid:key>/holder/", agreements.holder, name="holder"),
    path("agreements/<uuid:key>/acceptance/", moments.acceptance, name="acceptance"),
    path("agreements/<uuid:key>/quiet/", moments.quiet, name="quiet"),
    path("moments/<uuid:key>/", moments.moment, name="moment"),
    path("moments/<uuid:key>/held/", moments.held, name="held"),
    path("moments/<uuid:key>/given-up/", moments.given_up, name="given_up"),
    path("moments/<uuid:key>/moving/", moments.moving, name="moving"),
    path("moments/<uuid:key>/meeting/", moments.meeting, name="meeting"),
    path("moments/<uuid:key>/presence/", moments.presence, name="presence"),
]
