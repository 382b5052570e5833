"""What every page offers around its content."""

from django.urls import path

from drieslag.web.components import views

app_name = "components"
urlpatterns = [
    path("more/", views.more, name="more"),
    path("appearance/", views.appearance, name="appearance"),
    path("language/", views.language, name="language"),
]
