"""The gallery."""

from django.urls import path

from drieslag.web.gallery import views

app_name = "gallery"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
