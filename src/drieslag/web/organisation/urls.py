"""Addresses of the organisation's own pages."""

from django.urls import path

from drieslag.web.organisation import views, ways_in

app_name = "organisation"

urlpatterns = [
    path("organisation/", views.home, name="home"),
    path("organisation/teams/", views.teams, name="teams"),
    path("organisation/teams/<uuid:key>/", views.team, name="team"),
    path("organisation/teams/<uuid:key>/members/", views.members, name="members"),
    path("organisation/teams/<uuid:key>/members/<uuid:person>/end/", views.membership_end, name="membership_end"),
    path("organisation/people/", views.people, name="people"),
    path("organisation/people/<uuid:key>/roles/", views.roles, name="roles"),
    path("organisation/people/<uuid:key>/leaving/", views.leaving, name="leaving"),
    path("organisation/consents/", views.consents, name="consents"),
    path("organisation/consents/<uuid:key>/end/", views.consent_end, name="consent_end"),
    path("organisation/council/", views.council, name="council"),
    path("start/<str:secret>/", ways_in.start, name="start"),
    path("invitation/<str:secret>/", ways_in.invitation, name="invitation"),
]
