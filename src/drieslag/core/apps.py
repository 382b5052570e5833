"""The app of organisations and doors; after each migration the tables are guarded anew."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _guard(using: str, **_: Any) -> None:
    from django.conf import settings

    from drieslag.core.tenancy import guard

    if connections[using].settings_dict["USER"] != settings.DATABASES["default"]["USER"]:  # a flush is no migration
        guard(connections[using])


class CoreConfig(AppConfig):
    """Organisations, doors, tenancy."""

    name = "drieslag.core"
    label = "core"

    def ready(self) -> None:
        # Of all apps, once: post_migrate runs for each app in turn, and the last one's tables exist by then.
        from django.apps import apps

        last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
        post_migrate.connect(_guard, sender=last, dispatch_uid="drieslag.core.guard")
