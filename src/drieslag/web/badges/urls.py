"""Addresses of badges. Those that begin with an organisation's short name are for the world, and name nobody."""

from django.urls import path

from drieslag.web.badges.views import own, public

app_name = "badges"
urlpatterns = [
    path("badges/", own.mine, name="mine"),
    path("badges/check/", public.verify, name="verify"),
    path("badges/new/<uuid:key>/", own.new, name="new"),
    path("badges/<uuid:key>/", own.one, name="one"),
    path("badges/<uuid:key>/badge.<slug:kind>", own.file, name="file"),
    path("badges/<uuid:key>/withdrawal/", own.withdraw, name="withdraw"),
    path("badges/<uuid:key>/erase/", own.erase, name="erase"),
    path("badges/<uuid:key>/wrong/", public.wrong, name="wrong"),
    path("badges/<slug:organisation>/did.json", public.keys, name="keys"),
    path("badges/<slug:organisation>/issuer/", public.issuer, name="issuer"),
    path("badges/<slug:organisation>/status/", public.status, name="status"),
    path("badges/<slug:organisation>/achievement/<slug:code>/", public.achievement, name="achievement"),
]
