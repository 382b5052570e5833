"""The app of threads."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Questions, and what came of them."""

    name = "drieslag.learning.threads"
    label = "threads"

    def ready(self) -> None:
        from drieslag.learning.threads import privacy

        privacy.fill()
