"""The address of the home page."""

from django.urls import path

from drieslag.web.today import views

app_name = "today"

urlpatterns = [path("", views.home, name="home")]
