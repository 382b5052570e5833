"""Addresses for the browser test: those of anonymous acts, and one page with all that a page may write for them."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from drieslag.privacy.anonymous import queries
from drieslag.web.anonymous.urls import urlpatterns as anonymous

SOURCE = """{% load anonymous %}<!doctype html><html lang="en"><head><title>Anonymous</title>
<script type="module" src="/js/index.js"></script></head><body>
{% anonymous_rounds scope %}{% anonymous_promise round %}
<form id="slips" data-anonymous="slips" {% anonymous_box round box %}>
<fieldset disabled data-anonymous-fields><textarea name="text"></textarea><button>Hand in</button></fieldset>
<p data-anonymous-status role="status"></p><ul data-anonymous-own></ul>
<template data-anonymous-slip><li><span data-slip-text></span><button type="button" data-slip-change>Change</button>
<button type="button" data-slip-withdraw>Withdraw</button></li></template></form>
<button type="button" id="ready" data-anonymous-ready {% anonymous_box round box %} aria-pressed="false">Ready</button>
<form id="answer" data-anonymous="answer" {% anonymous_box round vote %}><fieldset disabled data-anonymous-fields>
<label><input type="radio" name="choice" value="yes">Yes</label><label><input type="radio" name="choice" value="no">No
</label><input type="text" name="because"><button>Answer</button></fieldset>
<p data-anonymous-status role="status"></p></form>
{% if mark %}<button type="button" id="recall" hidden data-anonymous-recall="{{ mark }}"
{% anonymous_box round box %}>Take back</button>{% endif %}
</body></html>"""


def page(request: HttpRequest) -> HttpResponse:
    get = request.GET
    found, box, vote = queries.get_round(get["round"]), queries.get_box(get["box"]), queries.get_box(get["vote"])  # type: ignore[arg-type]
    given = {"scope": found.scope, "round": found, "box": box, "vote": vote, "mark": get.get("mark", "")}
    return HttpResponse(engines["django"].from_string(SOURCE).render(given, request))


urlpatterns = [path("page/", page), *anonymous]
