"""The look-up tables where the settings put them."""

from pathlib import Path

from django.conf import settings

from drieslag.privacy.shield.engine import Progress, configure, prepare


def settle() -> None:
    """Point the shield at its folder; nothing is read yet."""
    configure(Path(settings.DRIESLAG_SHIELD))


def ensure(progress: Progress | None = None) -> None:
    """Build the tables when they are not there, about three seconds; safe to call at every start."""
    prepare(Path(settings.DRIESLAG_SHIELD), progress)
