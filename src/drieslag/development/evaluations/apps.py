"""The app of evaluations."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """How somebody sees themselves, on the themes of a role and as a person."""

    name = "drieslag.development.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        from drieslag.development.evaluations import privacy, telling
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind

        privacy.fill()
        things.register(Kind.VIEW, telling.views)
        things.register(Kind.PROFILE, telling.fields)
