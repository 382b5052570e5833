"""Addresses of answers. Nothing but the key of a round is in them; a code never is."""

from django.urls import path

from drieslag.web.answers.views import codes, fill, lists

app_name = "answers"

urlpatterns = [
    path("answers/", lists.mine, name="mine"),
    path("answers/<uuid:key>/", fill.fill, name="fill"),
    path("answers/<uuid:key>/draft/", fill.draft, name="draft"),
    path("answers/<uuid:key>/received/", fill.received, name="received"),
    path("answers/<uuid:key>/withdrawal/", fill.withdrawal, name="withdrawal"),
    path("answers/<uuid:key>/read/", lists.read, name="read"),
    path("answer/", codes.code, name="code"),
    path("answer/sheet/", codes.sheet, name="code_sheet"),
    path("answer/token/", codes.token, name="code_token"),
]
