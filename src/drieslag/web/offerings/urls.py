"""Addresses of what colleagues offer."""

from django.urls import path

from drieslag.web.offerings.views import attending, listing, materials, planning, seats, trainers

app_name = "offerings"
urlpatterns = [
    path("offerings/", listing.listing, name="list"),
    path("offerings/new/", planning.choose, name="new"),
    path("offerings/new/<slug:kind>/", planning.new, name="new_kind"),
    path("offerings/trainers/", trainers.listing, name="trainers"),
    path("offerings/taken/", attending.mine, name="mine"),
    path("offerings/taken/<uuid:key>/", attending.taken, name="taken"),
    path("offerings/taken/<uuid:key>/erasure/", attending.erasure, name="erasure"),
    path("offerings/materials/<uuid:key>/end/", materials.end, name="material_end"),
    path("offerings/<uuid:key>/", listing.one, name="one"),
    path("offerings/<uuid:key>/calendar/", listing.calendar, name="calendar"),
    path("offerings/<uuid:key>/words/", planning.edit, name="edit"),
    path("offerings/<uuid:key>/cancellation/", planning.cancellation, name="cancellation"),
    path("offerings/<uuid:key>/return/", planning.restoration, name="restoration"),
    path("offerings/<uuid:key>/holding/", planning.holding, name="holding"),
    path("offerings/<uuid:key>/seat/", seats.sign_up, name="seat"),
    path("offerings/<uuid:key>/seat/end/", seats.let_go, name="seat_end"),
    path("offerings/<uuid:key>/presence/", attending.presence, name="presence"),
    path("offerings/<uuid:key>/plan/", attending.plan, name="plan"),
    path("offerings/<uuid:key>/materials/", materials.add, name="materials"),
]
