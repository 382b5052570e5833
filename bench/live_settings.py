"""The settings of an installation, with the measurement's own pages."""

from drieslag.config.settings.main import *  # noqa: F403

ROOT_URLCONF = "bench.live_pages"
