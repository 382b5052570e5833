"""The address at which a page asks what in a text could point at a client."""

from django.urls import path

from drieslag.web.shield import views

app_name = "shield"

urlpatterns = [path("shield/", views.find, name="find")]
