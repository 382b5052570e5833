"""Settings that hold everywhere. Only this package reads the environment."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from drieslag.config.postgres import APP, DATABASE, OWNER, socket_dir
from drieslag.config.settings.urls import database_from_url, mailer_from_url

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("DRIESLAG_HOME", "var")).resolve()
DRIESLAG_HOME = HOME
DRIESLAG_KEYS = HOME / "keys"
DRIESLAG_THEME = os.environ.get("DRIESLAG_THEME", "")
DRIESLAG_SHIELD = HOME / "shield"


def _secret_key() -> str:
    path = Path(os.environ.get("DRIESLAG_SECRET_KEY_FILE", DRIESLAG_KEYS / "secret.key"))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DRIESLAG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in {"*", "[::1]"}]
ON_TLS = bool(os.environ.get("DRIESLAG_TLS"))
# How many proxies of our own stand in front: what they say of an address is believed, of others nothing.
DRIESLAG_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DRIESLAG_PROXIES", "0"))
LIVE_ORIGIN = os.environ.get("DRIESLAG_LIVE_ORIGIN", "")
LIVE_PAGES_URL = os.environ.get("DRIESLAG_PAGES_URL", "http://127.0.0.1:8000")
LIVE_PAGES_HOST = os.environ.get("DRIESLAG_PAGES_HOST", ALLOWED_HOSTS[0])
# Where people find it, for what goes out by mail and into calendars, where nobody asks for a page.
DRIESLAG_ADDRESS = os.environ.get("DRIESLAG_ADDRESS") or f"{'https' if ON_TLS else 'http'}://{ALLOWED_HOSTS[0]}"
LIVE_SIGNING_KEY = hashlib.sha256(b"live tickets:" + SECRET_KEY.encode()).hexdigest()
SECURE_REDIRECT_EXEMPT = [r"^fragments/"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "drieslag.core",
    "drieslag.live",
    "drieslag.journal",
    "drieslag.privacy",
    "drieslag.people",
    "drieslag.learning.threads",
    "drieslag.learning.formats",
    "drieslag.learning.meetings",
    "drieslag.learning.rhythm",
    "drieslag.learning.spread",
    "drieslag.learning.support",
    "drieslag.learning.groundwork",
    "drieslag.learning.notices",
    "drieslag.surveys",
    "drieslag.development.sharing",
    "drieslag.development.frameworks",
    "drieslag.development.plans",
    "drieslag.development.evaluations",
    "drieslag.development.reflections",
    "drieslag.development.talks",
    "drieslag.development.competence",
    "drieslag.development.offerings",
    "drieslag.development.budgets",
    "drieslag.development.badges",
    "drieslag.development.registers",
    "drieslag.development.portfolio",
    "drieslag.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A phone waits for bytes; the only secret in a page is masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "drieslag.web.live.middleware.AudienceMiddleware",
    "drieslag.core.middleware.TenancyMiddleware",
    "drieslag.web.middleware.PersonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "drieslag.config.urls"
WSGI_APPLICATION = "drieslag.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((PACKAGE / "web").glob("*/templates")),
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "drieslag.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

_POOL = {"min_size": 1, "max_size": 8, "timeout": 4}


def _database(url: str | None, role: str) -> dict[str, Any]:
    found = database_from_url(url) if url else {"NAME": DATABASE, "USER": role, "HOST": str(socket_dir(HOME))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        # A statement that comes back is planned once a connection: half of what the database does for a page.
        "OPTIONS": {"pool": _POOL, "server_side_binding": True, "prepare_threshold": 5},
        **found,
    }


DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL"), APP),
    "owner": {**_database(os.environ.get("DATABASE_OWNER_URL"), OWNER), "OPTIONS": {}},
}
DATABASE_IS_OWN = not os.environ.get("DATABASE_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "drieslag.web.account.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation by mail, which is the verification
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_FORMS = {"add_email": "drieslag.web.account.addresses.NewAddressForm"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ON_TLS
MFA_ADAPTER = "drieslag.web.account.adapter.MFAAdapter"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "drieslag.web.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ON_TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ON_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ON_TLS
SECURE_SSL_REDIRECT = False  # the proxy's work, or granian's own certificate
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ON_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF, *([LIVE_ORIGIN] if LIVE_ORIGIN else [])],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["drieslag.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = None  # files are served from where they stand
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 30
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "drieslag.web.staticfiles.HashedStorage"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "KEY_FUNCTION": "drieslag.core.counting.keyed",
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

EMAIL_FROM = os.environ.get("DRIESLAG_MAIL_FROM", "drieslag@localhost")
DEFAULT_FROM_EMAIL = EMAIL_FROM
MAILERS = {"default": mailer_from_url(os.environ.get("EMAIL_URL"), HOME)}

LOGGING_CONFIG = "drieslag.config.logs.configure"
LOGGING: dict[str, Any] = {"level": os.environ.get("DRIESLAG_LOG", "INFO")}
SILENCED_SYSTEM_CHECKS: list[str] = []

# The timed work of each part stands in its jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
