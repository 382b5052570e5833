"""The settings of an installation."""

from drieslag.config.settings.base import *  # noqa: F403 — settings are one flat list of names
