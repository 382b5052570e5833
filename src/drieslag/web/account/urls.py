"""Addresses of one's own account, of what Drieslag promises, and of signing in (django-allauth's)."""

from django.urls import URLPattern, URLResolver, include, path

from drieslag.web.account import views

own: list[URLPattern | URLResolver] = [
    path("account/", views.settings, name="settings"),
    path("account/privacy/", views.privacy, name="privacy"),
    path("account/privacy/copy/", views.copy, name="copy"),
    path("account/privacy/erasure/", views.erasure, name="erasure"),
    path("privacy/", views.promise, name="promise"),
    path("accessibility/", views.accessibility, name="accessibility"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "account"))),
    path("account/login/", views.sign_in, name="account_login"),  # before allauth's: a demo shows its people first
    path("account/", include("allauth.urls")),
]
