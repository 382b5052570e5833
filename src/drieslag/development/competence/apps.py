"""The app of competence."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    """Formative moments, self-declarations and reserved tasks."""

    name = "drieslag.development.competence"
    label = "competence"

    def ready(self) -> None:
        from drieslag.development.competence import privacy, telling
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind

        privacy.fill()
        things.register(Kind.MOMENT, telling.moments)
        things.register(Kind.FEEDBACK, telling.feedback)
        things.register(Kind.DECLARATION, telling.declarations)
