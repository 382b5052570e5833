"""The app of frameworks."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """Themes, goals, levels and learning lines, in versions."""

    name = "drieslag.development.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        from drieslag.development.frameworks import privacy

        privacy.fill()
