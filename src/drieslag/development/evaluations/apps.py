"""The app of evaluations."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """How somebody sees the own work."""

    name = "drieslag.development.evaluations"
    label = "evaluations"
