"""The pages, for a server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieslag.config.settings.main")  # noqa: TID251 — before settings exist

application = get_wsgi_application()
