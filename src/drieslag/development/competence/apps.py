"""The app of competence."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    """Formative moments, self-declarations and reserved tasks."""

    name = "drieslag.development.competence"
    label = "competence"
