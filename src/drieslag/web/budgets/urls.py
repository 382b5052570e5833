"""Addresses of budgets for learning."""

from django.urls import path

from drieslag.web.budgets.views import ledgers, organisation, requests

app_name = "budgets"
urlpatterns = [
    path("budgets/", ledgers.listing, name="list"),
    path("budgets/new/", organisation.new, name="new"),
    path("budgets/all/", organisation.for_all, name="all"),
    path("budgets/organisation/", organisation.overview, name="organisation"),
    path("budgets/requests/<uuid:key>/", requests.one, name="asked"),
    path("budgets/requests/<uuid:key>/words/", requests.edit, name="edit"),
    path("budgets/requests/<uuid:key>/decision/", requests.decision, name="decision"),
    path("budgets/requests/<uuid:key>/more/", requests.more, name="more"),
    path("budgets/requests/<uuid:key>/cost/", requests.cost, name="cost"),
    path("budgets/requests/<uuid:key>/cost/end/", requests.cost_end, name="cost_end"),
    path("budgets/requests/<uuid:key>/withdrawal/", requests.withdrawal, name="withdrawal"),
    path("budgets/requests/<uuid:key>/giving-back/", requests.giving_back, name="giving_back"),
    path("budgets/requests/<uuid:key>/return/", requests.asking_again, name="asking_again"),
    path("budgets/<uuid:key>/", ledgers.one, name="one"),
    path("budgets/<uuid:key>/csv/", ledgers.csv, name="csv"),
    path("budgets/<uuid:key>/request/", requests.new, name="request"),
    path("budgets/<uuid:key>/amount/", organisation.amount, name="amount"),
]
