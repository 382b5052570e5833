"""What the command line needs of the environment before there are settings, and what it gives its children."""

import os
from pathlib import Path

MODULE = "drieslag.config.settings.main"


def home() -> Path:
    return Path(os.environ.get("DRIESLAG_HOME", "var")).resolve()


def database_url() -> str:
    return os.environ.get("DATABASE_URL", "")


def owner_url() -> str:
    return os.environ.get("DATABASE_OWNER_URL", "")


def backup_url() -> str:
    """A role that may read past the policies, for `backup` of one's own PostgreSQL."""
    return os.environ.get("DATABASE_BACKUP_URL", "")


def mail_url() -> str:
    return os.environ.get("EMAIL_URL", "")


def on_tls() -> bool:
    return bool(os.environ.get("DRIESLAG_TLS"))


def hosts() -> list[str]:
    return [host for host in os.environ.get("DRIESLAG_HOSTS", "").split(",") if host]


def speaks_english() -> bool:
    """Dutch unless the environment says English; "C" says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.startswith("en")
    return False


def address() -> str:
    """Where people find the installation, when it was said."""
    return os.environ.get("DRIESLAG_ADDRESS", "")


def choose_settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", MODULE)


def choose(**values: str) -> None:
    """Sets variables for this process and its children."""
    os.environ.update(values)


def for_child(**values: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": MODULE, **values}


def forget(*names: str) -> None:
    for name in names:
        os.environ.pop(name, None)
