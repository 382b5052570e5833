"""The app of all pages; it has templates and static files and no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "drieslag.web"
    label = "web"

    def ready(self) -> None:
        from drieslag.web.account import traces

        traces.leave_none()
