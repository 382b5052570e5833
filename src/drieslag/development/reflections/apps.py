"""The app of reflections."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """Short notes to oneself, and looking back on them."""

    name = "drieslag.development.reflections"
    label = "reflections"
