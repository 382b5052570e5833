"""The settings of the tests: the same program, quick hashes, mails in memory, a database of their own."""

import atexit
import os
import shutil
import tempfile

if "DRIESLAG_HOME" not in os.environ:
    os.environ["DRIESLAG_HOME"] = home = tempfile.mkdtemp(prefix="drieslag-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)

from drieslag.config.settings.base import *  # noqa: F403 — settings are one flat list of names

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "drieslag.core.counting.keyed",
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECRET_KEY = "not a secret: the tests' own"  # noqa: S105
DATABASES["default"]["OPTIONS"].pop("pool")  # noqa: F405
