"""Addresses of the demo; on any other database there is nothing behind them."""

from django.urls import path

from drieslag.web.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/", views.home, name="home"),
    path("demo/<slug:key>/", views.sign_in, name="sign_in"),
]
