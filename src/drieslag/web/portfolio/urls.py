"""Addresses of portfolio."""

from django.urls import URLPattern

app_name = "portfolio"
urlpatterns: list[URLPattern] = []
